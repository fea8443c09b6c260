"""The apps that are measured: the lessons and a bare page, and what they use of the machine."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.app_and_browser import ROOT, RunningApp, started_app

BARE_PAGE = ROOT / "bench" / "bare_page.py"


@contextmanager
def lessons_app() -> Iterator[RunningApp]:
    """Start the lessons with the committed settings."""
    with started_app(ROOT / "app.py", ROOT) as app:
        yield app


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
