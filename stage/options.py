"""How a stage opens and behaves, and how a place on it is named."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from stage.call import Call
from stage.edits import Edits


class Position(NamedTuple):
    """An output cell: filter, row and column, counted from 0."""

    filter: int
    row: int
    column: int


class VolumePosition(NamedTuple):
    """A cell of an output volume: depth, row and column, counted from 0."""

    depth: int
    row: int
    column: int


Granularity = Literal["position", "channel", "cell"]
View = Literal["depth", "flat"]
PARTS = (
    *("input", "channel", "window", "patch", "kernel", "filter", "product", "channel sum"),
    *("bias", "output", "feature map", "call", "transport"),
)
"""Words of what the stage can light (`frontend/lights.js`)."""


@dataclass(frozen=True)
class Move:
    """Where a guide leads the stage. What is None stays as the learner has it.

    Parameters
    ----------
    number : int
        Tells a new move from the one that the stage has made already.
    at : Position or None
        The step; with "channel" and "cell" its beginning.
    granularity : {"position", "channel", "cell"} or None
        What one press of Next advances by.
    view : {"depth", "flat"} or None
    spread : float or None
        How far apart the slabs are, 0 to 1.
    yaw, pitch : float or None
        How the input is turned, in radians.
    light : tuple of str
        Some of `PARTS`, which are lit until the learner acts; by default none.
    """

    number: int
    at: Position | None = None
    granularity: Granularity | None = None
    view: View | None = None
    spread: float | None = None
    yaw: float | None = None
    pitch: float | None = None
    light: tuple[str, ...] = ()

    def written(self) -> dict[str, Any]:
        """Write it as the script reads it."""
        return asdict(self)


@dataclass(frozen=True)
class Options:
    """How the stage behaves.

    Parameters
    ----------
    start : Position, VolumePosition or None
        The step it opens with; the first by default.
    granularity : {"position", "channel", "cell"}
        What one press of Next advances by, when it opens; a volume's slices count as channels.
    view : {"depth", "flat"}
        How the input is seen when it opens.
    on_choose : callable or None
        Called before the page runs again, when either of the two was chosen.
    autoplay, loop : bool
        Play at once (not where the reader wants reduced motion), and start again at the end.
    compact : bool
        Leave out the settings under the transport.
    reports : bool
        Tell the page the step the learner stopped at.
    full_hue : float or None
        The input value that has a slab's full hue, 255 for a picture; by default the greatest
        value of each slab.
    channels_first : bool
        Name the axes of a filter as PyTorch orders them; by default as Keras does, channels last.
    call : Call
        The call above the picture, whose values are set where they stand; none by default.
    on_call : callable or None
        Called before the page runs again, when a value of the call was set.
    edits : Edits or None
        Which numbers can be changed where they stand; none by default.
    on_edit : callable or None
        Called before the page runs again, when a number was changed or a change taken back.
    move : Move or None
        Where a guide leads it; None where there is no guide.
    """

    start: Position | VolumePosition | None = None
    granularity: Granularity = "position"
    view: View = "depth"
    on_choose: Callable[[], None] | None = None
    autoplay: bool = False
    loop: bool = False
    compact: bool = False
    reports: bool = False
    full_hue: float | None = None
    channels_first: bool = False
    call: Call = ()
    on_call: Callable[[], None] | None = None
    edits: Edits | None = None
    on_edit: Callable[[], None] | None = None
    move: Move | None = None
