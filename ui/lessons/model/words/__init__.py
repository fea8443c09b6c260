"""What the lesson about a model of one's own says, a module for each of its sections."""

WHY = "Why this number"
"""The section that takes a number apart."""
