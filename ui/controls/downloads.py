"""Files to take along, written when they are asked for."""

from collections.abc import Callable
from mimetypes import guess_type

import streamlit as st

from ui.state.memories import DOWNLOAD
from ui.state.turns import HEAVY_WORK


def download(
    label: str, name: str, content: bytes | str | Callable[[], bytes | str], help: str
) -> None:
    """Draw the button of a file, whose name is unique on the page; a click writes its content."""
    kind, _ = guess_type(name)
    key = DOWNLOAD.of(name)
    file = _in_turn(content) if callable(content) else content
    st.download_button(label, file, name, kind, key=key, help=help, on_click="ignore")


def _in_turn(write: Callable[[], bytes | str]) -> Callable[[], bytes | str]:
    """Let a file be written when it is its turn, so that a class that saves stalls nobody."""

    def written() -> bytes | str:
        with HEAVY_WORK.turn():
            return write()

    return written
