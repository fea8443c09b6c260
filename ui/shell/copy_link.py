"""Buttons that copy the address of the page, which Streamlit itself does not know."""

from pathlib import Path

import streamlit as st

from stage.frontend_files import joined_script
from ui.shell import words
from ui.state.keys import PRIVATE
from ui.state.own_numbers import left_out

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "copy_link",
    html='<div class="copy-link">'
    f'<button type="button" title="{words.COPY_LINK_HELP}">{words.COPY_LINK}</button>'
    f'<button type="button" title="{words.COPY_FRAME_HELP}">{words.COPY_FRAME}</button>'
    f'<input hidden readonly aria-label="{words.LINK_FIELD}">'
    '<span aria-live="polite"></span></div>',
    css=(HERE / "copy_link.css").read_text(encoding="utf-8"),
    js=joined_script("copy_link.js", HERE),
)


def copy_link(frame: bool = True) -> None:
    """Draw the buttons: for the link, and if wanted for a frame."""
    missing = left_out()
    _component(
        key="copy link",
        data={
            "leftOut": missing,
            "private": [key.name for key in PRIVATE],
            "frame": frame,
            "linkCopied": _say(words.LINK_COPIED, words.LINK_WITHOUT, missing),
            "frameCopied": _say(words.FRAME_COPIED, words.FRAME_WITHOUT, missing),
            "byHand": words.COPY_BY_HAND,
        },
    )


def _say(whole: str, without: str, missing: str) -> str:
    """Say that something was copied, and what it does not hold."""
    return without.format(left_out=missing) if missing else whole
