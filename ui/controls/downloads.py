"""Files to take along, written when they are asked for."""

from collections.abc import Callable
from mimetypes import guess_type

import streamlit as st

from ui.state.memories import DOWNLOAD


def download(
    label: str, name: str, content: bytes | str | Callable[[], bytes | str], help: str
) -> None:
    """Draw the button of a file, whose name is unique on the page; a click writes its content."""
    kind, _ = guess_type(name)
    key = DOWNLOAD.of(name)
    st.download_button(label, content, name, kind, key=key, help=help, on_click="ignore")
