"""What is sent beside the numbers: it arrives, and the browser learns of every change."""

from typing import Any

import numpy as np
import pytest

import colours
from conv_engine import Layer
from stage import Move, Options, Position
from stage.component import stage_data
from stage.look import add_look
from stage.scene import scene

ONES = np.ones((1, 1, 2, 2), int)
CONTENT = scene(Layer.of(ONES[0], ONES))


def test_full_hue_words_and_numbers_arrive() -> None:
    sent = stage_data(CONTENT, "A layer.", Options(full_hue=255))
    assert (sent["fullHue"], sent["alt"]) == (255, "A layer.")
    assert {name: sent[name] for name in CONTENT} == CONTENT


def test_options_arrive() -> None:
    sent = stage_data(CONTENT, "A layer.", Options(start=None, granularity="cell", loop=True))
    assert sent["options"] == {
        "start": None,
        "granularity": "cell",
        "view": "depth",
        "autoplay": False,
        "loop": True,
        "compact": False,
        "reports": False,
        "move": None,
    }


def test_a_move_arrives_as_the_script_reads_it() -> None:
    move = Move(3, at=Position(0, 2, 1), spread=0.5, light=("patch",))
    sent = stage_data(CONTENT, "A layer.", Options(move=move))["options"]["move"]
    assert sent["at"] == (0, 2, 1)
    left_alone = {name for name, value in sent.items() if value is None}
    assert left_alone == {"granularity", "view", "yaw", "pitch"}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_signs_arrive_in_the_colours_of_both_themes(dark: bool) -> None:
    shades = colours.theme(dark)
    assert add_look(CONTENT, "", None)["colours"]["dark" if dark else "light"] == {
        "negative": shades.negative,
        "positive": shades.positive,
    }


@pytest.mark.parametrize(
    "other",
    [{"alt": "Another."}, {"full_hue": 255}, {"content": CONTENT | {"stride": (2, 2)}}],
    ids=lambda other: next(iter(other)),
)
def test_what_is_drawn_otherwise_has_another_id(other: dict[str, Any]) -> None:
    shown: dict[str, Any] = {"content": CONTENT, "alt": "A layer.", "full_hue": None}
    assert add_look(**shown)["id"] == add_look(**shown)["id"]
    assert add_look(**(shown | other))["id"] != add_look(**shown)["id"]


def test_other_colours_of_signs_make_another_id(monkeypatch: pytest.MonkeyPatch) -> None:
    before = add_look(CONTENT, "", None)["id"]
    monkeypatch.setattr(colours, "theme", lambda dark=False: colours.LIGHT)
    assert add_look(CONTENT, "", None)["id"] != before


def test_how_a_stage_behaves_does_not_draw_it_anew() -> None:
    ids = {
        stage_data(CONTENT, "", options)["id"]
        for options in (Options(), Options(reports=True), Options(loop=True))
    }
    assert len(ids) == 1
