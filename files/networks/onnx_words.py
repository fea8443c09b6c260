"""Words of ONNX in a pasted text: `pads`, `auto_pad`, `kernel_shape`, and calls of `make_node`."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from conv_engine.geometry import ONNX_WORDS
from conv_engine.networks import (
    ChannelNorm,
    Concat,
    Conv,
    Elementwise,
    Flatten,
    GlobalPooling,
    Linear,
    Operation,
    Padding,
    Pooling,
    TransposedConv,
    Unchanged,
)
from files.networks.values import Value

Weight = Sequence[int | None] | None
Sides = tuple[tuple[int, int], ...]
SHAPED = ("Conv", "ConvTranspose")
"""Operators whose weight says kernel and filters."""
KEEPS_CHANNELS = frozenset(
    ("MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization")
) | frozenset(("Relu", "LeakyRelu", "Sigmoid", "Tanh", "Softmax", "Clip", "Elu", "Dropout"))
"""Operators that give as many channels as they take."""
WORDS = frozenset(("pads", "auto_pad", "kernel_shape"))
"""Arguments that only ONNX has."""


def pairs_of(pads: Sequence[int]) -> Sides:
    """Return the cells on both sides of each axis; ONNX lists all begins, then all ends.

    Examples
    --------
    >>> pairs_of([1, 2, 0, 3])
    ((1, 0), (2, 3))
    """
    half = len(pads) // 2
    return tuple(zip(pads[:half], pads[half:], strict=True))


def translate_words(named: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """Return a layer's arguments with the padding of ONNX as its own, and what to say of it.

    Parameters
    ----------
    named : mapping of str to Value
        The arguments of a layer of PyTorch or Keras.

    Examples
    --------
    >>> translate_words({"pads": [1, 1, 0, 0]})[0], translate_words({"auto_pad": "SAME_UPPER"})[0]
    ({'padding': ((1, 0), (1, 0))}, {'padding': 'same'})
    """
    found = {name: value for name, value in named.items() if name not in ("pads", "auto_pad")}
    pads, word = named.get("pads"), named.get("auto_pad")
    if isinstance(pads, list | tuple) and pads and len(pads) % 2 == 0:
        sides = pairs_of(pads)
        found["padding"] = _as_padding(sides)
        return found, [_describe_pads(pads, sides)]
    if isinstance(word, str) and word in PADDINGS:
        found["padding"] = PADDINGS[word]
        return found, [f"`auto_pad` {word} {ONNX_WORDS.get(word, 'pads nothing')}"]
    return dict(named), []


PADDINGS = MappingProxyType({"SAME_UPPER": "same", "SAME_LOWER": "same", "VALID": 0, "NOTSET": 0})
"""How large `auto_pad` makes a result; SAME_LOWER differs only in the side of an odd cell."""


def _as_padding(sides: Sides) -> Value:
    """Return one number for each axis where both sides are alike, or the sides."""
    alike = all(before == after for before, after in sides)
    return tuple(before for before, _ in sides) if alike else sides


def _describe_pads(pads: Sequence[int], sides: Sides) -> str:
    """Say what ONNX's pads are in PyTorch, whose last axis comes first."""
    said = f"`pads` is ONNX's word, and lists begins, then ends: {list(pads)}"
    if all(before == after for before, after in sides):
        return f"{said} is padding={tuple(before for before, _ in sides)}"
    order = tuple(cells for side in reversed(sides) for cells in side)
    return f"{said} is nn.ZeroPad{len(sides)}d({order}) before the layer"


def is_node(kind: str, named: Mapping[str, Value]) -> bool:
    """Whether a call is one of an operator of ONNX, by its words.

    Examples
    --------
    >>> is_node("Conv", {"kernel_shape": [3, 3]}), is_node("Conv", {"kernel_size": 3})
    (True, False)
    """
    return kind in OPERATORS and bool(WORDS & named.keys())


def make_operation(kind: str, weight: Weight, named: Mapping[str, Value], bias: bool) -> Operation:
    """Return what an operator of ONNX does.

    Parameters
    ----------
    kind : str
        One of `OPERATORS`.
    weight : sequence of int or None
        The shape of its weight. A channel that is None follows from what arrives.
    named : mapping of str to Value
        Its attributes.
    bias : bool
        Whether it is given a bias.

    Raises
    ------
    ValueError
        If it needs a weight, or its numbers do not fit.

    Examples
    --------
    >>> conv = make_operation("Conv", (8, 3, 3, 3), {"pads": [1, 1, 0, 0]}, bias=False)
    >>> conv.output_shape((3, 20, 20))
    (8, 19, 19)
    """
    return OPERATORS[kind](weight, named, bias)


def _padding(named: Mapping[str, Value]) -> Any:
    return translate_words(named)[0].get("padding", 0)


def _need(weight: Weight) -> Sequence[Any]:
    if weight is None:
        raise ValueError(
            "the text does not say the shape of its weight. No sizes are known after it"
        )
    return weight


def _conv(weight: Weight, named: Mapping[str, Value], bias: bool) -> Operation:
    filters, depth, *kernel = _need(weight)
    return Conv(
        len(kernel),
        filters,
        tuple(kernel),
        named.get("strides", 1),
        _padding(named),
        named.get("dilations", 1),
        groups=named.get("group", 1) if depth is None else 1,
        bias=bias,
        filter_depth=depth,
    )


def _transposed(weight: Weight, named: Mapping[str, Value], bias: bool) -> Operation:
    channels, filters, *kernel = _need(weight)
    groups = named.get("group", 1)
    return TransposedConv(
        len(kernel),
        filters * groups,
        tuple(kernel),
        named.get("strides", 1),
        _padding(named),
        named.get("output_padding", 0),
        named.get("dilations", 1),
        groups,
        bias,
        channels,
    )


def _pool(weight: Weight, named: Mapping[str, Value], bias: bool) -> Operation:
    kernel = tuple(named["kernel_shape"])
    padding = _padding(named)
    ceil = bool(named.get("ceil_mode", 0))
    stride = named.get("strides", 1)
    return Pooling(len(kernel), kernel, stride, padding, named.get("dilations", 1), ceil)


def _gemm(weight: Weight, named: Mapping[str, Value], bias: bool) -> Operation:
    rows, columns = _need(weight)
    turned = bool(named.get("transB", 0))
    return Linear(rows if turned else columns, columns if turned else rows, bias)


def _plain(operation: Operation) -> Callable[..., Operation]:
    return lambda *_: operation


OPERATORS: Mapping[str, Callable[..., Operation]] = MappingProxyType(
    {
        "Conv": _conv,
        "ConvTranspose": _transposed,
        **dict.fromkeys(("MaxPool", "AveragePool"), _pool),
        **dict.fromkeys(("GlobalAveragePool", "GlobalMaxPool"), _plain(GlobalPooling(keep=True))),
        **dict.fromkeys(
            ("Relu", "LeakyRelu", "Sigmoid", "Tanh", "Softmax", "Clip", "Elu", "Dropout"),
            _plain(Unchanged()),
        ),
        "BatchNormalization": _plain(ChannelNorm()),
        "Flatten": _plain(Flatten()),
        "Gemm": _gemm,
        "Concat": lambda _, named, __: Concat(named.get("axis", 1)),
        **dict.fromkeys(("Add", "Sub", "Mul", "Div", "Sum"), _plain(Elementwise())),
        "Pad": lambda _, named, __: Padding(pairs_of(named["pads"])[1:]),
    }
)
"""Operators of ONNX that are read, by name."""
