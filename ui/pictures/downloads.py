"""Files to take along, written when they are asked for."""

from collections.abc import Callable

import streamlit as st

from ui.state.memories import DOWNLOAD


def download(label: str, name: str, content: Callable[[], bytes], help: str) -> None:
    """Draw the button of a file.

    Parameters
    ----------
    label : str
    name : str
        Of the file, unique on the page.
    content : callable
        Writes it; called at a click.
    help : str
        What is in it.
    """
    st.download_button(label, content, name, on_click="ignore", key=DOWNLOAD.of(name), help=help)
