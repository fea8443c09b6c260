"""A part of a page that runs again and again, such as a count of votes; it has no controls."""

from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

P = ParamSpec("P")


def repeated(seconds: float) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Let a part of a page run alone every so many seconds; drawing nothing, it sends nothing."""
    return st.fragment(run_every=seconds)
