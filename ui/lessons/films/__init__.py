"""Lesson 11: pictures to take home."""
