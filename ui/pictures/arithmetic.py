"""The pinned step as a formula with its numbers, and as NumPy that runs."""

from collections.abc import Sequence

import numpy as np

from conv_engine import Layer, Step
from text import channel_label, factor_text, number_text, plain_number_text
from ui.pictures.derivations import aligned
from ui.pictures.words import AROUND, CHANNELS_FIRST
from ui.state.scenario import Array

MOST_PRODUCTS = 9
"""Products of a channel that are written out; of a larger kernel only the first and the last."""


def formula(step: Step, channel_names: tuple[str, ...], hues: Sequence[str] = ()) -> str:
    r"""Write a step as LaTeX: one line a channel, then the sum of the channel sums and the bias.

    Names and channel sums have the hues of the channels, if there are any.

    Examples
    --------
    >>> from conv_engine import step_at
    >>> step = step_at([[[2, 3]]], [[[[5, -1]]]], [4], 0, 0, 0)
    >>> print(formula(step, ()))
    \begin{aligned}
    \text{channel 0}:\quad & 2 \cdot 5 + 3 \cdot (-1) = 7 \\
    \text{feature map 0}:\quad & {7} + \underbrace{4}_{\text{bias}} = \mathbf{11}
    \end{aligned}
    """
    lines = []
    for channel, patch, kernel, channel_sum in zip(
        step.channels, step.patch, step.kernels, step.channel_sums, strict=True
    ):
        name = channel_label(channel, channel_names)
        products = [
            rf"{_tex(x)} \cdot {_factor(w)}" for x, w in zip(patch.flat, kernel.flat, strict=True)
        ]
        if len(products) > MOST_PRODUCTS:
            products = [*products[:4], r"\dots", products[-1]]
        hue = hues[channel] if hues else ""
        head, total = _coloured(rf"\text{{{name}}}", hue), _coloured(_tex(channel_sum), hue)
        lines.append(rf"{head}:\quad & {' + '.join(products)} = {total}")
    place = f"feature map {step.filter}"
    sums = " + ".join(
        _coloured(_factor(value) if i else f"{{{_tex(value)}}}", hues[channel] if hues else "")
        for i, (channel, value) in enumerate(zip(step.channels, step.channel_sums, strict=True))
    )
    bias = rf"\underbrace{{{_factor(step.bias)}}}_{{\text{{bias}}}}"
    output = rf"\mathbf{{{_tex(step.output)}}}"
    lines.append(rf"\text{{{place}}}:\quad & {sums} + {bias} = {output}")
    return aligned(*lines)


def _coloured(tex: str, hue: str) -> str:
    return rf"\textcolor{{{hue}}}{{{tex}}}" if hue else tex


def _tex(value: float) -> str:
    return _as_tex(number_text(value))


def _factor(value: float) -> str:
    return _as_tex(factor_text(value))


def _as_tex(text: str) -> str:
    return text.replace("−", "-").replace(",", "{,}")


def numpy_lines(layer: Layer, step: Step) -> str:
    """Write a step of a layer as three lines of NumPy, with the numbers on the screen beside."""
    first = step.channels[0]
    group = f"{first}:{first + len(step.channels)}"
    window = f"{group}, {_slice(step.window_rows)}, {_slice(step.window_columns)}"
    return (
        f"# {CHANNELS_FIRST}\n"
        f"patch = {_input_name(layer)}[{window}]\n"
        f"channel_sums = (patch * filter).sum(axis=(1, 2))  # {_list(step.channel_sums)}\n"
        f"output = channel_sums.sum() + bias  # {plain_number_text(step.output)}\n"
    )


def numpy_program(layer: Layer, step: Step) -> str:
    """Write the three lines after the arrays they use: a program that ends with the `output`."""
    name = _input_name(layer)
    note = "" if name == "input" else f"  # {AROUND.format(mode=layer.spec.padding_mode)}"
    return (
        "import numpy as np\n\n"
        f"{name} = np.array({_literal(layer.padded)}){note}\n"
        f"filter = np.array({_literal(layer.weight[step.filter])})  # filter {step.filter}\n"
        f"bias = {plain_number_text(step.bias)}\n\n" + numpy_lines(layer, step)
    )


def _input_name(layer: Layer) -> str:
    return "input" if layer.padded.shape == layer.input.shape else "padded"


def _slice(indices: tuple[int, ...]) -> str:
    step = indices[1] - indices[0] if len(indices) > 1 else 1
    return f"{indices[0]}:{indices[-1] + 1}" + (f":{step}" if step > 1 else "")


def _list(values: Array) -> str:
    return "[" + ", ".join(plain_number_text(value) for value in np.ravel(values)) + "]"


def _literal(volume: Array) -> str:
    """Write a (C, rows, columns) array with one line a row."""
    channels = ["[" + ",\n     ".join(_list(row) for row in channel) + "]" for channel in volume]
    return "[\n    " + ",\n\n    ".join(channels) + ",\n]"
