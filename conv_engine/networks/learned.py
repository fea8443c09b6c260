"""What a node of a network adds up channels with: its filters as arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from conv_engine.geometry import PadAmounts, Pair
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec


@dataclass(frozen=True, eq=False)
class StampPlaces:
    """Where the stamps of a transposed convolution land.

    Parameters
    ----------
    stride, dilation : (int, int)
    find_cut : callable
        Returns how many cells are cut off each side, for so many rows and columns of the input.
    """

    stride: Pair
    dilation: Pair
    find_cut: Callable[[Sequence[int]], PadAmounts]

    def find_taps(
        self, place: Pair, size: Sequence[int], kernel: Sequence[int]
    ) -> tuple[list[Pair], ...]:
        """Return down and right which cells of the input stamp a cell, each with its kernel cell.

        Examples
        --------
        Stamps of 3 cells begin at 0, 2 and 4. Cell 2 is the last of the first and the first of the
        second.

        >>> stamping = StampPlaces((1, 2), (1, 1), lambda size: ((0, 0), (0, 0)))
        >>> stamping.find_taps((0, 2), (1, 3), (1, 3))
        ([(0, 0)], [(0, 2), (1, 0)])
        """
        cuts = [before for before, _ in self.find_cut(size)]
        axes = zip(place, cuts, size, kernel, self.stride, self.dilation, strict=True)
        return tuple(
            [
                (cell, tap)
                for cell in range(length)
                for tap in range(taps)
                if cell * step + tap * gap == at + cut
            ]
            for at, cut, length, taps, step, gap in axes
        )


@dataclass(frozen=True, eq=False)
class LearnedFilters:
    """The filters of a convolution, or of a dense layer, with the numbers they learned.

    Parameters
    ----------
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,), or None
    spec : ConvSpec
    activate : callable, optional
        What the node does to the sums before it gives them out, as layers of Keras can.
    stamping : StampPlaces, optional
        Of a transposed convolution, whose `spec` says channels, kernel and groups alone.
    """

    weight: Array
    bias: Array | None
    spec: ConvSpec
    activate: Callable[[Array], Array] | None = None
    stamping: StampPlaces | None = None

    @property
    def stamps(self) -> Array:
        """The weight of a transposed convolution as it keeps it, (C_in, C_out / groups, k_h, k_w).

        Examples
        --------
        >>> import numpy as np
        >>> stamping = StampPlaces((2, 2), (1, 1), lambda size: ((0, 0), (0, 0)))
        >>> weight = np.arange(24).reshape(4, 3, 1, 2)
        >>> (LearnedFilters.of_stamps(weight, None, stamping, 2).stamps == weight).all()
        np.True_
        """
        groups = self.spec.groups
        filters, depth, *kernel = self.weight.shape
        split = self.weight.reshape(groups, filters // groups, depth, *kernel)
        return split.swapaxes(1, 2).reshape(groups * depth, -1, *kernel)

    @classmethod
    def of_stamps(
        cls,
        weight: Array,
        bias: Array | None,
        stamping: StampPlaces,
        groups: int = 1,
        activate: Callable[[Array], Array] | None = None,
    ) -> Self:
        """Take a transposed convolution, (C_in, C_out / groups, k_h, k_w).

        Examples
        --------
        >>> import numpy as np
        >>> stamping = StampPlaces((2, 2), (1, 1), lambda size: ((0, 0), (0, 0)))
        >>> LearnedFilters.of_stamps(np.ones((8, 3, 4, 4)), None, stamping, 2).weight.shape
        (6, 4, 4, 4)
        """
        channels, maps, *kernel = weight.shape
        split = weight.reshape(groups, channels // groups, maps, *kernel)
        filters = split.swapaxes(1, 2).reshape(groups * maps, -1, *kernel)
        size = kernel[0], kernel[1]
        spec = ConvSpec(channels, len(filters), size, groups=groups, bias=bias is not None)
        return cls(filters, bias, spec, activate, stamping)

    @classmethod
    def of_features(
        cls,
        weight: Array,
        bias: Array | None = None,
        activate: Callable[[Array], Array] | None = None,
    ) -> Self:
        """Take a dense layer, (features out, features in): filters of 1x1 on one cell.

        Examples
        --------
        >>> import numpy as np
        >>> LearnedFilters.of_features(np.array([[1, 2, 3]])).weight.shape
        (1, 3, 1, 1)
        """
        filters = weight[:, :, None, None]
        spec = ConvSpec(weight.shape[1], weight.shape[0], 1, bias=bias is not None)
        return cls(filters, bias, spec, activate)


@dataclass(frozen=True, eq=False)
class FilterSource:
    """Where the filters of a node are: their shape is known, and they are read when asked for.

    Parameters
    ----------
    shape : (C_out, C_in / groups, k_h, k_w)
    read : callable
    """

    shape: tuple[int, ...]
    read: Callable[[], LearnedFilters]
