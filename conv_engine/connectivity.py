"""Which channels each filter adds up."""

import numpy as np

from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec


def connectivity(spec: ConvSpec) -> Array:
    """Return for each channel and filter whether the filter sums the channel.

    Returns
    -------
    ndarray of bool, shape (C_in, C_out)
        Block-diagonal, with one block for each group.

    Examples
    --------
    >>> connectivity(ConvSpec(4, 2, 3, groups=2)).astype(int)
    array([[1, 0],
           [1, 0],
           [0, 1],
           [0, 1]])
    """
    sums = np.zeros((spec.in_channels, spec.out_channels), dtype=bool)
    for number in range(spec.out_channels):
        sums[list(spec.group_of(number)), number] = True
    return sums
