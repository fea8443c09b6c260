"""Lesson 4, another operator in place of the sum: maps side by side, and which are linear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from conv_engine import REDUCTIONS, Reduction
from figures.axes import colour_limit
from stage.board import board
from text import as_sentence, factor_text, markdown_table, number_text, sum_text
from ui.controls.places import table
from ui.lessons.control.maps import equals_sign, operator_tiles
from ui.lessons.control.mixing_view import read_matrix
from ui.lessons.control.words import operators as words
from ui.pictures.choose_position import CellPosition, choose_one_filter, go_to_pin, position_of
from ui.pictures.one_filter import OneFilter
from ui.shell.page_part import page_part
from ui.state.memories import OPERATORS_BOARD
from ui.state.scenario import Array, Scenario

SYMBOLS = {"sum": " + ", "mean": " + ", "weighted_sum": " + ", "product": " × "}


@dataclass(frozen=True, eq=False)
class Operators:
    """Every operator over the partial maps of one filter; the weighted sum has C weights."""

    one_filter: OneFilter
    weights: Array

    def over(self, key: str, sums: Array, bias: Array | None = None) -> Array:
        """Put an operator over channel sums of shape (C, ...), and add the bias.

        Raises
        ------
        ValueError
            If a product is more than int64 can hold.
        """
        reduction = REDUCTIONS[key]
        weights = {"weights": self.weights} if reduction.takes_weights else {}
        maps = sums.reshape(1, len(sums), -1, 1)
        return reduction.function(maps, bias, **weights).reshape(sums.shape[1:])

    def map(self, key: str) -> Array:
        """Return what the operator makes instead of the feature map, shape (H_out, W_out)."""
        return self.over(key, self.one_filter.partial, self.one_filter.bias)


@page_part
def compare_operators(dense: Scenario) -> None:
    """Put every operator over the partial maps of one filter, and say which of them are linear."""
    one_filter = choose_one_filter(dense)
    last_row = read_matrix(len(one_filter.channels))[-1]
    show_linearity(show_operators(one_filter, last_row))


def show_operators(one_filter: OneFilter, weights: Array) -> Operators:
    """Show what every operator makes of the same partial maps."""
    operators, position = Operators(one_filter, weights), position_of(one_filter)
    maps, refusals = {}, {}
    for key in REDUCTIONS:
        try:
            maps[key] = operators.map(key)
        except ValueError as refusal:
            refusals[key] = str(refusal)
    limits = {"maps": colour_limit(*(values for key, values in maps.items() if key != "product"))}
    if "product" in maps:  # a bias would hide that most products are 0
        limits["product"] = colour_limit(operators.over("product", one_filter.partial))
    board(
        operator_tiles(one_filter, maps),
        at=position,
        limits=limits,
        on_pin=lambda: go_to_pin(OPERATORS_BOARD),
        label=words.BOARD_LABEL,
        key=OPERATORS_BOARD.name,
    )
    st.caption(_notes(operators, refusals))
    table("operators", operator_table(operators, position), row=66)
    return operators


def _notes(operators: Operators, refusals: Mapping[str, str]) -> str:
    """Say what is particular about some of the maps."""
    weights = operators.weights
    written = ", ".join(map(number_text, weights))
    notes = [words.WEIGHTS_ARE.format(weights=written)]
    if len(weights) > 1 and "product" not in refusals:
        notes.append(words.OWN_SCALE)
    return " ".join((*notes, *map(as_sentence, refusals.values())))


def operator_table(operators: Operators, position: CellPosition) -> str:
    """Write a table: each operator at one position, what it loses, and when people use it."""
    one_filter = operators.one_filter
    sums = one_filter.partial[:, *position]
    rows = []
    for key, reduction in REDUCTIONS.items():
        try:
            output = float(operators.over(key, sums, one_filter.bias))
        except ValueError:
            number = words.TOO_LARGE
        else:
            inner = describe_operator(key, sums, operators.weights)
            bias = words.BIAS.format(bias=number_text(one_filter.bias[0]))
            number = f"{sum_text([inner, bias])} {result_text(output)}"
        rows.append((reduction.title, number, *words.OPERATOR_WORDS[key]))
    here = words.AT_POSITION.format(row=position[0], column=position[1])
    return markdown_table((words.OPERATOR, here, words.LOSES, words.USED), rows)


def describe_operator(key: str, sums: Sequence[float] | Array, weights: Array) -> str:
    """Write an operator with the channel sums in it.

    Examples
    --------
    >>> weights = np.array([1, 0.5])
    >>> for key in ("sum", "mean", "max", "product", "weighted_sum"):
    ...     print(describe_operator(key, [4, -7], weights))
    4 + (−7)
    (4 + (−7)) / 2
    max(4, −7)
    4 × (−7)
    1 × 4 + 0.5 × (−7)
    """
    terms = [number_text(value) for value in sums]
    if key not in SYMBOLS:
        return f"{key}({', '.join(terms)})"
    factors = [terms[0], *map(factor_text, sums[1:])]
    if key == "weighted_sum":
        factors = [
            f"{factor_text(weight)} × {factor_text(value)}"
            for weight, value in zip(weights, sums, strict=True)
        ]
    text = SYMBOLS[key].join(factors)
    return f"({text}) / {len(terms)}" if key == "mean" and len(terms) > 1 else text


def result_text(value: float) -> str:
    """Write a result, with a sign that says whether it is rounded.

    Examples
    --------
    >>> result_text(2.5), result_text(1 / 3)
    ('= 2.5', '≈ 0.33')
    """
    return f"{equals_sign(value)} {number_text(value)}"


def two_positions(partial: Array) -> tuple[CellPosition, CellPosition]:
    """Choose two positions at which as many operators as possible do not keep sums.

    Looked at are those at which one channel is most ahead of another.

    Examples
    --------
    (9, 1) + (0, 5) = (9, 6): the maximum is 9, not 9 + 5, and the minimum 6, not 1 + 0.

    >>> two_positions(np.array([[[1, 9, 0]], [[1, 1, 5]]]))
    ((0, 1), (0, 2))
    """
    channels = range(len(partial))
    ahead = (partial[c] - partial[d] for c in channels for d in channels if c != d)
    flat = list(dict.fromkeys(int(difference.argmax()) for difference in ahead))
    sums = partial.reshape(len(partial), -1)
    pairs = [(one, other) for one in flat for other in flat if one < other] or [(flat[0], flat[0])]
    best = max(pairs, key=lambda pair: _count_unequal(sums[:, pair[0]], sums[:, pair[1]]))
    (a, b), (c, d) = (np.unravel_index(place, partial.shape[1:]) for place in best)
    return (int(a), int(b)), (int(c), int(d))


def _count_unequal(here: Array, there: Array) -> int:
    """Count the operators that give something else for a sum than the sum of what they give."""
    operators = (np.max, np.min, np.median, np.prod)
    return sum(bool(of(here) + of(there) != of(here + there)) for of in operators)


def show_linearity(operators: Operators) -> None:
    """Check with two windows of the picture whether each operator keeps sums."""
    one_filter = operators.one_filter
    if len(one_filter.channels) == 1:
        st.write(words.NOTHING_TO_REDUCE)
        return
    first, second = two_positions(one_filter.partial)
    here, there = one_filter.partial[:, *first], one_filter.partial[:, *second]
    st.write(words.explain_windows(first, second, here, there))
    table("linearity", linearity_table(operators, here, there))
    st.write(words.LINEAR)


def linearity_table(operators: Operators, here: Array, there: Array) -> str:
    """Write a table: each operator of A and of B, two windows' channel sums, and of A + B."""
    rows = [
        (
            each.title,
            *_checked(operators, each, here, there),
            words.YES if each.linear else words.NO,
        )
        for each in REDUCTIONS.values()
    ]
    return markdown_table(words.LINEARITY_HEADS, rows)


def _checked(
    operators: Operators, reduction: Reduction, here: Array, there: Array
) -> tuple[str, str, str]:
    try:
        a, b, both = (
            float(operators.over(reduction.key, sums)) for sums in (here, there, here + there)
        )
    except ValueError:
        return words.TOO_LARGE, "–", "–"
    same = words.YES if np.isclose(a + b, both, rtol=1e-12, atol=1e-12) else words.STRONG_NO
    added = f"{number_text(a)} + {factor_text(b)} {result_text(a + b)}"
    return added, number_text(both), same
