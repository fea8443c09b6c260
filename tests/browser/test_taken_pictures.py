"""The step as SVG and PNG is the stage as it is seen, and the film shows the same step."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from conftest import page_without_complaints
from PIL import Image, ImageColor
from playwright.sync_api import Browser, Page, expect
from stage_page import (
    expect_page_at_rest,
    open_lesson,
    output_cell,
    press,
    step_line,
    the_stage,
)

from colours import theme
from files.drawing import Box, Text
from files.step_layout import Board, Layout
from tests.files.drawn_steps import step_drawing
from ui.lessons.slide.take_home_view import filmed_layer
from ui.state.scenario import scenario_of
from ui.state.valid_settings import nearest_valid

SVG = "{http://www.w3.org/2000/svg}"
PAPER_AROUND = 16  # px around the picture

Colour = tuple[int, ...]
Cell = tuple[str, Colour]
"""The number of a cell, empty where none is printed, and its colour."""

# Every board of cells that is shown, in the order in which they are drawn.
READ_BOARDS = """stage => [...stage.querySelectorAll(".slab, .tile")]
    .filter(board => board.checkVisibility())
    .map(board => {
        const numbers = [...board.querySelectorAll(".num")].map(number => number.textContent);
        const cells = [...board.querySelectorAll("rect:not(.board, .edge, .hatch, .now)")];
        return cells.map((cell, i) => [numbers[i] ?? "", getComputedStyle(cell).fill]);
    })"""


@pytest.fixture
def picture(page: Page, tmp_path: Path) -> Callable[[str], Path]:
    """Press a button of the stage's picture, and return the file that came."""
    return lambda kind: taken(page, kind, tmp_path)


def taken(page: Page, kind: str, folder: Path) -> Path:
    expect_page_at_rest(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name=f"Step as {kind}", exact=True).click()
    assert coming.value.suggested_filename == f"step.{kind.lower()}"
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def open_stage(page: Page, **link: object) -> None:
    open_lesson(page, take_home="true", **link)
    expect_page_at_rest(page)
    # Names are measured again once their typeface is there.
    page.evaluate("document.fonts.ready")


def read_svg(file: Path) -> Element:
    return ElementTree.parse(file).getroot()


def rgb(text: str) -> Colour:
    """Read a colour as a style sheet or the browser writes it.

    >>> rgb("#ff0000"), rgb("rgb(1, 2, 3)"), rgb("color(srgb 1 0.5 0)")
    ((255, 0, 0), (1, 2, 3), (255, 128, 0))
    """
    if text.startswith("#"):
        return ImageColor.getrgb(text)
    unit = 255 if text.startswith("color(srgb ") else 1
    return tuple(round(unit * float(part)) for part in re.findall(r"[\d.]+", text)[:3])


def boards_on_stage(page: Page) -> list[list[Cell]]:
    boards: list[Any] = the_stage(page).evaluate(READ_BOARDS)
    return [[(number, rgb(fill)) for number, fill in board] for board in boards]


def boards_in_svg(root: Element) -> list[list[Cell]]:
    """Groups of a board and its cells, whose numbers come after all of them, in the same order."""
    boards = []
    for group in root.iter(f"{SVG}g"):
        rects = [r for r in group.findall(f"{SVG}rect") if r.attrib["fill"].startswith("#")]
        numbers = [text.text or "" for text in group.findall(f"{SVG}text")]
        numbers += [""] * (len(rects) - 1 - len(numbers))
        cells = [(n, rgb(r.attrib["fill"])) for n, r in zip(numbers, rects[1:], strict=False)]
        boards += [cells] if cells else []
    return boards


def boards_in_film(link: dict[str, Any], place: tuple[int, int, int]) -> list[list[Cell]]:
    """Numbers and colours of the frame of a step, in the order in which the stage draws them."""
    filmed = filmed_layer(scenario_of(nearest_valid(link)[0]))
    step, layout = filmed.layer.step(*place), Layout(filmed)
    marks = step_drawing(filmed, step).marks
    fills = {(m.x, m.y): m.fill for m in marks if isinstance(m, Box) and m.fill}
    numbers = {(m.x, m.y): m.text for m in marks if isinstance(m, Text)}

    def cells(board: Board) -> Iterator[Cell]:
        for at in np.ndindex(board.rows, board.columns):
            x, y = board.corner(*at)
            middle = (x + board.cell / 2, y + board.cell / 2)
            yield numbers.get(middle, ""), rgb(fills[x + 0.5, y + 0.5] or "")

    tiles = [tile for channel in step.channels for tile in layout.tiles(channel)]
    return [list(cells(board)) for board in (*layout.maps, *layout.slabs[::-1], *tiles)]


def assert_same(boards: list[list[Cell]], others: list[list[Cell]], shades: int) -> None:
    """Equal numbers in the same order, and equal tints to within so many of 255 shades."""
    assert [[n for n, _ in board] for board in boards] == [[n for n, _ in b] for b in others]
    tints, other_tints = ([tint for b in some for _, tint in b] for some in (boards, others))
    np.testing.assert_allclose(tints, other_tints, atol=shades)


@pytest.mark.parametrize(
    "link",
    [{}, {"input": "still_life", "padding": 1, "size": 4}, {"channels": 4, "groups": 2, "size": 4}],
    ids=["numbers", "picture", "groups"],
)
def test_stage_svg_and_film_show_a_step_with_equal_numbers_order_and_tints(
    page: Page, picture: Callable[[str], Path], link: dict[str, Any]
) -> None:
    open_stage(page, at="1.1.1", **link)
    seen = boards_on_stage(page)
    assert_same(boards_in_svg(read_svg(picture("SVG"))), seen, shades=1)
    # The stage rounds the strength of a tint to a hundredth: 255 / 200 shades.
    assert_same(boards_in_film(link, (1, 1, 1)), seen, shades=2)


def test_the_svg_stands_alone_and_says_what_it_shows(
    page: Page, picture: Callable[[str], Path]
) -> None:
    open_stage(page, at="1.2.0", dilation=2, padding=2)
    root = read_svg(picture("SVG"))
    title, description = (root.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    assert title == step_line(page).text_content()
    assert description == the_stage(page).locator("svg.scene").get_attribute("aria-label")
    total = the_stage(page).locator(".equation .total").text_content()
    assert [text.text for text in root.iter(f"{SVG}text")].count(total) >= 2  # at + and at the foot
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}
    assert attributes.isdisjoint({"class", "data-cell", "data-input"})
    values = " ".join(value for element in root.iter() for value in element.attrib.values())
    for word in ("var(", "color", "calc(", "http"):
        assert word not in values


def test_a_name_is_text_in_the_svg_whatever_it_is(
    page: Page, picture: Callable[[str], Path]
) -> None:
    open_stage(page)
    evil = '</text><script>alert("1 & 2")</script>\u0001'
    name = the_stage(page).locator("text.caption").last
    name.evaluate("(text, evil) => { text.textContent = evil; }", evil)
    root = read_svg(picture("SVG"))
    assert list(root.iter(f"{SVG}script")) == []
    assert evil.removesuffix("\u0001") in [text.text for text in root.iter(f"{SVG}text")]


def test_the_png_is_the_stage_at_twice_its_size(page: Page, picture: Callable[[str], Path]) -> None:
    open_stage(page, at="1.2.2")
    press(page, "Flat")
    root, image = read_svg(picture("SVG")), Image.open(picture("PNG")).convert("RGB")
    expected = [2 * float(root.attrib[side]) for side in ("width", "height")]
    assert image.size == pytest.approx(expected, abs=1)
    assert image.getpixel((0, 0)) == rgb(theme().paper)
    scene = the_stage(page).locator("svg.scene").bounding_box()
    assert scene
    for place in ((0, 0, 1), (1, 0, 2), (1, 2, 2)):
        cell = output_cell(page, place)
        box = cell.bounding_box()
        assert box
        corner = (box["x"] + 0.2 * box["width"], box["y"] + 0.2 * box["height"])
        start = (scene["x"] - PAPER_AROUND, scene["y"] - PAPER_AROUND)
        pixel = image.getpixel(
            tuple(round(2 * (c - s)) for c, s in zip(corner, start, strict=True))
        )
        assert pixel == pytest.approx(rgb(cell.evaluate("c => getComputedStyle(c).fill")), abs=2)


def test_the_png_looks_as_the_stage_does(page: Page, picture: Callable[[str], Path]) -> None:
    page.set_viewport_size({"width": 1400, "height": 2000})  # the whole stage in view
    open_stage(page, at="1.1.1")
    image = Image.open(picture("PNG")).convert("RGB")
    scene = the_stage(page).locator("svg.scene")
    screen = Image.open(BytesIO(scene.screenshot())).convert("RGB")
    start = (2 * PAPER_AROUND, 2 * PAPER_AROUND)
    size = (2 * screen.width, 2 * screen.height)
    same_part = image.crop((*start, *np.add(start, size).tolist())).resize(screen.size, Image.BOX)
    difference = np.abs(np.asarray(same_part).astype(int) - np.asarray(screen)).max(axis=2)
    # Edges of letters are smoothed otherwise; an outline elsewhere changes 2 % of all pixels.
    assert (difference > 60).mean() < 0.01
    assert difference.mean() < 2


def test_nothing_leaves_the_browser(page: Page, app: str, picture: Callable[[str], Path]) -> None:
    open_stage(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    picture("SVG")
    picture("PNG")
    asked = {urlparse(url).path for url in sent if not url.startswith(("data:", "blob:"))}
    assert all(path.endswith(".woff2") for path in asked)  # the page's own typeface, for the PNG
    assert all(url.startswith((app, "data:", "blob:")) for url in sent)


def test_on_a_phone_in_the_dark_the_picture_is_narrow_and_dark(
    browser: Browser, app: str, tmp_path: Path
) -> None:
    phone = browser.new_context(
        base_url=app, viewport={"width": 390, "height": 844}, color_scheme="dark"
    )
    with page_without_complaints(phone) as page:
        open_stage(page, at="1.1.1")
        root = read_svg(taken(page, "SVG", tmp_path))
        image = Image.open(taken(page, "PNG", tmp_path)).convert("RGB")
        assert_same(boards_in_svg(root), boards_on_stage(page), shades=1)
    phone.close()
    assert float(root.attrib["width"]) <= 390 + 2 * PAPER_AROUND
    assert image.height > image.width
    corners = [(0, 0), (image.width - 1, 0), (0, image.height - 1)]
    # The picture may end within a pixel, where its paper lies on paper: 1 of 255 shades.
    shown = [image.getpixel(corner) for corner in corners]
    np.testing.assert_allclose(shown, [rgb(theme(dark=True).paper)] * 3, atol=1)


def test_a_page_whose_stage_is_not_there_says_so(page: Page) -> None:
    open_stage(page)
    the_stage(page).evaluate("stage => stage.replaceChildren()")
    page.get_by_role("button", name="Step as SVG", exact=True).click()
    expect(page.get_by_text("not drawn yet")).to_be_visible()
