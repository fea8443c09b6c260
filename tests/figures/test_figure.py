"""Figures as JSON: arrays keep their numbers, and Streamlit takes the figure as it is."""

from base64 import b64decode

import numpy as np
import plotly.tools
import pytest

from figures.figure import Figure
from figures.unchecked import unchecked


def drawn(values: np.ndarray) -> Figure:
    figure = Figure(height=90)
    figure.add_trace("heatmap", z=values)
    return figure


@pytest.mark.parametrize("kind", [np.int16, np.int64, np.uint8, np.float32, np.float64])
def test_arrays_travel_with_their_numbers_and_their_shape(kind: type) -> None:
    values = np.array([[1, 2, 3], [40, 50, 60]], dtype=kind)
    sent = drawn(values).to_dict()["data"][0]["z"]
    there = np.frombuffer(b64decode(sent["bdata"]), sent["dtype"])
    assert there.tolist() == [1, 2, 3, 40, 50, 60]
    assert sent["shape"] == "2, 3"


def test_whole_numbers_too_large_for_the_script_travel_as_a_list() -> None:
    assert drawn(np.array([[2**40]])).to_dict()["data"][0]["z"] == [[2**40]]


def test_a_property_of_none_is_left_out() -> None:
    figure = Figure(xaxis={"scaleanchor": "x", "side": None})
    figure.layout.xaxis.update(scaleanchor=None)
    assert figure.to_dict()["layout"]["xaxis"] == {}


def test_what_streamlit_reads_is_the_figure_itself() -> None:
    figure = drawn(np.array([[1, 2]]))
    read = plotly.tools.return_figure_from_figure_or_data(unchecked(figure), validate_figure=True)
    assert read == figure.to_dict()
