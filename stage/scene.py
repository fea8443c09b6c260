"""A layer as the data the animation draws: every number in it comes from `conv_engine`."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from conv_engine import ConvSpec, conv2d, partial_maps, quantise
from conv_engine.windows import padded

Array = NDArray[Any]


class Packed(TypedDict):
    """An array for the browser: whole numbers of 1/per, row-major, in the smallest type."""

    shape: list[int]
    kind: str
    per: int
    base64: str


def packed(values: Array) -> Packed:
    """Pack an array of numbers with at most two decimals, so that none changes on the way.

    Parameters
    ----------
    values : ndarray
        Integers, or floats that are whole hundredths but for the last bits.

    Returns
    -------
    Packed

    Examples
    --------
    Hundredths as whole numbers: 0.3 is 30 of them.

    >>> packed(np.array([0.3, -1]))["per"], packed(np.array([3, -1]))["kind"]
    (10, 'int8')
    """
    per = next(
        (n for n in (1, 10) if np.array_equal(np.rint(values * n), quantise(values) * n)), 100
    )
    units = np.rint(values * per)
    largest = float(np.abs(units).max(initial=0))
    kind = next((k for k in ("int8", "int16", "int32") if largest <= np.iinfo(k).max), "float64")
    content = units.astype(np.dtype(kind).newbyteorder("<")).tobytes()
    return Packed(
        shape=list(values.shape), kind=kind, per=per, base64=base64.b64encode(content).decode()
    )


def channel_labels(names: Sequence[str], count: int) -> tuple[list[str], list[str]]:
    """Write each input channel's label in full, and short.

    Examples
    --------
    >>> channel_labels(["red"], 2)
    (['input, channel 0 (red)', 'input, channel 1'], ['channel 0 (red)', 'channel 1'])
    """
    short = [
        f"channel {c} ({names[c]})" if c < len(names) else f"channel {c}" for c in range(count)
    ]
    return [f"input, {label}" for label in short], short


def scene(
    input: Array,
    weight: Array,
    bias: Array,
    spec: ConvSpec,
    channel_names: Sequence[str],
    channel_colours: Sequence[str],
) -> dict[str, Any]:
    """Work a layer out and write it down for the browser.

    Parameters
    ----------
    input : ndarray of shape (C_in, H, W)
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,)
        All three with at most two decimals, so that what is printed adds up as printed.
    spec : ConvSpec
        The layer they belong to.
    channel_names : sequence of str
        Names of the input's channels; may be empty.
    channel_colours : sequence of str
        One colour for each input channel.

    Returns
    -------
    dict
        Can be written as JSON. The rows and columns no window visits are counted in the padded
        input. `id` is the same for the same layer.
    """
    _, height, width = input.shape
    (top, bottom), (left, right) = spec.pad_amounts(height, width)
    geometry: dict[str, Any] = {
        "stride": spec.stride,
        "padding": spec.padding,
        "dilation": spec.dilation,
        "groups": spec.groups,
        "padding_mode": spec.padding_mode,
    }
    around = padded(input, ((top, bottom), (left, right)), spec.padding_mode)
    # A stride that does not divide evenly may leave rows of the padding over, too.
    unvisited = replace(spec, padding="valid").unvisited(around.shape)
    labels, short = channel_labels(channel_names, spec.in_channels)
    content: dict[str, Any] = {
        "input": packed(around),
        "weight": packed(weight),
        "bias": packed(bias),
        "sums": packed(partial_maps(input, weight, **geometry)),
        "output": packed(conv2d(input, weight, bias, **geometry)),
        "stride": spec.stride,
        "dilation": spec.dilation,
        "groups": spec.groups,
        "padding": {"top": top, "bottom": bottom, "left": left, "right": right},
        "unvisited": {
            "rows": unvisited.rows,
            "columns": unvisited.columns,
        },
        "channels": [
            {"label": label, "short": name, "colour": colour}
            for label, name, colour in zip(labels, short, channel_colours, strict=True)
        ],
    }
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
    return {"id": digest, **content}


def description(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Say in words what the picture shows.

    Examples
    --------
    >>> description(ConvSpec(3, 2, kernel_size=3), (3, 5, 5))
    'An input of 3 channels, 5x5 cells. 2 filters of 3 channels, 3x3 cells, slide over height and
    width and fill 2 feature maps of 3x3 cells.'
    """
    channels, height, width = input_shape
    filters, depth, k_h, k_w = spec.weight_shape
    _, rows, columns = spec.output_shape(input_shape)
    return (
        f"An input of {_counted(channels, 'channel')}, {height}x{width} cells. "
        f"{_counted(filters, 'filter')} of {_counted(depth, 'channel')}, {k_h}x{k_w} cells, "
        f"{'slides' if filters == 1 else 'slide'} over height and width and "
        f"{'fills' if filters == 1 else 'fill'} {_counted(filters, 'feature map')} "
        f"of {rows}x{columns} cells."
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
