"""Several processes behind nginx: one learner stays at one, and what has died comes back."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from deploy.__main__ import free_ports, parser
from deploy.child import AppProcess, Child
from deploy.nginx import nginx_command, nginx_settings
from deploy.supervisor import StartError, Supervisor

ROOT = Path(__file__).parents[2]
STAND_IN = Path(__file__).with_name("answering.py")
PROCESSES = 2

if not (shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
    assert not os.environ.get("CI"), "there is no nginx to test with"
    pytest.skip("there is no nginx to test with", allow_module_level=True)


class Deployed:
    """Stand-ins behind nginx, and what a browser sees of them."""

    def __init__(self, folder: Path) -> None:
        self.port, *ports = free_ports(1 + PROCESSES)
        folder.chmod(0o755)
        settings = folder / "nginx.conf"
        addresses = [f"127.0.0.1:{port}" for port in ports]
        settings.write_text(nginx_settings(self.port, addresses, folder))
        self.apps = [
            AppProcess(f"app {port}", [sys.executable, str(STAND_IN), str(port)], port=port)
            for port in ports
        ]
        self.supervisor = Supervisor(self.apps, Child("nginx", nginx_command(settings)), 0.1)

    def answer(self, cookie: str = "", path: str = "/") -> tuple[int, str]:
        """The process that answers, and the cookie after that."""
        request = Request(f"http://127.0.0.1:{self.port}{path}")
        if cookie:
            request.add_header("Cookie", f"process={cookie}")
        with urlopen(request, timeout=5) as answer:
            told = SimpleCookie(answer.headers.get("Set-Cookie", ""))
            kept = told["process"].value if "process" in told else cookie
            return int(answer.read()), kept

    def numbers(self) -> list[int]:
        return [app.process.pid for app in self.apps if app.process]


def wait_until(true: Callable[[], bool]) -> None:
    end, pause = monotonic() + 20, Event()
    while monotonic() < end:
        try:
            if true():
                return
        except (URLError, HTTPError, OSError):
            pass
        pause.wait(0.05)
    raise TimeoutError


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    deployed = Deployed(tmp_path_factory.mktemp("nginx"))
    running = Thread(target=deployed.supervisor.run)
    running.start()
    try:
        wait_until(lambda: bool(deployed.answer()))
        yield deployed
    finally:
        deployed.supervisor.stop()
        running.join()
    assert not any(child.is_running for child in deployed.apps)


def test_learners_behind_one_address_get_different_processes_and_keep_theirs(
    deployed: Deployed,
) -> None:
    learners = [deployed.answer() for _ in range(2 * PROCESSES)]
    assert {process for process, _ in learners} == set(deployed.numbers())
    for process, cookie in learners:
        paths = "/Classroom", "/_stcore/stream", "/media/a.png"
        assert [deployed.answer(cookie, path) for path in paths] == 3 * [(process, cookie)]


def test_without_a_cookie_files_are_asked_of_one_process(deployed: Deployed) -> None:
    paths = "/_stcore/stream", "/media/a.png", "/_stcore/upload_file/a"
    assert len({deployed.answer(path=path)[0] for path in paths}) == 1


def test_a_killed_process_comes_back_and_its_learners_stay_where_they_went(
    deployed: Deployed,
) -> None:
    process, cookie = deployed.answer()
    os.kill(process, signal.SIGKILL)
    wait_until(lambda: deployed.answer(cookie)[0] != process)
    other, new_cookie = deployed.answer(cookie)
    assert new_cookie != cookie
    wait_until(
        lambda: process not in deployed.numbers() and all(a.answers() for a in deployed.apps)
    )
    assert deployed.answer(new_cookie) == (other, new_cookie)


def test_a_restart_makes_all_processes_new_while_one_always_answers(deployed: Deployed) -> None:
    before = set(deployed.numbers())
    deployed.supervisor.restart()
    while before & set(deployed.numbers()):
        assert deployed.answer()[0]


def test_a_process_that_does_not_answer_is_ended_and_started_anew(deployed: Deployed) -> None:
    wait_until(lambda: all(app.answers() for app in deployed.apps))
    app = deployed.apps[0]
    assert app.process is not None
    stuck = app.process.pid
    app.port, right_port = 9, app.port  # where nobody answers
    try:
        wait_until(lambda: stuck not in deployed.numbers())
    finally:
        app.port = right_port


def test_an_app_that_does_not_start_is_said_and_nothing_is_left() -> None:
    port, *_ = free_ports(1)
    ends_at_once = AppProcess("app 1", [sys.executable, "-c", "raise SystemExit(3)"], port=port)
    front = Child("nginx", ["true"])
    with pytest.raises(StartError, match="lines above"):
        Supervisor([ends_at_once], front).run()
    assert not front.is_running


CTRL_C = """
import sys
from deploy.child import AppProcess, Child
from deploy.supervisor import Supervisor

app = AppProcess("app 1", sys.argv[1:], port=int(sys.argv[-1]))
supervisor = Supervisor([app], Child("front", ["sleep", "60"]))
supervisor.listen_to_signals()
supervisor.run()
"""


def test_ctrl_c_stops_all_that_was_started() -> None:
    (port,) = free_ports(1)
    command = [sys.executable, "-c", CTRL_C, sys.executable, str(STAND_IN), str(port)]
    told = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert told.stdout is not None
    assert "ready" in told.stdout.readline()
    told.send_signal(signal.SIGINT)
    assert "all stopped" in told.stdout.read()
    assert told.wait(10) == 0
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}")


def test_the_command_starts_a_process_for_each_core_at_the_port_of_the_app() -> None:
    told = parser().parse_args([])
    assert (told.processes, told.port) == (os.cpu_count(), 8501)
