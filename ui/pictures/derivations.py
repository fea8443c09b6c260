"""Where the sizes and costs of a layer come from, with its numbers in them. No Streamlit here."""

from collections.abc import Sequence
from dataclasses import replace

from conv_engine import ConvSpec
from conv_engine.axis import Axis
from conv_engine.stack import Row
from conv_engine.transposed import TransposedSpec
from text import (
    COUNTED_COLUMNS,
    COUNTED_ROWS,
    NUMBERED_COLUMNS,
    NUMBERED_ROWS,
    count_text,
    list_text,
)
from ui.pictures import words as say


def axes_alike(spec: ConvSpec, height: int, width: int) -> bool:
    """Whether rows and columns have one derivation: the same size, padding, kernel and steps."""
    sides = spec.pad_amounts(height, width)
    return height == width and sides[0] == sides[1] and same_steps(*spec.axes)


def same_steps(rows: Axis, columns: Axis) -> bool:
    """Whether the window has as many cells and moves as far down as across."""
    return rows == replace(columns, name=rows.name)


def explain_positions(spec: ConvSpec, height: int, width: int) -> list[tuple[str, str]]:
    """Describe the positions along each axis, or along one for both; each with its equation."""
    axes = (0,) if axes_alike(spec, height, width) else (0, 1)
    return [
        (
            describe_positions(spec, height, width, axis),
            positions_equation(spec, height, width, axis),
        )
        for axis in axes
    ]


def describe_positions(spec: ConvSpec, height: int, width: int, axis: int = 0) -> str:
    """Say where the number of positions along one axis, 0 for rows and 1 for columns, comes from.

    Examples
    --------
    >>> print(describe_positions(ConvSpec(1, 1, 3, stride=2, padding=1), 6, 6))
    With padding there are 6 + 1 + 1 = 8 rows. The kernel covers 3 of them, and 5 are left. 2 steps
    of 2 fit into these. 1 row is left over. Counting the start, that makes 3 positions.
    """
    along, (before, after), n = _along(spec, height, width, axis)
    padded = n + before + after
    there = (
        say.PADDED[axis].format(n=n, before=before, after=after, padded=padded)
        if before or after
        else count_text(n, *say.CELLS[axis])
    )
    return f"{there} {_describe_moves(along, padded - along.extent, axis)}"


def _describe_moves(along: Axis, free: int, axis: int) -> str:
    """Say how the kernel moves over what it leaves free, and how many positions that makes."""
    moves, rest = divmod(free, along.stride)
    if free == 0:
        return say.COVERS_ALL
    extent, stride = along.extent, along.stride
    if moves == 0:
        return say.TOO_FAR.format(extent=extent, stride=stride)
    way = say.CELL_BY_CELL if stride == 1 else say.BY_STEPS
    moved = count_text(moves, *way, extent=extent, stride=stride, free=free)
    over = [count_text(rest, *say.LEFT_OVER[axis])] if rest else []
    return " ".join((moved, *over, say.POSITIONS.format(positions=moves + 1)))


def positions_equation(spec: ConvSpec, height: int, width: int, axis: int = 0) -> str:
    r"""Write the number of positions along one axis as LaTeX, with its numbers.

    Examples
    --------
    >>> print(positions_equation(ConvSpec(1, 1, 3, stride=2, padding=1), 5, 5))
    o = \left\lfloor \frac{5 + 1 + 1 - 3}{2} \right\rfloor + 1 = 3
    """
    along, (before, after), n = _along(spec, height, width, axis)
    padding = f" + {before} + {after}" if before or after else ""
    free = f"{n}{padding} - {along.extent}"
    positions = along.positions(n + before + after)
    if along.stride == 1:
        return f"o = {free} + 1 = {positions}"
    return rf"o = \left\lfloor \frac{{{free}}}{{{along.stride}}} \right\rfloor + 1 = {positions}"


def reach_equation(along: Axis) -> str:
    r"""Write the effective kernel size along one axis as LaTeX, with its numbers.

    Examples
    --------
    >>> print(reach_equation(Axis("height", kernel=3, stride=1, dilation=2)))
    d\,(k - 1) + 1 = 2 \cdot (3 - 1) + 1 = 5
    """
    return rf"d\,(k - 1) + 1 = {along.dilation} \cdot ({along.kernel} - 1) + 1 = {along.extent}"


def describe_unvisited(spec: ConvSpec, input_shape: tuple[int, int, int]) -> str:
    """Say which rows and columns no window visits; empty where all are visited.

    Examples
    --------
    >>> describe_unvisited(ConvSpec(1, 1, 3, stride=2), (1, 6, 6))
    'No window visits row 5 or column 5 of the input.'
    >>> describe_unvisited(ConvSpec(1, 1, 3, stride=2, padding=1), (1, 6, 6))
    'Only padding is left over, so every cell of the input is visited.'
    """
    _, height, width = input_shape
    unvisited = spec.unvisited(input_shape)
    rows, columns = list(unvisited.rows), list(unvisited.columns)
    if rows and columns:
        return say.UNVISITED_BOTH.format(rows=_rows(rows), columns=_columns(columns))
    if rows:
        return say.UNVISITED.format(cells=_rows(rows))
    if columns:
        return say.UNVISITED.format(cells=_columns(columns))
    sides = spec.pad_amounts(height, width)
    padded = (height + sum(sides[0]), width + sum(sides[1]))
    left_over = any(
        (n - axis.extent) % axis.stride for axis, n in zip(spec.axes, padded, strict=True)
    )
    return say.ONLY_PADDING if left_over else ""


def _rows(rows: Sequence[int]) -> str:
    return list_text(rows, *NUMBERED_ROWS, most=6)


def _columns(columns: Sequence[int]) -> str:
    return list_text(columns, *NUMBERED_COLUMNS, most=6)


def parameters_equation(spec: ConvSpec) -> str:
    r"""Write the number of parameters as LaTeX, with its numbers.

    Examples
    --------
    >>> print(parameters_equation(ConvSpec(3, 32, 3)))
    32 \cdot (3 \cdot 3 \cdot 3 + 1) = 896
    """
    filters, depth, k_h, k_w = spec.weight_shape
    bias = " + 1" if spec.bias else ""
    weights = rf"{k_h} \cdot {k_w} \cdot {_share(spec, depth)}"
    inner = f"({weights}{bias})" if spec.bias else weights
    return rf"{filters} \cdot {inner} = {latex_count(spec.parameter_count)}"


def multiply_adds_equation(spec: ConvSpec, input_shape: tuple[int, int, int]) -> str:
    r"""Write the number of multiply-adds as LaTeX: a whole filter at every output cell.

    Examples
    --------
    >>> print(multiply_adds_equation(ConvSpec(3, 2, 3), (3, 5, 5)))
    (2 \cdot 3 \cdot 3) \cdot (3 \cdot 3 \cdot 3) = 486
    """
    filters, rows, columns = spec.output_shape(input_shape)
    _, depth, k_h, k_w = spec.weight_shape
    total = latex_count(spec.multiply_adds(input_shape))
    cells = rf"({filters} \cdot {rows} \cdot {columns})"
    return rf"{cells} \cdot ({k_h} \cdot {k_w} \cdot {_share(spec, depth)}) = {total}"


def receptive_field_equation(rows: Sequence[Row], axis: int = 0) -> str:
    r"""Write the receptive field of the last layer of a stack along one axis as LaTeX.

    Empty after a transposed convolution, where cells differ in how many they depend on.

    Examples
    --------
    >>> from conv_engine.frameworks.pytorch_layers import Conv2d
    >>> first, second = Conv2d(3, 8, 7, stride=2), Conv2d(8, 8, 3)
    >>> rows = [
    ...     Row(first, (3, 15, 15), (8, 5, 5), 1184, 29400, (7, 7), (2, 2)),
    ...     Row(second, (8, 5, 5), (8, 3, 3), 584, 5184, (11, 11), (2, 2)),
    ... ]
    >>> print(receptive_field_equation(rows))
    1 + (7 - 1) \cdot 1 + (3 - 1) \cdot 2 = 11
    """
    terms, jump = ["1"], 1
    for row in rows:
        for spec in row.layer.specs(row.input_shape[-3]):
            if isinstance(spec, TransposedSpec):
                return ""
            along = spec.axes[axis]
            terms.append(rf"({along.extent} - 1) \cdot {jump}")
            jump *= along.stride
    return f"{' + '.join(terms)} = {rows[-1].receptive_field[axis]}"


def describe_stamps(along: Axis, n: int, kept: int, axis: int = 0) -> str:
    """Say how the stamps of `n` cells make an output of which so many cells are kept.

    Examples
    --------
    >>> print(describe_stamps(Axis("height", kernel=3, stride=2, dilation=1), n=3, kept=6))
    3 stamps that start 2 apart cover 7 rows. One of them is cut off.
    """
    reached = (n - 1) * along.stride + along.extent
    cells = count_text(reached, *(COUNTED_ROWS, COUNTED_COLUMNS)[axis])
    covered = count_text(n, *say.STAMPS, cells=cells, stride=along.stride)
    return f"{covered} {_describe_kept(kept - reached)}"


def _describe_kept(more: int) -> str:
    """Say how many cells are added beyond the stamps, or cut off where there are fewer."""
    if more == 0:
        return say.ALL_KEPT
    return count_text(abs(more), *(say.ADDED if more > 0 else say.CUT_OFF))


def stamps_equation(along: Axis, n: int, kept: int) -> str:
    r"""Write the output size of a transposed convolution along one axis as LaTeX.

    Examples
    --------
    >>> print(stamps_equation(Axis("height", kernel=3, stride=2, dilation=1), n=3, kept=6))
    o = (3 - 1) \cdot 2 + 3 - 1 = 6
    """
    more = kept - (n - 1) * along.stride - along.extent
    change = f" {'+' if more > 0 else '-'} {abs(more)}" if more else ""
    return rf"o = ({n} - 1) \cdot {along.stride} + {along.extent}{change} = {kept}"


def stamp_parameters_equation(spec: TransposedSpec) -> str:
    r"""Write the number of parameters of a transposed convolution as LaTeX, with its numbers.

    Examples
    --------
    >>> print(stamp_parameters_equation(TransposedSpec(16, 3, 3)))
    16 \cdot 3 \cdot 3 \cdot 3 + 3 = 435
    """
    weights = r" \cdot ".join(map(str, spec.weight_shape))
    bias = f" + {spec.out_channels}" if spec.bias else ""
    return rf"{weights}{bias} = {latex_count(spec.parameter_count)}"


def stamp_cost_equation(spec: TransposedSpec, input_shape: tuple[int, ...]) -> str:
    r"""Write the multiply-adds of a transposed convolution as LaTeX: a stamp for each input cell.

    Examples
    --------
    >>> print(stamp_cost_equation(TransposedSpec(3, 2, 3), (3, 5, 5)))
    (3 \cdot 5 \cdot 5) \cdot (2 \cdot 3 \cdot 3) = 1{,}350
    """
    cells = r" \cdot ".join(map(str, input_shape))
    one_stamp = r" \cdot ".join(map(str, spec.weight_shape[1:]))
    return rf"({cells}) \cdot ({one_stamp}) = {latex_count(spec.multiply_adds(input_shape))}"


def aligned(*lines: str) -> str:
    r"""Write lines of LaTeX below each other, aligned where each has its ampersand.

    Examples
    --------
    >>> print(aligned("o &= 2 + 1", "&= 3"))
    \begin{aligned}
    o &= 2 + 1 \\
    &= 3
    \end{aligned}
    """
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def latex_count(count: int) -> str:
    """Write a count as LaTeX with the comma between thousands that it has in text.

    Examples
    --------
    >>> latex_count(1350)
    '1{,}350'
    """
    return f"{count:,}".replace(",", "{,}")


def _along(spec: ConvSpec, height: int, width: int, axis: int) -> tuple[Axis, tuple[int, int], int]:
    sides = spec.pad_amounts(height, width)
    return spec.axes[axis], sides[axis], (height, width)[axis]


def _share(spec: ConvSpec, depth: int) -> str:
    """Write the depth of a filter: channels through groups where there is more than one group."""
    if spec.groups == 1:
        return str(depth)
    return rf"\tfrac{{{spec.in_channels}}}{{{spec.groups}}}"
