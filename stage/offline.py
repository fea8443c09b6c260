"""The stage as one file that plays without the app, and without a network."""

import base64
import json
import zlib
from dataclasses import replace
from html import escape
from string import Template
from urllib.parse import urlsplit

import colours
from conv_engine import Layer
from stage.component import stage_data
from stage.frontend_files import FRONTEND, joined_script, joined_styles
from stage.metadata import learning_metadata
from stage.options import Options
from stage.scene import scene
from stage.words import OFFLINE_TITLE, OPEN_IN_APP, description

SCRIPT = "stage.js"
START = """
const data = JSON.parse(document.getElementById("scene").textContent);
new Stage(document.querySelector(".stage")).receive(data, () => {});
"""


def offline_html(
    layer: Layer,
    options: Options | None = None,
    caption: str = OFFLINE_TITLE,
    link: str | None = None,
) -> str:
    """Write a layer at work as a page of its own: the same picture, the same keys.

    Parameters
    ----------
    layer : Layer
        Of numbers with at most two decimals (`conv_engine.quantise`).
    options : Options, optional
        There is no page to report to, so `reports` has no effect.
    caption : str
        Title of the page, such as the call that makes the layer.
    link : str, optional
        Address of the app; without one the page has no way back.

    Returns
    -------
    str
        HTML that asks no host for anything. It follows the reader's light or dark theme.

    Raises
    ------
    ValueError
        If the link is no address of a web page.

    Examples
    --------
    >>> import numpy as np
    >>> ones = np.ones((1, 1, 2, 2), int)
    >>> page = offline_html(Layer.of(ones[0], ones), caption="Conv2D(1, 2)")
    >>> "<title>Conv2D(1, 2)</title>" in page, len(page) < 100_000
    (True, True)
    """
    words = description(layer.spec, layer.input.shape)
    data = stage_data(scene(layer), words, replace(options or Options(), reports=False))
    light, dark = colours.theme(), colours.theme(dark=True)
    return Template((FRONTEND / "offline.html").read_text(encoding="utf-8")).substitute(
        caption=escape(caption),
        description=escape(words),
        metadata=learning_metadata(caption, "interactive resource", words),
        way_back=_app_link(link),
        light_paper=light.paper,
        light_ink=light.ink,
        dark_paper=dark.paper,
        dark_ink=dark.ink,
        style=joined_styles("stage.css"),
        data=_deflated(json.dumps(data, separators=(",", ":"))),
        program=_deflated(joined_script(SCRIPT) + START),
    )


def _deflated(text: str) -> str:
    """Write a text smaller, in letters that cannot end the script element that holds them."""
    return base64.b64encode(zlib.compress(text.encode(), level=9)).decode()


def _app_link(link: str | None) -> str:
    if link is None:
        return ""
    if urlsplit(link).scheme not in ("http", "https"):
        raise ValueError(f"link {link!r} is not an address that begins with http:// or https://")
    return f'<a href="{escape(link)}">{OPEN_IN_APP}</a>'
