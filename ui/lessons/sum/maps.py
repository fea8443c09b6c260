"""The tiles of lesson 2: input, kernel and partial map of each channel, and what they make."""

from collections.abc import Sequence

from stage.board import Line, Read, Tile
from text import count_text, number_text
from ui.lessons.sum import words
from ui.lessons.sum.beliefs import Belief
from ui.pictures.one_filter import OneFilter

BELIEF_LINE: Line = (
    *(words.BELIEF_LINE[0], Read("right"), words.BELIEF_LINE[1], Read("wrong")),
    *(words.BELIEF_LINE[2], Read("difference", strong=True)),
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
            alt=words.INPUT_ALT.format(channel=label),
        )
        kernel = Tile(
            f"kernel {channel}",
            one_filter.layer.weight[0, place],
            words.ITS_KERNEL,
            colour=colour,
            axes="kernel",
            scale="kernels",
            alt=words.KERNEL_ALT.format(filter=one_filter.number, channel=label),
        )
        partial = Tile(
            f"partial {channel}",
            one_filter.partial[place],
            words.ITS_PARTIAL if with_inputs else label,
            colour=colour,
            on=on,
            operator="+" if place else "",
            alt=words.PARTIAL_ALT.format(channel=label),
        )
        columns.append([input, kernel, partial] if with_inputs else [partial])
    return columns


def sum_tiles(one_filter: OneFilter, keep: Sequence[bool]) -> list[Tile]:
    """Show the sum of the partial maps that are kept, and the feature map."""
    bias = one_filter.bias[0]
    total = Tile(
        "sum",
        one_filter.summed(keep),
        words.SUM,
        operator="=",
        note=count_text(len(keep), *words.CHANNELS_KEPT, kept=sum(keep)),
        alt=words.SUM_ALT,
    )
    output = Tile(
        "feature map",
        one_filter.feature_map(keep),
        words.FEATURE_MAP.format(filter=one_filter.number),
        operator=f"{'−' if bias < 0 else '+'} {number_text(abs(bias))}\n=",
        alt=words.OUTPUT_ALT.format(filter=one_filter.number, bias=number_text(bias)),
    )
    return [total, output]


def belief_tiles(belief: Belief, one_filter: OneFilter) -> list[Tile]:
    """Put what is right beside what is believed, and the difference."""
    maps = belief.comparison(one_filter)
    return [
        Tile("right", maps.right, words.RIGHT_TITLE.format(map=belief.right)),
        Tile("wrong", maps.wrong, words.WRONG_TITLE.format(map=belief.wrong)),
        Tile("difference", maps.wrong - maps.right, words.DIFFERENCE, alt=words.DIFFERENCE_ALT),
    ]
