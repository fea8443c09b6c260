"""Pictures of errors by their data: shares of all outputs, labels, axes that stay as they are."""

import numpy as np
import pytest

from figures.errors import curves_figure, histogram_figure

TITLES = {"tf32": "TF32", "float16": "float16", "bfloat16": "bfloat16", "output": "typical output"}


def labels(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_percentages_are_of_all_outputs_also_of_those_without_an_error() -> None:
    sizes = np.array([0, 0, 1e-4, 1e-4, 1e-4, np.inf, 1e-20, 1e-2])
    bars = histogram_figure({"tf32": sizes}, TITLES, "tf32").data[0]
    assert sum(bars.y) == 100 * (3 + 1) / 8
    assert max(bars.y) == 100 * 3 / 8


def test_only_the_chosen_format_is_filled() -> None:
    sizes = {"tf32": np.array([1e-4]), "bfloat16": np.array([1e-2])}
    assert [bars.fill for bars in histogram_figure(sizes, TITLES, "bfloat16").data] == [
        None,
        "tozeroy",
    ]


def test_every_format_has_a_line_of_its_own_in_the_legend() -> None:
    sizes = {name: np.array([1e-4]) for name in ("tf32", "float16", "bfloat16")}
    figure = histogram_figure(sizes, TITLES, "tf32")
    assert figure.layout.showlegend
    assert [bars.name for bars in figure.data] == ["TF32", "float16", "bfloat16"]
    assert len({bars.line.dash for bars in figure.data}) == 3


def test_no_error_at_all_is_an_empty_picture() -> None:
    assert not any(histogram_figure({"tf32": np.zeros(4)}, TITLES, "tf32").data[0].y)


def test_curves_that_end_together_share_a_label() -> None:
    curves = {"tf32": np.array([1e-4, 1e-3]), "float16": np.array([1e-5, 1e-3])}
    figure = curves_figure([1, 10], curves, TITLES, across="", upwards="", at=1)
    assert labels(figure) == ["TF32,<br>float16"]


@pytest.mark.parametrize("at", [9, 900])
def test_the_mark_moves_and_the_axes_do_not(at: int) -> None:
    curves = {"output": np.array([3.0, 30]), "tf32": np.array([0.001, 0.01])}
    figure = curves_figure([9, 900], curves, TITLES, across="", upwards="", at=at)
    assert [size > 0 for size in figure.data[0].marker.size] == [at == 9, at == 900]
    assert list(figure.layout.yaxis.range) == [-3, 2]
    assert list(figure.layout.xaxis.range) == pytest.approx(
        [np.log10(9) - 0.1, np.log10(900) + 0.1]
    )
    assert labels(figure) == ["typical<br>output", "TF32"]


def test_steps_may_fall_from_left_to_right() -> None:
    figure = curves_figure(
        [1, 0.1], {"tf32": np.array([1e-4, 1e-3])}, TITLES, across="", upwards="", at=1
    )
    first, last = figure.layout.xaxis.range
    assert first > last
