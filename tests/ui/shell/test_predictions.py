"""Predict, commit, reveal: nothing of an answer before one was chosen, and all of it after."""

from collections import Counter
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from tests.numbers_said import says
from tests.open_page import captions_of, formulas_of, notes_of, open_page, press, words_of
from ui.lessons.control.groups import predict_same_group
from ui.lessons.geometry.asked_places import predict_centre, predict_landing
from ui.shell.lesson_table import LESSONS
from ui.shell.predict import SKIP
from ui.shell.prediction import Prediction
from ui.state.memories import PREDICTED, PREDICTION

SUM = "pages/2_Sum_the_channels.py"
DIGITS = {"input": "1, 100, 10000", "filter0": "Box sum", "bias0": "0", "kernel": "2"}
SKIP_LABEL = "Show without guessing"


class Asked(NamedTuple):
    """A page that asks.

    After the choice alone come `numbers` in the words of the page, a `picture`, by the end of its
    key, and a `button`.
    """

    name: str
    page: str
    link: dict[str, str]
    right: str
    wrong: str
    numbers: tuple[float, ...]
    picture: str = ""
    button: str = ""


ASKED = (
    Asked(
        name="mean",
        page=SUM,
        link={**DIGITS, "section": "Three beliefs", "scale": "Cells on the stage"},
        right="Its sums would be closer to zero",
        wrong="Nothing",
        numbers=(40404, 13468),  # 4 * 1 + 4 * 100 + 4 * 10000, and a third of it
        picture="sum.belief_maps",
    ),
    Asked(
        name="one kernel",
        page=SUM,
        link={"section": "Three beliefs", "belief": "One kernel serves all channels"},
        right="No: it would treat all channels the same",
        wrong="Yes: the channels differ",
        numbers=(),
        picture="sum.belief_maps",
    ),
    Asked(
        name="relu first",
        page=SUM,
        link={"section": "Three beliefs", "belief": "ReLU comes before the sum"},
        right="Yes: ReLU first gives larger numbers",
        wrong="No",
        numbers=(),
        picture="sum.belief_maps",
    ),
    Asked(
        name="shuffle",
        page=SUM,
        link={},
        right="It stays as it is",
        wrong="It moves",
        numbers=(),
        button="Shuffle",
    ),
    Asked(
        name="groups",
        page="pages/4_Control_the_sum.py",
        link={
            **{"section": "Partial maps and weights", "channels": "4", "filters": "4"},
            "groups": "2",
        },
        right="Half of them",
        wrong="A quarter of them",
        numbers=(4 * (2 * 3 * 3 + 1),),  # parameters of the layer that is set
    ),
    Asked(
        name="depth",
        page="pages/6_One_two_three_dimensions.py",
        link={"section": "How deep is the block?", "kernel_depth": "3", "channels": "4"},
        right="2",
        wrong="1, as before",
        numbers=(4 - 3 + 1,),
    ),
    Asked(
        name="copies",
        page="pages/7_As_one_matrix_product.py",
        link={"section": "The price: copies"},
        right="3.24 times",
        wrong="9 times",
        numbers=(27 * 9, 3.24),  # of 75 numbers
        picture="copies",
    ),
    Asked(
        name="same padding",
        page="pages/5_Padding_stride_dilation.py",
        link={"section": "The padding lab", "kernel": "7", "stride": "2", "size": "7"},
        right="2 before, 3 after",
        wrong="3 before, 3 after",
        numbers=(111 * 2 + 7,),  # cells that 112 positions need
        picture="lab board",
    ),
    Asked(
        name="TF32",
        page="pages/8_Precision.py",
        link={"section": "A layer with fewer bits", "input": "Still life", "filter0": "Sobel x"},
        right="The 4th",
        wrong="The 7th",
        numbers=(),
        picture="p histogram",
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
    found |= {asked.button in [button.label for button in page.button]} if asked.button else set()
    assert len(found) == 1
    return found.pop()


@every_prediction
def test_the_answer_is_on_the_page_once_one_was_chosen(asked: Asked) -> None:
    page = opened(asked)
    assert not shows(page, asked)
    press(page, asked.wrong)
    assert shows(page, asked)
    assert asked.right in notes_of(page)[0]
    assert PREDICTION.of(asked.name, SKIP) not in [button.key for button in page.button]


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
    skipped, revealed = opened(asked), opened(asked, reveal="1")
    skipped.button(PREDICTION.of(asked.name, SKIP)).click().run()
    assert shows(skipped, asked) and shows(revealed, asked)
    assert notes_of(skipped)[0] in notes_of(revealed)
    assert skipped.session_state[PREDICTED.name][asked.name].answer == ""
    assert PREDICTED.name not in revealed.session_state


@pytest.mark.parametrize(
    ("asked", "right", "shown"),
    [
        ("pages/4_Control_the_sum.py", "Channel 3", "| **channel 0** |"),
        # row 1 x 2, column 2 x 2: at stride 2 stamps begin two cells apart
        ("pages/5_Padding_stride_dilation.py?Transposed convolution", "row 2, column 4", "maps"),
    ],
    ids=["group", "stamp"],
)
def test_what_is_asked_on_maps_comes_after_a_choice_or_without_guessing(
    asked: str, right: str, shown: str
) -> None:
    file, _, section = asked.partition("?")
    link = {"section": section} if section else {}
    page = open_page(file, **link)
    assert not is_drawn(page, shown) and shown not in said(page)
    assert right not in said(page)
    revealed = open_page(file, **link, reveal="1")
    for known in (press(page, SKIP_LABEL), revealed):
        assert is_drawn(known, shown) or shown in said(known)
        assert right in notes_of(known)[0]


PLACES_ASKED = (predict_same_group(), predict_centre(), predict_landing())


@pytest.mark.parametrize("asked", PLACES_ASKED, ids=lambda asked: asked.name)
def test_every_place_of_a_map_that_is_asked_is_an_answer_and_one_place_is_right(
    asked: Prediction,
) -> None:
    assert asked.board is not None
    found = Counter(asked.board.places.values())
    assert set(found) == set(asked.answers)
    assert found[asked.right] == 1


def test_what_a_link_revealed_stays_so_on_the_next_page() -> None:
    page = open_page(SUM, reveal="1")
    page.query_params.clear()  # as Streamlit's own menu does
    page.switch_page(LESSONS[2].file).run()
    assert page.query_params["reveal"] == "1"


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ("pages/5_Padding_stride_dilation.py", "The padding lab"),
        ("pages/7_As_one_matrix_product.py", "The price: copies"),
    ],
)
def test_where_only_one_answer_is_left_nothing_is_asked(page: str, section: str) -> None:
    pointwise = {"kernel": 1, "channels": 1, "filters": 1, "input": "Small whole numbers"}
    opened = open_page(page, section=section, **pointwise)
    assert SKIP_LABEL not in [button.label for button in opened.button]
    assert len(opened.get("bidi_component")) > 1


def test_a_belief_that_changes_nothing_here_is_not_asked_about() -> None:
    page = open_page(SUM, section="Three beliefs", channels="1", input="Small whole numbers")
    assert SKIP_LABEL not in [button.label for button in page.button]
    assert is_drawn(page, "sum.belief_maps")
