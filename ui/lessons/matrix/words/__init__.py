"""What lesson 7 says, a module for each of its sections."""
