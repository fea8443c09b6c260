"""The apps that are measured: the lessons and a bare page, and what they use of the machine."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.app_and_browser import (
    ROOT,
    RunningApp,
    free_port,
    started_app,
    started_program,
)

BARE_PAGE = ROOT / "bench" / "bare_page.py"


@contextmanager
def lessons_app() -> Iterator[RunningApp]:
    """Start the lessons with the committed settings."""
    with started_app(ROOT / "app.py", ROOT) as app:
        yield app


@contextmanager
def deployed_app(processes: int) -> Iterator[RunningApp]:
    """Start the lessons in several processes behind nginx; the process is who watches them."""
    port = free_port()
    command = [sys.executable, "-m", "deploy", f"--processes={processes}", f"--port={port}"]
    with started_program(command, port, ROOT) as app:
        yield app


@contextmanager
def measured_app(url: str | None, processes: int) -> Iterator[RunningApp]:
    """Give an app: one that runs already, whose process is not known, or one started here."""
    if url is not None:
        yield RunningApp(url, 0)
        return
    with deployed_app(processes) if processes else lessons_app() as app:
        yield app


def processes_of(app: RunningApp) -> list[int]:
    """Return the numbers of the processes that Streamlit runs in for an app. Linux only."""
    children = Path(f"/proc/{app.process}/task/{app.process}/children").read_text().split()
    commands = {int(child): Path(f"/proc/{child}/cmdline").read_text() for child in children}
    return [child for child, command in commands.items() if "streamlit" in command]


@contextmanager
def bare_app() -> Iterator[RunningApp]:
    """Start the bare page with Streamlit's default settings: in a folder that has no others."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(shutil.copy(BARE_PAGE, folder))
        with started_app(script, Path(folder)) as app:
            yield app


def resident_megabytes(app: RunningApp) -> float:
    """Return the memory that an app holds now. Linux only."""
    pages = int(Path(f"/proc/{app.process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(app: RunningApp) -> float:
    """Return the time of a core that an app has used so far. Linux only."""
    fields = Path(f"/proc/{app.process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
