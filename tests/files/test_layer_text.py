"""What people paste: the layer it becomes, or the sentence that says why it is none."""

import pytest
from read_layers import problems_of, read_layer

from conv_engine.frameworks.keras_layers import Conv2D
from conv_engine.frameworks.pytorch_layers import Conv2d
from files.layer_calls import LayerTextError
from files.layer_text import DEEPEST, LONGEST_TEXT, MOST_LINES, read_stack


@pytest.mark.parametrize(
    "text",
    [
        "Conv2D(32, 3, strides=2, padding='same')",
        'Conv2D(32, (3, 3), (2, 2), "same")',
        "Conv2D(filters=32, kernel_size=[3, 3], strides=2, padding='same')",
        "  layers.Conv2D(32, 3, strides=2, padding='same'),  # halves the size",
        "keras.layers.Conv2D(32, 3, strides=2, padding='SAME')",
        "tf.keras.layers.Conv2D(32, 3, strides=2, padding='same')",
        "tfl.Conv2D(32, 3, strides=2, padding='same')",
        "x = layers.Conv2D(32, 3, strides=2, padding='same')(x)",
        "model.add(Conv2D(32, 3, strides=2, padding='same'))",
        ">>> Conv2D(32, 3, strides=2, padding=“same”)",
        "Convolution2D(32, 3, strides=2, padding=same)",
        "Conv2D(\n    32,\n    3,  # (\n    strides=2,\n    padding='same',\n)",
    ],
)
def test_a_layer_of_keras_may_be_written_in_many_ways(text: str) -> None:
    assert read_layer(text).layer == Conv2D(32, 3, strides=2, padding="same")


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
    assert read_layer(text).layer == Conv2d(3, 32, 3, stride=2, padding=1)


@pytest.mark.parametrize(
    "call",
    [
        "DepthwiseConv2D(3, depth_multiplier=2)",
        "SeparableConv2D(32, (3, 5))",
        'Conv2DTranspose(8, 4, strides=2, padding="same")',
        "ZeroPadding2D(((2, 3), (2, 3)))",
        "nn.ConvTranspose2d(16, 8, 4, stride=2, padding=1)",
        "nn.ZeroPad2d((2, -3, 2, 3))",
        "nn.ReflectionPad2d((1, 2, 3, 4))",
        'nn.Conv2d(3, 8, 3, padding=1, bias=False, padding_mode="circular")',
    ],
)
def test_every_kind_of_layer_reads_back_as_it_was_written(call: str) -> None:
    assert read_layer(call).layer.call() == call


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Conv2D(8, 3, activation='relu')", "activation works on each number after the sum"),
        ("Conv2D(8, 3, activation=tf.nn.relu)", "activation works on each number after the sum"),
        ("Conv2D(8, 3, name='a')", "name only labels the layer: it changes neither shape nor sum"),
        (
            "Conv2D(8, 3, kernel_initializer=keras.initializers.HeNormal())",
            "kernel_initializer says what the numbers are before training",
        ),
        ("Conv2D(8, 3, bias_regularizer='l2')", "bias_regularizer adds to the loss"),
        ("Conv2D(8, 3, input_shape=(28, 28, 1))", "input_shape says what comes in"),
        ("nn.Conv2d(3, 8, 3, device='cuda')", "device says how and where numbers are kept"),
        (
            "nn.Conv2d(3, 8, 3, padding_mode=reflect)",
            'padding_mode reflect is read as the word "reflect", which needs quotes',
        ),
    ],
)
def test_what_changes_neither_shape_nor_sum_is_noted(text: str, note: str) -> None:
    (given,) = read_layer(text).notes
    assert given.startswith(note)


def test_no_activation_needs_no_note() -> None:
    assert read_layer("Conv2D(8, 3, activation=None)").notes == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no layer yet: write `Conv2D(32, 3)` or `nn.Conv2d(3, 32, 3)`"),
        ("import keras\n# a comment", "there is no layer yet"),
        ("Conv2D(32, 3, strdes=2)", "strdes is no argument of Conv2D; nearest is strides"),
        ("Conv2D(32, 3, foo=2)", "foo is no argument of Conv2D, which takes filters, kernel_size"),
        ("Conv2D(32, 3, stride=2)", "stride is PyTorch's word; Conv2D of Keras says strides"),
        (
            "nn.Conv2d(3, 32, 3, dilation_rate=2)",
            "dilation_rate is Keras's word; Conv2d of PyTorch says dilation",
        ),
        (
            "Conv2D(32, 3, in_channels=3)",
            "in_channels is PyTorch's word; Conv2D of Keras has none: it reads the channels off",
        ),
        (
            "nn.Conv2d(3, 32, 3, activation='relu')",
            "activation is Keras's word; Conv2d of PyTorch has none: it is a layer of its own",
        ),
        ("nn.Conv2d(3, 8, 3, name='a')", "name is no argument of Conv2d"),
        ("Conv2D(32)", "Conv2D of Keras needs filters, kernel_size; kernel_size is missing"),
        (
            "nn.Conv2d()",
            "Conv2d of PyTorch needs in_channels, out_channels, kernel_size;"
            " in_channels and out_channels and kernel_size are missing",
        ),
        ("Conv2D(32, 3, filters=8)", "Conv2D of Keras is given filters twice"),
        ("nn.ZeroPad2d(1, 2)", "ZeroPad2d of PyTorch is given 2 arguments without a name and the"),
        ("Conv2D(*sizes)", "Conv2D of Keras is given arguments by a star"),
        ("Conv2D(32, 3, **options)", "Conv2D of Keras is given arguments by a star"),
        ("Conv2D(width, 3)", "filters is `width`, a name, whose value the text does not hold"),
        ("Conv2D(2 * 16, 3)", "filters is `2 * 16`, a calculation, and none is carried out here"),
        ("Conv2D(32, f(3))", "kernel_size is `f(3)`, no number, word or tuple"),
        ("Conv2D(32, 3j)", "kernel_size is `3j`, no number, word or tuple"),
        ("Conv2D(32, 3, strides=-1)", "strides -1 is less than 1, the nearest valid choice"),
        ("Conv2D(32, 3.5)", "kernel_size 3.5 is not a whole number"),
        ("Conv2D(1000001, 3)", "filters is more than 1000000, the limit"),
        ("Conv2D(32, 3, padding='smae')", "padding 'smae' is not one of 'valid', 'same'; nearest"),
        ("conv2d(x, w)", "conv2d is no layer but a function, or its capitals are wrong"),
        ("nn.Conv2D(32, 3)", "Conv2D is a layer of Keras, but nn is the other framework's: write"),
        ("keras.layers.Conv2d(3, 8, 3)", "Conv2d is a layer of PyTorch, but keras is the other"),
        ("Comv2D(32, 3)", "`Comv2D` is no 2-D convolution of Keras or PyTorch; nearest is Conv2D"),
        ("layers.Conv1D(32, 3)", "Conv1D does not slide over height and width alone"),
        ("nn.Linear(128, 10)", "Linear mixes all numbers it is given"),
        ("nn.BatchNorm2d(64)", "BatchNorm2d passes the shape on as it is"),
        ("MaxPooling2D()", "MaxPooling2D has no weights, so it is not a convolution"),
        ("x", "`x` is not a layer's call, such as `Conv2D(32, 3)` or `nn.Conv2d(3, 32, 3)`"),
        ("(lambda: 1)()", "`lambda: 1` is no 2-D convolution"),
        ("Conv2D(32 3)", "`Conv2D(32 3)` is not a call as Python writes it"),
        ("Conv2D(32, 3", "`Conv2D(32, 3` opens a bracket that is never closed: close it"),
        ("(" * 21, f"`{'(' * 21}` opens more than {DEEPEST} brackets, the limit"),
        (
            " " * (LONGEST_TEXT + 1),
            f"the text has {LONGEST_TEXT + 1:,} characters and the limit is",
        ),
        ("\n" * (MOST_LINES + 1), f"the text has {MOST_LINES + 1} lines and the limit is"),
        ("x," * (MOST_LINES + 1), f"the text has more than {MOST_LINES} layers, the limit"),
        ("__import__('os').system('ls')", "`__import__('os').system` is no 2-D convolution"),
    ],
)
def test_what_is_no_layer_is_refused_by_name_and_reason(text: str, sentence: str) -> None:
    with pytest.raises(LayerTextError) as refusal:
        read_layer(text)
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


def calls(text: str) -> list[str]:
    return [layer.call() for layer in read_stack(text).layers]


@pytest.mark.parametrize(
    "text",
    [
        "Conv2D(8, 3)\n\nConv2D(16, 3)",
        "Conv2D(8, 3), Conv2D(16, 3)",
        "Conv2D(8, 3); Conv2D(16, 3)",
        "model = keras.Sequential([\n    layers.Conv2D(8, 3),  # edges\n    Conv2D(16, 3),\n])",
        "keras.Sequential(layers=[Conv2D(8, 3), Conv2D(16, 3)], name='two')",
        "nn.Sequential(OrderedDict([('a', Conv2D(8, 3)), ('b', nn.Sequential(Conv2D(16, 3)))]))",
        "net = [Conv2D(8, 3), *[Conv2D(16, 3)]]",
        "import keras\n\nmodel.add(Conv2D(8, 3))\nmodel.add(Conv2D(16, 3))",
        "x = Conv2D(8, 3)(x)\nx = Conv2D(16, 3)(x)",
        "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.a = Conv2D(8, 3)\n        self.b = Conv2D(16, 3)",
        "Sequential(\n  (0): Conv2D(8, 3)\n  (1): Sequential(\n    (0): Conv2D(16, 3)\n  )\n)",
    ],
)
def test_a_stack_may_be_written_in_many_ways(text: str) -> None:
    stack = read_stack(text)
    assert problems_of(stack) == []
    assert [layer.call() for layer in stack.layers] == ["Conv2D(8, 3)", "Conv2D(16, 3)"]


def test_a_problem_in_one_line_does_not_lose_the_others() -> None:
    stack = read_stack(
        "model = keras.Sequential([\n"
        "    Conv2D(8, 3),\n"
        "    Conv2D(8 3),\n"
        "    Conv2D(8, 3, stride=2),\n"
        "    Conv2D(\n"
        "        16,\n"
        "        3,\n"
        "    ),\n"
        "])"
    )
    assert [line.number for line in stack.lines] == [2, 3, 4, 5]
    assert [layer.call() for layer in stack.layers] == ["Conv2D(8, 3)", "Conv2D(16, 3)"]
    unreadable, foreign = problems_of(stack)
    assert unreadable.startswith("line 3: `Conv2D(8 3),` is not a call")
    assert foreign == "line 4: stride is PyTorch's word; Conv2D of Keras says strides"


def test_a_bracket_that_is_never_closed_loses_its_own_line_only() -> None:
    stack = read_stack("Conv2D(8, 3\nConv2D(16, 3)")
    assert [layer.call() for layer in stack.layers] == ["Conv2D(16, 3)"]
    assert problems_of(stack) == [
        "line 1: `Conv2D(8, 3` opens a bracket that is never closed: close it"
    ]


def test_a_fault_within_one_call_is_told_once() -> None:
    stack = read_stack("nn.Conv2d(\n    3, 8\n    kernel_size=3,\n)\nnn.Conv2d(8, 8, 1)")
    assert [line.number for line in stack.lines] == [1, 5]
    assert len(problems_of(stack)) == 1


def test_a_layer_that_keeps_every_shape_is_neither_layer_nor_problem() -> None:
    relu = read_stack("nn.Conv2d(3, 8, 3)\nnn.ReLU(inplace=True)").lines[1]
    assert (relu.text, relu.layer, relu.problem) == ("nn.ReLU(inplace=True)", None, None)
    assert relu.notes == (
        "ReLU is an activation: it comes after the sum, and passes the shape on as it is",
    )


def test_brackets_and_quotes_within_strings_and_comments_do_not_count() -> None:
    text = "Conv2D(8, 3, name='(')  # [\nConv2D(16, 3, name=\"it's (\")"
    assert calls(text) == ["Conv2D(8, 3)", "Conv2D(16, 3)"]
