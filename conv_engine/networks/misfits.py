"""Sentences for what does not fit: the numbers, and what to change."""

from math import isqrt, prod

from conv_engine.dimensions import DIRECTIONS
from conv_engine.networks.axes import check_rank
from conv_engine.networks.operation import MisfitError, Shape, spell_shape

USUAL_CHANNELS = (1, 3, 4)
"""Of grey and coloured pictures, and of those with transparency."""


def check_channels(expected: int | None, shape: Shape, dimensions: int) -> None:
    """Refuse channels that a layer was not made for, and notice axes in another order.

    Parameters
    ----------
    expected : int or None
        What the layer was made for; None takes whatever arrives.
    shape : tuple of int
    dimensions : int

    Raises
    ------
    MisfitError
        With the repair.
    """
    check_rank(shape, dimensions)
    if expected is None or shape[0] == expected:
        return
    raise MisfitError(
        _explain_order(expected, shape)
        or _explain_reshape(expected, shape)
        or f"{_takes(expected)}, but {_arrive(shape[0])}: {spell_shape(shape)}; "
        f"write in_channels={shape[0]}"
    )


def _takes(channels: int) -> str:
    return "takes 1 channel" if channels == 1 else f"takes {channels:,} channels"


def _arrive(count: int) -> str:
    return "1 arrives" if count == 1 else f"{count:,} arrive"


def _explain_order(expected: int, shape: Shape) -> str | None:
    """Say that the channels lie on the last axis, if so."""
    if shape[-1] != expected:
        return None
    if len(shape) == 2:
        return (
            f"{_takes(expected)}, but {spell_shape(shape)} arrives: {shape[0]:,} is your "
            f"length, {expected:,} your channels: transpose, x.transpose(1, 2)"
        )
    sizes = " and ".join(f"{size:,}" for size in shape[:-1])
    order = ", ".join(map(str, (0, len(shape), *range(1, len(shape)))))
    return (
        f"{_takes(expected)}, but {spell_shape(shape)} arrives: {sizes} are your sizes, "
        f"{expected:,} your channels: the axes are in another order, x.permute({order})"
    )


def _explain_reshape(expected: int, shape: Shape) -> str | None:
    """Say that flat pictures arrive with their samples among the channels, if so."""
    side = isqrt(shape[-1])
    if len(shape) != 3 or shape[1] != expected or side * side != shape[-1] or side < 2:
        return None
    return (
        f"{_takes(expected)}, but {spell_shape(shape)} arrives: {shape[0]:,} are your "
        f"samples, {expected:,} your channels, and {shape[-1]:,} is {side} x {side} in a row: "
        f"x.reshape({shape[0]}, {expected}, {side}, {side})"
    )


def notice_order(shape: Shape) -> str | None:
    """Ask whether an input has its channels on another axis, if it looks so.

    Examples
    --------
    >>> notice_order((224, 3, 224))
    'takes 224 as channels and 3 as height: if 3 are your channels, the axes are in another order'
    >>> notice_order((3, 224, 224))

    A latent vector of 100 channels has one cell.

    >>> notice_order((100, 1, 1))
    """
    channels, *sizes = shape
    if len(sizes) == 1 and channels > sizes[0] > 1:
        return (
            f"takes {channels:,} as channels and {sizes[0]:,} as length: if {channels:,} is your "
            "length, transpose"
        )
    named = zip(sizes, DIRECTIONS.get(len(sizes), ()), strict=False)
    few = [both for both in named if both[0] in USUAL_CHANNELS and channels > max(USUAL_CHANNELS)]
    is_cell = len(sizes) > 1 and max(sizes) == 1
    if is_cell or not few:
        return None
    n, direction = few[-1]
    return (
        f"takes {channels:,} as channels and {n} as {direction}: if {n} are your channels, the "
        "axes are in another order"
    )


def explain_features(expected: int, shape: Shape, made_of: Shape = ()) -> str:
    """Say that other features arrive than a Linear layer was made for.

    Parameters
    ----------
    expected : int
    shape : tuple of int
        What arrives; its last axis holds the features.
    made_of : tuple of int, optional
        What was put in a row before.

    Examples
    --------
    >>> explain_features(1050, (1568,), (32, 7, 7))
    '1,050 does not fit the 1,568 that arrive: 32 x 7 x 7; write in_features=1568'
    >>> "AdaptiveAvgPool2d" in explain_features(32, (1568,), (32, 7, 7))
    True
    """
    arriving, total = shape[-1], prod(shape)
    maps = made_of or shape
    if len(maps) > 2 and expected == maps[0] != total:
        return (
            f"{expected:,} is the number of channels of {spell_shape(maps)}, which in a row are "
            f"{total:,} numbers: take the mean of each channel, nn.AdaptiveAvgPool2d(1) before "
            "nn.Flatten()"
        )
    if len(shape) == 1 and made_of:
        return (
            f"{expected:,} does not fit the {arriving:,} that arrive: {spell_shape(made_of)}; "
            f"write in_features={arriving}"
        )
    if len(shape) == 1:
        return (
            f"{expected:,} does not fit the {arriving:,} that arrive; write in_features={arriving}"
        )
    if total == expected:
        return f"{expected:,} needs {spell_shape(shape)} in a row: put nn.Flatten() before it"
    return (
        f"{expected:,} does not fit the {arriving:,} of the last axis of {spell_shape(shape)}; "
        f"in a row they are {total:,}: put nn.Flatten() before it and write in_features={total}"
    )


def explain_missing_steps(expected: int, shape: Shape, made_of: Shape = ()) -> str:
    """Say that a list of weights leaves out what stands before a Linear layer.

    The weights are as they were trained, so other features are no repair.

    Parameters
    ----------
    expected, shape, made_of
        As `explain_features` takes them.

    Examples
    --------
    LeNet pools twice, to 16 * 5 * 5 = 400; without pools, 16 * 24 * 24 = 9,216 arrive.

    >>> explain_missing_steps(400, (16, 24, 24))
    '400 does not fit the 9,216 that arrive: 16 x 24 x 24. Pools and Flatten are not in a list of
    weights, so the sizes end here'
    """
    return (
        f"{expected:,} does not fit the {prod(shape):,} that arrive: "
        f"{spell_shape(made_of or shape)}. Pools and Flatten are not in a list of weights, so the "
        "sizes end here"
    )
