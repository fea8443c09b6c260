"""Lesson 4: control the sum."""
