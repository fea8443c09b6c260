"""Presenter mode: large type, no side bar, the stage as high as the screen."""

from pathlib import Path

import streamlit as st

PRESENT = "present"
"""The query parameter that opens a page in presenter mode, as ?present=1."""
LARGER = 1.35
"""How much larger charts are for a class; what else there is grows by the style."""
STYLE = Path(__file__).parent / "presenter.css"


def presenting() -> bool:
    """Whether the page is shown to a class; a link says so first, then a button."""
    if PRESENT not in st.session_state:
        st.session_state[PRESENT] = st.query_params.get(PRESENT) == "1"
    return bool(st.session_state[PRESENT])


def offer_presenting() -> None:
    """Draw the button that starts it."""
    st.button(
        "Present",
        icon=":material/slideshow:",
        shortcut="P",
        on_click=_present,
        args=(True,),
        help="Large type and no side bar, for a projector. Escape ends it.",
    )


def present() -> None:
    """Enlarge the page, keep its link, and draw the way out."""
    st.query_params[PRESENT] = "1"
    st.html(STYLE)
    with st.container(horizontal=True, horizontal_alignment="right", key="end-presenting"):
        st.button(
            "End presenting",
            icon=":material/close_fullscreen:",
            shortcut="Esc",
            on_click=_present,
            args=(False,),
            type="tertiary",
            help="Back to the page with its menu.",
        )


def _present(on: bool) -> None:
    st.session_state[PRESENT] = on
    if not on:
        st.query_params.pop(PRESENT, None)
