"""Saved on one page, opened on another: settings, kernels and the region of a picture."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from files.scenario_file import SavedScenario, read_scenario, scenario_as_json
from ui.controls.scenario_file import saved
from ui.shell.lesson_table import HOME, LESSONS
from ui.state.settings import DEFAULTS, EDITED, OWN_PICTURE

ROOT = Path(__file__).parents[3]
SLIDE, SUM = LESSONS[0], LESSONS[1]


def opened(file: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    return page.switch_page(file).run()


def restored(page: AppTest, content: bytes) -> AppTest:
    uploader = next(u for u in page.file_uploader if u.label == "Scenario")
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
        page = restored(opened(lesson.file), content)
        assert len(page.exception) == len(page.error) == 0
        assert page.success[0].value == "The scenario is as it was saved."
        assert page.segmented_control(key="stride").value == 2
        assert page.session_state["edited kernels"][0, :3, :3, :3].tolist() == kernels[0].tolist()
        assert page.selectbox(key="input").value == OWN_PICTURE


def test_a_damaged_file_changes_nothing_and_says_why() -> None:
    page = restored(opened(SLIDE.file), b"{")
    assert page.error[0].value.startswith(r"The file is no JSON\: line 1")
    assert page.segmented_control(key="stride").value == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kernel": 99}, "Kernel is 99, but has to be 1 to 5."),
        ({"stride": "x"}, "Stride is x, but has to be 1 to 4."),
        ({"strude": 2}, "Strude is no setting."),
        ({"input": "\ud800"}, "Input is , but has to be"),
    ],
    ids=str,
)
def test_settings_that_make_no_layer_change_nothing(change: dict, sentence: str) -> None:
    content = scenario_as_json(SavedScenario({**DEFAULTS, "dilation": 2, **change}))
    page = restored(opened(SLIDE.file), content)
    assert len(page.exception) == len(page.success) == 0
    assert page.error[0].value.replace("\\", "").startswith(sentence)
    assert page.segmented_control(key="dilation").value == 1


def test_a_file_that_lacks_a_setting_is_refused() -> None:
    page = restored(opened(SLIDE.file), scenario_as_json(SavedScenario({"stride": 2})))
    assert page.error[0].value == "The file has no setting input\\."


def test_more_kernels_than_there_can_be_are_refused() -> None:
    content = scenario_as_json(SavedScenario(DEFAULTS, np.ones((9, 1, 3, 3))))
    page = restored(opened(SLIDE.file), content)
    assert "are more than" in page.error[0].value


def test_what_a_page_saves_is_what_is_set() -> None:
    back = read_scenario(scenario_as_json(saved(DEFAULTS)))
    assert back.settings == dict(DEFAULTS)
    assert back.kernels is None
    assert back.picture is None
