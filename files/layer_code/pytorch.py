"""Layers as a complete PyTorch program."""

from collections.abc import Sequence

from conv_engine.frameworks.translation import Layer
from files.layer_code.parts import (
    AS_FLOATS,
    AS_INTEGERS,
    activation_of,
    checksum,
    drawn,
    have_weights,
    in_framework,
    left_out,
    numbers,
    stacked,
    walk,
    with_samples,
)

SET_WEIGHTS = (
    "# A weight comes before the bias of its layer; its axes are filter, channel, row, column,",
    "# and those of a transposed one input channel, output channel, row, column.",
    "with torch.no_grad():",
    "    for parameter in model.parameters():",
    "        draw = weight if parameter.ndim == 4 else whole",
    "        parameter.copy_(torch.from_numpy(draw(*parameter.shape)))",
)


def pytorch_program(layers: Sequence[Layer], input_shape: Sequence[int]) -> str:
    """Write a PyTorch program that makes the layers, sets their weights and runs an input.

    Parameters
    ----------
    layers : sequence of Layer
        Of either framework; those of Keras are translated.
    input_shape : (C, H, W) or (N, C, H, W)

    Returns
    -------
    str
        Complete: it needs NumPy and PyTorch, and prints the output's shape and a checksum.

    Raises
    ------
    ValueError
        If a layer does not take what comes before it.

    Examples
    --------
    >>> from conv_engine.frameworks.keras_layers import Conv2D
    >>> program = pytorch_program([Conv2D(4, 3, activation="relu")], (3, 5, 5))
    >>> print(program[program.index("model =") : program.index("# A weight")])
    model = nn.Sequential(
        nn.Conv2d(3, 4, 3),
        nn.ReLU(),
    )
    <BLANKLINE>
    """
    modules: list[str] = []
    for layer, shape in walk(layers, input_shape):
        modules += (each.call() for each in in_framework(layer, shape, "pytorch"))
        if activation_of(layer) == "relu":
            modules.append("nn.ReLU()")
    lines = [
        "import numpy as np",
        "import torch",
        "from torch import nn",
        "",
        *numbers(layers, AS_FLOATS),
        f"maps = torch.from_numpy({drawn('whole', with_samples(input_shape))})",
        *left_out(layers),
        *stacked("model = nn.Sequential(", modules, ")"),
        *(SET_WEIGHTS if have_weights(layers) else []),
        "maps = model(maps).detach().numpy()",
        *checksum(AS_INTEGERS),
    ]
    return "\n".join(lines)
