"""The app on a free port and Chromium to look at it, as the browser tests start them."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""What is looked for, in this order: the shell has no windows, and takes a third less work."""
CHROMIUM = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    # The browser's own painter, as on a machine without a graphics card: an emulated one would
    # take twice as long for a page of charts.
    "--disable-gpu",
    "--font-render-hinting=none",  # letters on the page as in pictures that are taken home
)


@dataclass(frozen=True)
class RunningApp:
    """An app that answers.

    Parameters
    ----------
    url : str
        Its address, without a slash at its end.
    process : int
        Its number among the processes of this machine.
    """

    url: str
    process: int


@contextlib.contextmanager
def running_app() -> Iterator[str]:
    """Start the lessons on a free port, and give their address once they answer."""
    with started_app(ROOT / "app.py", ROOT) as app:
        yield app.url


@contextlib.contextmanager
def started_app(script: Path, folder: Path) -> Iterator[RunningApp]:
    """Start Streamlit on a free port, and yield the app once it answers.

    Parameters
    ----------
    script : Path
    folder : Path
        Where it is started: Streamlit's settings are those of its `.streamlit`, or the default.
    """
    port = free_port()
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    with started_program(command, port, folder) as app:
        yield app


@contextlib.contextmanager
def started_program(command: list[str], port: int, folder: Path) -> Iterator[RunningApp]:
    """Start what serves an app at a port, and yield the app once it answers."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for_answer(url, process)
        yield RunningApp(url, process.pid)
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def running_browser() -> Iterator[Browser]:
    """Start the system's Chromium, drawing by software.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise FileNotFoundError("no browser: install Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()


def free_port() -> int:
    """Find a port of this machine at which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def _wait_for_answer(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
            return
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with {process.returncode} before it answered")
        time.sleep(0.1)
    raise TimeoutError("the app did not answer within 30 s")
