"""What the reader's browser, the link and the switch of presenter mode say of how a page looks."""

import streamlit as st

from ui.state.keys import PRESENT
from ui.state.session import read

LARGER = 1.5
"""How much larger charts are for a class; what else there is grows by the style."""


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return bool(st.context.theme.type == "dark")


def presenting() -> bool:
    """Whether the page is shown to a class; a link says so first, then a button."""
    return read(PRESENT)


def embedded() -> bool:
    """Whether the page is in a frame of another page, which its link says (`embed=true`)."""
    return bool(st.context.is_embedded)
