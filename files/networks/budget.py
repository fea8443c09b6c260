"""Bounds for the reading of a program, so that every text comes to an end."""

from dataclasses import dataclass

MOST_STEPS = 100_000
"""Expressions that are worked out for one text: about half a second."""
DEEPEST = 60
"""Expressions and calls within one another."""
MOST_ENTRIES = 5_000
"""Entries of one list."""
LARGEST_NUMBER = 10**12


class OutOfSteps(Exception):  # noqa: N818 -- no error: the reading ends here and keeps what it has
    """The text takes more steps than a network that a person wrote."""


@dataclass
class Budget:
    """What is left for a text."""

    steps: int = MOST_STEPS
    depth: int = 0

    def spend(self, steps: int = 1) -> None:
        """Take steps away.

        Raises
        ------
        OutOfSteps
            If none are left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise OutOfSteps

    def __enter__(self) -> "Budget":
        self.depth += 1
        self.spend()
        if self.depth > DEEPEST:
            self.depth -= 1
            raise TooDeep
        return self

    def __exit__(self, *_: object) -> None:
        self.depth -= 1


class TooDeep(Exception):  # noqa: N818 -- as above
    """An expression has more within it than a network that a person wrote."""
