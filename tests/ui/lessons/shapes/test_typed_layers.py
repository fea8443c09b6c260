"""The text of lesson 3: typed, edited by controls, translated by the switch, never lost."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.lessons.shapes.typed_layers_view import EXAMPLES
from ui.shell.lesson_table import HOME, LESSONS

ROOT = Path(__file__).parents[4]
SHAPES = next(lesson for lesson in LESSONS if "Shapes" in lesson.title)


def opened(**link: object) -> AppTest:
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = str(value)
    return page.switch_page(SHAPES.file).run()


def typed(page: AppTest, text: str) -> AppTest:
    return page.text_area(key="layers").set_value(text).run()


def switched(page: AppTest, framework: str) -> AppTest:
    return page.segmented_control(key="framework").set_value(framework).run()


def text_of(page: AppTest) -> str:
    return page.text_area(key="layers").value


def said(page: AppTest) -> list[str]:
    assert len(page.exception) == 0
    return [element.value.replace("\\", "") for element in (*page.error, *page.info)]


def words(page: AppTest) -> str:
    return "\n".join(element.value for element in page.markdown).replace("\\", "")


def formulas(page: AppTest) -> list[str]:
    return [element.value.strip("$\n") for element in page.latex]


def test_three_channels_and_32_filters_of_3x3_have_896_parameters_not_288() -> None:
    page = opened()
    assert r"32 \cdot (3 \cdot 3 \cdot 3 + 1) = 896" in formulas(page)
    assert "`(3, 3, 3, 32)` kernel height, kernel width, in_channels / groups, filters" in words(
        page
    )
    assert "`(32, 3, 3, 3)` out_channels, in_channels / groups, kernel height" in words(page)


def test_a_pasted_layer_moves_the_switch_and_the_input() -> None:
    page = typed(opened(), "self.conv = nn.Conv2d(4, 32, 3, stride=2, padding=1)")
    assert page.session_state["framework"] == "pytorch"
    assert page.number_input(key="in_channels").value == 4
    assert said(page) == []


def test_the_switch_translates_and_switching_back_restores_what_was_written() -> None:
    written = 'Conv2D(64, 7, strides=2, padding="same")  # the first of ResNet'
    page = switched(typed(opened(), written), "pytorch")
    # (ceil(224 / 2) - 1)*2 + 7 - 224 = 5 cells in all: 2 before and 3 after.
    assert text_of(page) == "nn.ZeroPad2d((2, 3, 2, 3))\nnn.Conv2d(3, 64, 7, stride=2)"
    assert text_of(switched(page, "keras")) == written


def test_a_line_that_is_no_layer_is_named_and_stays_when_the_others_are_translated() -> None:
    page = typed(opened(), "Conv2D(8, 3)\nConv2D(8, 3, strdes=2)")
    assert said(page) == ["Line 2: strdes is no argument of Conv2D; nearest is strides."]
    assert text_of(switched(page, "pytorch")) == "nn.Conv2d(3, 8, 3)\nConv2D(8, 3, strdes=2)"


def test_what_has_no_twin_stays_as_it_is_and_says_what_to_write() -> None:
    layer = 'nn.Conv2d(3, 8, 3, padding=1, padding_mode="circular")'
    page = switched(typed(opened(), layer), "keras")
    assert text_of(page) == layer
    assert "not all of them have a twin" in said(page)[0]
    assert "keras.ops" in words(page)


@pytest.mark.parametrize("text", ["", "   ", "import os", "x" * 30_000, "Conv2D(", "Conv2D(-1, 3)"])
def test_text_without_a_layer_says_so_and_the_layers_before_stay(text: str) -> None:
    page = typed(typed(opened(), "Conv2D(5, 3)"), text)
    assert len(said(page)) == 1
    assert r"5 \cdot (3 \cdot 3 \cdot 3 + 1) = 140" in formulas(page)


def test_a_control_rewrites_its_argument_and_nothing_else() -> None:
    page = typed(opened(), 'Conv2D(8, 3)\nfoo(1)\nConv2D(16, 3, activation="relu")')
    page.segmented_control(key="layer_number").set_value(1).run()
    page.number_input(key="argument 1 kernel_size height").set_value(5).run()
    assert text_of(page) == 'Conv2D(8, 3)\nfoo(1)\nConv2D(16, (5, 3), activation="relu")'


def test_channels_that_do_not_fit_are_named_with_the_nearest_that_do() -> None:
    page = typed(opened(), "nn.Conv2d(3, 8, 3)\nnn.Conv2d(9, 4, 3)")
    assert said(page) == ["Layer 2 expects 9 channels, layer 1 gives 8; nearest in_channels is 8."]


def test_channels_first_is_written_into_the_layer_and_its_shapes() -> None:
    page = opened()
    page.segmented_control(key="data_format").set_value("channels_first").run()
    assert text_of(page) == 'Conv2D(32, 3, data_format="channels_first")'
    assert "`(1, 3, 224, 224)` samples, channels, height, width |" in words(page)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("framework", ["keras", "pytorch"])
def test_every_example_shows_in_both_frameworks(example: str, framework: str) -> None:
    page = switched(typed(opened(), EXAMPLES[example]), framework)
    assert said(page) == []


def test_a_link_in_the_words_of_pytorch_alone_opens_with_a_layer_of_pytorch() -> None:
    page = opened(framework="PyTorch")
    assert text_of(page) == "nn.Conv2d(3, 32, 3)"
    assert page.segmented_control(key="framework").value == "pytorch"


def test_words_chosen_on_another_page_open_with_a_layer_of_their_framework() -> None:
    page = switched(AppTest.from_file(str(ROOT / HOME.file), default_timeout=60).run(), "pytorch")
    assert text_of(page.switch_page(SHAPES.file).run()) == "nn.Conv2d(3, 32, 3)"


def test_a_link_holds_the_layers_and_the_input() -> None:
    page = opened(layers="nn.Conv2d(6, 8, 3)\nnn.Conv2d(8, 4, 1)", in_height=10, in_width=12)
    assert said(page) == []
    assert "| 2 | `nn.Conv2d(8, 4, 1)` | 4 x 8 x 10 | 36 |" in words(page)
