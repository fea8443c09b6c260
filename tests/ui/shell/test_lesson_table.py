"""The table of lessons names every page once, and all texts speak in one calm voice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.open_page import ROOT, notes_of, open_page
from ui.shell.lesson_table import HOME, LESSONS, Lesson
from ui.state.keys import SECTION

PAGES = (HOME, *LESSONS)
SPEAKING = [
    *(ROOT / "app.py", ROOT / "ui" / "shell" / "tour.toml"),
    *sorted(ROOT.glob("pages/*.py")),
    *sorted(ROOT.glob("ui/**/*.py")),
]


def texts(file: Path) -> Iterator[str]:
    """Every text in a file: the strings of a program, or all of a file for people."""
    content = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        yield content
        return
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_page_is_in_the_table_in_the_order_of_the_numbers() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*.py")]
    assert [lesson.file for lesson in LESSONS] == sorted(
        files, key=lambda file: int(file.removeprefix("pages/").split("_")[0])
    )


@pytest.mark.parametrize("what", ["title", "question", "icon"])
def test_no_two_pages_share_a_title_a_question_or_an_icon(what: str) -> None:
    assert len({getattr(lesson, what) for lesson in PAGES}) == len(PAGES)


def test_no_two_lessons_share_the_title_of_a_section() -> None:
    titles = [section for lesson in PAGES for section in lesson.sections]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= SECTION.longest for title in titles)


def test_links_name_the_sections_of_lessons_that_have_some() -> None:
    assert set(SECTION.lessons) == {lesson.folder for lesson in PAGES if lesson.sections}


@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.title)
def test_a_page_draws_every_section_of_its_lesson(lesson: Lesson) -> None:
    page = ast.parse((ROOT / lesson.file).read_text(encoding="utf-8"))
    cases = [node for node in ast.walk(page) if isinstance(node, ast.MatchValue)]
    assert [ast.literal_eval(case.value) for case in cases] == list(lesson.sections)


def test_a_section_that_a_lesson_does_not_have_comes_to_the_first() -> None:
    lesson = next(lesson for lesson in LESSONS if lesson.sections)
    page = open_page(lesson.file, section="Nowhere")
    (note,) = notes_of(page)
    assert "Nowhere" in note
    assert all(title in note for title in lesson.sections)
    assert page.segmented_control(key=SECTION.name).value == lesson.sections[0]


def test_a_lesson_begins_with_its_first_section_wherever_one_left_it() -> None:
    lesson = next(lesson for lesson in LESSONS if lesson.sections)
    page = open_page(lesson.file)
    page.segmented_control(key=SECTION.name).set_value(lesson.sections[1]).run()
    assert page.segmented_control(key=SECTION.name).value == lesson.sections[1]
    page.query_params.clear()
    page.switch_page(HOME.file).run()
    page.switch_page(lesson.file).run()
    assert page.segmented_control(key=SECTION.name).value == lesson.sections[0]


def test_every_page_has_a_material_symbol_and_asks_something() -> None:
    for lesson in PAGES:
        assert re.fullmatch(r":material/[a-z_0-9]+:", lesson.icon)
        assert lesson.question.endswith("?")


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.name)
def test_no_text_shouts(file: Path) -> None:
    assert [text for text in texts(file) if re.search(r"\w!(?!=|r})", text)] == []
