"""Settings of all tests."""

import os
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from ui.shell import first_picture

# How long something takes is measured by `python -m bench`: a test may wait on a busy machine.
settings.register_profile("patient", deadline=None, max_examples=60)
settings.load_profile("patient")
first_picture.HEAD_START = 0  # of pages without a browser
os.environ["CLASSROOM_URL"] = f"sqlite:///{Path(mkdtemp()) / 'rooms.db'}"  # of the tests alone

BROWSER = "tests/browser/"
WHOLE_PAGES = "tests/browser/test_accessibility.py"
"""A third of all that is done in a browser: the other worker's, once it has done the rest."""


class BrowserTogether(LoadScopeScheduling):
    """Give all tests in a browser to one worker, which has one app and one browser for them.

    Only those of whole pages are left to whoever is done first.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return BROWSER if file.startswith(BROWSER) and file != WHOLE_PAGES else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserTogether:
    """Tell xdist which tests belong together."""
    return BrowserTogether(config, log)
