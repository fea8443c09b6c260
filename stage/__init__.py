"""The animated stage: one Streamlit component, written as SVG.

The browser lays out, glides and listens. It multiplies the two numbers it shows side by side;
every sum comes from `conv_engine`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import streamlit as st

import colours
from conv_engine import ConvSpec
from conv_engine.geometry import Padding, PaddingMode, Pair
from stage.packing import Array
from stage.scene import description, scene, volume_description, volume_scene

FRONTEND = Path(__file__).parent / "frontend"

# Each file uses only what stands in the files before it; together they are one module.
MODULES = (
    "numbers.js",
    "names.js",
    "state.js",
    "geometry.js",
    "svg.js",
    "slabs.js",
    "volume.js",
    "maps.js",
    "ledger.js",
    "links.js",
    "words.js",
    "transport.js",
    "player.js",
    "stage.js",
)


class Position(NamedTuple):
    """An output cell: filter, row and column, counted from 0."""

    filter: int
    row: int
    column: int


class VolumePosition(NamedTuple):
    """A cell of an output volume: depth, row and column, counted from 0."""

    depth: int
    row: int
    column: int


@dataclass(frozen=True)
class Options:
    """How the stage behaves.

    Parameters
    ----------
    start : Position, VolumePosition or None
        The step it opens with; the first by default.
    granularity : {"position", "channel", "cell"}
        What one press of Next advances by, when it opens; a volume's slices count as channels.
    autoplay, loop : bool
        Play at once (not where the reader wants reduced motion), and start again at the end.
    compact : bool
        Leave out the settings under the transport.
    reports : bool
        Tell the page the step the learner stopped at.
    full_hue : float or None
        The input value that has a slab's full hue, 255 for a picture; by default the greatest
        value of each slab.
    """

    start: Position | VolumePosition | None = None
    granularity: Literal["position", "channel", "cell"] = "position"
    autoplay: bool = False
    loop: bool = False
    compact: bool = False
    reports: bool = False
    full_hue: float | None = None


def joined_modules(modules: Sequence[str] = MODULES) -> str:
    """Join JavaScript files in order, without the comments and indents only people need."""
    source = "\n".join((FRONTEND / name).read_text(encoding="utf-8") for name in modules)
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
    hues = colours.channel_colours(channel_names, spec.in_channels)
    pinned = _shown(
        scene(input, weight, bias, spec, channel_names, hues),
        description(spec, input.shape),
        options or Options(),
        key,
    )
    return Position(*pinned) if pinned else None


def volume_stage(
    volume: Array,
    block: Array,
    bias: float = 0,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    padding_mode: PaddingMode = "zeros",
    slice_names: Sequence[str] = (),
    options: Options | None = None,
    key: str = "volume stage",
) -> VolumePosition | None:
    """Show one block that slides in depth, too: it crosses as many slices as it is deep.

    A block as deep as the volume has no room to move in depth. Then one map comes out, that of a
    Conv2D layer whose channels are the slices.

    Parameters
    ----------
    volume : ndarray of shape (D, H, W)
        A single channel.
    block : ndarray of shape (k_d, k_h, k_w)
        The same at all D - k_d + 1 depths.
    bias : float
        All three with at most two decimals (`conv_engine.quantise`).
    stride, padding, dilation, padding_mode
        As for `conv2d`, in height and width. In depth the block moves by one slice, without
        padding.
    slice_names : sequence of str
        Names of the volume's slices.
    options : Options, optional
    key : str
        Of the component, unique on the page.

    Returns
    -------
    VolumePosition or None
        Where the learner stopped; None until then, or when `options.reports` is off.

    Raises
    ------
    ValueError
        If the block does not fit into the volume.
    """
    spec = ConvSpec.of(
        block[np.newaxis],
        stride=stride,
        padding=padding,
        dilation=dilation,
        padding_mode=padding_mode,
    )
    hues = colours.channel_colours(slice_names, len(volume))
    pinned = _shown(
        volume_scene(volume, block, bias, spec, slice_names, hues),
        volume_description(spec, volume.shape),
        options or Options(),
        key,
    )
    return VolumePosition(*pinned) if pinned else None


def for_browser(content: dict[str, Any], alt: str, chosen: Options) -> dict[str, Any]:
    """Add to a scene how it looks, how it behaves, and what it shows in words.

    Parameters
    ----------
    content : dict
        As `stage.scene` gives it.
    alt : str
    chosen : Options

    Returns
    -------
    dict
        What the JavaScript module receives; can be written as JSON.
    """
    light = colours.theme()
    return {
        **content,
        "colours": {"negative": light.negative, "positive": light.positive},
        "options": {
            "start": chosen.start,
            "granularity": chosen.granularity,
            "autoplay": chosen.autoplay,
            "loop": chosen.loop,
            "compact": chosen.compact,
            "reports": chosen.reports,
            "fullHue": chosen.full_hue,
            "alt": alt,
        },
    }


def _shown(
    content: dict[str, Any], alt: str, chosen: Options, key: str
) -> tuple[int, int, int] | None:
    """Mount the component; return the map, row and column where the learner stopped, if any."""
    data = for_browser(content, alt, chosen)
    result = _component(key=key, data=data, on_pinned_change=_rerun if chosen.reports else None)
    return _inside(result.get("pinned"), content["output"]["shape"])


def _rerun() -> None:
    """Nothing to do: that the page runs again is enough."""


def _inside(pinned: Any, shape: Sequence[int]) -> tuple[int, int, int] | None:
    """Return the reported position, unless the output has shrunk below it since."""
    if pinned is None:
        return None
    output_map, row, column = place = tuple(int(n) for n in pinned)
    inside = all(0 <= n < size for n, size in zip(place, shape, strict=True))
    return (output_map, row, column) if inside else None
