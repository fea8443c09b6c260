"""Lesson 1: slide the kernel."""
