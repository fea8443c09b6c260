"""The example network tells coloured shapes apart, and needs their channels for it."""

import numpy as np
import pytest

from conv_engine.coloured_shapes import (
    COLOURS,
    FIRST_UNSEEN,
    SHAPE_CLASSES,
    SHAPES,
    as_grey,
    draw_shape,
)
from conv_engine.numeric import Array
from files.models.example import EXAMPLE, example_model

UNSEEN = range(FIRST_UNSEEN, FIRST_UNSEEN + 30)
PICTURES = np.stack([draw_shape(seed, name) for seed in UNSEEN for name in SHAPE_CLASSES])
CLASSES = np.tile(np.arange(len(SHAPE_CLASSES)), len(UNSEEN))


def guessed(pictures: Array) -> Array:
    network = example_model().network
    assert network is not None
    chances = network.forward(pictures / 255)
    assert isinstance(chances, np.ndarray)
    return chances.argmax(axis=1)


def test_unseen_pictures_are_told_apart() -> None:
    assert (guessed(PICTURES) == CLASSES).mean() >= 0.98


def test_the_same_pictures_in_grey_lose_their_colours() -> None:
    in_grey = guessed(np.stack([as_grey(picture) for picture in PICTURES]))
    colours = in_grey // len(SHAPES) == CLASSES // len(SHAPES)
    assert colours.mean() == pytest.approx(1 / len(COLOURS), abs=0.05)


def test_two_colours_of_one_shape_are_the_same_in_grey() -> None:
    by_shape = PICTURES.reshape(len(UNSEEN), len(COLOURS), len(SHAPES), *PICTURES.shape[1:])
    in_grey = [as_grey(picture)[0] for picture in by_shape.reshape(-1, *PICTURES.shape[1:])]
    spread = np.ptp(np.reshape(in_grey, by_shape.shape[:3] + PICTURES.shape[2:]), axis=1)
    assert spread.max() <= 1  # a value is rounded once in each colour


def test_the_file_is_small_and_all_of_it_can_be_followed() -> None:
    network = example_model().network
    assert network is not None
    assert len(EXAMPLE.read_bytes()) < 100_000
    kinds = [node.kind for node in network.nodes]
    assert {"Conv", "Relu", "MaxPool", "Add"} <= set(kinds)  # the Add is the end of the skip
    assert set(network.rules) == {node.name for node in network.nodes}
    sizes = [row.output_shape for row in network.trace().rows]
    results = network.results(PICTURES[0] / 255, [node.name for node in network.nodes])
    assert sizes == [array.shape for array in results.values()]


def test_an_unknown_class_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"'grey disc'.*red disc"):
        draw_shape(0, "grey disc")
