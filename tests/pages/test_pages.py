"""Every page of the lesson table: at its defaults, at the extremes, and for links nobody meant."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.held import held
from tests.numbers_said import says
from tests.open_page import (
    ROOT,
    Screen,
    choose_in_call,
    complaints,
    each_screen,
    every_screen,
    open_page,
    open_screen,
    screens,
    unescaped,
)
from ui.shell.lesson_table import HOME, LESSONS, Lesson
from ui.state.settings import DEFAULTS, EDITED, PADDING, SETTINGS, STRIDE, Value
from ui.state.valid_settings import choices

PAGES = (HOME, *LESSONS)
SLIDE = LESSONS[0]

every_page = pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.title)
with_layer = each_screen(
    *(lesson for lesson in LESSONS if "current_settings" in (ROOT / lesson.file).read_text())
)
with_files = pytest.mark.parametrize(
    "lesson",
    [lesson for lesson in LESSONS if "layer_controls" in (ROOT / lesson.file).read_text()],
    ids=lambda lesson: lesson.title,
)


@every_screen
def test_a_page_opens_with_its_title_and_its_question(screen: Screen) -> None:
    page = open_screen(screen)
    assert complaints(page) == []
    assert page.title[0].value == screen.lesson.title
    assert page.markdown[0].value == screen.lesson.question
    assert len(page.info) == 0  # nothing had to be changed


@every_page
def test_the_menu_leads_to_every_page(lesson: Lesson) -> None:
    links = open_page(lesson.file).sidebar.get("page_link")
    assert [link.proto.label for link in links] == [entry.title for entry in PAGES]


def extremes(key: str) -> set[Value]:
    """First and last choice of a control, all others at their defaults."""
    values = choices(DEFAULTS, key)
    return {values[0], values[-1]}


@pytest.mark.parametrize("key", SETTINGS)
def test_a_link_to_an_extreme_opens_without_a_word(key: str) -> None:
    for value in extremes(key) - {EDITED}:  # a link does not hold kernels of one's own
        page = open_page(SLIDE.file, **{key: SETTINGS[key].title(value)})
        assert complaints(page) == []
        assert len(page.info) == 0


@with_layer
def test_every_control_can_go_to_its_extremes_one_after_the_other(screen: Screen) -> None:
    page = open_screen(screen, reveal=1)
    for key in controls(page):
        for value in extremes(key):
            if key in controls(page):  # an earlier choice may have taken it away
                page.get_by_key(key).set_value(value).run()
                assert complaints(page) == []


def controls(page: AppTest) -> list[str]:
    kinds = ("segmented_control", "selectbox", "slider", "number_input")
    return [widget.key for kind in kinds for widget in page.get(kind) if widget.key in SETTINGS]


@with_layer
@pytest.mark.parametrize(
    ("link", "corrections"),
    [
        (
            {"stride": 0, "kernel": 99, "filter0": "<b>*x*</b>", "seed": "9" * 5000},
            [
                ("Kernel size", 99, 1, 5, 5),
                ("Strides", 0, 1),
                ("<b>*x*</b>",),
                ("Seed", 999_999_999, 0, 999, 999),
            ],
        ),
        (
            {"kernel": "abc", "size": -5, "input": "nonsense", "groups": 5},
            [
                ("Kernel size abc", 1, 3, 3),  # no larger than the cells
                ("Cells per side", -5, 3, 16, 3),
                ("Input nonsense",),
                ("Groups", 5),  # which ones are possible, the lesson says
            ],
        ),
        ({"input": "Still life", "top": -3}, [("First row", -3, 0)]),
    ],
    ids=str,
)
def test_an_absurd_link_gives_the_nearest_layer_and_says_so(
    screen: Screen, link: dict[str, object], corrections: list[tuple[str, *tuple[float, ...]]]
) -> None:
    page = open_screen(screen, **link)
    assert complaints(page) == []
    said = unescaped(page.info[0].value)
    for name, *numbers in corrections:
        assert says(said[said.index(name) :], *numbers)


@pytest.mark.parametrize("at", ["9.9.9", "0.0", "-1.0.0", "a.b.c", "1.2.0.0", "²", "", "9" * 50])
def test_a_link_to_no_step_opens_at_one(at: str) -> None:
    assert complaints(open_page(SLIDE.file, at=at)) == []


def test_a_step_that_a_link_asked_for_is_named_and_one_that_is_left_behind_is_not() -> None:
    page = open_page(SLIDE.file, at="9.9.9")
    assert says(page.info[0].value, 9, 9, 9, 1, 2, 2)  # 2 maps of 3x3
    page = open_page(SLIDE.file, at="1.2.2")
    choose_in_call(page, kernel=5)  # 5 - 5 + 1 = 1 position
    assert not page.info


def test_what_a_link_says_is_never_markup() -> None:
    page = open_page(SLIDE.file, filter0="[a](javascript:b) <b> :red[x]")
    assert r"\[a\]\(javascript\:b\) \<b\> \:red\[x\]" in page.info[0].value


def test_what_is_set_stays_set_when_something_else_changes() -> None:
    page = open_page(SLIDE.file, stride=2, bias0=5)
    choose_in_call(page, padding="same")
    assert (held(page, STRIDE), held(page, PADDING)) == (2, "same")
    assert page.number_input(key="bias.field 0").value == 5


def test_the_switch_changes_the_words_of_calls_and_sentences() -> None:
    page = open_page(SLIDE.file, stride=2, padding=1, framework="PyTorch")
    page.segmented_control(key="framework").set_value("keras").run()
    calls = "`ZeroPadding2D(padding=1)`, then `Conv2D(filters=2, kernel_size=3, strides=2)`"
    assert calls in [element.value for element in page.markdown]


@with_files
def test_a_file_that_is_no_picture_is_refused_in_a_sentence_of_plain_text(lesson: Lesson) -> None:
    pages = (open_screen(screen, input="Your own picture") for screen in screens(lesson))
    page = next(page for page in pages if page.file_uploader)  # a section that shows the layer
    file = ("<b>*my*</b>.png", b"hello, teacher", "image/png")
    page.file_uploader[0].set_value(file).run()
    assert len(page.exception) == 0
    (refusal,) = page.error
    assert r"\<b\>\*my\*\</b\>\.png" in refusal.value
    assert "PNG or JPEG" in refusal.value
