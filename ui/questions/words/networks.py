"""What questions about networks say."""

from collections.abc import Sequence

from text import shape_text

POOLED_ROWS = "Rows after pooling"
LAST_POOLING = "You left out the last pooling."
POOLING_LEFT_OUT = "You left out the pooling layers. Each halves rows and columns."
CONVOLUTIONS_LEFT_OUT = "You left out the convolutions. Without padding each removes some rows."
ROUNDED_UP = "You rounded up. A window that does not fit is dropped."
ONE_TOO_FEW = "You counted one row too few. The first window counts too."
ONE_TOO_MANY = "You counted one row too many."


def ask_for_rows(shape: Sequence[int], layers: Sequence[str]) -> str:
    """Ask how many rows are left after some layers.

    Examples
    --------
    >>> print(ask_for_rows((3, 9, 9), ("Conv2D(8, 3)", "MaxPooling2D(2)")))
    An input has the shape 3 x 9 x 9, which is channels, rows and columns. These layers come one
    after the other: `Conv2D(8, 3)`, `MaxPooling2D(2)`. How many rows does the last output have?
    """
    return (
        f"An input has the shape {shape_text(shape)}, which is channels, rows and columns. These "
        f"layers come one after the other: {_as_code(layers)}. How many rows does the last output "
        "have?"
    )


def _as_code(layers: Sequence[str]) -> str:
    return ", ".join(f"`{layer}`" for layer in layers)


def explain_rows(size: int, kernel: int, halved: int, last: int) -> str:
    """Work out how many rows are left after two convolutions and two poolings.

    Examples
    --------
    >>> print(explain_rows(28, 5, halved=12, last=5))
    The first convolution leaves 28 − 5 + 1 = 24 rows, and the pooling leaves half of them, 12. The
    second convolution leaves 12 − 3 + 1 = 10, and the last pooling leaves 5. Half a row is dropped.
    """
    return (
        f"The first convolution leaves {size} − {kernel} + 1 = {size - kernel + 1} rows, and the "
        f"pooling leaves half of them, {halved}. The second convolution leaves {halved} − 3 + 1 = "
        f"{halved - 2}, and the last pooling leaves {last}. Half a row is dropped."
    )


FLATTENED = "Features after Flatten"
POOLING_FORGOTTEN = "You left out the pooling."
MAPS_OF_CHANNELS = "After a convolution there are as many maps as filters."
COLUMNS_LEFT_OUT = "A map has both rows and columns."
POOLED_GLOBALLY = "That would be one number for each map, as global pooling gives."
NO_PADDING = "The convolution has no padding, so it removes some rows and columns."


def ask_for_features(shape: Sequence[int], layers: Sequence[str]) -> str:
    """Ask how many numbers a Flatten gives.

    Examples
    --------
    >>> print(ask_for_features((3, 9, 9), ("Conv2D(8, 3)", "Flatten()")))
    An input has the shape 3 x 9 x 9, which is channels, rows and columns. These layers come one
    after the other: `Conv2D(8, 3)`, `Flatten()`. How many numbers does Flatten give for one sample?
    """
    return (
        f"An input has the shape {shape_text(shape)}, which is channels, rows and columns. These "
        f"layers come one after the other: {_as_code(layers)}. How many numbers does Flatten give "
        "for one sample?"
    )


def counted_one_map(filters: int) -> str:
    """Name the slip of counting one map.

    Examples
    --------
    >>> counted_one_map(8)
    'That is only one map. There are 8 of them.'
    """
    return f"That is only one map. There are {filters} of them."


def explain_features(maps: Sequence[int], pooled: Sequence[int]) -> str:
    """Work out how many numbers a Flatten gives.

    Examples
    --------
    >>> print(explain_features((8, 7, 7), (8, 3, 3)))
    The convolution gives 8 x 7 x 7, and the pooling gives 8 x 3 x 3. Flatten puts all of them in a
    row: 8 × 3 × 3 = 72 numbers. A Linear layer after it needs that number as in_features. A Dense
    layer finds it by itself.
    """
    filters, rows, columns = pooled
    return (
        f"The convolution gives {shape_text(maps)}, and the pooling gives {shape_text(pooled)}. "
        f"Flatten puts all of them in a row: {filters} × {rows} × {columns} = "
        f"{filters * rows * columns} numbers. A Linear layer after it needs that number as "
        "in_features. A Dense layer finds it by itself."
    )


VOLUMES = "The volumes, to scale"
INPUT = "input"
