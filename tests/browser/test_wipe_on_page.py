"""Before and after on Your image: the line is moved, magnifiers read the engine, and it zooms."""

import re
from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pytest
from conftest import page_without_complaints
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect
from stage_page import expect_page_at_rest

from conv_engine import conv2d
from ui.state.scenario import Scenario, scenario_of
from ui.state.settings import DEFAULTS
from ui.state.valid_settings import nearest_valid

LESSON = "/Your_image"


def line(page: Page) -> Locator:
    return page.get_by_role("slider", name="From before to after")


def picture(page: Page) -> Locator:
    return page.get_by_role("img", name=re.compile("^Left of the line"))


def button(page: Page, name: str) -> Locator:
    return page.get_by_test_id("wipe").get_by_role("button", name=name, exact=True)


def read_numbers(page: Page, lens: str) -> Locator:
    """The numbers of a magnifier."""
    return page.get_by_test_id(f"lens-{lens}").get_by_role("definition")


def open_lesson(page: Page, link: str = "") -> None:
    page.goto(f"{LESSON}?section=Before+and+after&{link}")
    expect(read_numbers(page, "map")).not_to_have_text("")
    expect_page_at_rest(page)


def texts(*numbers: float) -> list[str]:
    return [f"{int(number):,}".replace("-", "−") for number in numbers]


def made(**settings: int | str) -> Scenario:
    return scenario_of(nearest_valid({**DEFAULTS, **settings})[0])


def output(one: Scenario, row: int, column: int) -> float:
    """Convolve the 3x3 window of one position by filter 0."""
    window = one.full[:, row : row + 3, column : column + 3]
    (value,) = conv2d(window, one.layer.weight[:1], one.layer.bias[:1]).ravel()
    return float(value)


def drag(page: Page, *ways: tuple[float, float]) -> None:
    """Drag from the first spot over the others, counted from the corner of the picture."""
    box = picture(page).bounding_box()
    assert box is not None
    for number, (x, y) in enumerate(ways):
        page.mouse.move(box["x"] + x, box["y"] + y)
        if number == 0:
            page.mouse.down()
    page.mouse.up()


def test_the_line_is_dragged_and_stays_where_it_was_let_go(page: Page) -> None:
    open_lesson(page, "channels=8&wipe=50")
    picture(page).scroll_into_view_if_needed()
    width = picture(page).evaluate("picture => picture.clientWidth")
    drag(page, (width / 2, 90), (width / 3, 90), (width / 4, 90))
    drag(page, (width / 4, 90), (width / 3, 95), (width * 0.7, 95))  # before the page has answered
    expect(line(page)).to_have_value("30")  # of the width shows the map
    expect(page).to_have_url(re.compile("wipe=30"))
    expect_page_at_rest(page)
    expect(line(page)).to_have_value("30")


@pytest.mark.parametrize("channels", [1, 3, 4, 8])
def test_the_magnifiers_read_the_channels_and_the_engine(page: Page, channels: int) -> None:
    open_lesson(page, f"channels={channels}&pixel_row=100&pixel_column=207")
    one = made(channels=channels)
    # In the middle of a 3x3 window lies the pixel one further down and to the right.
    expect(read_numbers(page, "picture")).to_have_text(texts(*one.full[:, 101, 208]))
    expect(read_numbers(page, "map")).to_have_text(texts(output(one, 100, 207)))


def test_another_filter_is_read_with_its_padding(page: Page) -> None:
    open_lesson(page, "filters=8&filter=6&padding=same&stride=2&pixel_row=0&pixel_column=9")
    expect(page.get_by_test_id("wipe").get_by_text("feature map 6")).to_be_visible()
    one = made(filters=8, padding="same", stride=2)
    (above, _), (left, _) = one.layer.spec.pad_amounts(*one.full.shape[1:])
    padded = np.pad(one.full, ((0, 0), (above, 1), (left, 1)))[:, :3, 18:21]
    (value,) = conv2d(padded, one.layer.weight[6:7], one.layer.bias[6:7]).ravel()
    expect(read_numbers(page, "map")).to_have_text(texts(value))


def test_a_click_pins_the_pixel_for_all_of_the_page_and_keys_move_it(page: Page) -> None:
    open_lesson(page)
    one = made()
    picture(page).scroll_into_view_if_needed()
    side = picture(page).evaluate("picture => picture.clientWidth") / 510
    picture(page).click(position={"x": 80.5 * side, "y": 40.5 * side})
    expect(page).to_have_url(re.compile("pixel_row=40&pixel_column=80"))
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft"):
        picture(page).press(key)
    expect(page).to_have_url(re.compile("pixel_row=42&pixel_column=79"))
    expect(read_numbers(page, "map")).to_have_text(texts(output(one, 42, 79)))
    red, green, blue = one.full[:, 43, 80]
    said = page.get_by_test_id("wipe").locator("[aria-live]")
    numbers = f"red {red}, green {green}, blue {blue}; feature map 0 value"
    expect(said).to_have_text(re.compile(f"row 42, column 79: {numbers}"))
    page.get_by_role("radio", name="One pixel").click()
    there = page.get_by_text(re.compile("feature map 0 there")).locator("strong")
    expect(there).to_have_text(texts(output(one, 42, 79)))


@pytest.fixture(scope="module")
def lesson(window: BrowserContext) -> Iterator[Page]:
    """A page on which nothing is pinned: tests may move its line and what is seen."""
    with page_without_complaints(window) as page:
        open_lesson(page, "wipe=10")
        picture(page).scroll_into_view_if_needed()
        yield page


def test_what_is_pointed_at_is_read_without_the_page(lesson: Page) -> None:
    side = picture(lesson).evaluate("picture => picture.clientWidth") / 510
    picture(lesson).hover(position={"x": 300.5 * side, "y": 200.5 * side})
    expect(read_numbers(lesson, "map")).to_have_text(texts(output(made(), 200, 300)))
    expect(lesson).not_to_have_url(re.compile("pixel_row"))
    before, after = (
        lesson.get_by_role("link", name=name, exact=True) for name in ("input", "feature map")
    )
    expect(before).to_have_attribute("data-lit", "")
    after.focus()
    expect(lesson.get_by_test_id("wipe").locator(".before.stepped-back")).to_be_visible()
    picture(lesson).focus()
    expect(lesson.get_by_test_id("wipe").locator(".stepped-back")).to_have_count(0)


def test_buttons_keys_and_wheel_zoom_and_one_shows_all_again(lesson: Page) -> None:
    level = lesson.get_by_test_id("wipe").get_by_text(re.compile("^zoom "))
    whole = level.inner_text()
    expect(button(lesson, "Zoom out")).to_be_disabled()
    button(lesson, "Zoom in").click()
    expect(level).not_to_have_text(whole)
    button(lesson, "Whole picture").click()
    expect(level).to_have_text(whole)
    picture(lesson).press("+")
    picture(lesson).press("+")
    closer = level.inner_text()
    picture(lesson).hover(position={"x": 200, "y": 200})
    lesson.mouse.wheel(0, -300)
    expect(level).not_to_have_text(closer)
    picture(lesson).press("0")
    expect(level).to_have_text(whole)


def test_the_line_is_moved_by_keys_and_is_said_in_words(lesson: Page) -> None:
    expect(line(lesson)).to_have_value("10")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowLeft"):
        line(lesson).press(key)  # to the left there is more of the map
    expect(line(lesson)).to_have_value("12")
    words = "12% of the width shows the feature map"
    expect(line(lesson)).to_have_attribute("aria-valuetext", words)
    expect(lesson).to_have_url(re.compile("wipe=12"))


def test_a_zoomed_picture_is_moved_by_dragging(page: Page) -> None:
    open_lesson(page, "wipe=0&pixel_row=255&pixel_column=255")
    picture(page).scroll_into_view_if_needed()
    for _ in range(9):
        button(page, "Zoom in").click()
    level = page.get_by_test_id("wipe").get_by_text("zoom 4000%")  # 40 px a pixel
    expect(level).to_be_visible()
    middle = picture(page).evaluate("picture => picture.clientWidth") / 2
    drag(page, (middle, middle), (middle + 30, middle), (middle + 80, middle + 40))
    page.mouse.move(5, 5)
    box = picture(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + middle, box["y"] + middle)
    place = page.get_by_test_id("wipe").get_by_text("row 254, column 253")
    expect(place).to_be_visible()  # 40 px up are one row, 80 px to the left two columns
    expect(read_numbers(page, "map")).to_have_text(texts(output(made(), 254, 253)))


def test_a_phone_shows_it_sharp_and_a_tap_pins(phone: BrowserContext) -> None:
    page = phone.new_page()
    open_lesson(page, "channels=8&wipe=30")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    drawn, shown = picture(page).evaluate("canvas => [canvas.width, canvas.clientWidth]")
    assert drawn == 2 * shown
    picture(page).tap(position={"x": 60, "y": 50})
    expect(page).to_have_url(re.compile(f"pixel_column={int(60 * 510 / shown)}"))
    expect(line(page)).to_have_value("30")
    page.close()


SHOWS_STRIPES = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(300, 60, 60, 60);
    const reds = new Set(data.filter((_, i) => i % 4 === 0));
    return reds.size === 2 && reds.has(0) && reds.has(200);
}"""


def photo(height: int, width: int) -> np.ndarray:
    """Stripes of one pixel, which no mean shows."""
    rows, columns = np.indices((height, width))
    return np.stack([rows % 2 * 200, columns % 2 * 100, (rows + columns) % 251]).astype(np.uint8)


def test_a_large_picture_is_read_and_seen_pixel_by_pixel(page: Page) -> None:
    pixels = photo(1200, 1600)
    file = BytesIO()
    Image.fromarray(pixels.transpose(1, 2, 0)).save(file, format="PNG")
    open_lesson(page, "filters=1&filter0=Sobel+x&bias0=0&wipe=0")
    payload = FilePayload(name="stripes.png", mimeType="image/png", buffer=file.getvalue())
    page.get_by_role("button", name="Your picture and kernels").click()
    uploader = page.get_by_test_id("stFileUploader").filter(has_text="Picture")
    uploader.locator("input[type=file]").set_input_files(payload)
    expect(page.get_by_text("1198x1598").first).to_be_visible()
    page.keyboard.press("Escape")
    expect_page_at_rest(page)
    picture(page).scroll_into_view_if_needed()
    side = picture(page).evaluate("picture => picture.clientWidth") / 1598
    picture(page).hover(position={"x": 1000.5 * side, "y": 300.5 * side})
    where = page.get_by_test_id("wipe").get_by_text(re.compile("^row ")).first
    expect(read_numbers(page, "map")).not_to_have_text("…")
    row, column = map(int, re.findall(r"\d+", where.inner_text()))
    expect(read_numbers(page, "picture")).to_have_text(texts(*pixels[:, row, column]))
    # Where means are drawn, the stripes are one grey; at full resolution red is 0 or 200.
    picture(page).click(position={"x": 200, "y": 200})
    for _ in range(7):
        picture(page).press("+")
    expect(page.get_by_test_id("wipe").get_by_text(re.compile(r"^zoom \d{3,4}%"))).to_be_visible()
    page.wait_for_function(SHOWS_STRIPES, arg=picture(page).element_handle())
