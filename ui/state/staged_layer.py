"""A layer of any size as the stage can show it: its first channels, its first filters, few cells.

No Streamlit here: only what the link of lesson 1 holds, and what it leaves out, in one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conv_engine import ConvSpec
from text import count_text
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
    MOST_CHANNELS,
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
    'The stage shows all 3 channels, the first 8 of 32 filters and 8 x 8 of its 224 x 224 cells.'
    """
    biases = {} if spec.bias else dict.fromkeys((bias.name for bias in BIASES), 0)
    wanted = {**_shared_out(spec), **_geometry(spec, rows, columns), **biases}
    settings, _ = nearest_valid(wanted)
    shown = {name: value for name, value in settings.items() if value != SETTINGS[name].default}
    return StagedLayer(shown, _describe(spec, settings, rows, columns))


def _shared_out(spec: ConvSpec) -> Settings:
    """Return channels, filters and groups: as many whole groups as there is room for."""
    depth, filters = spec.in_channels // spec.groups, spec.out_channels // spec.groups
    groups = max(min(spec.groups, MOST_CHANNELS // depth, MOST_FILTERS // filters), 1)
    return {
        CHANNELS.name: groups * min(depth, MOST_CHANNELS),
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
    channels, filters = settings[CHANNELS.name], settings[FILTERS.name]
    size = settings[SIZE.name]
    parts = [
        _share(int(channels), spec.in_channels, "channel"),
        _share(int(filters), spec.out_channels, "filter"),
        f"{size} x {size} of its {rows} x {columns} cells",
    ]
    changed = list(_changed(spec, settings))
    other = f" There it has {_and(changed)}." if changed else ""
    return f"The stage shows {_and(parts)}.{other}"


def _and(parts: Sequence[str]) -> str:
    """Join parts of a sentence."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def _share(shown: int, every: int, what: str) -> str:
    """Say how many of all are shown.

    Examples
    --------
    >>> _share(8, 64, "filter"), _share(3, 3, "channel"), _share(1, 1, "channel")
    ('the first 8 of 64 filters', 'all 3 channels', 'its 1 channel')
    """
    if shown == every:
        return f"its {count_text(every, what)}" if every == 1 else f"all {count_text(every, what)}"
    return f"the first {shown} of {count_text(every, what)}"


def _changed(spec: ConvSpec, settings: Settings) -> Iterator[str]:
    """Name the numbers of the window that the stage cannot have."""
    for key, pair in ((KERNEL, spec.kernel_size), (STRIDE, spec.stride), (DILATION, spec.dilation)):
        if set(pair) != {settings[key.name]}:
            written = "x".join(map(str, dict.fromkeys(pair)))
            yield f"{key.label.lower()} {settings[key.name]} instead of {written}"
    if spec.groups not in (1, settings[GROUPS.name]):
        yield f"{settings[GROUPS.name]} of {spec.groups} groups"
