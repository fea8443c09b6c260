"""What lesson 5 says, a module for each of its sections."""
