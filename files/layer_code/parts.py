"""What the programs of all frameworks share: how numbers are drawn, and a walk over layers."""

from collections.abc import Iterator, Sequence

from conv_engine.frameworks.layers import Convolution, Spec
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.frameworks.translation import framework_of, translate_layer

Shape = tuple[int, ...]

WEIGHT = '''\
def weight(*shape):
    """Draw a weight in which about 4 cells of a filter are not 0: sums stay exact."""
    return whole(*shape) * (numbers.random(shape) < 6 / np.prod(shape[1:]))'''


def drawing_functions(layers: Sequence[AnyLayer], conversion: str = "") -> tuple[str, ...]:
    """Write the functions that draw numbers; `conversion` is how NumPy's integers are converted."""
    whole = (
        "def whole(*shape):\n"
        '    """Draw -1, 0 or 1, the same in every framework."""\n'
        f"    return numbers.integers(-1, 2, shape){conversion}"
    )
    return (whole, WEIGHT) if have_weights(layers) else (whole,)


def have_weights(layers: Sequence[AnyLayer]) -> bool:
    """Return whether any layer is more than padding."""
    return any(isinstance(layer, Convolution) for layer in layers)


FLOAT_CONVERSION = ".astype(np.float32)"


def batch_shape(input_shape: Sequence[int]) -> Shape:
    """Return the shape of a batch; one input is a batch of one.

    Examples
    --------
    >>> batch_shape((3, 5, 5))
    (1, 3, 5, 5)
    """
    shape = tuple(input_shape)
    return (1, *shape) if len(shape) == 3 else shape


def drawn(function: str, shape: Sequence[int]) -> str:
    """Write how an array is drawn.

    Examples
    --------
    >>> drawn("whole", (32, 5))
    'whole(32, 5)'
    """
    return f"{function}({', '.join(map(str, shape))})"


def drawn_bias(spec: Spec) -> list[str]:
    """Write how the bias of a convolution is drawn, if it has one."""
    return [drawn("whole", (spec.out_channels,))] if spec.bias else []


def walk(
    layers: Sequence[AnyLayer], input_shape: Sequence[int]
) -> Iterator[tuple[AnyLayer, Shape]]:
    """Go through the layers, each with the shape of its input.

    Parameters
    ----------
    layers : sequence of Layer
    input_shape : (C, H, W) or (N, C, H, W)

    Yields
    ------
    layer : AnyLayer
    shape : (N, C, H, W)

    Raises
    ------
    ValueError
        If there is no layer, or one does not take what the layer before it gives.
    """
    if not layers:
        raise ValueError("there is no layer to write a program for: give at least one")
    shape = batch_shape(input_shape)
    for number, layer in enumerate(layers, 1):
        try:
            after = layer.output_shape(shape)
        except ValueError as error:
            raise ValueError(f"layer {number}: {error}") from None
        yield layer, shape
        shape = after


def express_layer(layer: AnyLayer, shape: Shape, framework: str) -> tuple[AnyLayer, ...]:
    """Return a layer in the words of a framework.

    Parameters
    ----------
    layer : AnyLayer
    shape : (N, C, H, W)
        Of its input.
    framework : {"keras", "pytorch"}

    Raises
    ------
    ValueError
        If the framework has no layers that do the same.
    """
    if framework_of(layer) == framework:
        return (layer,)
    translation = translate_layer(layer, shape)
    if not translation.layers and translation.remarks:
        remark = translation.remarks[-1]
        raise ValueError(f"{remark.what} of {layer.call()}: {remark.why}; write {remark.instead}")
    return translation.layers


def activation_of(layer: AnyLayer) -> str | None:
    """Return the activation that a layer of Keras brings along, if it changes anything."""
    activation: str | None = getattr(layer, "activation", None)
    return None if activation == "linear" else activation


def activation_notes(layers: Sequence[AnyLayer]) -> list[str]:
    """Say in comments which activations a program leaves out.

    ReLU alone keeps whole numbers whole, so that programs can be compared to the last digit.

    Examples
    --------
    >>> from conv_engine.frameworks.keras_layers import Conv2D
    >>> activation_notes([Conv2D(8, 3, activation="relu"), Conv2D(8, 3, activation="tanh")])
    ['# Left out so that all numbers stay whole: activation tanh.']
    """
    activations = dict.fromkeys(map(activation_of, layers))  # a set that keeps its order
    return [
        f"# Left out so that all numbers stay whole: activation {activation}."
        for activation in activations
        if activation not in (None, "relu")
    ]


def stacked(start: str, calls: Sequence[str], end: str) -> list[str]:
    """Write calls between brackets, a line each.

    Examples
    --------
    >>> stacked("[", ["f()"], "]")
    ['[', '    f(),', ']']
    """
    return [start, *(f"    {call}," for call in calls), end]
