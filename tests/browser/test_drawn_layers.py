"""Layers of any size are drawn so that they can be read: names, the output's way, maps, legend."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from frontend_modules import Frontend
from playwright.sync_api import Browser, expect

from conv_engine import ConvSpec, Layer
from stage.component import stage_data
from stage.frontend_files import joined_styles
from stage.look import add_look
from stage.matrix import matrix_scene
from stage.options import Options, Position, View
from stage.scene import scene

LARGE = 20  # px: a cell of a map that is to be read

# Corners of the cell that is made, in the picture's units, and where the way to it ends.
READ_WAY = """picture => {
    const { slabs } = picture.maps;
    const { map, row, column } = picture.shownPlace();
    const { at } = slabs[map].placed;
    const way = picture.links.landing;
    const end = way.getPointAtLength(way.getTotalLength());
    return { corner: at(row, column), opposite: at(row + 1, column + 1), end: [end.x, end.y] };
}"""

NAMES = ".caption, .head, .row-name, .row-folded, .bias, .value, .words, .sum"

# Texts that overlap, or that a line crosses. A text's box is higher than its letters.
READ_COLLISIONS = """(picture, names) => {
    const texts = [...picture.svg.querySelectorAll(names)]
        .filter(text => text.textContent && text.checkVisibility({ visibilityProperty: true }))
        .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    const overlap = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.x, b.x) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y) > 4;
    const holds = (box, { x, y }) =>
        x > box.x + 1 && x < box.right - 1 && y > box.y + 3 && y < box.bottom - 3;
    const pointsOf = line => {
        const length = line.getAttribute("d") ? line.getTotalLength() : 0;
        return Array.from({ length: Math.ceil(length / 4) },
            (_, i) => line.getPointAtLength(4 * i).matrixTransform(line.getScreenCTM()));
    };
    const found = texts.flatMap(({ text, box }, i) => texts.slice(i + 1)
        .filter(other => overlap(box, other.box)).map(other => [text, other.text]));
    for (const line of picture.svg.querySelectorAll(".landing, .feed, .join")) {
        const points = pointsOf(line);
        const crossed = texts.filter(({ box }) => points.some(point => holds(box, point)));
        found.push(...crossed.map(({ text }) => [line.getAttribute("class"), text]));
    }
    return found;
}"""

READ_TYPE = """all => all.filter(text => text.textContent)
    .map(text => [parseFloat(getComputedStyle(text).fontSize), text.getAttribute("class")])"""


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> Iterator[Frontend]:
    """The modules and the style of the stage in a page without the app."""
    context = browser.new_context(viewport={"width": 1000, "height": 830})
    drawn = Frontend(context.new_page())
    drawn.page.add_style_tag(content=joined_styles("stage.css", "call.css", "matrix/matrix.css"))
    yield drawn
    context.close()


def layer(
    channels: int, filters: int, kernel: int, side: int = 5, seed: int = 0, **spec: Any
) -> Layer:
    """A layer of small whole numbers of both signs."""
    numbers = np.random.default_rng(seed)
    weight = numbers.integers(-2, 3, (filters, channels, kernel, kernel))
    input = numbers.integers(0, 10, (channels, side, side))
    return Layer.of(input, weight, spec=ConvSpec.of(weight, **spec))


def draw(
    drawn: Frontend, shown: Layer, place: tuple[int, int, int] = (0, 0, 0), view: View = "depth"
) -> None:
    """Draw a layer at a position, as if it were the first that the page shows."""
    drawn.page.evaluate("document.body.replaceChildren(); delete document.body.dataset.shown")
    options = Options(start=Position(*place), view=view)
    drawn.show("stage", stage_data(scene(shown), "A layer.", options))
    expect(drawn.page.locator(".stage .scene")).to_be_visible()


def read(drawn: Frontend, script: str, names: str = NAMES) -> Any:
    picture = "document.querySelector('.stage').picture"
    return drawn.page.evaluate(f"({script})({picture}, '{names}')")


@pytest.mark.parametrize("width", [390, 850, 1000])
@pytest.mark.parametrize("filters", [1, 2, 4, 8])
def test_names_cross_no_line_and_no_other_name(drawn: Frontend, width: int, filters: int) -> None:
    drawn.page.set_viewport_size({"width": width, "height": 830})
    for channels, kernel in [(1, 1), (3, 1), (3, 3), (3, 5), (8, 3)]:
        shown = layer(channels, filters, kernel, side=6)
        draw(drawn, shown, (filters - 1, 1, 1))
        assert read(drawn, READ_COLLISIONS) == [], (channels, kernel)


@pytest.mark.parametrize("width", [390, 850])
def test_names_of_a_flat_input_cross_no_other_name(drawn: Frontend, width: int) -> None:
    drawn.page.set_viewport_size({"width": width, "height": 830})
    for channels in (1, 2, 3, 4, 6, 8):
        names = ("red", "green", "blue", *(f"shade {n}" for n in range(3, channels)))[:channels]
        shown = replace(layer(channels, 2, 3), channel_names=names)
        draw(drawn, shown, view="flat")
        assert read(drawn, READ_COLLISIONS, ".caption") == [], channels


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 6, 8])
def test_a_phone_shows_the_numbers_of_a_padded_input(drawn: Frontend, channels: int) -> None:
    drawn.page.set_viewport_size({"width": 358 + 2 * 8, "height": 830})  # and the edge
    draw(drawn, layer(channels, 2, 3, padding=1))
    expect(drawn.page.locator(".slab:not(.map):not(.unread)")).to_have_count(channels)


@pytest.mark.parametrize("channels", [1, 2, 3, 8])
def test_what_feeds_the_patches_crosses_no_title(drawn: Frontend, channels: int) -> None:
    drawn.page.set_viewport_size({"width": 970, "height": 830})
    for kernel in (1, 2, 3):
        product = matrix_scene(layer(channels, 2, kernel))
        drawn.show("matrix", add_look(product, "A product.", None))
        expect(drawn.page.locator(".stage .scene")).to_be_visible()
        names = ".title, .line-name, .caption:not(.channel)"
        assert read(drawn, READ_COLLISIONS, names) == [], kernel


@pytest.mark.parametrize("width", [390, 1000])
def test_the_way_of_the_output_ends_at_the_cell_that_is_made(drawn: Frontend, width: int) -> None:
    drawn.page.set_viewport_size({"width": width, "height": 830})
    for place in [(0, 0, 0), (1, 2, 1), (4, 1, 2), (7, 2, 0)]:
        draw(drawn, layer(3, 8, 3), place)
        way = read(drawn, READ_WAY)
        for end, one, other in zip(way["end"], way["corner"], way["opposite"], strict=True):
            assert (
                min(one, other) - 5 <= end <= max(one, other) + 5
            )  # px: cells are turned a little


def test_of_eight_maps_those_are_large_that_are_filled(drawn: Frontend) -> None:
    drawn.page.set_viewport_size({"width": 1000, "height": 830})
    draw(drawn, layer(3, 8, 3), (0, 0, 0))
    cell = {f: drawn.page.locator(f'.stage [data-cell="{f},1,1"]').bounding_box() for f in range(8)}
    large = [f for f, box in cell.items() if box and box["height"] >= LARGE]
    assert large == [0, 1, 2]
    drawn.page.get_by_label("Step", exact=True).fill(str(5 * 9))  # filter 5, of 3 x 3 positions
    box = drawn.page.locator('.stage [data-cell="5,1,1"]').bounding_box()
    assert box and box["height"] >= LARGE
    names = drawn.page.locator(".stage .caption", has_text="feature map")
    expect(names).to_have_text([f"feature map {f}" for f in (3, 4, 5)])


def test_the_output_is_the_largest_number_of_the_ledger(drawn: Frontend) -> None:
    drawn.page.set_viewport_size({"width": 850, "height": 620})
    for filters, kernel in [(1, 3), (8, 5)]:
        draw(drawn, layer(3, filters, kernel, side=6))
        numbers = drawn.page.locator(".stage :is(.ledger text, .value)").evaluate_all(READ_TYPE)
        assert max(numbers)[1] == "value"


def test_long_products_are_rounded_rather_than_small(drawn: Frontend) -> None:
    drawn.page.set_viewport_size({"width": 970, "height": 830})
    draw(drawn, Layer.of(np.full((3, 3, 3), 714), np.full((1, 3, 3, 3), -538)))
    products = drawn.page.locator(".stage .tile.products text:visible")
    expect(products.first).to_have_text("−384k")  # 714 * -538 = -384,132
    assert min(products.evaluate_all(READ_TYPE))[0] >= 11  # px


def test_where_a_map_is_too_small_for_numbers_the_one_that_is_made_is_written_beside_it(
    drawn: Frontend,
) -> None:
    shown = layer(1, 1, 3, side=16)
    drawn.page.set_viewport_size({"width": 1000, "height": 830})
    draw(drawn, shown, (0, 7, 7))
    expect(drawn.page.locator(".stage .lens")).to_have_text(
        str(shown.output[0, 7, 7]).replace("-", "−")
    )
    draw(drawn, layer(1, 1, 3), (0, 0, 0))
    expect(drawn.page.locator(".stage .lens")).to_be_hidden()


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (layer(3, 2, 3), ["positive", "negative"]),
        (layer(3, 2, 3, padding=1), ["positive", "negative", "padding"]),
        (layer(3, 2, 3, side=6, stride=2), ["positive", "negative", "in no window"]),
        (layer(3, 2, 3, side=6, dilation=2), ["positive", "negative", "reach of the window"]),
        (Layer.of(np.ones((1, 3, 3), int), np.ones((1, 1, 2, 2), int)), ["positive"]),
        (Layer.of(np.ones((1, 3, 3), int), -np.ones((1, 1, 2, 2), int)), ["negative"]),
    ],
)
def test_the_legend_says_what_is_drawn_and_no_more(
    drawn: Frontend, shown: Layer, words: list[str]
) -> None:
    drawn.page.set_viewport_size({"width": 1000, "height": 830})
    drawn.page.mouse.move(0, 0)
    draw(drawn, shown)
    legend = drawn.page.locator(".stage .legend .words:visible")
    expect(legend).to_have_text(words)
    drawn.page.locator(".stage [data-number='product,0,0']").hover()
    expect(legend).to_have_text([*words, "made from", "goes into"])  # solid and dashed frames
