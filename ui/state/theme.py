"""What the reader's browser and the switch of presenter mode say about how a page looks."""

import streamlit as st

PRESENT = "present"
"""The query parameter that opens a page in presenter mode, as ?present=1."""
LARGER = 1.35
"""How much larger charts are for a class; what else there is grows by the style."""


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return bool(st.context.theme.type == "dark")


def presenting() -> bool:
    """Whether the page is shown to a class; a link says so first, then a button."""
    if PRESENT not in st.session_state:
        st.session_state[PRESENT] = st.query_params.get(PRESENT) == "1"
    return bool(st.session_state[PRESENT])
