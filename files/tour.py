"""A guided tour as a text file (TOML), so that a teacher can write another one.

`docs/tours.md` says for teachers what a file can hold.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from text import one_line

LARGEST_FILE = 100_000
"""Largest file, in bytes."""
MOST_STEPS = 50
MOST_ANSWERS = 4
LONGEST_TEXT = 600
REQUIRED = ("page", "caption", "do", "look")
TABLES = {"set": "{kernel = 2}", "move": '{at = "0.0.0"}', "until": "{play = 3}"}
"""Tables that a step can have, each with an example."""
LIGHTS = ("light", "then")
QUESTION = ("ask", "answers", "right")
HINT = '{when = {channel2 = "false"}, say = "That is channel 2. Switch it on again."}'
"""An example of a hint."""
MOST_HINTS = 8
FIRST = '{until = {predict = "depth"}, do = "Answer the question first."}'
"""An example of what has to be done first."""

Value = int | str


class TourError(ValueError):
    """A file that is no tour; its message is one sentence for whoever wrote it."""


@dataclass(frozen=True)
class TourQuestion:
    """What a step lets the learner predict before it goes on.

    Parameters
    ----------
    ask : str
    answers : mapping of str to str
        Two to four, each with what it would mean, or why it is right.
    right : str
        The right one.
    """

    ask: str
    answers: Mapping[str, str]
    right: str


@dataclass(frozen=True)
class TourHint:
    """What a step says after another deed than the one it asks for.

    Parameters
    ----------
    when : mapping of str to int or str
        That deed, written like the one that the step waits for.
    say : str
    """

    when: Mapping[str, Value]
    say: str


@dataclass(frozen=True)
class TourFirst:
    """What has to be done before a step can ask for its own deed.

    Parameters
    ----------
    until : mapping of str to int or str
        That deed, written like the one that the step waits for.
    do : str
        What the step asks for until then.
    """

    until: Mapping[str, Value]
    do: str


@dataclass(frozen=True)
class TourStep:
    """One stop of a tour.

    Parameters
    ----------
    page : str
        Title of the lesson.
    caption, do, look : str
        What this is about, the one thing to do, and what to look at, once it is done.
    settings : mapping of str to int or str
        What the page is set to, by the names that a link has.
    light : str
        What is outlined; empty for nothing.
    move : mapping of str to int or str
        Where the stage is led.
    until : mapping of str to int or str
        The deed that the step waits for; empty where it waits for none.
    question : TourQuestion, optional
    hints : tuple of TourHint
        Only the first that fits is said.
    then : str
        What is lit in the picture and brought once the deed is done; empty for nothing.
    first : TourFirst, optional
    """

    page: str
    caption: str
    do: str
    look: str
    settings: Mapping[str, Value] = field(default_factory=dict)
    light: str = ""
    move: Mapping[str, Value] = field(default_factory=dict)
    until: Mapping[str, Value] = field(default_factory=dict)
    question: TourQuestion | None = None
    hints: tuple[TourHint, ...] = ()
    then: str = ""
    first: TourFirst | None = None


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
        and `look`, and if wanted `set`, `light`, `move`, `until`, `then`, `first`, `hints`, and
        `ask` with `answers` and `right`.

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
    ... until = {play = 3}
    ... ''')
    >>> tour.steps[0].do, tour.steps[0].settings, tour.steps[0].until
    ('Press Play.', {'kernel': 2}, {'play': 3})
    """
    if len(content) > LARGEST_FILE:
        raise TourError(
            f"the file has {len(content):,} bytes, but a tour has at most {LARGEST_FILE:,}"
        )
    try:
        found = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise TourError("the file is not text") from None
    except (tomllib.TOMLDecodeError, RecursionError) as cause:
        raise TourError(f"the file is not TOML: {one_line(str(cause), 120)}") from None
    except ValueError:  # the limit of Python, whose words are for programmers
        raise TourError("the file holds a number with too many digits") from None
    steps = found.get("step")
    if not isinstance(steps, list) or not steps:
        raise TourError("the file has no [[step]]")
    if len(steps) > MOST_STEPS:
        raise TourError(f"the file has {len(steps)} steps, but a tour has at most {MOST_STEPS}")
    _check_known_names("the file", found, ("title", "step"))
    title = _text("the file", found, "title")
    return Tour(title, tuple(_step(number, step) for number, step in enumerate(steps, start=1)))


def _step(number: int, found: object) -> TourStep:
    where = f"step {number}"
    if not isinstance(found, dict):
        raise TourError(f"{where} is not a table; write [[step]] above it")
    _check_known_names(where, found, (*REQUIRED, *TABLES, *LIGHTS, "first", "hints", *QUESTION))
    tables = {name: _table(where, found, name, example) for name, example in TABLES.items()}
    page, caption, do, look = (_text(where, found, word) for word in REQUIRED)
    light, then = (_text(where, found, name) if name in found else "" for name in LIGHTS)
    return TourStep(
        *(page, caption, do, look),
        *(tables["set"], light, tables["move"], tables["until"]),
        _question(where, found),
        _hints(where, found),
        then,
        _first(f"{where}, first", found["first"]) if "first" in found else None,
    )


def _table(where: str, found: Mapping[str, object], name: str, example: str) -> dict[str, Value]:
    """Read a table of whole numbers and words, which may be missing."""
    table = found.get(name, {})
    if not isinstance(table, dict):
        raise TourError(f"{where}: {name} must be a table, such as {example}")
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise TourError(
                f"{where}: {one_line(key)} is {one_line(repr(value))}, but must be a whole "
                "number or a word"
            )
    return table


def _hints(where: str, found: Mapping[str, object]) -> tuple[TourHint, ...]:
    """Read what is said after other deeds, if anything is."""
    listed = found.get("hints", [])
    if not isinstance(listed, list) or len(listed) > MOST_HINTS:
        raise TourError(f"{where}: hints must be a list of up to {MOST_HINTS}, such as [{HINT}]")
    return tuple(_hint(f"{where}, hint {number}", hint) for number, hint in enumerate(listed, 1))


def _hint(where: str, found: object) -> TourHint:
    return TourHint(*_deed_and_words(where, found, "when", "say", HINT))


def _first(where: str, found: object) -> TourFirst:
    return TourFirst(*_deed_and_words(where, found, "until", "do", FIRST))


def _deed_and_words(
    where: str, found: object, deed: str, words: str, example: str
) -> tuple[Mapping[str, Value], str]:
    """Read a table of a deed and of what is said about it, by their names."""
    if not isinstance(found, dict):
        raise TourError(f"{where} must be a table, such as {example}")
    _check_known_names(where, found, (deed, words))
    read = _table(where, found, deed, "{step = 1}")
    if not read:
        raise TourError(f"{where} has no {deed}")
    return read, _text(where, found, words)


def _question(where: str, found: Mapping[str, object]) -> TourQuestion | None:
    """Read what is asked; it needs all of its three parts."""
    if not any(name in found for name in QUESTION):
        return None
    ask, right = _text(where, found, "ask"), _text(where, found, "right")
    answers = found.get("answers")
    if not isinstance(answers, dict) or not 2 <= len(answers) <= MOST_ANSWERS:
        raise TourError(f"{where}: answers must be a table of 2 to {MOST_ANSWERS}")
    meanings = {text: _text(f"{where}, answers", answers, text) for text in answers}
    if right not in meanings:
        raise TourError(f"{where}: right is {one_line(right)}, which is not one of the answers")
    return TourQuestion(ask, meanings, right)


def _text(where: str, found: Mapping[str, object], name: str) -> str:
    text = found.get(name)
    if not isinstance(text, str) or not text.strip():
        raise TourError(f"{where} has no {one_line(name)}")
    if len(text) > LONGEST_TEXT:
        raise TourError(
            f"{where}: {name} has {len(text):,} characters, but at most {LONGEST_TEXT} fit"
        )
    return text.strip()


def _check_known_names(where: str, found: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in found:
        if name not in known:
            raise TourError(f"{where} has {one_line(name)}, which is not one of {', '.join(known)}")
