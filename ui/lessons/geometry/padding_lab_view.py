"""The padding lab of lesson 5: five rules side by side, and what each invents around a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from conv_engine import ConvSpec, conv2d
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.geometry import PadAmounts, PaddingMode
from conv_engine.windows import padded
from files.pictures import region_as_cells
from files.renderings import drawn_channels, screen_colours
from stage.board import CellBox, Sliding, Tile, board
from text import as_sentence, markdown_table
from ui.controls.layer import current_scenario, wanted_settings
from ui.controls.places import table
from ui.controls.widgets import choice_buttons, number_field
from ui.state.keys import LAB_MODE, LAB_NUMBERS
from ui.state.memories import LAB_RULE
from ui.state.scenario import Array, Scenario, region_of
from ui.state.settings import Settings
from ui.state.valid_settings import nearest_valid

STAND_IN = (190, 110, 250)
"""First row, first column and side of the part of a sample, in pixels."""
INSIDE = 10
"""Cells of the picture itself that a corner shows beside the invented ones."""


@dataclass(frozen=True)
class Lab:
    """What is laid under the rules: the values of `ui.state.keys.LAB_NUMBERS`, in their order."""

    side: int
    kernel: int
    stride: int
    dilation: int
    both: int
    before: int
    after: int

    def spec(self, padding: Any) -> ConvSpec:
        """Describe the layer with one channel that a rule makes."""
        return ConvSpec(
            1, 1, self.kernel, self.stride, padding=padding, dilation=self.dilation, bias=False
        )

    def counts(self, padding: Any) -> tuple[object, object, object]:
        """Count the cells before and after, and the positions; None is a rule that is refused."""
        if padding is None:
            return "refused", "refused", "none"
        spec = self.spec(padding)
        before_and_after, _ = spec.pad_amounts(self.side, self.side)
        return *before_and_after, spec.output_shape((1, self.side, self.side))[-1]


@dataclass(frozen=True)
class Rule:
    """A way to choose the padding, as `ConvSpec` takes it; None where the framework refuses."""

    title: str
    written: str
    padding: Any
    refusal: str = ""


@st.fragment
def padding_lab() -> None:
    """Compare the rules, and show what one of them invents around the picture that is set."""
    lab = choose_lab()
    rules = rules_of(lab)
    show_rules(lab, rules)
    show_border(lab, rules)


def choose_lab() -> Lab:
    """Draw the controls of the lab; any choice of them fits together."""
    with st.grid(4, min_column_width=160):
        return Lab(*map(number_field, LAB_NUMBERS))


def rules_of(lab: Lab) -> tuple[Rule, ...]:
    """List the rules, each with the padding it gives.

    Examples
    --------
    >>> [rule.padding for rule in rules_of(Lab(224, 7, 2, 1, both=3, before=2, after=3))]
    ['valid', 'same', None, 3, ((2, 3), (2, 3))]
    """
    by_hand = ((lab.before, lab.after),) * 2
    refusal = _same_refusal(lab)
    return (
        Rule("valid", 'Conv2D(..., padding="valid")', "valid"),
        Rule("same, as TensorFlow does it", 'Conv2D(..., padding="same")', "same"),
        Rule(
            "same, as PyTorch does it",
            'nn.Conv2d(..., padding="same")',
            None if refusal else "same",
            refusal,
        ),
        Rule("symmetric, by hand", f"nn.Conv2d(..., padding={lab.both})", lab.both),
        Rule("asymmetric, by hand", f"ZeroPadding2D({by_hand}), then valid", by_hand),
    )


def _same_refusal(lab: Lab) -> str:
    """Ask PyTorch's layer for "same"; return why it refuses, or nothing."""
    try:
        Conv2d(1, 1, lab.kernel, lab.stride, "same", lab.dilation)
    except ValueError as refusal:
        return str(refusal)
    return ""


def show_rules(lab: Lab, rules: Sequence[Rule]) -> None:
    """Write one row a rule: the cells before and after, and how many positions that makes."""
    rows = [(rule.title, *lab.counts(rule.padding), f"`{rule.written}`") for rule in rules]
    heads = ("rule", "before", "after", "positions", "written")
    table("rules", markdown_table(heads, rows))
    for rule in rules:
        if rule.refusal:
            st.caption(as_sentence(f"PyTorch: {rule.refusal}"))


@st.fragment
def show_border(lab: Lab, rules: Sequence[Rule]) -> None:
    """Show what a rule and a padding mode invent around a picture, and what a mean makes of it."""
    possible = [rule for rule in rules if rule.padding is not None]
    with st.container(horizontal=True):
        place = st.segmented_control(
            "Rule",
            range(len(possible)),
            default=1,
            required=True,
            format_func=lambda i: possible[i].title,
            key=LAB_RULE.name,
            wrap=True,
            help="How many cells are added on each side.",
        )
        mode = choice_buttons(LAB_MODE, "Zeros, or values taken from the picture.")
    rule = possible[min(place, len(possible) - 1)]
    amounts = lab.spec(rule.padding).pad_amounts(lab.side, lab.side)
    settings, _ = nearest_valid(wanted_settings())
    scenario = current_scenario(settings)
    picture = square_picture(settings, scenario, lab.side)
    _show_pictures(lab, picture, scenario.layer.channel_names, amounts, mode)


def square_picture(settings: Settings, scenario: Scenario, side: int) -> Array:
    """Return the region of the picture that is set as so many cells a side.

    For small numbers, which are no picture, a part of a sample stands in whose edges cut objects.
    """
    whole = scenario.load()
    top, left, span = region_of(settings, whole) if scenario.is_picture else STAND_IN
    return region_as_cells(whole.pixels, top, left, span, span, side, side)


def _show_pictures(
    lab: Lab, picture: Array, names: Sequence[str], amounts: PadAmounts, mode: PaddingMode
) -> None:
    around = padded(picture, amounts, mode)
    seen = screen_colours(around, names)
    seen_mean = screen_colours(np.rint(_means(lab, around)), names)
    (before, after), _ = amounts
    board(
        [
            *border_tiles(seen, amounts, mode),
            Tile("mean", seen_mean, f"Its {lab.kernel}x{lab.kernel} mean", kind="picture"),
        ],
        at=(0, 0),
        sliding=Sliding.of(lab.spec("valid"), *around.shape[1:]),
        reports=False,
        label="A padded picture, its corners and its mean. Arrow keys move the position.",
        key="lab board",
    )
    st.caption(
        f"Invented before: {before}, after: {after}. The dashed line is where the picture ends, "
        "and a ring marks an invented cell. Look at the border of the mean: it is made partly of "
        f"invented cells. {drawn_channels(len(picture), names)}"
    )


def _means(lab: Lab, padded_picture: Array) -> Array:
    """Take the mean over each window, channel by channel."""
    channels, side = len(padded_picture), lab.kernel
    mean = np.full((channels, 1, side, side), 1 / side**2)
    return conv2d(padded_picture, mean, stride=lab.stride, dilation=lab.dilation, groups=channels)


def border_tiles(seen: Array, amounts: PadAmounts, mode: PaddingMode) -> list[Tile]:
    """Show a padded picture, a line where the picture ends, and two corners with what is invented.

    The padded picture has the colours of a screen, shape (1 or 3, H, W).
    """
    shape = seen.shape[1:]
    (top, bottom), (left, right) = amounts
    inside = CellBox(top, left, shape[0] - top - bottom, shape[1] - left - right)
    filled = f"with {top} cells before and {bottom} after, filled with {mode}"
    first, last = corners(shape, amounts)
    return [
        Tile(
            "padded",
            seen,
            "The padded picture",
            kind="picture",
            axes="input",
            boxes=[inside],
            alt=f"The picture {filled}",
        ),
        _corner_tile("first", seen, first, amounts, f"Top left, {top} invented"),
        _corner_tile("last", seen, last, amounts, f"Bottom right, {bottom} invented"),
    ]


def _corner_tile(
    name: str, seen: Array, corner: tuple[slice, slice], amounts: PadAmounts, title: str
) -> Tile:
    rows, columns = corner
    return Tile(
        name,
        seen[:, rows, columns],
        title,
        kind="picture",
        axes="input",
        rings=invented_cells(seen.shape[1:], amounts)[corner],
        origin=(rows.start, columns.start),
        alt=f"{title}; rings mark invented cells",
    )


def invented_cells(shape: tuple[int, ...], amounts: PadAmounts) -> Array:
    """Return which cells of a padded picture of this shape were added.

    Examples
    --------
    >>> invented_cells((2, 3), ((1, 0), (2, 0)))
    array([[ True,  True,  True],
           [ True,  True, False]])
    """
    (top, bottom), (left, right) = amounts
    rows, columns = shape
    invented = np.ones(shape, dtype=bool)
    invented[top : rows - bottom, left : columns - right] = False
    return invented


def corners(shape: tuple[int, ...], amounts: PadAmounts) -> tuple[Any, Any]:
    """Choose the rows and columns of two corners: all that is invented there, and some cells more.

    Examples
    --------
    >>> first, last = corners((40, 50), ((2, 3), (1, 4)))
    >>> first
    (slice(0, 12, None), slice(0, 11, None))
    >>> last  # from 40 - 3 - 10 and from 50 - 4 - 10 on
    (slice(27, 40, None), slice(36, 50, None))
    """
    (top, bottom), (left, right) = amounts
    rows, columns = shape
    first = slice(0, top + INSIDE), slice(0, left + INSIDE)
    last = slice(rows - bottom - INSIDE, rows), slice(columns - right - INSIDE, columns)
    return first, last
