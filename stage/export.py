"""The stage as a picture to take: the browser hands over what it shows, as SVG or PNG."""

import streamlit as st

from stage import words
from stage.frontend_files import joined_script, joined_styles

SCRIPT = "export/buttons.js"

_component = st.components.v2.component(
    "conv_export",
    html='<div class="export">'
    f'<button type="button" data-file="step.svg" title="{words.STEP_AS_SVG_HELP}">'
    f"{words.STEP_AS_SVG}</button>"
    f'<button type="button" data-file="step.png" title="{words.STEP_AS_PNG_HELP}">'
    f'{words.STEP_AS_PNG}</button><span aria-live="polite"></span></div>',
    css=joined_styles("export/export.css"),
    js=joined_script(SCRIPT),
)


def picture_buttons() -> None:
    """Draw two buttons that save the page's stage as it is seen: ``step.svg`` or ``step.png``."""
    _component(key="step pictures", width="content")
