"""Predict, commit, reveal: nothing of an answer before one was chosen, and all of it after."""

from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from tests.numbers_said import says
from tests.open_page import captions_of, formulas_of, notes_of, open_page, press, words_of
from ui.shell.lesson_table import LESSONS
from ui.state.memories import PREDICTED

SUM = "pages/2_Sum_the_channels.py"
DIGITS = {"input": "1, 100, 10000", "filter0": "Box sum", "bias0": "0", "kernel": "2"}
SKIP = "Show without guessing"


class Asked(NamedTuple):
    """A page that asks.

    `numbers` and `picture`, a part of the key of a component or chart, come after the choice alone.
    """

    name: str
    page: str
    link: dict[str, str]
    right: str
    wrong: str
    numbers: tuple[float, ...]
    picture: str = ""


ASKED = (
    Asked(
        name="mean",
        page=SUM,
        link={**DIGITS, "section": "Three beliefs", "scale": "Cells on the stage"},
        right="Its numbers would be smaller",
        wrong="Nothing",
        numbers=(40404, 13468),  # 4 * 1 + 4 * 100 + 4 * 10000, and a third of it
        picture="sum.belief_maps",
    ),
    Asked(
        name="one kernel",
        page=SUM,
        link={"section": "Three beliefs", "belief": "One kernel serves all channels"},
        right="No: it would treat all alike",
        wrong="Yes: the channels differ",
        numbers=(),
        picture="sum.belief_maps",
    ),
    Asked(
        name="relu first",
        page=SUM,
        link={"section": "Three beliefs", "belief": "ReLU comes before the sum"},
        right="Yes: before, numbers get larger",
        wrong="No",
        numbers=(),
        picture="sum.belief_maps",
    ),
)
every_prediction = pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)


def opened(asked: Asked, **link: str) -> AppTest:
    return open_page(asked.page, **asked.link, **link)


def said(page: AppTest) -> str:
    """All that a page writes, and what it says of its charts to who cannot see them."""
    charts = [chart.proto.alt for chart in page.get("plotly_chart")]
    texts = (words_of(page), captions_of(page), formulas_of(page), *notes_of(page), *charts)
    return "\n".join(texts)


def is_drawn(page: AppTest, picture: str) -> bool:
    drawn = (*page.get("bidi_component"), *page.get("plotly_chart"))
    return any(element.proto.id.endswith(picture) for element in drawn)


def shows(page: AppTest, asked: Asked) -> bool:
    """Whether the answer is on the page; all of its parts have to be, or none."""
    found = {says(said(page), number) for number in asked.numbers}
    found |= {is_drawn(page, asked.picture)} if asked.picture else set()
    assert len(found) == 1
    return found.pop()


@every_prediction
def test_the_answer_is_on_the_page_once_one_was_chosen(asked: Asked) -> None:
    page = opened(asked)
    assert not shows(page, asked)
    press(page, asked.wrong)
    assert shows(page, asked)
    assert asked.right in notes_of(page)[0]
    assert SKIP not in [button.label for button in page.button]


@every_prediction
def test_only_the_first_answer_is_kept_and_any_says_what_it_would_mean(asked: Asked) -> None:
    page = opened(asked)
    meanings = []
    for answer in (asked.right, asked.wrong):
        press(page, answer)
        meanings.append(notes_of(page)[0])
        assert page.session_state[PREDICTED.name][asked.name].answer == asked.right
    assert meanings[0] != meanings[1]


@every_prediction
def test_a_reader_in_a_hurry_and_a_teachers_link_see_it_at_once(asked: Asked) -> None:
    skipped, revealed = press(opened(asked), SKIP), opened(asked, reveal="1")
    assert shows(skipped, asked) and shows(revealed, asked)
    assert notes_of(skipped)[0] == notes_of(revealed)[0]
    assert skipped.session_state[PREDICTED.name][asked.name].answer == ""
    assert PREDICTED.name not in revealed.session_state


def test_what_a_link_revealed_stays_so_on_the_next_page() -> None:
    page = open_page(SUM, reveal="1")
    page.query_params.clear()  # as Streamlit's own menu does
    page.switch_page(LESSONS[2].file).run()
    assert page.query_params["reveal"] == "1"


def test_a_belief_that_changes_nothing_here_is_not_asked_about() -> None:
    page = open_page(SUM, section="Three beliefs", channels="1", input="Small whole numbers")
    assert SKIP not in [button.label for button in page.button]
    assert is_drawn(page, "sum.belief_maps")
