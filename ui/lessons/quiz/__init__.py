"""Lesson 10: check yourself."""
