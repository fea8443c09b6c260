"""The table of keys: one name for each thing, and no link text that a key cannot take."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.held import held
from tests.open_page import ROOT
from tests.ui.questions.test_question_links import opened
from ui.shell.lesson_table import HOME, LESSONS
from ui.state.key_kinds import Control, FreeText, Key, Memory, Several, Whole
from ui.state.keys import KEYS, by_name, link_keys
from ui.state.link import link_to, take
from ui.state.settings import SETTINGS

PAGES = (HOME, *LESSONS)
LINKED = {name: key for name, key in KEYS.items() if isinstance(key, Control) and key.linked}
ODD_TEXTS = ("", "-1", "00012", "½", "1e9", "9" * 5000, "<b>*x*</b>", "a\x00b", " ")
LINKS_OF_TODAY = json.loads(
    (Path(__file__).parent / "links_of_today.json").read_text(encoding="utf-8")
)


def test_two_keys_with_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two keys are called row"):
        by_name(iter([Memory("row"), Memory("row")]))


def test_what_only_the_session_holds_has_a_dotted_name_that_no_link_has() -> None:
    shown = ("data_format", "layer_number", "lab_rule")  # drawn, though not in links
    session_only = [name for name, key in KEYS.items() if isinstance(key, Memory)]
    assert [name for name in session_only if "." not in name and name not in shown] == []
    assert [name for name in LINKED if "." in name] == []


def test_every_lesson_of_a_key_is_a_lesson() -> None:
    folders = {lesson.folder for lesson in PAGES}
    assert {lesson for key in LINKED.values() for lesson in key.lessons} <= folders
    assert all((ROOT / "ui" / "lessons" / folder).is_dir() for folder in folders)


@pytest.mark.parametrize("name", LINKED)
def test_every_default_and_every_value_reads_back_from_its_link(name: str) -> None:
    key = LINKED[name]
    values = list(getattr(key, "values", ()))
    if isinstance(key, Whole):
        values = [key.low, key.high]
    if isinstance(key, Several):
        values = [[], [key.values[1]], list(key.default)]
    for value in [*values, *([] if key.default is None else [key.default])]:
        taken = take(key, key.in_link(value))
        assert (taken.value, taken.texts, taken.changed) == (value, key.in_link(value), False)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: repr(text[:9]))
def test_an_odd_text_comes_to_a_value_that_reads_back_or_goes(text: str) -> None:
    alone_and_repeated = ([text], [text, text], ["", text])
    for key, texts in product(LINKED.values(), alone_and_repeated):
        taken = take(key, texts)
        assert (taken.value is None) == (not taken.texts)
        if taken.texts:
            assert take(key, taken.texts).texts == taken.texts
            assert not take(key, taken.texts).changed
            assert all(len(one) <= getattr(key, "longest", 60) for one in taken.texts)


@pytest.mark.parametrize("key", [key for key in LINKED.values() if isinstance(key, Whole)])
def test_a_whole_number_beyond_the_limits_comes_to_the_nearest(key: Whole[Any]) -> None:
    nearest = (key.low, key.high) if key.clamped else (None, None)
    assert (take(key, ["-5"]).value, take(key, ["9" * 50]).value) == nearest


def test_a_link_cannot_be_written_to_a_value_that_a_control_cannot_have() -> None:
    with pytest.raises(ValueError, match=r"stride\D+99\D+1 to 32"):
        link_to({SETTINGS["stride"]: 99})


def test_a_page_takes_only_its_own_parameters() -> None:
    assert "row" in link_keys("sum")
    assert "row" not in link_keys("shapes")


@pytest.mark.parametrize("folder", sorted({Path(link["page"]).stem for link in LINKS_OF_TODAY}))
def test_links_that_are_out_in_the_world_set_what_they_always_set(folder: str) -> None:
    for link in (link for link in LINKS_OF_TODAY if Path(link["page"]).stem == folder):
        page = opened(link["page"], link["link"])
        values = {name: held(page, KEYS[name]) for name in link["values"]}
        assert values == link["values"]


def is_possible(key: Key[Any], value: object) -> bool:
    """Whether a control can hold a value; None stands for a default that depends on others."""
    if isinstance(key, FreeText) and value is not key.default:
        return isinstance(value, str) and len(value) <= key.longest
    return value is None or (isinstance(key, Control) and key.nearest(value) == value)


def first_page(key: Control[Any]) -> str:
    """Return the folder of the page on which a key is tried alone."""
    return key.lessons[0] if key.lessons else HOME.folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.folder)
def test_no_odd_link_stops_a_page(page: Any) -> None:
    keys = link_keys(page.folder)
    own = [name for name in keys if page.folder == first_page(keys[name])]
    one_of_each = {re.sub(r"\d+(_\d+)?$", "", name): name for name in own}.values()
    alone = [{name: ODD_TEXTS[i % len(ODD_TEXTS)]} for i, name in enumerate(one_of_each)]
    together = [dict.fromkeys(keys, text) for text in ODD_TEXTS]
    repeated = [{name: ["x", "2"] for name in keys}]
    for link in [*alone, *together, *repeated]:
        shown = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
        shown.query_params.update(link)
        shown.switch_page(page.file).run()
        assert [exception.message for exception in shown.exception] == []
        odd = {name: held(shown, keys[name]) for name in link}
        assert {name: v for name, v in odd.items() if not is_possible(keys[name], v)} == {}
