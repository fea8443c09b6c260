"""The geometry that a file says of a convolution, as a `ConvSpec`."""

from typing import Any

from conv_engine import ConvSpec, geometry
from conv_engine.geometry import PLANE, per_direction


def make_spec(
    weight_shape: tuple[int, ...],
    bias: bool,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: Any = 1,
    padding_mode: Any = "zeros",
) -> ConvSpec | None:
    """Return the spec of a layer, or None if the numbers are those of no layer.

    Parameters
    ----------
    weight_shape : (C_out, C_in / groups, k_h, k_w)
        That of a transposed convolution gives the spec of the one that it transposes.
    bias : bool
    stride, padding, dilation, groups, padding_mode
        As a file says them: anything.

    Examples
    --------
    >>> make_spec((8, 3, 5, 5), True, padding=(2, 1)).padding
    ((2, 2), (1, 1))
    >>> make_spec((8, 3, 5, 5), True, stride=0)
    """
    try:
        sides = spell_sides(padding)
        return ConvSpec.of_shape(weight_shape, bias, stride, sides, dilation, groups, padding_mode)
    except (TypeError, ValueError):
        return None


def spell_sides(written: Any) -> Any:
    """Write padding as "same", or as a number for each side.

    Examples
    --------
    >>> spell_sides(1), spell_sides("valid"), spell_sides("same")
    (((1, 1), (1, 1)), ((0, 0), (0, 0)), 'same')
    """
    match geometry.padding("padding", written, PLANE):
        case "same":
            return "same"
        case "valid":
            return (0, 0), (0, 0)
        case ((_, _), (_, _)) as sides:
            return sides
        case same_sides:
            height, width = per_direction("padding", same_sides, PLANE, least=0)
            return (height, height), (width, width)
