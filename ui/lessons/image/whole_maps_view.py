"""Working out the maps of a whole picture on the page: how far it is, and a stop."""

from collections.abc import Iterator
from time import perf_counter

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.lessons.image.whole_maps import KeptMaps, WholeMaps, work_out_maps
from ui.state.memories import IMAGE_MAPS, IMAGE_STOPPED
from ui.state.scenario import Scenario
from ui.state.session import forget, read, write

PATIENCE = 0.5
"""Seconds before a progress bar appears."""


def whole_maps(scenario: Scenario, number: int, *, with_parts: bool) -> WholeMaps | None:
    """Work out the maps that are not kept.

    What takes longer than half a second shows how far it is, and can be stopped; then there is
    nothing to return. The maps that were done by then are kept.
    """
    stopped = f"{scenario.load().digest} {scenario.layer.spec} {number}"
    progress = st.empty()  # in every run: what comes below keeps its place, and is not shown twice
    if read(IMAGE_STOPPED) == stopped:
        st.info("Stopped before the end.")
        st.button(
            "Go on",
            on_click=forget,
            args=(IMAGE_STOPPED,),
            help="Goes on with the first map that is not done.",
        )
        return None
    kept: KeptMaps | None = read(IMAGE_MAPS)
    if kept is None:
        write(IMAGE_MAPS, kept := KeptMaps())
    work = work_out_maps(scenario, number, kept, with_parts=with_parts)
    return _with_progress(work, stopped, progress)


def _with_progress(
    work: Iterator[float | WholeMaps], stopped: str, place: DeltaGenerator
) -> WholeMaps:
    """Run through the work; past half a second, show the share that is done and offer to stop."""
    start, bar = perf_counter(), None
    for done in work:
        if isinstance(done, WholeMaps):
            place.empty()
            return done
        if bar is None and perf_counter() - start > PATIENCE:
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(done, "Computing the maps")
                st.button(
                    "Stop",
                    on_click=write,
                    args=(IMAGE_STOPPED, stopped),
                    help="Your settings are kept, and the maps that are done.",
                )
        if bar is not None:
            bar.progress(done, "Computing the maps")
    raise AssertionError("the work ends with its result")
