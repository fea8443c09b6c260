"""Layers as a complete NumPy program, by the functions of `conv_engine`."""

from collections.abc import Callable, Sequence
from inspect import Parameter, signature

from conv_engine import conv2d, conv_transpose2d
from conv_engine.frameworks.argument_text import argument_text
from conv_engine.frameworks.layers import Margin, Spec
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.numeric import Array
from conv_engine.transposed import TransposedSpec
from conv_engine.windows import NUMPY_MODES
from files.layer_code.parts import (
    Shape,
    activation_notes,
    activation_of,
    batch_shape,
    drawing_functions,
    drawn,
    drawn_bias,
    walk,
)
from files.layer_code.program import Program


def numpy_program(layers: Sequence[AnyLayer], input_shape: Sequence[int]) -> Program:
    r"""Write a NumPy program that runs the layers by the functions of `conv_engine`.

    Parameters
    ----------
    layers : sequence of Layer
        Of either framework.
    input_shape : (C, H, W) or (N, C, H, W)

    Returns
    -------
    Program
        It needs NumPy and `conv_engine`.

    Raises
    ------
    ValueError
        If a layer does not take what comes before it.

    Examples
    --------
    >>> from conv_engine.frameworks.keras_layers import Conv2D
    >>> layers = [Conv2D(4, 3, strides=2, padding="same", activation="relu")]
    >>> program = numpy_program(layers, (3, 5, 5))
    >>> print("\n".join(program.body))
    maps = whole(1, 3, 5, 5)
    maps = conv2d(maps, weight(4, 3, 3, 3), whole(4), stride=2, padding="same")
    >>> program.result
    'np.maximum(maps, 0)'
    """
    steps: list[str] = []
    functions: set[str] = set()
    for layer, shape in walk(layers, input_shape):
        functions |= {_function(spec).__name__ for spec in layer.specs(shape[1])}
        steps += _steps(layer, shape)
        if activation_of(layer) == "relu":
            steps.append("np.maximum(maps, 0)")
    *before, result = steps or ["maps"]
    return Program(
        imports=("import numpy as np",),
        definitions=drawing_functions(layers),
        body=(
            f"maps = {drawn('whole', batch_shape(input_shape))}",
            *activation_notes(layers),
            *(f"maps = {step}" for step in before),
        ),
        result=result,
        engine=tuple(sorted(functions)),
        is_integer=True,
    )


def _steps(layer: AnyLayer, shape: Shape) -> list[str]:
    """Write what a layer does to its maps, an expression for each step."""
    if isinstance(layer, Margin):
        return _margin(layer, shape)
    made, steps = shape, list[str]()
    for spec in layer.specs(shape[1]):
        steps.append(_convolution(spec))
        made = spec.output_shape(made)
    rows, columns = layer.output_shape(shape)[2:]
    # A Conv2DTranspose may cut off more at the end than a TransposedSpec can say.
    return steps if made[2:] == (rows, columns) else [*steps, f"maps[:, :, :{rows}, :{columns}]"]


def _function(spec: Spec) -> Callable[..., Array]:
    return conv_transpose2d if isinstance(spec, TransposedSpec) else conv2d


def _convolution(spec: Spec) -> str:
    """Write the call of a convolution; arguments equal to their default are left out."""
    function = _function(spec)
    arguments = ["maps", drawn("weight", spec.weight_shape), *drawn_bias(spec)]
    for name, parameter in signature(function).parameters.items():
        if parameter.kind is Parameter.KEYWORD_ONLY:
            value = getattr(spec, name)
            if value != "valid" and argument_text(value) != argument_text(parameter.default):
                arguments.append(f"{name}={argument_text(value)}")
    return f"{function.__name__}({', '.join(arguments)})"


def _margin(layer: Margin, shape: Shape) -> list[str]:
    """Write how cells are added around the maps, and how they are taken away."""
    added = tuple((max(before, 0), max(after, 0)) for before, after in layer.amounts)
    steps = []
    if any(map(any, added)):
        mode = (
            "" if layer.padding_mode == "zeros" else f', mode="{NUMPY_MODES[layer.padding_mode]}"'
        )
        steps.append(f"np.pad(maps, {((0, 0), (0, 0), *added)}{mode})")
    if min(map(min, layer.amounts)) < 0:
        rows, columns = (
            f"{max(-before, 0)}:{max(-before, 0) + n}"
            for (before, _), n in zip(layer.amounts, layer.output_shape(shape)[2:], strict=True)
        )
        steps.append(f"maps[:, :, {rows}, {columns}]")
    return steps
