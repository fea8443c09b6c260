"""Every number on the stage says what it is made of and where it goes, by mouse, tap and key."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from conftest import page_without_complaints
from playwright.sync_api import Browser, Locator, Page, expect
from stage_page import (
    expect_page_at_rest,
    expect_step,
    input_cell,
    ledger,
    open_lesson,
    output_cell,
    press_by_key,
    printed,
    step_line,
    the_stage,
)

TAPS, CHANNELS = 9, 3
STEP = 8  # px: the way to the next number


def shown_number(page: Page, address: str) -> Locator:
    """A number of the ledger or at the plus sign, by where it stands: kind, row and tap."""
    return the_stage(page).locator(f'svg [data-number="{address}"]')


def sentence(page: Page) -> Locator:
    return the_stage(page).locator(".sentence")


def lit(page: Page, mark: str) -> list[str]:
    """Where the numbers are that have a mark, in the picture."""
    names: list[str] = (
        the_stage(page)
        .locator(f"svg .{mark}")
        .evaluate_all(
            "all => all.map(({ dataset }) => dataset.number ?? dataset.input ?? dataset.cell ?? '')"
        )
    )
    return sorted(names)


def test_a_product_lights_its_two_factors_its_input_cell_and_its_sum(at_first_step: Page) -> None:
    page = at_first_step
    row = ledger(page)[1]
    shown_number(page, "product,1,5").hover()
    assert lit(page, "pointed") == ["product,1,5"]
    assert lit(page, "source") == sorted(["patch,1,5", "kernel,1,5", "1,1,2"])  # row 1, column 2
    assert lit(page, "target") == ["sum,1"]
    value, weight = row.patch[5], row.kernel[5]
    said = f"{value} × {weight} = {value * weight}, one of the 9 products that add up to "
    expect(sentence(page)).to_have_text(
        f"{said}{sum(row.products)}, the sum of channel 1 (green).".replace("-", "−")
    )
    expect(the_stage(page).locator(".equation .target")).to_have_text(str(abs(row.channel_sum)))
    the_stage(page).get_by_role("button", name="Play").hover()
    for mark in ("pointed", "source", "target"):
        assert lit(page, mark) == []


def test_every_number_of_the_ledger_has_a_sentence_of_its_own(at_first_step: Page) -> None:
    page = at_first_step
    rows = [f",{row},{tap}" for row in range(CHANNELS) for tap in range(TAPS)]
    numbers = [f"{kind}{at}" for kind in ("patch", "kernel", "product") for at in rows]
    numbers += [*(f"sum,{row}" for row in range(CHANNELS)), "bias"]
    plain = sentence(page).inner_text()
    for number in numbers:
        shown_number(page, number).dispatch_event("pointerover", {"bubbles": True})
        assert lit(page, "pointed") == [number]
        assert lit(page, "source") + lit(page, "target") != []
        assert sentence(page).inner_text() != plain


def test_an_output_number_lights_its_sums_its_bias_and_its_patch(at_first_step: Page) -> None:
    page = at_first_step
    output_cell(page, (1, 2, 0)).hover()
    line = printed(step_line(page).inner_text())
    assert line.place == (1, 2, 0)
    sums = [f"sum,{row}" for row in range(CHANNELS)]
    assert [number for number in lit(page, "source") if number] == ["bias", *sums]
    expect(the_stage(page).locator(".tile .board.source")).to_have_count(CHANNELS)
    assert sentence(page).inner_text() == (
        f"{line.output} is the sum of 3 channel sums and the bias {line.bias}.".replace("-", "−")
    )


def test_a_term_of_the_line_lights_where_it_comes_from(at_first_step: Page) -> None:
    page = at_first_step
    the_stage(page).locator(".equation [data-number='sum,2']").hover()
    assert "sum,2" in lit(page, "pointed")
    expect(sentence(page)).to_contain_text("The 9 products of channel 2 (blue) add up to")


def test_the_arrow_keys_lead_over_the_numbers_and_say_each(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    row = ledger(page)[0]
    number = stage.get_by_role("button", name=re.compile("^input, channel 0"))
    number.focus()
    expect(number).to_have_accessible_description(re.compile(f"^{row.patch[0]} from channel 0"))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    weight = stage.get_by_role("button", name=re.compile("^weight of filter 0 for channel 0"))
    expect(weight).to_be_focused()
    expect(weight).to_have_accessible_name(re.compile(f"row 0, column 1: {row.kernel[1]}$"))
    assert lit(page, "pointed") == ["kernel,0,1"]
    page.keyboard.press("ArrowDown")
    assert lit(page, "pointed") == ["kernel,0,4"]  # a row of three further
    press_by_key(page, "Next step")  # the step may change
    assert lit(page, "pointed") == []


def test_the_arrow_keys_lead_to_every_cell_of_the_input_and_of_the_maps(page: Page) -> None:
    stage = open_lesson(page)
    stage.get_by_role("button", name=re.compile("^input, channel 0")).focus()
    page.keyboard.press("ArrowLeft")
    (cell,) = lit(page, "pointed")
    channel, row, column = (int(n) for n in cell.split(","))
    page.keyboard.press("ArrowLeft")
    assert lit(page, "pointed") == [f"{channel},{row},{column - 1}"]
    page.keyboard.press("ArrowUp" if row else "ArrowDown")
    assert lit(page, "pointed") == [f"{channel},{abs(row - 1)},{column - 1}"]
    page.keyboard.press("Enter")
    expect(stage.get_by_role("spinbutton")).to_be_focused()
    page.keyboard.press("Escape")
    output = stage.locator("[data-cell].pointed")
    while not output.count():
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    place = printed(step_line(page).inner_text()).place  # the step of the cell is shown
    expect(output).to_have_attribute("data-cell", ",".join(map(str, place)))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"[?&]at={place[0]}\.{place[1]}\.{place[2]}"))


def test_while_a_number_is_pointed_at_the_steps_go_on_under_it(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    shown_number(page, "patch,0,0").hover()
    first = sentence(page).inner_text()
    stage.focus()
    page.keyboard.press("ArrowRight")
    expect(sentence(page)).not_to_have_text(first)
    assert lit(page, "source") == ["0,0,1", "kernel,0,0"]


@pytest.fixture
def phone_page(browser: Browser, app: str) -> Iterator[Page]:
    """A page on a screen that is touched."""
    phone = browser.new_context(
        base_url=app, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    with page_without_complaints(phone) as page:
        yield page
    phone.close()


def test_a_click_on_a_small_map_stays_with_its_cell(page: Page) -> None:
    open_lesson(page, filters=8)
    seen = output_cell(page, (7, 2, 2)).bounding_box()
    assert seen
    place = seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2
    page.mouse.click(*place)
    expect_step(page, (7, 2, 2))
    page.mouse.move(*place)  # now it is over another map: this one has become large
    page.wait_for_function("() => new Promise(requestAnimationFrame)")
    expect_step(page, (7, 2, 2))


def test_a_finger_points_by_a_tap_and_enter_opens_a_row(phone_page: Page) -> None:
    page = phone_page
    open_lesson(page, channels=8)
    last = the_stage(page).get_by_role("button", name="Show products of channel 7")
    expect(last).to_have_attribute("aria-expanded", "false")
    last.press("Enter")
    expect(last).to_have_attribute("aria-expanded", "true")
    expect(shown_number(page, "product,7,0")).to_be_visible()
    the_stage(page).get_by_role("button", name="Show products of channel 0").press("Enter")
    shown_number(page, "product,0,4").tap()
    assert lit(page, "pointed") == ["product,0,4"]
    expect(sentence(page)).to_contain_text("one of the 9 products")
    expect(sentence(page)).to_be_in_viewport(ratio=1)  # though the line it belongs to is not
    input_cell(page, (0, 0, 0)).dispatch_event("click", {"bubbles": True})
    assert lit(page, "pointed") == ["0,0,0"]


def test_a_finger_drags_only_the_number_that_it_has_chosen(phone_page: Page) -> None:
    page = phone_page
    open_lesson(page)
    before, row = printed(step_line(page).inner_text()), ledger(page)[0]
    weight = shown_number(page, "kernel,0,1")
    weight.evaluate("number => number.scrollIntoView({ block: 'center' })")
    drag_by_finger(page, weight, 3 * STEP)  # it scrolls
    weight.tap()
    expect(sentence(page)).to_contain_text("is the weight of filter 0")
    drag_by_finger(page, weight, 4 * STEP)
    output = before.output + 4 * row.patch[1]  # the weight is larger by 4
    expect(step_line(page)).to_have_text(re.compile(rf" = {output}$"))


def drag_by_finger(page: Page, shown: Locator, up: int) -> None:
    """Move a finger from a number up, as a touch screen tells it."""
    box = shown.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    screen = page.context.new_cdp_session(page)

    def tell(kind: str, *points: dict[str, float]) -> None:
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    tell("touchStart", {"x": x, "y": y})
    for moved in range(1, up + 1):
        tell("touchMove", {"x": x, "y": y - moved})
    tell("touchEnd")


@pytest.mark.parametrize("section", ["Convolution arithmetic", "Transposed convolution"])
def test_cells_of_which_a_finger_chooses_one_are_no_smaller_than_it_can_hit(
    phone_page: Page, section: str
) -> None:
    page = phone_page
    page.goto(f"/Padding_stride_dilation?{urlencode({'section': section})}")
    asked = page.locator(".asks .asked .face")
    expect(asked).to_be_visible()
    expect_page_at_rest(page)
    box = asked.bounding_box()
    assert box
    cells = {"Convolution arithmetic": 9, "Transposed convolution": 7}[section]
    assert box["width"] / cells >= 30  # px
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
