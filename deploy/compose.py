"""Write the settings of nginx for `compose.yaml`: `python -m deploy.compose app-1:8601 ...`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.nginx import nginx_settings

SETTINGS = Path(__file__).with_name("compose.nginx.conf")
PORT = 8501


def compose_settings(apps: Sequence[str]) -> str:
    """Write them for processes that are named by host and port."""
    return nginx_settings(PORT, apps, Path("/tmp"))


if __name__ == "__main__":
    SETTINGS.write_text(compose_settings(sys.argv[1:]), encoding="utf-8")
