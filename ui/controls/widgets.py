"""Controls of one key each: its label, values and default are the key's, and the link holds it."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st

from text import escape_markdown
from ui.controls.words.layer import limit_help
from ui.state.framework import label
from ui.state.key_kinds import Choice, Flag, FreeText, Whole
from ui.state.session import limit_note, read_within
from ui.state.settings import Setting

V = TypeVar("V")


def choice_buttons(
    key: Choice[V],
    help: str,
    options: Sequence[V] | None = None,
    on_change: Callable[[], None] | None = None,
    default: V | None = None,
) -> V:
    """Draw a button for each option, one of which is chosen; all values are, if none are given.

    Where there is nothing to choose, there are none.
    """
    options = key.values if options is None else options
    if len(options) == 1:
        return options[0]
    chosen: V = st.segmented_control(
        label(key),
        options,
        default=_first_choice(key, options) if default is None else default,
        required=True,
        format_func=key.title,
        key=key.name,
        help=help,
        on_change=on_change,
        bind="query-params",
    )
    return chosen


def choice_menu(
    key: Choice[V],
    help: str,
    options: Sequence[V] | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> V:
    """Draw a drop-down of options."""
    options = key.values if options is None else options
    return st.selectbox(
        label(key),
        options,
        index=options.index(_first_choice(key, options)),
        format_func=key.title,
        key=key.name,
        help=help,
        bind="query-params",
        width=width,
    )


def choice_slider(
    key: Choice[V],
    help: str,
    options: Sequence[V] | None = None,
    default: V | None = None,
    name: str = "",
) -> V:
    """Draw a slider of options; where there is nothing to choose, none.

    Numbers are options too: a slider of numbers is a new control wherever its limits change, and
    Streamlit would set that to what the link was before a button set it.
    """
    options = key.values if options is None else options
    if len(options) == 1:
        return options[0]
    chosen: V = st.select_slider(
        name or label(key),
        options,
        _first_choice(key, options) if default is None else default,
        format_func=key.title,
        key=key.name,
        help=help,
        bind="query-params",
    )
    return chosen


def _first_choice(key: Choice[V], options: Sequence[V]) -> V:
    return key.default if key.default in options else options[0]


def number_field(
    key: Whole[Any] | Setting,
    low: int | None = None,
    high: int | None = None,
    default: int | None = None,
    *,
    help: str = "",
    width: int | Literal["stretch"] = "stretch",
) -> int:
    """Draw a field for a whole number; its limits and default are those of its key if not given.

    What is set already is brought between the limits. Where a link asked for a number beyond
    them, a sentence says so.
    """
    first, last, preset = _limits(key, low, high, default)
    value: int = st.number_input(
        label(key),
        first,
        last,
        preset,
        key=key.name,
        help=limit_help(help, first, last),
        width=width,
        bind="query-params",
    )
    if note := limit_note(key):
        st.caption(escape_markdown(note))
    return value


def number_slider(
    key: Whole[Any], high: int | None = None, default: int | None = None, *, help: str
) -> int:
    """Draw a slider of whole numbers, with limits and default as those of `number_field`."""
    first, last, preset = _limits(key, None, high, default)
    return st.slider(label(key), first, last, preset, key=key.name, help=help, bind="query-params")


def _limits(
    key: Whole[Any] | Setting, low: int | None, high: int | None, default: int | None
) -> tuple[int, int, int]:
    """Bring what is set between the limits; return them and the number to begin with."""
    first: Any = key.values[0] if low is None else low
    last: Any = key.values[-1] if high is None else high
    preset: Any = key.default if default is None else default
    read_within(key, first, last, preset)
    return first, last, min(max(preset or 0, first), last)


def switch(key: Flag, help: str, name: str = "") -> bool:
    """Draw a switch."""
    return st.toggle(name or label(key), key.default, key=key.name, help=help, bind="query-params")


def text_field(key: FreeText[str], help: str) -> str:
    """Draw a field for a line of text."""
    return st.text_input(label(key), key.default, key=key.name, help=help, bind="query-params")
