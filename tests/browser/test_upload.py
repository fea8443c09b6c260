"""An own picture on the stage; what is no picture is refused, and the stage stays."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from stage_page import input_slab, number, numbers_on, open_lesson, open_tab, the_stage

COLOUR = (200, 100, 50)


def choose_own_picture(page: Page, **link: object) -> None:
    open_lesson(page, input="Your own picture", **link)
    open_tab(page, "Input")


def upload(page: Page, name: str, kind: str, content: bytes) -> None:
    uploader = page.get_by_test_id("stFileUploader").filter(has_text="Picture")
    field = uploader.locator("input[type=file]")
    field.set_input_files(FilePayload(name=name, mimeType=kind, buffer=content))


def jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), COLOUR).save(file, format="JPEG")
    return file.getvalue()


def test_a_real_jpeg_fills_the_channels_with_its_colours(page: Page) -> None:
    choose_own_picture(page)
    upload(page, "holiday.jpg", "image/jpeg", jpeg())
    expect(the_stage(page).locator("[data-input]")).to_have_count(3 * 5 * 5)
    # JPEG rounds: a flat colour comes back within a few steps of 255
    expect(input_slab(page, 0).locator(".num").first).to_have_text("200")
    for channel, level in enumerate(COLOUR):
        values = [number(label) for label in numbers_on(input_slab(page, channel))]
        assert len(values) == 5 * 5
        assert all(abs(value - level) <= 3 for value in values)


def test_a_text_that_calls_itself_a_picture_is_refused_and_the_last_picture_stays(
    page: Page,
) -> None:
    choose_own_picture(page)
    upload(page, "holiday.jpg", "image/jpeg", jpeg())
    expect(input_slab(page, 0).locator(".num").first).to_have_text("200")
    upload(page, "notes.png", "image/png", b"hello, teacher")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("notes.png")
    expect(input_slab(page, 0).locator(".num").first).to_have_text("200")


def test_the_name_of_a_file_is_never_markup(page: Page) -> None:
    name = "<img src=x onerror=alert(1)> **bold** :red[x].png"
    choose_own_picture(page)
    upload(page, name, "image/png", b"hello, teacher")
    expect(page.get_by_role("alert")).to_contain_text(name)
    expect(page.locator('img[src="x"]')).to_have_count(0)
