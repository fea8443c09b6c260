"""Every lesson that shows the layer, with every number of channels, on cells and whole pictures."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from files.pictures import pixels_as_png
from tests.open_page import (
    Screen,
    captions_of,
    choose_in_call,
    complaints,
    open_page,
    open_screen,
)
from tests.pages.test_pages import with_layer
from ui.shell.lesson_table import LESSONS, Lesson
from ui.state.keys import SCALE
from ui.state.scenario import sample_picture
from ui.state.settings import CELLS, MOST_CHANNELS, OWN_PICTURE, SCALES

PADDING, YOUR_IMAGE = LESSONS[4], LESSONS[8]
SHOW_A_PICTURE = pytest.mark.parametrize(
    "screen", [Screen(PADDING, "The padding lab"), Screen(YOUR_IMAGE, "Before and after")], ids=str
)


def scales(lesson: Lesson) -> tuple[str, ...]:
    """What a lesson can lay its filters over."""
    return SCALES if lesson.folder in SCALE.lessons else (CELLS,)


@with_layer
@pytest.mark.parametrize("channels", [1, 2, 4, 8, MOST_CHANNELS])
def test_a_lesson_opens_with_any_number_of_channels(screen: Screen, channels: int) -> None:
    for scale in scales(screen.lesson):
        assert complaints(open_screen(screen, channels=channels, scale=scale, reveal=1)) == []


@with_layer
@pytest.mark.parametrize("sample", ["Handwritten digit", "Still life"])
def test_a_lesson_opens_with_a_picture(screen: Screen, sample: str) -> None:
    for scale in scales(screen.lesson):
        assert complaints(open_screen(screen, input=sample, scale=scale, reveal=1)) == []


@SHOW_A_PICTURE
@pytest.mark.parametrize("channels", [1, 2, 3, 5])
def test_a_picture_that_no_screen_can_show_says_how_it_is_drawn(
    screen: Screen, channels: int
) -> None:
    said = f"{channels} channels" in captions_of(open_screen(screen, channels=channels, reveal=1))
    assert said == (channels not in (1, 3))  # grey, and red with green and blue


def choose_alpha(page: AppTest) -> AppTest:
    """Choose a picture of 4 channels: red, green, blue and alpha."""
    choose_in_call(page, input=OWN_PICTURE)
    pixels = np.arange(4 * 20 * 20, dtype=np.uint8).reshape(4, 20, 20)
    (field,) = (field for field in page.file_uploader if field.label == "Picture")
    field.set_value(("glass.png", pixels_as_png(pixels), "image/png")).run()
    return page.segmented_control(key="reading").set_value("alpha").run()


@with_layer
def test_a_lesson_shows_a_picture_with_alpha(screen: Screen) -> None:
    page = choose_alpha(open_page(YOUR_IMAGE.file))
    assert complaints(page) == []
    assert "alpha" in captions_of(page)
    page.query_params.update(screen.link)
    page.switch_page(screen.lesson.file).run()
    assert complaints(page) == []
    assert page.session_state["reading"] == "alpha"


def test_what_stands_in_for_a_picture_is_as_light_as_one() -> None:
    assert {channels: sample_picture("stripes", channels).pixels.max() for channels in (2, 8)} == {
        2: 9 * (255 // 9),
        8: 9 * (255 // 9),
    }
