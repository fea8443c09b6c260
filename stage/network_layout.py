"""Where the layers of a network are drawn: columns by depth, lanes for branches, arcs for skips.

Lengths are in screen pixels. Heights are to scale; widths grow with each doubling of the channels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

Shape = tuple[int, ...]

TALLEST = 120
"""Height of the map with most rows."""
SHORTEST = 4
LARGEST_ROW = 10
"""Height of one row, at most."""
NARROWEST, DOUBLING, WIDEST = 6.0, 3.2, 48.0
"""Width of one channel, what each doubling adds, and the widest block."""
FLAT_WIDTH, FLAT_DOUBLING = 8.0, 6.0
"""Width of features in a row, and what each doubling of them adds to the height."""
SIGN = 20
"""Diameter of a circle with a sign in it."""
GAP = 16
"""Between two columns."""
LETTER = 6.6
MOST_WRITTEN = 12
"""Columns that have room for shapes under them."""
LABEL = 34
"""Height of the two lines under a lane."""
ARC, FIRST_ARC, BEND = 9, 12, 8
"""Between two arcs, from the lowest to the blocks under it, and the radius of a bend."""
MARGIN = 8


@dataclass(frozen=True)
class NetworkPart:
    """A layer that is drawn, before it has a place.

    Parameters
    ----------
    name : str
    takes : tuple of str
        Names of parts before it.
    shape : tuple of int
        Channel first.
    is_sign : bool
        Whether it is drawn as a sign in a circle.
    """

    name: str
    takes: tuple[str, ...]
    shape: Shape
    is_sign: bool = False


@dataclass(frozen=True)
class PartBox:
    """The place of a part.

    Parameters
    ----------
    x, y : float
        Of its upper left corner.
    width, height : float
    label : float
        Where the first line under its lane is.
    column : float
        Where the room of its column begins.
    """

    x: float
    y: float
    width: float
    height: float
    label: float
    column: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Join:
    """A line from a part to one that takes it.

    Parameters
    ----------
    path : str
        As SVG writes it.
    is_skip : bool
        Whether it goes over other parts.
    """

    path: str
    is_skip: bool


@dataclass(frozen=True)
class NetworkLayout:
    """A drawing: the place of each part, the lines between them, and the room that it takes.

    Parameters
    ----------
    boxes : mapping of str to PartBox
    joins : tuple of Join
    width, height : float
    writes_shapes : bool
        Whether there is room for shapes under the parts.
    """

    boxes: Mapping[str, PartBox]
    joins: tuple[Join, ...]
    width: float
    height: float
    writes_shapes: bool


@dataclass(frozen=True)
class Slot:
    """Column and lane of a part, counted from 0."""

    column: int
    lane: int


def lay_out(parts: Sequence[NetworkPart]) -> NetworkLayout:
    """Give each part a place.

    Parameters
    ----------
    parts : sequence of NetworkPart
        Each after those it takes.

    Examples
    --------
    >>> chain = [NetworkPart("a", (), (3, 8, 8)), NetworkPart("b", ("a",), (3, 4, 4))]
    >>> a, b = lay_out(chain).boxes.values()
    >>> a.height / b.height, a.middle[1] == b.middle[1]
    (2.0, True)
    """
    slots = place_parts(parts)
    sizes = {part.name: size for part, size in zip(parts, part_sizes(parts), strict=True)}
    columns = max(slot.column for slot in slots.values()) + 1
    writes_shapes = columns <= MOST_WRITTEN
    skips = _skips(parts, slots)
    boxes, width, height = _place_boxes(parts, slots, sizes, skips, writes_shapes)
    joins = tuple(_joins(parts, slots, boxes, skips))
    return NetworkLayout(boxes, joins, width, height, writes_shapes)


def place_parts(parts: Sequence[NetworkPart]) -> dict[str, Slot]:
    """Give each part its column, by the longest way to it, and its lane.

    A part follows what it takes in the same lane. The second that takes the same begins a lane of
    its own, which ends where it meets another.

    Examples
    --------
    >>> shape = (8, 4, 4)
    >>> takes = {"x": (), "conv": ("x",), "short": ("x",), "+": ("conv", "short")}
    >>> slots = place_parts([NetworkPart(name, given, shape) for name, given in takes.items()])
    >>> [(name, slot.column, slot.lane) for name, slot in slots.items()]
    [('x', 0, 0), ('conv', 1, 0), ('short', 1, 1), ('+', 2, 0)]
    """
    slots: dict[str, Slot] = {}
    last: dict[int, str] = {}  # of each lane
    free_from: dict[int, int] = {}
    for part in parts:
        before = [slots[name] for name in part.takes]
        column = max((slot.column + 1 for slot in before), default=0)
        ends = [
            slot.lane
            for name, slot in zip(part.takes, before, strict=True)
            if last[slot.lane] == name
        ]
        if ends:
            lane = min(ends)
        else:
            start = max((slot.column for slot in before), default=-1)
            lane = next(n for n in range(len(parts)) if free_from.get(n, -1) <= start)
        for other in set(ends) - {lane}:
            free_from[other] = column
        slots[part.name] = Slot(column, lane)
        last[lane] = part.name
        free_from[lane] = len(parts)
    return slots


def part_sizes(parts: Sequence[NetworkPart]) -> list[tuple[float, float]]:
    """Return width and height of each part.

    Examples
    --------
    4 * 12 = 48 rows at most have 10 pixels a row: here 12 rows have 120.

    >>> part_sizes([NetworkPart("a", (), (1, 12, 12)), NetworkPart("b", ("a",), (4, 6, 6))])
    [(6.0, 120.0), (12.4, 60.0)]
    """
    most = max((rows_of(part.shape) for part in parts), default=1)
    row = min(TALLEST / most, LARGEST_ROW)
    return [_size(part, row) for part in parts]


def rows_of(shape: Shape) -> int:
    """Return the rows of a map, or the length of a series."""
    return shape[-2] if len(shape) > 2 else shape[-1] if len(shape) > 1 else 1


def _size(part: NetworkPart, row: float) -> tuple[float, float]:
    if part.is_sign:
        return SIGN, SIGN
    doublings = log2(max(part.shape[0], 1))
    if len(part.shape) == 1:
        return FLAT_WIDTH, min(SHORTEST + FLAT_DOUBLING * doublings, TALLEST)
    width = min(NARROWEST + DOUBLING * doublings, WIDEST)
    return round(width, 2), max(round(rows_of(part.shape) * row, 2), SHORTEST)


def _skips(parts: Sequence[NetworkPart], slots: Mapping[str, Slot]) -> dict[tuple[str, str], int]:
    """Return the joins that go over other parts, each with the height of its arc."""
    taken = {(slot.lane, slot.column) for slot in slots.values()}
    spans = []
    for part in parts:
        end = slots[part.name].column
        for name in part.takes:
            start, lane = slots[name].column, slots[name].lane
            if any((lane, column) in taken for column in range(start + 1, end)):
                spans.append((end - start, start, end, (name, part.name)))
    levels: dict[tuple[str, str], int] = {}
    used: list[tuple[int, int, int]] = []
    for _, start, end, join in sorted(spans):
        over = [level for s, e, level in used if s < end and start < e]
        levels[join] = max(over, default=-1) + 1
        used.append((start, end, levels[join]))
    return levels


def _place_boxes(
    parts: Sequence[NetworkPart],
    slots: Mapping[str, Slot],
    sizes: Mapping[str, tuple[float, float]],
    skips: Mapping[tuple[str, str], int],
    writes_shapes: bool,
) -> tuple[dict[str, PartBox], float, float]:
    """Return the boxes, and the width and height of them all."""
    widths: dict[int, float] = {}
    heights: dict[int, float] = {}
    for part in parts:
        slot, (width, height) = slots[part.name], sizes[part.name]
        text = LETTER * len("x".join(map(str, part.shape))) if writes_shapes else 0
        widths[slot.column] = max(widths.get(slot.column, 0), width, text, SIGN)
        heights[slot.lane] = max(heights.get(slot.lane, 0), height)
    lefts, x = {}, float(MARGIN)
    for column in sorted(widths):
        lefts[column], x = x, x + widths[column] + GAP
    arcs = {lane: _arc_room(lane, slots, skips) for lane in heights}
    tops, y = {}, float(MARGIN)
    for lane in sorted(heights):
        tops[lane] = y + arcs[lane]
        y = tops[lane] + heights[lane] + LABEL
    boxes = {}
    for part in parts:
        slot, (width, height) = slots[part.name], sizes[part.name]
        boxes[part.name] = PartBox(
            round(lefts[slot.column] + (widths[slot.column] - width) / 2, 1),
            round(tops[slot.lane] + (heights[slot.lane] - height) / 2, 1),
            width,
            height,
            round(tops[slot.lane] + heights[slot.lane] + 14, 1),
            round(lefts[slot.column], 1),
        )
    return boxes, round(x - GAP + MARGIN, 1), round(y, 1)


def _arc_room(lane: int, slots: Mapping[str, Slot], skips: Mapping[tuple[str, str], int]) -> float:
    """Return the height of all arcs over a lane."""
    levels = [level for (name, _), level in skips.items() if slots[name].lane == lane]
    return FIRST_ARC + ARC * (max(levels) + 1) if levels else 0


def _joins(
    parts: Sequence[NetworkPart],
    slots: Mapping[str, Slot],
    boxes: Mapping[str, PartBox],
    skips: Mapping[tuple[str, str], int],
) -> list[Join]:
    tops: dict[int, float] = {}
    for name, slot in slots.items():
        tops[slot.lane] = min(tops.get(slot.lane, boxes[name].y), boxes[name].y)
    joins = []
    for part in parts:
        for name in dict.fromkeys(part.takes):
            start, end = boxes[name], boxes[part.name]
            level = skips.get((name, part.name))
            if level is None:
                joins.append(Join(_line(start, end), False))
            else:
                height = tops[slots[name].lane] - FIRST_ARC - ARC * level
                joins.append(Join(_arc(start, end, height), True))
    return joins


def _line(start: PartBox, end: PartBox) -> str:
    """Go along the lane, and bend into the other before the column of its part begins."""
    (x, y), (_, down) = start.middle, end.middle
    begin, bend = x + start.width / 2, max(end.column - GAP, x)
    half = bend + GAP / 2
    return (
        f"M{begin:g} {y:g}H{bend:g}C{half:g} {y:g} {half:g} {down:g} {bend + GAP:g} {down:g}"
        f"H{end.x:g}"
    )


def _arc(start: PartBox, end: PartBox, height: float) -> str:
    """Go up, over what is between, and down again."""
    x, to = start.middle[0], end.middle[0]
    return (
        f"M{x:g} {start.y:g}V{height + BEND:g}Q{x:g} {height:g} {x + BEND:g} {height:g}"
        f"H{to - BEND:g}Q{to:g} {height:g} {to:g} {height + BEND:g}V{end.y:g}"
    )
