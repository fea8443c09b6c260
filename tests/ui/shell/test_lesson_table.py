"""The table of lessons names every page once, and all texts speak in one calm voice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.open_page import ROOT
from ui.shell.lesson_table import HOME, LESSONS

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


def test_every_page_has_a_material_symbol_and_asks_something() -> None:
    for lesson in PAGES:
        assert re.fullmatch(r":material/[a-z_0-9]+:", lesson.icon)
        assert lesson.question.endswith("?")


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.name)
def test_no_text_shouts(file: Path) -> None:
    assert [text for text in texts(file) if re.search(r"\w!(?!=)", text)] == []
