"""Lesson 5: padding, stride, dilation."""
