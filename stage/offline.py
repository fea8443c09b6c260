"""The stage as one file that plays without the app, and without a network."""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from string import Template
from urllib.parse import urlsplit

import colours
from conv_engine import ConvSpec
from stage.component import SCRIPT, stage_data
from stage.frontend_files import FRONTEND, joined_script, joined_styles
from stage.options import Options
from stage.packing import Array
from stage.scene import description, scene

START = """
const data = JSON.parse(document.getElementById("scene").textContent);
mounted({ parentElement: document, data, setStateValue: () => {} }, Stage);
"""


def offline_html(
    input: Array,
    weight: Array,
    bias: Array,
    spec: ConvSpec,
    channel_names: Sequence[str] = (),
    options: Options | None = None,
    caption: str = "A Conv2D layer",
    link: str | None = None,
) -> str:
    """Write a layer at work as a page of its own: the same picture, the same keys.

    Parameters
    ----------
    input : ndarray of shape (C_in, H, W)
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,)
        All three with at most two decimals (`conv_engine.quantise`).
    spec : ConvSpec
        The layer they belong to.
    channel_names : sequence of str
        Names of the input's channels.
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
    >>> page = offline_html(ones[0], ones, np.array([0]), ConvSpec.of(ones), caption="Conv2D(1, 2)")
    >>> "<title>Conv2D(1, 2)</title>" in page, len(page) < 100_000
    (True, True)
    """
    hues = colours.channel_colours(channel_names, spec.in_channels)
    content = scene(input, weight, bias, spec, channel_names, hues)
    words = description(spec, input.shape)
    data = stage_data(content, words, replace(options or Options(), reports=False))
    light, dark = colours.theme(), colours.theme(dark=True)
    return Template((FRONTEND / "offline.html").read_text(encoding="utf-8")).substitute(
        caption=escape(caption),
        description=escape(words),
        way_back=_way_back(link),
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


def _way_back(link: str | None) -> str:
    if link is None:
        return ""
    if urlsplit(link).scheme not in ("http", "https"):
        raise ValueError(f"link {link!r} is no address that begins with http:// or https://")
    return f'<a href="{escape(link)}">Open this layer in the app</a>'
