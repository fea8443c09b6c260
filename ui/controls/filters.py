"""The controls of the filters: how many, what each is, its bias, and grids for typed kernels."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from conv_engine import quantise
from conv_engine.kernels import NAMED_KERNELS
from files.scenario_file import LARGEST_WEIGHT
from text import channel_label
from ui.controls.kernel_input import kernel_input
from ui.controls.words import kernels
from ui.controls.words import layer as say
from ui.state.edited_kernels import (
    can_undo,
    edited_kernels,
    grids_version,
    normalised_kernels,
    replace_kernels,
    undo_change,
)
from ui.state.exact_biases import bias_values, shown_biases
from ui.state.key_kinds import Memory
from ui.state.memories import BIAS_FIELD, COPY_KERNEL, KERNEL_GRID, NORMALISE, UNDO
from ui.state.scenario import Array, channel_names
from ui.state.session import begin, read, write, write_all
from ui.state.settings import BIASES, EDITED, Settings
from ui.state.valid_settings import depth, spec_of


def filter_controls(settings: Settings, kinds: Sequence[str], with_files: bool) -> None:
    """Draw the bias of each filter, what it is, and how to bring in kernels of one's own.

    Parameters
    ----------
    settings : Settings
    kinds : sequence of str
        What each filter is; none where all of them are from a file.
    with_files : bool
    """
    with st.grid(4, min_column_width=230):
        for f, bias in enumerate(shown_biases(settings)):
            with st.container(border=True):
                _bias_field(f, bias)
                if f < len(kinds) and kinds[f] in NAMED_KERNELS:
                    st.caption(say.describe_filter(f, NAMED_KERNELS[kinds[f]].shows))
    for f, kind in enumerate(kinds):
        if kind == EDITED:
            edit_filter(settings, f)
    if with_files:
        with st.expander(kernels.PASTE_OR_READ):
            kernel_input(settings)


def _bias_field(f: int, bias: float) -> None:
    """Draw the field of a bias, and say what the stage makes of more than two decimals."""
    key = Memory[float](BIAS_FIELD.of(f))
    write(key, bias)
    st.number_input(
        BIASES[f].label,
        -LARGEST_WEIGHT,
        LARGEST_WEIGHT,
        step=1.0,
        format="%g",
        key=key.name,
        on_change=_take_bias,
        args=(f, key),
        help=say.help_for_bias(BIASES[f].help),
    )
    if quantise(bias) != bias:
        st.caption(say.describe_bias(bias, float(quantise(bias))))


def _take_bias(f: int, field: Memory[float]) -> None:
    write_all(bias_values({f: read(field)}))


def edit_filter(settings: Settings, f: int) -> None:
    """One grid a channel for the kernels of a filter, and what can be done to all of them."""
    names = channel_names(settings)
    side = int(settings["kernel"])
    channels = depth(settings) // int(settings["groups"])
    first_channel = spec_of(settings).group_of(f).start
    weight = edited_kernels()[f, :channels, :side, :side]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{say.title_filter(f)}**", width="content")
        first = np.repeat(weight[:1], channels, axis=0)
        st.button(
            say.COPY_FIRST,
            key=COPY_KERNEL.of(f),
            on_click=replace_kernels,
            args=(f, first[np.newaxis]),
            help=say.COPY_FIRST_HELP,
        )
        scaled = normalised_kernels(weight)
        st.button(
            say.NORMALISE,
            key=NORMALISE.of(f),
            on_click=replace_kernels,
            args=(f, scaled[np.newaxis]),
            help=say.NORMALISE_HELP,
        )
        st.button(
            say.UNDO,
            key=UNDO.of(f),
            on_click=undo_change,
            disabled=not can_undo(),
            help=say.UNDO_KERNEL_HELP,
        )
    with st.grid("auto", min_column_width=max(200, 62 * side)):
        for c in range(channels):
            with st.container():
                name = channel_label(first_channel + c, names)
                st.caption(name)
                kernel = _kernel_grid(
                    KERNEL_GRID.of(grids_version(), f, c, side), weight[c], f, name
                )
                if not np.array_equal(kernel, weight[c]):
                    replace_kernels(f, kernel[np.newaxis, np.newaxis], first_channel=c, typed=True)
                    st.rerun()  # what stands above the grid was drawn with the kernel before
    st.caption(say.TWO_DECIMALS)


def _kernel_grid(key: str, before: Array, f: int, name: str) -> Array:
    """Draw a grid of numbers; an empty cell counts as 0."""
    start = begin(Memory[Array](f"{key} start"), before.copy())
    columns = [str(column) for column in range(before.shape[1])]
    number = st.column_config.NumberColumn(
        min_value=-999, max_value=999, format="%g", required=True
    )
    edited: Any = st.data_editor(
        [dict(zip(columns, row, strict=True)) for row in start.tolist()],
        hide_index=True,
        column_config=dict.fromkeys(columns, number),
        key=key,
        alt=say.describe_grid(f, name),
    )
    return np.array([[row[column] or 0 for column in columns] for row in edited], dtype=float)
