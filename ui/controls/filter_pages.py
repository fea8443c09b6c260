"""Filters of a file that are more or larger than the stage shows.

A page of them is shown at a time. Those that are too large for its cells lie over whole pictures
alone, and the stage keeps its own.
"""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from conv_engine import quantise
from text import count_text, escape_markdown
from ui.controls.words import kernels as say
from ui.state.edited_kernels import replace_kernels, set_values
from ui.state.exact_biases import bias_values
from ui.state.key_kinds import Key
from ui.state.memories import FILE_FILTERS, FILTER_PAGE
from ui.state.scenario import Array, Scenario
from ui.state.session import read
from ui.state.settings import (
    EDITED,
    FILTER_KINDS,
    FILTERS,
    KERNEL,
    LARGEST_KERNEL,
    MOST_FILTERS,
    SIZE,
    Settings,
)
from ui.state.valid_settings import depth

MOST_KEPT = 64
"""Most filters of a file that are kept."""
LARGEST_OVER_PICTURE = 32
"""Rows and columns of the largest kernel over a whole picture."""


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

    @property
    def page(self) -> Array:
        """The filters that are shown."""
        return self.weight[self.first : self.first + MOST_FILTERS]

    @property
    def side(self) -> int:
        """Rows and columns of a kernel."""
        return int(self.weight.shape[-1])

    @property
    def is_large(self) -> bool:
        """Whether a kernel has more rows than there is room for on the stage."""
        return self.side > LARGEST_KERNEL


def filter_pages(settings: Settings, whole_picture: bool = False) -> None:
    """Turn the pages of a file's filters, where it has more than are shown.

    Parameters
    ----------
    settings : Settings
    whole_picture : bool
        Whether the page lays filters over a whole picture.
    """
    kept: FileFilters | None = read(FILE_FILTERS)
    if kept is None or (kept.is_large and not whole_picture):
        return
    name, depth_of_file = escape_markdown(kept.name), kept.weight.shape[1]
    if depth_of_file != depth(settings) // int(settings["groups"]):
        if kept.is_large:
            st.caption(count_text(depth_of_file, *say.NOT_USED_NOW, name=name))
        return
    last = min(kept.first + MOST_FILTERS, len(kept.weight)) - 1
    page = kept.first, last, len(kept.weight), name
    with st.container(horizontal=True, vertical_alignment="center"):
        named = say.name_large_page(*page, kept.side) if kept.is_large else say.name_page(*page)
        st.markdown(named, width="content")
        _page_buttons(settings, kept)
        if kept.is_large:
            st.button(
                say.BACK_TO_SMALL,
                on_click=set_values,
                args=({FILE_FILTERS: None},),
                help=say.explain_small(LARGEST_KERNEL),
            )


def _page_buttons(settings: Settings, kept: FileFilters) -> None:
    if len(kept.weight) <= MOST_FILTERS:
        return
    for label, first in (
        (say.FILTERS_BEFORE, kept.first - MOST_FILTERS),
        (say.FILTERS_AFTER, kept.first + MOST_FILTERS),
    ):
        st.button(
            label,
            key=FILTER_PAGE.of(label),
            on_click=use_filters,
            args=(settings, kept, first),
            disabled=not 0 <= first < len(kept.weight),
            help=say.turn_help(MOST_FILTERS),
        )


def large_filters(settings: Settings) -> FileFilters | None:
    """Return the filters that lie over a whole picture instead of those of the stage, if any."""
    kept: FileFilters | None = read(FILE_FILTERS)
    if kept is None or not kept.is_large:
        return None
    wanted = int(settings["filters"]), depth(settings) // int(settings["groups"])
    return kept if kept.page.shape[:2] == wanted else None


def lay_over_picture(scenario: Scenario, kept: FileFilters) -> Scenario:
    """Return the layer with large filters on the whole picture.

    Raises
    ------
    ValueError
        If a kernel does not fit the picture.
    """
    weight, spec = kept.page, scenario.layer.spec
    layer = replace(
        scenario.layer,
        input=scenario.picture,
        weight=quantise(weight),
        spec=replace(spec, kernel_size=kept.side),
    )
    return replace(scenario, layer=layer, exact_weight=weight)


def use_filters(settings: Settings, kept: FileFilters, first: int, target: int = 0) -> None:
    """Make a page of them the filters of the layer, from a target on, with their biases."""
    kept, many = replace(kept, first=first), len(kept.weight) > MOST_FILTERS
    weight = kept.page
    if kept.is_large:
        set_values({FILTERS: len(weight), FILE_FILTERS: kept, **_biases_of(kept, target=0)})
        return
    changed = with_kernels({**settings, FILTERS.name: 1} if many else settings, weight, target)
    values: dict[Key[Any], Any] = {key: changed[key.name] for key in (SIZE, FILTERS, KERNEL)}
    values |= {FILTER_KINDS[f]: EDITED for f in range(target, target + len(weight))}
    values |= _biases_of(kept, target)
    values[FILE_FILTERS] = kept if many else None
    replace_kernels(target, weight, values=values)


def _biases_of(kept: FileFilters, target: int) -> dict[Key[Any], Any]:
    """Return what sets the biases of the filters that are shown."""
    if kept.bias is None:
        return {}
    shown = kept.bias[kept.first : kept.first + MOST_FILTERS]
    # With as many digits as their type needs, so that a link stays short.
    return bias_values({f: float(str(bias)) for f, bias in enumerate(shown, target)})


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
