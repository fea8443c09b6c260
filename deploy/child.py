"""A program that runs beside this one: started, watched and stopped; its lines have its name."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Thread
from time import monotonic
from urllib.request import urlopen

HEALTH = "/_stcore/health"
PATIENCE = 2.0
"""Seconds in which a healthy process answers."""
TIME_TO_STOP = 5.0
"""Seconds after which a program that was asked to stop is ended."""
TIME_TO_START = 60.0
"""Seconds within which a process has to answer for the first time."""
TRIES_EVERY = 0.1
"""Seconds between two questions to a process that starts."""
MOST_MISSES = 3
"""Questions in a row without an answer after which a process is given up."""


def say(name: str, line: str) -> None:
    """Print a line with the name of who says it."""
    print(f"[{name}] {line}", flush=True)


@dataclass
class Child:
    """A program, which may be started again and again.

    Attributes
    ----------
    name : str
        Stands before each line that it prints.
    command : sequence of str
    environment : mapping of str to str
        Variables that it gets beside those of this program.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    started: float = 0

    def start(self) -> None:
        """Start it, in a group of its own: Ctrl+C reaches only who stops all in order."""
        self.started = monotonic()
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        Thread(target=self._repeat_lines, args=(self.process,), daemon=True).start()

    def _repeat_lines(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with suppress(OSError), process.stdout:
            for line in process.stdout:
                say(self.name, line.rstrip())

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to stop, and end it with all that it has started if it does not."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(TIME_TO_STOP)
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class AppProcess(Child):
    """A process of the app, which says at its own port whether it is well."""

    port: int = 0
    misses: int = 0
    """Questions in a row that it has not answered."""
    has_answered: bool = False

    def start(self) -> None:
        """Start it; nothing is known of its health."""
        self.misses, self.has_answered = 0, False
        super().start()

    def answers(self) -> bool:
        """Ask whether it is well, and remember the answer."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{HEALTH}", timeout=PATIENCE) as answer:
                well = bool(answer.status == 200)
        except (OSError, HTTPException):
            well = False
        self.has_answered |= well
        self.misses = 0 if well else self.misses + 1
        return well

    @property
    def is_stuck(self) -> bool:
        """Whether it runs in vain: it has not answered in time, or does not answer any more."""
        if self.has_answered:
            return self.misses >= MOST_MISSES
        return monotonic() > self.started + TIME_TO_START

    def wait_for_answer(self, give_up: Event) -> bool:
        """Wait until it answers; False if it ends before, is too slow, or the wait is given up."""
        while self.is_running and not self.is_stuck:
            if self.answers():
                return True
            if give_up.wait(TRIES_EVERY):
                return False
        return False


def streamlit_command(script: str, port: int) -> list[str]:
    """Return the command that starts the app where only this machine reaches it.

    Examples
    --------
    >>> streamlit_command("app.py", 8601)[1:]
    ['-m', 'streamlit', 'run', 'app.py', '--server.port=8601', '--server.address=127.0.0.1', \
'--server.headless=true']
    """
    options = {"port": port, "address": "127.0.0.1", "headless": "true"}
    told = [f"--server.{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", script, *told]
