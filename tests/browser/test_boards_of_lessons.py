"""The boards of lessons 3, 6, 7, 8 and the quiz: what is pointed at is read off the engine."""

import re

from playwright.sync_api import Locator, Page, expect
from stage_page import expect_page_at_rest, expect_whole, number

from conv_engine.matrix import copy_counts
from tests.numbers_said import in_order
from ui.questions.rounds import Paper
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS

QUIZ = "/Check_yourself?quiz_seed=3&quiz_length=4&quiz_topics=Numbers&quiz_topics=Shapes"


def board_of(page: Page, tile: str) -> Locator:
    return page.get_by_test_id("board").filter(has=page.locator(f'[data-tile="{tile}"]'))


def point_at(board: Locator, tile: str, cell: tuple[int, int], shape: tuple[int, ...]) -> None:
    """Move the mouse to the middle of a cell of a tile that has so many rows and columns."""
    face = board.locator(f'[data-tile="{tile}"] .face')
    height, width = face.evaluate("face => [face.clientHeight, face.clientWidth]")
    (row, column), (rows, columns) = cell, shape
    place = {"x": (column + 0.5) * width / columns, "y": (row + 0.5) * height / rows}
    face.hover(position=place)


def value(board: Locator, tile: str) -> Locator:
    return board.get_by_test_id(f"board-value-{tile}")


def test_the_error_of_a_format_adds_up_as_printed_and_is_on_one_screen(page: Page) -> None:
    page.goto("/Precision?section=A+layer+with+fewer+bits&reveal=1")
    board = board_of(page, "error")
    expect(board.get_by_test_id("board-line")).to_be_visible()
    expect_page_at_rest(page)
    output = scenario_of(DEFAULTS).layer_on_picture.output[0]
    written, found = board.get_by_test_id("board-line"), []
    for row, column in ((20, 30), (63, 90), (110, 7)):
        point_at(board, "rounded", (row, column), output.shape)
        expect(written).to_contain_text(f"row {row}, column {column}:")
        line = written.inner_text().split(":", 1)[1]
        exact, rounded, error = (number(n) for n in re.findall(r"[-−]?\d+\.\d+", line))
        assert rounded - exact == error
        expect(value(board, "error")).to_have_text(f"{error:f}".replace("-", "−"))
        found.append(error)
    assert any(error != 0 for error in found)
    expect(board.locator(".window.shown")).to_have_count(1)  # on the picture
    page.set_viewport_size({"width": 1280, "height": 720})
    maps = ("[data-testid=board] .tiles", "[data-testid=board] .line")
    expect_whole(page, ".call", ".st-key-formats-place", *maps)
    page.get_by_role("button", name="Present").click()
    expect(page.get_by_role("button", name="End presenting")).to_be_visible()
    expect_whole(page, ".call", ".st-key-formats-place", *maps)


def test_a_weight_that_is_pointed_at_in_one_order_of_axes_is_found_in_the_other(page: Page) -> None:
    page.goto("/Shapes_and_layouts?section=One+weight,+two+layouts")
    board = board_of(page, "keras")
    expect(value(board, "pytorch")).to_have_text("8")
    expect_page_at_rest(page)
    # 2x2 cells of 3 channels x 2 filters: in the second block down, number 12 = 1*(2*3*2) begins.
    point_at(board, "keras", (3, 0), (2 * 3, 2 * 2))
    expect(value(board, "pytorch")).to_have_text("12")
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_text("kernel[1, 0, 0, 0] in Keras, weight[0, 0, 1, 0]")).to_be_visible()
    board.press("ArrowRight")
    expect(value(board, "keras")).to_have_text("13")
    expect(page.get_by_text("kernel[1, 0, 0, 1] in Keras, weight[1, 0, 1, 0]")).to_be_visible()


def test_a_kernel_cell_of_a_question_lights_the_input_cell_under_it(page: Page) -> None:
    page.goto(QUIZ)
    question = Paper(seed=3, round_number=1, topics=("numbers", "shapes"), length=4).question(
        0, "keras"
    )
    layer = question.layer
    assert layer is not None and layer.spec.padding == 1 and question.cell == (0, 0, 0)
    board = board_of(page, "kernel 0")
    channels, *size = layer.input.shape
    expect(board.locator(".window.shown")).to_have_count(channels)
    expect_page_at_rest(page)
    point_at(board, "kernel 0", (1, 2), layer.spec.kernel_size)
    for channel in range(channels):
        under = int(layer.input[channel, 1 - 1, 2 - 1])
        expect(value(board, f"input {channel}")).to_have_text(str(under))
        weight = int(layer.weight[0, channel, 1, 2])
        expect(value(board, f"kernel {channel}")).to_have_text(f"{weight}".replace("-", "−"))
    # A click in the input moves no window: it is part of the question.
    point_at(board, "input 0", (2, 2), tuple(size))
    page.mouse.down()
    page.mouse.up()
    page.mouse.move(5, 5)
    expect(value(board, "input 0")).to_have_text(in_order("−1", 1, "−1", 1))


def test_shuffled_channels_are_compared_at_one_position(page: Page) -> None:
    page.goto("/One_two_three_dimensions?section=Who+is+whose+neighbour%3F")
    board = board_of(page, "Conv2D after")
    expect(board.get_by_test_id("board-line")).to_be_visible()
    expect_page_at_rest(page)
    output = scenario_of(DEFAULTS).layer.output[0]
    point_at(board, "Conv3D 1 before", (2, 0), output.shape)
    for when in ("before", "after"):
        expect(value(board, f"Conv2D {when}")).to_have_text(f"{output[2, 0]}".replace("-", "−"))
    expect(board.locator(".spot.shown")).to_have_count(2 * 3)  # Conv2D and two depths


def test_copies_of_a_cell_are_counted_where_one_points(page: Page) -> None:
    page.goto("/As_one_matrix_product?section=The+price%3A+copies&reveal=1")
    board = board_of(page, "copies")
    expect(board.get_by_test_id("board-line")).to_be_visible()
    expect_page_at_rest(page)
    layer = scenario_of(DEFAULTS).layer
    counts = copy_counts(layer.input.shape, layer.spec)
    point_at(board, "copies", (1, 2), counts.shape)
    expect(value(board, "copies")).to_have_text(str(2 * 3))  # two rows and three columns of windows
    assert counts[1, 2] == 2 * 3
