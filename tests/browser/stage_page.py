"""The stage as a learner meets it: found by role and label, read as it is printed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

LESSON = "/Slide_the_kernel"
PATIENCE = 40_000
"""How many milliseconds a page may take: a busy machine draws the longest in half of it."""

READ_ROWS = """rows => rows.map(row => ({
    tiles: [...row.querySelectorAll(".tile")].map(
        tile => [...tile.querySelectorAll(".num")].map(number => number.textContent)),
    sum: row.querySelector(".sum").textContent,
}))"""

# Every cell of a slab comes before every label, both in the same order.
READ_SLAB = """(slab, cells) => {
    const labels = [...slab.querySelectorAll(".num")].map(number => number.textContent);
    return [...slab.querySelectorAll(cells)].map((_, i) => labels[i]);
}"""


@dataclass(frozen=True)
class Printed:
    """The line of numbers under the stage, as it is printed."""

    filter: int
    row: int
    column: int
    channel_sums: list[Decimal]
    bias: Decimal
    output: Decimal

    @property
    def place(self) -> tuple[int, int, int]:
        return self.filter, self.row, self.column


@dataclass(frozen=True)
class Row:
    """A row of the ledger: patch times kernel are the products, and they add up to the sum."""

    patch: list[Decimal]
    kernel: list[Decimal]
    products: list[Decimal]
    channel_sum: Decimal


def open_lesson(page: Page, path: str = LESSON, **link: object) -> Locator:
    """Open a page with settings in its link, and return its stage once it is drawn."""
    page.goto(path + (f"?{urlencode(link)}" if link else ""))
    appear(step_line(page).filter(has_text="filter"))
    expect_page_at_rest(page)
    return the_stage(page)


def appear(drawn: Locator) -> None:
    """Wait for what a page draws as it opens.

    `expect` would read the whole page for its message each time that it looks in vain, which costs
    a tenth of a visit.
    """
    drawn.wait_for(timeout=PATIENCE)


def expect_page_at_rest(page: Page) -> None:
    """Wait until the page's script has run to its end, and nothing of the run before is left."""
    app = page.locator("[data-test-script-state]")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def the_stage(page: Page) -> Locator:
    return page.get_by_test_id("stage")


def step_line(page: Page) -> Locator:
    return page.get_by_test_id("stage-sum")


def press(page: Page, name: str) -> None:
    the_stage(page).get_by_role("button", name=name, exact=True).click()


def press_by_key(page: Page, name: str) -> None:
    """Press a button with Enter: quicker than the mouse, which waits until nothing moves."""
    the_stage(page).get_by_role("button", name=name, exact=True).press("Enter")


def expect_step(page: Page, place: tuple[int, int, int]) -> None:
    filter, row, column = place
    start = f"filter {filter}, row {row}, column {column}:"
    expect(step_line(page)).to_have_text(re.compile("^" + re.escape(start)))


def output_cell(page: Page, place: tuple[int, int, int]) -> Locator:
    return the_stage(page).locator(f'[data-cell="{",".join(map(str, place))}"]')


def input_cell(page: Page, place: tuple[int, int, int]) -> Locator:
    """A cell of the padded input: channel, row, column."""
    return the_stage(page).locator(f'[data-input="{",".join(map(str, place))}"]')


def input_slab(page: Page, channel: int) -> Locator:
    return the_stage(page).locator(f'.slab:has([data-input^="{channel},"])')


def feature_map(page: Page, filter: int) -> Locator:
    return the_stage(page).locator(f'.slab:has([data-cell^="{filter},"])')


def numbers_on(slab: Locator) -> list[str]:
    """The labels of a slab's cells, row by row; an empty one where nothing is printed yet."""
    labels: list[str] = slab.evaluate(READ_SLAB, "[data-cell], [data-input]")
    return labels


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", ""))


def printed(text: str) -> Printed:
    """Read `filter 0, row 2, column 5: -10 + 16 + 27 + bias 1 = 34`.

    >>> printed("filter 0, row 2, column 5: -10 + 16 + 27 + bias 1 = 34").bias
    Decimal('1')
    """
    shape = r"filter (\d+), row (\d+), column (\d+): (.*) \+ bias (\S+) = (\S+)"
    found = re.fullmatch(shape, text)
    assert found, f"not a whole step: {text}"
    filter, row, column, sums, bias, output = found.groups()
    terms = [number(term) for term in sums.split(" + ")]
    return Printed(int(filter), int(row), int(column), terms, number(bias), number(output))


def ledger(page: Page) -> list[Row]:
    rows: list[dict[str, Any]] = the_stage(page).locator(".ledger .row").evaluate_all(READ_ROWS)
    return [
        Row(*([number(text) for text in tile] for tile in row["tiles"]), number(row["sum"]))
        for row in rows
    ]


def open_part(page: Page, title: str) -> None:
    """Unfold what is folded at first."""
    page.get_by_test_id("stExpander").locator("summary").filter(has_text=title).click()


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def choose(page: Page, name: str, value: str) -> None:
    """Press one of a row of buttons."""
    choice(page, name, value).click()


def choice(page: Page, name: str, value: str) -> Locator:
    return page.get_by_role("radiogroup", name=name, exact=True).get_by_role(
        "radio", name=value, exact=True
    )


def in_call(page: Page, name: str) -> Locator:
    """A value of the call above the picture."""
    return page.get_by_role("combobox", name=name, exact=True)


def set_in_call(page: Page, name: str, value: str) -> None:
    in_call(page, name).select_option(value)


def expect_in_call(page: Page, **expected: str) -> None:
    for name, value in expected.items():
        expect(in_call(page, name)).to_have_value(value)


def expect_whole(page: Page, *parts: str) -> None:
    """Wait until all of the first of each part is on the screen."""
    for part in parts:
        expect(page.locator(part).first).to_be_in_viewport(ratio=1)
