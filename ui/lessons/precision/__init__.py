"""Lesson 8: precision."""
