"""Settings of all tests."""

from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# How long something takes is measured by `python -m bench`: a test may wait on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

BROWSER = "tests/browser/"


class BrowserTogether(LoadScopeScheduling):
    """Give all tests in a browser to one worker, which has one app and one browser for them."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserTogether:
    """Tell xdist which tests belong together."""
    return BrowserTogether(config, log)
