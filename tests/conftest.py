"""Settings of all tests."""

import os
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from ui.shell import first_picture

# How long something takes is measured by `python -m bench`: a test may wait on a busy machine.
settings.register_profile("patient", deadline=None, max_examples=40)
settings.load_profile("patient")
first_picture.HEAD_START = 0  # of pages without a browser
# Every AppTest looks through all installed packages for components: that takes longer than a page.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
os.environ["CLASSROOM_URL"] = f"sqlite:///{Path(mkdtemp()) / 'rooms.db'}"  # of the tests alone

BROWSER, FIRST_WORKER = "tests/browser/", "gw0"


class BrowserFirst(LoadScopeScheduling):
    """Let one worker begin with the tests in a browser, and the others with the rest.

    A browser often waits, and what only computes fills that time. Who is done takes what is left.
    A file stays together, so that what its tests share is opened once.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        in_browser = node.gateway.id == FIRST_WORKER
        for file in self.workqueue:
            if file.startswith(BROWSER) == in_browser:
                self.workqueue.move_to_end(file, last=False)
                break
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserFirst:
    """Tell xdist which tests a worker gets next."""
    return BrowserFirst(config, log)
