"""A page of the app as AppTest runs it, and what it writes."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.shell.glossary import MARK
from ui.shell.lesson_table import HOME, LESSONS, Lesson
from ui.state.memories import LAYER_FOLD

ROOT = Path(__file__).parents[1]
MARKED = re.compile(rf"\[([^]]+)\]\({MARK}[^)]*\)")
"""A term of the glossary in a sentence."""


@dataclass(frozen=True)
class Screen:
    """What is on a page at once: a section of a lesson, or all of a lesson without sections."""

    lesson: Lesson
    section: str = ""

    def __str__(self) -> str:
        """Name it in the output of tests."""
        return f"{self.lesson.title}: {self.section}" if self.section else self.lesson.title

    @property
    def link(self) -> dict[str, str]:
        """Parameters of its address."""
        return {"section": self.section} if self.section else {}


def screens(*lessons: Lesson) -> list[Screen]:
    """List every section of some lessons."""
    return [Screen(lesson, section) for lesson in lessons for section in lesson.sections or ("",)]


def each_screen(*lessons: Lesson) -> pytest.MarkDecorator:
    """Run a test on every section of some lessons."""
    return pytest.mark.parametrize("screen", screens(*lessons), ids=str)


every_screen = each_screen(HOME, *LESSONS)


def open_page(file: str, **link: object) -> AppTest:
    """Open a page by a link.

    The home page comes first, since only its folder holds `pages/`.
    """
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = str(value)
    if file != HOME.file:
        page.switch_page(file)
    return page.run()


def open_screen(screen: Screen, **link: object) -> AppTest:
    """Open a section of a lesson by a link."""
    return open_page(screen.lesson.file, **screen.link, **link)


def press(page: AppTest, label: str) -> AppTest:
    """Press the first button of this label."""
    return next(button for button in page.button if button.label == label).click().run()


def unfold_layer(page: AppTest) -> AppTest:
    """Open "Input and filters": what brings files in is drawn from then on."""
    page.session_state[LAYER_FOLD.of("layer")] = True
    return page.run()


def choose_in_call(page: AppTest, **values: object) -> AppTest:
    """Set values of the call, which a browser draws; AppTest has only what they are set to."""
    for name, value in values.items():
        page.session_state[name] = value
    return page.run()


def complaints(page: AppTest) -> list[str]:
    """What the page says went wrong: exceptions, and errors meant for the learner."""
    return [element.message for element in page.exception] + [e.value for e in page.error]


def words_of(page: AppTest) -> str:
    """What a page without complaints writes, without the escapes and marked terms of Markdown."""
    assert complaints(page) == []
    return MARKED.sub(r"\1", unescaped("\n".join(element.value for element in page.markdown)))


def captions_of(page: AppTest) -> str:
    """The small print of a page, without the escapes of Markdown."""
    return unescaped("\n".join(caption.value for caption in page.caption))


def formulas_of(page: AppTest) -> str:
    """All formulas of a page, one a line, in the words of LaTeX."""
    return "\n".join(element.value.strip("$\n") for element in page.latex)


def notes_of(page: AppTest) -> list[str]:
    """What a page without exceptions tells the learner beside the lesson, one text a note."""
    assert len(page.exception) == 0
    notes = (*page.error, *page.warning, *page.success, *page.info)
    return [unescaped(note.value) for note in notes]


def unescaped(text: str) -> str:
    return text.replace("\\", "").replace("\xa0", " ")  # formulas are held together
