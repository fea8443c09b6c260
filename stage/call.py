"""The layer's call above its picture: every value in it is a control."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import streamlit as st

from stage.picture import PictureKind


class Option(NamedTuple):
    """A value that a field offers.

    Parameters
    ----------
    value : str
        What the page is told.
    text : str
        How the call writes it.
    why : str
        Why it is not possible now; empty where it is.
    """

    value: str
    text: str
    why: str = ""


class Field(NamedTuple):
    """A place in the call whose value is chosen where it stands.

    Parameters
    ----------
    name : str
        What the page is told has been chosen.
    before, after : str
        What is written around it, on the same line.
    label : str
        For screen readers.
    help : str
        A line that is shown when the mouse rests on it.
    value : str
        The one that is set, of the options.
    options : sequence of Option
    aside : bool
        Whether a narrow screen leaves it out until all values are asked for.
    """

    name: str
    before: str
    after: str
    label: str
    help: str
    value: str
    options: Sequence[Option]
    aside: bool = False


class Given(NamedTuple):
    """A part of the call that is no choice here.

    Parameters
    ----------
    words : str
        As the call writes it.
    aside : bool
        Whether a narrow screen leaves it out until all values are asked for.
    """

    words: str
    aside: bool


class Deed(NamedTuple):
    """A button in the call.

    Parameters
    ----------
    name : str
        What the page is told has been chosen; its value is empty.
    text : str
        What is written on it.
    help : str
        A line that is shown when the mouse rests on it.
    """

    name: str
    text: str
    help: str


Part = str | Given | Field | Deed
Call = Sequence[Sequence[Part]]
"""Lines of words, fields and buttons."""

CALL = PictureKind("call", "call-place", "call.css")


def written_call(call: Call) -> list[list[Any]]:
    """Write a call for the browser.

    Examples
    --------
    >>> stride = Field("stride", "strides=", ")", "Strides", "", "1", [Option("1", "1")])
    >>> written_call([["Conv2D(", stride]])[0][1]["options"]
    [{'value': '1', 'text': '1', 'why': ''}]
    """
    return [[_written_part(part) for part in line] for line in call]


def _written_part(part: Part) -> Any:
    if isinstance(part, str):
        return part
    if isinstance(part, Deed | Given):
        return part._asdict()
    return {**part._asdict(), "options": [option._asdict() for option in part.options]}


def show_call_lines(call: Call, on_call: Callable[[], None], key: str) -> None:
    """Show a call by itself, above a picture that is not a stage."""
    with st.container(gap=None):
        CALL.show(key, {"call": written_call(call)}, call=on_call)


def plain_call(call: Iterable[Iterable[Part]]) -> str:
    """Write the call as a text, as it reads.

    Examples
    --------
    >>> stride = Field("stride", "strides=", ")", "Strides", "", "2", [Option("2", "2")])
    >>> plain_call([["Conv2D(", stride]])
    'Conv2D(strides=2)'
    """
    return "\n".join("".join(_plain_part(part) for part in line) for line in call)


def _plain_part(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Deed):
        return ""
    if isinstance(part, Given):
        return part.words
    text = next(option.text for option in part.options if option.value == part.value)
    return f"{part.before}{text}{part.after}"
