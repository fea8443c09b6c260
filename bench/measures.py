"""Several values summed up in one number, beside what it should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True)
class Measure:
    """A median, what it was taken of, and what it should be at most.

    Parameters
    ----------
    median : float
    unit : str
    aim : float or None
        None where a number is only there to be compared with.
    runs : int
        How many values it is the median of.
    slowest : float
        The slowest twentieth begins here: the 95th percentile.
    """

    median: float
    unit: str
    aim: float | None
    runs: int
    slowest: float

    @classmethod
    def of(cls, values: Sequence[float], unit: str, aim: float | None = None) -> "Measure":
        """Sum up several values.

        Examples
        --------
        >>> Measure.of([3, 1, 2], "ms").median, Measure.of([3, 1, 2], "ms").slowest
        (2, 3)
        """
        slowest = sorted(values)[ceil(0.95 * len(values)) - 1]
        return cls(round(median(values), 2), unit, aim, len(values), round(slowest, 2))
