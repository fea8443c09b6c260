"""The example network, which tells coloured shapes apart: a model for who has none at hand."""

from functools import cache
from pathlib import Path

from files.models.model import Model
from files.models.reader import read_model

EXAMPLE = Path(__file__).with_name("shapes.onnx")
"""Trained and written by `tools/train_example.py`, which says how well it does."""


@cache
def example_model() -> Model:
    """Return the example network, whose pictures `conv_engine.coloured_shapes` draws.

    It takes a picture as floats from 0 to 1 and gives the chances of `SHAPE_CLASSES`.

    Examples
    --------
    Two convolutions, a third beside a skip, and a fourth.

    >>> [layer.weight.shape for layer in example_model().layers]
    [(8, 3, 3, 3), (12, 8, 3, 3), (12, 12, 3, 3), (16, 12, 3, 3)]
    """
    return read_model(EXAMPLE.name, EXAMPLE.read_bytes())
