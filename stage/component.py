"""The stage as one Streamlit component, and the data its script receives."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from stage.call import written_call
from stage.look import add_look
from stage.options import Options
from stage.picture import PictureKind

STAGE = PictureKind("stage", "stage", "stage.css", "call.css")


def show_component(
    content: dict[str, Any], alt: str, options: Options, key: str
) -> tuple[int, int, int] | None:
    """Mount the component; return the map, row and column where the learner stopped, if any."""
    data = stage_data(content, alt, options)
    with st.container(gap=None):
        told = STAGE.show(key, data, **_listeners(options))
    return _inside(told.get("pinned"), content["output"]["shape"])


def _listeners(options: Options) -> dict[str, Callable[[], None]]:
    listeners = {"pinned": _rerun} if options.reports else {}
    heard = {"call": options.on_call, "edit": options.on_edit, "chosen": options.on_choose}
    return {**listeners, **{name: listener for name, listener in heard.items() if listener}}


def _rerun() -> None:
    """Nothing to do: that the page runs again is enough."""


def _inside(pinned: Any, shape: Sequence[int]) -> tuple[int, int, int] | None:
    """Return the reported position, unless the output has shrunk below it since."""
    if pinned is None:
        return None
    output_map, row, column = place = tuple(int(n) for n in pinned["place"])
    inside = all(0 <= n < size for n, size in zip(place, shape, strict=True))
    return (output_map, row, column) if inside else None


def stage_data(content: dict[str, Any], alt: str, options: Options) -> dict[str, Any]:
    """Add to a scene how it looks, how it behaves, and what it shows in words.

    Parameters
    ----------
    content : dict
        As `stage.scene` gives it.
    alt : str
    options : Options

    Returns
    -------
    dict
        What the script receives; can be written as JSON.
    """
    drawn = {**content, "channelsFirst": options.channels_first}
    return {
        **add_look(drawn, alt, options.full_hue),
        "call": written_call(options.call),
        "edits": options.edits.written() if options.edits else None,
        "options": {
            "start": options.start,
            "granularity": options.granularity,
            "view": options.view,
            "autoplay": options.autoplay,
            "loop": options.loop,
            "compact": options.compact,
            "reports": options.reports,
            "move": options.move.written() if options.move else None,
        },
    }
