"""The text of lesson 3: typed, edited by controls, translated by the switch, never lost."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.numbers_said import line_of, numbers_in, rows_of, says
from tests.open_page import formulas_of, notes_of, open_page, unescaped
from ui.lessons.shapes.examples import EXAMPLES
from ui.lessons.shapes.words.typed import SWITCHED
from ui.shell.lesson_table import HOME, LESSONS

SHAPES = next(lesson for lesson in LESSONS if "Shapes" in lesson.title)

DERIVED, TWIN = SHAPES.sections[1:3]


def opened(**link: object) -> AppTest:
    return open_page(SHAPES.file, **link)


def typed(page: AppTest, text: str) -> AppTest:
    return page.text_area(key="layers").set_value(text).run()


def switched(page: AppTest, framework: str) -> AppTest:
    return page.segmented_control(key="framework").set_value(framework).run()


def text_of(page: AppTest) -> str:
    return page.text_area(key="layers").value


def words(page: AppTest) -> str:
    """What the page writes; it may refuse a line of the text at the same time."""
    return unescaped("\n".join(element.value for element in page.markdown))


def test_three_channels_and_32_filters_of_3x3_have_896_parameters_not_288() -> None:
    assert says(formulas_of(opened(section=DERIVED)), 32, 3, 3, 3, 1, 32 * (3 * 3 * 3 + 1))
    page = opened()
    in_keras, in_pytorch = rows_of(words(page), "weight")[0]
    assert numbers_in(in_keras) == [3, 3, 3, 32]
    assert numbers_in(in_pytorch) == [32, 3, 3, 3]


def test_a_pasted_layer_moves_the_switch_and_the_input() -> None:
    page = typed(opened(), "self.conv = nn.Conv2d(4, 32, 3, stride=2, padding=1)")
    assert page.session_state["framework"] == "pytorch"
    assert page.number_input(key="in_channels").value == 4
    assert any(SWITCHED.format(framework="PyTorch") in caption.value for caption in page.caption)
    assert notes_of(page) == []


def test_rows_and_columns_go_with_the_text_that_said_them() -> None:
    page = typed(opened(), "Conv2D(8, 3, input_shape=(64, 48, 3))")
    assert [page.number_input(key=f"in_{n}").value for n in ("height", "width")] == [64, 48]
    page = typed(page, "Conv2D(8, 3)")
    assert [page.number_input(key=f"in_{n}").value for n in ("height", "width")] == [224, 224]
    page.number_input(key="in_height").set_value(50).run()
    page = typed(page, "Conv2D(16, 3)")
    assert page.number_input(key="in_height").value == 50  # set by hand


def test_a_row_of_a_summary_is_a_layer_with_a_twin() -> None:
    page = typed(opened(framework="pytorch"), "conv2d_4 (Conv2D)   (None, 148, 148, 16)   448")
    assert page.session_state["framework"] == "keras"
    assert any("150 x 150 x 3" in caption.value for caption in page.caption)
    assert "nn.Conv2d(3, 16, 3)" in words(page)


def test_a_network_without_a_size_gets_the_one_that_its_dense_layer_fits() -> None:
    text = "nn.Conv2d(1, 32, 3)\nnn.Conv2d(32, 64, 3)\nnn.MaxPool2d(2)\nnn.Flatten()\n"
    page = typed(opened(), f"{text}nn.Linear(9216, 10)")  # 64 * ((28 - 2 - 2) / 2)^2 = 9,216
    assert [page.number_input(key=f"in_{n}").value for n in ("height", "width")] == [28, 28]
    assert not page.error


def test_the_switch_translates_and_switching_back_restores_what_was_written() -> None:
    written = 'Conv2D(64, 7, strides=2, padding="same")  # the first of ResNet'
    page = switched(typed(opened(), written), "pytorch")
    # (ceil(224 / 2) - 1)*2 + 7 - 224 = 5 cells in all: 2 before and 3 after.
    assert text_of(page) == "nn.ZeroPad2d((2, 3, 2, 3))\nnn.Conv2d(3, 64, 7, stride=2)"
    assert text_of(switched(page, "keras")) == written


def test_a_line_that_is_no_layer_is_named_and_stays_when_the_others_are_translated() -> None:
    page = typed(opened(), "Conv2D(8, 3)\nConv2D(8, 3, strdes=2)")
    (refusal,) = notes_of(page)
    assert numbers_in(refusal) == [2]
    assert {"strdes", "strides"} <= set(re.findall(r"\w+", refusal))
    assert text_of(switched(page, "pytorch")) == "nn.Conv2d(3, 8, 3)\nConv2D(8, 3, strdes=2)"


def test_what_has_no_twin_stays_as_it_is_and_says_what_to_write() -> None:
    layer = 'nn.Conv2d(3, 8, 3, padding=1, padding_mode="circular")'
    page = switched(typed(opened(section=TWIN), layer), "keras")
    assert text_of(page) == layer
    assert len(notes_of(page)) == 1
    assert "keras.ops" in words(page)


@pytest.mark.parametrize("text", ["", "   ", "import os", "x" * 30_000, "Conv2D(", "Conv2D(-1, 3)"])
def test_text_without_a_layer_says_so_and_leaves_no_answer_of_the_text_before(text: str) -> None:
    page = typed(typed(opened(section=DERIVED), "Conv2D(5, 3)"), text)
    assert len(notes_of(page)) == 1
    assert formulas_of(page) == ""
    assert "140" not in words(page)  # the parameters of the layer before


def test_a_control_rewrites_its_argument_and_nothing_else() -> None:
    page = typed(opened(), 'Conv2D(8, 3)\nfoo(1)\nConv2D(16, 3, activation="relu")')
    page.segmented_control(key="layer_number").set_value(1).run()
    page.number_input(key="argument 1 kernel_size height").set_value(5).run()
    assert text_of(page) == 'Conv2D(8, 3)\nfoo(1)\nConv2D(16, (5, 3), activation="relu")'


def test_channels_that_do_not_fit_are_named_with_the_nearest_that_do() -> None:
    page = typed(opened(), "nn.Conv2d(3, 8, 3)\nnn.Conv2d(9, 4, 3)")
    (refusal,) = notes_of(page)
    assert says(refusal, 2, 9, 8, 8, 222, 222, 8)


def test_channels_first_is_written_into_the_layer_and_its_shapes() -> None:
    page = opened()
    page.segmented_control(key="data_format").set_value("channels_first").run()
    assert text_of(page) == 'Conv2D(32, 3, data_format="channels_first")'
    assert says(rows_of(words(page), "input")[0][0], 1, 3, 224, 224)


def take_example(page: AppTest, name: str) -> AppTest:
    return page.pills(key="shapes.example").set_value(name).run()


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("framework", ["keras", "pytorch"])
def test_every_example_is_written_in_the_words_that_are_chosen(
    example: str, framework: str
) -> None:
    page = take_example(opened(framework=framework), example)
    assert notes_of(page) == []
    assert page.session_state["framework"] == framework
    assert ("nn." in text_of(page)) == (framework == "pytorch")


def test_an_example_sets_the_input_it_is_made_for() -> None:
    page = take_example(opened(), "LeNet")
    assert page.number_input(key="in_channels").value == 1
    page = take_example(page, "One layer")
    assert [page.number_input(key=f"in_{name}").value for name in ("channels", "height")] == [
        3,
        224,
    ]


def test_an_example_is_chosen_only_as_long_as_its_text_stands_there() -> None:
    page = take_example(opened(), "LeNet")
    assert page.pills(key="shapes.example").value == "LeNet"
    assert typed(page, "Conv2D(8, 3)").pills(key="shapes.example").value is None


def test_a_link_in_the_words_of_pytorch_alone_opens_with_a_layer_of_pytorch() -> None:
    page = opened(framework="PyTorch")
    assert text_of(page) == "nn.Conv2d(3, 32, 3)"
    assert page.segmented_control(key="framework").value == "pytorch"


def test_words_chosen_on_another_page_open_with_a_layer_of_their_framework() -> None:
    page = switched(open_page(HOME.file), "pytorch")
    assert text_of(page.switch_page(SHAPES.file).run()) == "nn.Conv2d(3, 32, 3)"


def test_a_link_holds_the_layers_and_the_input() -> None:
    page = opened(layers="nn.Conv2d(6, 8, 3)\nnn.Conv2d(8, 4, 1)", in_height=10, in_width=12)
    assert notes_of(page) == []
    assert rows_of(words(page), "2")[0][:3] == [
        "nn.Conv2d(8, 4, 1)",
        "4 x 8 x 10",
        str(4 * (8 + 1)),
    ]


def test_the_last_row_of_the_stack_adds_up_its_layers() -> None:
    page = opened(layers="nn.Conv2d(6, 8, 3)\nnn.Conv2d(8, 4, 1)", in_height=10, in_width=12)
    parameters = 8 * (6 * 3 * 3 + 1) + 4 * (8 + 1)
    multiply_adds = (8 * 8 * 10) * (6 * 3 * 3) + (4 * 8 * 10) * 8
    assert numbers_in(line_of(words(page), "| all |")) == [parameters, multiply_adds]


@pytest.mark.parametrize(
    ("layer", "rows", "columns"),
    [
        ("nn.Conv2d(3, 2, (3, 5))", [10, 3, 1, 10 - 3 + 1], [12, 5, 1, 12 - 5 + 1]),
        (
            "nn.ConvTranspose2d(3, 2, (3, 5), stride=(2, 1))",
            [10, 1, 2, 3, (10 - 1) * 2 + 3],
            [12, 1, 1, 5, (12 - 1) * 1 + 5],
        ),
    ],
    ids=["Conv2d", "ConvTranspose2d"],
)
def test_rows_and_columns_of_a_kernel_that_is_no_square_are_derived_apart(
    layer: str, rows: list[float], columns: list[float]
) -> None:
    link = {"layers": layer, "in_height": 10, "in_width": 12}
    formulas = formulas_of(opened(section=DERIVED, **link))
    first, second, *_ = map(numbers_in, formulas.splitlines())
    assert (first, second) == (rows, columns)
    page = opened(**link)
    output = rows_of(words(page), "output")[0][0]  # in the words of PyTorch
    assert numbers_in(output)[:4] == [1, 2, rows[-1], columns[-1]]


def test_the_receptive_field_has_as_many_rows_and_columns_as_the_kernel() -> None:
    page = opened(section=DERIVED, layers="nn.Conv2d(3, 2, (3, 5))")
    assert says(line_of(words(page), "Receptive field"), 3, 5)


NETWORK = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.left = nn.Conv2d(32, 16, 1)
        self.right = nn.Conv2d(32, 8, 3, padding=1)
        self.fc = nn.Linear(24 * 14 * 14, 10)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = torch.cat([self.left(x), self.right(x)], 1)
        return self.fc(x.flatten(1))

model = Net()
x = torch.randn(1, 1, 28, 28)
"""


def test_a_whole_network_is_answered_first_and_then_row_by_row() -> None:
    page = typed(opened(), NETWORK)
    assert notes_of(page) == []
    parameters = 32 * 10 + 16 * 33 + 8 * 289 + 10 * (24 * 196 + 1)
    products = 32 * 784 * 9 + 16 * 196 * 32 + 8 * 196 * 288 + 10 * 24 * 196
    assert says(line_of(words(page), "- ", "Output"), 10)
    assert says(line_of(words(page), "- ", "Parameters"), parameters)
    assert numbers_in(line_of(words(page), "- ", "Multiply-adds"))[0] == products
    assert numbers_in(line_of(words(page), "| all |")) == [parameters, products]
    right = line_of(words(page), "right: ", "nn.Conv2d")
    assert says(right, 8, 14, 14, 8 * 289)


def test_the_input_in_the_text_is_taken_and_said() -> None:
    page = typed(opened(), NETWORK)
    fields = [page.number_input(key=f"in_{name}").value for name in ("channels", "height", "width")]
    assert fields == [1, 28, 28]
    assert any(says(caption.value, 1, 28, 28) for caption in page.caption)


def test_what_does_not_fit_is_said_once_and_ends_the_rows() -> None:
    page = typed(opened(), NETWORK.replace("24 * 14 * 14", "24 * 7 * 7"))
    (refusal,) = notes_of(page)
    assert says(refusal, 24 * 49, 24 * 196, 24, 14, 14, 24 * 196)
    assert "fc" in refusal
    assert says(line_of(words(page), "right: "), 8, 14, 14)


def test_a_program_is_not_written_anew() -> None:
    page = typed(opened(), NETWORK)
    assert text_of(switched(page, "keras")) == NETWORK
    assert [n.key for n in page.number_input if n.key and n.key.startswith("argument")] == []


def test_a_layer_behind_a_pooling_is_derived_on_what_reaches_it() -> None:
    page = typed(opened(section=DERIVED), NETWORK)
    page.segmented_control(key="layer_number").set_value(2).run()
    assert says(formulas_of(page), 8, 14, 14, 3, 3, 32)  # cells of the output, and products each


def test_a_number_that_the_text_does_not_hold_is_asked_for() -> None:
    page = typed(opened(), "x = torch.randn(1, 3, 9, 9)\nnn.Conv2d(3, c_out, 3)(x)")
    page.number_input(key="in_height").set_value(50)
    page.number_input(key="open number c_out").set_value(7).run()
    assert notes_of(page) == []
    assert says(line_of(words(page), "- ", "Output"), 7, 50 - 2, 9 - 2)  # 50 as set by hand
    generator = "nn.ConvTranspose2d(nz, 64, 4)\nnn.ConvTranspose2d(64, 3, 4, 2, 1)"
    page = typed(page, generator)
    page.number_input(key="open number nz").set_value(100).run()
    sizes = [page.number_input(key=f"in_{n}").value for n in ("channels", "height", "width")]
    assert sizes == [100, 1, 1]
    assert any("guess" in caption.value for caption in page.caption)
    assert notes_of(page) == []


def test_the_settings_that_give_a_size_are_listed() -> None:
    page = typed(opened(), "nn.ConvTranspose2d(1, 1, 16, 16, 7)")
    page.number_input(key="in_height").set_value(15)
    page.number_input(key="in_width").set_value(13).run()
    page.number_input(key="shapes.wanted_rows").set_value(240)
    page.number_input(key="shapes.wanted_columns").set_value(200).run()
    # (15 - 1) * 16 + 16 - 2 * 7 = 226 rows, and 14 more; 194 columns, and 6 more.
    answers = "\n".join(block.value for block in page.code)
    assert "padding=7, output_padding=(14, 6)" in answers


def test_an_even_kernel_keeps_no_size_by_padding_alike_on_both_sides() -> None:
    page = typed(opened(), "nn.Conv2d(64, 32, 2, padding=1)")
    page.number_input(key="in_height").set_value(16)
    page.number_input(key="in_width").set_value(16).run()
    page.number_input(key="shapes.wanted_rows").set_value(16).run()
    assert says(line_of(words(page), "both sides"), 16, 16, 1, 1, 2, 16, (16 - 1) * 1 + 2 - 16)
    assert any('padding="same"' in block.value for block in page.code)


def test_a_layer_has_the_name_of_its_attribute_wherever_it_is_used() -> None:
    page = typed(
        opened(),
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        self.conv1 = nn.Conv2d(3, 3, 3)\n"
        "        self.half = nn.MaxPool2d(2)\n"
        "    def forward(self, x):\n"
        "        return self.half(self.half(self.conv1(x)))\n",
    )
    first, second, third = re.findall(r"\| ([\w ]+): `", words(page))
    assert (first, second) == ("conv1", "half")
    assert third.startswith("half ")


def test_a_slip_stays_as_it_is_written_at_the_start_of_a_sentence() -> None:
    (cell,) = re.findall(r"`kernal_size`[^|]*", words(typed(opened(), "Conv2D(8, kernal_size=3)")))
    assert "kernel_size" in cell


def test_a_second_slip_is_named_behind_a_first_one() -> None:
    page = typed(opened(), "Conv2D(8, kernal_size=3)\nMaxPoling2D(2)")
    assert "MaxPooling2D" in words(page)
    assert rows_of(words(page), "")[-1][2] == "not known"  # what the first layer learns is open


def test_a_layer_that_is_refused_says_why_where_its_twin_would_stand() -> None:
    page = typed(opened(section=TWIN), "Conv2D(8, 3, strides=2, dilation_rate=2)")
    refused, instead_of_twin = (note for note in notes_of(page) if "dilation_rate" in note)
    assert refused != instead_of_twin


def test_the_weights_move_by_code_and_a_dense_layer_behind_a_flatten_is_ordered_anew() -> None:
    page = typed(opened(section=TWIN), NETWORK)
    code = "\n".join(block.value for block in page.code)
    assert "kernel = weight.transpose(2, 3, 1, 0)  # (3, 3, 1, 32)" in code
    assert "weight.reshape(10, 24, 14, 14).transpose(2, 3, 1, 0).reshape(4704, 10)" in code


def test_the_channels_of_any_first_layer_are_taken() -> None:
    page = typed(opened(), "nn.Conv1d(12, 32, 7)")
    assert page.number_input(key="in_channels").value == 12
    weights = "a.weight torch.Size([16, 5, 3, 3])\na.bias torch.Size([16])"
    assert typed(page, weights).number_input(key="in_channels").value == 5
    assert notes_of(page) == []
    assert says(line_of(words(page), "- ", "Output"), 16, 222, 222)
