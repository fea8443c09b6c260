"""Kernels the learner gave: typed, pasted or from a file; kept for the session, with undo."""

import numpy as np
import streamlit as st

from ui.state.scenario import LARGEST_KERNEL, Array
from ui.state.settings import MOST_CHANNELS, MOST_FILTERS

KERNELS, BEFORE, VERSION = "edited kernels", "edited kernels before", "edited kernels version"
MOST_UNDONE = 50


def edited_kernels() -> Array:
    """Return them all, shape (8, 8, 7, 7): a layer uses the corner that it needs.

    To begin with each is a single 1, the centre of a 3x3 kernel.
    """
    if KERNELS not in st.session_state:
        blank = np.zeros((MOST_FILTERS, MOST_CHANNELS, LARGEST_KERNEL, LARGEST_KERNEL))
        blank[:, :, 1, 1] = 1
        st.session_state[KERNELS] = blank
    kernels: Array = st.session_state[KERNELS]
    return kernels


def put(filter: int, weight: Array, channel: int = 0, typed: bool = False) -> None:
    """Replace kernels of a filter, from a channel on; what was there can be had back.

    Parameters
    ----------
    filter, channel : int
    weight : ndarray of shape (C, k_h, k_w)
    typed : bool
        Whether the grid on the screen shows it already; otherwise the grids are made anew.
    """
    before = edited_kernels()
    channels, rows, columns = weight.shape
    after = before.copy()
    after[filter, channel : channel + channels, :rows, :columns] = weight
    st.session_state.setdefault(BEFORE, []).append(before)
    del st.session_state[BEFORE][:-MOST_UNDONE]
    st.session_state[KERNELS] = after
    if not typed:
        st.session_state[VERSION] = version() + 1


def can_undo() -> bool:
    """Whether there is something to have back."""
    return bool(st.session_state.get(BEFORE))


def undo() -> None:
    """Take the last change back."""
    if can_undo():
        st.session_state[KERNELS] = st.session_state[BEFORE].pop()
        st.session_state[VERSION] = version() + 1


def version() -> int:
    """Count the changes that did not come from typing; each makes the grids anew."""
    return int(st.session_state.get(VERSION, 0))


def normalised(weight: Array) -> Array:
    """Scale kernels so that their weights add up to 1, or their magnitudes where that is 0.

    Examples
    --------
    >>> normalised(np.array([[[1, 2, 1]]])).tolist(), normalised(np.array([[[-1, 0, 1]]])).tolist()
    ([[[0.25, 0.5, 0.25]]], [[[-0.5, 0.0, 0.5]]])
    """
    total = weight.sum() or np.abs(weight).sum() or 1
    scaled: Array = weight / total
    return scaled
