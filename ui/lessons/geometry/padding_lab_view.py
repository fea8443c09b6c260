"""The padding lab of lesson 5: five rules side by side, and what each invents around a picture."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import streamlit as st

from conv_engine import conv2d
from conv_engine.geometry import PadAmounts, PaddingMode
from conv_engine.windows import padded
from files.pictures import region_as_cells
from files.renderings import drawn_channels, screen_colours
from stage.board import CellBox, Sliding, Tile, board
from stage.call import show_call_lines
from text import as_sentence, escape_markdown, markdown_table
from ui.controls.call import window_call
from ui.controls.layer import current_scenario, current_settings
from ui.controls.places import BUTTON_ROW, BUTTONS, CONTROL, keep_place, table
from ui.controls.widgets import choice_buttons, number_field
from ui.lessons.geometry.padding_rules import Lab, Rule, remark_on_keras, rules_of
from ui.lessons.geometry.room import make_room
from ui.lessons.geometry.words import padding as words
from ui.lessons.geometry.words.rules import HEADS
from ui.pictures.words import NO_KERAS_LAYER
from ui.shell.page_part import page_part
from ui.shell.predict import predict
from ui.state.key_kinds import Values
from ui.state.keys import LAB_BY_HAND, LAB_LAYER, LAB_MODE, LAB_SIDE
from ui.state.memories import LAB_CALL, LAB_RULE
from ui.state.scenario import Array, Scenario, region_of
from ui.state.session import forget, read, write_all
from ui.state.settings import DILATION, KERNEL, SETTINGS, STRIDE, Settings

STAND_IN = (190, 110, 250)
"""First row, first column and side of the part of a sample, in pixels."""
INSIDE = 10
"""Cells of the picture itself that a corner shows beside the invented ones."""
WELL_KNOWN = {KERNEL: 7, STRIDE: 2, DILATION: 1}
"""The first layer of ResNet, whose input has 224 rows and columns."""


@page_part
def padding_lab(settings: Settings) -> None:
    """Compare the rules, and show what one of them invents around the picture that is set.

    It runs alone while the layer stays; another layer is for all of the page.
    """
    if current_settings() != settings:
        st.rerun()
    layer = choose_layer(settings)
    with keep_place("lab-numbers-place", CONTROL):
        fields = st.grid(4, min_column_width=160)
    with fields:
        side = number_field(LAB_SIDE)
    lab = Lab(side, *layer, *map(read, LAB_BY_HAND))
    if remark := remark_on_keras(lab):
        st.markdown(NO_KERAS_LAYER.format(what=remark.what, instead=remark.instead))
    if not predict(words.predict_same(lab)):
        return
    with fields:  # what is padded by hand could give the answer away
        both, before, after = map(number_field, LAB_BY_HAND)
    lab = replace(lab, both=both, before=before, after=after)
    rules = rules_of(lab)
    show_rules(lab, rules)
    show_border(settings, lab, rules)


def choose_layer(settings: Settings) -> tuple[int, int, int]:
    """Draw kernel, stride and dilation of the call; a link of old days has its own."""
    if linked := linked_layer():
        kernel, stride, dilation = linked
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(words.LINKED.format(kernel=kernel, stride=stride, dilation=dilation))
            st.button(
                words.UNLINK,
                on_click=_forget_linked,
                help=words.UNLINK_HELP,
            )
        return linked
    with (
        keep_place("lab-call-place", BUTTON_ROW),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        show_call_lines(window_call(settings, words.IN_LAB), lambda: _take(settings), LAB_CALL.name)
        st.button(
            words.RESNET,
            on_click=lambda: _set_layer(settings, WELL_KNOWN, {LAB_SIDE: LAB_SIDE.default}),
            help=words.RESNET_HELP,
        )
    return int(settings["kernel"]), int(settings["stride"]), int(settings["dilation"])


def linked_layer() -> tuple[int, int, int] | None:
    """Return the layer that a link gives to the lab alone, as links did before the call had it."""
    asked = {key: read(key) for key in LAB_LAYER}
    if all(number is None for number in asked.values()):
        return None
    kernel, stride, dilation = (number or LAB_LAYER[key] for key, number in asked.items())
    return kernel, stride, dilation


def _forget_linked() -> None:
    for key in LAB_LAYER:
        forget(key)


def _take(settings: Settings) -> None:
    """Set what was chosen in the lab's call."""
    change = read(LAB_CALL)["call"]
    setting = SETTINGS[change["name"]]
    value = setting.parsed(change["value"])
    if value is not None:
        _set_layer(settings, {setting: value})


def _set_layer(settings: Settings, wanted: Values, others: Values = MappingProxyType({})) -> None:
    write_all({**make_room(settings, wanted), **others})


def show_rules(lab: Lab, rules: Sequence[Rule]) -> None:
    """Write one row a rule: the cells before and after, and how many positions that makes."""
    rows = [(rule.title, *lab.counts(rule.padding), f"`{rule.written}`") for rule in rules]
    table("rules", markdown_table(HEADS, rows))
    for rule in rules:
        if rule.refusal:
            st.caption(as_sentence(rule.refusal))


@page_part
def show_border(settings: Settings, lab: Lab, rules: Sequence[Rule]) -> None:
    """Show how a rule counts, what it invents around a picture, and what a mean makes of it."""
    with keep_place("lab-rule-place", BUTTONS, horizontal=True):
        place = st.segmented_control(
            words.RULE,
            range(len(rules)),
            default=1,
            required=True,
            format_func=lambda i: rules[i].title,
            key=LAB_RULE.name,
            wrap=True,
            help=words.RULE_HELP,
        )
        mode = choice_buttons(LAB_MODE, words.MODE_HELP)
    rule = rules[place]
    st.markdown(escape_markdown(words.explain_rule(lab, rule)))
    if rule.refusal:
        return
    scenario = current_scenario(settings)
    picture = square_picture(settings, scenario, lab.side)
    amounts = lab.spec(rule.padding).pad_amounts(lab.side, lab.side)
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
    board(
        [
            *border_tiles(seen, amounts, mode),
            Tile("mean", seen_mean, words.MEAN_TITLE.format(kernel=lab.kernel), kind="picture"),
        ],
        at=(0, 0),
        sliding=Sliding.of(lab.spec("valid"), *around.shape[1:]),
        reports=False,
        label=words.BOARD_LABEL,
        key="lab board",
    )
    st.caption(f"{words.BORDER} {drawn_channels(len(picture), names)}")


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
    first, last = corners(shape, amounts)
    return [
        Tile(
            "padded",
            seen,
            words.PADDED_PICTURE,
            kind="picture",
            axes="input",
            boxes=[inside],
            alt=words.PADDED_ALT.format(before=top, after=bottom, mode=mode),
        ),
        _corner_tile("first", seen, first, amounts, words.TOP_LEFT.format(cells=top)),
        _corner_tile("last", seen, last, amounts, words.BOTTOM_RIGHT.format(cells=bottom)),
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
        alt=words.CORNER_ALT.format(title=title),
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
