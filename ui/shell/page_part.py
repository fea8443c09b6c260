"""A part of a page that runs alone when one of its controls is moved."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from ui.shell.tour import hear_deed

P = ParamSpec("P")


def page_part(draw: Callable[P, None]) -> Callable[P, None]:
    """Let a part of a page run alone; the tour hears its controls all the same."""

    @st.fragment
    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> None:
        draw(*args, **kwargs)
        hear_deed()

    return drawn
