"""Fewer examples for what takes milliseconds each: a figure, a page, a question."""

from hypothesis import settings

few = settings(max_examples=20)
