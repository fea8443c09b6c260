"""Lesson 2: sum the channels."""
