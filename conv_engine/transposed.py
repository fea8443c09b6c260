"""Transposed convolution: every input cell stamps its filters on the output, and stamps add up.

It is the transpose of `conv2d` seen as a matrix, and so what carries gradients back through it. It
is *not* its inverse: it gives back the shape of an input, not its numbers.
"""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from conv_engine import geometry
from conv_engine.arguments import Cells, Flag, Whole, flag, nonnegative_pair
from conv_engine.axis import Axis
from conv_engine.geometry import Pair
from conv_engine.numeric import (
    Array,
    add_bias,
    check_bias_shape,
    check_numbers,
    unify_types,
    widen_numbers,
)
from conv_engine.spec import ConvSpec


@dataclass(frozen=True)
class TransposedSpec:
    """Describe a ConvTranspose2d layer by the numbers that fix every shape in it.

    After construction `kernel_size`, `stride`, `padding`, `output_padding` and `dilation` are
    always (height, width).

    Parameters
    ----------
    in_channels, out_channels : int
        Channels of the input and of the output.
    kernel_size, stride, dilation : int or (int, int)
        In cells of the *output*: the size of a stamp, from one stamp to the next, and from one
        cell of a stamp to the next.
    padding : int or (int, int)
        Cells *cut off* on each side of the output, where Conv2D adds them to its input.
    output_padding : int or (int, int)
        Rows and columns added at the end of the output, fewer than the stride or the dilation: a
        strided Conv2D gives inputs of several sizes the same output size, and this says which
        of them to come back to.
    groups : int
        Equal parts into which input and output channels are split; must divide both numbers.
    bias : bool
        Whether each output channel adds one number of its own.

    Raises
    ------
    ValueError
        If a number is out of its range; the sentence names the nearest valid choice.

    Examples
    --------
    (3 - 1) * 2 + 3 - 2 * 1 + 1 = 6 rows and columns.

    >>> layer = TransposedSpec(8, 4, kernel_size=3, stride=2, padding=1, output_padding=1)
    >>> layer.output_shape((8, 3, 3))
    (4, 6, 6)
    >>> layer.weight_shape
    (8, 4, 3, 3)
    """

    in_channels: Whole = Whole(geometry.whole_number)
    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: Cells = Cells(geometry.pair)
    stride: Cells = Cells(geometry.pair, (1, 1))
    padding: Cells = Cells(nonnegative_pair, (0, 0))
    output_padding: Cells = Cells(nonnegative_pair, (0, 0))
    dilation: Cells = Cells(geometry.pair, (1, 1))
    groups: Whole = Whole(geometry.whole_number, 1)
    bias: Flag = Flag(flag, True)

    def __post_init__(self) -> None:
        geometry.check_groups(self.groups, self.in_channels, self.out_channels)
        for axis, added in zip(self.transposes.axes, self.output_padding, strict=True):
            if added >= max(axis.stride, axis.dilation):
                raise ValueError(
                    f"output_padding {axis.name} {added} is not smaller than stride {axis.stride} "
                    f"or dilation {axis.dilation}; "
                    f"nearest is {max(axis.stride, axis.dilation) - 1}"
                )

    @classmethod
    def of(
        cls,
        weight: ArrayLike,
        bias: ArrayLike | None = None,
        stride: int | Pair = 1,
        padding: int | Pair = 0,
        output_padding: int | Pair = 0,
        dilation: int | Pair = 1,
        groups: int = 1,
    ) -> Self:
        """Read channels and kernel size off the arrays of a layer.

        Parameters
        ----------
        weight : array_like of shape (C_in, C_out / groups, k_h, k_w)
            Input channels first, because it is the weight of the Conv2D that it transposes.
        bias : array_like of shape (C_out,), optional
        stride, padding, output_padding, dilation, groups
            As for `TransposedSpec`.

        Raises
        ------
        ValueError
            If a shape or a number of the geometry is not that of a layer.

        Examples
        --------
        >>> TransposedSpec.of([[[[1, 0, -1]]], [[[1, 2, 1]]]]).in_channels
        2
        """
        shape = check_numbers("weight", weight).shape
        geometry.check_axes("weight", shape, ("C_in", "C_out / groups", "k_h", "k_w"))
        in_channels, maps_in_group, *size = shape
        out_channels = maps_in_group * geometry.whole_number("groups", groups)
        said = stride, padding, output_padding, dilation, groups, bias is not None
        spec = cls(in_channels, out_channels, (size[0], size[1]), *said)
        if bias is not None:
            check_bias_shape(check_numbers("bias", bias), spec.out_channels)
        return spec

    @cached_property
    def transposes(self) -> ConvSpec:
        """The Conv2D layer that goes the other way: its windows lie where the stamps lie here."""
        return ConvSpec(
            self.out_channels,
            self.in_channels,
            self.kernel_size,
            self.stride,
            self.padding,
            self.dilation,
            self.groups,
            bias=False,
        )

    @property
    def weight_shape(self) -> tuple[int, ...]:
        """Shape of the weight, (C_in, C_out / groups, k_h, k_w)."""
        return self.transposes.weight_shape

    @property
    def effective_kernel_size(self) -> Pair:
        """Height and width a stamp reaches over, ``d * (k - 1) + 1`` for dilation d."""
        return self.transposes.effective_kernel_size

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Where stamps lie on the output: where the windows of the Conv2D lie on its input."""
        return self.transposes.axes

    @property
    def parameter_count(self) -> int:
        """Numbers the layer learns: every cell of the weight, and one bias per output channel."""
        return prod(self.weight_shape) + (self.out_channels if self.bias else 0)

    def output_shape(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of the output.

        Parameters
        ----------
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Returns
        -------
        (C_out, H_out, W_out) or (N, C_out, H_out, W_out)

        Raises
        ------
        ValueError
            If the channels are not those of the layer or padding cuts everything off.

        Notes
        -----
        ``n_out = (n - 1) * s + d * (k - 1) + 1 - 2 * p + output_padding`` along each axis; Dumoulin
        and Visin, "A guide to convolution arithmetic for deep learning", relationship 14, with
        the effective kernel size of their section 5.1.

        Examples
        --------
        Stamps of 3 that start at 0, 2 and 4 reach over (3 - 1) * 2 + 3 = 7 rows.

        >>> TransposedSpec(1, 1, kernel_size=3, stride=2).output_shape((1, 3, 3))
        (1, 7, 7)
        """
        # A 1x1 Conv2D changes no size, and refuses what has not the channels of this layer.
        cell_spec = ConvSpec(self.in_channels, self.out_channels, 1, groups=self.groups)
        *maps, height, width = cell_spec.output_shape(input_shape)
        rows, columns = (self._output_size(place, n) for place, n in enumerate((height, width)))
        return *maps, rows, columns

    def multiply_adds(self, input_shape: Sequence[int]) -> int:
        """Return how many products the layer adds up: one whole stamp for each input cell.

        Cells of a stamp that padding cuts off are counted too.

        Parameters
        ----------
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Examples
        --------
        3 * 5 * 5 input cells, each times 2 * 3 * 3 cells of the weight.

        >>> TransposedSpec(in_channels=3, out_channels=2, kernel_size=3).multiply_adds((3, 5, 5))
        1350
        """
        self.output_shape(input_shape)  # refuses what is no input of this layer
        return prod(input_shape) * prod(self.weight_shape[1:])

    def _output_size(self, place: int, n: int) -> int:
        """Rows (place 0) or columns (place 1) of the output of an input that has `n`."""
        axis, cut, added = self.axes[place], self.padding[place], self.output_padding[place]
        reached = (n - 1) * axis.stride + axis.extent + added
        if reached <= 2 * cut:
            raise ValueError(
                f"output {axis.name} ({n} - 1)*{axis.stride} + {axis.extent} - 2*{cut} + {added} = "
                f"{reached - 2 * cut} is less than 1; "
                f"nearest padding {axis.name} is {(reached - 1) // 2}"
            )
        return reached - 2 * cut


@dataclass(frozen=True, eq=False)
class Stamp:
    """What one input cell adds to the output of a transposed convolution.

    Attributes
    ----------
    rows, columns : tuple of int
        Where it lands on the *output*; dilation leaves gaps, and what `padding` cuts off is not
        listed.
    values : ndarray of shape (C_out, len(rows), len(columns))
        What is added there: the cell's value in every input channel times that channel's kernels,
        summed over the input channels of the group.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    values: Array


def stamp(
    input: ArrayLike, weight: ArrayLike, spec: TransposedSpec, row: int, column: int
) -> Stamp:
    """Return what one input cell adds to the output: its value times the kernels.

    All stamps added up where they land, plus bias, *are* `conv_transpose2d`.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W)
        One sample, not a batch.
    weight : array_like of shape (C_in, C_out / groups, k_h, k_w)
    spec : TransposedSpec
        The layer they belong to.
    row, column : int
        The input cell, counted from 0; all its channels stamp the same place.

    Raises
    ------
    ValueError
        As `conv_transpose2d`, for a batch, and for a cell that is not there.

    Examples
    --------
    The cell 5 is in column 1, so its stamp starts in column 1 * 2 and holds 5 * 1 and 5 * 10.

    >>> layer = TransposedSpec(1, 1, kernel_size=(1, 2), stride=2)
    >>> one = stamp([[[3, 5]]], [[[[1, 10]]]], layer, row=0, column=1)
    >>> one.columns
    (2, 3)
    >>> one.values
    array([[[ 5, 50]]])
    """
    input, weight = unify_types(widen_numbers("input", input), widen_numbers("weight", weight))
    if input.ndim == 4:
        raise ValueError(
            f"input of shape {input.shape} is a batch, but a stamp is of one sample; "
            "nearest is input[0]"
        )
    _, *size = spec.output_shape(input.shape)
    row = geometry.index("row", row, input.shape[-2])
    column = geometry.index("column", column, input.shape[-1])
    rows, columns = (
        # From the place on the output to the cell of the stamp that lands there.
        {place - cut: i for i, place in enumerate(axis.cells(cell)) if 0 <= place - cut < n}
        for axis, cut, cell, n in zip(spec.axes, spec.padding, (row, column), size, strict=True)
    )
    values = input[:, row, column].reshape(spec.groups, -1)
    whole = np.einsum("gc,gcfij->gfij", values, _split_groups(weight, spec))
    landed = np.ix_(range(spec.out_channels), list(rows.values()), list(columns.values()))
    return Stamp(tuple(rows), tuple(columns), whole.reshape(-1, *spec.kernel_size)[landed])


def conv_transpose2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Array:
    """Stamp the kernels, times the value of every input cell, on the output and add up.

    Stamps start `stride` cells apart and add up where they overlap; `padding` cells are then cut
    off all around. This is the transpose (the gradient) of `conv2d`, not its inverse.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_in, C_out / groups, k_h, k_w)
        Input channels first: it is the weight of the Conv2D that goes the other way.
    bias : array_like of shape (C_out,), optional
    stride, padding, output_padding, dilation, groups
        As for `TransposedSpec`, in cells.

    Returns
    -------
    ndarray of shape (C_out, H_out, W_out) or (N, C_out, H_out, W_out)
        int64 and exact for integers, otherwise the widest float type of `input` and `weight`
        (float32 stays float32); a float bias turns integer maps into floats.

    Raises
    ------
    ValueError
        If shapes, values or geometry do not make a layer; the sentence says which and why.

    Notes
    -----
    For any x and y of fitting shapes the sum over ``conv2d(x, weight) * y`` equals the sum over
    ``x * conv_transpose2d(y, weight)``, which is what transpose means. Equal to
    `torch.nn.functional.conv_transpose2d`.

    References
    ----------
    Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", chapter 4.

    Examples
    --------
    Two stamps, 3 * [1, 10, 100] and 5 * [1, 10, 100], overlap in one cell: 300 + 5 = 305.

    >>> conv_transpose2d([[[3, 5]]], [[[[1, 10, 100]]]], stride=2)
    array([[[  3,  30, 305,  50, 500]]])
    """
    spec = TransposedSpec.of(weight, bias, stride, padding, output_padding, dilation, groups)
    return add_stamps(input, weight, bias, spec)


def add_stamps(
    input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None, spec: TransposedSpec
) -> Array:
    """Do what `conv_transpose2d` does, for a layer whose spec is known.

    Examples
    --------
    >>> layer = TransposedSpec(1, 1, kernel_size=(1, 2))
    >>> add_stamps([[[3, 5]]], [[[[1, 10]]]], None, layer)  # 3*1, 3*10 + 5*1, 5*10
    array([[[ 3, 35, 50]]])
    """
    input, weight = unify_types(widen_numbers("input", input), widen_numbers("weight", weight))
    *samples, out_channels, height, width = spec.output_shape(input.shape)
    (top, left), (n_h, n_w) = spec.padding, input.shape[-2:]
    uncut = np.zeros((*samples, out_channels, height + 2 * top, width + 2 * left), input.dtype)
    maps = uncut.reshape(*samples, spec.groups, -1, *uncut.shape[-2:])
    cells = input.reshape(*samples, spec.groups, -1, n_h * n_w)
    kernels = np.moveaxis(_split_groups(weight, spec), 2, 1)  # (g, f, c, k_h, k_w)
    for i, j in np.ndindex(*spec.kernel_size):
        # Cell (i, j) of every stamp at once: a stride apart, so no two of them overlap.
        added = kernels[..., i, j] @ cells
        place = _stamped_cells(spec.axes[0], i, n_h), _stamped_cells(spec.axes[1], j, n_w)
        maps[..., *place] += added.reshape(*maps.shape[:-2], n_h, n_w)
    return add_bias(uncut[..., top : top + height, left : left + width], bias)


def _split_groups(weight: Array, spec: TransposedSpec) -> Array:
    """Split the input channels of a weight: (g, C_in / g, C_out / g, k_h, k_w)."""
    return weight.reshape(spec.groups, -1, *spec.weight_shape[1:])


def _stamped_cells(axis: Axis, i: int, stamps: int) -> slice:
    """Where cell `i` of each of so many stamps lies along one axis of the uncut output."""
    first = i * axis.dilation
    return slice(first, first + (stamps - 1) * axis.stride + 1, axis.stride)
