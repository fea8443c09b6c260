"""What is set: names, values and rules, the session and the link, and the layer they make."""
