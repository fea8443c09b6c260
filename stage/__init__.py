"""The animated stage: one Streamlit component, written as SVG.

The browser lays out, glides and listens. It multiplies the two numbers it shows side by side;
every sum comes from `conv_engine`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import streamlit as st

import colours
from conv_engine import ConvSpec
from stage.scene import Array, description, scene

FRONTEND = Path(__file__).parent / "frontend"

# Each file uses only what stands in the files before it; together they are one module.
MODULES = (
    "numbers.js",
    "state.js",
    "geometry.js",
    "slabs.js",
    "ledger.js",
    "links.js",
    "words.js",
    "transport.js",
    "stage.js",
)


class Position(NamedTuple):
    """An output cell: filter, row and column, counted from 0."""

    filter: int
    row: int
    column: int


@dataclass(frozen=True)
class Options:
    """How the stage behaves.

    Parameters
    ----------
    start : Position or None
        The step it opens with; the first by default.
    granularity : {"position", "channel", "cell"}
        What one press of Next advances by, when it opens.
    autoplay, loop : bool
        Play at once (not where the reader wants reduced motion), and start again at the end.
    compact : bool
        Leave out the settings under the transport.
    reports : bool
        Tell the page the step the learner stopped at.
    full_hue : float or None
        The input value that has a channel's full hue, 255 for a picture; by default the greatest
        value of each channel.
    """

    start: Position | None = None
    granularity: Literal["position", "channel", "cell"] = "position"
    autoplay: bool = False
    loop: bool = False
    compact: bool = False
    reports: bool = False
    full_hue: float | None = None


def joined_modules() -> str:
    """Join the JavaScript files in order, without the comments and indents only people need."""
    source = "\n".join((FRONTEND / name).read_text(encoding="utf-8") for name in MODULES)
    without_blocks = re.sub(r"^\s*/\*\*.*?\*/\n", "", source, flags=re.DOTALL | re.MULTILINE)
    without_lines = re.sub(r"^\s*//.*\n", "", without_blocks, flags=re.MULTILINE)
    return re.sub(r"^\s+", "", without_lines, flags=re.MULTILINE)


_component = st.components.v2.component(
    "conv_stage",
    html='<div class="stage" data-testid="stage"></div>',
    css=(FRONTEND / "stage.css").read_text(encoding="utf-8"),
    js=joined_modules(),
)


def stage(
    input: Array,
    weight: Array,
    bias: Array,
    spec: ConvSpec,
    *,
    channel_names: Sequence[str] = (),
    options: Options | None = None,
    key: str = "stage",
) -> Position | None:
    """Show a layer at work: the filters slide, the channels add up, the feature maps fill.

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
    key : str
        Of the component, unique on the page.

    Returns
    -------
    Position or None
        Where the learner stopped; None until then, or when `options.reports` is off.
    """
    chosen = options or Options()
    hues = colours.channel_colours(channel_names, spec.in_channels)
    light = colours.theme()
    data = {
        **scene(input, weight, bias, spec, channel_names, hues),
        "colours": {"negative": light.negative, "positive": light.positive},
        "options": {
            "start": chosen.start._asdict() if chosen.start else None,
            "granularity": chosen.granularity,
            "autoplay": chosen.autoplay,
            "loop": chosen.loop,
            "compact": chosen.compact,
            "reports": chosen.reports,
            "fullHue": chosen.full_hue,
            "alt": description(spec, input.shape),
        },
    }
    result = _component(key=key, data=data, on_pinned_change=_rerun if chosen.reports else None)
    return _position(result.get("pinned"), spec.output_shape(input.shape))


def _rerun() -> None:
    """Nothing to do: that the page runs again is enough."""


def _position(pinned: Any, shape: tuple[int, ...]) -> Position | None:
    """Return the reported position, unless the layer has shrunk below it since."""
    if pinned is None:
        return None
    position = Position(int(pinned["filter"]), int(pinned["row"]), int(pinned["column"]))
    inside = all(0 <= n < size for n, size in zip(position, shape, strict=True))
    return position if inside else None
