"""Both ends of a padded axis, under several paddings: where the first and the last window lie."""

from collections.abc import Mapping

from colours import theme
from conv_engine.axis import Axis
from figures.axes import add_outline, empty_figure
from figures.figure import Figure
from text import number_text

CELL = 25
"""Side of a cell, in screen pixels."""
COLUMN = 6
"""From one padding to the next, in cells: the names of the windows stand between them."""
BEYOND = 2
"""Cells of the input that are shown beyond the windows, at each end."""

Sides = tuple[int, int]
"""Cells that are added before and after."""


def row_ends_figure(
    axis: Axis, size: int, paddings: Mapping[str, Sides], *, dark: bool = False
) -> Figure:
    """Show the first and the last rows of an input, side by side under several paddings.

    A ring marks a row that was added. The first and the last window are outlined.

    Parameters
    ----------
    axis : Axis
        Kernel, stride and dilation.
    size : int
        Rows of the input, too many to show them all.
    paddings : mapping of str to (int, int)
        Name of each padding, and how many rows it adds before and after.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        Its first trace holds the rows of the input, the second the rings.

    Raises
    ------
    ValueError
        If no rows are left out between the two ends.

    Examples
    --------
    Kernel 3, stride 2 on 32 rows: 0 before and 1 after, or 1 on both sides.

    >>> both = {"Keras": (0, 1), "PyTorch": (1, 1)}
    >>> figure = row_ends_figure(Axis("height", 3, 2, 1), 32, both)
    >>> len(figure.data[1].x)  # 0 + 1 + 1 + 1 rings
    3
    """
    shades = theme(dark)
    first, last = _shown(axis, size, paddings)

    def place(row: int) -> int:
        """Return where a row is drawn; the dots have the place of all that are left out."""
        return row if row <= first else row - last + first + 2

    top, bottom = -max(before for before, _ in paddings.values()), place(size)
    bottom += max(after for _, after in paddings.values())
    figure = empty_figure(CELL * (bottom - top + 1.5) + 8, dark)
    columns = {name: COLUMN * n for n, name in enumerate(paddings)}
    rows = [(x, row) for x in columns.values() for row in (*range(first + 1), *range(last, size))]
    added = [
        (columns[name], row)
        for name, (before, after) in paddings.items()
        for row in (*range(-before, 0), *range(size, size + after))
    ]
    figure.add_trace(
        "scatter",
        x=[x for x, _ in rows],
        y=[place(row) for _, row in rows],
        text=[str(row) for _, row in rows],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": CELL - 2,
            "color": shades.paper,
            "line": {"width": 1, "color": shades.faint},
        },
        textfont={"size": 11, "color": shades.ink},
        hovertemplate="row %{text}<extra></extra>",
    )
    figure.add_trace(
        "scatter",
        x=[x for x, _ in added],
        y=[place(row) for _, row in added],
        mode="markers",
        marker={
            "symbol": "circle-open",
            "size": 0.45 * CELL,
            "color": shades.ink,
            "line": {"width": 1.5},
        },
        hovertemplate="an added row of zeros<extra></extra>",
    )
    for name, x in columns.items():
        figure.add_text(f"<b>{name}</b>", x - 0.5, top - 1.2, xanchor="left")
        figure.add_text("⋮", x, first + 1, size=18, xanchor="center")
        for which, start in zip(
            ("first", "last"), _starts(axis, size, paddings[name]), strict=True
        ):
            add_outline(figure, (place(start), x, axis.extent, 1), (1, 1), dark)
            middle = place(start) + (axis.extent - 1) / 2
            text = f"{which} window<br>from row {number_text(start)}"
            figure.add_text(text, x + 0.7, middle, xanchor="left", align="left")
    figure.layout.xaxis = _quiet(-0.7, COLUMN * len(paddings) - 0.7, "left")
    figure.layout.yaxis = {**_quiet(bottom - 0.2, top - 1.7, "top"), "scaleanchor": "x"}
    return figure


def describe_row_ends(axis: Axis, size: int, paddings: Mapping[str, Sides]) -> str:
    """Say where the windows lie, for those who do not see the figure.

    Examples
    --------
    >>> print(describe_row_ends(Axis("height", 3, 2, 1), 32, {"Keras": (0, 1), "PyTorch": (1, 1)}))
    Keras adds 0 before and 1 after: the first window covers rows 0 to 2, and the last covers rows
    30 to 32. PyTorch adds 1 before and 1 after: the first window covers rows −1 to 1, and the last
    covers rows 29 to 31.
    """
    lines = []
    for name, (before, after) in paddings.items():
        first, last = (
            f"{number_text(start)} to {start + axis.extent - 1}"
            for start in _starts(axis, size, (before, after))
        )
        lines.append(
            f"{name} adds {before} before and {after} after: the first window covers rows "
            f"{first}, and the last covers rows {last}."
        )
    return " ".join(lines)


def _starts(axis: Axis, size: int, sides: Sides) -> Sides:
    """Return the first row of the first and of the last window; what was added is below 0."""
    before, after = sides
    last = axis.positions(size + before + after) - 1
    return -before, axis.cells(last)[0] - before


def _shown(axis: Axis, size: int, paddings: Mapping[str, Sides]) -> tuple[int, int]:
    """Return the last row of the first end, and the first of the last."""
    starts = [_starts(axis, size, sides) for sides in paddings.values()]
    first = max(start for start, _ in starts) + axis.extent - 1 + BEYOND
    last = min(start for _, start in starts) - BEYOND
    if last - first < 2:
        raise ValueError(
            f"{size} rows leave none out between the ends, which show up to row {first} and from "
            f"row {last} on"
        )
    return first, last


def _quiet(start: float, end: float, towards: str) -> dict[str, object]:
    return {
        "visible": False,
        "fixedrange": True,
        "range": [start, end],
        "constrain": "domain",
        "constraintoward": towards,
    }
