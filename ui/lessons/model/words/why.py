"""What is said where a number of a map is taken apart, and where its inputs come from."""

from text import count_text, number_text

LAYER_HELP = "The layer that has the number."
BELONGS_TO = "Number {number} belongs to **{name}**."
MAP_LABEL = "The map of the number. A click asks about another cell."
BARS, BARS_ALT = "model parts", "Waterfall: {line}."
BARS_SUM = "sum"
OTHERS = ("1 other", "{n} others")
MAP, FEATURE, GREY = "map {map}", "feature {feature}", "grey"
CELL = "map {map}, row {row}, column {column}"
WINDOW_CELL = "row {row}, column {column}"
ACTIVATION = "The activation turns that into {value}."
KERNEL_TOO_LARGE = "The picture has room for kernels up to {most}x{most}."
SHOWN = "Channels in the picture"
SHOWN_HELP = (
    "The largest ones come first. What the channels you do not choose add is in the bias there."
)
STAMPED = (
    "In a transposed convolution each cell of the input stamps its kernels on the output. You see "
    "the cells whose stamps land here, under the kernel cells that they land with."
)
STAGE_COUNTS = (
    "The picture shows only this number of the map. There it is filter 0, row 0, column 0. In the "
    "map it is filter {filter}, row {row}, column {column}."
)
UNITS = (
    "The picture shows whole numbers. Inputs are in units of {inputs}, weights in units of "
    "{weights}, and products in units of {products}. A number that is too long for its cell is "
    "rounded there: 728k is about 728,000. Point at it to see all of it."
)
REST_IN_BIAS = (
    "Its bias also holds what the other channel adds.",
    "Its bias also holds what the {n} other channels add.",
)
WHERE_FROM = "**Where does an input come from?**"
INPUT_CHANNEL, INPUT_CHANNEL_HELP = "Input channel", "The channels that add most."
ADDS = "{channel} adds {number}"
WINDOW, WINDOW_HELP = "Cell of its window", "The cell with the largest product comes first."
PADDING = "This cell is padding. It holds 0 and comes from nowhere."
THE_PICTURE = "the picture"
STEP_BACK, STEP_BACK_AS = "- {layer}, {cell}: **{value}**", "- {layer}, {cell}: **{value}**, {how}"
NOT_TAKEN_APART = "This page cannot take a number of {kind} apart."
WHY_IS_IT = "Why is it {value} in {layer}?"
WHY_HELP = "Takes this number apart in the same way."
GO_BACK = "Back to the number before"
GO_BACK_HELP = "Goes back to the number whose input this is."
LARGEST_OF = ("the only cell", "the largest of {n} cells")
MEAN_OF = (
    "the mean of 1 cell, which comes next",
    "the mean of {n} cells, whose largest comes next",
)
MADE_OF = "made of {maps} maps, cell by cell ({kind})"
JOINED = "the same number, in maps that were put one behind the other"
FLATTENED = "the same number, in a row of all cells"
SHARE = "its share among all classes"
OF_ONE_CELL = "{kind} of one cell"


def describe_rounding(input_decimals: int, weight_decimals: int, output: str) -> str:
    """Say to how many decimals the sum is rounded that is printed, and what it is with all digits.

    Examples
    --------
    >>> print(describe_rounding(1, 3, "0.12345"))
    So that all of this adds up as printed, inputs are rounded to 1 decimal and weights to 3. With
    all its digits the sum is 0.12345.
    """
    inputs = count_text(input_decimals, "1 decimal", "{n} decimals")
    return (
        f"So that all of this adds up as printed, inputs are rounded to {inputs} and weights to "
        f"{weight_decimals}. With all its digits the sum is {output}."
    )


def describe_units(input_decimals: int, weight_decimals: int) -> str:
    """Say which units the whole numbers of the stage are in.

    Examples
    --------
    >>> print(describe_units(1, 2))
    The picture shows whole numbers. Inputs are in units of 0.1, weights in units of 0.01, and
    products in units of 0.001. A number that is too long for its cell is rounded there: 728k is
    about 728,000. Point at it to see all of it.
    """
    decimals = input_decimals, weight_decimals, input_decimals + weight_decimals
    inputs, weights, products = (number_text(10.0**-places, places) for places in decimals)
    return UNITS.format(inputs=inputs, weights=weights, products=products)
