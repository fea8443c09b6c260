"""What can be changed on the stage where it stands, and what the stage tells of a change."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

EditKind = Literal["kernel", "bias", "input"]


class Limits(NamedTuple):
    """Between which numbers a number can be changed, and in steps of what.

    Parameters
    ----------
    low, high : int
    step : float
        What is typed is brought to a multiple of it.
    """

    low: int
    high: int
    step: float


class Edits(NamedTuple):
    """What can be changed.

    Parameters
    ----------
    limits : mapping
        Of weights ("kernel"), biases and cells of the input, where they can be changed.
    can_undo : bool
        Whether there is a change to take back.
    """

    limits: Mapping[EditKind, Limits]
    can_undo: bool

    def written(self) -> dict[str, Any]:
        """Write it for the browser.

        Examples
        --------
        >>> Edits({"bias": Limits(-9, 9, 1)}, can_undo=False).written()
        {'limits': {'bias': {'low': -9, 'high': 9, 'step': 1}}, 'canUndo': False}
        """
        limits = {kind: limit._asdict() for kind, limit in self.limits.items()}
        return {"limits": limits, "canUndo": self.can_undo}


class Edit(NamedTuple):
    """A change that the learner made.

    Parameters
    ----------
    kind : {"kernel", "bias", "input"}
    at : tuple of int
        Filter, channel of the filter, row and column of a weight; filter of a bias; channel, row
        and column of a cell of the input, without its padding.
    value : float
    drag : int
        Number of the drag that made it; 0 for what was typed. A drag makes many changes, and all
        of them are one for the learner.
    """

    kind: EditKind
    at: tuple[int, ...]
    value: float
    drag: int = 0

    def is_inside(self, shape: tuple[int, ...]) -> bool:
        """Whether an array of a shape has such a place.

        Examples
        --------
        >>> Edit("bias", (1,), 5).is_inside((2,)), Edit("input", (0, 5, 0), 5).is_inside((3, 5, 5))
        (True, False)
        """
        return all(0 <= n < size for n, size in zip(self.at, shape, strict=True))


class Undo(NamedTuple):
    """The last change is to be taken back.

    Parameters
    ----------
    drag : int
        Only what this drag has changed; 0 for whatever was changed last.
    """

    drag: int = 0


PLACES: Mapping[EditKind, tuple[str, ...]] = {
    "kernel": ("filter", "channel", "row", "column"),
    "bias": ("filter",),
    "input": ("channel", "row", "column"),
}


def read_edit(report: Mapping[str, Any]) -> Edit | Undo:
    """Read what the stage tells.

    Examples
    --------
    >>> read_edit({"kind": "bias", "filter": 1, "value": 5})
    Edit(kind='bias', at=(1,), value=5.0, drag=0)
    >>> read_edit({"kind": "undo", "drag": 7})
    Undo(drag=7)
    """
    drag = int(report.get("drag", 0))
    if report["kind"] == "undo":
        return Undo(drag)
    at = tuple(int(report[axis]) for axis in PLACES[report["kind"]])
    return Edit(report["kind"], at, float(report["value"]), drag)
