"""What lesson 8 says, a module for each of its sections."""
