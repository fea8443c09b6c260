"""The link under every answer: the lesson shows the question's layer, whatever was set before."""

from collections.abc import Mapping

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.held import held
from tests.open_page import ROOT, choose_in_call, complaints
from ui.questions.question import Question
from ui.questions.rounds import TOPICS
from ui.shell.lesson_table import HOME, LESSONS
from ui.state.key_kinds import Control
from ui.state.keys import BELIEF, IN_HEIGHT, KEYS, SAMPLES
from ui.state.link import Link, link_to
from ui.state.settings import STRIDE

BEFORE: Mapping[str, Link] = {
    "slide": {"kernel": "1", "stride": "2", "input": "Stripes", "bias0": "9"},
    "sum": {
        **{"stride": "2", "filter0": "Sobel x", "channel0": "false", "channel1": "false"},
        **{"belief": "One kernel serves all channels", "scale": "Whole picture", "row": "3"},
    },
    "shapes": {"layers": "nn.Conv2d(5, 7, 3)", "in_height": "99", "samples": "5"},
    "control": {"channels": "6", "filters": "6", "groups": "6", "filter": "5"},
    "geometry": {"stride": "2", "padding": "2", "size": "9", "t_kernel": "4"},
    "dimensions": {"kind": "Conv3D", "order": "reversed", "stride": "2"},
    "precision": {"p_number": "257"},
}
"""What a learner had set on each lesson, not at all what the questions ask for."""
FILES = {lesson.folder: lesson.file for lesson in LESSONS}
QUESTIONS = tuple(
    maker(np.random.default_rng(0), "keras") for topic in TOPICS.values() for maker in topic.makers
)


def follow(page: AppTest, file: str, link: Link) -> AppTest:
    """Follow a link to a page; as in the browser, it replaces the address."""
    page.query_params.clear()
    page.query_params.update(link)
    page.switch_page(file).run()
    assert complaints(page) == []
    return page


def opened(file: str, link: Link) -> AppTest:
    return follow(AppTest.from_file(str(ROOT / HOME.file), default_timeout=60), file, link)


def asked_for(question: Question) -> dict[str, object]:
    """What the link names, read back from its texts."""
    values = {}
    for name, texts in question.link.items():
        key = KEYS[name]
        assert isinstance(key, Control)
        values[name] = key.from_link([texts] if isinstance(texts, str) else texts)
    return values


def held_values(page: AppTest, names: Link, folder: str) -> dict[str, object]:
    """What the page holds for these names, as far as they are its own."""
    keys = [KEYS[name] for name in names]
    own = [key for key in keys if isinstance(key, Control) and folder in (key.lessons or (folder,))]
    return {key.name: held(page, key) for key in own}


@pytest.mark.parametrize("folder", BEFORE)
def test_every_link_to_a_lesson_wins_over_what_was_set(folder: str) -> None:
    questions = [q for q in QUESTIONS if q.lesson == FILES[folder] and q.link]
    assert questions
    for question in questions:
        page = opened(FILES[folder], BEFORE[folder])
        follow(page, HOME.file, {})
        follow(page, FILES[folder], question.link)
        found = held_values(page, question.link, folder)
        assert found == {name: asked_for(question)[name] for name in found}
        assert found
        assert len(page.info) == 0


def test_every_question_leads_to_a_lesson() -> None:
    lessons = {question.lesson for question in QUESTIONS if question.link}
    assert lessons == {FILES[folder] for folder in BEFORE}


@pytest.mark.parametrize("folder", ["sum", "geometry", "dimensions"])
def test_the_address_that_a_link_leaves_shows_the_same_again(folder: str) -> None:
    question = next(q for q in QUESTIONS if q.lesson == FILES[folder] and q.link)
    page = opened(FILES[folder], question.link)
    again = opened(FILES[folder], dict(page.query_params))
    assert held_values(again, question.link, folder) == held_values(page, question.link, folder)


def test_what_a_link_does_not_name_stays_as_it_was() -> None:
    page = opened(FILES["shapes"], BEFORE["shapes"])
    question = next(q for q in QUESTIONS if q.lesson == FILES["shapes"] and q.link)
    follow(page, HOME.file, {})
    follow(page, FILES["shapes"], question.link)
    assert held(page, SAMPLES) == 5
    assert held(page, IN_HEIGHT) == asked_for(question)["in_height"]


def test_what_the_learner_sets_after_the_link_stays() -> None:
    page = opened(FILES["sum"], link_to({STRIDE: 2}))
    choose_in_call(page, stride=1)
    assert held(page, STRIDE) == 1


def test_a_link_of_old_that_says_it_wins_is_followed_as_far_as_can_be() -> None:
    link: Link = {"stride": "abc", "kernel": "99", "nothing": "x", "belief": "?", "obey": "1"}
    page = opened(FILES["sum"], link)
    assert (held(page, STRIDE), held(page, BELIEF)) == (1, "mean")
    assert "obey" not in page.query_params
    assert page.query_params["nothing"] == "x"
