"""In how many directions a block moves, how far, and where it does not fit: 1, 2 or 3 of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from conv_engine import geometry
from conv_engine.axis import Axis

Each = int | tuple[int, ...]
Words = Literal["valid", "same"]

DIRECTIONS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
)
"""The directions in which the block of a Conv1D, Conv2D and Conv3D layer moves."""

_INPUT_AXES = {1: "C_in, L", 2: "C_in, H, W", 3: "C_in, D, H, W"}
_KERNEL_AXES = {1: "k", 2: "k_h, k_w", 3: "k_d, k_h, k_w"}


def output_shape(
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    *,
    stride: Each = 1,
    padding: Each | Words = 0,
    dilation: Each = 1,
    groups: int = 1,
) -> tuple[int, ...]:
    """Return the shape of what `conv1d`, `conv2d` or `conv3d` gives: the weight says which.

    Parameters
    ----------
    input_shape : (C_in, ...) or (N, C_in, ...)
    weight_shape : (C_out, C_in / groups, ...)
        With one axis more for each direction in which the block moves: 1, 2 or 3.
    stride, padding, dilation, groups
        As for the layer, with one number or one for each direction.

    Returns
    -------
    tuple of int
        The samples, if any, the filters, and the positions in each direction.

    Raises
    ------
    ValueError
        If shapes and geometry do not make a layer; the sentence says which and why.

    Notes
    -----
    Positions are counted as by `ConvSpec.output_shape`, in every direction alike.

    Examples
    --------
    A clip of 8 frames, a block 3 frames deep: 8 - 3 + 1 = 6 depth positions.

    >>> output_shape((1, 8, 10, 10), (4, 1, 3, 5, 5))
    (4, 6, 6, 6)
    """
    directions = len(weight_shape) - 2
    if directions not in DIRECTIONS:
        raise ValueError(
            f"weight of shape {tuple(weight_shape)} has {len(weight_shape)} axes, but needs 3, 4 "
            "or 5: filter, channel, and 1, 2 or 3 directions to move in"
        )
    found = moves(directions, input_shape, weight_shape, stride, padding, dilation, groups)
    samples = tuple(input_shape)[: -directions - 1]
    return *samples, weight_shape[0], *(move.positions for move in found)


@dataclass(frozen=True)
class Move:
    """One direction of a block: where it lies along that axis, and how often.

    Parameters
    ----------
    axis : Axis
    n : int
        Cells of the input.
    padding : (int, int)
        Cells before and after them.
    """

    axis: Axis
    n: int
    padding: geometry.Pair

    @property
    def padded(self) -> int:
        """Cells of the padded input."""
        return self.padding[0] + self.n + self.padding[1]

    @property
    def positions(self) -> int:
        """Places that the block has."""
        return self.axis.positions(self.padded)


def moves(
    directions: int,
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    stride: Each,
    padding: Each | Words,
    dilation: Each,
    groups: int,
) -> tuple[Move, ...]:
    """Return how a block moves in each direction.

    Parameters
    ----------
    directions : int
        A key of `DIRECTIONS`.
    input_shape, weight_shape, stride, padding, dilation, groups
        As for `output_shape`.

    Returns
    -------
    tuple of Move
        One for each direction.

    Raises
    ------
    ValueError
        As `output_shape`.

    Examples
    --------
    >>> (along,) = moves(1, (3, 24), (1, 3, 5), stride=1, padding="same", dilation=1, groups=1)
    >>> along.padding, along.positions
    ((2, 2), 24)
    """
    _refuse_what_does_not_belong_together(directions, input_shape, weight_shape, groups)
    names = DIRECTIONS[directions]
    axes = tuple(
        Axis(*numbers)
        for numbers in zip(
            names,
            weight_shape[2:],
            _each("stride", stride, names, least=1),
            _each("dilation", dilation, names, least=1),
            strict=True,
        )
    )
    sizes = input_shape[-directions:]
    amounts = _padding(padding, axes, sizes)
    found = tuple(Move(*move) for move in zip(axes, sizes, amounts, strict=True))
    _refuse_a_block_that_does_not_fit(found)
    return found


def _each(name: str, value: object, names: tuple[str, ...], least: int) -> tuple[int, ...]:
    """Accept one whole number for all directions, or one for each."""
    if not isinstance(value, tuple | list):
        return (geometry.whole_number(name, value, least),) * len(names)
    if len(value) != len(names):
        one_for_each = f"({', '.join(names)}{',' * (len(names) == 1)})"
        raise ValueError(
            f"{name} {value!r} has {len(value)} entries, but needs 1 or {one_for_each}"
        )
    return tuple(
        geometry.whole_number(f"{name} {direction}", number, least)
        for direction, number in zip(names, value, strict=True)
    )


def _padding(
    padding: Each | Words, axes: tuple[Axis, ...], sizes: Sequence[int]
) -> tuple[geometry.Pair, ...]:
    """Cells before and after the input in each direction."""
    if isinstance(padding, str):
        word = geometry.one_of("padding", padding, geometry.PADDING_WORDS)
        if word == "same":
            return tuple(axis.same(n) for axis, n in zip(axes, sizes, strict=True))
        return ((0, 0),) * len(axes)
    amounts = _each("padding", padding, tuple(axis.name for axis in axes), least=0)
    return tuple((amount, amount) for amount in amounts)


def _refuse_what_does_not_belong_together(
    directions: int, input_shape: Sequence[int], weight_shape: Sequence[int], groups: int
) -> None:
    """Refuse shapes with other axes than the layer needs, or with other channels."""
    input_shape, weight_shape = tuple(input_shape), tuple(weight_shape)
    layer, axes = f"conv{directions}d", _INPUT_AXES[directions]
    if len(weight_shape) != directions + 2:
        raise ValueError(
            f"weight of shape {weight_shape} has {len(weight_shape)} axes, but {layer} needs "
            f"{directions + 2}: (C_out, C_in / groups, {_KERNEL_AXES[directions]})"
        )
    if len(input_shape) not in (directions + 1, directions + 2):
        raise ValueError(
            f"input of shape {input_shape} has {len(input_shape)} axes, but {layer} needs "
            f"({axes}) or (N, {axes})"
        )
    for name, shape in ("input", input_shape), ("weight", weight_shape):
        if min(shape) < 1:
            raise ValueError(f"{name} of shape {shape} has an empty axis")
    out_channels, depth, *_ = weight_shape
    groups = geometry.whole_number("groups", groups)
    geometry.divisor(groups, depth * groups, out_channels)
    channels = input_shape[-directions - 1]
    if channels != depth * groups:
        raise ValueError(
            f"input of shape {input_shape} has {channels} channels, but filters that see {depth} "
            f"channels with groups {groups} need {depth}*{groups} = {depth * groups}"
        )


def _refuse_a_block_that_does_not_fit(found: tuple[Move, ...]) -> None:
    """Refuse a kernel that reaches over more cells than the padded input has."""
    for move in found:
        if move.axis.extent > move.padded:
            extents = "x".join(str(each.axis.extent) for each in found)
            available = "x".join(str(each.padded) for each in found)
            before, after = move.padding
            added = f"2*{before}" if before == after else f"{before} + {after}"
            raise ValueError(
                f"kernel of extent {extents} does not fit the padded input {available} "
                f"({move.axis.name} {move.n} + {added}); nearest kernel {move.axis.name} is "
                f"{(move.padded - 1) // move.axis.dilation + 1}"
            )
