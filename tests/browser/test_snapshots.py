"""The default stage and its ledger, mark by mark, as they were when somebody last looked at them.

A snapshot lists texts, cells and lines in the order of drawing, each with its place and its colours
in the light and in the dark. No pixel is compared, so that fonts may differ. After a change that is
meant, look at the stage, draw the snapshots anew with

    RENEW_SNAPSHOTS=1 python -m pytest tests/browser/test_snapshots.py

and read what differs in the files: every mark has a line of its own.
"""

import json
import os
from pathlib import Path
from typing import Literal

import pytest
from drawn_marks import Mark, marks_of
from playwright.sync_api import Browser
from stage_page import expect_step, the_stage

from stage.offline import offline_html
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS

FOLDER = Path(__file__).parent / "snapshots"
GRID, TOLERANCE = 4, 6  # px: places are stored in steps of one, and may be off by the other
PARTS = {"stage": {"without": ".ledger"}, "ledger": {"within": ".ledger"}}

Drawing = dict[str, list[Mark]]


@pytest.fixture(scope="module")
def drawings(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawing]:
    """The marks of each part in each scheme, of the file that is taken home."""
    file = tmp_path_factory.mktemp("stage") / "layer.html"
    file.write_text(offline_html(scenario_of(DEFAULTS).layer), encoding="utf-8")
    return {scheme: drawn(browser, file, scheme) for scheme in ("light", "dark")}


def drawn(browser: Browser, file: Path, scheme: Literal["light", "dark"]) -> Drawing:
    """Read each part of a stage at rest."""
    size = {"width": 1000, "height": 1000}
    window = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = window.new_page()
    page.goto(file.as_uri())
    expect_step(page, (0, 0, 0))
    page.wait_for_function("document.fonts.ready.then(() => document.getAnimations().length === 0)")
    marks = {part: marks_of(the_stage(page), **where) for part, where in PARTS.items()}
    window.close()
    return marks


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_drawn_as_it_was(part: str, drawings: dict[str, Drawing]) -> None:
    light, dark = drawings["light"][part], drawings["dark"][part]
    file = FOLDER / f"{part}.json"
    if os.environ.get("RENEW_SNAPSHOTS"):
        file.write_text(snapshot_text(light, dark), encoding="utf-8")
    stored = json.loads(file.read_text(encoding="utf-8"))
    for scheme, marks in (("light", light), ("dark", dark)):
        assert [named(mark) for mark in marks] == [(kind, text) for kind, text, *_ in stored]
        differing = [
            (mark, was)
            for mark, was in zip(marks, stored, strict=True)
            if not is_drawn_alike(mark, *was[2:4], was[4][scheme])
        ]
        assert differing == [], scheme


def named(mark: Mark) -> tuple[str, str]:
    return mark.kind, mark.text


def is_drawn_alike(mark: Mark, x: int, y: int, colour: str) -> bool:
    """Compare place and colour of a mark with what was stored."""
    near = abs(mark.x - x) <= TOLERANCE and abs(mark.y - y) <= TOLERANCE
    return near and mark.colour == colour


def snapshot_text(light: list[Mark], dark: list[Mark]) -> str:
    """Write the marks of both schemes as JSON, one a line."""
    lines = []
    for mark, in_dark in zip(light, dark, strict=True):
        x, y = (GRID * round(place / GRID) for place in (mark.x, mark.y))
        colours = {"light": mark.colour, "dark": in_dark.colour}
        lines.append(json.dumps([*named(mark), x, y, colours], ensure_ascii=False))
    return "[\n" + ",\n".join(lines) + "\n]\n"
