"""Whole numbers of one page alone, brought into the limits that the page has for them."""

from typing import Any

import streamlit as st

from text import escape_markdown
from ui.state.framework import label
from ui.state.key_kinds import Whole
from ui.state.session import limit_note, read_within


def own_number(
    key: Whole[Any],
    low: int | None = None,
    high: int | None = None,
    default: int | None = None,
    *,
    help: str = "",
) -> int:
    """Draw a whole number and return it; its limits and default are those of its key if not given.

    Where a link asked for one beyond the limits, a sentence says so.
    """
    first, last = key.low if low is None else low, key.high if high is None else high
    preset = key.default if default is None else default
    read_within(key, first, last, preset)
    limits = f"{first} to {last}." if first < last else f"Only {first} here."
    value: int = st.number_input(
        label(key),
        first,
        last,
        min(max(preset or 0, first), last),
        key=key.name,
        help=f"{help} {limits}" if help else limits,
        bind="query-params",
    )
    if note := limit_note(key):
        st.caption(escape_markdown(note))
    return value
