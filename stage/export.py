"""The stage as a picture to take: the browser hands over what it shows, as SVG or PNG."""

import streamlit as st

from stage.frontend_files import joined_script, joined_styles

SCRIPT = "export/buttons.js"

_component = st.components.v2.component(
    "conv_export",
    html='<div class="export">'
    '<button type="button" data-file="step.svg" title="A drawing, sharp at any size.">'
    "Step as SVG</button>"
    '<button type="button" data-file="step.png" title="A picture for slides.">'
    'Step as PNG</button><span aria-live="polite"></span></div>',
    css=joined_styles("export/export.css"),
    js=joined_script(SCRIPT),
)


def picture_buttons() -> None:
    """Draw two buttons that save the page's stage as it is seen: ``step.svg`` or ``step.png``."""
    _component(key="step pictures", width="content")
