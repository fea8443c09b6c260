"""Controls of one key each, bound to the link; of a setting only the choices that make a layer."""

from collections.abc import Sequence
from typing import TypeVar, cast

import streamlit as st

from ui.state.framework import label
from ui.state.key_kinds import Choice
from ui.state.session import read, write
from ui.state.settings import Setting, Value

V = TypeVar("V")


def choice_buttons(key: Choice[V], help: str) -> V:
    """Draw a button for each value of a key, one of which is chosen; the link holds it."""
    chosen: V = st.segmented_control(
        key.label,
        key.values,
        default=key.default,
        required=True,
        format_func=key.title,
        key=key.name,
        help=help,
        bind="query-params",
    )
    return chosen


def segments(setting: Setting, options: Sequence[Value]) -> None:
    """Draw one button a choice; only choices that make a layer are there."""
    st.segmented_control(
        label(setting),
        options,
        default=setting.default if setting.default in options else options[0],
        required=True,
        format_func=setting.title,
        key=setting.name,
        help=setting.help,
        bind="query-params",
    )


def menu(setting: Setting, options: Sequence[Value]) -> None:
    """Draw a drop-down of choices."""
    default = options.index(setting.default) if setting.default in options else 0
    st.selectbox(
        label(setting),
        options,
        index=default,
        format_func=setting.title,
        key=setting.name,
        help=setting.help,
        bind="query-params",
    )


def whole_number(setting: Setting, low: int | None = None, high: int | None = None) -> None:
    """Draw a field for a whole number; what is set already is brought between `low` and `high`."""
    first = cast(int, setting.values[0]) if low is None else low
    last = cast(int, setting.values[-1]) if high is None else high
    if isinstance(number := read(setting), int) and not first <= number <= last:
        write(setting, min(max(number, first), last))
    default = min(max(cast(int, setting.default), first), last)
    st.number_input(
        label(setting),
        first,
        last,
        default,
        key=setting.name,
        help=setting.help,
        bind="query-params",
    )


def slide(setting: Setting, low: int, high: int) -> None:
    """Draw a slider; where there is nothing to choose, none.

    It is one of choices, since one of numbers is a new control wherever its limits change, and
    Streamlit would set that to what the link was before a button set it.
    """
    if low >= high:
        return
    default = min(max(cast(int, setting.default), low), high)
    st.select_slider(
        label(setting),
        range(low, high + 1),
        default,
        key=setting.name,
        help=setting.help,
        bind="query-params",
    )
