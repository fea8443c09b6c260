"""Keeps several processes of the app and nginx running, until it is told to stop."""

import signal
from collections.abc import Sequence
from contextlib import suppress
from threading import Event
from time import monotonic

from deploy.child import AppProcess, Child, say

LOOKS_EVERY = 0.2
"""Seconds between two looks whether all run."""
ASKS_EVERY = 3.0
"""Seconds between two questions whether a process is well."""
OWN_NAME = "deploy"


class StartError(RuntimeError):
    """A program that ended before it was of use."""


class Supervisor:
    """Starts all, starts anew what has ended or does not answer, and stops all."""

    def __init__(
        self, apps: Sequence[AppProcess], front: Child, asks_every: float = ASKS_EVERY
    ) -> None:
        self._apps, self._front, self._asks_every = apps, front, asks_every
        self._stop, self._restart = Event(), Event()

    def listen_to_signals(self) -> None:
        """Stop at Ctrl+C and SIGTERM; start the processes anew, one by one, at SIGHUP."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop())
        signal.signal(signal.SIGHUP, lambda *_: self.restart())

    def stop(self) -> None:
        """Let `run` stop all and come to its end."""
        self._stop.set()

    def restart(self) -> None:
        """Let `run` start the processes of the app anew, one after the other."""
        self._restart.set()

    def run(self) -> None:
        """Start all, and keep them running until a signal; whatever happens, nothing is left.

        Raises
        ------
        StartError
            If the app or nginx does not start.
        """
        try:
            self._start_all()
            self._watch()
        finally:
            for child in (self._front, *self._apps):
                child.stop()
            with suppress(OSError):  # the terminal may be gone
                say(OWN_NAME, "all stopped")

    def _start_all(self) -> None:
        for app in self._apps:
            app.start()
        ready = all(app.wait_for_answer(self._stop) for app in self._apps)
        if ready:
            self._front.start()
        if self._stop.wait(LOOKS_EVERY):
            return
        if not ready or not self._front.is_running:
            raise StartError("not all programs have started; their lines above say why")
        say(OWN_NAME, f"{len(self._apps)} processes of the app are ready")

    def _watch(self) -> None:
        asked = monotonic()
        while not self._stop.wait(LOOKS_EVERY):
            self._revive()
            if monotonic() >= asked + self._asks_every:
                self._end_stuck()
                asked = monotonic()
            if self._restart.is_set():
                self._restart.clear()
                self._restart_in_turn()

    def _revive(self) -> None:
        """Start anew what has ended. Nobody waits for it: the other processes answer."""
        for child in (self._front, *self._apps):
            if not child.is_running:
                say(OWN_NAME, f"{child.name} has ended and is started anew")
                child.stop()  # what it may have left of its group
                child.start()

    def _end_stuck(self) -> None:
        """End a process that runs but does not answer; it is then started anew."""
        for app in self._apps:
            if not app.answers() and app.is_stuck:
                say(OWN_NAME, f"{app.name} does not answer and is ended")
                app.stop()

    def _restart_in_turn(self) -> None:
        """Start the processes anew, each when the one before it answers: one always does."""
        for app in self._apps:
            if self._stop.is_set():
                return
            say(OWN_NAME, f"{app.name} is started anew")
            app.stop()
            app.start()
            if not app.wait_for_answer(self._stop):
                say(OWN_NAME, f"{app.name} does not come back, so the others stay as they are")
                return
        say(OWN_NAME, "all processes are new")
