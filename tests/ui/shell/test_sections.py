"""The sections of a lesson: a link names one, or the controls of one."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.held import held
from tests.open_page import complaints, open_page
from ui.shell.lesson_table import LESSONS, Lesson
from ui.shell.sections import SECTION_CONTROLS, section_of
from ui.state.keys import LINKED, SECTION

SECTIONED = [lesson for lesson in LESSONS if lesson.sections]


def lesson_in(folder: str) -> Lesson:
    return next(lesson for lesson in LESSONS if lesson.folder == folder)


def drawn_controls(page: AppTest) -> set[str]:
    """Names of the controls on a page that a link can set."""
    assert complaints(page) == []
    return {widget.key for widget in page.main if getattr(widget, "key", None)} & LINKED.keys()


def test_the_table_names_sections_that_are_there() -> None:
    assert SECTION_CONTROLS.keys() <= {title for lesson in SECTIONED for title in lesson.sections}


@pytest.mark.parametrize("lesson", SECTIONED, ids=lambda lesson: lesson.title)
def test_a_control_that_the_first_section_does_not_have_opens_one_that_has_it(
    lesson: Lesson,
) -> None:
    first, *later = (
        drawn_controls(open_page(lesson.file, section=title)) for title in lesson.sections
    )
    for name in set().union(*later) - first:
        found = lesson.sections.index(section_of(lesson, {name}))
        assert found > 0, name
        assert name in later[found - 1]


@pytest.mark.parametrize(
    ("folder", "link", "section"),
    [
        ("control", {"mixing_rows": 3}, "Mixing afterwards"),
        ("geometry", {"t_kernel": 4, "stride": 2}, "Transposed convolution"),
        ("geometry", {"stride": 2}, "Convolution arithmetic"),
        ("dimensions", {"order": "reversed", "stride": 2}, "Who is whose neighbour?"),
        ("precision", {"seed": 5}, "A layer with fewer bits"),
        ("image", {"pixel_row": 5, "filter": 1}, "One pixel"),
        ("image", {"pixel_row": 5, "section": "Take it home"}, "Take it home"),
    ],
)
def test_a_link_of_old_days_opens_the_section_of_its_controls(
    folder: str, link: dict[str, object], section: str
) -> None:
    assert held(open_page(lesson_in(folder).file, **link), SECTION) == section


def test_a_link_says_the_section_where_its_controls_would_lead_to_another() -> None:
    lesson = lesson_in("control")
    page = open_page(lesson.file, mixing_rows=3)
    page.segmented_control(key=SECTION.name).set_value(lesson.sections[0]).run()
    asked = {"mixing_rows": "3"} | {name: text[0] for name, text in page.query_params.items()}
    assert held(open_page(lesson.file, **asked), SECTION) == lesson.sections[0]
