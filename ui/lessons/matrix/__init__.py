"""Lesson 7: as one matrix product."""
