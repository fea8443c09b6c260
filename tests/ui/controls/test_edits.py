"""Numbers changed on the stage: what the picture tells sets the layer, if it still has them."""

from typing import Any

import numpy as np
import pytest

from ui.controls import edits
from ui.controls.edits import stage_edits, take_edit
from ui.state.key_kinds import Memory
from ui.state.settings import DEFAULTS

PICTURE: Memory[Any] = Memory("test.picture")


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What changes were made of the usual layer: 2 filters of 3x3x3 on 3x5x5 cells."""
    made: list[tuple[Any, ...]] = []
    monkeypatch.setattr(edits, "shown_settings", lambda: DEFAULTS)
    monkeypatch.setattr(edits, "shown_weight", lambda: np.zeros((2, 3, 3, 3)))
    monkeypatch.setattr(edits, "start_editing", lambda f, kernels: made.append((f, kernels)))
    monkeypatch.setattr(edits, "set_values", lambda values: made.append(next(iter(values.items()))))
    monkeypatch.setattr(edits, "change_cell", lambda *cell: made.append(cell))
    monkeypatch.setattr(edits, "undo_change", lambda drag: made.append(("undo", drag)))
    return made


def tell(monkeypatch: pytest.MonkeyPatch, **report: Any) -> None:
    monkeypatch.setattr(edits, "read", lambda _: {"edit": report})
    take_edit(PICTURE)()


def test_a_weight_is_changed_in_its_filter(
    monkeypatch: pytest.MonkeyPatch, changed: list[Any]
) -> None:
    tell(monkeypatch, kind="kernel", filter=1, channel=2, row=0, column=1, value=-1.25)
    ((f, kernels),) = changed
    assert (f, kernels[2, 0, 1], np.count_nonzero(kernels)) == (1, -1.25, 1)


def test_a_bias_and_a_cell_are_whole_numbers(
    monkeypatch: pytest.MonkeyPatch, changed: list[Any]
) -> None:
    tell(monkeypatch, kind="bias", filter=1, value=4.0)
    tell(monkeypatch, kind="input", channel=2, row=4, column=0, value=9.0)
    tell(monkeypatch, kind="undo")
    (_, bias), cell, undo = changed
    assert (bias, cell, undo) == (4, (2, 4, 0, 9), ("undo", 0))


@pytest.mark.parametrize(
    "late",
    [
        {"kind": "kernel", "filter": 0, "channel": 3, "row": 0, "column": 0},
        {"kind": "bias", "filter": 2},
        {"kind": "input", "channel": 0, "row": 5, "column": 0},
    ],
    ids=str,
)
def test_a_change_of_what_the_layer_has_no_more_changes_nothing(
    late: dict[str, Any], monkeypatch: pytest.MonkeyPatch, changed: list[Any]
) -> None:
    tell(monkeypatch, **late, value=1.0)
    assert changed == []


def test_only_small_whole_numbers_can_be_changed_in_the_input() -> None:
    assert "input" in stage_edits(DEFAULTS).limits
    assert "input" not in stage_edits({**DEFAULTS, "input": "digit"}).limits
