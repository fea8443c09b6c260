"""Plotly checks every figure that these tests make: the app itself does not."""

from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from figures.figure import Figure


@pytest.fixture(autouse=True)
def check_with_plotly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have Plotly refuse what it has no property for, or a value that it does not take."""
    made: list[Figure] = []
    start = Figure.__init__

    def remember(figure: Figure, **layout: object) -> None:
        start(figure, **layout)
        made.append(figure)

    monkeypatch.setattr(Figure, "__init__", remember)
    yield
    for figure in made[-50:]:  # of many that differ in their numbers alone
        go.Figure(figure.to_dict())
