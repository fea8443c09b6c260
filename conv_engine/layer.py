"""The noun of this project: a Conv2D layer with its numbers, and all that follows from them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.geometry import whole_number
from conv_engine.numeric import (
    Array,
    add_bias,
    check_bias_shape,
    check_numbers,
    match_bias,
    unify_types,
)
from conv_engine.plan import Plan
from conv_engine.spec import ConvSpec
from conv_engine.step import Step
from conv_engine.strategies import cell_by_cell
from conv_engine.windows import pad_input, split_groups, windows

COMFORTABLE = 1_000_000  # output numbers in a band


@dataclass(frozen=True, eq=False)
class Layer:
    """A Conv2D layer at work on one input: its numbers, and on demand what they make.

    What is worked out is kept, so asking twice costs nothing. The arrays are not copied: change
    none of them afterwards.

    Parameters
    ----------
    input : ndarray of shape (C_in, H, W) or (N, C_in, H, W)
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,)
        Zeros under a `spec` without bias.
    spec : ConvSpec
    channel_names : tuple of str
        One for each channel of the input, or none.

    Raises
    ------
    ValueError
        If the arrays are not those of such a layer; the sentence says which and why.

    Examples
    --------
    The filter of ones adds up both channels, and 7: 1 + 30 + 7 and 2 + 40 + 7.

    >>> layer = Layer.of([[[1, 2]], [[30, 40]]], [[[[1]], [[1]]]], [7])
    >>> layer.partial
    array([[[[ 1,  2]],
            [[30, 40]]]])
    >>> layer.output
    array([[[38, 49]]])
    >>> layer.step(filter=0, row=0, column=1).channel_sums
    array([ 2, 40])
    """

    input: Array
    weight: Array
    bias: Array
    spec: ConvSpec
    channel_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        spec, names = self.spec, self.channel_names
        if self.weight.shape != spec.weight_shape:
            raise ValueError(
                f"weight of shape {self.weight.shape} does not fit the layer; its shape must be "
                f"{spec.weight_shape}"
            )
        check_bias_shape(self.bias, spec.out_channels)
        if not spec.bias and self.bias.any():
            raise ValueError(f"bias {self.bias.tolist()} is given, but the layer has no bias")
        _ = self.output_shape  # refuses what is no input of this layer
        if len(names) not in (0, spec.in_channels):
            raise ValueError(
                f"channel_names {names!r} has {len(names)} names, but the input has "
                f"{spec.in_channels} channels"
            )

    @classmethod
    def of(
        cls,
        input: ArrayLike,
        weight: ArrayLike,
        bias: ArrayLike | None = None,
        spec: ConvSpec | None = None,
        channel_names: tuple[str, ...] = (),
    ) -> Self:
        """Accept arrays as people write them; without a spec nothing is padded or strided.

        Parameters
        ----------
        input, weight, bias : array_like
            As for `Layer`; no bias stands for zeros.
        spec : ConvSpec, optional
            By default the plain layer that has this weight.
        channel_names : tuple of str

        Raises
        ------
        ValueError
            As `Layer`, or if the values are not numbers.

        Examples
        --------
        >>> weight = [[[[1, 1]]]]
        >>> Layer.of([[[1, 2, 3]]], weight, spec=ConvSpec.of(weight, stride=2)).output
        array([[[3]]])
        """
        input, weight = check_numbers("input", input), check_numbers("weight", weight)
        spec = ConvSpec.of(weight, bias) if spec is None else spec
        each = np.zeros(spec.out_channels, int) if bias is None else check_numbers("bias", bias)
        return cls(input, weight, each, spec, channel_names)

    @cached_property
    def output_shape(self) -> tuple[int, ...]:
        """Shape of the feature maps, (C_out, H_out, W_out), or with N in front."""
        return self.spec.output_shape(self.input.shape)

    @cached_property
    def padded(self) -> Array:
        """The input with its padding, shape (C_in, top + H + bottom, left + W + right)."""
        return pad_input(self.input, self.spec)

    @cached_property
    def partial(self) -> Array:
        """Every channel sum: partial maps of shape (C_out, C_in / groups, H_out, W_out)."""
        spec, (*samples, _, rows, columns) = self.spec, self.output_shape
        ready, weight = unify_types(self.padded, self.weight)
        kernels = weight.reshape(spec.groups, -1, *spec.weight_shape[1:])
        # c stays after the arrow: the channels are not added up.
        patches = split_groups(windows(ready, spec), spec)
        maps = cell_by_cell("gfc,...gchw->...gfchw", kernels, patches)
        return maps.reshape(*samples, *spec.weight_shape[:2], rows, columns)

    @cached_property
    def running_sums(self) -> Array:
        """What the products of a channel add up to, one after the other, row by row of the kernel.

        Shape (C_out, C_in / groups, k_h * k_w, H_out, W_out). The last of them is the channel sum.

        Examples
        --------
        2 * 10, and with 3 * 100 it is 320.

        >>> Layer.of([[[2, 3]]], [[[[10, 100]]]]).running_sums.ravel()
        array([ 20, 320])
        """
        self._check_one_sample("running sums are in")
        spec = self.spec
        ready, weight = unify_types(self.padded, self.weight)
        seen = windows(ready, spec)
        under = np.stack([seen[list(spec.group_of(f))] for f in range(spec.out_channels)])
        products = under * weight[:, :, np.newaxis, np.newaxis]
        in_order = products.reshape(*products.shape[:4], -1)
        return np.moveaxis(in_order.cumsum(axis=-1), -1, 2)

    @cached_property
    def output(self) -> Array:
        """The feature maps, shape (C_out, H_out, W_out); the partial maps are not made for them."""
        plan, shape = Plan.of(self.input, self.weight, self.spec), self.output_shape
        maps = np.empty(shape, plan.output_type)
        samples = self.input.reshape(-1, *self.input.shape[-3:])
        for sample, maps_of_sample in zip(samples, maps.reshape(-1, *shape[-3:]), strict=True):
            plan.fill(maps_of_sample, sample)
        return add_bias(maps, self._added)

    def step(self, filter: int, row: int, column: int) -> Step:
        """Return everything computed at one filter and position.

        Parameters
        ----------
        filter, row, column : int
            The output cell, counted from 0.

        Returns
        -------
        Step
            Its `output` is that cell of `output`: exactly for integers, up to rounding for floats.

        Raises
        ------
        ValueError
            For a filter or position that is not there, and for a batch.

        Examples
        --------
        >>> step = Layer.of([[[1, 2, 3]]], [[[[10, 100]]]]).step(0, 0, 1)
        >>> step.partial_products, step.output  # 2 * 10 and 3 * 100
        (array([[[ 20, 300]]]), 320)
        """
        self._check_one_sample("a step is in")
        channels = self.spec.group_of(filter)
        window = self.spec.window(row, column, self.input.shape)
        seen = self.padded[np.ix_(channels, window.rows, window.columns)]
        patch, weight = unify_types(seen, self.weight)
        partial_products = patch * weight[filter]
        channel_sums = partial_products.sum(axis=(1, 2))
        bias = match_bias(self.bias, self.spec.out_channels, channel_sums)[filter]
        return Step(
            filter=int(filter),
            row=int(row),
            column=int(column),
            channels=tuple(channels),
            patch=patch,
            kernels=weight[filter],
            partial_products=partial_products,
            channel_sums=channel_sums,
            bias=bias.item(),
            output=(channel_sums.sum() + bias).item(),
            window_rows=window.rows,
            window_columns=window.columns,
        )

    def bands(self, rows: int | None = None) -> Iterator[tuple[int, Array]]:
        """Hand over the feature maps a few rows at a time, from top to bottom.

        Parameters
        ----------
        rows : int, optional
            Output rows in a band; by default a band has about a million numbers.

        Returns
        -------
        iterator of (int, ndarray of shape (C_out, rows, W_out))
            The first output row of a band, and the band, computed when it is asked for.

        Raises
        ------
        ValueError
            At once, for less than one row and for a batch.

        Examples
        --------
        >>> column = Layer.of([[[1], [2], [3]]], [[[[1], [1]]]])
        >>> [(first, band.item()) for first, band in column.bands(rows=1)]  # 1 + 2, 2 + 3
        [(0, 3), (1, 5)]
        """
        self._check_one_sample("bands are of")
        out_channels, height, width = self.output_shape
        comfortable = max(1, COMFORTABLE // (out_channels * width))
        height_of_band = comfortable if rows is None else whole_number("rows", rows)
        plan = Plan.of(self.input, self.weight, self.spec)

        def band(first_row: int) -> tuple[int, Array]:
            shape = out_channels, min(height_of_band, height - first_row), width
            maps = np.empty(shape, plan.output_type)
            plan.fill(maps, self.input, first_row)
            return first_row, add_bias(maps, self._added)

        return map(band, range(0, height, height_of_band))

    def one_filter(self, number: int) -> "Layer":
        """Take one filter as a layer of its own, on the channels of its group.

        Parameters
        ----------
        number : int
            Counted from 0.

        Returns
        -------
        Layer
            Its `partial` and `output` are those of this filter.

        Raises
        ------
        ValueError
            If there is no such filter.

        Examples
        --------
        >>> spec = ConvSpec(in_channels=2, out_channels=2, kernel_size=1, groups=2)
        >>> pair = Layer.of([[[3]], [[4]]], [[[[10]]], [[[100]]]], [0, 1], spec, ("red", "blue"))
        >>> one = pair.one_filter(1)
        >>> one.channel_names, one.output.item()  # 4 * 100 + 1
        (('blue',), 401)
        """
        seen = self.spec.group_of(number)
        spec = replace(self.spec, in_channels=len(seen), out_channels=1, groups=1)
        return Layer(
            self.input[..., seen.start : seen.stop, :, :],
            self.weight[[number]],
            self.bias[[number]],
            spec,
            self.channel_names[seen.start : seen.stop],
        )

    @property
    def _added(self) -> Array | None:
        return self.bias if self.spec.bias else None

    def _check_one_sample(self, what: str) -> None:
        if self.input.ndim == 4:
            raise ValueError(
                f"input of shape {self.input.shape} is a batch, but {what} one sample; "
                "nearest is input[0]"
            )
