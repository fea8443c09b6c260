"""Signs have the colours of the theme that is shown, on every picture that a browser draws."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import page_without_complaints
from drawn_marks import hex_of
from playwright.sync_api import Browser, Locator, Page, expect
from stage_page import expect_step, open_lesson, the_stage

from colours import mix, theme
from conv_engine import Layer, filter_matrix
from stage.offline import offline_html
from ui.state.scenario import scenario_of
from ui.state.valid_settings import nearest_valid

SCHEMES = ("light", "dark", "light")  # as a reader switches it while the page is open
KERNELS = ".ledger .row .tile:nth-child(2) rect:not(.board)"  # patch, kernel, products
LAYER = scenario_of(nearest_valid({})[0]).layer
PEAK = float(np.abs(LAYER.weight).max())
SIGNED = np.array([[[[-4, 0], [1, 3]]]])


@pytest.fixture
def page(browser: Browser, app: str) -> Iterator[Page]:
    """A page whose theme is the reader's, which changes in the test."""
    context = browser.new_context(base_url=app, viewport={"width": 1400, "height": 900})
    with page_without_complaints(context) as fresh:
        yield fresh
    context.close()


def expected_fills(values: np.ndarray, peak: float, dark: bool) -> list[str]:
    """Zero is paper; the greatest magnitude has 9 + 53 hundredths of its sign's colour."""
    shades = theme(dark)
    return [
        mix(
            shades.negative if value < 0 else shades.positive,
            shades.paper,
            round(9 + 53 * abs(value) / peak) / 100 if value else 0,
        )
        for value in values.flat
    ]


def expect_theme_signs(picture: Locator, cells: str, values: np.ndarray, peak: float) -> None:
    """Switch the reader's theme; each time every cell has the tint of its value in it."""
    for scheme in SCHEMES:
        picture.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        ink = theme(dark=scheme == "dark").ink
        red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
        expect(picture).to_have_css("color", f"rgb({red}, {green}, {blue})")
        fills = picture.locator(cells).evaluate_all(
            "cells => cells.map(cell => getComputedStyle(cell).fill)"
        )
        expected = expected_fills(values, peak, scheme == "dark")
        assert [hex_of(fill) for fill in fills] == expected, scheme


def test_on_the_stage(page: Page) -> None:
    expect_theme_signs(open_lesson(page), KERNELS, LAYER.weight[0], PEAK)


def test_on_the_matrices(page: Page) -> None:
    page.goto("/As_one_matrix_product")
    matrices = page.get_by_test_id("matrix")
    expect(matrices.locator("[data-filter]")).to_have_count(LAYER.weight.size)
    # Cells are drawn entry by entry in the order of the filter matrix.
    expect_theme_signs(matrices, "[data-filter]", filter_matrix(LAYER.weight), PEAK)


def test_in_the_file_that_is_taken_home(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "layer.html"
    pixels = np.arange(9).reshape(1, 3, 3)
    text = offline_html(Layer.of(pixels, SIGNED, [0]))
    file.write_text(text, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    expect_step(page, (0, 0, 0))
    expect_theme_signs(the_stage(page), KERNELS, SIGNED, peak=4)
    page.close()
