"""Films on their page: narrow ones in half of their number, and wide ones for a class."""

import pytest

from tests.open_page import open_page
from ui.shell.lesson_table import LESSONS
from ui.state.keys import FILM_HALF, FILM_SHAPE

LESSON = next(lesson for lesson in LESSONS if lesson.folder == "films")


@pytest.mark.parametrize(
    ("link", "choices"), [({}, {FILM_SHAPE, FILM_HALF}), ({"present": 1}, {FILM_HALF})]
)
def test_a_class_sees_films_for_a_slide(link: dict[str, int], choices: set[object]) -> None:
    page = open_page(LESSON.file, **link)
    labels = {group.label for group in page.button_group}
    assert {choice for choice in (FILM_SHAPE, FILM_HALF) if choice.label in labels} == choices
