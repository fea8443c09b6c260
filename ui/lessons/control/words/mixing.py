"""What is said about a depthwise layer whose maps a 1x1 convolution mixes."""

from collections.abc import Sequence

from text import number_text, sum_text
from ui.state.scenario import Array

WEIGHT_HELP = "What this channel is multiplied by before the row is added up."
WEIGHT = "Row {row}, {channel}"
ROW_GIVES = "Feature map {row} = {sum}"
MAPS_LABEL = "Depthwise maps, and what the matrix turns them into. Arrow keys move the position."
NOTHING_SUMMED = (
    "The depthwise layer gives one map for each channel and adds nothing across channels. In the "
    "1x1 convolution after it, each row of weights gives a weighted sum of these maps."
)
ROWS_HELP = "Each row is a filter of the 1x1 convolution and gives one feature map."
ALL_ONES, ALL_ONES_HELP = "All ones", "Every row adds the channels up as they are."
MIXED_KERNELS = (
    "Mixing after sliding is the same as sliding with mixed kernels. One Conv2D gives the same "
    "maps if its kernels are those of the depthwise layer times the matrix. A row of ones "
    "gives the plain sum of the Conv2D that you began with."
)
PROVE, PROVE_HELP = "Prove it", "Computes the maps both ways and compares every number."
WHAT_IT_COSTS = (
    "What does mixing afterwards cost? Count the weights, for $c$ channels, $f$ feature maps and "
    "kernels of $k$ × $k$ cells. Each weight is one multiply-add at each position."
)
DENSE, SEPARABLE = "dense:", "depthwise, then 1x1:"
SAME_AS_MERGED = (
    "The depthwise layer with a 1x1 after it and the Conv2D with mixed kernels are equal in all "
    "{numbers:,} numbers.",
    "The depthwise layer with a 1x1 after it and the Conv2D with mixed kernels are equal in "
    "{equal:,} of {numbers:,} numbers, and at most {apart:.1e} apart elsewhere, because decimals "
    "are rounded at each step.",
)
SAME_AS_PLAIN = (
    "Row {row} is all ones. Feature map {row} here and feature map {filter} of the plain Conv2D "
    "are equal in all {numbers:,} numbers.",
    "Row {row} is all ones. Feature map {row} here and feature map {filter} of the plain Conv2D "
    "are equal in {equal:,} of {numbers:,} numbers, and at most {apart:.1e} apart elsewhere, "
    "because decimals are rounded at each step.",
)
"""Each as it is said where all numbers are equal, and where some are not."""
COSTS_MORE = (
    "Here mixing afterwards costs more than one dense layer: {apart:,} weights instead of "
    "{dense:,}."
)
COSTS_LESS = (
    "Here mixing afterwards costs less than one dense layer: {apart:,} weights instead of "
    "{dense:,}."
)
COSTS_THE_SAME = (
    "Here mixing afterwards costs as much as one dense layer. Both have {dense:,} weights."
)
USUAL_COST = (
    "With 64 channels and 128 feature maps there would be {apart:,} weights instead of {dense:,}."
)


def describe_mixing(row: Sequence[float] | Array, bias: float) -> str:
    """Write a row of the matrix as the sum it makes; channels by their numbers.

    Examples
    --------
    >>> describe_mixing([1, 0, -0.5], 2)
    '1 × map 0 − 0.5 × map 2 + 2 bias'
    >>> describe_mixing([0, 0], -1)
    '−1 bias'
    """
    terms = [f"{number_text(weight)} × map {place}" for place, weight in enumerate(row) if weight]
    return sum_text([*terms, f"{number_text(bias)} bias"])


def describe_agreement(
    said: tuple[str, str], equal: int, numbers: int, apart: float, **others: int
) -> str:
    """Say in how many numbers two arrays are equal, and how far apart they are elsewhere.

    Examples
    --------
    >>> print(describe_agreement(SAME_AS_PLAIN, 9, 9, 0.0, row=0, filter=1))
    Row 0 is all ones. Feature map 0 here and feature map 1 of the plain Conv2D are equal in all 9
    numbers.
    >>> print(describe_agreement(SAME_AS_MERGED, 1, 2, 5.6e-17))
    The depthwise layer with a 1x1 after it and the Conv2D with mixed kernels are equal in 1 of 2
    numbers, and at most 5.6e-17 apart elsewhere, because decimals are rounded at each step.
    """
    in_all, in_some = said
    sentence = in_all if equal == numbers else in_some
    return sentence.format(equal=equal, numbers=numbers, apart=apart, **others)


def describe_cost(weights: tuple[int, int], usual: tuple[int, int]) -> str:
    """Say what mixing afterwards costs here, and in a layer of a usual size.

    Parameters
    ----------
    weights, usual : (int, int)
        Of a dense layer, and of a depthwise and a 1x1 layer in its place.

    Examples
    --------
    >>> print(describe_cost((27, 30), (73728, 8768)))
    Here mixing afterwards costs more than one dense layer: 30 weights instead of 27. With 64
    channels and 128 feature maps there would be 8,768 weights instead of 73,728.
    """
    dense, apart = weights
    said = COSTS_MORE if apart > dense else COSTS_LESS if apart < dense else COSTS_THE_SAME
    here = said.format(dense=dense, apart=apart)
    return f"{here} {USUAL_COST.format(dense=usual[0], apart=usual[1])}"
