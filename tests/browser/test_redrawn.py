"""Pictures that are shown the same numbers again: drawn anew when they are to look otherwise."""

import re
from typing import Any

import numpy as np
import pytest
from frontend_modules import Frontend
from playwright.sync_api import Locator, expect

from conv_engine import Layer
from stage import Options, component
from stage.matrix import matrix_scene

INPUT = np.array([[[51, 204], [0, 0]], [[0, 0], [10, 0]]])
WEIGHT = np.ones((1, 2, 1, 1), int)
LAYER = matrix_scene(Layer.of(INPUT, WEIGHT))
KINDS = ["stage", "matrix"]


def data_of(alt: str = "A layer.", full_hue: float | None = None) -> dict[str, Any]:
    """The data of either picture: the matrices do not read the options."""
    return component.stage_data(LAYER, alt, Options(full_hue=full_hue))


def share(picture: Locator, cell: str) -> int:
    """Hundredths of the channel's hue in a cell of the input."""
    fill: str = picture.locator(f'[data-input="{cell}"]').evaluate("cell => cell.style.fill")
    found = re.search(r"(\d+)%", fill)
    assert found, fill
    return int(found[1])


@pytest.mark.parametrize("kind", KINDS)
def test_full_hue_is_that_of_the_channel_or_of_the_picture(kind: str, frontend: Frontend) -> None:
    picture = frontend.show(kind, data_of())
    # 7 hundredths and up to 55 more; channel 0 is at its peak in column 1, channel 1 in row 1
    assert share(picture, "0,0,0") == round(7 + 55 * 51 / 204)
    assert share(picture, "1,1,0") == 7 + 55
    frontend.show(kind, data_of(full_hue=255))
    assert share(picture, "0,0,0") == 7 + 55 * 51 // 255
    assert share(picture, "1,1,0") == round(7 + 55 * 10 / 255)
    frontend.show(kind, data_of())
    assert share(picture, "1,1,0") == 7 + 55


@pytest.mark.parametrize("kind", KINDS)
def test_other_words_are_read_out(kind: str, frontend: Frontend) -> None:
    for alt in ("A layer.", "The same layer."):
        picture = frontend.show(kind, data_of(alt=alt))
        expect(picture.get_by_role("img")).to_have_accessible_name(alt)


@pytest.mark.parametrize("kind", KINDS)
def test_other_colours_of_signs_are_taken(kind: str, frontend: Frontend) -> None:
    data = data_of()
    for theme in ("light", "dark"):
        for colour in ("navy", "teal"):
            data["colours"][theme]["negative"] = colour
            data["id"] += "'"
            picture = frontend.show(kind, data)
            style = f"stage => stage.style.getPropertyValue('--negative-{theme}')"
            assert picture.evaluate(style) == colour


@pytest.mark.parametrize("kind", KINDS)
def test_what_looks_the_same_is_left_as_it_is(kind: str, frontend: Frontend) -> None:
    picture = frontend.show(kind, data_of())
    picture.locator("svg.scene").evaluate("svg => { svg.dataset.kept = '1' }")
    frontend.show(kind, data_of())
    expect(picture.locator("svg.scene")).to_have_attribute("data-kept", "1")
