"""The kind of key that holds numbers by their places, such as changed cells. No Streamlit here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.state import words
from ui.state.key_kinds import Control, whole_number

Placed = Mapping[tuple[int, ...], float]
"""Numbers, whole or not, by their places."""
WHOLE = re.compile(r"-?\d{1,7}", re.ASCII)
DECIMAL = re.compile(r"-?\d{1,7}(\.\d{1,20})?(e-\d{2,3})?", re.ASCII)


@dataclass(frozen=True, eq=False)
class PlacedNumbers(Control[Placed | None]):
    """A few numbers, each behind its place: dots inside, underscores between them.

    Parameters
    ----------
    parts : tuple of str
        Names the numbers of a place.
    highest : tuple of int
        The last place that there can be.
    largest : float
        How far a number may be from 0.
    whole : bool
        Whether all of them are whole.
    longest : int
        Characters of the text; numbers that need more are in no link.
    """

    parts: tuple[str, ...] = ()
    highest: tuple[int, ...] = ()
    largest: float = 99
    whole: bool = field(default=True, kw_only=True)
    longest: int = field(default=2000, kw_only=True)

    def parsed(self, text: str) -> Placed | None:
        """Read places and numbers; where a place comes twice, the last counts.

        Examples
        --------
        >>> cells = PlacedNumbers("cells", None, parts=("row", "column"), highest=(4, 4))
        >>> cells.parsed("1.0.7_4.4.-3"), cells.parsed("1.0"), cells.parsed("1.0.7.5")
        ({(1, 0): 7, (4, 4): -3}, None, None)
        """
        if len(text) > self.longest:
            return None
        numbers = {}
        for item in text.split("_"):
            *place, number = item.split(".", len(self.parts))
            at = tuple(map(whole_number, place))
            if len(at) != len(self.parts) or not self._pattern.fullmatch(number):
                return None
            numbers[at] = int(number) if self.whole else float(number)
        return None if any(None in at for at in numbers) else numbers  # type: ignore[return-value]

    @property
    def _pattern(self) -> re.Pattern[str]:
        return WHOLE if self.whole else DECIMAL

    def nearest(self, value: Placed | None) -> Placed | None:
        """Keep numbers that all can be there and fit a link, or none.

        Examples
        --------
        >>> cells = PlacedNumbers("cells", None, parts=("row", "column"), highest=(4, 4))
        >>> cells.nearest({(4, 4): 99}), cells.nearest({(5, 0): 1}), cells.nearest({(0, 0): 100})
        ({(4, 4): 99}, None, None)
        """
        if not value or len(self.title(value)) > self.longest:
            return None
        return value if all(self._is_possible(at, number) for at, number in value.items()) else None

    def _is_possible(self, at: tuple[int, ...], number: float) -> bool:
        inside = all(0 <= n <= last for n, last in zip(at, self.highest, strict=True))
        return inside and abs(number) <= self.largest

    def title(self, value: Placed | None) -> str:
        """Write the numbers behind their places, in the order of these.

        Examples
        --------
        >>> PlacedNumbers("cells", None).title({(4, 4): -3, (1, 0): 0.5})
        '1.0.0.5_4.4.-3'
        """
        items = sorted((value or {}).items())
        return "_".join(f"{'.'.join(map(str, at))}.{_written(number)}" for at, number in items)

    @property
    def limit(self) -> str:
        """Say what they look like."""
        *first, last = self.parts
        example = ".".join(map(str, (1, 0, 2, 2)[: len(self.parts)]))
        return words.PLACED_NUMBERS.format(
            first=", ".join(first), last=last, example=example, longest=f"{self.longest:,}"
        )


def _written(number: float) -> str:
    """Write a number so that it is read as it is."""
    return str(int(number)) if number == int(number) else repr(float(number))
