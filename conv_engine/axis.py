"""Where windows lie along one axis: the same arithmetic for rows and for columns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """One direction in which the window moves.

    Parameters
    ----------
    name : str
        "height" or "width".
    kernel, stride, dilation : int
        In cells.

    Examples
    --------
    Three cells of a kernel, two apart, reach over 2 * (3 - 1) + 1 = 5.

    >>> axis = Axis("width", kernel=3, stride=2, dilation=2)
    >>> axis.extent
    5
    >>> axis.positions(padded=7)
    2
    >>> tuple(axis.cells(position=1))
    (2, 4, 6)
    """

    name: str
    kernel: int
    stride: int
    dilation: int

    @property
    def extent(self) -> int:
        """Cells that the kernel reaches over."""
        return self.dilation * (self.kernel - 1) + 1

    def same_padding(self, n: int) -> tuple[int, int]:
        """Return the padding before and after `n` cells for ``ceil(n / stride)`` positions."""
        positions = -(-n // self.stride)
        total = max((positions - 1) * self.stride + self.extent - n, 0)
        return total // 2, total - total // 2

    def positions(self, padded: int) -> int:
        """Return how many places the window has; what is left over at the end is dropped."""
        return (padded - self.extent) // self.stride + 1

    def cells(self, position: int) -> range:
        """Return the cells of the padded input under the kernel."""
        start = position * self.stride
        return range(start, start + self.extent, self.dilation)

    def unvisited(self, n: int, before: int, positions: int) -> tuple[int, ...]:
        """Return the cells under no window, of `n` with `before` cells of padding in front."""
        visited = {cell - before for place in range(positions) for cell in self.cells(place)}
        return tuple(sorted(set(range(n)) - visited))
