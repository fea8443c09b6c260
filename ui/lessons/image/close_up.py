"""From a pixel of a whole picture to the stage: a region in which its window is the same."""

from dataclasses import dataclass

from ui.state.scenario import Scenario
from ui.state.settings import LARGEST_KERNEL, MOST_CELLS

COMFORTABLE = 9
"""Cells a side that are easily read."""


@dataclass(frozen=True)
class CloseUp:
    """A region of the picture, one pixel a cell, and where the position is in it."""

    size: int
    top: int
    left: int
    row: int
    column: int


def close_up(scenario: Scenario, row: int, column: int) -> CloseUp | None:
    """Find a region in which the layer does the same at a position as on the whole picture.

    The position is one of the whole picture's feature map. There is no such region where none of
    the stage's size will do, such as for a kernel too large for it.
    """
    if max(scenario.layer.spec.kernel_size) > LARGEST_KERNEL:
        return None
    _, height, width = scenario.full.shape
    reach = max(scenario.layer.spec.effective_kernel_size)
    sizes = range(3, min(MOST_CELLS, height, width) + 1)
    for size in sorted(sizes, key=lambda n: (n < reach, abs(n - max(COMFORTABLE, reach + 2)))):
        rows = _along(scenario, 0, size, height, row)
        columns = _along(scenario, 1, size, width, column)
        if rows and columns:
            return CloseUp(size, rows[0], columns[0], rows[1], columns[1])
    return None


def _along(
    scenario: Scenario, axis: int, size: int, length: int, position: int
) -> tuple[int, int] | None:
    """Find the region's start and the position in it, along rows (0) or columns (1)."""
    spec = scenario.layer.spec
    stride = spec.stride[axis]
    try:
        positions = spec.output_shape((spec.in_channels, size, size))[1 + axis]
        inside = spec.pad_amounts(size, size)[axis]
        whole = spec.pad_amounts(*scenario.full.shape[1:])[axis]
    except ValueError:
        return None
    wanted = _taps(scenario, axis, position, whole[0], length)
    if not wanted:
        return None
    for here in sorted(range(positions), key=lambda p: abs(p - positions // 2)):
        start = (position - here) * stride
        if not 0 <= start <= length - size:
            continue
        taps = _taps(scenario, axis, here, inside[0], size)
        if [tap if tap is None else tap + start for tap in taps] == wanted:
            return start, here
    return None


def _taps(
    scenario: Scenario, axis: int, position: int, before: int, length: int
) -> list[int | None]:
    """Rows (or columns) of the input under the kernel; None for those in the padding."""
    spec = scenario.layer.spec
    cells = (cell - before for cell in spec.axes[axis].cells(position))
    taps = [cell if 0 <= cell < length else None for cell in cells]
    if None in taps and spec.padding_mode != "zeros":
        return []  # what is invented there depends on the whole picture: no region has the same
    return taps
