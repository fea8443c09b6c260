"""Controls of one setting each, bound to the link, with only the choices that make a layer."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from ui.state.framework import label
from ui.state.settings import SETTINGS, Value


def segments(key: str, options: Sequence[Value]) -> None:
    """Draw one button a choice; only choices that make a layer are there."""
    setting = SETTINGS[key]
    st.segmented_control(
        label(key),
        options,
        default=setting.default if setting.default in options else options[0],
        required=True,
        format_func=setting.title,
        key=key,
        help=setting.help,
        bind="query-params",
    )


def menu(key: str, options: Sequence[Value]) -> None:
    """Draw a drop-down of choices."""
    setting = SETTINGS[key]
    default = options.index(setting.default) if setting.default in options else 0
    st.selectbox(
        label(key),
        options,
        index=default,
        format_func=setting.title,
        key=key,
        help=setting.help,
        bind="query-params",
    )


def whole_number(key: str, low: int | None = None, high: int | None = None) -> None:
    """Draw a field for a whole number; what is set already is brought between `low` and `high`."""
    setting = SETTINGS[key]
    first = cast(int, setting.values[0]) if low is None else low
    last = cast(int, setting.values[-1]) if high is None else high
    if st.session_state.get(key) is not None:
        st.session_state[key] = min(max(st.session_state[key], first), last)
    default = min(max(cast(int, setting.default), first), last)
    st.number_input(
        label(key), first, last, default, key=key, help=setting.help, bind="query-params"
    )


def slide(key: str, low: int, high: int) -> None:
    """Draw a slider; where there is nothing to choose, none.

    It is one of choices, since one of numbers is a new control wherever its limits change, and
    Streamlit would set that to what the link was before a button set it.
    """
    setting = SETTINGS[key]
    if low >= high:
        return
    default = min(max(cast(int, setting.default), low), high)
    st.select_slider(
        label(key),
        range(low, high + 1),
        default,
        key=key,
        help=setting.help,
        bind="query-params",
    )
