"""Controls of one page alone: whole numbers in the link, brought into their limits with a word."""

import streamlit as st

from text import escape_markdown

NOTES = "numbers that a link could not have"


def own_number(
    name: str, key: str, low: int, high: int, default: int, *, help: str | None = None
) -> int:
    """Draw a whole number between `low` and `high`, and return it.

    What a link asks for beyond them comes to the nearest, and a sentence says so; what an earlier
    choice left beyond limits that have moved since just follows them.
    """
    _follow_link(name, key, low, high, default)
    if st.session_state.get(key) is not None:
        st.session_state[key] = min(max(st.session_state[key], low), high)
    limits = f"{low} to {high}." if low < high else f"Only {low} here."
    value = st.number_input(
        name,
        low,
        high,
        min(max(default, low), high),
        key=key,
        help=f"{help} {limits}" if help else limits,
        bind="query-params",
    )
    notes = st.session_state.get(NOTES, {})
    if key in notes and notes[key][0] == value:
        st.caption(notes[key][1])
    return value


def _follow_link(name: str, key: str, low: int, high: int, default: int) -> None:
    """Bring what the link asks for to the nearest that can be had, before Streamlit drops it."""
    if key in st.session_state or key not in st.query_params:
        return
    text = st.query_params[key]
    nearest = nearest_whole(text, low, high, default)
    if text == str(nearest):
        return
    sentence = (
        f"{name} {text[:40]} is not possible here: choose {low} to {high}. Now it is {nearest}."
    )
    st.session_state[NOTES] = {
        **st.session_state.get(NOTES, {}),
        key: (nearest, escape_markdown(sentence)),
    }
    st.query_params[key] = str(nearest)
    st.session_state[key] = nearest


def nearest_whole(text: str, low: int, high: int, default: int) -> int:
    """Return the whole number nearest to what a link says; the default where it says none.

    Examples
    --------
    >>> nearest_whole("99", 1, 7, 3), nearest_whole("-2", 1, 7, 3), nearest_whole("x", 1, 7, 3)
    (7, 1, 3)
    """
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return default
    return min(max(int(text[:9]), low), high)
