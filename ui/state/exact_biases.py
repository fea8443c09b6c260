"""Biases with decimals: the session and the link hold them beside the whole numbers of settings.

A setting is a whole number, which all lessons know. What is nearest to it with decimals stands in
for it, as `scenario.bias_of` says.
"""

from collections.abc import Mapping
from typing import Any

from ui.state.key_kinds import Key
from ui.state.keys import DECIMAL_BIASES
from ui.state.memories import EXACT_BIASES
from ui.state.placed_numbers import Placed
from ui.state.scenario import bias_of, nearest_bias
from ui.state.session import read, say_in_link, write
from ui.state.settings import BIASES, Settings


def shown_biases(settings: Settings) -> list[float]:
    """Return the bias of each filter, with its decimals."""
    biases: list[float] = bias_of(settings, read(EXACT_BIASES)).tolist()
    return biases


def bias_values(biases: Mapping[int, float]) -> dict[Key[Any], Any]:
    """Return what is to be set so that filters have these biases."""
    held: Mapping[int, float] = read(EXACT_BIASES)
    whole: dict[Key[Any], Any] = {BIASES[f]: nearest_bias(bias) for f, bias in biases.items()}
    return {**whole, EXACT_BIASES: {**held, **biases}}


def link_biases(settings: Settings) -> None:
    """Let the link say the biases that their settings do not."""
    biases = enumerate(shown_biases(settings))
    others: Placed = {(f,): bias for f, bias in biases if bias != settings[BIASES[f].name]}
    say_in_link(DECIMAL_BIASES, DECIMAL_BIASES.nearest(others))


def take_linked_biases() -> None:
    """Take the biases that a link holds, with the whole numbers that they are nearest to."""
    linked = read(DECIMAL_BIASES)
    write(DECIMAL_BIASES, None)
    if linked:
        for key, value in bias_values({f: bias for (f,), bias in linked.items()}).items():
            write(key, value)
