"""Where the windows of an ONNX node lie."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from conv_engine import ConvSpec
from files.models.specs import make_spec

ONES = ("kernel_shape", "strides", "dilations", "output_shape")
ZEROS = ("output_padding",)
"""Settings that have one number for each direction, and what they are along one row."""


def node_spec(settings: Mapping[str, Any], shape: tuple[int, ...], bias: bool) -> ConvSpec | None:
    """Return the geometry of a node.

    Padding by SAME_LOWER depends on the size of the input unless the stride is 1.

    Examples
    --------
    >>> node_spec({"pads": [0, 1, 2, 3]}, (8, 3, 5, 5), bias=True).padding
    ((0, 2), (1, 3))
    """
    stride = settings.get("strides") or 1
    dilation = settings.get("dilations") or (1, 1)
    match settings.get("auto_pad", "NOTSET"), settings.get("pads"):
        case "SAME_UPPER", _:
            padding: object = "same"
        case "SAME_LOWER", _:
            extents = zip(shape[2:], dilation, strict=False)
            added = [step * (size - 1) for size, step in extents]
            padding = [(n - n // 2, n // 2) for n in added] if stride in (1, [1, 1]) else None
        case "NOTSET", [top, left, bottom, right]:
            padding = (top, bottom), (left, right)
        case _:
            padding = 0
    return make_spec(shape, bias, stride, padding, dilation, settings.get("group", 1))


def sized_spec(
    settings: Mapping[str, Any], shape: tuple[int, ...], bias: bool, size: Sequence[int]
) -> ConvSpec | None:
    """Return the geometry of a node on an input of so many rows and columns.

    Examples
    --------
    Windows of 2 on 3 cells need a cell more, which SAME_LOWER puts in front.

    >>> said = {"auto_pad": "SAME_LOWER", "strides": [2, 2]}
    >>> sized_spec(said, (1, 1, 2, 2), False, (3, 3)).padding
    ((1, 0), (1, 0))
    """
    spec = node_spec(settings, shape, bias)
    if spec is not None or settings.get("auto_pad") != "SAME_LOWER":
        return spec
    upper = node_spec({**settings, "auto_pad": "SAME_UPPER"}, shape, bias)
    if upper is None:
        return None
    lower: Any = tuple(sides[::-1] for sides in upper.pad_amounts(size[0], size[1]))
    return replace(upper, padding=lower)


def lift_settings(said: Mapping[str, Any]) -> dict[str, Any]:
    """Write the geometry along a series as that of one row.

    Examples
    --------
    >>> lift_settings({"kernel_shape": [3], "pads": [2, 0], "group": 1})
    {'kernel_shape': [1, 3], 'pads': [0, 2, 0, 0], 'group': 1}
    """
    lifted = dict(said)
    for name, along in (*dict.fromkeys(ONES, 1).items(), *dict.fromkeys(ZEROS, 0).items()):
        if said.get(name):
            lifted[name] = [along, *said[name]]
    if said.get("pads"):
        before, after = said["pads"]
        lifted["pads"] = [0, before, 0, after]
    return lifted


def direction_sides(said: Mapping[str, Any], directions: int) -> Any:
    """Return the padding of an operation in so many directions.

    Examples
    --------
    >>> direction_sides({"pads": [0, 1, 2, 3, 4, 5]}, 3), direction_sides({}, 1)
    (((0, 3), (1, 4), (2, 5)), ((0, 0),))
    """
    word = said.get("auto_pad", "NOTSET")
    if word == "SAME_UPPER":
        return "same"
    if word == "SAME_LOWER":
        raise ValueError("its padding follows from the size")
    pads = said.get("pads") or [0] * 2 * directions
    return tuple(zip(pads[:directions], pads[directions:], strict=True))
