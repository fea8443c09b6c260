"""Every control says what it is for, and one that cannot move says why."""

import ast
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.open_page import ROOT, Screen, every_screen, open_screen

CONTROLS = {
    *("segmented_control", "pills", "radio", "selectbox", "multiselect", "toggle", "checkbox"),
    *("slider", "select_slider", "number_input", "text_input", "text_area"),
    *("file_uploader", "camera_input"),
    *("button", "form_submit_button", "download_button"),
}

ANSWERS = "predict.py"
"""The answers to a question need no help, and a tooltip would lie over the question."""

LEAST = {"channels": 1, "filters": 1, "size": 3, "kernel": 3, "reveal": 1}
"""A layer with one of each thing: one channel, one filter, one position."""


def all_controls(page: AppTest) -> Iterator[Any]:
    """What Streamlit sends of everything that is drawn, in folds, too."""
    waiting = list(page._tree.children.values())
    while waiting:
        element = waiting.pop()
        waiting += getattr(element, "children", {}).values()
        if getattr(element, "proto", None) is not None:
            yield element.proto


def cannot_move(control: Any) -> bool:
    """Whether there is only one thing that a control can be set to, or it is switched off."""
    kind = control.DESCRIPTOR.name
    if kind == "Slider" or (kind == "NumberInput" and control.has_min and control.has_max):
        return bool(control.min == control.max)
    if "options" in control.DESCRIPTOR.fields_by_name:
        return len(control.options) == 1
    return bool(getattr(control, "disabled", False))


def says_why(control: Any) -> bool:
    """Whether its help is there, and speaks of the one value that there is."""
    help: str = getattr(control, "help", "")
    if getattr(control, "disabled", False):
        return help != ""
    return control.DESCRIPTOR.name in ("NumberInput", "Selectbox") and " Only " in help


@every_screen
def test_controls_of_the_least_layer_say_what_they_are_for_and_why_they_cannot_move(
    screen: Screen,
) -> None:
    page = open_screen(screen, **LEAST)
    controls = [widget for kind in sorted(CONTROLS) for widget in page.get(kind)]
    assert controls
    silent = [widget for widget in controls if not widget.proto.help.strip()]
    assert [each.proto.label for each in silent if not each.key.startswith("predict.")] == []
    dead = [each for each in all_controls(page) if cannot_move(each)]
    assert [each.label for each in dead if not says_why(each)] == []


def test_no_control_is_written_without_help() -> None:
    files = [ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("ui/**/*.py")]
    calls = [
        (file.name, node.lineno, {argument.arg for argument in node.keywords})
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CONTROLS
    ]
    assert len(calls) > 50
    silent = [(file, line) for file, line, given in calls if "help" not in given]
    assert [f"{file}:{line}" for file, line in silent if file != ANSWERS] == []
