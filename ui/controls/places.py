"""Places kept for what comes late, so that nothing below jumps when it does.

Streamlit draws texts at once. A control, a chart, the stage and the style come later: a grey bar,
40 pixels high, stands for each of the first three until then.
"""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

CONTROL = 68
"""Height of a control with its label, in screen pixels."""
SLIDER = 46
"""The same without its label, for a slider with its value above it."""
BUTTONS = 62
"""Height of a row of buttons with its label, of which one or more are chosen."""
BUTTON_ROW = 40
"""The same without its label."""
UPLOADER = 96
"""Height of a field for a file with its label."""
CALL = 72
"""Height of the call of a layer: two lines."""
SWITCH = 24
"""Height of a switch."""
STAGE = 1400
"""Width up to which a stage grows with the page."""
TABLE_ROW = 42
"""Height of a row with one line."""


def keep_place(
    name: str,
    height: int,
    horizontal: bool = False,
    widest: int | Literal["stretch", "content"] = "stretch",
) -> DeltaGenerator:
    """Keep a place as high as what comes is on a desktop, in pixels, and return it to be filled.

    Its name ends with ``-place``: the style lets it grow when all that it holds is there.
    """
    return st.container(height=height, border=False, horizontal=horizontal, key=name, width=widest)


def show_first(name: str) -> DeltaGenerator:
    """Hold together what a presenter shows before everything else of a section."""
    return st.container(key=f"first-{name}")


def table(name: str, markdown: str, row: int = TABLE_ROW) -> None:
    """Draw a table, whose name is unique on the page, and which scrolls where it is too wide.

    A row is as high as it is on a desktop, in pixels.
    """
    with keep_place(place_of(name), row * markdown.count("\n")):
        st.markdown(markdown)


def place_of(name: str) -> str:
    """Return the key of the container that holds a table."""
    return f"{name}-table-place"
