"""A learner without a browser: opens a page and changes it, by Streamlit's own protocol.

What browser and server say to each other, as of Streamlit 1.67 (`streamlit/proto`):

- The address is `ws://host/_stcore/stream`, the subprotocol `streamlit`. Every frame is one
  protobuf message: a `BackMsg` to the server, a `ForwardMsg` to the browser.
- The browser begins. Its `rerun_script` names the page and the query string. The server answers
  with `navigation`, which has the page's hash (later messages name the page by it), one `delta` for
  each element and container, and `script_finished`. A script that starts itself again says
  `FINISHED_EARLY_FOR_RERUN` first.
- A change is `rerun_script` once more, with the state of all widgets of the page. A widget is known
  by the `id` in its element. One inside a fragment names the fragment, and only that is run.
- A component of ours is a widget, too: it sends what it reports as JSON. The call above a picture
  reports the name and the value of what was set in it.
- A widget that is bound to the address has a `query_param_key`; the browser keeps the query string.
- A button is a widget whose state is sent once, with the run that its press starts.
- A fragment that runs again and again comes with an `auto_rerun`, which names its interval: it is
  the browser that asks for it each time.
- The page itself comes over HTTP before. Its cookies go with the websocket: by them, what stands
  before several processes finds the right one.
- Elements of 10 kB and more stay in the browser for two more runs. It lists their hashes with
  every change, and the server sends a `ref_hash` where it would send the same element again.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.page_elements import Shown, Value, Widget, shown_by, widgets_of

PATIENCE = 60.0
"""Seconds after which an answer is given up."""
RUNS_KEPT = 2
"""How many runs the browser keeps an element that no run has used."""


@dataclass(frozen=True)
class Answer:
    """What the server sent from one message to the end of the script.

    Parameters
    ----------
    seconds : float
        From sending to `script_finished`.
    size : int
        Bytes of all messages.
    exceptions : tuple of str
        The messages of exceptions that the page shows.
    """

    seconds: float
    size: int
    exceptions: tuple[str, ...]


@dataclass
class Repeat:
    """When a fragment runs again by itself: every so many seconds, next at this time."""

    every: float
    run: int
    due: float = 0

    def __post_init__(self) -> None:
        self.due = perf_counter() + self.every


@dataclass
class Learner:
    """A page that is open over a websocket; made by `learner_at`."""

    connection: ClientConnection
    page: str
    query: str = ""
    runs: int = 0
    page_hash: str = ""
    widgets: dict[str, Widget] = field(default_factory=dict)
    kept: dict[str, tuple[ForwardMsg, int]] = field(default_factory=dict)
    shown: dict[tuple[int, ...], Shown] = field(default_factory=dict)
    """Buttons and texts, by their place on the page."""
    repeated: dict[str, Repeat] = field(default_factory=dict)
    """The fragments that run again by themselves."""
    cookies: dict[str, str] = field(default_factory=dict)

    async def open(self) -> Answer:
        """Ask for the page, as a browser does that was given its address."""
        return await self._run_script()

    async def change(self, label: str, value: Value) -> Answer:
        """Set the widget with that label, and wait for the end of the script.

        Raises
        ------
        KeyError
            If the page has no such widget.
        TimeoutError
            If the script has not finished within a minute.
        websockets.ConnectionClosed
            If the server hangs up.
        """
        return await self._run_script(self.fill(label, value).fragment)

    def fill(self, label: str, value: Value) -> Widget:
        """Set the widget with that label, as in a form: it is sent with the next message.

        Raises
        ------
        KeyError
            If the page has no such widget.
        """
        if label not in self.widgets:
            raise KeyError(f"no widget {label}, but {', '.join(self.widgets)}")
        widget = self.widgets[label]
        widget.set(value)
        if widget.link is not None:
            shown = f"{value:g}" if isinstance(value, float | int) else value
            self.query = urlencode({**dict(parse_qsl(self.query)), widget.link: shown})
        return widget

    async def press(self, button: str) -> Answer:
        """Press the button with that key or label; raises as `change` does."""
        if button not in self.buttons:
            raise KeyError(f"no button {button}, but {', '.join(self.buttons)}")
        pressed = self.buttons[button]
        return await self._run_script(pressed.fragment, pressed.button_id)

    @property
    def buttons(self) -> dict[str, Shown]:
        """The buttons of the page, by key or label."""
        return {one.button: one for one in self.shown.values() if one.button}

    @property
    def texts(self) -> list[str]:
        """What the page says."""
        return [one.text for one in self.shown.values() if one.text]

    def says(self, text: str) -> bool:
        """Whether the page says this somewhere."""
        return any(text in said for said in self.texts)

    async def wait(self, seconds: float) -> None:
        """Do nothing for a while, but let what repeats itself run when its time has come."""
        end = perf_counter() + seconds
        while self.repeated:
            fragment = min(self.repeated, key=lambda one: self.repeated[one].due)
            first = self.repeated[fragment]
            if first.due > end:
                break
            await asyncio.sleep(max(0, first.due - perf_counter()))
            await self._run_script(fragment)
            first.due = perf_counter() + first.every
        await asyncio.sleep(max(0, end - perf_counter()))

    async def _run_script(self, fragment: str = "", pressed: str = "") -> Answer:
        message = BackMsg()
        request = message.rerun_script
        request.query_string, request.page_script_hash = self.query, self.page_hash
        request.page_name, request.fragment_id = self.page, fragment
        states = {widget.state.id: widget.state for widget in self.widgets.values()}
        request.widget_states.widgets.extend(states.values())
        if pressed:
            request.widget_states.widgets.add(id=pressed, trigger_value=True)
        request.cached_message_hashes.extend(self.kept)
        self.runs += 1
        start = perf_counter()
        await self.connection.send(message.SerializeToString())
        size, exceptions = 0, []
        async with asyncio.timeout(PATIENCE):
            async for frame in self.connection:
                size += len(frame)
                answer = ForwardMsg.FromString(frame)
                if answer.WhichOneof("type") == "script_finished":
                    if answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        break
                    self.runs += 1  # what the run has drawn that was not finished is old
                else:
                    exceptions += self._take(answer)
            else:
                await self.connection.recv()  # raises what ended it
        seconds = perf_counter() - start
        whole = answer.script_finished != ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        self._forget_old(None if whole else fragment)
        return Answer(seconds, size, tuple(exceptions))

    def _take(self, message: ForwardMsg) -> list[str]:
        """Remember what the browser would remember of a message; return exceptions in it."""
        match message.WhichOneof("type"):
            case "auto_rerun":
                again = message.auto_rerun
                self.repeated[again.fragment_id] = Repeat(again.interval, self.runs)
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                kept, _ = self.kept[message.ref_hash]
                self.kept[message.ref_hash] = kept, self.runs
                return self._take_delta(kept.delta, tuple(message.metadata.delta_path))
            case "delta":
                if message.metadata.cacheable:
                    self.kept[message.hash] = message, self.runs
                return self._take_delta(message.delta, tuple(message.metadata.delta_path))
        return []

    def _take_delta(self, delta: Delta, place: tuple[int, ...]) -> list[str]:
        element = delta.new_element
        self.shown[place] = shown_by(element, delta.fragment_id, self.runs)
        if element.WhichOneof("type") == "exception":
            return [element.exception.message]
        for widget in widgets_of(element):
            widget.fragment, widget.run = delta.fragment_id, self.runs
            before = self.widgets.get(widget.label)
            told = getattr(getattr(element, str(element.WhichOneof("type"))), "set_value", False)
            if before is not None and before.state.id == widget.state.id and not told:
                widget.state = before.state
            self.widgets[widget.label] = widget
        return []

    def _forget_old(self, fragment: str | None) -> None:
        """Forget what the run has not drawn again: of the page, or of the fragment that ran."""
        run = self.runs
        self.shown = {
            place: one
            for place, one in self.shown.items()
            if one.run == run or fragment not in (None, one.fragment)
        }
        if fragment is None:
            self.widgets = {k: w for k, w in self.widgets.items() if w.run == run}
            self.repeated = {k: r for k, r in self.repeated.items() if r.run == run}
            self.kept = {k: m for k, m in self.kept.items() if run - m[1] <= RUNS_KEPT}


@asynccontextmanager
async def learner_at(
    url: str, page: str, query: str = "", cookies: Mapping[str, str] | None = None
) -> AsyncIterator[Learner]:
    """Connect to a running app.

    Parameters
    ----------
    url : str
        Of the app: `http://...` or `https://...`.
    page : str
        As in its address: `Slide_the_kernel`; empty for the home page.
    query : str
        What comes after the question mark.
    cookies : mapping of str to str, optional
        Of a learner who was there before; without them the page is asked for some.

    Yields
    ------
    Learner
        Who has not opened the page yet.
    """
    base = url.rstrip("/")
    kept = await asyncio.to_thread(first_cookies, base) if cookies is None else dict(cookies)
    told = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())}
    async with connect(
        base.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]  # a name of a string
        additional_headers=told if kept else None,
        max_size=None,
        open_timeout=PATIENCE,
    ) as connection:
        if connection.response:  # a process that stands in for another one says so here
            kept |= read_cookies(connection.response.headers.get_all("Set-Cookie"))
        yield Learner(connection, page, query, cookies=kept)


def first_cookies(url: str) -> dict[str, str]:
    """Ask for the page as a browser does, and return the cookies that come with it."""
    with urlopen(Request(url), timeout=PATIENCE) as answer:
        return read_cookies(answer.headers.get_all("Set-Cookie") or [])


def read_cookies(headers: Iterable[str]) -> dict[str, str]:
    """Read the cookies that a server sets.

    Examples
    --------
    >>> read_cookies(["process=2; Path=/; HttpOnly"])
    {'process': '2'}
    """
    cookies = SimpleCookie()
    for header in headers:
        cookies.load(header)
    return {name: morsel.value for name, morsel in cookies.items()}
