"""Transposed convolution in lesson 5: stamps that add up, one input cell after the other."""

from dataclasses import replace

import streamlit as st

from colours import NAMED_HUES, channel_colours
from conv_engine.kernels import random_weight
from conv_engine.numeric import symmetric_limit
from conv_engine.samples import sample
from conv_engine.transposed import TransposedSpec
from stage.board import Tile, board
from text import number_text
from ui.controls.places import CONTROL, keep_place, show_first
from ui.controls.widgets import choice_buttons, number_field, number_slider
from ui.lessons.geometry.asked_places import predict_landing
from ui.lessons.geometry.stamping import Stamping, layer_code
from ui.lessons.geometry.words import stamping as words
from ui.pictures.derivations import aligned
from ui.shell.page_part import page_part
from ui.shell.predict import predict
from ui.state import keys
from ui.state.memories import STAMPS_BOARD
from ui.state.session import read, write


@page_part
def transposed_convolution() -> None:
    """Choose a small transposed convolution, and step through its stamps."""
    with show_first("layer"):
        spec, side = choose_layer()
    with show_first("stamps"):
        if predict(predict_landing()):
            stamping, shown, stamps = choose_stamps(spec, side)
            spec = stamping.spec
            show_stamps(stamping, shown, stamps)
    sizes, code = st.columns(2, gap="medium")
    with sizes:
        show_size(spec, side)
    code.code(layer_code(spec, side), language="python", wrap_lines=True)


def choose_layer() -> tuple[TransposedSpec, int]:
    """Draw the geometry of a layer with one channel, and the side of its input.

    The limits follow one another, so that any choice makes a layer.
    """
    with keep_place("stamp-layer-place", CONTROL), st.grid(6, min_column_width=128):
        side = number_field(keys.STAMP_SIDE)
        kernel = number_field(keys.STAMP_KERNEL)
        stride = number_field(keys.STAMP_STRIDE)
        dilation = number_field(keys.STAMP_DILATION)
        reached = (side - 1) * stride + dilation * (kernel - 1) + 1
        padding = number_field(
            keys.STAMP_PADDING, high=min(keys.STAMP_PADDING.high, (reached - 1) // 2)
        )
        added = number_field(keys.STAMP_ADDED, high=max(stride, dilation) - 1)
    return TransposedSpec(1, 1, kernel, stride, padding, added, dilation, bias=False), side


def choose_stamps(spec: TransposedSpec, side: int) -> tuple[Stamping, int, int]:
    """Draw the channels and the slider; return the layer, the output shown, and how many stamps."""
    with keep_place("stamps-place", CONTROL, horizontal=True):
        channels = choice_buttons(keys.STAMP_CHANNELS, words.CHANNELS_HELP)
        maps = choice_buttons(keys.STAMP_MAPS, words.MAPS_HELP)
        shown = 0
        if maps > 1:
            shown = choice_buttons(keys.STAMP_MAP, words.MAP_HELP)
        stamps = number_slider(
            keys.STAMPS,
            high=side * side,
            help=words.STAMPS_HELP,
        )
    stamping = Stamping(
        input=sample("small_integers", side, side, channels=channels, seed=7),
        weight=random_weight(channels, maps, spec.kernel_size, seed=7),
        spec=replace(spec, in_channels=channels, out_channels=maps),
    )
    return stamping, shown, stamps


def show_stamps(stamping: Stamping, shown: int, stamps: int) -> None:
    """Show the cell that stamps, the stamps of its channels, their sum, and the output so far."""
    st.write(words.describe_stamp(stamping, stamps - 1))
    board(
        stamp_columns(stamping, shown, stamps),
        at=stamping.place(stamps - 1),
        sliding=stamping.sliding,
        limits={"stamps": symmetric_limit(stamping.output(stamping.count))},
        on_pin=lambda: _go_to_stamp(stamping),
        label=words.BOARD_LABEL,
        key=STAMPS_BOARD.name,
    )
    st.caption(words.describe_way_back(stamping, stamps))


def _go_to_stamp(stamping: Stamping) -> None:
    """Let the cell of the input that was pinned be the one that stamps."""
    place = read(STAMPS_BOARD)["pinned"]["place"]
    if place is not None:
        row, column = place
        write(keys.STAMPS, row * stamping.input.shape[-1] + column + 1)


def stamp_columns(stamping: Stamping, shown: int, stamps: int) -> list[list[Tile]]:
    """Show what a cell stamps in each channel, how that adds up, and the output so far.

    The Conv2D of the same geometry goes from the output to the input: positions are the cells of
    the input, and the window is where a cell stamps.

    Parameters
    ----------
    stamping : Stamping
    shown : int
        The output channel whose kernels and stamps are shown.
    stamps : int
        How many cells have stamped.
    """
    channels, maps = stamping.weight.shape[:2]
    inputs, kernels, landed = zip(
        *(_channel_tiles(stamping, c, shown, stamps - 1) for c in range(channels)), strict=True
    )
    total = [_sum_tile(stamping, shown, stamps - 1)] if channels > 1 else []
    outputs = [_output_tile(stamping, f, stamps) for f in range(maps)]
    return [list(inputs), list(kernels), list(landed), [*total, *outputs]]


def _channel_tiles(stamping: Stamping, c: int, shown: int, number: int) -> tuple[Tile, Tile, Tile]:
    """Show a channel of the input, its kernel, and its stamp."""
    channels = len(stamping.input)
    row, column = stamping.place(number)
    hue = NAMED_HUES["grey"] if channels == 1 else channel_colours((), channels)[c]
    of = "" if channels == 1 else f" {c}"
    return (
        Tile(
            f"t input{of}",
            stamping.input[c],
            words.INPUT_OF.format(channel=c) if channels > 1 else words.INPUT,
            kind="channel",
            colour=hue,
            scale="input",
        ),
        Tile(
            f"t kernel{of}",
            stamping.weight[c, shown],
            words.KERNEL_OF.format(channel=c) if channels > 1 else words.KERNEL,
            axes="kernel",
            scale="kernel",
            colour=hue,
            operator=f"{number_text(stamping.input[c, row, column])} ×",
        ),
        Tile(
            f"t stamp{of}",
            stamping.channel_stamps(number)[c, shown],
            words.STAMP_OF.format(channel=c) if channels > 1 else words.STAMP,
            axes="kernel",
            scale="stamps",
            colour=hue,
            operator="=",
        ),
    )


def _sum_tile(stamping: Stamping, shown: int, number: int) -> Tile:
    """Show the stamps of all channels, added up."""
    values = stamping.whole_stamp(number)[shown]
    title = words.STAMPS.format(sum=" + ".join(map(str, range(len(stamping.input)))))
    return Tile("t sum", values, title, axes="kernel", scale="stamps", operator="Σ")


def _output_tile(stamping: Stamping, f: int, stamps: int) -> Tile:
    """Show an output channel after so many stamps."""
    of = "" if stamping.spec.out_channels == 1 else f" {f}"
    return Tile(
        f"t stamped{of}",
        stamping.output(stamps)[f],
        words.OUTPUT_OF.format(map=f) if of else words.OUTPUT,
        axes="input",
        scale="stamps",
        operator="→" if len(stamping.input) == 1 else "↓",
        origin=(0, 0),
    )


def show_size(spec: TransposedSpec, side: int) -> None:
    """Write the output size with its numbers, and what output padding is for."""
    rows = spec.axes[0]
    (cut, _), (added, _) = spec.padding, spec.output_padding
    output = spec.output_shape((spec.in_channels, side, side))[-1]
    numbers = rf"({side} - 1) \cdot {rows.stride} + {rows.extent} - 2 \cdot {cut} + {added}"
    rule = r"o &= (i - 1)\,s + d\,(k - 1) + 1 - 2p + p_\text{output}"
    st.latex(aligned(rule, f"&= {numbers} = {output}"))
    st.caption(words.LETTERS)
    if rows.stride > 1:
        st.write(words.describe_sizes(output - added, rows.stride, side))
