"""What a translation gives: the layers of the other framework, and what must be said with them."""

from dataclasses import dataclass

from conv_engine.frameworks.keras_layers import KerasLayer
from conv_engine.frameworks.layers import Spec
from conv_engine.frameworks.layouts import Framework
from conv_engine.frameworks.pytorch_layers import PyTorchLayer
from conv_engine.geometry import PadAmounts

AnyLayer = KerasLayer | PyTorchLayer


@dataclass(frozen=True)
class Remark:
    """Something of a layer that the other framework says in another way, or cannot say.

    Attributes
    ----------
    what : str
        The argument or habit, as its own framework writes it.
    why : str
        What the other framework has there, with the numbers.
    instead : str
        What to write in its place.
    """

    what: str
    why: str
    instead: str


@dataclass(frozen=True)
class Translation:
    """The same layer in the other framework.

    Attributes
    ----------
    layers : tuple of AnyLayer
        One after the other they give the same shape and the same numbers, once the weights have
        changed their order of axes. Empty where no layers of the framework do; then the last
        remark says what to write.
    remarks : tuple of Remark
    """

    layers: tuple[AnyLayer, ...]
    remarks: tuple[Remark, ...]

    def add_remarks(self, *remarks: Remark) -> "Translation":
        """Return the same translation with more to say."""
        return Translation(self.layers, (*self.remarks, *remarks))


def sides(amounts: PadAmounts) -> str:
    """Say how many rows and columns there are on each side.

    Examples
    --------
    >>> sides(((0, 1), (2, 3)))
    '(top, bottom) = (0, 1) rows and (left, right) = (2, 3) columns'
    """
    rows, columns = amounts
    return f"(top, bottom) = {rows} rows and (left, right) = {columns} columns"


def weight_order_remark(spec: Spec, framework: Framework, depthwise: bool = False) -> Remark:
    """Return where the weights of a layer lie in a framework, coming from the other.

    Parameters
    ----------
    spec : ConvSpec or TransposedSpec
    framework : {"keras", "pytorch"}
        Where they go.
    depthwise : bool
        Whether the layer of Keras is a depthwise one, with an order of its own.

    Returns
    -------
    Remark
        `conv_engine.frameworks.layouts` moves them so; what it says is for NumPy arrays.

    Examples
    --------
    >>> from conv_engine import ConvSpec
    >>> weight_order_remark(ConvSpec(3, 32, 5), "pytorch").why
    'PyTorch keeps the same numbers, not flipped, as a weight of shape (32, 3, 5, 5)'
    """
    orders = weight_orders(spec, depthwise)
    if framework == "pytorch":
        return Remark(
            what=f"kernel of shape {orders.keras_shape}",
            why="PyTorch keeps the same numbers, not flipped, as a weight of shape "
            f"{orders.pytorch_shape}",
            instead=f"weight = {orders.to_pytorch}",
        )
    return Remark(
        what=f"weight of shape {orders.pytorch_shape}",
        why=f"Keras keeps the same numbers, not flipped, as a kernel of shape {orders.keras_shape}",
        instead=f"kernel = {orders.to_keras}",
    )


@dataclass(frozen=True)
class WeightOrders:
    """The shape of a weight in each framework, and the code that brings it from one to the other.

    Attributes
    ----------
    keras_shape, pytorch_shape : tuple of int
    to_keras, to_pytorch : str
        Expressions of NumPy on `weight` and on `kernel`.
    """

    keras_shape: tuple[int, ...]
    pytorch_shape: tuple[int, ...]
    to_keras: str
    to_pytorch: str


def weight_orders(spec: Spec, depthwise: bool = False) -> WeightOrders:
    """Return how both frameworks keep the weight of a layer.

    Parameters
    ----------
    spec : ConvSpec or TransposedSpec
    depthwise : bool
        Whether the layer of Keras is a depthwise one, with an order of its own.

    Examples
    --------
    >>> from conv_engine import ConvSpec
    >>> weight_orders(ConvSpec(3, 32, 5)).to_keras
    'weight.transpose(2, 3, 1, 0)'
    """
    pytorch = first, second, k_h, k_w = spec.weight_shape
    keras = k_h, k_w, second, first
    if not depthwise:
        moved = "weight.transpose(2, 3, 1, 0)", "kernel.transpose(3, 2, 0, 1)"
        return WeightOrders(keras, pytorch, *moved)
    split = spec.in_channels, spec.out_channels // spec.in_channels
    return WeightOrders(
        (k_h, k_w, *split),
        pytorch,
        f"weight.reshape{(*split, k_h, k_w)}.transpose(2, 3, 0, 1)",
        f"kernel.transpose(2, 3, 0, 1).reshape{pytorch}",
    )
