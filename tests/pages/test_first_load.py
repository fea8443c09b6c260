"""What a lesson costs at its first load, counted: a page that grows beyond its budget fails.

Seconds are measured by `python -m bench pages`; what is counted here is the same on any machine.
"""

import gc
from collections import Counter
from functools import _lru_cache_wrapper
from typing import Any, NamedTuple

import pytest
import streamlit as st
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from conv_engine import windows
from figures.figure import Figure
from tests.open_page import Screen, complaints, every_screen, open_screen


class Work(NamedTuple):
    """What one run of a page makes.

    Attributes
    ----------
    slides : int
        How often the engine slides a window along an axis: twice for each Conv2D.
    figures : int
        Charts that are built.
    kilobytes : int
        All messages to the browser, in units of 1000 bytes, without pictures and other files.
    """

    slides: int
    figures: int
    kilobytes: int


# Measured, and 10 to 30 percent more. Raise a number only for what the lesson gains by it.
BUDGETS = {
    "How channels add up": Work(6, 0, 205),
    "Slide the kernel": Work(6, 0, 208),
    "Maps and their sum": Work(6, 0, 300),
    "One position, added up": Work(3, 2, 70),
    "Three beliefs": Work(6, 0, 300),
    "Shapes, axis by axis": Work(0, 0, 78),
    "Where the numbers come from": Work(0, 0, 65),
    "The other framework": Work(0, 0, 67),
    "One weight, two layouts": Work(3, 0, 130),
    "Code that runs": Work(0, 0, 67),
    "Which channels are added together": Work(8, 0, 291),
    "Partial maps and weights": Work(8, 0, 170),
    "Mixing afterwards": Work(6, 0, 129),
    "Another operator": Work(3, 0, 125),
    "Code for these sums": Work(0, 0, 51),
    "Convolution arithmetic": Work(8, 0, 270),  # kernels to 11x11 are offered
    "The padding lab": Work(3, 0, 272),
    "Transposed convolution": Work(3, 0, 129),
    "Three kinds of layer": Work(6, 0, 197),
    "How deep is the block?": Work(11, 0, 213),
    "Who is whose neighbour?": Work(16, 0, 139),
    "Patches times filters": Work(8, 0, 196),
    "The price: copies": Work(3, 0, 142),
    "In well-known networks": Work(0, 2, 54),
    "Other ways to the same maps": Work(0, 0, 52),
    "A number, bit by bit": Work(0, 2, 59),
    "A layer with fewer bits": Work(26, 2, 290),
    "Longer sums": Work(229, 2, 57),
    "Sums that cancel": Work(182, 2, 56),
    "What frameworks do": Work(0, 0, 49),
    "Before and after": Work(24, 0, 615),  # whole maps travel as numbers
    "What each channel adds": Work(24, 0, 1516),
    "One pixel": Work(24, 0, 141),
    "Take it home": Work(24, 0, 73),
    "Check yourself": Work(39, 0, 123),
    "Eight classic cases": Work(21, 0, 51),
    "What channels do": Work(11, 0, 46),
    "Its layers": Work(0, 0, 63),
    "All filters": Work(0, 0, 122),
    "Follow a picture": Work(15, 0, 150),
    "Without a channel": Work(31, 0, 140),
    "Why this number": Work(26, 1, 271),
    "Classroom": Work(0, 0, 46),
}


def forget_everything() -> None:
    """Empty every cache of the app, as in a process that has just begun."""
    st.cache_data.clear()
    st.cache_resource.clear()
    for kept in gc.get_objects():
        if isinstance(kept, _lru_cache_wrapper) and is_ours(kept.__module__):
            kept.cache_clear()


def is_ours(module: str) -> bool:
    return module.partition(".")[0] in {"conv_engine", "files", "figures", "stage", "ui"}


def work_of(screen: Screen, patch: pytest.MonkeyPatch) -> Work:
    """Open a section for the first time, and count."""
    done: Counter[str] = Counter()

    def counted(owner: Any, name: str, what: str) -> None:
        original = getattr(owner, name)

        def count_and_call(*args: Any, **kwargs: Any) -> Any:
            done[what] += 1
            return original(*args, **kwargs)

        patch.setattr(owner, name, count_and_call)

    def enqueue(queue: ForwardMsgQueue, message: Any) -> None:
        done["bytes"] += message.ByteSize()
        send(queue, message)

    counted(windows, "sliding_window_view", "slides")
    counted(Figure, "__init__", "figures")
    send = ForwardMsgQueue.enqueue
    patch.setattr(ForwardMsgQueue, "enqueue", enqueue)
    forget_everything()
    assert complaints(open_screen(screen, reveal="1")) == []
    return Work(done["slides"], done["figures"], -(-done["bytes"] // 1000))


@every_screen
def test_a_first_load_keeps_its_budget(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_of(screen, monkeypatch)
    budget = BUDGETS[screen.section or screen.lesson.title]
    for name, found, most in zip(Work._fields, work, budget, strict=True):
        assert found <= most, f"{name}: more than the page may cost; do less, or raise its budget"
    assert work.kilobytes > budget.kilobytes / 4, "a budget as loose as this holds nothing back"
