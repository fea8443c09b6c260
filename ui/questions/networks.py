"""Questions about networks: what pooling leaves, and how many numbers a Flatten gives."""

from dataclasses import dataclass
from math import prod
from typing import cast

from conv_engine.frameworks.layouts import Framework
from conv_engine.networks import Conv, Flatten, Network, NetworkTrace, Node, Operation, Pooling
from figures.blocks import blocks_figure, describe_stack
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
from ui.questions.words import networks as say

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
        kind=say.POOLED_ROWS,
        prompt=say.ask_for_rows(shape, _calls(layers, words)),
        answers=ask_number(
            right,
            (second, say.LAST_POOLING),
            (first - 2, say.POOLING_LEFT_OUT),
            (size // 4, say.CONVOLUTIONS_LEFT_OUT),
            (-(-second // 2), say.ROUNDED_UP),
            ((-(-first // 2) - 2) // 2, say.ROUNDED_UP),
            (right - 1, say.ONE_TOO_FEW),
            (right + 1, say.ONE_TOO_MANY),
        ),
        explanation=say.explain_rows(size, kernel, halved, right),
        pictures=(_picture(layers, shape, words),),
        lesson=SHAPES_LESSON,
        link=typed_text("\n".join(_calls(layers, words)), shape),
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
        kind=say.FLATTENED,
        prompt=say.ask_for_features(shape, _calls(layers, words)),
        answers=ask_number(
            right,
            (prod(maps), say.POOLING_FORGOTTEN),
            (side * side, say.counted_one_map(filters)),
            (channels * side * side, say.MAPS_OF_CHANNELS),
            (filters * side, say.COLUMNS_LEFT_OUT),
            (filters, say.POOLED_GLOBALLY),
            (
                filters * (size // window) ** 2,
                say.NO_PADDING,
            ),
            (
                filters * (-(-maps[1] // window)) ** 2,
                say.ROUNDED_UP,
            ),
        ),
        explanation=say.explain_features(maps, pooled),
        pictures=(_picture(layers, shape, words),),
        lesson=SHAPES_LESSON,
        link=typed_text("\n".join(_calls(layers, words)), shape),
    )


def _sizes(layers: tuple[WrittenLayer, ...], shape: Volume) -> list[tuple[int, ...]]:
    """Return the shape after each layer; all of them fit."""
    return [row.output_shape for row in trace_layers(layers, shape).rows if row.output_shape]


def _calls(layers: tuple[WrittenLayer, ...], words: Framework) -> list[str]:
    return [layer.written(words) for layer in layers]


def _picture(layers: tuple[WrittenLayer, ...], shape: Volume, words: Framework) -> LessonFigure:
    """Draw the volumes, to scale."""
    passed = _sizes(layers, shape)
    volumes = [shape, *(cast(Volume, each) for each in passed if len(each) == len(shape))]
    labels = [say.INPUT, *(call.split("(")[0] for call in _calls(layers, words))][: len(volumes)]
    return LessonFigure(
        say.VOLUMES,
        describe_stack(volumes, labels),
        lambda dark: blocks_figure(volumes, labels, dark=dark),
    )
