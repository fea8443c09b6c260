"""What a link says, where no control has been drawn yet."""

import streamlit as st


def wanted_number(key: str, default: int) -> int:
    """Read a whole number from its control, else from the link."""
    if st.session_state.get(key) is not None:
        return int(st.session_state[key])
    text = st.query_params.get(key, "")
    return int(text[:9]) if text.isascii() and text.isdigit() else default
