"""Which input a network was made for, where its text does not say so."""

from conv_engine.networks.network import Network

USUAL_SIDES = (224, 28, 32, 64, 96, 128, 48, 84, 112, 150, 160, 180, 192, 200, 227, 256, 299, 384)
"""Rows and columns of the inputs that most networks are made for, the most frequent first."""


def fitting_side(network: Network, channels: int) -> int | None:
    """Find the rows and columns of a square input that fits every layer.

    Where a dense layer comes after Flatten, few sizes fit.

    Parameters
    ----------
    network : Network
    channels : int
        Of the input.

    Returns
    -------
    int or None
        The first of the usual sizes that fits; None if none of them does.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Flatten, Linear, Node
    >>> network = Network((
    ...     Node("conv", "Conv2d", Conv(2, 8, 3), ("input",)),
    ...     Node("flatten", "Flatten", Flatten(), ("conv",)),
    ...     Node("fc", "Linear", Linear(10, in_features=8 * 26 * 26), ("flatten",)),  # 28 - 3 + 1
    ... ))
    >>> fitting_side(network, 1)
    28
    """
    fits = (side for side in USUAL_SIDES if not network.trace((channels, side, side)).problems)
    return next(fits, None)
