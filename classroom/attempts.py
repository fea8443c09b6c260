"""How often wrong codes may be tried, so that no code is found by trying."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from classroom.errors import TOO_MANY_TRIES, RoomError

MOST_WRONG, WINDOW = 60, 60.0
"""So many wrong codes in so many seconds from one address: a class behind one mistypes less.
With ten rooms open, who tries without pause finds one in more than a year."""
MOST_ADDRESSES = 10_000
"""Of which wrong tries are remembered."""


class Attempts:
    """The wrong codes of the last minute, by the address they came from; kept in memory alone."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._wrong: dict[str, deque[float]] = {}

    def check(self, address: str) -> None:
        """Refuse an address from which too many wrong codes came."""
        with self._lock:
            tries = self._recent(address)
            if len(tries) >= MOST_WRONG:
                raise RoomError(TOO_MANY_TRIES)

    def note_wrong(self, address: str) -> None:
        """Remember a wrong code."""
        with self._lock:
            tries = self._recent(address)
            tries.append(self._clock())
            self._wrong[address] = tries
            while len(self._wrong) > MOST_ADDRESSES:
                self._wrong.pop(next(iter(self._wrong)))

    def _recent(self, address: str) -> deque[float]:
        """Take the tries of an address that still count."""
        tries = self._wrong.pop(address, deque(maxlen=MOST_WRONG))
        while tries and tries[0] <= self._clock() - WINDOW:
            tries.popleft()
        if tries:
            self._wrong[address] = tries
        return tries
