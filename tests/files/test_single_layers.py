"""One layer, or a few in a list: the ways in which people write them, and what is said of slips."""

import re

import pytest

from conv_engine.frameworks.keras_layers import Conv2D
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.networks import Network
from files.network_text import read_network


def layers_of(text: str) -> list[AnyLayer | None]:
    return [node.layer for node in read_network(text).nodes]


def refusals_of(text: str, shape: tuple[int, ...] = (3, 40, 40)) -> str:
    network = read_network(text)
    rows = network.trace(network.input_shape or shape).rows
    ends = [row.problem for row in rows if row.problem]
    sentences = [*ends, *(problem.sentence for problem in network.problems)]
    return " ".join(sentences).replace("`", "")


@pytest.mark.parametrize(
    "text",
    [
        "Conv2D(32, 3, strides=2, padding='same')",
        'Conv2D(32, (3, 3), (2, 2), "same")',
        "Conv2D(filters=32, kernel_size=[3, 3], strides=2, padding='same')",
        "  layers.Conv2D(32, 3, strides=2, padding='same'),  # halves the size",
        "keras.layers.Conv2D(32, 3, strides=2, padding='SAME')",
        "tf.keras.layers.Conv2D(32, 3, strides=2, padding='same')",
        "x = layers.Conv2D(32, 3, strides=2, padding='same')(x)",
        "model.add(Conv2D(32, 3, strides=2, padding='same'))",
        ">>> Conv2D(32, 3, strides=2, padding=“same”)",
        "Convolution2D(32, 3, strides=2, padding=same)",
        "Conv2D(\n    32,\n    3,  # (\n    strides=2,\n    padding='same',\n)",
    ],
)
def test_a_layer_of_keras_may_be_written_in_many_ways(text: str) -> None:
    assert layers_of(text) == [Conv2D(32, 3, strides=2, padding="same")]


@pytest.mark.parametrize(
    "text",
    [
        "nn.Conv2d(3, 32, 3, stride=2, padding=1)",
        "Conv2d(3, 32, 3, 2, 1)",
        "torch.nn.Conv2d(3, 32, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))",
        "self.conv1: nn.Conv2d = nn.Conv2d(3, 32, 3, stride=2, padding=1)",
        "self.conv1 = nn.Conv2d(3, 32, 3, stride=2, padding=1)",
        "(conv1): Conv2d(3, 32, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))",
        '("first", nn.Conv2d(3, 32, 3, stride=2, padding=1)),',
    ],
)
def test_a_layer_of_pytorch_may_be_written_in_many_ways(text: str) -> None:
    assert layers_of(text) == [Conv2d(3, 32, 3, stride=2, padding=1)]


@pytest.mark.parametrize(
    "call",
    [
        "DepthwiseConv2D(3, depth_multiplier=2)",
        'SeparableConv2D(32, (3, 5), activation="relu")',
        'Conv2DTranspose(8, 4, strides=2, padding="same")',
        "ZeroPadding2D(((2, 3), (2, 3)))",
        "nn.ConvTranspose2d(16, 8, 4, stride=2, padding=1)",
        "nn.ZeroPad2d((2, -3, 2, 3))",
        "nn.ReflectionPad2d((1, 2, 3, 4))",
        'nn.Conv2d(3, 8, 3, padding=1, bias=False, padding_mode="circular")',
    ],
)
def test_every_kind_of_layer_reads_back_as_it_was_written(call: str) -> None:
    (layer,) = layers_of(call)
    assert layer is not None
    assert layer.call() == call


@pytest.mark.parametrize(
    "text",
    [
        "Conv2D(8, 3)\n\nConv2D(16, 3)",
        "Conv2D(8, 3), Conv2D(16, 3)",
        "Conv2D(8, 3); Conv2D(16, 3)",
        "model = keras.Sequential([\n    layers.Conv2D(8, 3),  # edges\n    Conv2D(16, 3),\n])",
        "keras.Sequential(layers=[Conv2D(8, 3), Conv2D(16, 3)], name='two')",
        "net = [Conv2D(8, 3), *[Conv2D(16, 3)]]",
        "import keras\n\nmodel.add(Conv2D(8, 3))\nmodel.add(Conv2D(16, 3))",
        "x = Conv2D(8, 3)(x)\nx = Conv2D(16, 3)(x)",
        "class Net(Model):\n    def __init__(self):\n        super().__init__()\n"
        "        self.a = Conv2D(8, 3)\n        self.b = Conv2D(16, 3)",
        "Conv2D(8, 3, name='(')  # [\nConv2D(16, 3, name=\"it's (\")",
        "Conv2D(8, 3\nConv2D(16, 3)",
    ],
)
def test_a_list_may_be_written_in_many_ways(text: str) -> None:
    assert layers_of(text) == [Conv2D(8, 3), Conv2D(16, 3)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Conv2D(32, 3, strdes=2)", "strdes is not an argument of Conv2D; nearest is strides"),
        (
            "Conv2D(32, 3, foo=2)",
            "foo is not an argument of Conv2D, which takes filters, kernel_size",
        ),
        ("Conv2D(32, 3, stride=2)", "stride is PyTorch's name; Conv2D of Keras calls it strides"),
        ("nn.Conv2d(3, 8, 3, dilation_rate=2)", "dilation_rate is Keras's name"),
        ("nn.Conv2d(3, 8, 3, activation='relu')", "activation is Keras's name"),
        ("Conv2D(32)", "kernel_size, which is missing"),
        ("Conv2D(32, 3, strides=-1)", "-1 is less than 1"),
        ("Conv2D(32, 3.5)", "3.5 is not a whole number"),
        ("Conv2D(32, 3, padding='smae')", "'smae'"),
        ("Comv2D(32, 3)", "nearest is Conv2D"),
        ("Conv2D(32 3)", "Conv2D(32 3) is not a call as Python writes it"),
        ("Conv2D(width, 3)", "width"),
        ("", "there is no layer in this text"),
        ("__import__('os').system('ls')", "there is no layer in this text"),
    ],
)
def test_a_slip_is_named_with_what_was_meant(text: str, sentence: str) -> None:
    assert sentence in refusals_of(text)


def test_a_layer_of_a_class_that_is_not_known_ends_the_sizes() -> None:
    network = read_network("Conv2D(8, 3)\nMyFancyLayer(8)\nConv2D(16, 3)")
    shapes = [row.output_shape for row in network.trace((3, 9, 9)).rows]
    assert shapes == [(8, 7, 7), None, None]


def test_a_slip_in_one_line_ends_the_sizes_there_and_loses_no_other_line() -> None:
    network = read_network("Conv2D(8, 3)\nConv2D(8 3)\nConv2D(\n    16,\n    3,\n)")
    assert [(node.line, node.kind) for node in network.nodes] == [
        (1, "Conv2D"),
        (2, "Conv2D"),
        (3, "Conv2D"),
    ]
    shapes = [row.output_shape for row in network.trace((3, 9, 9)).rows]
    assert shapes == [(8, 7, 7), None, None]


@pytest.mark.parametrize(
    "call",
    [
        "Conv1D(4, 3, strides=2, dilation_rate=3)",
        "Conv2D(4, 3, strides=(1, 2), dilation_rate=(2, 1))",
        "Conv3D(4, 3, strides=2, dilation_rate=2)",
        "Conv2DTranspose(4, 3, strides=2, dilation_rate=2)",
    ],
)
def test_strides_and_dilation_together_are_refused_as_keras_does(call: str) -> None:
    (node,) = read_network(call).nodes
    (row,) = Network((node,), {"input": (3, *[9] * int(call[4]))}).trace().rows
    assert row.output_shape is None
    assert "dilation_rate" in (row.problem or "")


@pytest.mark.parametrize(
    ("call", "word"),
    [
        ("SeparableConv2D(4, 3, strides=2, dilation_rate=2)", "dilation_rate"),
        ("DepthwiseConv2D(3, strides=(2, 1))", "TensorFlow"),
    ],
)
def test_what_runs_in_some_versions_of_keras_has_a_shape_and_a_note(call: str, word: str) -> None:
    network = read_network(call)
    assert network.trace((3, 9, 9)).rows[0].output_shape is not None
    assert any(word in note for note in network.nodes[0].notes)


def test_a_dense_layer_in_an_error_of_keras_has_features_and_no_guessed_units() -> None:
    network = read_network(
        'ValueError: Input 0 of layer "dense_3" is incompatible with the layer: expected axis -1 '
        "of input shape to have value 48, but received input with shape (None, 75)"
    )
    (row,) = network.trace().rows
    assert row.parameters is None
    assert {"dense_3", "48", "75"} <= set(re.findall(r"\w+", row.problem or ""))
    assert "in_features" not in (row.problem or "")


def test_a_linear_layer_for_as_many_features_as_channels_wants_their_means() -> None:
    network = read_network("nn.Conv2d(1, 6, 3)\nnn.Flatten()\nnn.Linear(6, 2)")
    assert "AdaptiveAvgPool2d" in (network.trace((1, 5, 5)).rows[-1].problem or "")


def test_layers_have_the_names_of_their_attributes_without_their_class_too() -> None:
    network = read_network("self.first = nn.Conv2d(3, 4, 3)\nself.half = nn.MaxPool2d(2)")
    assert [node.name for node in network.nodes] == ["first", "half"]


def test_whose_layer_is_meant_shows_in_the_rest_of_the_text() -> None:
    network = read_network("model.add(Conv2d(4, (5, 5), activaton='relu', input_shape=(9, 8, 2)))")
    assert network.input_shape == (2, 9, 8)
    said = " ".join(problem for problem in network.trace().problems)
    assert "nearest is activation" in said
    assert "in_channels" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Conv2d(4, (5, 5), activation='relu')\nMaxPool2d(5)",
        "layers.Conv2d(4, 5)\nlayers.MaxPooling2D(5)",
    ],
)
def test_a_layer_of_keras_may_have_the_capitals_of_pytorch(text: str) -> None:
    network = read_network(text)
    shapes = [row.output_shape for row in network.trace((3, 9, 9)).rows]
    assert shapes == [(4, 9 - 4, 9 - 4), (4, 1, 1)]


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("model.add(MaxPoling2D(2))", "MaxPooling2D"),
        ("nn.MaxPol2d(2)", "MaxPool2d"),
        ("Dropot(0.5)", "Dropout"),
    ],
)
def test_a_near_miss_of_a_layer_has_a_row_with_its_right_name(line: str, nearest: str) -> None:
    rows = read_network(f"Conv2D(4, 3)\n{line}").trace((3, 9, 9)).rows
    assert [row.output_shape for row in rows] == [(4, 7, 7), None]
    assert nearest in (rows[1].problem or "")


@pytest.mark.parametrize("broken", ["Conv2D(4 3)", "MaxPooling2D(2 2)", "conv2d(4 3)"])
def test_a_layer_that_is_no_python_is_a_problem_with_its_line(broken: str) -> None:
    network = read_network(f"Conv2D(4, 3)\n{broken}")
    assert [problem.line for problem in network.problems] == [2]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("conv2d(4, 3)", "the layer Conv2D"),
        ("conv2d(8, 4, 3)", "the layer nn.Conv2d"),
        ("max_pool2d(2)", "the layer nn.MaxPool2d"),
    ],
)
def test_a_layer_that_is_written_as_a_function_is_read_and_named(line: str, meant: str) -> None:
    network = read_network(line)
    assert network.trace((8, 9, 9)).complete
    assert any(problem.sentence.endswith(meant) for problem in network.problems)


def test_a_missing_comma_is_named() -> None:
    (row,) = read_network("nn.Conv2d(3 16, 3)").trace((3, 9, 9)).rows
    assert (row.problem or "").endswith("a comma is missing")
