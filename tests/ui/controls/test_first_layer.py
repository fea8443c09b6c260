"""The layer a lesson begins with: its own as long as nobody has set one, and only there."""

from streamlit.testing.v1 import AppTest

from tests.held import held
from tests.open_page import choose_in_call, open_page
from ui.shell.lesson_table import LESSONS
from ui.state.settings import CHANNELS, DEFAULTS, FILTERS

SLIDE = LESSONS[0]
CONTROL = next(lesson for lesson in LESSONS if lesson.first_layer)
USUAL = DEFAULTS["channels"], DEFAULTS["filters"]
ITS_OWN = CONTROL.first_layer["channels"], CONTROL.first_layer["filters"]


def layer(page: AppTest) -> tuple[object, object]:
    return held(page, CHANNELS), held(page, FILTERS)


def go_to(page: AppTest, file: str) -> AppTest:
    """Follow the menu: as in the browser, the address is a new one."""
    page.query_params.clear()
    page.switch_page(file).run()
    assert len(page.exception) == len(page.info) == 0
    return page


def test_a_lesson_begins_with_its_own_layer_and_takes_it_along_nowhere() -> None:
    page = open_page(CONTROL.file)
    assert ITS_OWN == (4, 4)  # 4 channels and 4 filters split into 1, 2 or 4 groups
    assert layer(page) == layer(page.run()) == ITS_OWN
    assert layer(go_to(page, SLIDE.file)) == USUAL
    assert layer(go_to(page, CONTROL.file)) == ITS_OWN


def test_a_layer_that_a_link_names_wins_even_if_it_is_the_usual_one() -> None:
    page = open_page(CONTROL.file, channels=USUAL[0])
    assert layer(page) == layer(page.run()) == USUAL


def test_a_layer_that_was_changed_goes_along_to_every_lesson() -> None:
    page = choose_in_call(open_page(SLIDE.file), channels=5)
    assert layer(go_to(page, CONTROL.file)) == (5, USUAL[1])
    page = choose_in_call(open_page(CONTROL.file), channels=6)
    assert layer(go_to(page, SLIDE.file)) == (6, ITS_OWN[1])
