"""Lesson 3: shapes and layouts."""
