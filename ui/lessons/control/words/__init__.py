"""What lesson 4 says, a module for each of its sections."""
