"""What is said of kernels from outside: pasted, from a file, page by page.

A refusal has no full stop, as that of any reader of files: the page adds it.
"""

from collections.abc import Sequence

from text import COUNTED_CHANNELS, COUNTED_KERNELS, count_text, list_text

PASTE_OR_READ = "Paste kernels, or read them from a file"
PASTED = "Or paste a kernel"
PASTED_HELP = (
    "Write one row per line, with spaces between the numbers. You can use fractions such as 1/9, "
    "and a factor in front, such as 1/16 * 1 2 1; 2 4 2; 1 2 1. Leave a blank line between the "
    "kernels of a filter."
)
PASTED_NAME = "the text you pasted"
HOW_MEANT = "How is this text meant?"
HOW_MEANT_HELP = "The text alone cannot tell."
KERNELS = "Kernels"
KERNELS_HELP = "A model, its weights, JSON, CSV or text, at most 200 MB."
WHICH_ARRAY = "Which array"
WHICH_ARRAY_HELP = "The file holds several. Choose the one with the kernels."
WHICH_LAYER_HELP = "The layers that are convolutions, in the order of the file."
TARGET = "Put it into filter"
TARGET_HELP = "The new kernels replace those of this filter."
USE_HELP = "Puts your kernels into the layer and replaces the ones that are there."
WHICH_AXIS = "Which axis is which?"
WHICH_AXIS_HELP = "The shape alone cannot tell filters, channels, rows and columns apart."
ONE_KERNEL_HELP = "A filter has one kernel for each channel."
WHICH_CHANNEL = "Which channel"
WHICH_CHANNEL_HELP = "The kernels of all other channels become 0."
FIRST_HELP = "This filter and the ones after it are used."
FILTERS_BEFORE, FILTERS_AFTER = "Filters before", "Filters after"
BACK_TO_SMALL = "Back to the filters of other lessons"


def tell_reading(title: str) -> str:
    """Say how kernels are read.

    Examples
    --------
    >>> tell_reading("rows and columns")
    'Read as rows and columns.'
    """
    return f"Read as {title}."


def begin_kernel(rows: str) -> str:
    """Tell one reading from another by its first numbers.

    Examples
    --------
    >>> begin_kernel("1 0; 2 0")
    'Its first kernel begins with 1 0; 2 0.'
    """
    return f"Its first kernel begins with {rows}."


def differ_in_depth(kernels: int, channels: int) -> str:
    """Refuse filters that do not fit the channels of a layer.

    Examples
    --------
    >>> print(differ_in_depth(4, 3))
    These filters have 4 kernels each, but this layer adds up 3 channels, so choose an input with 4
    channels
    """
    deep = count_text(kernels, *COUNTED_KERNELS)
    here, wanted = (count_text(number, *COUNTED_CHANNELS) for number in (channels, kernels))
    return (
        f"These filters have {deep} each, but this layer adds up {here}, so choose an input with "
        f"{wanted}"
    )


def misfit_layer(obstacle: str) -> str:
    """Refuse kernels that make no layer with what else is set.

    Examples
    --------
    >>> misfit_layer("the window covers 6x6 cells, but the input has only 5x5")
    'These kernels do not fit: the window covers 6x6 cells, but the input has only 5x5'
    """
    return f"These kernels do not fit: {obstacle}"


def shown_of(shown: int, filters: int) -> str:
    """Say how many filters of a file are shown at a time.

    Examples
    --------
    >>> shown_of(8, 20)
    '8 of its 20 filters are shown at a time.'
    """
    return f"{shown} of its {filters} filters are shown at a time."


USE = ("Use this kernel", "Use these {n} filters")


def refuse_large(rows: int, columns: int, largest: int, over_picture: int) -> str:
    """Refuse a kernel that is too large for a page, and name a page that has room for it.

    Examples
    --------
    >>> print(refuse_large(16, 16, largest=11, over_picture=32))
    The kernel is 16x16, but at most 11x11 fits here. The page Your image takes kernels up to 32x32
    >>> print(refuse_large(40, 40, largest=11, over_picture=32))
    The kernel is 40x40, but at most 11x11 fits here. The page Your model shows all kernels of a
    file
    """
    here = f"The kernel is {rows}x{columns}, but at most {largest}x{largest} fits here."
    if max(rows, columns) <= over_picture:
        return f"{here} The page Your image takes kernels up to {over_picture}x{over_picture}"
    return f"{here} The page Your model shows all kernels of a file"


BECOMES = "{bias:.4g} becomes {rounded:g}"
ROUNDED = (
    "Whole pictures use its biases as they are. In the small grid {n}.",
    "Whole pictures use its biases as they are. In the small grid {n}.",
)


def describe_rounding(changed: Sequence[tuple[float, float]], most: int) -> str:
    """Say what the stage makes of the biases of a file, each with its number.

    Parameters
    ----------
    changed : sequence of (float, float)
        A bias, and what it is rounded to.
    most : int
        So many are named at most.

    Examples
    --------
    >>> describe_rounding([(0.155, 0.16)], most=8)
    'Whole pictures use its biases as they are. In the small grid 0.155 becomes 0.16.'
    """
    named = [BECOMES.format(bias=bias, rounded=rounded) for bias, rounded in changed]
    return list_text(named, *ROUNDED, most=most)


def ask_for_meaning(channels: int) -> str:
    """Ask what one kernel means for several channels.

    Examples
    --------
    >>> ask_for_meaning(3)
    'What does one kernel mean for 3 channels?'
    """
    return f"What does one kernel mean for {channels} channels?"


def ask_for_first(filters: int, most: int) -> str:
    """Ask for the first of many filters.

    Examples
    --------
    >>> ask_for_first(100, 64)
    'It has 100 filters. There is room for 64 here. Which is the first one?'
    """
    return f"It has {filters} filters. There is room for {most} here. Which is the first one?"


NOT_USED_NOW = (
    "The kernels of {name} are for 1 channel, so they are not used now.",
    "The kernels of {name} are for {n} channels, so they are not used now.",
)


def name_page(first: int, last: int, filters: int, name: str) -> str:
    """Say which filters of a file are shown.

    Examples
    --------
    >>> name_page(8, 15, 20, "edges")
    'Filters **8 to 15** of 20 in edges'
    """
    return f"Filters **{first} to {last}** of {filters} in {name}"


def name_large_page(first: int, last: int, filters: int, name: str, side: int) -> str:
    """Say which large filters of a file are shown.

    Examples
    --------
    >>> name_large_page(0, 7, 20, "vit", 16)
    'Filters **0 to 7** of 20 in vit, with kernels of 16x16'
    """
    return f"Filters **{first} to {last}** of {filters} in {name}, with kernels of {side}x{side}"


def explain_small(largest: int) -> str:
    """Say why large filters are not used in other lessons.

    Examples
    --------
    >>> print(explain_small(11))
    Other lessons have room for kernels of 11x11. So they use the filters of this file only on whole
    pictures.
    """
    return (
        f"Other lessons have room for kernels of {largest}x{largest}. So they use the filters of "
        "this file only on whole pictures."
    )


def turn_help(filters: int) -> str:
    """Say how many filters of a file are used at a time.

    Examples
    --------
    >>> turn_help(8)
    'The layer takes 8 filters of the file at a time.'
    """
    return f"The layer takes {filters} filters of the file at a time."
