"""Saved on one page, opened on another: settings, kernels and the region of a picture."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from files.scenario_file import SavedScenario, read_scenario, scenario_as_json
from tests.held import held
from tests.numbers_said import numbers_in
from tests.open_page import open_page, unescaped, unfold_layer
from ui.controls.scenario_file import saved_scenario
from ui.shell.lesson_table import LESSONS
from ui.state.memories import EDITED_INPUT, KERNELS
from ui.state.settings import DEFAULTS, DILATION, EDITED, INPUT, OWN_PICTURE, STRIDE

SLIDE, SUM = LESSONS[0], LESSONS[1]


def restored(page: AppTest, content: bytes) -> AppTest:
    uploader = next(u for u in unfold_layer(page).file_uploader if u.label == "Scenario")
    return uploader.set_value(("scenario.json", content, "application/json")).run()


def red_dot() -> bytes:
    file = BytesIO()
    pixels = np.zeros((8, 8, 3), np.uint8)
    pixels[..., 0] = 255
    Image.fromarray(pixels).save(file, format="PNG")
    return file.getvalue()


def test_settings_kernels_and_picture_are_restored_on_another_page() -> None:
    settings = {**DEFAULTS, "input": OWN_PICTURE, "filters": 1, "filter0": EDITED, "stride": 2}
    kernels = np.full((1, 3, 3, 3), 0.5)
    content = scenario_as_json(SavedScenario(settings, kernels, red_dot()))
    for lesson in (SLIDE, SUM):
        page = restored(open_page(lesson.file), content)
        assert len(page.exception) == len(page.error) == 0
        assert len(page.success) == 1
        assert held(page, STRIDE) == 2
        assert page.session_state[KERNELS.name][0, :3, :3, :3].tolist() == kernels[0].tolist()
        assert held(page, INPUT) == OWN_PICTURE


def test_changed_cells_of_the_input_are_restored_and_go_with_another_input() -> None:
    numbers = np.arange(3 * 5 * 5).reshape(3, 5, 5)
    page = restored(open_page(SLIDE.file), scenario_as_json(SavedScenario(DEFAULTS, input=numbers)))
    assert len(page.success) == 1
    np.testing.assert_array_equal(page.session_state[EDITED_INPUT.name].numbers, numbers)
    page = restored(page, scenario_as_json(SavedScenario(DEFAULTS)))
    assert page.session_state[EDITED_INPUT.name] is None


def test_an_input_that_is_not_that_of_its_settings_is_refused() -> None:
    content = scenario_as_json(SavedScenario(DEFAULTS, input=np.ones((1, 5, 5), int)))
    page = restored(open_page(SLIDE.file), content)
    assert numbers_in(page.error[0].value) == [1, 5, 5]


def test_a_damaged_file_changes_nothing_and_says_why() -> None:
    page = restored(open_page(SLIDE.file), b"{")
    assert re.search(r"JSON.*\b1\b", page.error[0].value)  # the line
    assert held(page, STRIDE) == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kernel": 99}, r"Kernel\b.*\b99\b.*\b1\b.*\b5\b"),
        ({"stride": "x"}, r"Stride\b.*\bx\b.*\b1\b.*\b32\b"),
        ({"strude": 2}, "Strude"),
        ({"input": "\ud800"}, "Input"),
    ],
    ids=str,
)
def test_settings_that_make_no_layer_change_nothing(change: dict, named: str) -> None:
    content = scenario_as_json(SavedScenario({**DEFAULTS, "dilation": 2, **change}))
    page = restored(open_page(SLIDE.file), content)
    assert len(page.exception) == len(page.success) == 0
    assert re.search(named, unescaped(page.error[0].value))
    assert held(page, DILATION) == 1


def test_a_file_that_lacks_a_setting_is_refused() -> None:
    page = restored(open_page(SLIDE.file), scenario_as_json(SavedScenario({"stride": 2})))
    assert "input" in page.error[0].value


def test_more_kernels_than_there_can_be_are_refused() -> None:
    content = scenario_as_json(SavedScenario(DEFAULTS, np.ones((9, 1, 3, 3))))
    page = restored(open_page(SLIDE.file), content)
    assert numbers_in(page.error[0].value)[0] == 9


def test_what_a_page_saves_is_what_is_set() -> None:
    back = read_scenario(scenario_as_json(saved_scenario(DEFAULTS)))
    assert back.settings == dict(DEFAULTS)
    assert back.kernels is None
    assert back.picture is None
