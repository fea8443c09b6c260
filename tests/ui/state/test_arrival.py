"""The link under an answer: the lesson shows the question's layer, whatever was set before."""

from collections.abc import Mapping

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.open_page import open_page
from ui.controls.layer import KEPT
from ui.lessons.quiz.questions import (
    about_frameworks,
    about_sizes,
    about_sums,
    numbers,
    pictures,
    shapes,
)
from ui.lessons.quiz.questions.question import Maker, Question
from ui.shell.lesson_table import HOME, LESSONS
from ui.state.arrival import OBEY, obeyed
from ui.state.settings import SETTINGS

QUIZ = next(lesson.file for lesson in LESSONS if lesson.title == "Check yourself")
BEFORE = {
    "pages/1_Slide_the_kernel.py": {"kernel": 1, "stride": 2, "input": "Stripes", "bias0": 9},
    "pages/2_Sum_the_channels.py": {
        **{"stride": 2, "filter0": "Sobel x", "channel0": "false", "channel1": "false"},
        **{"belief": "One kernel serves all channels", "scale": "Whole picture", "row": 3},
    },
    "pages/3_Shapes_and_layouts.py": {"layers": "nn.Conv2d(5, 7, 3)", "in_height": 99},
    "pages/4_Control_the_sum.py": {"channels": 6, "filters": 6, "groups": 6, "filter": 5},
    "pages/5_Padding_stride_dilation.py": {"stride": 2, "padding": 2, "size": 9, "t_kernel": 4},
    "pages/6_One_two_three_dimensions.py": {"kind": "Conv3D", "order": "reversed", "stride": 2},
    "pages/8_Precision.py": {"p_number": "257"},
}
"""What a learner had set on each lesson, not at all what the questions ask for."""


def followed(page: AppTest, file: str, link: Mapping[str, object]) -> AppTest:
    """Follow a link to a lesson; as in the browser, it replaces the address."""
    page.query_params.clear()
    for name, value in link.items():
        page.query_params[name] = str(value)
    page.switch_page(file).run()
    assert len(page.exception) + len(page.error) + len(page.info) == 0
    return page


def opened(file: str, link: Mapping[str, object]) -> AppTest:
    return followed(open_page(HOME.file), file, link)


def question_of(maker: Maker) -> Question:
    return maker(np.random.default_rng(0), "keras")


def shown(page: AppTest, question: Question) -> dict[str, object]:
    """What the link's names stand for on the page: the layer, and controls of the lesson alone."""
    state, values = page.session_state, {}
    for name in question.link:
        if KEPT in state and name in state[KEPT]:
            values[name] = state[KEPT][name]
        elif name in state:
            values[name] = state[name]
    return values


@pytest.mark.parametrize(
    "maker",
    [
        numbers.output_cell,
        about_sums.averaged_first,
        pictures.dropped_channel,
        about_sizes.one_channel_counted,
        about_sizes.shared_by_groups,
        about_sizes.uneven_stride,
        about_frameworks.inverse,
        about_sums.neighbouring_channels,
        about_sizes.axes_or_directions,
        about_frameworks.bug_of_a_gpu,
    ],
    ids=lambda maker: maker.__name__,
)
def test_a_link_wins_over_what_was_set_and_leaves_an_address_that_shows_the_same(
    maker: Maker,
) -> None:
    question = question_of(maker)
    alone = opened(question.lesson, question.link)
    page = opened(question.lesson, BEFORE[question.lesson])
    followed(page, QUIZ, {})
    followed(page, question.lesson, obeyed(question.link))
    assert shown(page, question) == shown(alone, question)
    for name, text in question.link.items():
        if name in SETTINGS:
            assert shown(page, question)[name] == SETTINGS[name].parsed(text)
    assert OBEY not in page.query_params
    address = dict(page.query_params)
    again = opened(question.lesson, address)
    assert shown(again, question) == shown(page, question)


def test_what_a_link_does_not_name_stays_as_it_was() -> None:
    page = opened("pages/3_Shapes_and_layouts.py", {"samples": 5, "in_height": 99})
    question = question_of(shapes.parameters)
    followed(page, QUIZ, {})
    followed(page, question.lesson, obeyed(question.link))
    assert page.session_state["samples"] == 5
    assert page.session_state["in_height"] == int(question.link["in_height"])


def test_what_the_learner_sets_after_the_link_stays() -> None:
    question = question_of(about_sizes.gaps_of_dilation)
    page = opened(question.lesson, obeyed(question.link))
    page.segmented_control(key="dilation").set_value(2).run()
    assert page.segmented_control(key="dilation").value == 2


def test_an_absurd_link_is_obeyed_as_far_as_can_be() -> None:
    link = {"stride": "abc", "kernel": "99", "nothing": "x", "belief": "?", OBEY: "1"}
    page = open_page("pages/2_Sum_the_channels.py", **link)
    assert len(page.exception) + len(page.error) == 0
    assert (page.session_state["stride"], page.session_state["belief"]) == (1, "mean")
