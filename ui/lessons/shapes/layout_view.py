"""A small weight in the layout of Keras and of PyTorch, side by side."""

from math import prod

import streamlit as st

from colours import channel_colours
from conv_engine import ConvSpec
from conv_engine.frameworks.keras_layers import DepthwiseConv2D
from conv_engine.frameworks.layouts import FRAMEWORKS
from conv_engine.samples import RGB
from conv_engine.stack import Row
from stage.board import board
from text import channel_label
from ui.controls.widgets import number_slider
from ui.lessons.shapes.words import weights as words
from ui.pictures.weight_tiles import KernelShape, describe_place, weight_tile
from ui.shell.explain import explain
from ui.shell.page_part import page_part
from ui.state.keys import LAYOUT_NUMBER
from ui.state.memories import LAYOUT_BOARD
from ui.state.session import read, write

MOST_DRAWN: KernelShape = (3, 3, 4, 4)
"""Kernel height, kernel width, channels and filters of the largest weight that is drawn."""


@page_part
def show_layouts(row: Row | None) -> None:
    """Follow one number of the layer's weight, or of a small one, from one layout to the other."""
    own = own_kernel_shape(row)
    shape = drawn_kernel_shape(own)
    explain(words.LAYOUTS)
    st.write(describe_drawn(shape, own))
    number = number_slider(LAYOUT_NUMBER, prod(shape) - 1, help=words.NUMBER_HELP)
    st.write(describe_place(number, shape))
    _show_board(shape, number)


def own_kernel_shape(row: Row | None) -> KernelShape | None:
    """Return the shape of a layer's kernel in Keras; None where it is no Conv2D."""
    if row is None or isinstance(row.layer, DepthwiseConv2D):
        return None
    specs = row.layer.specs(row.input_shape[0])
    if len(specs) != 1 or not isinstance(specs[0], ConvSpec):
        return None
    filters, channels, height, width = specs[0].weight_shape
    return height, width, channels, filters


def drawn_kernel_shape(own: KernelShape | None) -> KernelShape:
    """Choose what is drawn: the layer's own kernel where it is small, else one with its channels.

    Examples
    --------
    >>> drawn_kernel_shape((3, 3, 1, 4)), drawn_kernel_shape((3, 3, 1, 32))
    ((3, 3, 1, 4), (2, 2, 1, 2))
    """
    if own is None:
        return 2, 2, 3, 2
    small = all(size <= most for size, most in zip(own, MOST_DRAWN, strict=True))
    return own if small and prod(own) > 1 else (2, 2, min(own[2], 3), 2)


def describe_drawn(shape: KernelShape, own: KernelShape | None) -> str:
    """Say whether the layer's own weight is drawn, or which small one as an example.

    Examples
    --------
    >>> describe_drawn((2, 2, 3, 2), (3, 3, 3, 32))
    'The kernel of your layer, `(3, 3, 3, 32)` in Keras, is not drawn. This is a small layer as an
    example, with a 2x2 kernel, 3 channels and 2 filters.'
    """
    if shape == own:
        return words.OWN_KERNEL.format(shape=own)
    example = words.describe_example(shape)
    if own is None:
        return example
    return words.NOT_DRAWN.format(shape=own, example=example)


def _show_board(shape: KernelShape, number: int) -> None:
    """Show the weight in both orders; what is pointed at in one is marked in the other."""
    names = RGB if shape[2] == len(RGB) else ()
    labels = [channel_label(c, names) for c in range(shape[2])]
    hues = channel_colours(names, shape[2])
    board(
        [weight_tile(shape, framework, labels, hues) for framework in FRAMEWORKS],
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
