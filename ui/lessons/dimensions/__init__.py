"""Lesson 6: one, two, three dimensions."""
