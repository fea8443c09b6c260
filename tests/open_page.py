"""A page of the app as AppTest runs it, and what it writes."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.shell.lesson_table import HOME

ROOT = Path(__file__).parents[1]


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


def press(page: AppTest, label: str) -> AppTest:
    """Press the first button of this label."""
    return next(button for button in page.button if button.label == label).click().run()


def choose_in_call(page: AppTest, **values: object) -> AppTest:
    """Set values of the call, which a browser draws; AppTest has only what they are set to."""
    for name, value in values.items():
        page.session_state[name] = value
    return page.run()


def complaints(page: AppTest) -> list[str]:
    """What the page says went wrong: exceptions, and errors meant for the learner."""
    return [element.message for element in page.exception] + [e.value for e in page.error]


def words_of(page: AppTest) -> str:
    """What a page without complaints writes, without the escapes of Markdown."""
    assert complaints(page) == []
    return unescaped("\n".join(element.value for element in page.markdown))


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
    return text.replace("\\", "")
