"""The page that plays without the app: small, closed to every host, and safe against its data."""

import base64
import json
import re
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from colours import theme
from conv_engine import ConvSpec, Layer
from stage import Options
from stage.component import stage_data
from stage.frontend_files import joined_script
from stage.metadata import WORK_LICENCE
from stage.offline import SCRIPT, offline_html
from stage.scene import scene
from stage.words import description

INPUT = np.arange(3 * 5 * 5).reshape(3, 5, 5)
WEIGHT = np.ones((2, 3, 3, 3), int)
BIAS = np.array([1, -1])
LAYER = Layer.of(INPUT, WEIGHT, BIAS)


def page_of(names: tuple[str, ...] = (), **more: Any) -> str:
    return offline_html(replace(LAYER, channel_names=names), **more)


def inflated(page: str, name: str) -> str:
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', page)
    assert found
    return zlib.decompress(base64.b64decode(found[1])).decode()


def inlined(page: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(inflated(page, "scene"))
    return data


def test_the_page_holds_what_the_component_receives() -> None:
    sent = stage_data(scene(LAYER), description(LAYER.spec, INPUT.shape), Options())
    assert inlined(page_of()) == json.loads(json.dumps(sent))


def test_the_program_is_that_of_the_app() -> None:
    assert inflated(page_of(), "program").startswith(joined_script(SCRIPT))


def test_the_page_of_the_largest_layer_is_smaller_than_125_kb() -> None:
    # Random numbers: there is no order in them that would make the file smaller.
    random = np.random.default_rng(0)
    pixels = random.integers(0, 256, (8, 16, 16))
    weight = random.integers(-9, 10, (8, 8, 7, 7))
    spec = ConvSpec.of(weight, padding="same")
    page = offline_html(Layer.of(pixels, weight, spec=spec))
    assert len(page.encode()) < 125_000


def test_no_text_can_end_its_element() -> None:
    evil = "</script><script>alert(1)</script><!--"
    page = page_of((evil, "green", "blue"), caption=evil)
    assert page.count("<script") == page_of().count("<script")
    assert "<!--" not in page
    assert inlined(page)["slabs"][0]["short"] == f"channel 0 ({evil})"
    assert "<title>&lt;/script&gt;&lt;script&gt;alert(1)" in page


def test_the_page_has_the_colours_of_both_themes() -> None:
    page = page_of()
    for shades in (theme(), theme(dark=True)):
        assert f"--st-background-color: {shades.paper}; --st-text-color: {shades.ink};" in page


def test_the_way_back_leads_to_the_app_with_its_settings() -> None:
    page = page_of(link="https://example.org/Slide_the_kernel?stride=2&at=1.2.0")
    assert '<a href="https://example.org/Slide_the_kernel?stride=2&amp;at=1.2.0">' in page
    assert "<a href" not in page_of()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "app", ""])
def test_a_link_that_is_no_address_of_a_page_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="http:// or https://"):
        page_of(link=link)


def test_there_is_no_page_that_a_step_is_reported_to() -> None:
    assert inlined(page_of(options=Options(reports=True)))["options"]["reports"] is False


def test_the_page_names_no_address_but_the_way_back() -> None:
    page = page_of()
    everything = page + inflated(page, "program") + inflated(page, "scene")
    names = {"http://www.w3.org/2000/svg", "https://schema.org", WORK_LICENCE}  # none is asked
    assert set(re.findall(r"https?://[\w./-]+", everything)) == names
