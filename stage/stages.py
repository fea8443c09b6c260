"""The two animated stages: a layer of filters, and one block that moves in depth, too."""

from collections.abc import Sequence

import numpy as np

import colours
from conv_engine import ConvSpec
from conv_engine.geometry import Padding, PaddingMode, Pair
from stage.component import show_component
from stage.options import Options, Position, VolumePosition
from stage.packing import Array
from stage.scene import description, scene, volume_description, volume_scene


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
    pinned = show_component(
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
    pinned = show_component(
        volume_scene(volume, block, bias, spec, slice_names, hues),
        volume_description(spec, volume.shape),
        options or Options(),
        key,
    )
    return VolumePosition(*pinned) if pinned else None
