"""Layers as a complete PyTorch program."""

from collections.abc import Sequence

from conv_engine.frameworks.remarks import AnyLayer
from files.layer_code.parts import (
    FLOAT_CONVERSION,
    activation_notes,
    activation_of,
    batch_shape,
    drawing_functions,
    drawn,
    express_layer,
    have_weights,
    stacked,
    walk,
)
from files.layer_code.program import Program

SET_WEIGHTS = (
    "# A weight comes before the bias of its layer; its axes are filter, channel, row, column,",
    "# and those of a transposed one input channel, output channel, row, column.",
    "with torch.no_grad():",
    "    for parameter in model.parameters():",
    "        draw = weight if parameter.ndim == 4 else whole",
    "        parameter.copy_(torch.from_numpy(draw(*parameter.shape)))",
)


def pytorch_program(layers: Sequence[AnyLayer], input_shape: Sequence[int]) -> Program:
    r"""Write a PyTorch program that makes the layers, sets their weights and runs an input.

    Parameters
    ----------
    layers : sequence of Layer
        Of either framework; those of Keras are translated.
    input_shape : (C, H, W) or (N, C, H, W)

    Returns
    -------
    Program
        It needs NumPy and PyTorch.

    Raises
    ------
    ValueError
        If a layer does not take what comes before it.

    Examples
    --------
    >>> from conv_engine.frameworks.keras_layers import Conv2D
    >>> program = pytorch_program([Conv2D(4, 3, activation="relu")], (3, 5, 5))
    >>> print("\n".join(program.body[:5]))
    maps = torch.from_numpy(whole(1, 3, 5, 5))
    model = nn.Sequential(
        nn.Conv2d(3, 4, 3),
        nn.ReLU(),
    )
    """
    modules: list[str] = []
    for layer, shape in walk(layers, input_shape):
        modules += (each.call() for each in express_layer(layer, shape, "pytorch"))
        if activation_of(layer) == "relu":
            modules.append("nn.ReLU()")
    return Program(
        imports=("import numpy as np", "import torch", "from torch import nn"),
        definitions=drawing_functions(layers, FLOAT_CONVERSION),
        body=(
            f"maps = torch.from_numpy({drawn('whole', batch_shape(input_shape))})",
            *activation_notes(layers),
            *stacked("model = nn.Sequential(", modules, ")"),
            *(SET_WEIGHTS if have_weights(layers) else []),
        ),
        result="model(maps)",
        to_numpy="{}.detach().numpy()",
    )
