"""The elements of a page as a learner without a browser knows them: widgets, buttons and texts."""

import json
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

Value = str | float | bool
KEY_AFTER, NO_KEY = 2, "None"
"""An id is `$$ID`, a hash and the key that the page gave, with dashes between them."""


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


def widgets_of(element: Element) -> list[Widget]:
    """Read the widgets of an element and what they are set to at first."""
    if element.WhichOneof("type") == "bidi_component":
        return _fields_of_call(element.bidi_component)
    widget = _widget_of(element)
    return [] if widget is None else [widget]


def _fields_of_call(component: BidiComponent) -> list[Widget]:
    """Read the fields of a call, which share one state; its buttons have no label."""
    data = json.loads(component.json) if component.WhichOneof("data") == "json" else None
    call = data.get("call", []) if isinstance(data, dict) else []
    state = WidgetState(id=component.id, json_value="{}")
    fields = [part for line in call for part in line if isinstance(part, dict) and "label" in part]
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


@dataclass(frozen=True)
class Shown:
    """What a place of the page says: a text, or a button by its key, or label if it has none."""

    fragment: str
    run: int
    text: str = ""
    button: str = ""
    button_id: str = ""


def shown_by(element: Element, fragment: str, run: int) -> Shown:
    """Read a text or a button; whatever else it is says nothing."""
    match element.WhichOneof("type"):
        case "button":
            button = element.button
            key = button.id.split("-", KEY_AFTER)[-1]
            has_key = key != NO_KEY and not button.is_form_submitter
            name = key if has_key else button.label
            return Shown(fragment, run, button=name, button_id=button.id)
        case "markdown":
            return Shown(fragment, run, element.markdown.body)
        case "alert":
            return Shown(fragment, run, element.alert.body)
        case "progress":
            return Shown(fragment, run, element.progress.text)
    return Shown(fragment, run)
