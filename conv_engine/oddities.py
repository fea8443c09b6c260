"""What a convolution does with its input that its author may not have meant."""

from collections.abc import Iterator
from math import gcd, prod
from typing import Any

from conv_engine.axis import Axis
from conv_engine.spec import BlockSpec

LINES = {"length": "steps", "depth": "slices", "height": "rows", "width": "columns"}


def describe_oddities(spec: BlockSpec[Any, Any], shape: tuple[int, ...]) -> Iterator[str]:
    """Say what a convolution leaves out of an input, or multiplies with padding alone.

    Parameters
    ----------
    spec : BlockSpec
    shape : tuple of int
        Of an input that fits it, channels in front.

    Yields
    ------
    str
        What follows the name of the layer in a sentence, with the nearest better choice.

    Examples
    --------
    Windows of 3, two apart, in 6 columns: they end at column 4, and 6 - 3 is odd.

    >>> from conv_engine import ConvSpec
    >>> next(describe_oddities(ConvSpec(1, 1, 3, stride=2), (1, 5, 6)))
    'never visits the last 1 of 6 columns: 6 + 0 - 3 = 3 is not a multiple of stride 2; nearest
    width that leaves none is 5'
    """
    size = shape[-len(spec.directions) :]
    if _covers_single_cell(spec, shape):
        kernel, ones = ("x".join(map(str, cells)) for cells in (spec.kernel_size, size))
        weights = prod(spec.kernel_size)
        yield (
            f"slides a {kernel} kernel over maps of {ones}, where {weights - 1} of {weights} "
            "weights see only padding; nearest kernel_size is 1"
        )
    for axis, n, added in zip(spec.axes, size, spec.pad_amounts(*size), strict=True):
        if sentence := _describe_gaps(axis, n, *added) or _describe_rest(axis, n, *added):
            yield sentence


def _covers_single_cell(spec: BlockSpec[Any, Any], shape: tuple[int, ...]) -> bool:
    directions = len(spec.directions)
    one = (1,) * directions
    return (
        spec.kernel_size != one
        and spec.padding_mode == "zeros"
        and shape[-directions:] == one == spec.output_shape(shape)[-directions:]
    )


def _describe_gaps(axis: Axis, n: int, before: int, after: int) -> str | None:
    """Say how much a stride longer than the kernel, or one that fits its gaps, passes over."""
    visited = _visited(axis, axis.stride)
    if visited == axis.stride or not _gap_in_input(axis, n, before, after):
        return None
    longest = min(axis.stride - 1, axis.kernel)
    nearest = next(s for s in range(longest, 0, -1) if _visited(axis, s) == s)
    return (
        f"never visits {axis.stride - visited} of every {axis.stride} {LINES[axis.name]}: stride "
        f"{axis.stride} passes over them with kernel {axis.kernel} and dilation {axis.dilation}; "
        f"nearest stride that does not is {nearest}"
    )


def _visited(axis: Axis, stride: int) -> int:
    """Return how many of `stride` neighbouring cells lie under some cell of some kernel."""
    return min(axis.kernel, stride // gcd(stride, axis.dilation))


def _gap_in_input(axis: Axis, n: int, before: int, after: int) -> bool:
    """Whether windows leave a gap that is not in the padding alone."""
    gaps = axis.positions(n + before + after) - 1
    if axis.dilation > 1:
        return gaps > 0
    first = before // axis.stride  # the first gap that does not end in the padding before
    return first < gaps and first * axis.stride + axis.extent - before < n


def _describe_rest(axis: Axis, n: int, before: int, after: int) -> str | None:
    """Say what is left over where a stride does not divide evenly: frameworks round down."""
    room = n + before + after - axis.extent
    left = min(room % axis.stride - after, n)
    if left <= 0:
        return None
    fitting = [n - left]
    if _visited(axis, axis.stride) == axis.stride:
        fitting.append(n + axis.stride - room % axis.stride)
    nearest = min(fitting, key=lambda size: abs(size - n))
    rest = f"{n} + {before + after} - {axis.extent} = {room}"
    if nearest == 0:
        return (
            f"never visits the last {left} of {n} {LINES[axis.name]}: {rest} is not a multiple of "
            f"stride {axis.stride}"
        )
    return (
        f"never visits the last {left} of {n} {LINES[axis.name]}: {rest} is not a multiple of "
        f"stride {axis.stride}; nearest {axis.name} that leaves none is {nearest}"
    )
