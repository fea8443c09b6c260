"""Numbers of one's own are in the link where they fit; what is not is named, and asked for."""

import io
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.open_page import choose_in_call, open_page, unescaped
from ui.state import link as links
from ui.state.keys import CELLS, DECIMAL_BIASES, WEIGHTS
from ui.state.link import take
from ui.state.memories import EDITED_INPUT, EXACT_BIASES, KERNELS
from ui.state.placed_numbers import PlacedNumbers
from ui.state.settings import EDITED

PAGE = "pages/1_Slide_the_kernel.py"


def left_out(page: AppTest) -> str:
    """What the button says that copies the link."""
    (button,) = (
        e.proto for e in page.get("bidi_component") if e.proto.component_name == "copy_link"
    )
    said: str = json.loads(button.json)["leftOut"]
    return said


def linked(page: AppTest, key: PlacedNumbers) -> list[str]:
    """What the address says of a key."""
    texts = page.query_params.get(key.name, [])
    return [texts] if isinstance(texts, str) else texts


def placed(key: PlacedNumbers) -> st.SearchStrategy[dict[tuple[int, ...], Any]]:
    """Some numbers where there can be any."""
    at = st.tuples(*(st.integers(0, last) for last in key.highest))
    limits = -int(key.largest), int(key.largest)
    number = st.integers(*limits) if key.whole else st.floats(*limits)
    return st.dictionaries(at, number, min_size=1, max_size=40)


@given(placed(CELLS), placed(WEIGHTS))
def test_numbers_are_read_from_their_link_as_they_were(cells: Any, weights: Any) -> None:
    for key, numbers in ((CELLS, cells), (WEIGHTS, weights)):
        if key.nearest(numbers) is None:
            assert len(key.title(numbers)) > key.longest
        else:
            taken = take(key, key.in_link(numbers))
            assert (taken.value, taken.texts, taken.changed) == (
                numbers,
                key.in_link(numbers),
                False,
            )


def test_a_link_without_numbers_of_ones_own_leaves_nothing_out() -> None:
    page = choose_in_call(open_page(PAGE), kernel=2)
    assert left_out(page) == ""
    assert linked(page, CELLS) == linked(page, WEIGHTS) == []


def test_a_link_holds_changed_cells_until_another_input_is_set() -> None:
    cells = "0.1.2.99_2.4.4.-3"
    page = open_page(PAGE, cells=cells)
    drawn = open_page(PAGE, cells="0.0.0.1").session_state[EDITED_INPUT.name].numbers
    changed = page.session_state[EDITED_INPUT.name].numbers
    assert (changed[0, 1, 2], changed[2, 4, 4]) == (99, -3)
    assert np.count_nonzero(changed[:, 1:] - drawn[:, 1:]) == 2
    assert (linked(page, CELLS), left_out(page)) == ([cells], "")
    page = choose_in_call(page, size=6)
    assert (linked(page, CELLS), page.session_state[EDITED_INPUT.name]) == ([], None)


def test_cells_that_the_input_does_not_have_are_refused_in_one_sentence() -> None:
    for link in (
        {"cells": "3.0.0.9"},
        {"cells": "0.5.0.9"},
        {"cells": "0.0.0.9", "input": "digit"},
    ):
        page = open_page(PAGE, **link)
        (note,) = page.info
        assert link["cells"] in unescaped(note.value)
        assert linked(page, CELLS) == []
    assert len(open_page(PAGE, cells="0.0.0.100").info) == 1


def test_a_link_holds_the_weights_of_edited_filters() -> None:
    weights = "1.0.0.0.0_1.2.1.1.-0.25"
    page = open_page(PAGE, filter1="Edit it yourself", weights=weights)
    kernels = page.session_state[KERNELS.name][1, :3, :3, :3]
    assert (kernels[2, 1, 1], np.count_nonzero(kernels)) == (-0.25, 1)
    assert (linked(page, WEIGHTS), left_out(page), len(page.info)) == ([weights], "", 0)


def test_a_copied_link_says_that_kernels_do_not_fit_it() -> None:
    page = open_page(PAGE)
    page.session_state[KERNELS.name] = np.full((8, 8, 7, 7), 1 / 3)  # 3*7*7 times 16 figures
    page = choose_in_call(page, size=7, kernel=7, filter1=EDITED)
    assert ("your own kernels" in left_out(page), linked(page, WEIGHTS)) == (True, [])
    assert left_out(choose_in_call(page, filters=1)) == "", "they are not shown"


def test_a_link_that_asks_for_own_kernels_says_that_it_has_none() -> None:
    (note,) = open_page(PAGE, filter0="Edit it yourself").info
    assert "single 1" in note.value
    assert len(open_page(PAGE).info) == 0


def test_a_link_to_your_model_says_that_it_does_not_hold_the_model() -> None:
    page = open_page("pages/12_Your_model.py")
    assert left_out(page) == ""
    model = io.BytesIO()
    np.save(model, np.ones((2, 3, 3, 3)))
    page.file_uploader(key="model.file").set_value(("w.npy", model.getvalue(), "")).run()
    assert left_out(page) == "your own model"


def test_a_link_holds_biases_with_their_decimals() -> None:
    page = open_page(PAGE, bias0=0, biases="0.0.155_1.-2.5")
    field = page.number_input(key="bias.field 0")
    assert (field.value, linked(page, DECIMAL_BIASES)) == (0.155, ["0.0.155_1.-2.5"])
    assert page.session_state[EXACT_BIASES.name] == {0: 0.155, 1: -2.5}
    field.set_value(3.0).run()
    assert linked(page, DECIMAL_BIASES) == ["1.-2.5"]
    assert page.session_state["bias0"] == 3


def test_an_address_that_was_just_written_over_is_late_and_no_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, after = "0.0.155_1.-2.5", "1.-2.5"
    page = open_page(PAGE, bias0=0, biases=before)
    page.number_input(key="bias.field 0").set_value(3.0).run()
    page.query_params["biases"] = before
    page.run()  # the browser has not heard yet of the newer address
    assert (page.session_state["bias0"], linked(page, DECIMAL_BIASES)) == (3, [after])
    monkeypatch.setattr(links, "LATE", 0)
    page.query_params["biases"] = before
    page.run()  # somebody went back
    assert page.session_state[EXACT_BIASES.name] == {0: 0.155, 1: -2.5}
