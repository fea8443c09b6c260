"""One app and one browser for all tests here; each test has a fresh page, and no console error."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
)

expect.set_options(timeout=20_000)


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@contextlib.contextmanager
def running_app(script: Path = ROOT / "app.py") -> Iterator[str]:
    """Start Streamlit on a free port, and give its address once it answers."""
    port = free_port()
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
            return
        assert process.poll() is None, "the app ended before it answered"
        time.sleep(0.1)
    raise TimeoutError("the app did not answer within 30 s")


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with running_app() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing = "no browser: install Chromium (Debian: apt-get install chromium)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """One window for all pages, so that the browser reads Streamlit's own scripts only once."""
    context = browser.new_context(base_url=app, viewport={"width": 1400, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page 1400x900; at its end the console must hold no error."""
    with page_without_complaints(window) as fresh:
        yield fresh


@contextlib.contextmanager
def page_without_complaints(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if is_ours(m) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def is_ours(message: ConsoleMessage) -> bool:
    """On a deep link Streamlit itself probes _stcore under the page's path: two 404s of its own."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]
