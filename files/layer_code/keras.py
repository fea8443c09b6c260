"""Layers as a complete Keras program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from conv_engine.frameworks.keras_layers import (
    Conv2D,
    Conv2DTranspose,
    Cropping2D,
    DepthwiseConv2D,
    KerasLayer,
    SeparableConv2D,
    ZeroPadding2D,
)
from conv_engine.frameworks.layers import Margin, Spec
from conv_engine.frameworks.layouts import DataFormat
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.geometry import PadAmounts, PaddingMode
from conv_engine.windows import NUMPY_MODES
from files.layer_code.parts import (
    FLOAT_CONVERSION,
    Shape,
    activation_notes,
    batch_shape,
    drawing_functions,
    drawn,
    drawn_bias,
    express_layer,
    stacked,
    walk,
)
from files.layer_code.program import Program

# Keras adds nothing but zeros; which cells to take is shorter to say than how to join them.
ADD_CELLS = '''\
def add_cells(mode, rows, columns):
    """Return a layer that adds cells of the input around it."""

    def take(maps):
        for axis, amounts in ((1, rows), (2, columns)):
            cells = np.pad(np.arange(maps.shape[axis]), amounts, mode=mode)
            maps = keras.ops.take(maps, cells, axis=axis)
        return maps

    return layers.Lambda(take)'''
ORDER = (
    "# Keras keeps rows and columns first: (filter, channel, row, column) becomes (row, column,",
    "# channel, filter), and of a depthwise layer (row, column, channel, multiplier).",
)
PERMUTED: dict[DataFormat, str] = {
    "channels_first": "layers.Permute((3, 1, 2))",
    "channels_last": "layers.Permute((2, 3, 1))",
}
"""The layer that brings the axes of maps into an order."""
KERAS_ORDER = {"channels_first": "", "channels_last": ".transpose(0, 2, 3, 1)"}
PYTORCH_ORDER = {"channels_first": "", "channels_last": ".transpose(0, 3, 1, 2)"}


def keras_program(layers: Sequence[AnyLayer], input_shape: Sequence[int]) -> Program:
    r"""Write a Keras program that makes the layers, sets their weights and runs an input.

    Parameters
    ----------
    layers : sequence of Layer
        Of either framework; those of PyTorch are translated.
    input_shape : (C, H, W) or (N, C, H, W)

    Returns
    -------
    Program
        It needs NumPy and Keras 3.

    Raises
    ------
    ValueError
        If a layer does not take what comes before it, or Keras has no layers that do the same.

    Examples
    --------
    >>> program = keras_program([Conv2d(3, 4, 3, stride=2, padding=1)], (3, 5, 5))
    >>> print("\n".join(program.body[:6]))
    maps = whole(1, 3, 5, 5).transpose(0, 2, 3, 1)
    model = keras.Sequential([
        keras.Input((5, 5, 3)),
        layers.ZeroPadding2D(1),
        layers.Conv2D(4, 3, strides=2),
    ])
    """
    steps = [step for layer, shape in walk(layers, input_shape) for step in _steps(layer, shape)]
    formats = [step.data_format for step in steps] or ["channels_last"]
    samples, *one = batch_shape(input_shape)
    calls, weights = _model(steps, formats[0])
    adds_cells = any(step.call.startswith("add_cells(") for step in steps)
    return Program(
        imports=("import keras", "import numpy as np", "from keras import layers"),
        definitions=(
            *drawing_functions(layers, FLOAT_CONVERSION),
            *([ADD_CELLS] if adds_cells else []),
        ),
        body=(
            f"maps = {drawn('whole', (samples, *one))}{KERAS_ORDER[formats[0]]}",
            *activation_notes(layers),
            *_note_onednn(steps),
            *stacked(
                "model = keras.Sequential([",
                [f"keras.Input({_order_axes(one, formats[0])})", *calls],
                "])",
            ),
            *([*ORDER, *weights] if weights else []),
        ),
        result="model(maps)",
        to_numpy=f"keras.ops.convert_to_numpy({{}}){PYTORCH_ORDER[formats[-1]]}",
    )


@dataclass(frozen=True)
class _Step:
    """A layer of a Keras model, how its weights are drawn, and the order of axes it works in."""

    call: str
    weights: Sequence[str] = ()
    data_format: DataFormat = "channels_last"
    doubt: str = ""  # what TensorFlow does not always run


def _model(steps: Sequence[_Step], data_format: DataFormat) -> tuple[list[str], list[str]]:
    """Write the layers of a model that takes maps in a data format, and how its weights are set."""
    calls: list[str] = []
    weights: list[str] = []
    for step in steps:
        if step.data_format != data_format:
            data_format = step.data_format
            calls.append(PERMUTED[data_format])
        if step.weights:
            start = f"model.layers[{len(calls)}].set_weights(["
            weights += stacked(start, step.weights, "])")
        calls.append(step.call)
    return calls, weights


def _note_onednn(steps: Sequence[_Step]) -> list[str]:
    """Say in comments what TensorFlow refuses on a CPU, unless oneDNN does the work."""
    return [
        line
        for doubt in dict.fromkeys(step.doubt for step in steps if step.doubt)  # each once
        for line in (
            f"# On a CPU, TensorFlow runs {doubt} only with oneDNN (float32,",
            "# x86): TF_ENABLE_ONEDNN_OPTS=1 turns it on. KERAS_BACKEND=jax runs it without.",
        )
    ]


def _doubt(layer: KerasLayer) -> str:
    """Name what of a layer TensorFlow refuses on a CPU unless oneDNN does the work."""
    match layer:
        case Conv2D(data_format="channels_first") | Conv2DTranspose(data_format="channels_first"):
            return 'data_format="channels_first"'
        case Conv2DTranspose() if max(layer.dilation_rate) > 1:
            return "a transposed layer with dilation_rate"
        case DepthwiseConv2D() | SeparableConv2D() if len(set(layer.strides)) > 1:
            return "a depthwise layer with unequal strides"
        case _:
            return ""


def _order_axes(maps: Sequence[int], data_format: DataFormat) -> Shape:
    channels, rows, columns = maps
    is_first = data_format == "channels_first"
    return (channels, rows, columns) if is_first else (rows, columns, channels)


def _steps(layer: AnyLayer, shape: Shape) -> Iterator[_Step]:
    """Say a layer in Keras; cells that are not zeros are added in a step of their own."""
    if isinstance(layer, Conv2d) and layer.padding_mode != "zeros":
        ((top, bottom), (left, right)) = amounts = layer.specs(shape[1])[0].pad_amounts(*shape[2:])
        if any(map(any, amounts)):
            yield _added(layer.padding_mode, amounts)
        *maps, height, width = shape
        shape = (*maps, height + top + bottom, width + left + right)
        layer = replace(layer, padding=0, padding_mode="zeros")
    elif isinstance(layer, Margin) and layer.padding_mode != "zeros":
        yield _added(layer.padding_mode, layer.amounts)
        return
    for each in express_layer(layer, shape, "keras"):
        assert isinstance(each, KerasLayer)
        yield _step(each, shape[1])
        shape = each.output_shape(shape)


def _added(mode: PaddingMode, amounts: PadAmounts) -> _Step:
    rows, columns = amounts
    return _Step(f'add_cells("{NUMPY_MODES[mode]}", {rows}, {columns})')


def _step(layer: KerasLayer, in_channels: int) -> _Step:
    if not isinstance(layer, ZeroPadding2D | Cropping2D) and layer.activation != "relu":
        layer = replace(layer, activation=None)
    weights: list[str] = []
    for number, spec in enumerate(layer.specs(in_channels)):
        depthwise = number == 0 and isinstance(layer, DepthwiseConv2D | SeparableConv2D)
        weights += [_kernel(spec, depthwise), *drawn_bias(spec)]
    return _Step(f"layers.{layer.call()}", weights, layer.data_format, _doubt(layer))


def _kernel(spec: Spec, depthwise: bool) -> str:
    """Write how a weight is drawn in PyTorch's order of axes and moved into Keras's."""
    weight = drawn("weight", spec.weight_shape)
    if not depthwise:
        return f"{weight}.transpose(2, 3, 1, 0)"
    multiplier = spec.out_channels // spec.in_channels
    split_shape = spec.in_channels, multiplier, *spec.kernel_size
    parted = "" if multiplier == 1 else f".reshape{split_shape}"
    return f"{weight}{parted}.transpose(2, 3, 0, 1)"
