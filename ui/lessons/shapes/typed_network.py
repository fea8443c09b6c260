"""What lesson 3 knows of a text: its network, and what becomes of the input in it."""

from dataclasses import dataclass

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.networks import Network, NetworkRow, NetworkTrace


@dataclass(frozen=True)
class TypedNetwork:
    """What was typed, and what becomes of the input in it.

    Parameters
    ----------
    network : Network
    trace : NetworkTrace
        Without rows where the text has no layer, or no size of the input is known.
    input_shape : tuple of int or None
        Channel first.
    samples : int
    lines : tuple of AnyLayer
        The layers of a text that is a list of them, whose lines the controls may write anew.
    """

    network: Network
    trace: NetworkTrace
    input_shape: tuple[int, ...] | None
    samples: int
    lines: tuple[AnyLayer, ...] = ()

    @property
    def numbered_rows(self) -> tuple[tuple[int, NetworkRow], ...]:
        """The rows of 2-D convolutions and of margins, each with its place among all rows."""
        rows = enumerate(self.trace.rows, start=1)
        return tuple((place, row) for place, row in rows if row.node.layer is not None)

    @property
    def rows(self) -> tuple[NetworkRow, ...]:
        """The rows of 2-D convolutions, and of the margins between them."""
        return tuple(row for _, row in self.numbered_rows)

    @property
    def has_several(self) -> bool:
        """Whether there is more to see of the network than of its one layer."""
        return len(self.trace.rows) > 1 or any(row.problem for row in self.trace.rows)

    @property
    def can_change(self) -> bool:
        """Whether each of these is a line that can be written anew."""
        return len(self.lines) == len(self.rows) > 0
