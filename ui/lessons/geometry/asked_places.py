"""What lesson 5 asks on maps: where a window lies, and where a stamp does. No Streamlit here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from colours import NAMED_HUES
from conv_engine import ConvSpec, conv2d
from conv_engine.kernels import random_weight
from conv_engine.samples import sample
from conv_engine.transposed import TransposedSpec
from stage.tiles import CellBox, Place, Tile
from ui.lessons.geometry.words import places as words
from ui.shell.prediction import AskedBoard, Prediction, cells_of
from ui.state.scenario import Array

KERNEL, STRIDE = 3, 2
OUTLINED: Place = (1, 2)
"""Row and column that no two beliefs make the same place of."""


def predict_centre() -> Prediction:
    """Ask on which cell of the input the centre of a window lies, at stride 2.

    Examples
    --------
    >>> asked = predict_centre()
    >>> [spot[1:] for spot, name in asked.board.places.items() if name == "centre"]
    [(3, 5)]
    """
    rows = 9
    spec = ConvSpec(1, 1, KERNEL, STRIDE, bias=False)
    input = sample("small_integers", rows, rows, channels=1, seed=5)
    output = conv2d(input, random_weight(1, 1, KERNEL, seed=5), stride=STRIDE)
    down, across = (axis.cells(n) for axis, n in zip(spec.axes, OUTLINED, strict=True))
    first, centre = (down[0], across[0]), (down[KERNEL // 2], across[KERNEL // 2])
    believed = {
        centre: "centre",
        OUTLINED: "same",
        _moved(OUTLINED, 1, KERNEL // 2): "no stride",
        first: "corner",
        _moved(OUTLINED, KERNEL, KERNEL // 2): "beside",
    }
    tiles = [
        _input_tile(input[0]),
        _output_tile(output[0], words.FEATURE_MAP, [CellBox(*OUTLINED)]),
    ]
    board = AskedBoard(
        tiles,
        cells_of("asked input", (rows, rows), lambda *cell: _answer_at(cell, believed, first)),
    )
    numbers = _numbers(rows, output.shape[-1], centre, first)
    return _filled(words.CENTRE, board, words.CENTRE_SHOWN, numbers)


def predict_landing() -> Prediction:
    """Ask on which cell of the output the corner of a stamp lies, at stride 2.

    Examples
    --------
    >>> asked = predict_landing()
    >>> [spot[1:] for spot, name in asked.board.places.items() if name == "corner"]
    [(2, 4)]
    """
    rows = 3
    spec = TransposedSpec(1, 1, KERNEL, STRIDE, bias=False)
    input = sample("small_integers", rows, rows, channels=1, seed=6)
    positions = spec.output_shape(input.shape)[-1]
    corner = _moved(OUTLINED, STRIDE, 0)
    believed = {corner: "corner", OUTLINED: "no stride", _moved(OUTLINED, KERNEL, 0): "beside"}
    shape = positions, positions
    kernel = random_weight(1, 1, KERNEL, seed=6)[0, 0]
    tiles = [
        _input_tile(input[0], [CellBox(*OUTLINED)]),
        Tile("asked kernel", kernel, words.KERNEL, axes="kernel", scale="kernel"),
        _output_tile(np.zeros(shape, dtype=int), words.OUTPUT),
    ]
    places = cells_of("asked output", shape, lambda *cell: _answer_at(cell, believed, corner))
    numbers = _numbers(rows, positions, corner, corner)
    return _filled(words.LANDING, AskedBoard(tiles, places), words.LANDING_SHOWN, numbers)


def _moved(cell: Place, stride: int, further: int) -> Place:
    row, column = (n * stride + further for n in cell)
    return row, column


def _answer_at(cell: Place, believed: Mapping[Place, str], first: Place) -> str:
    """Name the answer that a cell is: what somebody believes, or whether it is in the window."""
    inside = all(0 <= n - begin < KERNEL for n, begin in zip(cell, first, strict=True))
    return believed.get(cell, "covered" if inside else "outside")


def _input_tile(values: Array, boxes: Sequence[CellBox] = ()) -> Tile:
    return Tile(
        "asked input",
        values,
        words.INPUT,
        kind="channel",
        colour=NAMED_HUES["grey"],
        scale="input",
        boxes=boxes,
    )


def _output_tile(values: Array, title: str, boxes: Sequence[CellBox] = ()) -> Tile:
    return Tile("asked output", values, title, boxes=boxes)


def _numbers(rows: int, positions: int, right: Place, first: Place) -> dict[str, str]:
    """Write the numbers of the texts."""
    numbers = {
        "rows": rows,
        "positions": positions,
        "stride": STRIDE,
        **dict(zip(("row", "column"), OUTLINED, strict=True)),
        **dict(zip(("right_row", "right_column"), right, strict=True)),
        **dict(zip(("first_row", "first_column"), first, strict=True)),
    }
    return {name: f"{number}" for name, number in numbers.items()}


def _filled(
    asked: Prediction, board: AskedBoard, shown: str, numbers: Mapping[str, str]
) -> Prediction:
    """Put a board beside a question, and the numbers into both."""
    board = replace(board, label=shown.format(**numbers))
    return replace(asked.with_numbers(**numbers), board=board)
