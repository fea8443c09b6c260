"""The kinds of keys: what a control can hold, and how a link says it. No Streamlit here.

A link holds texts, and a parameter can be repeated in it. `from_link` reads them, `nearest` brings
what was read to a value that the control can have, and `in_link` writes a value again. All that is
shown of a link's own text is one short line. A key is itself alone: two are never equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from ui.state import words

V = TypeVar("V")
Values = Mapping[Any, Any]
"""Keys, each with what it holds. Any key: of several kinds, they have no common type for mypy."""
MOST_DIGITS = 9
"""Of a whole number in a link; more make no other number that a control can have."""


@dataclass(frozen=True, eq=False)
class Key(Generic[V]):
    """One thing that the session holds, by its name; a control has the same one in a link.

    The default is what it is at first: None where that depends on others.
    """

    name: str
    default: V


@dataclass(frozen=True, eq=False)
class Memory(Key[V]):
    """What the session keeps, and no control shows."""

    default: V = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Names:
    """Names of controls of which there are as many as the page has things, such as buttons."""

    pattern: str

    def of(self, *parts: object) -> str:
        """Write the name of one of them.

        Examples
        --------
        >>> Names("kernel.undo {}").of(2)
        'kernel.undo 2'
        """
        return self.pattern.format(*parts)


@dataclass(frozen=True, eq=False)
class Control(Key[V]):
    """What a control holds, or a link alone.

    Parameters
    ----------
    label : str
        Its name on the screen, in the words of Keras.
    lessons : tuple of str
        Folders of the lessons that have it; empty where every page has it.
    in_pytorch : str
        Its name in the words of PyTorch, where that is another one.
    linked : bool
        Whether links hold it.
    drawn : bool
        Whether there is a control for it; else the page itself reads the link.
    """

    label: str = ""
    lessons: tuple[str, ...] = ()
    in_pytorch: str = field(default="", kw_only=True)
    linked: bool = field(default=True, kw_only=True)
    drawn: bool = field(default=True, kw_only=True)

    def named(self, framework: str) -> str:
        """Name it as a framework does."""
        return (self.in_pytorch or self.label) if framework == "pytorch" else self.label

    def parsed(self, text: str) -> V | None:
        """Read a value from one text, be it a possible one or not; None if it is none at all."""
        raise NotImplementedError

    def from_link(self, texts: Sequence[str]) -> V | None:
        """Read a value from all texts of a parameter; where there are several, the last counts."""
        return self.parsed(texts[-1]) if texts else None

    def nearest(self, value: V) -> V | None:
        """Bring a value to the nearest possible one; None where none is near."""
        return value

    def title(self, value: V) -> str:
        """Write a value as the screen and a link do."""
        return str(value)

    def in_link(self, value: V) -> tuple[str, ...]:
        """Write a value as the texts of a parameter, in the one way that is read as it is."""
        return (self.title(value),)

    @property
    def limit(self) -> str:
        """Say which values are possible."""
        raise NotImplementedError


def whole_number(text: str) -> int | None:
    """Read a whole number in plain figures.

    Examples
    --------
    >>> whole_number("-5"), whole_number("00012"), whole_number("9" * 5000)
    (-5, 12, 999999999)
    >>> [whole_number(text) for text in ("", "-", "½", "1e9", "3.0", "--3")]
    [None, None, None, None, None, None]
    """
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return None
    size = int(digits.lstrip("0")[:MOST_DIGITS] or "0")
    return -size if text.startswith("-") else size


@dataclass(frozen=True, eq=False)
class Whole(Control[V]):
    """A whole number from `low` to `high`; the layer on the screen may allow less.

    `clamped` says whether a number beyond them stands for the nearest, or for none.
    """

    low: int = 0
    high: int = 0
    clamped: bool = field(default=True, kw_only=True)

    def parsed(self, text: str) -> V | None:
        """Read a whole number."""
        return whole_number(text)  # type: ignore[return-value]  # V is int, or int and None

    def nearest(self, value: Any) -> V | None:
        """Bring a number between the limits.

        Examples
        --------
        >>> seed = Whole("seed", 7, "Seed", low=0, high=99)
        >>> seed.nearest(-1), seed.nearest(100)
        (0, 99)
        """
        near = min(max(value, self.low), self.high)
        return near if near == value or self.clamped else None

    @property
    def values(self) -> range:
        """All of them."""
        return range(self.low, self.high + 1)

    @property
    def limit(self) -> str:
        """Say the limits."""
        return words.RANGE.format(first=self.low, last=self.high)


def titles_of(named: Mapping[str, Any]) -> dict[Any, str]:
    """Return the titles of things that have one, by their keys."""
    return {key: each.title for key, each in named.items()}


@dataclass(frozen=True, eq=False)
class Choice(Control[V]):
    """One of some values.

    Parameters
    ----------
    values : sequence
        In their order on the screen; those with a title where none are given.
    titles : mapping, optional
        What a value is called on the screen and in a link; itself where it is not named here.
    """

    values: Sequence[V] = ()
    titles: Mapping[Any, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.values:
            object.__setattr__(self, "values", tuple(self.titles))

    def title(self, value: V) -> str:
        """Name a value as the screen and a link do."""
        return self.titles.get(value, str(value))

    def parsed(self, text: str) -> V | None:
        """Read a value by its title or itself, or a whole number where some values are numbers.

        Examples
        --------
        >>> size = Choice("film_size", 640, values=(640, 900), titles={900: "Medium"})
        >>> size.parsed("Medium"), size.parsed("640"), size.parsed("700"), size.parsed("large")
        (900, 640, 700, None)
        """
        number = whole_number(text)
        if number is not None and any(isinstance(value, int) for value in self.values):
            return number  # type: ignore[return-value]  # some values are numbers
        names = ((value, (str(value), self.title(value))) for value in self.values)
        return next((value for value, known in names if text in known), None)

    def nearest(self, value: Any, options: Sequence[V] | None = None) -> V:
        """Take the nearest option; where none is near, the default or the first.

        Examples
        --------
        >>> size = Choice("film_size", 640, values=(640, 900, 1280))
        >>> size.nearest(1000), size.nearest(1000, (640, 1280)), size.nearest("large")
        (900, 1280, 640)
        """
        possible: Sequence[Any] = self.values if options is None else options
        if isinstance(possible, range):
            if not isinstance(value, int):
                return self.default
            return min(max(value, possible[0]), possible[-1])  # type: ignore[return-value]
        if value is not None and value in possible:
            return value  # type: ignore[no-any-return]
        whole = [option for option in possible if isinstance(option, int)]
        if isinstance(value, int) and whole:
            wanted = value
            return min(whole, key=lambda option: abs(option - wanted))  # type: ignore[return-value]
        return self.default if self.default in possible else possible[0]

    @property
    def limit(self) -> str:
        """Name the values."""
        return self.limit_of(self.values)

    def limit_of(self, options: Sequence[V]) -> str:
        """Name some of the values.

        Examples
        --------
        >>> size = Choice("film_size", 640, values=(640, 900, 1280))
        >>> size.limit, Choice("stride", 1, values=range(1, 5)).limit
        ('640, 900 or 1280', '1 to 4')
        """
        whole = [option for option in options if isinstance(option, int)]
        if isinstance(options, range) or (
            len(whole) == len(options) > 2 and whole == list(range(whole[0], whole[-1] + 1))
        ):
            return words.RANGE.format(first=options[0], last=options[-1])
        titles = [self.title(option) for option in options]
        if len(titles) == 1:
            return titles[0]
        return words.ONE_OF.format(others=", ".join(titles[:-1]), last=titles[-1])


@dataclass(frozen=True, eq=False)
class Several(Choice[V]):
    """Some of the values, each at most once: a list. An empty text stands for none of them."""

    def from_link(self, texts: Sequence[str]) -> Any:
        """Read what can be read, in the order of the values.

        Examples
        --------
        >>> topics = Several("topics", ["a"], values=("a", "b"), titles={"a": "A", "b": "B"})
        >>> topics.from_link(["B", "x", "A"]), topics.from_link([""]), topics.from_link(["x"])
        (['a', 'b'], [], None)
        """
        read = [self.parsed(text) for text in texts]
        known = [value for value in self.values if value in read]
        return known if known or not any(texts) else None

    def nearest(self, value: Any, options: Sequence[Any] | None = None) -> Any:
        """Keep what is possible."""
        return [one for one in value if one in (self.values if options is None else options)]

    def in_link(self, value: Any) -> tuple[str, ...]:
        """Write a text for each."""
        return tuple(self.title(one) for one in value) or ("",)


@dataclass(frozen=True, eq=False)
class Flag(Control[bool]):
    """Switched on or off; `on` and `off` are their texts."""

    on: str = field(default="true", kw_only=True)
    off: str = field(default="false", kw_only=True)

    def parsed(self, text: str) -> bool | None:
        """Read one of the two texts, in capitals or not."""
        return {self.on: True, self.off: False}.get(text.lower())

    def title(self, value: bool) -> str:
        """Write one of the two texts."""
        return self.on if value else self.off

    @property
    def limit(self) -> str:
        """Name both texts."""
        return words.EITHER.format(on=self.on, off=self.off)


@dataclass(frozen=True, eq=False)
class FreeText(Control[V]):
    """What a learner types, of at most `longest` characters."""

    longest: int = 1000

    def parsed(self, text: str) -> V | None:
        r"""Take any text but an empty one, without what cannot be printed.

        Examples
        --------
        >>> FreeText("layers", "", longest=9).parsed("a\x00\nbc")
        'a\nbc'
        """
        kept = "".join(c for c in text[: self.longest + 1] if c.isprintable() or c in "\n\t")
        return kept or None  # type: ignore[return-value]  # V is str

    def nearest(self, value: Any) -> V | None:
        """Cut a text that is too long."""
        return value[: self.longest]  # type: ignore[no-any-return]

    @property
    def limit(self) -> str:
        """Say how long it can be."""
        return words.SHORT_TEXT.format(longest=f"{self.longest:,}")


@dataclass(frozen=True, eq=False)
class SectionTitle(FreeText[V]):
    """The title of a section; links and tours may hold an older one, as `older` names them."""

    older: Mapping[str, str] = field(default_factory=dict)

    def parsed(self, text: str) -> V | None:
        """Take the title of today.

        Examples
        --------
        >>> SectionTitle("section", "", older={"Sums": "Longer sums"}).parsed("Sums")
        'Longer sums'
        """
        return super().parsed(self.older.get(text, text))


@dataclass(frozen=True, eq=False)
class Place(Control[V]):
    """A few whole numbers that say where, joined by dots, such as 1.0.2; `parts` names them."""

    parts: tuple[str, ...] = ()

    def parsed(self, text: str) -> V | None:
        """Read as many numbers as there are parts.

        Examples
        --------
        >>> at = Place("at", None, parts=("filter", "row", "column"))
        >>> at.parsed("1.0.2"), at.parsed("1.0"), at.parsed("1.0.-2")
        ((1, 0, 2), None, None)
        """
        numbers = [whole_number(part) for part in text[:99].split(".")]
        if len(numbers) != len(self.parts) or any(n is None or n < 0 for n in numbers):
            return None
        return tuple(numbers)  # type: ignore[return-value]  # V is a tuple, or None

    def title(self, value: Any) -> str:
        """Join the numbers."""
        return ".".join(map(str, value))

    @property
    def limit(self) -> str:
        """Name the parts."""
        *first, last = self.parts
        example = self.title((1, 0, 2, 0, 4, 4)[: len(self.parts)])
        return words.PARTS.format(first=", ".join(first), last=last, example=example)


@dataclass(frozen=True, eq=False)
class Answered(Control[V]):
    """Whole numbers by their place, at most `most` of them, joined by dots; x stands for None."""

    most: int = 20

    def parsed(self, text: str) -> V | None:
        """Read them; where there is nothing between two dots, the place is left out.

        Examples
        --------
        >>> answers = Answered("answers", None, most=4)
        >>> answers.parsed("26..x.-3"), answers.parsed("26,5")
        ({0: 26, 2: None, 3: -3}, None)
        """
        parts = text[:400].split(".")
        numbers = [None if part in ("", "x") else whole_number(part) for part in parts]
        if any(n is None and part not in ("", "x") for n, part in zip(numbers, parts, strict=True)):
            return None
        return {place: n for place, n in enumerate(numbers) if parts[place]}  # type: ignore[return-value]

    def nearest(self, value: Any) -> V | None:
        """Leave out what comes after the last place."""
        return {place: n for place, n in value.items() if place < self.most} or None  # type: ignore[return-value]

    def title(self, value: Any) -> str:
        """Join them.

        Examples
        --------
        >>> Answered("answers", None, most=4).title({0: 26, 2: None, 3: -3})
        '26..x.-3'
        """
        last = max(value, default=-1)
        shown = {place: "x" if n is None else str(n) for place, n in value.items()}
        return ".".join(shown.get(place, "") for place in range(last + 1))

    @property
    def limit(self) -> str:
        """Say what they look like."""
        return words.SEVERAL_NUMBERS.format(most=self.most)
