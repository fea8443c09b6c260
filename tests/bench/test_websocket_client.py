"""The learner without a browser, before a small script: what is opened, changed and finished."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from bench.websocket_client import PATIENCE, Learner, learner_at
from tests.browser.app_and_browser import started_app
from tests.run_async import run_async

SCRIPT = """
import streamlit as st

number = st.slider("Number", 0, 10, 5, key="number", bind="query-params")
kind = st.segmented_control("Kind", ["one", "two"], default="one")
if st.checkbox("Start again") and "again" not in st.session_state:
    st.session_state.again = True
    st.rerun()
st.write(f"{number} of kind {kind}")
if kind == "two":
    st.number_input("Only of kind two", value=2)
if number == 9:
    raise ValueError("nine is too much")
st.code("x" * 20_000)
if st.button("Press", key="the key"):
    st.info("It was pressed")

@st.fragment(run_every=0.05)
def again():
    st.session_state.count = st.session_state.get("count", 0) + 1
    st.markdown(f"Run {st.session_state.count}")

again()

@st.fragment
def part():
    st.selectbox("Part", ["first", "second"])
    st.write("the part")

part()
"""

Result = TypeVar("Result")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("app")
    script = folder / "script.py"
    script.write_text(SCRIPT)
    with started_app(script, folder) as app:
        yield app.url


def run_learner(
    url: str, act: Callable[[Learner], Awaitable[Result]], query: str = ""
) -> tuple[Result, Learner]:
    """What an open page answers to one act, and the learner after it."""

    async def run() -> tuple[Result, Learner]:
        async with learner_at(url, "", query) as learner:
            opening = await learner.open()
            assert opening.exceptions == ()
            return await act(learner), learner

    return run_async(run())


def test_opening_knows_every_widget_at_its_first_value(url: str) -> None:
    async def values(learner: Learner) -> dict[str, tuple[object, ...]]:
        return {label: widget.values for label, widget in learner.widgets.items()}

    set_to, _ = run_learner(url, values)
    assert set_to == {
        "Number": (5,),
        "Kind": ("one",),
        "Start again": (False,),
        "Part": ("first",),
    }


def test_a_link_sets_what_is_bound_to_it(url: str) -> None:
    async def number(learner: Learner) -> tuple[object, ...]:
        return learner.widgets["Number"].values

    assert run_learner(url, number, "number=7")[0] == (7,)


def test_a_change_runs_the_script_with_the_new_value(url: str) -> None:
    answer, learner = run_learner(url, lambda learner: learner.change("Kind", "two"))
    assert "Only of kind two" in learner.widgets
    assert answer.exceptions == ()
    assert 0 < answer.seconds < PATIENCE


def test_a_bound_change_is_in_the_address(url: str) -> None:
    _, learner = run_learner(url, lambda learner: learner.change("Number", 3))
    assert learner.query == "number=3"


def test_an_exception_of_the_script_is_told(url: str) -> None:
    answer, _ = run_learner(url, lambda learner: learner.change("Number", 9))
    assert answer.exceptions == ("nine is too much",)


def test_a_script_that_starts_again_is_awaited_to_its_end(url: str) -> None:
    _, learner = run_learner(url, lambda learner: learner.change("Start again", True))
    assert list(learner.widgets) == ["Number", "Kind", "Start again", "Part"]


def test_a_fragment_runs_alone_and_the_rest_of_the_page_stays(url: str) -> None:
    answer, learner = run_learner(url, lambda learner: learner.change("Part", "second"))
    assert answer.size < 5_000
    assert list(learner.widgets) == ["Number", "Kind", "Start again", "Part"]


def test_a_button_is_pressed_once(url: str) -> None:
    async def press(learner: Learner) -> tuple[bool, bool]:
        await learner.press("the key")
        pressed = learner.says("It was pressed")
        await learner.change("Number", 4)
        return pressed, learner.says("It was pressed")

    assert run_learner(url, press)[0] == (True, False)


def test_what_repeats_itself_runs_while_a_learner_waits(url: str) -> None:
    _, learner = run_learner(url, lambda learner: learner.wait(0.3))
    assert not learner.says("Run 1")
    assert learner.says("Run ")
    assert "the key" in learner.buttons


def test_a_large_element_is_sent_once(url: str) -> None:
    async def sizes(learner: Learner) -> int:
        return (await learner.change("Number", 4)).size

    assert run_learner(url, sizes)[0] < 20_000


def test_a_widget_that_is_not_there_is_refused_with_those_that_are(url: str) -> None:
    with pytest.raises(KeyError, match="no widget Colour, but Number, Kind"):
        run_learner(url, lambda learner: learner.change("Colour", "red"))
