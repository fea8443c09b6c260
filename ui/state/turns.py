"""Turns at heavy work: only so much of it runs at once in a process, so that others go on."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

SETTING, AT_ONCE = "HEAVY_WORK_AT_ONCE", 2
"""The environment variable that says how much heavy work one process does at once."""
LOOKS_EVERY = 0.25
"""Seconds between two looks at the line; a page whose learner went away leaves it then."""


class Turns:
    """A line: who came first is served first.

    Parameters
    ----------
    at_once : int
        How many have their turn at the same time.

    Examples
    --------
    >>> turns = Turns(1)
    >>> with turns.turn():
    ...     turns.in_line
    1
    """

    def __init__(self, at_once: int) -> None:
        self._at_once, self._line, self._moved = at_once, list[object](), Condition()

    @property
    def in_line(self) -> int:
        """How many have their turn or wait for it."""
        return len(self._line)

    @contextmanager
    def turn(self, waiting: Callable[[int], object] = lambda _: None) -> Iterator[None]:
        """Wait for a turn, and give it back at the end, whatever happens.

        Parameters
        ----------
        waiting : callable
            Is told how many have to be done before, again and again while there are some.
        """
        ticket = object()
        with self._moved:
            self._line.append(ticket)
        try:
            while before := self._before(ticket):
                waiting(before)
                with self._moved:
                    self._moved.wait_for(lambda: not self._before(ticket), LOOKS_EVERY)
            yield
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _before(self, ticket: object) -> int:
        with self._moved:  # it may be entered again by who has entered it
            return max(0, self._line.index(ticket) - self._at_once + 1)


HEAVY_WORK = Turns(max(1, int(os.environ.get(SETTING) or AT_ONCE)))
"""Shared by all learners of a process. Never take a turn within a turn, nor in what is cached: who
waits for the one would keep the other from its end."""
