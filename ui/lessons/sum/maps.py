"""The tiles of lesson 2: input, kernel and partial map of each channel, and what they make."""

from collections.abc import Sequence

from conv_engine import quantise
from stage.board import Line, Read, Tile
from text import COUNTED_CHANNELS, count_text, number_text
from ui.lessons.sum.beliefs import Belief
from ui.pictures.one_filter import OneFilter

BELIEF_LINE: Line = (
    *("right ", Read("right"), ", wrong ", Read("wrong")),
    *(", wrong − right = ", Read("difference", strong=True)),
)


def channel_tiles(
    one_filter: OneFilter, keep: Sequence[bool], with_inputs: bool
) -> list[list[Tile]]:
    """Put input, kernel and partial map of each channel below each other, or the map alone."""
    columns = []
    for place, (channel, label, colour, on) in enumerate(
        zip(one_filter.channels, one_filter.labels, one_filter.colours, keep, strict=True)
    ):
        input = Tile(
            f"input {channel}",
            one_filter.layer.input[place],
            label,
            kind="light" if one_filter.picture else "channel",
            colour=colour,
            axes="input",
            scale="input",
            alt=f"Input, {label}",
        )
        kernel = Tile(
            f"kernel {channel}",
            one_filter.layer.weight[0, place],
            "∗ its kernel",
            colour=colour,
            axes="kernel",
            scale="kernels",
            alt=f"Kernel of filter {one_filter.number} for {label}",
        )
        partial = Tile(
            f"partial {channel}",
            one_filter.partial[place],
            "= its partial map" if with_inputs else label,
            colour=colour,
            on=on,
            operator="+" if place else "",
            alt=f"Partial map of {label}",
        )
        columns.append([input, kernel, partial] if with_inputs else [partial])
    return columns


def sum_tiles(one_filter: OneFilter, keep: Sequence[bool]) -> list[Tile]:
    """Show the sum of the partial maps that are kept, and the feature map."""
    bias = one_filter.bias[0]
    total = Tile(
        "sum",
        one_filter.summed(keep),
        "sum",
        operator="=",
        note=f"{sum(keep)} of {count_text(len(keep), *COUNTED_CHANNELS)}",
        alt="Sum of the partial maps",
    )
    output = Tile(
        "feature map",
        one_filter.feature_map(keep),
        f"feature map {one_filter.number}",
        operator=f"{'−' if bias < 0 else '+'} {number_text(abs(bias))}\n=",
        alt=f"Feature map {one_filter.number}: the sum and bias {number_text(bias)}",
    )
    return [total, output]


def belief_tiles(belief: Belief, one_filter: OneFilter) -> list[Tile]:
    """Put what is right beside what is believed, and the difference.

    A mean may have more decimals than are printed. It is rounded first, so that the difference is
    that of the printed numbers.
    """
    maps = belief.comparison(one_filter)
    wrong = quantise(maps.wrong)
    return [
        Tile("right", maps.right, f"Right: {belief.right}"),
        Tile("wrong", wrong, f"Wrong: {belief.wrong}"),
        Tile("difference", wrong - maps.right, "Wrong − right", alt="Difference, wrong − right"),
    ]
