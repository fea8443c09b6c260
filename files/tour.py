"""A guided tour as a text file (TOML), so that a teacher can write another one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from text import one_line

LARGEST_FILE = 100_000
"""Largest file, in bytes."""
MOST_STEPS = 50
LONGEST_TEXT = 600

Value = int | str


class TourError(ValueError):
    """A file that is no tour; its message is one sentence for whoever wrote it."""


@dataclass(frozen=True)
class TourStep:
    """One stop of a tour.

    Parameters
    ----------
    page : str
        Title of the lesson.
    caption, do, look : str
        What this is about, the one thing to do, and what to look at.
    settings : mapping of str to int or str
        What the page is set to, by the names that a link has.
    """

    page: str
    caption: str
    do: str
    look: str
    settings: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Tour:
    """A title and steps in their order."""

    title: str
    steps: tuple[TourStep, ...]


def read_tour(content: bytes) -> Tour:
    """Read a tour.

    Parameters
    ----------
    content : bytes
        TOML in UTF-8: a `title`, and a table `[[step]]` for every step with `page`, `caption`, `do`
        and `look`, and if wanted `set`.

    Raises
    ------
    TourError
        If it is none; the sentence names the line or the step.

    Examples
    --------
    >>> tour = read_tour(b'''
    ... title = "One stop"
    ... [[step]]
    ... page = "Slide the kernel"
    ... caption = "A filter is as deep as the input."
    ... do = "Press Play."
    ... look = "The window goes through all channels."
    ... set = {kernel = 2}
    ... ''')
    >>> tour.steps[0].do, tour.steps[0].settings
    ('Press Play.', {'kernel': 2})
    """
    if len(content) > LARGEST_FILE:
        raise TourError(f"the file has {len(content):,} bytes, but a tour at most {LARGEST_FILE:,}")
    try:
        found = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise TourError("the file is no text") from None
    except (tomllib.TOMLDecodeError, RecursionError) as cause:
        raise TourError(f"the file is no TOML: {one_line(str(cause), 120)}") from None
    except ValueError:  # the limit of Python, whose words are for programmers
        raise TourError("the file holds a number with too many digits") from None
    steps = found.get("step")
    if not isinstance(steps, list) or not steps:
        raise TourError("the file has no [[step]]")
    if len(steps) > MOST_STEPS:
        raise TourError(f"the file has {len(steps)} steps, but a tour at most {MOST_STEPS}")
    _check_known_names("the file", found, ("title", "step"))
    title = _text("the file", found, "title")
    return Tour(title, tuple(_step(number, step) for number, step in enumerate(steps, start=1)))


def _step(number: int, found: object) -> TourStep:
    where = f"step {number}"
    if not isinstance(found, dict):
        raise TourError(f"{where} is no table; write [[step]] above it")
    words = ("page", "caption", "do", "look")
    _check_known_names(where, found, (*words, "set"))
    chosen = found.get("set", {})
    if not isinstance(chosen, dict):
        raise TourError(f"{where}: set must be a table, such as {{kernel = 2}}")
    for name, value in chosen.items():
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise TourError(
                f"{where}: {one_line(name)} is {one_line(repr(value))}, but must be a whole "
                "number or a word"
            )
    page, caption, do, look = (_text(where, found, word) for word in words)
    return TourStep(page, caption, do, look, chosen)


def _text(where: str, found: Mapping[str, object], name: str) -> str:
    text = found.get(name)
    if not isinstance(text, str) or not text.strip():
        raise TourError(f"{where} has no {name}")
    if len(text) > LONGEST_TEXT:
        raise TourError(
            f"{where}: {name} has {len(text):,} characters, but at most {LONGEST_TEXT} fit"
        )
    return text.strip()


def _check_known_names(where: str, found: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in found:
        if name not in known:
            raise TourError(f"{where} has {one_line(name)}, which is none of {', '.join(known)}")
