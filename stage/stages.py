"""The two animated stages: a layer of filters, and one block that moves in depth, too."""

from collections.abc import Sequence

import numpy as np

from conv_engine import ConvSpec, Layer
from conv_engine.numeric import Array
from stage.component import show_component
from stage.options import Options, Position, VolumePosition
from stage.scene import scene, volume_scene
from stage.words import description, volume_description


def stage(layer: Layer, options: Options | None = None, key: str = "stage") -> Position | None:
    """Show a layer at work: the filters slide, the channels add up, the feature maps fill.

    Parameters
    ----------
    layer : Layer
        Of numbers with at most two decimals (`conv_engine.quantise`).
    options : Options, optional
    key : str
        Of the component, unique on the page.

    Returns
    -------
    Position or None
        Where the learner stopped; None until then, or when `options.reports` is off.
    """
    words = description(layer.spec, layer.input.shape)
    pinned = show_component(scene(layer), words, options or Options(), key)
    return Position(*pinned) if pinned else None


def volume_stage(
    volume: Array,
    block: Array,
    bias: float = 0,
    spec: ConvSpec | None = None,
    *,
    slice_names: Sequence[str] = (),
    depth_stride: int = 1,
    of_channels: bool = False,
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
        The same at all (D - k_d) // depth_stride + 1 depths.
    bias : float
        All three with at most two decimals (`conv_engine.quantise`).
    spec : ConvSpec, optional
        The block as a layer at one depth, its slices counted as channels; by default without
        padding and strides. In depth there is no padding.
    slice_names : sequence of str
        Names of the volume's slices.
    depth_stride : int
        How many slices the block moves by.
    of_channels : bool
        Whether the slices are the channels of a layer, and called so.
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
    spec = ConvSpec.of(block[np.newaxis]) if spec is None else spec
    pinned = show_component(
        volume_scene(volume, block, bias, spec, slice_names, depth_stride, of_channels),
        volume_description(spec, volume.shape, depth_stride, of_channels),
        options or Options(),
        key,
    )
    return VolumePosition(*pinned) if pinned else None
