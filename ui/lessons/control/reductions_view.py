"""Lesson 4, another operator in place of the sum: maps side by side, and which are linear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from conv_engine import REDUCTIONS, Reduction
from figures.axes import colour_limit
from stage.board import board
from text import as_sentence, factor_text, markdown_table, number_text
from ui.controls.places import table
from ui.lessons.control.maps import equals_sign, operator_tiles
from ui.lessons.control.mixing_view import read_matrix
from ui.lessons.control.words import OPERATOR_WORDS
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
        label="What each operator makes. Arrow keys move the position.",
        key=OPERATORS_BOARD.name,
    )
    st.caption(_notes(operators, refusals))
    table("operators", operator_table(operators, position), row=66)
    return operators


def _notes(operators: Operators, refusals: Mapping[str, str]) -> str:
    """Say what is particular about some of the maps."""
    weights = operators.weights
    written = ", ".join(map(number_text, weights))
    notes = [f"The weights of the weighted sum are {written}. They are the last row of the matrix."]
    if len(weights) > 1 and "product" not in refusals:
        notes.append("The product has its own scale, because products grow far beyond sums.")
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
            number = "more than int64 holds"
        else:
            inner = describe_operator(key, sums, operators.weights)
            number = f"{inner} + bias {number_text(one_filter.bias[0])} {result_text(output)}"
        rows.append((reduction.title, number, *OPERATOR_WORDS[key]))
    here = f"At row {position[0]}, column {position[1]}"
    return markdown_table(("Operator", here, "What it loses", "When people use it"), rows)


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
        st.write("With a single channel there is nothing to reduce, so every operator returns it.")
        return
    first, second = two_positions(one_filter.partial)
    here, there = one_filter.partial[:, *first], one_filter.partial[:, *second]
    st.write(
        f"Lay two windows of the picture over each other, A at row {first[0]}, column {first[1]} "
        f"and B at row {second[0]}, column {second[1]}, so that their numbers add up. The "
        f"channel sums add up too: A {_row(here)} plus B {_row(there)} is {_row(here + there)}. "
        "A linear operator gives the same result whether you reduce first and then add, or add "
        "first and then reduce. The bias is left out."
    )
    table("linearity", linearity_table(operators, here, there))
    st.write(
        "A linear operator is the same as one Conv2D with other kernels, so it is nothing new. "
        "An operator that is not linear has no such kernels. It is another kind of layer, and "
        "you have to write it yourself."
    )


def _row(sums: Array) -> str:
    return f"({', '.join(map(number_text, sums))})"


def linearity_table(operators: Operators, here: Array, there: Array) -> str:
    """Write a table: each operator of A and of B, two windows' channel sums, and of A + B."""
    rows = [
        (each.title, *_checked(operators, each, here, there), "yes" if each.linear else "no")
        for each in REDUCTIONS.values()
    ]
    heads = ("Operator", "of A, plus of B", "of A + B", "The same here?", "Linear?")
    return markdown_table(heads, rows)


def _checked(
    operators: Operators, reduction: Reduction, here: Array, there: Array
) -> tuple[str, str, str]:
    try:
        a, b, both = (
            float(operators.over(reduction.key, sums)) for sums in (here, there, here + there)
        )
    except ValueError:
        return "more than int64 holds", "–", "–"
    same = "yes" if np.isclose(a + b, both, rtol=1e-12, atol=1e-12) else "**no**"
    added = f"{number_text(a)} + {factor_text(b)} {result_text(a + b)}"
    return added, number_text(both), same
