"""What the controls of a layer say, and the search for settings that give a size."""

from collections.abc import Sequence

from text import shape_text

LAYER = "Layer"
WHICH_LAYER = "Choose the layer you see below, by its number in the table."
CHANGE = "Change its arguments"
ADD, ADD_HELP = "Add a layer", "Repeats the last layer, so that you can change it."
REMOVE, REMOVE_HELP = "Remove this layer", "You cannot remove the only layer."
HELP = {
    "filters": "How many feature maps the layer gives.",
    "out_channels": "How many feature maps the layer gives.",
    "in_channels": "How many channels the input has.",
    "kernel_size": "Height and width. You never set the depth.",
    "strides": "How many cells the window moves per step.",
    "stride": "How many cells the window moves per step.",
    "padding": (
        'Cells added around the input. ONNX calls "same" SAME_UPPER, which adds the smaller half '
        "before. In ONNX, pads lists all beginnings first, then all ends."
    ),
    "dilation_rate": "Distance between kernel cells. 1 means no gaps.",
    "dilation": "Distance between kernel cells. 1 means no gaps.",
    "groups": "How many groups the channels and filters are split into.",
    "depth_multiplier": "How many filters each channel has.",
    "output_padding": "How many rows and columns are added at the end of the output.",
    "padding_mode": "What the added cells contain.",
    "use_bias": "Whether each filter adds a bias.",
    "bias": "Whether each filter adds a bias.",
}
"""Of each argument, by its name."""
CELLS = "A number of cells."
NUMBERS = "cells"
"""What the padding is where it is no word."""
WORD, HEIGHT, WIDTH = "{name} word", "{name} height", "{name} width"
"""Of a control, where an argument has several."""
SIDE = "{name} {side}"
NESTED_SIDES = ("top", "bottom", "left", "right")
FLAT_SIDES = ("left", "right", "top", "bottom")
"""Of a padding layer in Keras, and in PyTorch."""
WHICH_SETTINGS = "Which settings give the size you want?"
GIVES = "The layer gives {size}. Write the size you want."
GIVES_ALREADY = "The layer already gives {size}."
ROWS, COLUMNS = "Wanted rows", "Wanted columns"
ROWS_HELP = "How many rows the output should have, 1 to {most}."
COLUMNS_HELP = "How many columns the output should have, 1 to {most}. Leave it empty for a square."
EACH_GIVES = "Each of these gives that size. One or two arguments are changed."


def help_menu(name: str, possible: Sequence[object]) -> str:
    """Say what an argument is, and where it has only one value.

    Examples
    --------
    >>> help_menu("groups", [1])
    'How many groups the channels and filters are split into. Only 1 is possible here.'
    """
    said = HELP[name]
    return f"{said} Only {possible[0]} is possible here." if len(possible) == 1 else said


def help_number(name: str, least: int, most: int) -> str:
    """Say what an argument is, and how far it goes.

    Examples
    --------
    >>> help_number("dilation", 1, 13)
    'Distance between kernel cells. 1 means no gaps. It can be 1 to 13 here.'
    """
    return f"{HELP.get(name, CELLS)} It can be {least} to {most} here."


def say_none_gives(size: Sequence[int]) -> str:
    """Say that no setting gives a size.

    Examples
    --------
    >>> say_none_gives((224, 224))
    'Changing one or two arguments does not give 224 x 224 from this input.'
    """
    return f"Changing one or two arguments does not give {shape_text(size)} from this input."
