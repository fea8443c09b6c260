"""Presenter mode: large type, no side bar, the stage as high as the screen."""

from pathlib import Path

import streamlit as st

from ui.state.keys import PRESENT
from ui.state.session import forget, write_link

STYLE = Path(__file__).parent / "presenter.css"


def offer_presenting() -> None:
    """Draw the button that starts it."""
    st.button(
        "Present",
        icon=":material/slideshow:",
        shortcut="P",
        on_click=write_link,
        args=(PRESENT, True),
        help="Large type and no side bar, for a projector. Escape ends it.",
    )


def present() -> None:
    """Enlarge the page, keep its link, and draw the way out."""
    write_link(PRESENT, True)
    st.html(STYLE)
    with st.container(horizontal=True, horizontal_alignment="right", key="end-presenting"):
        st.button(
            "End presenting",
            icon=":material/close_fullscreen:",
            shortcut="Esc",
            on_click=forget,
            args=(PRESENT,),
            type="tertiary",
            help="Back to the page with its menu.",
        )
