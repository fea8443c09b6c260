"""A layer of any size as the stage can show it: its first channels, its first filters, few cells.

No Streamlit here: only what the link of lesson 1 holds, and what it leaves out, in one sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from conv_engine import ConvSpec
from ui.state import words
from ui.state.settings import (
    BIASES,
    BY_SIDE,
    CHANNELS,
    DILATION,
    FILTERS,
    GROUPS,
    KERNEL,
    LARGEST_KERNEL,
    MOST_CELLS,
    MOST_FILTERS,
    PADDING,
    PADDING_MODE,
    PADDING_SIDES,
    SETTINGS,
    SIZE,
    STRIDE,
    Settings,
    Value,
)
from ui.state.valid_settings import nearest_valid

LEAST_CELLS = 5
SHOWN_CHANNELS = 8
"""Of a large layer: the stage has room for more, but fewer are easier to read."""
STEPS = 4
"""Positions that the window has along a side, where there is room."""


@dataclass(frozen=True)
class StagedLayer:
    """What the stage shows of a layer.

    Attributes
    ----------
    settings : dict of str to int or str
        Those that are not as at first, by the name of their key.
    sentence : str
        What is shown, and what is not.
    """

    settings: dict[str, Value]
    sentence: str


def stage_layer(spec: ConvSpec, rows: int, columns: int) -> StagedLayer:
    """Choose what the stage shows of a layer.

    Parameters
    ----------
    spec : ConvSpec
    rows, columns : int
        Of its input.

    Examples
    --------
    >>> staged = stage_layer(ConvSpec(3, 32, 5, padding="same"), 224, 224)
    >>> staged.settings
    {'size': 8, 'filters': 8, 'padding': 'same', 'kernel': 5}
    >>> staged.sentence
    'There you see all channels, the first 8 of 32 filters and 8 x 8 of the 224 x 224 cells.'
    """
    biases = {} if spec.bias else dict.fromkeys((bias.name for bias in BIASES), 0)
    wanted = {**_shared_out(spec), **_geometry(spec, rows, columns), **biases}
    settings, _ = nearest_valid(wanted)
    shown = {name: value for name, value in settings.items() if value != SETTINGS[name].default}
    return StagedLayer(shown, _describe(spec, settings, rows, columns))


def _shared_out(spec: ConvSpec) -> Settings:
    """Return channels, filters and groups: as many whole groups as there is room for."""
    depth, filters = spec.in_channels // spec.groups, spec.out_channels // spec.groups
    groups = max(min(spec.groups, SHOWN_CHANNELS // depth, MOST_FILTERS // filters), 1)
    return {
        CHANNELS.name: groups * min(depth, SHOWN_CHANNELS),
        FILTERS.name: groups * min(filters, MOST_FILTERS),
        GROUPS.name: groups,
    }


def _geometry(spec: ConvSpec, rows: int, columns: int) -> Settings:
    """Return the window, how it moves, and an input on which it moves some steps."""
    kernel, stride, dilation = max(spec.kernel_size), max(spec.stride), max(spec.dilation)
    kernel = min(kernel, LARGEST_KERNEL)
    extent = (kernel - 1) * dilation + 1
    side = max(extent + (STEPS - 1) * stride, LEAST_CELLS)
    return {
        SIZE.name: min(side, MOST_CELLS, max(rows, columns)),
        KERNEL.name: kernel,
        STRIDE.name: stride,
        DILATION.name: dilation,
        PADDING_MODE.name: spec.padding_mode,
        **_padding(spec, rows, columns),
    }


def _padding(spec: ConvSpec, rows: int, columns: int) -> Settings:
    if spec.padding == "same":
        return {PADDING.name: "same"}
    (top, bottom), (left, right) = spec.pad_amounts(rows, columns)
    sides = (top, bottom, left, right)
    if len(set(sides)) == 1 and top in PADDING.values:
        return {PADDING.name: top}
    names = (side.name for side in PADDING_SIDES)
    return {PADDING.name: BY_SIDE, **dict(zip(names, sides, strict=True))}


def _describe(spec: ConvSpec, settings: Settings, rows: int, columns: int) -> str:
    shown = {"channels": settings[CHANNELS.name], "filters": settings[FILTERS.name]}
    every = {"all_channels": spec.in_channels, "all_filters": spec.out_channels}
    size = {"side": settings[SIZE.name], "rows": rows, "columns": columns}
    whole = (shown["channels"] == spec.in_channels, shown["filters"] == spec.out_channels)
    return " ".join(
        (words.SHOWN[whole].format(**shown, **every, **size), *_changed(spec, settings))
    )


def _changed(spec: ConvSpec, settings: Settings) -> Iterator[str]:
    """Say which numbers of the window the stage cannot have."""
    for key, pair in ((KERNEL, spec.kernel_size), (STRIDE, spec.stride), (DILATION, spec.dilation)):
        if set(pair) != {settings[key.name]}:
            written = "x".join(map(str, dict.fromkeys(pair)))
            yield words.SHOWN_INSTEAD.format(
                label=key.label, shown=settings[key.name], wanted=written
            )
    if spec.groups not in (1, settings[GROUPS.name]):
        yield words.SHOWN_GROUPS.format(shown=settings[GROUPS.name], groups=spec.groups)
