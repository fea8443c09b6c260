"""What a node of a network adds up channels with: its filters as arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec


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
    """

    weight: Array
    bias: Array | None
    spec: ConvSpec
    activate: Callable[[Array], Array] | None = None

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
