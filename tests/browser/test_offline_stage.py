"""The page that is taken home: opened from the disk, without a network, and played."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from stage_page import expect_step, numbers_on, output_cell, press, step_line, the_stage

from conv_engine import Layer, conv2d
from stage.offline import offline_html

INPUT = np.arange(2 * 4 * 4).reshape(2, 4, 4)
WEIGHT = np.ones((2, 2, 3, 3), int)
BIAS = np.array([1, -1])
CALL = 'Conv2D(filters=2, kernel_size=3, padding="valid")'


@pytest.fixture(params=[1400, 390], ids=["desktop", "phone"])
def taken_home(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The file in a browser that is offline; it must ask for nothing and complain of nothing."""
    file = tmp_path / "layer.html"
    layer = Layer.of(INPUT, WEIGHT, BIAS, channel_names=("red", "green"))
    text = offline_html(layer, caption=CALL, link="https://a.example/")
    file.write_text(text, encoding="utf-8")
    context = browser.new_context(
        offline=True, viewport={"width": request.param, "height": 900}, color_scheme="dark"
    )
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    expect_step(page, (0, 0, 0))  # the file unpacks itself after it is loaded
    yield page
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]


def test_the_file_plays_from_the_disk_to_its_end(taken_home: Page) -> None:
    expect(taken_home.get_by_role("heading", name=CALL)).to_be_visible()
    expect_step(taken_home, (0, 0, 0))
    taken_home.get_by_label("Speed").select_option("8")
    press(taken_home, "Play")
    expect_step(taken_home, (1, 1, 1))
    expect(the_stage(taken_home).get_by_role("button", name="Play")).to_be_visible()
    printed = numbers_on(the_stage(taken_home).locator('.slab:has([data-cell^="1,"])'))
    assert [int(text.replace("−", "-")) for text in printed] == list(
        conv2d(INPUT, WEIGHT, BIAS)[1].flat
    )


def test_the_file_answers_the_keys_and_the_mouse(taken_home: Page) -> None:
    the_stage(taken_home).focus()
    for key, place in [("ArrowRight", (0, 0, 1)), ("]", (1, 0, 1)), ("Home", (0, 0, 0))]:
        taken_home.keyboard.press(key)
        expect_step(taken_home, place)
    output_cell(taken_home, (1, 1, 0)).click()
    expect_step(taken_home, (1, 1, 0))
    # 4..6, 8..10 and 12..14 are 9*9; 16 more in each cell of the other channel, and the bias
    expect(step_line(taken_home)).to_contain_text("81 + 225 + bias -1 = 305")


def test_the_file_fits_its_window_and_follows_the_theme(taken_home: Page) -> None:
    wider = "document.documentElement.scrollWidth - innerWidth"
    assert taken_home.evaluate(wider) <= 0
    paper = "getComputedStyle(document.body).backgroundColor"
    assert taken_home.evaluate(paper) == "rgb(14, 17, 23)"
