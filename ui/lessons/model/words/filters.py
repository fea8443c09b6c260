"""What is said about the filters of a layer."""

from text import COUNTED_KERNELS, count_text, number_text

LAYER_HELP = "The layers that add up channels."
ORDER_HELP = "How the filters are ordered."
NUMBER_HELP = "Click a filter, or type its number."
WHICH_AXIS = "Which axis is which?"
NOT_IN_FILE = "The file does not say."
SHEET_HELP = "A sheet has up to {most} filters."
SHEET_ALT = "The filters of the sheet"
SHEET_LABEL = "The filters of the layer. A click chooses one."
SHEET_TITLE = ("the only filter", "all {n} filters")
SHEET_OF_SEVERAL = "{shown} of {filters} filters"
COLOURED_SHEET = (
    "Each square is a filter for red, green and blue. Where its weight is 0 it is grey, and a "
    "colour is brighter where its weight is higher."
)
KERNELS_LABEL = "The kernels of filter {filter}."
LARGEST_KERNELS = "Its {shown} largest kernels are shown. The {rest} others are smaller."
ONE_SMALLER = "Its {shown} largest kernels are shown. The other one is smaller."
POINT_AT_CELL = "Point at a cell to read its weight."


def title_sheet(shown: int, filters: int) -> str:
    """Say how many of the filters a sheet holds.

    Examples
    --------
    >>> title_sheet(64, 96), title_sheet(8, 8), title_sheet(1, 1)
    ('64 of 96 filters', 'all 8 filters', 'the only filter')
    """
    if shown == filters:
        return count_text(filters, *SHEET_TITLE)
    return SHEET_OF_SEVERAL.format(shown=shown, filters=filters)


def describe_slices(depth: int, most: int) -> str:
    """Say what the rows and squares of a sheet of kernels are.

    Examples
    --------
    >>> print(describe_slices(3, 32))
    Each row is a filter, and each square in it is the kernel of a channel.
    >>> print(describe_slices(64, 32))
    Each row is a filter, and each square in it is the kernel of a channel. You see the first 32 of
    64 channels.
    """
    said = "Each row is a filter, and each square in it is the kernel of a channel."
    return f"{said} You see the first {most} of {depth} channels." if depth > most else said


def describe_filter(filter: int, kernels: int, bias: float | None, size: float) -> str:
    """Say how many kernels a filter has, its bias and its size.

    Examples
    --------
    >>> print(describe_filter(2, 3, 0.5, 1.25))
    Filter 2 has 3 kernels and bias 0.5. Its size, the root of the sum of its squared weights, is
    1.25.
    >>> print(describe_filter(0, 1, None, 2))
    Filter 0 has 1 kernel and no bias. Its size, the root of the sum of its squared weights, is 2.
    """
    counted = count_text(kernels, *COUNTED_KERNELS)
    if bias is None:
        has = f"Filter {filter} has {counted} and no bias."
    else:
        has = f"Filter {filter} has {counted} and bias {number_text(bias, 4)}."
    root = f"Its size, the root of the sum of its squared weights, is {number_text(size, 3)}."
    return f"{has} {root}"


def describe_smaller(shown: int, rest: int) -> str:
    """Say that only the largest kernels are shown; nothing where all are.

    Examples
    --------
    >>> describe_smaller(8, 56), describe_smaller(3, 0)
    ('Its 8 largest kernels are shown. The 56 others are smaller.', '')
    """
    if not rest:
        return ""
    return (ONE_SMALLER if rest == 1 else LARGEST_KERNELS).format(shown=shown, rest=rest)
