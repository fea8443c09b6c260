"""Axes as frameworks count them, with samples in front, found in shapes that have none."""

from conv_engine.networks.operation import MisfitError, Shape, spell_shape


def place_axis(axis: int, rank: int, channels_last: bool = False) -> int:
    """Return which axis of a channel-first shape is meant.

    Parameters
    ----------
    axis : int
        As a framework writes it: 0 are the samples, and -1 is the last.
    rank : int
        How many axes the shape has, without samples.
    channels_last : bool
        Whether it is counted in (N, H, W, C), as Keras does.

    Raises
    ------
    MisfitError
        If there is no such axis, or it is that of the samples.

    Examples
    --------
    >>> place_axis(1, 3), place_axis(-1, 3), place_axis(-1, 3, channels_last=True)
    (0, 2, 0)
    """
    written = axis if axis >= 0 else axis + rank + 1
    if written == 0:
        raise MisfitError(f"axis {axis} is the batch axis, and samples stay separate here")
    if not 0 < written <= rank:
        raise MisfitError(f"there is no axis {axis}: with the batch axis there are {rank + 1}")
    return written % rank if channels_last else written - 1


def order_written(shape: Shape, channels_last: bool) -> Shape:
    """Write a channel-first shape in the order of its framework.

    Examples
    --------
    >>> order_written((3, 28, 30), channels_last=True)
    (28, 30, 3)
    """
    return (*shape[1:], *shape[:1]) if channels_last else shape


def order_channels(shape: Shape, channels_last: bool) -> Shape:
    """Write a shape of a framework channel first.

    Examples
    --------
    >>> order_channels((28, 30, 3), channels_last=True)
    (3, 28, 30)
    """
    return (*shape[-1:], *shape[:-1]) if channels_last else shape


def check_rank(shape: Shape, dimensions: int) -> None:
    """Refuse a shape that has not channels and so many directions."""
    if len(shape) == dimensions + 1:
        return
    names = ("C", *{1: "L", 2: "HW", 3: "DHW"}[dimensions])
    hint = ""
    if len(shape) == 1:
        hint = ": it is flat, so no window can slide over it"
    elif len(shape) == dimensions:
        hint = ": one axis is missing, often that of the single channel"
    raise MisfitError(f"needs {spell_names(names)}, but {spell_shape(shape)} arrives{hint}")


def spell_names(names: tuple[str, ...]) -> str:
    """Write the names of axes for a sentence."""
    return f"({', '.join(names)})"
