"""A projector's screen: picture and controls at once, and type that the last row can read."""

from collections.abc import Iterator

import pytest
from conftest import page_without_complaints
from playwright.sync_api import Browser, BrowserContext, Page, expect
from stage_page import expect_page_at_rest, expect_whole

MAIN = "document.querySelector('[data-testid=stMain]')"  # what scrolls

LEAST_TYPE = 18  # px, as a projector of 1280x720 shows it

STAGE_TYPE = ".caption, .head, .row-name, .bias, .num, .words, .ticks span, .term, .note"

# The smallest type of the words and numbers that are seen, in screen pixels; a slab that is turned
# away shows its own smaller.
SMALLEST = """(picture, marks) => {
    const scale = ({ a, b, c, d }) => Math.sqrt(Math.abs(a * d - b * c));
    return Math.min(...[...picture.querySelectorAll(marks)]
        .filter(mark => mark.textContent.trim()
            && mark.checkVisibility({ visibilityProperty: true }))
        .map(mark => parseFloat(getComputedStyle(mark).fontSize)
            * (mark.getScreenCTM ? scale(mark.getScreenCTM()) : 1)));
}"""


# Every canvas keeps the type of each number that is written on it, in pixels of its own.
KEEP_PRINT = """
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    (this.canvas.print ??= []).push(parseFloat(/([\\d.]+)px/.exec(this.font)[1]));
    return fillText.call(this, text, ...place);
};
const { set } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, "width");
Object.defineProperty(HTMLCanvasElement.prototype, "width", {
    get() { return Number(this.getAttribute("width")); },
    set(width) { this.print = []; set.call(this, width); },  // which wipes the canvas
});"""

# The smallest number on the tiles of a board, in screen pixels; 0 before there is one.
SMALLEST_PRINT = """board => {
    const sizes = [...board.querySelectorAll("canvas")].flatMap(canvas => (canvas.print ?? [])
        .map(type => type * canvas.clientWidth / canvas.width));
    return sizes.length && Math.min(...sizes);
}"""

BOARD_LABELS = ".title, .head, .value, .note, .line b, .line span, .legend span"

WIDER_TITLES = '[role="radio"] p { letter-spacing: 0.01em }'  # as some machines draw them

CONTROLS = {
    "Control_the_sum?": (".st-key-groups-place",),
    "Sum_the_channels?": (".st-key-call-place",),
}
"""What moves the picture of a page and is not in it."""


@pytest.fixture(scope="module")
def projector(browser: Browser, app: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=app, viewport={"width": 1280, "height": 720})
    yield context
    context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, app: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=app, viewport={"width": 1400, "height": 900})
    yield context
    context.close()


def expect_title_without_menu(page: Page) -> None:
    """Close the menu, and point at the title: nothing covers it."""
    page.get_by_test_id("stSidebar").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.get_by_role("heading", level=1).hover()


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Slide_the_kernel?channels=8&kernel=99", ("svg.scene", ".buttons")),  # set to 5
        ("Control_the_sum", (".st-key-groups-place", "svg.scene", ".buttons")),
        ("Padding_stride_dilation", ("svg.scene", ".buttons")),
        ("As_one_matrix_product", ("svg.scene", ".buttons")),
        ("Sum_the_channels", ("[data-testid=board] .tiles", "[data-testid=board] .line")),
        ("Your_image", ("[data-testid=wipe] .frame", "[data-testid=wipe] .buttons")),
    ],
)
def test_picture_and_controls_are_on_one_screen_beside_the_menu(
    projector: BrowserContext, address: str, parts: tuple[str, ...]
) -> None:
    with page_without_complaints(projector) as page:
        page.goto(f"/{address}")
        expect(page.get_by_test_id("stSidebar")).to_be_visible()
        page.add_style_tag(content=WIDER_TITLES)
        expect_whole(page, ".call", *parts)
        if address == "Your_image":
            expect_title_without_menu(page)


@pytest.mark.parametrize(
    ("address", "picture", "marks"),
    [
        ("Slide_the_kernel?channels=8&filters=8&", "stage", ".note"),
        ("Slide_the_kernel?", "stage", STAGE_TYPE),
        ("Control_the_sum?", "stage", STAGE_TYPE),
        ("Padding_stride_dilation?", "stage", STAGE_TYPE),
        ("One_two_three_dimensions?", "stage", STAGE_TYPE),
        ("As_one_matrix_product?", "matrix", ".matrix .num, .num, .title, .line-name, .caption"),
    ],
    ids=lambda part: part.rstrip("?&") if part[0].isupper() else "",
)
def test_a_class_can_read_what_a_presenter_shows(
    projector: BrowserContext, address: str, picture: str, marks: str
) -> None:
    with page_without_complaints(projector) as page:
        page.goto(f"/{address}present=1")
        shown = page.get_by_test_id(picture).first
        expect(shown.locator(marks.split(",")[0]).first).to_be_visible()
        expect(page.get_by_role("button", name="End presenting")).to_be_visible()
        page.wait_for_function(
            f"([picture, marks]) => ({SMALLEST})(picture, marks) >= {LEAST_TYPE} - 0.05",
            arg=[shown.element_handle(), marks],
        )
        expect_whole(page, "svg.scene", ".buttons", *CONTROLS.get(address, ()))
        if address == "Slide_the_kernel?":  # patch, kernel and products of each channel
            expect(shown.locator(".ledger .tile:visible")).to_have_count(3 * 3)
            expect_whole(page, ".pace")  # how fast it plays, and how far it goes


def test_a_class_can_read_the_long_numbers_of_a_model(projector: BrowserContext) -> None:
    with page_without_complaints(projector) as page:
        page.goto("/Your_model?section=Why+this+number&present=1")
        shown = page.get_by_test_id("stage")
        page.wait_for_function(
            f"([picture, marks]) => ({SMALLEST})(picture, marks) >= {LEAST_TYPE} - 0.05",
            arg=[shown.element_handle(), STAGE_TYPE],
        )
        expect(shown.locator(".ledger .tile:visible")).to_have_count(3 * 3)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Sum_the_channels", (".board .line", ".board .legend", ".st-key-call-place")),
        ("Sum_the_channels?section=Three+beliefs", (".board .line",)),
        (
            "Control_the_sum?section=Partial+maps+and+weights",
            (".board .line", ".st-key-groups-place"),
        ),
        ("Control_the_sum?section=Mixing+afterwards", (".board .line",)),
        ("Control_the_sum?section=Another+operator", (".board .legend",)),
        ("Padding_stride_dilation?section=Transposed+convolution", ()),
        ("One_two_three_dimensions?section=Who+is+whose+neighbour%3F", (".board .line",)),
        ("Your_image?section=One+pixel", ()),
        ("Check_yourself", ()),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_class_can_read_the_numbers_in_the_cells_of_maps(
    projector: BrowserContext, address: str, parts: tuple[str, ...]
) -> None:
    with page_without_complaints(projector) as page:
        page.add_init_script(KEEP_PRINT)
        page.goto(f"/{address}{'&' if '?' in address else '?'}present=1&reveal=1")
        expect(page.get_by_role("button", name="End presenting")).to_be_visible()
        shown = page.get_by_test_id("board").first
        expect(shown.locator(".face").first).to_be_visible()
        page.wait_for_function(
            f"([board, labels]) => ({SMALLEST_PRINT})(board) >= {LEAST_TYPE} - 0.05"
            f" && ({SMALLEST})(board, labels) >= {LEAST_TYPE} - 0.05",
            arg=[shown.element_handle(), BOARD_LABELS],
        )
        expect_whole(page, "[data-testid=board] .tiles", *parts)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Sum_the_channels?channels=1", (".call", ".board .line")),  # the largest cells
        ("Control_the_sum?channels=8&section=Mixing+afterwards", (".board .line",)),  # 16 sliders
        ("Your_image?channels=1&section=What+each+channel+adds", (".call", ".board .line")),
        ("Your_image?channels=8&section=What+each+channel+adds", (".call", ".board .line")),
        ("Control_the_sum?channels=8&filters=8&framework=PyTorch", ("svg.scene", ".pace")),
        ("Padding_stride_dilation?framework=PyTorch&size=6&padding=1&stride=2", (".pace",)),
        (
            "One_two_three_dimensions?section=How+deep+is+the+block%3F&channels=8&filters=8",
            ("svg.scene", ".pace"),
        ),
        ("Control_the_sum?channels=8&section=Another+operator", (".board .legend",)),
    ],
)
def test_a_desk_has_picture_and_sentence_on_one_screen(
    desk: BrowserContext, address: str, parts: tuple[str, ...]
) -> None:
    with page_without_complaints(desk) as page:
        page.add_init_script(KEEP_PRINT)
        page.goto(f"/{address}")
        expect_whole(page, *parts)
        if "operator" in address:  # products of eight channels have up to eleven figures
            board = page.get_by_test_id("board").first.element_handle()
            page.wait_for_function(f"board => ({SMALLEST_PRINT})(board) >= 11", arg=board)


def test_classic_cases_show_the_numbers_of_their_input(projector: BrowserContext) -> None:
    with page_without_complaints(projector) as page:
        page.goto("/Padding_stride_dilation")
        for case, cells in [
            ("Full padding", 9),
            ("A stride that does not divide", 8),
            ("Dilation 2", 7),
        ]:
            page.get_by_text(case).first.click()  # 5 + 2 * 2, 6 + 2 and 7 cells a side
            numbers = page.locator("svg.scene .slab:not(.map) .num:visible")
            expect(numbers).to_have_count(cells * cells)
            expect_whole(page, "svg.scene", ".buttons")


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("Slide_the_kernel?padding=same", ".slab:not(.map)"),
        ("Control_the_sum?section=Partial+maps+and+weights", ".tile"),
        ("Control_the_sum?section=Mixing+afterwards", ".tile"),
        ("Padding_stride_dilation", ".slab:not(.map)"),
    ],
)
def test_a_phone_has_the_beginning_of_the_picture_on_its_first_screen(
    phone: BrowserContext, address: str, picture: str
) -> None:
    with page_without_complaints(phone) as page:
        page.goto(f"/{address}")
        part = page.locator(picture).locator("visible=true").first
        expect(part).to_be_in_viewport(ratio=0.5)
        expect(part.locator(".num:visible, canvas").first).to_be_visible()


def test_a_phone_shows_the_numbers_around_a_pixel_large_enough_to_read(
    phone: BrowserContext,
) -> None:
    with page_without_complaints(phone) as page:
        page.add_init_script(KEEP_PRINT)
        page.goto("/Your_image?section=One+pixel")
        board = page.get_by_test_id("board").first
        expect(board.locator(".tile").first).to_be_visible()
        page.wait_for_function(
            f"board => ({SMALLEST_PRINT})(board) >= 10", arg=board.element_handle()
        )


@pytest.mark.parametrize(
    ("screen", "address", "picture", "place"),
    [
        ("projector", "Control_the_sum", "stage", "stage"),
        ("projector", "As_one_matrix_product", "matrix", "matrix"),
        ("projector", "Your_image", "wipe", "wipe"),
        ("desk", "Sum_the_channels", "board", "sum-maps"),
        ("desk", "Control_the_sum?section=Another+operator", "board", "control-operator_maps"),
    ],
)
def test_what_is_said_about_a_low_picture_follows_it(
    screen: str, address: str, picture: str, place: str, request: pytest.FixtureRequest
) -> None:
    with page_without_complaints(request.getfixturevalue(screen)) as page:
        page.goto(f"/{address}")
        drawn = page.get_by_test_id(picture)
        expect(drawn.locator("svg.scene, .tiles, .frame").first).to_be_visible()
        page.wait_for_function(
            """([place, picture]) => {
                const bottom = (part) => part.getBoundingClientRect().bottom;
                return bottom(place) - bottom(picture) < 16;
            }""",
            arg=[
                page.locator(f".st-key-{place}-place").element_handle(),
                drawn.element_handle(),
            ],
        )


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("Precision?section=Sums+that+cancel", ".st-key-cancellation-table-place div"),
        ("Your_model?section=Without+a+channel", ".st-key-model-colours_off div"),
    ],
)
def test_no_end_of_a_row_is_hidden_beside_the_menu(
    projector: BrowserContext, address: str, part: str
) -> None:
    with page_without_complaints(projector) as page:
        page.goto(f"/{address}")
        expect(page.locator(part).first).to_be_visible()
        page.wait_for_function(
            """part => [...document.querySelectorAll(part)]
                .every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)""",
            arg=part,
        )


def test_who_has_scrolled_a_little_begins_to_present_with_the_whole_picture(
    projector: BrowserContext,
) -> None:
    with page_without_complaints(projector) as page:
        page.goto("/Slide_the_kernel")
        picture = page.get_by_test_id("stage")
        expect(picture.locator("svg.scene")).to_be_visible()
        expect(page.get_by_role("button", name="Present")).to_be_visible()  # its key is heard
        expect_page_at_rest(page)
        picture.focus()  # as the Tab key does, which brings all of it
        page.wait_for_function(f"() => {MAIN}.scrollTop > 0")
        page.keyboard.press("p")
        expect(page.get_by_role("button", name="End presenting")).to_be_visible()
        page.wait_for_function(f"() => {MAIN}.scrollTop === 0")
        expect_whole(page, ".call", "svg.scene", ".buttons")
