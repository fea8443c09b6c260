"""Lesson 2."""

from ui.page import lesson, open_page

open_page(lesson(2))
