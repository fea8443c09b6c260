"""What lesson 6 says and asks, a module for each of its sections."""
