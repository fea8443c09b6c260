"""The line at the foot of every page: what this is, and whose work it builds on."""

import streamlit as st

from ui.shell import words

VERSION = "1.0"


def footer() -> None:
    """Write version and sources."""
    st.divider()
    st.caption(words.FOOTER.format(version=VERSION, sources="; ".join(words.SOURCES)))
