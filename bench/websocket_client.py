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
- Elements of 10 kB and more stay in the browser for two more runs. It lists their hashes with
  every change, and the server sends a `ref_hash` where it would send the same element again.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0
"""Seconds after which an answer is given up."""
RUNS_KEPT = 2
"""How many runs the browser keeps an element that no run has used."""

Value = str | float | bool


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
class Widget:
    """One widget of the page, and what it is set to."""

    label: str
    state: WidgetState
    choices: tuple[str, ...] = ()
    field: str = ""
    link: str | None = None
    fragment: str = ""
    run: int = 0

    @property
    def values(self) -> tuple[Value, ...]:
        """What the widget is set to: one value, several, or none."""
        value = getattr(self.state, str(self.state.WhichOneof("value")))
        return tuple(value.data) if hasattr(value, "data") else (value,)

    def set(self, value: Value) -> None:
        """Set the widget, in the kind of value that its messages carry."""
        name = self.state.WhichOneof("value")
        match name:
            case "string_array_value":
                self.state.string_array_value.data[:] = [str(value)]
            case "double_array_value":
                self.state.double_array_value.data[:] = [float(value)]
            case "string_value":
                self.state.string_value = str(value)
            case "double_value":
                self.state.double_value = float(value)
            case "bool_value":
                self.state.bool_value = bool(value)
            case "json_value":
                change = {"name": self.field, "value": str(value), "count": perf_counter()}
                self.state.json_value = json.dumps({"call": change})
            case _:
                raise TypeError(f"{self.label} has no value that can be set")


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
        if label not in self.widgets:
            raise KeyError(f"no widget {label}, but {', '.join(self.widgets)}")
        widget = self.widgets[label]
        widget.set(value)
        if widget.link is not None:
            shown = f"{value:g}" if isinstance(value, float | int) else value
            self.query = urlencode({**dict(parse_qsl(self.query)), widget.link: shown})
        return await self._run_script(widget.fragment)

    async def _run_script(self, fragment: str = "") -> Answer:
        message = BackMsg()
        request = message.rerun_script
        request.query_string, request.page_script_hash = self.query, self.page_hash
        request.page_name, request.fragment_id = self.page, fragment
        states = {widget.state.id: widget.state for widget in self.widgets.values()}
        request.widget_states.widgets.extend(states.values())
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
                else:
                    exceptions += self._take(answer)
            else:
                await self.connection.recv()  # raises what ended it
        seconds = perf_counter() - start
        if not fragment:
            self._forget_old()
        return Answer(seconds, size, tuple(exceptions))

    def _take(self, message: ForwardMsg) -> list[str]:
        """Remember what the browser would remember of a message; return exceptions in it."""
        match message.WhichOneof("type"):
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                kept, _ = self.kept[message.ref_hash]
                self.kept[message.ref_hash] = kept, self.runs
                return self._take_delta(kept.delta)
            case "delta":
                if message.metadata.cacheable:
                    self.kept[message.hash] = message, self.runs
                return self._take_delta(message.delta)
        return []

    def _take_delta(self, delta: Delta) -> list[str]:
        element = delta.new_element
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

    def _forget_old(self) -> None:
        """Forget widgets that are gone, and elements that no run of late has used."""
        self.widgets = {k: w for k, w in self.widgets.items() if w.run == self.runs}
        self.kept = {k: m for k, m in self.kept.items() if self.runs - m[1] <= RUNS_KEPT}


@asynccontextmanager
async def learner_at(url: str, page: str, query: str = "") -> AsyncIterator[Learner]:
    """Connect to a running app.

    Parameters
    ----------
    url : str
        Of the app: `http://...` or `https://...`.
    page : str
        As in its address: `Slide_the_kernel`; empty for the home page.
    query : str
        What comes after the question mark.

    Yields
    ------
    Learner
        Who has not opened the page yet.
    """
    address = url.replace("http", "ws", 1).rstrip("/") + "/_stcore/stream"
    async with connect(
        address,
        subprotocols=["streamlit"],  # type: ignore[list-item]  # a name of a string
        max_size=None,
        open_timeout=PATIENCE,
    ) as connection:
        yield Learner(connection, page, query)


def widgets_of(element: Element) -> list[Widget]:
    """Read the widgets of an element and what they are set to at first."""
    if element.WhichOneof("type") == "bidi_component":
        return _fields_of_call(element.bidi_component)
    widget = _widget_of(element)
    return [] if widget is None else [widget]


def _fields_of_call(component: BidiComponent) -> list[Widget]:
    """Read the fields of a call, which share the state of their component."""
    data = json.loads(component.json) if component.WhichOneof("data") == "json" else None
    call = data.get("call", []) if isinstance(data, dict) else []
    state = WidgetState(id=component.id, json_value="{}")
    fields = [part for line in call for part in line if isinstance(part, dict)]
    return [Widget(field["label"], state, field=field["name"]) for field in fields]


def _widget_of(element: Element) -> Widget | None:
    kind = str(element.WhichOneof("type"))
    state: dict[str, Any]
    choices: tuple[str, ...] = ()
    match kind:
        case "slider":
            slider = element.slider
            if slider.type == Slider.SELECT_SLIDER:
                choices = tuple(slider.options)
                values = [choices[int(place)] for place in slider.default]
                state = {"string_array_value": {"data": slider.raw_value or values}}
            else:
                values = slider.value if slider.set_value else slider.default
                state = {"double_array_value": {"data": values}}
        case "button_group":
            group = element.button_group
            choices = tuple(option.content for option in group.options)
            values = [choices[place] for place in group.default]
            state = {
                "string_array_value": {"data": group.raw_values if group.set_value else values}
            }
        case "radio" | "selectbox":
            one = getattr(element, kind)
            choices = tuple(one.options)
            has_default = one.HasField("default") and choices
            at_first = choices[one.default] if has_default else None
            state = {"string_value": one.raw_value if one.set_value else at_first}
        case "number_input":
            number = element.number_input
            state = {"double_value": number.value if number.set_value else number.default}
        case "checkbox":
            box = element.checkbox
            state = {"bool_value": box.value if box.set_value else box.default}
        case "text_input" | "text_area":
            text = getattr(element, kind)
            state = {"string_value": text.value if text.set_value else text.default}
        case _:
            return None
    widget = getattr(element, kind)
    link = widget.query_param_key if widget.HasField("query_param_key") else None
    return Widget(widget.label, WidgetState(id=widget.id, **state), choices, link=link)
