"""A small weight in the layout of Keras and of PyTorch, side by side."""

from math import prod

import numpy as np
import streamlit as st

from colours import channel_colours
from conv_engine import ConvSpec
from conv_engine.frameworks.keras_layers import DepthwiseConv2D, SeparableConv2D
from conv_engine.frameworks.layouts import FRAMEWORKS, depthwise_to_keras, weight_to_keras
from conv_engine.numeric import Array
from conv_engine.samples import RGB
from conv_engine.stack import Row
from stage.board import board
from text import channel_label
from ui.controls.widgets import number_slider
from ui.lessons.shapes.words import weights as words
from ui.pictures.weight_tiles import (
    KernelShape,
    WeightKind,
    channel_axis_of,
    describe_place,
    weight_tile,
)
from ui.shell.explain import explain
from ui.shell.page_part import page_part
from ui.state.keys import LAYOUT_NUMBER
from ui.state.memories import LAYOUT_BOARD
from ui.state.session import read, write

MOST_DRAWN: KernelShape = (3, 3, 4, 4)
"""Kernel height, kernel width, channels and filters of the largest weight that is drawn."""
EXAMPLE: KernelShape = (2, 2, 3, 2)
"""What is drawn where there is no layer."""


@page_part
def show_layouts(row: Row | None) -> None:
    """Follow one number of the layer's weight, or of a small one, from one layout to the other."""
    kind, own = first_weight(row)
    shape = drawn_kernel_shape(own, kind)
    explain(words.LAYOUTS.format(order=words.ORDERS[kind]))
    st.write(describe_drawn(shape, own, kind))
    if row is not None and isinstance(row.layer, SeparableConv2D):
        st.caption(words.FIRST_OF_TWO)
    number = number_slider(LAYOUT_NUMBER, prod(shape) - 1, help=words.NUMBER_HELP)
    st.write(describe_place(number, shape, kind))
    _show_board(shape, number, kind)


def first_weight(row: Row | None) -> tuple[WeightKind, KernelShape | None]:
    """Return of which kind a layer's first weight is, and its shape in Keras; None without one."""
    specs = () if row is None else row.layer.specs(row.input_shape[0])
    if row is None or not specs:
        return "weight", None
    spec, in_channels = specs[0], row.input_shape[0]
    kernel = np.broadcast_to(np.int8(0), spec.weight_shape)  # has a shape, and one byte of memory
    if isinstance(row.layer, DepthwiseConv2D | SeparableConv2D):
        return "depthwise weight", _four(depthwise_to_keras(kernel, in_channels))
    kind: WeightKind = "weight" if isinstance(spec, ConvSpec) else "transposed weight"
    return kind, _four(weight_to_keras(kernel))


def _four(kernel: Array) -> KernelShape:
    height, width, first, second = kernel.shape
    return height, width, first, second


def drawn_kernel_shape(own: KernelShape | None, kind: WeightKind = "weight") -> KernelShape:
    """Choose what is drawn: the layer's own kernel where it is small, else one with its channels.

    Examples
    --------
    >>> drawn_kernel_shape((3, 3, 1, 4)), drawn_kernel_shape((3, 3, 1, 32))
    ((3, 3, 1, 4), (2, 2, 1, 2))
    >>> drawn_kernel_shape((4, 4, 32, 64), "transposed weight")
    (2, 2, 2, 3)
    """
    if own is None:
        return EXAMPLE
    small = all(size <= most for size, most in zip(own, MOST_DRAWN, strict=True))
    if small and prod(own) > 1:
        return own
    axis = channel_axis_of(kind)
    channels, filters = own[axis], own[5 - axis]
    channels, filters = min(channels, 3), min(filters, 2) if kind == "depthwise weight" else 2
    return (2, 2, channels, filters) if axis == 2 else (2, 2, filters, channels)


def describe_drawn(shape: KernelShape, own: KernelShape | None, kind: WeightKind = "weight") -> str:
    """Say whether the layer's own weight is drawn, or which small one as an example.

    Examples
    --------
    >>> describe_drawn((2, 2, 3, 2), (3, 3, 3, 32))
    'The weight of your layer, `(3, 3, 3, 32)` in Keras, is not drawn. This is a small layer as an
    example, with a 2x2 kernel, 3 channels and 2 filters.'
    """
    if shape == own:
        return words.OWN_KERNEL.format(shape=own)
    axis = channel_axis_of(kind)
    channels, filters = shape[axis], shape[5 - axis]
    if kind == "depthwise weight":
        filters *= channels
    example = words.describe_example((*shape[:2], channels, filters))
    if own is None:
        return example
    return words.NOT_DRAWN.format(shape=own, example=example)


def _show_board(shape: KernelShape, number: int, kind: WeightKind) -> None:
    """Show the weight in both orders; what is pointed at in one is marked in the other."""
    channels = shape[channel_axis_of(kind)]
    names = RGB if channels == len(RGB) else ()
    labels = [channel_label(c, names) for c in range(channels)]
    hues = channel_colours(names, channels)
    board(
        [weight_tile(shape, framework, labels, hues, kind) for framework in FRAMEWORKS],
        at=(0, number),
        legend=False,  # every number is printed
        on_pin=_take_number,
        label=words.BOARD_LABEL,
        key=LAYOUT_BOARD.name,
    )


def _take_number() -> None:
    """Follow the number that was pinned."""
    place = read(LAYOUT_BOARD)["pinned"]["place"]
    if place is not None:
        write(LAYOUT_NUMBER, place[1])
