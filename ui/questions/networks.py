"""Questions about networks: what pooling leaves, and how many numbers a Flatten gives."""

from dataclasses import dataclass
from math import prod
from typing import cast

from conv_engine.frameworks.layouts import Framework
from conv_engine.networks import Conv, Flatten, Network, NetworkTrace, Node, Operation, Pooling
from figures.blocks import blocks_figure, describe_stack
from text import shape_text
from ui.questions.question import (
    SHAPES_LESSON,
    LessonFigure,
    Question,
    Random,
    ask_number,
    draw,
    pick,
)
from ui.questions.shapes import typed_text

Volume = tuple[int, int, int]


@dataclass(frozen=True)
class WrittenLayer:
    """A layer as a question writes it in each framework, and what it does."""

    keras: str
    pytorch: str
    operation: Operation

    def written(self, words: Framework) -> str:
        """Write its call."""
        return self.keras if words == "keras" else self.pytorch


def convolution(channels: int, filters: int, kernel: int) -> WrittenLayer:
    """Return a convolution without padding."""
    return WrittenLayer(
        f"Conv2D({filters}, {kernel})",
        f"nn.Conv2d({channels}, {filters}, {kernel})",
        Conv(2, filters, kernel, in_channels=channels),
    )


def pooling(size: int) -> WrittenLayer:
    """Return a pooling whose windows lie side by side."""
    return WrittenLayer(f"MaxPooling2D({size})", f"nn.MaxPool2d({size})", Pooling(2, size))


FLATTEN = WrittenLayer("Flatten()", "nn.Flatten()", Flatten())


def trace_layers(layers: tuple[WrittenLayer, ...], shape: Volume) -> NetworkTrace:
    """Follow an input through layers, one after the other.

    Examples
    --------
    >>> trace = trace_layers((convolution(3, 8, 3), pooling(2)), (3, 9, 9))
    >>> [row.output_shape for row in trace.rows]
    [(8, 7, 7), (8, 3, 3)]
    """
    names = ["input", *map(str, range(1, len(layers) + 1))]
    nodes = (
        Node(name, layer.keras, layer.operation, (before,))
        for name, before, layer in zip(names[1:], names, layers, strict=False)
    )
    return Network(tuple(nodes)).trace(shape)


def pooled_rows(random: Random, words: Framework) -> Question:
    """Ask how many rows are left after convolutions and poolings in turn."""
    channels, filters = draw(random, 1, 3), draw(random, 4, 8)
    kernel, size = pick(random, (3, 5)), draw(random, 24, 33)
    layers = (
        convolution(channels, filters, kernel),
        pooling(2),
        convolution(filters, 2 * filters, 3),
        pooling(2),
    )
    shape = (channels, size, size)
    first, halved, second, right = (each[1] for each in _sizes(layers, shape))
    return Question(
        kind="Rows after pooling",
        prompt=f"{_introduce(shape, layers, words)} How many rows does the last output have?",
        answers=ask_number(
            right,
            (second, "You left out the last pooling."),
            (first - 2, "You left out the pooling layers. Each halves rows and columns."),
            (size // 4, "You left out the convolutions. Without padding each removes some rows."),
            (-(-second // 2), "You rounded up. A window that does not fit is dropped."),
            ((-(-first // 2) - 2) // 2, "You rounded up. A window that does not fit is dropped."),
            (right - 1, "You counted one row too few. The first window counts too."),
            (right + 1, "You counted one row too many."),
        ),
        explanation=f"The first convolution leaves {size} - {kernel} + 1 = {first} rows, and the "
        f"pooling leaves half of them, {halved}. The second convolution leaves {halved} - 3 + 1 = "
        f"{second}, and the last pooling leaves {right}. Half a row is dropped.",
        pictures=(_picture(layers, shape, words),),
        lesson=SHAPES_LESSON,
        link=typed_text(_text(layers, words), shape),
    )


def flattened_features(random: Random, words: Framework) -> Question:
    """Ask how many numbers a Flatten gives: the in_features of the layer that follows."""
    channels, filters = draw(random, 1, 3), draw(random, 4, 8)
    kernel, size, window = pick(random, (3, 5)), draw(random, 12, 20), draw(random, 2, 3)
    layers = convolution(channels, filters, kernel), pooling(window), FLATTEN
    shape = (channels, size, size)
    maps, pooled, (right,) = _sizes(layers, shape)
    side = pooled[1]
    return Question(
        kind="Features after Flatten",
        prompt=f"{_introduce(shape, layers, words)} How many numbers does Flatten give for one "
        "sample?",
        answers=ask_number(
            right,
            (prod(maps), "You left out the pooling."),
            (side * side, f"That is only one map. There are {filters} of them."),
            (channels * side * side, "After a convolution there are as many maps as filters."),
            (filters * side, "A map has both rows and columns."),
            (filters, "That would be one number for each map, as global pooling gives."),
            (
                filters * (size // window) ** 2,
                "The convolution has no padding, so it removes some rows and columns.",
            ),
            (
                filters * (-(-maps[1] // window)) ** 2,
                "You rounded up. A window that does not fit is dropped.",
            ),
        ),
        explanation=f"The convolution gives {shape_text(maps)}, and the pooling gives "
        f"{shape_text(pooled)}. Flatten puts all of them in a row: {filters} * {side} * {side} = "
        f"{right} numbers. A Linear layer after it needs that number as in_features. A Dense layer "
        "finds it by itself.",
        pictures=(_picture(layers, shape, words),),
        lesson=SHAPES_LESSON,
        link=typed_text(_text(layers, words), shape),
    )


def _sizes(layers: tuple[WrittenLayer, ...], shape: Volume) -> list[tuple[int, ...]]:
    """Return the shape after each layer; all of them fit."""
    return [row.output_shape for row in trace_layers(layers, shape).rows if row.output_shape]


def _introduce(shape: Volume, layers: tuple[WrittenLayer, ...], words: Framework) -> str:
    channels, rows, columns = shape
    calls = ", ".join(f"`{layer.written(words)}`" for layer in layers)
    return (
        f"An input has the shape {shape_text((channels, rows, columns))}: channels, rows and "
        f"columns. The layers come one after the other: {calls}."
    )


def _text(layers: tuple[WrittenLayer, ...], words: Framework) -> str:
    return "\n".join(layer.written(words) for layer in layers)


def _picture(layers: tuple[WrittenLayer, ...], shape: Volume, words: Framework) -> LessonFigure:
    """Draw the volumes, to scale."""
    passed = _sizes(layers, shape)
    volumes = [shape, *(cast(Volume, each) for each in passed if len(each) == len(shape))]
    labels = ["input", *(layer.written(words).split("(")[0] for layer in layers)][: len(volumes)]
    return LessonFigure(
        "The volumes, to scale",
        describe_stack(volumes, labels),
        lambda dark: blocks_figure(volumes, labels, dark=dark),
    )
