"""Lesson 9: your image."""
