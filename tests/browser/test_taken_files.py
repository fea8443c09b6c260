"""Taking a layer home: the files a learner gets are those of the layer on the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Download, Locator, Page, TimeoutError, expect
from stage_page import expect_page_at_rest, expect_step, open_lesson, step_line

from tests.numbers_said import in_order

STEP = (1, 2, 0)


@pytest.fixture
def download(page: Page, tmp_path: Path) -> Callable[[str], Path]:
    """Press a download button, and return the file that came."""

    def coming(name: str, timeout: float) -> Download:
        expect_page_at_rest(page)
        with page.expect_download(timeout=timeout) as found:
            button(page, name).click()
        return found.value

    def pressed(name: str) -> Path:
        try:
            came = coming(name, 10_000)  # ms
        except TimeoutError:  # a button that is drawn anew while it is pressed gives nothing
            came = coming(name, 30_000)
        file = tmp_path / came.suggested_filename
        came.save_as(file)
        return file

    return pressed


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_the_files_are_those_of_the_layer_and_of_the_step(
    page: Page, browser: Browser, download: Callable[[str], Path]
) -> None:
    open_lesson(page, at="1.2.0")
    page.get_by_text("Take it home", exact=True).click()
    expect(page.get_by_text(in_order("filter 1", "row 2", "column 0")).last).to_be_visible()
    said = step_line(page).text_content() or ""

    table = download("Step as CSV").read_text()
    assert table.rstrip().split(",")[-1] == said.split()[-1]  # the output
    assert download("Feature maps as CSV").read_text().startswith("# channel 0 (feature map 0)")

    context = browser.new_context(offline=True)
    copy = context.new_page()
    copy.goto(download("Page (HTML)").as_uri())
    expect_step(copy, STEP)
    expect(step_line(copy)).to_have_text(said)
    expect(copy.get_by_role("link")).to_have_count(0)  # to an app that others cannot open
    context.close()


def test_a_film_is_made_while_a_bar_tells_how_far_it_is(
    page: Page, download: Callable[[str], Path]
) -> None:
    open_lesson(page, kernel=4, take_home="true")
    button(page, "Make the animation").click()
    film = Image.open(download("Animation (GIF)"))
    assert (film.format, getattr(film, "n_frames", 1), film.width) == ("GIF", 2 * 2 * 2, 900)
