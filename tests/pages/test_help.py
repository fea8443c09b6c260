"""Every control has a line of help: those that are drawn at first, and those that come later."""

import ast

from tests.open_page import ROOT, Screen, every_screen, open_screen

CONTROLS = {
    *("segmented_control", "pills", "radio", "selectbox", "multiselect", "toggle", "checkbox"),
    *("slider", "select_slider", "number_input", "text_input", "text_area"),
    *("file_uploader", "camera_input"),
    *("button", "form_submit_button", "download_button"),
}

ANSWERS = "predict.py"
"""The answers to a question need no help, and a tooltip would lie over the question."""


@every_screen
def test_every_control_of_a_page_says_what_it_is_for(screen: Screen) -> None:
    page = open_screen(screen)
    controls = [widget for kind in sorted(CONTROLS) for widget in page.get(kind)]
    assert controls
    silent = [widget for widget in controls if not widget.proto.help.strip()]
    assert [each.proto.label for each in silent if not each.key.startswith("predict.")] == []


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
