"""Settings of all tests."""

from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# How long something takes is measured by `python -m bench`: a test may wait on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

BROWSER = "tests/browser/"
EVERY_PAGE = f"{BROWSER}test_accessibility.py"


class BrowserTogether(LoadScopeScheduling):
    """Give the tests in a browser to few workers, each with one app and one browser for them.

    They take longer than all others together. So the file that opens every page goes by itself:
    whichever worker is free takes it.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return BROWSER if file.startswith(BROWSER) and file != EVERY_PAGE else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserTogether:
    """Tell xdist which tests belong together."""
    return BrowserTogether(config, log)
