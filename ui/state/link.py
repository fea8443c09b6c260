"""What a link says, key by key: read, brought to what is possible, written. No Streamlit here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from text import one_line
from ui.state import words
from ui.state.key_kinds import Control, Values

LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
"""Names under which only this computer finds itself."""
LONGEST_SHOWN = 40
"""Characters of a link's text that a sentence repeats."""
Link = dict[str, str | list[str]]
Texts = tuple[str, ...]
LATE = 5.0
"""Seconds in which a browser may still say an address that the page has written over."""


@dataclass(frozen=True)
class Taken:
    """What the control is set to, what its link is to say, and whether the link asked for that.

    Where the link says nothing that can be had, the value is None, and there are no texts.
    """

    value: Any
    texts: tuple[str, ...]
    changed: bool


def take(key: Control[Any], texts: Sequence[str]) -> Taken:
    """Read a parameter of a link, and bring it to the nearest possible value.

    Examples
    --------
    >>> from ui.state.keys import QUIZ_SEED
    >>> take(QUIZ_SEED, ["00012"])
    Taken(value=12, texts=('12',), changed=False)
    >>> take(QUIZ_SEED, ["-3"])
    Taken(value=0, texts=('0',), changed=True)
    >>> take(QUIZ_SEED, ["½"])
    Taken(value=None, texts=(), changed=True)
    """
    asked = key.from_link(texts)
    value = None if asked is None else key.nearest(asked)
    if value is None:
        return Taken(None, (), changed=True)
    return Taken(value, key.in_link(value), changed=value != asked)


def newer_texts(
    said: Mapping[str, Texts],
    written: Mapping[str, Texts],
    left: Mapping[tuple[str, Texts], float],
    now: float,
) -> dict[str, Texts]:
    """Return what the page has written in place of what a late address says.

    Where changes follow each other fast, such as those of a drag, the browser asks for a run before
    it has heard of the address that the run before wrote. Its older one is no link that somebody
    followed, and would take the last change back.

    Parameters
    ----------
    said : mapping of str to tuple of str
        What the address says.
    written : mapping of str to tuple of str
        What the page wrote last.
    left : mapping of (str, tuple of str) to float
        What the page wrote over, and when, in seconds.
    now : float

    Examples
    --------
    >>> left = {("stride", ("1",)): 10.0}
    >>> newer_texts({"stride": ("1",)}, {"stride": ("2",)}, left, now=11.0)
    {'stride': ('2',)}
    >>> newer_texts({"stride": ("1",)}, {"stride": ("2",)}, left, now=60.0)  # somebody went back
    {}
    """
    return {
        name: written[name]
        for name, texts in said.items()
        if name in written and texts != written[name] and is_late(left.get((name, texts)), now)
    }


def is_late(left: float | None, now: float) -> bool:
    """Whether a browser may not have heard yet that something was written over, and when."""
    return left is not None and now - left < LATE


def correction(key: Control[Any], wanted: str, limit: str, used: object, framework: str) -> str:
    """Name what a link asks for, the limit, and what is used instead, in one sentence.

    Examples
    --------
    >>> from ui.state.keys import LAB_STRIDE, ROW
    >>> correction(LAB_STRIDE, "9", LAB_STRIDE.limit, 4, "pytorch")
    'Stride 9 is not possible here, only 1 to 4. It was set to 4.'
    >>> correction(ROW, "", "0 to 2", None, "keras")
    'Row (empty) is not possible here, only 0 to 2. It was reset.'
    """
    shown = one_line(wanted, LONGEST_SHOWN) or words.EMPTY
    name = key.named(framework)
    if used is None:
        return words.RESET.format(name=name, wanted=shown, limit=limit)
    now = one_line(", ".join(key.in_link(used)), LONGEST_SHOWN)
    return words.SET_TO.format(name=name, wanted=shown, limit=limit, used=now)


def refusal(name: str, wanted: object, limit: str) -> str:
    """Name what a file asks for and the limit, by the names that a file has.

    Examples
    --------
    >>> refusal("stride", "many", "1 to 4")
    'stride is many, but it has to be 1 to 4'
    """
    return words.REFUSED.format(name=name, wanted=one_line(str(wanted)), limit=limit)


def link_to(values: Values) -> Link:
    """Write the parameters of a link that sets these values.

    Examples
    --------
    >>> from ui.state.keys import QUIZ_TOPICS, ROW, SCALE
    >>> link_to({ROW: 3, SCALE: "Cells on the stage", QUIZ_TOPICS: ["shapes", "numbers"]})
    {'row': '3', 'scale': 'Small grid', 'quiz_topics': ['Shapes', 'Numbers']}

    Raises
    ------
    ValueError
        If a control cannot have such a value.
    """
    for key, value in values.items():
        if key.nearest(value) != value:
            raise ValueError(refusal(key.name, value, key.limit))
    written = {key.name: key.in_link(value) for key, value in values.items()}
    return {name: texts[0] if len(texts) == 1 else list(texts) for name, texts in written.items()}


def is_local(page: str) -> bool:
    """Whether an address is one that only this computer can open.

    Examples
    --------
    >>> is_local("http://127.0.0.1:8501/Classroom"), is_local("http://10.0.0.2/Classroom")
    (True, False)
    """
    return urlsplit(page).hostname in LOCAL
