"""What lesson 3 says, a module for each of its views."""
