"""Buttons that copy the address of the page, which Streamlit itself does not know."""

from pathlib import Path

import streamlit as st

from stage.frontend_files import joined_script
from ui.state.keys import PRIVATE
from ui.state.own_numbers import left_out

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "copy_link",
    html='<div class="copy-link"><button type="button" title="Copies a link to this page with '
    'its current settings.">Copy link</button><button type="button" title="Copies a frame with '
    'this page and its current settings, for a page of your own.">Copy as iframe</button>'
    '<input hidden readonly aria-label="Link to this view"><span aria-live="polite"></span></div>',
    css=(HERE / "copy_link.css").read_text(encoding="utf-8"),
    js=joined_script("copy_link.js", HERE),
)


def copy_link(frame: bool = True) -> None:
    """Draw the buttons: for the link, and if wanted for a frame."""
    private = [key.name for key in PRIVATE]
    _component(key="copy link", data={"leftOut": left_out(), "private": private, "frame": frame})
