"""What is said about stride, dilation and groups of a layer as a matrix product."""

from collections.abc import Iterator
from math import prod

from conv_engine import ConvSpec

STRIDE, DILATION, GROUPS = "Stride", "Dilation", "Groups"


def describe_geometry(spec: ConvSpec) -> Iterator[tuple[str, str]]:
    """Say what stride, dilation and groups do to the matrices, each under its name.

    Examples
    --------
    >>> for name, said in describe_geometry(ConvSpec(4, 4, 3, groups=2)):
    ...     print(name, "|", said[:63])
    Stride | With a stride of 1, neighbouring patches overlap most. A stride
    Dilation | With a dilation of 1, a patch has no gaps. A larger dilation ta
    Groups | A filter sees 2 of 4 channels. Its row is zero for the others,
    """
    (s_h, s_w), (d_h, d_w) = spec.stride, spec.dilation
    if (s_h, s_w) == (1, 1):
        yield (
            STRIDE,
            "With a stride of 1, neighbouring patches overlap most. A stride of 2 leaves out "
            "every other row and column of positions, so about a quarter of the patches and "
            "copies remain.",
        )
    else:
        yield (
            STRIDE,
            f"A stride of {_pair(s_h, s_w)} keeps about one of {s_h * s_w} positions, so there "
            f"are about {s_h * s_w} times fewer patches and copies. The length of a patch does "
            "not change.",
        )
    if (d_h, d_w) == (1, 1):
        yield (
            DILATION,
            "With a dilation of 1, a patch has no gaps. A larger dilation takes the same number "
            "of cells, further apart. The matrices keep their size, except for patches that no "
            "longer fit.",
        )
    else:
        yield (
            DILATION,
            f"A dilation of {_pair(d_h, d_w)} takes the numbers of a patch from cells further "
            "apart. The patch is as long as one without gaps. Only the cells that its numbers "
            "come from change.",
        )
    yield GROUPS, _describe_groups(spec)


def _describe_groups(spec: ConvSpec) -> str:
    depth, entries = spec.weight_shape[1], prod(spec.weight_shape[1:])
    if spec.groups == 1:
        return (
            "With one group, every filter sees every channel. With more groups, the filter "
            "matrix is block-diagonal: it has zeros where a filter does not see a channel."
        )
    return (
        f"A filter sees {depth} of {spec.in_channels} channels. Its row is zero for the others, "
        "so the filter matrix is block-diagonal. The zeros are never multiplied. There are "
        f"{spec.groups} smaller products instead, each with a filter matrix of "
        f"{spec.out_channels // spec.groups} x {entries} numbers."
    )


def _pair(rows: int, columns: int) -> str:
    return str(rows) if rows == columns else f"{rows} down and {columns} across"
