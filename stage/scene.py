"""A layer as the data the animation draws: every number in it comes from `conv_engine`."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec, Layer, conv3d
from conv_engine.numeric import Array
from conv_engine.windows import pad_input
from stage.packing import packed
from stage.words import INPUT_SLAB, NAMED_SLAB, SLAB

MOST_RUNNING = 6000
"""Running sums that are sent; of a layer with more of them the stage shows only channel sums."""


def slab_labels(noun: str, names: Sequence[str], count: int) -> tuple[list[str], list[str]]:
    """Write the label of each slab of the input in full, and short.

    Parameters
    ----------
    noun : str
        What a slab is: a "channel", or a "depth" of a volume.
    names : sequence of str
        May be fewer than there are slabs.
    count : int
        Number of slabs.

    Examples
    --------
    >>> slab_labels("channel", ["red"], 2)
    (['input, channel 0 (red)', 'input, channel 1'], ['channel 0 (red)', 'channel 1'])
    """
    short = [
        NAMED_SLAB.format(noun=noun, number=i, name=names[i])
        if i < len(names)
        else SLAB.format(noun=noun, number=i)
        for i in range(count)
    ]
    return [INPUT_SLAB.format(slab=label) for label in short], short


def scene(layer: Layer) -> dict[str, Any]:
    """Write down for the browser what a layer works out.

    Parameters
    ----------
    layer : Layer
        Of numbers with at most two decimals, so that what is printed adds up as printed.

    Returns
    -------
    dict
        Can be written as JSON. Each of `maps` has the block of weights that makes it and the slabs
        of the input that this block lies on. The rows and columns no window visits are counted in
        the padded input.
    """
    spec, names = layer.spec, layer.channel_names
    arrays = {
        "input": layer.padded,
        "weight": layer.weight,
        "bias": layer.bias,
        "sums": layer.partial,
        "output": layer.output,
        **_running([layer]),
    }
    blocks = ((number, spec.group_of(number)) for number in range(spec.out_channels))
    labels = slab_labels("channel", names, spec.in_channels)
    slabs = zip(*labels, channel_colours(names, spec.in_channels), strict=True)
    return _written("layer", spec, layer.input.shape, arrays, blocks, slabs)


def volume_scene(
    volume: Array,
    block: Array,
    bias: float,
    spec: ConvSpec,
    slice_names: Sequence[str] = (),
    depth_stride: int = 1,
    of_channels: bool = False,
) -> dict[str, Any]:
    """Work out a block that slides in depth too, and write it down for the browser.

    Parameters
    ----------
    volume : ndarray of shape (D, H, W)
        A single channel.
    block : ndarray of shape (k_d, k_h, k_w)
    bias : float
        All three with at most two decimals, so that what is printed adds up as printed.
    spec : ConvSpec
        The block as a layer at one depth: its k_d slices counted as channels, one filter.
    slice_names : sequence of str
        Names of the volume's slices; may be empty.
    depth_stride : int
        How many slices the block moves by.
    of_channels : bool
        Whether the slices are the channels of a layer, and called so.

    Returns
    -------
    dict
        As `scene` gives it, with a map for each of (D - k_d) // depth_stride + 1 depths of the
        output. All of them have the same block, which is there once.

    Raises
    ------
    ValueError
        If the block does not fit into the volume.
    """
    around, weight, biases = pad_input(volume, spec), block[np.newaxis], np.array([bias])
    output = conv3d(
        around[np.newaxis],
        weight[np.newaxis],
        biases,
        stride=(depth_stride, *spec.stride),
        dilation=(1, *spec.dilation),
    )[0]
    starts = range(0, depth_stride * len(output), depth_stride)
    under = [range(start, start + len(block)) for start in starts]
    # At one depth the slices under the block are the channels of a layer.
    ready = replace(spec, padding="valid", bias=False)
    layers = [Layer.of(around[list(slices)], weight, None, ready) for slices in under]
    arrays = {
        "input": around,
        "weight": weight,
        "bias": biases,
        "sums": np.concatenate([layer.partial for layer in layers]),
        "output": output,
        **_running(layers),
    }
    noun = "channel" if of_channels else "depth"
    labels = slab_labels(noun, slice_names, len(volume))
    slabs = zip(*labels, channel_colours(slice_names, len(volume)), strict=True)
    blocks = ((0, slices) for slices in under)
    written = _written("volume", spec, volume.shape, arrays, blocks, slabs)
    return {**written, "ofChannels": of_channels}


def _running(layers: Sequence[Layer]) -> Mapping[str, Array]:
    """Return the running sums of the layers, one after the other, unless there are too many."""
    count = sum(layer.weight.size * math.prod(layer.output_shape[1:]) for layer in layers)
    if count > MOST_RUNNING:
        return {}
    return {"running": np.concatenate([layer.running_sums for layer in layers])}


def _written(
    kind: Literal["layer", "volume"],
    spec: ConvSpec,
    input_shape: tuple[int, ...],
    arrays: Mapping[str, Array],
    blocks: Iterable[tuple[int, range]],
    slabs: Iterable[tuple[str, str, str]],
) -> dict[str, Any]:
    """Write down what was worked out."""
    (top, bottom), (left, right) = spec.pad_amounts(*input_shape[1:])
    # A stride that does not divide evenly may leave rows of the padding over, too.
    padded_size = arrays["input"].shape[1:]
    unvisited = replace(spec, padding="valid").unvisited((spec.in_channels, *padded_size))
    return {
        "kind": kind,
        **{name: packed(values) for name, values in arrays.items()},
        "stride": spec.stride,
        "dilation": spec.dilation,
        "padding": {"top": top, "bottom": bottom, "left": left, "right": right},
        "unvisited": {"rows": unvisited.rows, "columns": unvisited.columns},
        "maps": [{"block": block, "slabs": list(under)} for block, under in blocks],
        "slabs": [
            {"label": label, "short": short, "colour": colour} for label, short, colour in slabs
        ],
    }
