"""The settings of nginx, from one template."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).with_name("nginx.conf")
LARGEST_UPLOAD = 201
"""MB: what `.streamlit/config.toml` takes as a file, and what a form adds."""


class Settings(Template):
    """A template whose places begin with an @, because nginx has variables that begin with a $."""

    delimiter = "@"


def nginx_settings(port: int, apps: Sequence[str], folder: Path, access_log: str = "off") -> str:
    """Write the settings with which nginx passes on what comes to the processes of the app.

    Parameters
    ----------
    port : int
        Where nginx listens.
    apps : sequence of str
        Where the processes listen: a host and a port. The port tells which of them has answered,
        so each has its own, on whatever host it is.
    folder : Path
        For files that nginx keeps while it runs.
    access_log : str
        A file in which nginx writes a line for each request, or `off`.

    Examples
    --------
    >>> "listen 8501;" in nginx_settings(8501, ["127.0.0.1:8601"], Path("/tmp/nginx"))
    True
    """
    numbered = list(enumerate(apps, start=1))
    return Settings(TEMPLATE.read_text(encoding="utf-8")).substitute(
        port=port,
        folder=folder,
        access_log=access_log,
        largest_upload=LARGEST_UPLOAD,
        in_turn="\n".join(_server(app) for app in apps),
        upstreams="\n".join(_upstream(number, apps) for number, _ in numbered),
        known="\n".join(f"        {number} process_{number};" for number, _ in numbered),
        answered="\n".join(f"        ~:{_port(app)}$ {number};" for number, app in numbered),
    )


def _port(app: str) -> str:
    return app.rpartition(":")[2]


def _server(app: str, role: str = "") -> str:
    """Write a line that names a process.

    A process that is gone refuses at once, so it costs nothing to ask it first each time; it is
    used again as soon as it is back.
    """
    return f"        server {app} max_fails=0{role};"


def _upstream(number: int, apps: Sequence[str]) -> str:
    """Write the group of a process: itself, and the others for when it is gone."""
    own = apps[number - 1]
    others = [_server(app, " backup") for app in apps if app != own]
    lines = "\n".join([f"        zone process_{number} 64k;", _server(own), *others])
    return f"    upstream process_{number} {{\n{lines}\n    }}"


def nginx_command(settings: Path) -> list[str]:
    """Return the command that starts nginx with these settings.

    Raises
    ------
    FileNotFoundError
        If there is no nginx on this machine.
    """
    # Debian keeps it where only root looks.
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        raise FileNotFoundError("there is no nginx: install it (Debian: apt-get install nginx)")
    return [nginx, "-e", "stderr", "-p", str(settings.parent), "-c", str(settings)]
