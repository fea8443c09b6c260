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
    pytorch = first, second, k_h, k_w = spec.weight_shape
    keras = k_h, k_w, second, first
    to_pytorch, to_keras = "kernel.transpose(3, 2, 0, 1)", "weight.transpose(2, 3, 1, 0)"
    if depthwise:
        split_shape = spec.in_channels, spec.out_channels // spec.in_channels
        keras = k_h, k_w, *split_shape
        to_pytorch = f"kernel.transpose(2, 3, 0, 1).reshape{pytorch}"
        to_keras = f"weight.reshape{(*split_shape, k_h, k_w)}.transpose(2, 3, 0, 1)"
    if framework == "pytorch":
        return Remark(
            what=f"kernel of shape {keras}",
            why=f"PyTorch keeps the same numbers, not flipped, as a weight of shape {pytorch}",
            instead=f"weight = {to_pytorch}",
        )
    return Remark(
        what=f"weight of shape {pytorch}",
        why=f"Keras keeps the same numbers, not flipped, as a kernel of shape {keras}",
        instead=f"kernel = {to_keras}",
    )
