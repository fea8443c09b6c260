"""Long work on the page: how far it is, and a stop."""

from collections.abc import Iterator
from time import perf_counter
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.controls.words import layer as say
from ui.state.key_kinds import Memory
from ui.state.session import forget, read, write
from ui.state.turns import HEAVY_WORK

T = TypeVar("T")
PATIENCE = 0.5
"""Seconds before a progress bar appears."""


def finish_work(
    work: Iterator[float | T], name: str, stopped: Memory[str | None], doing: str, again: str
) -> T | None:
    """Run through some work, whose last yield is its result and all others the share that is done.

    What takes longer than half a second shows how far it is, and can be stopped.

    Parameters
    ----------
    work : iterator of float, and at the end of the result
    name : str
        Tells this work from others.
    stopped : Memory
        Holds the name of what was stopped.
    doing : str
        Beside the bar, such as "Computing the maps".
    again : str
        What going on after a stop does.

    Returns
    -------
    The result, or None if it was stopped.
    """
    place = st.empty()  # in every run: what comes below keeps its place, and is not shown twice
    if read(stopped) == name:
        st.info(say.STOPPED)
        st.button(say.GO_ON, on_click=forget, args=(stopped,), help=again)
        return None
    with HEAVY_WORK.turn(lambda before: place.info(say.IN_LINE[before > 1].format(before=before))):
        return _run_through(work, name, stopped, doing, place)


def _run_through(
    work: Iterator[float | T],
    name: str,
    stopped: Memory[str | None],
    doing: str,
    place: DeltaGenerator,
) -> T:
    start, bar = perf_counter(), None
    for done in work:
        if not isinstance(done, float):
            place.empty()
            return done
        if bar is None and perf_counter() - start > PATIENCE:
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(done, doing)
                st.button(
                    say.STOP,
                    on_click=write,
                    args=(stopped, name),
                    help=say.STOP_HELP,
                )
        if bar is not None:
            bar.progress(done, doing)
    raise AssertionError("the work ends with its result")
