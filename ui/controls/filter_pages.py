"""Filters of a file that are more than the stage shows: a page of them at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from text import escape_markdown
from ui.state.edited_kernels import replace_kernels
from ui.state.key_kinds import Key
from ui.state.memories import EXACT_BIASES, FILE_FILTERS, FILTER_PAGE
from ui.state.scenario import Array, nearest_bias
from ui.state.session import read
from ui.state.settings import (
    BIASES,
    EDITED,
    FILTER_KINDS,
    FILTERS,
    KERNEL,
    MOST_FILTERS,
    SIZE,
    Settings,
)
from ui.state.valid_settings import depth

MOST_KEPT = 64
"""Most filters of a file that are kept."""


@dataclass(frozen=True, eq=False)
class FileFilters:
    """Filters of a file, and which of them the stage shows.

    Parameters
    ----------
    weight : ndarray of shape (F, C, k, k)
    bias : ndarray of shape (F,), or None
        None leaves the biases as they are.
    name : str
        Of the file.
    first : int
        The first of those that are shown.
    """

    weight: Array
    bias: Array | None
    name: str
    first: int = 0


def filter_pages(settings: Settings) -> None:
    """Turn the pages of a file's filters, where it has more than the stage shows."""
    kept: FileFilters | None = read(FILE_FILTERS)
    if kept is None or kept.weight.shape[1] != depth(settings) // int(settings["groups"]):
        return
    last = min(kept.first + MOST_FILTERS, len(kept.weight)) - 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"Filters **{kept.first} to {last}** of {len(kept.weight)} in "
            f"{escape_markdown(kept.name)}",
            width="content",
        )
        for label, first in (
            ("Filters before", kept.first - MOST_FILTERS),
            ("Filters after", kept.first + MOST_FILTERS),
        ):
            st.button(
                label,
                key=FILTER_PAGE.of(label),
                on_click=use_filters,
                args=(settings, kept, first),
                disabled=not 0 <= first < len(kept.weight),
                help="The picture shows 8 filters of the file at a time.",
            )


def use_filters(settings: Settings, kept: FileFilters, first: int, target: int = 0) -> None:
    """Make a page of them the filters of the layer, from a target on, with their biases."""
    many = len(kept.weight) > MOST_FILTERS
    weight = kept.weight[first : first + MOST_FILTERS]
    changed = with_kernels({**settings, FILTERS.name: 1} if many else settings, weight, target)
    values: dict[Key[Any], Any] = {key: changed[key.name] for key in (SIZE, FILTERS, KERNEL)}
    values |= {FILTER_KINDS[f]: EDITED for f in range(target, target + len(weight))}
    if kept.bias is not None:
        biases = dict(enumerate(kept.bias[first : first + MOST_FILTERS].tolist(), target))
        values |= {BIASES[f]: nearest_bias(bias) for f, bias in biases.items()}
        held: Mapping[int, float] = read(EXACT_BIASES)
        values[EXACT_BIASES] = {**held, **biases}
    values[FILE_FILTERS] = FileFilters(kept.weight, kept.bias, kept.name, first) if many else None
    replace_kernels(target, weight, values=values)


def with_kernels(settings: Settings, weight: Array, target: int) -> Settings:
    """Return the settings with these kernels: the stage gets as many cells as they cover."""
    side = weight.shape[-1]
    covered = (side - 1) * int(settings["dilation"]) + 1
    kinds = {FILTER_KINDS[f].name: EDITED for f in range(target, target + len(weight))}
    return {
        **settings,
        **kinds,
        SIZE.name: max(int(settings["size"]), min(covered, max(SIZE.values))),
        FILTERS.name: max(int(settings["filters"]), target + len(weight)),
        KERNEL.name: side,
    }
