"""What is said about the three kinds of layers, and in their calls."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.frameworks.layouts import Framework

KIND_HELP = "The number of directions in which the block slides."
HEADS = ("", "input", "one filter", "slides along", "adds up along", "output")
"""Of the table of the kinds."""
NO_BATCH = "The batch axis, first in every input and output, is left out."
CHANNELS = "channels"
MOVED: Mapping[Framework, str] = {"keras": "filters", "pytorch": "out channels"}
"""What the filters become in the output, beside its other axes."""
INPUTS: Mapping[int, str] = MappingProxyType(
    {
        1: "The weather of one day from 10:00 to 23:00, hour by hour. Its three features are "
        "three channels.",
        2: "A small picture in three colours, which are three channels.",
        3: "A short clip of a square that moves to the right. It has one channel, and its depth "
        "is time.",
    }
)
"""What each kind of layer is applied to, by the number of directions in which it moves."""
LOOKS_FOR: Mapping[int, str] = MappingProxyType(
    {
        1: "The filter responds where it gets colder and windier while it is wet.",
        2: "The filter responds where it gets brighter from left to right, added up over the "
        "colours.",
        3: "The filter subtracts the first frame under its block from the last one, so it "
        "responds where something moves.",
    }
)
"""What the first filter looks for, where its kernel has cells to compare."""
COMPARES_NOTHING: Mapping[int, str] = MappingProxyType(
    {
        1: "A kernel of 1 covers a single hour, so the filter cannot tell what changes.",
        2: "A kernel of 1 covers a single pixel, so the filter cannot tell what changes from left "
        "to right.",
        3: "A block that is 1 frame deep covers a single frame, so the filter cannot tell what "
        "moves.",
    }
)
OPPOSITE = "Filter 1 has the opposite weights, so its numbers have the opposite signs."
ADDS_UP = "Filter 2 has only ones. It adds up everything that its block covers."
ONE_VOLUME = "here one filter fills one volume"
NO_FRAMES_ADDED = "here no frames are added to the clip"
SAME_NEEDS_STRIDE_1 = 'PyTorch has padding="same" only at stride 1'
HELP: Mapping[str, str] = MappingProxyType(
    {
        "filters": "Each filter gives one feature map.",
        "kernel": "How many cells the kernel covers in each direction.",
        "depth": "How many frames the block covers.",
        "stride": "How many cells the block moves per step, in each direction.",
        "padding": "With same, just enough cells are added to keep the size at stride 1.",
    }
)
"""What each argument of the call means."""


def tell_story(directions: int, compared: int, filters: int) -> str:
    """Say what the input is and what each filter looks for, which compares so many cells.

    Examples
    --------
    >>> print(tell_story(2, compared=3, filters=2))
    A small picture in three colours, which are three channels. The filter responds where it gets
    brighter from left to right, added up over the colours. Filter 1 has the opposite weights, so
    its numbers have the opposite signs.
    """
    looks_for = LOOKS_FOR if compared > 1 else COMPARES_NOTHING
    others = (OPPOSITE, ADDS_UP)[: filters - 1]
    return " ".join((INPUTS[directions], looks_for[directions], *others))
