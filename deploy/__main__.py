"""Start several processes of the app behind nginx: `python -m deploy --processes 2 --port 8501`.

Ctrl+C stops all of them. `kill -HUP` starts the processes anew, one after the other. Rooms of
classes are shared in the file `classroom.db`, or in the database that CLASSROOM_URL names.
"""

import argparse
import os
import secrets
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.child import AppProcess, Child, say, streamlit_command
from deploy.nginx import nginx_command, nginx_settings
from deploy.supervisor import OWN_NAME, StartError, Supervisor

SCRIPT = Path(__file__).parent.parent / "app.py"
COOKIE_SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"
"""The variable with which Streamlit signs its cookies."""


def parser() -> argparse.ArgumentParser:
    """Describe what can be told."""
    described = argparse.ArgumentParser(
        prog="python -m deploy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    described.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="of the app; one for each core"
    )
    described.add_argument("--port", type=int, default=8501, help="where nginx listens")
    described.add_argument(
        "--access-log", default="off", metavar="FILE", help="where nginx notes each request"
    )
    return described


def free_ports(count: int) -> list[int]:
    """Find ports of this machine at which nobody listens."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for unused in sockets:
            unused.bind(("127.0.0.1", 0))
        return [int(unused.getsockname()[1]) for unused in sockets]


def main() -> None:
    """Run the app as the command line says, until a signal."""
    told = parser().parse_args()
    ports = free_ports(max(1, told.processes))
    # All processes sign with one secret: an upload may be asked for by a page of another.
    signed = {COOKIE_SECRET: os.environ.get(COOKIE_SECRET) or secrets.token_hex()}
    apps = [
        AppProcess(f"app {number}", streamlit_command(str(SCRIPT), port), signed, port=port)
        for number, port in enumerate(ports, start=1)
    ]
    with TemporaryDirectory(prefix="deploy-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx works as a user that may nothing, and has its files here
        settings = folder / "nginx.conf"
        addresses = [f"127.0.0.1:{port}" for port in ports]
        settings.write_text(nginx_settings(told.port, addresses, folder, told.access_log))
        try:
            supervisor = Supervisor(apps, Child("nginx", nginx_command(settings)))
            supervisor.listen_to_signals()
            say(OWN_NAME, f"http://localhost:{told.port} in a moment; Ctrl+C stops all")
            supervisor.run()
        except (FileNotFoundError, StartError) as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
