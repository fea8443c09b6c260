"""Files to take along, written when they are asked for."""

from collections.abc import Callable

import streamlit as st

from ui.state.memories import DOWNLOAD


def download(label: str, name: str, content: Callable[[], bytes], help: str) -> None:
    """Draw the button of a file, whose name is unique on the page; a click writes its content."""
    st.download_button(label, content, name, on_click="ignore", key=DOWNLOAD.of(name), help=help)
