"""Where the windows of an ONNX node lie."""

from collections.abc import Mapping
from typing import Any

from conv_engine import ConvSpec
from files.models.specs import make_spec


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
