"""A picture of a camera's size goes in, and the result comes out as files."""

import re
from io import BytesIO

import numpy as np
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from stage_page import appear, expect_page_at_rest, in_call, open_part, step_line
from whole_pages import at_rest

from conv_engine import conv2d
from tests.numbers_said import in_order

HEIGHT, WIDTH = 3000, 4000


def photo() -> bytes:
    rows, columns = np.indices((HEIGHT, WIDTH))
    light = np.stack([rows // 12, columns // 16, (rows + columns) // 28], axis=2)
    file = BytesIO()
    Image.fromarray(light.astype(np.uint8)).save(file, format="JPEG")
    return file.getvalue()


def choose(page: Page, label: str, name: str, content: bytes) -> None:
    uploader = page.get_by_test_id("stFileUploader").filter(has_text=label)
    payload = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    uploader.locator("input[type=file]").set_input_files(payload)


def open_files(page: Page, link: str) -> None:
    """Open the lesson, and in it by keys the place for a picture and kernels of one's own."""
    page.goto(f"/Your_image?{link}")
    appear(page.get_by_text("Sources: Dumoulin and Visin"))
    expect_page_at_rest(page)
    page.get_by_role("button", name="Your picture and kernels").press("Enter")
    expect(page.get_by_role("button", name="Upload", exact=True).first).to_be_focused()


def choose_photo(page: Page, content: bytes) -> None:
    """Choose a picture, and close the place for files once the page has it."""
    choose(page, "Picture", "holiday.jpg", content)
    expect(in_call(page, "Input")).to_have_value("own")
    page.keyboard.press("Escape")


def downloaded(page: Page, label: str) -> bytes:
    expect_page_at_rest(page)  # until then the buttons give the files of the picture before
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=label, exact=True).click()
    return download.value.path().read_bytes()


def test_tab_leads_out_of_the_place_for_files_to_what_is_behind_its_button(page: Page) -> None:
    open_files(page, "filters=2")
    page.get_by_role("textbox", name="Or paste a kernel").focus()  # its last entry
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Help for Filter", exact=True)).to_be_focused()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    button = page.get_by_role("button", name="Your picture and kernels")
    button.press("Enter")
    expect(page.get_by_role("button", name="Upload", exact=True).first).to_be_focused()
    page.keyboard.press("Shift+Tab")  # to what helps with it
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_a_camera_picture_is_convolved_whole_and_taken_home(page: Page) -> None:
    content = photo()
    open_files(page, "filters=1&filter0=Sobel+x&bias0=0&section=Take+it+home")
    choose_photo(page, content)
    values = np.load(BytesIO(downloaded(page, "NPY")))
    pixels = np.asarray(Image.open(BytesIO(content))).transpose(2, 0, 1)[:, :200]
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    expected = conv2d(pixels, np.stack([[sobel] * 3]))[0]
    assert values.shape == (HEIGHT - 2, WIDTH - 2)
    np.testing.assert_array_equal(values[:198], expected)
    picture = Image.open(BytesIO(downloaded(page, "PNG")))
    assert picture.size == (WIDTH - 2, HEIGHT - 2)


def test_long_work_can_be_stopped_and_taken_up_again(page: Page) -> None:
    open_files(page, "filters=2&kernel=7&size=16")
    choose_photo(page, photo())
    page.get_by_test_id("stMain").get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text(in_order(f"{HEIGHT}x{WIDTH}", "feature map"))).to_be_visible(
        timeout=60_000
    )


def test_a_pixel_leads_to_its_arithmetic_on_the_stage(page: Page) -> None:
    page.goto("/Your_image?pixel_row=100&pixel_column=7")
    shown = page.get_by_text(re.compile("feature map 0 there"))
    expect(shown).to_be_visible()
    value = shown.locator("strong").inner_text().replace("−", "-")
    page.get_by_role("link", name="Show me this pixel's arithmetic").click()
    expect(page.get_by_role("heading", name="Slide the kernel")).to_be_visible()
    expect(step_line(page)).to_have_text(re.compile(rf"= {re.escape(value)}$"))


def test_a_click_on_any_tile_pins_the_pixel_and_the_numbers_add_up(page: Page) -> None:
    page.goto("/Your_image?section=What+each+channel+adds&pixel_row=100&pixel_column=7")
    line = page.get_by_test_id("board-line").first
    expect(line).to_contain_text("row 100, column 7:")
    expect_page_at_rest(page)
    face = page.locator('[data-tile="partial 1"] .face')
    face.click(position={"x": 50, "y": 40})
    expect(page).not_to_have_url(re.compile("pixel_row=100"))
    page.mouse.move(5, 5)
    expect(line).not_to_contain_text("row 100, column 7:")
    text = line.inner_text().split(":", 1)[1].replace("bias", "").replace("−", "-")
    text = text.replace(",", "")  # between thousands
    *terms, total = (int(re.sub(r"\s|\+", "", n)) for n in re.findall(r"[-+]?\s*-?\d+", text))
    assert sum(terms) == total
    page.get_by_role("radio", name="One pixel").click()
    shown = page.get_by_text(re.compile("feature map 0 there")).locator("strong")
    expect(shown).to_have_text(str(total).replace("-", "−"))


def test_the_region_is_drawn_dragged_and_moved_by_keys(page: Page) -> None:
    page.goto("/Slide_the_kernel?input=still_life")
    open_part(page, "Input and filters")
    square = page.get_by_test_id("region-square")
    expect(square).to_be_visible()
    at_rest(page)
    face = page.get_by_test_id("region").locator(".face")
    face.scroll_into_view_if_needed()
    box = square.bounding_box()  # at first all of the picture
    assert box is not None
    pixel = 512 / box["width"]

    def drag(*spots: tuple[int, int]) -> None:
        page.mouse.move(*(box[axis] + at for axis, at in zip("xy", spots[0], strict=True)))
        page.mouse.down()
        for spot in spots[1:]:
            page.mouse.move(*(box[axis] + at for axis, at in zip("xy", spot, strict=True)))
        page.mouse.up()

    def chosen(name: str) -> int:
        return int(page.get_by_role("spinbutton", name=name).input_value())

    span = page.get_by_role("spinbutton", name="Side of the region")
    top = page.get_by_role("spinbutton", name="First row")
    drag((20, 30), (60, 60), (100, 90))
    expect(span).to_have_value(str(round(80 * pixel)))
    assert abs(chosen("First row") - 30 * pixel) <= 1
    before = chosen("First column")
    drag((60, 70), (80, 70), (90, 70))
    expect(page.get_by_role("spinbutton", name="First column")).not_to_have_value(str(before))
    assert abs(chosen("First column") - before - 30 * pixel) <= 1
    row = chosen("First row")
    page.get_by_test_id("region").focus()
    page.keyboard.press("ArrowDown")
    expect(top).to_have_value(str(row + round(chosen("Side of the region") / 10)))


def test_kernels_come_from_a_file(page: Page) -> None:
    open_files(page, "filters=1")
    choose(page, "Kernels", "box.csv", b"1,1,1\n1,1,1\n1,1,1")
    page.get_by_role("button", name="Use this kernel").click()
    expect(page.get_by_role("combobox", name="Filter 0")).to_have_value("edited")
    choose(page, "Kernels", "bad.csv", b"1,2,1,0\n2,4,2")
    expect(page.get_by_role("alert")).to_have_text(in_order(2, 3, 1, 4))  # rows, numbers
