"""Generated programs: what they say, and that the NumPy one prints what the frameworks printed."""

import ast
import contextlib
import io
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from conv_engine.frameworks.keras_layers import Conv2D, Conv2DTranspose, DepthwiseConv2D
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d, ZeroPad2d
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.frameworks.to_pytorch import to_pytorch
from conv_engine.frameworks.translation import framework_of
from files.layer_code import WRITERS, Language
from tests.files.program_stacks import STACKS, Printed


def written(language: Language, layers: Sequence[AnyLayer], input_shape: Sequence[int]) -> str:
    return WRITERS[language](layers, input_shape).text()


Writer = Callable[[Sequence[AnyLayer], Sequence[int]], str]

keras_program, pytorch_program, numpy_program = PROGRAMS = [
    partial(written, language) for language in WRITERS
]


def printed(program: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(program, {})
    return output.getvalue()


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS.keys())
def test_the_engine_prints_what_both_frameworks_printed(stack: Printed) -> None:
    assert printed(numpy_program(stack.layers, stack.input_shape)) == str(stack)


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS.keys())
def test_a_layer_translated_to_pytorch_prints_the_same(stack: Printed) -> None:
    translated: list[AnyLayer] = []
    shape = stack.input_shape
    for layer in stack.layers:
        if framework_of(layer) == "keras" and getattr(layer, "activation", None) is None:
            translated += to_pytorch(layer, shape).layers
        else:
            translated.append(layer)
        shape = layer.output_shape(shape)
    assert printed(numpy_program(translated, stack.input_shape)) == str(stack)


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS.keys())
@pytest.mark.parametrize("write", PROGRAMS, ids=WRITERS)
def test_a_program_is_python_without_lines_that_do_nothing(write: Writer, stack: Printed) -> None:
    tree = ast.parse(write(stack.layers, stack.input_shape))
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id != "maps"}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            assert node.name in stored
        elif isinstance(node, ast.Import | ast.ImportFrom):
            assert {alias.asname or alias.name for alias in node.names} <= stored


def lines_of(program: str, start: str) -> list[str]:
    return [line for line in program.splitlines() if line.startswith(start)]


def test_keras_gets_a_weight_in_its_own_order_of_axes() -> None:
    program = keras_program([Conv2d(3, 32, 5)], (3, 8, 8))
    assert "    weight(32, 3, 5, 5).transpose(2, 3, 1, 0),\n    whole(32),\n" in program
    program = keras_program([DepthwiseConv2D(5, depth_multiplier=2, use_bias=False)], (3, 8, 8))
    assert "    weight(6, 1, 5, 5).reshape(3, 2, 5, 5).transpose(2, 3, 0, 1),\n])" in program


def test_pytorch_is_told_the_channels_and_pads_first_where_same_is_uneven() -> None:
    program = pytorch_program([Conv2D(64, 7, strides=2, padding="same")], (3, 224, 224))
    assert "    nn.ZeroPad2d((2, 3, 2, 3)),\n    nn.Conv2d(3, 64, 7, stride=2),\n" in program


def test_numpy_pads_as_the_layer_does() -> None:
    program = numpy_program([ZeroPad2d((1, -2, 0, 3))], (3, 8, 8))
    assert lines_of(program, "maps = ")[1:] == [
        "maps = np.pad(maps, ((0, 0), (0, 0), (0, 3), (1, 0)))",
        "maps = maps[:, :, 0:11, 0:7]",  # 8 + 0 + 3 rows, 8 + 1 - 2 columns
    ]


def test_relu_is_applied_and_other_activations_are_left_out_with_a_comment() -> None:
    layers = [Conv2D(4, 3, activation="relu"), Conv2D(4, 3, activation="sigmoid")]
    left_out = "# Left out so that all numbers stay whole: activation sigmoid."
    for write in PROGRAMS:
        assert lines_of(write(layers, (3, 8, 8)), "# Left out") == [left_out]
    assert 'layers.Conv2D(4, 3, activation="relu"),' in keras_program(layers, (3, 8, 8))
    assert "    nn.ReLU(),\n" in pytorch_program(layers, (3, 8, 8))
    assert "maps = np.maximum(maps, 0)\n" in numpy_program(layers, (3, 8, 8))


@pytest.mark.parametrize(
    ("layer", "doubt"),
    [
        (Conv2D(4, 3, data_format="channels_first"), 'data_format="channels_first"'),
        (DepthwiseConv2D(3, strides=(1, 2)), "a depthwise layer with unequal strides"),
        (Conv2DTranspose(4, 3, dilation_rate=2), "a transposed layer with dilation_rate"),
    ],
)
def test_what_tensorflow_refuses_on_a_cpu_is_said_once(layer: AnyLayer, doubt: str) -> None:
    shape = (3, 16, 16)
    program = keras_program([layer, layer], shape)
    assert lines_of(program, "# On a CPU") == [
        f"# On a CPU, TensorFlow runs {doubt} only with oneDNN (float32,"
    ]
    assert lines_of(keras_program([Conv2D(4, 3)], shape), "# On a CPU") == []


def test_channels_first_changes_the_input_and_no_weight() -> None:
    first = keras_program([Conv2D(4, 3, data_format="channels_first")], (3, 8, 9))
    last = keras_program([Conv2D(4, 3)], (3, 8, 9))
    assert "keras.Input((3, 8, 9))" in first
    assert "keras.Input((8, 9, 3))" in last
    for program in (first, last):
        assert "    weight(4, 3, 3, 3).transpose(2, 3, 1, 0),\n" in program


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        ([], "there is no layer to write a program for: give at least one"),
        ([Conv2D(4, 3), Conv2d(3, 8, 3)], "layer 2: in_channels 3 of nn.Conv2d(3, 8, 3)"),
        ([Conv2D(4, 9)], "layer 1: kernel of extent 9x9 does not fit the padded input 8x8"),
    ],
)
@pytest.mark.parametrize("write", PROGRAMS, ids=WRITERS)
def test_layers_that_do_not_follow_each_other_are_refused(
    write: Writer, layers: list[AnyLayer], sentence: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        write(layers, (3, 8, 8))
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (ConvTranspose2d(4, 4, 3, groups=2), "groups=2 of nn.ConvTranspose2d(4, 4, 3, groups=2): "),
        (Conv2d(4, 8, 3, stride=2, dilation=2), "stride=2 with dilation=2 of nn.Conv2d(4, 8, 3"),
    ],
)
def test_what_keras_has_no_layers_for_is_refused_with_what_to_write(
    layer: AnyLayer, sentence: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        keras_program([layer], (4, 8, 8))
    assert str(refusal.value).startswith(sentence)
    assert "; write " in str(refusal.value)
