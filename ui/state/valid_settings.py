"""Which settings go together. No Streamlit here: only rules.

A control offers the choices that `choices` returns, so it cannot express a layer that does not
exist. What comes from elsewhere (a link, an older choice) is brought to the nearest valid
setting by `nearest_valid`, which says so in a sentence; what a file holds is refused by `checked`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from conv_engine import ConvSpec
from conv_engine.geometry import Padding
from conv_engine.kernels import NAMED_KERNELS
from conv_engine.samples import SAMPLES
from text import COUNTED_CHANNELS, COUNTED_FILTERS, count_text, one_line
from ui.state import words
from ui.state.link import correction, refusal
from ui.state.settings import (
    BY_SIDE,
    DEFAULTS,
    MOST_FILTERS,
    MOST_PADDED_CELLS,
    OWN_PICTURE,
    PADDING_SIDES,
    RANDOM,
    READING_CHANNELS,
    SETTINGS,
    Settings,
    Value,
)

FREE = ("seed", "top", "left", "span", *(f"bias{f}" for f in range(MOST_FILTERS)))
"""Settings that make no shape: any value goes with all others."""
PADDINGS = ("padding", *(side.name for side in PADDING_SIDES))
"""Settings that make the input of the stage larger."""
ANSWERS_KEPT = 10_000
"""How many answers about what goes together are kept, for all learners; each takes about 200 B."""
FOLLOWING = ("kernel", "dilation", "stride", "groups", "padding_mode")
"""Settings that yield to those before them; the smallest kernel of any filter fits any input."""


def depth(settings: Settings) -> int:
    """Channels of the input: those of the sample where it has a number of its own.

    Examples
    --------
    >>> depth({**DEFAULTS, "input": "digit"}), depth({**DEFAULTS, "channels": 5})
    (1, 5)
    """
    if settings["input"] == OWN_PICTURE:
        return len(READING_CHANNELS[settings["reading"]])
    fixed = SAMPLES[str(settings["input"])].channels
    return int(settings["channels"]) if fixed is None else fixed


def filter_kinds(settings: Settings) -> tuple[str, ...]:
    """Name the kind of each filter."""
    return tuple(str(settings[f"filter{f}"]) for f in range(int(settings["filters"])))


def spec_of(settings: Settings) -> ConvSpec:
    """Describe the layer that is set.

    Raises
    ------
    ValueError
        If there is no such layer.
    """
    return ConvSpec(
        depth(settings),
        int(settings["filters"]),
        int(settings["kernel"]),
        stride=int(settings["stride"]),
        padding=_padding(settings),
        dilation=int(settings["dilation"]),
        groups=int(settings["groups"]),
        padding_mode=settings["padding_mode"],  # type: ignore[arg-type]  # one of PADDING_MODES
    )


def _padding(settings: Settings) -> Padding:
    padding = settings["padding"]
    if padding == BY_SIDE:
        top, bottom, left, right = (int(settings[side.name]) for side in PADDING_SIDES)
        return (top, bottom), (left, right)
    return "same" if padding == "same" else int(padding)


def exists(settings: Settings) -> bool:
    """Whether there is such a layer, with such filters, on such an input."""
    return not obstacle(settings)


def obstacle(settings: Settings) -> str:
    """Say why there is no such layer, on such an input; nothing where there is one.

    A control asks this of each of its values with every rerun. So it is taken apart into three
    questions, each about a few numbers, whose answers are kept for all learners.

    Examples
    --------
    >>> obstacle({**DEFAULTS, "groups": 3})
    '2 filters cannot be split into 3 groups'
    >>> obstacle({**DEFAULTS, "kernel": 6})
    'the window covers 6x6 cells, but the input has only 5x5'
    """
    channels, groups = depth(settings), int(settings["groups"])
    kernel = int(settings["kernel"])
    return (
        _against_groups(channels, int(settings["filters"]), groups)
        or _against_size(
            int(settings["size"]),
            kernel,
            int(settings["stride"]),
            _padding(settings),
            int(settings["dilation"]),
            str(settings["padding_mode"]),
        )
        or next(filter(None, _against_filters(settings, channels // groups, kernel)), "")
    )


@lru_cache(maxsize=ANSWERS_KEPT)
def _against_groups(channels: int, filters: int, groups: int) -> str:
    """Say what cannot be shared out among so many groups."""
    for number, counted in ((channels, COUNTED_CHANNELS), (filters, COUNTED_FILTERS)):
        if number % groups:
            return words.UNEQUAL_GROUPS.format(number=count_text(number, *counted), groups=groups)
    return ""


@lru_cache(maxsize=ANSWERS_KEPT)
def _against_size(
    size: int, kernel: int, stride: int, padding: Padding, dilation: int, padding_mode: str
) -> str:
    """Say why a kernel does not fit a square input, or why its padding cannot be invented so."""
    spec = ConvSpec(1, 1, kernel, stride, padding, dilation, padding_mode=padding_mode)
    try:
        amounts = spec.pad_amounts(size, size)
    except ValueError:
        return words.FEW_CELLS.format(mode=padding_mode, size=size)
    if too_large := _against_padding(size, padding):
        return too_large
    height, width = (size + before + after for before, after in amounts)
    rows, columns = spec.effective_kernel_size
    if rows <= height and columns <= width:
        return ""
    is_padded = (height, width) != (size, size)
    sentence = words.WINDOW_OVER_PADDED if is_padded else words.WINDOW_TOO_LARGE
    return sentence.format(window=f"{rows}x{columns}", cells=f"{height}x{width}")


@lru_cache(maxsize=ANSWERS_KEPT)
def _against_padding(size: int, padding: Padding) -> str:
    """Say why the stage has no room for so many cells; "same" never adds as many."""
    if padding == "same":
        return ""
    height, width = (size + sum(pair) for pair in ConvSpec(1, 1, 1, 1, padding).pad_amounts(1, 1))
    if max(height, width) <= MOST_PADDED_CELLS:
        return ""
    most = f"{MOST_PADDED_CELLS}x{MOST_PADDED_CELLS}"
    return words.TOO_MUCH_PADDING.format(cells=f"{height}x{width}", most=most)


def _against_filters(settings: Settings, depth: int, kernel: int) -> Iterator[str]:
    return (_against_kernel(kind, depth, kernel) for kind in filter_kinds(settings))


@lru_cache(maxsize=ANSWERS_KEPT)
def _against_kernel(kind: str, depth: int, kernel: int) -> str:
    """Say why a filter of that kind cannot be so deep or so large."""
    named = NAMED_KERNELS.get(kind)
    if named is None:
        return ""
    if named.needs_channels not in (None, depth):
        return words.CHANNELS_NEEDED.format(title=named.title, channels=named.needs_channels)
    if named.nearest_size((kernel, kernel)) != (kernel, kernel):
        return words.NOT_THAT_LARGE.format(title=named.title, size=f"{kernel}x{kernel}")
    return ""


def choices(settings: Settings, key: str) -> Sequence[Value]:
    """Return the values of a setting that make a layer with all others as they are.

    Examples
    --------
    A kernel of 5 rows fits an input of 5 rows, one of 6 does not.

    >>> choices(DEFAULTS, "kernel")
    (1, 2, 3, 4, 5)
    """
    values = SETTINGS[key].values
    if key in FREE:
        return values
    return tuple(v for v in values if exists({**settings, key: v}))


def filter_choices(settings: Settings, key: str) -> tuple[Value, ...]:
    """Return what a filter can be if the kernel size may follow it.

    Examples
    --------
    >>> "sobel_x" in choices({**DEFAULTS, "kernel": 4}, "filter0")
    False
    >>> "sobel_x" in filter_choices({**DEFAULTS, "kernel": 4}, "filter0")
    True
    """
    kernels = SETTINGS["kernel"].values
    return tuple(
        v
        for v in SETTINGS[key].values
        if any(exists({**settings, key: v, "kernel": k}) for k in kernels)
    )


@dataclass(frozen=True)
class Correction:
    """A setting that could not be had, and what is used instead."""

    key: str
    wanted: Value | str
    options: Sequence[Value]
    used: Value

    def sentence(self, framework: str) -> str:
        """Name the value, the limit and the nearest valid choice, in the words of a framework.

        Examples
        --------
        >>> Correction("stride", 0, (1, 2, 3, 4), 1).sentence("pytorch")
        'Stride 0 is not possible here, only 1 to 4. It was set to 1.'
        """
        setting = SETTINGS[self.key]
        return correction(setting, setting.title(self.wanted), self.limit, self.used, framework)

    @property
    def limit(self) -> str:
        """Name the options."""
        return SETTINGS[self.key].limit_of(self.options)


def nearest_valid(wanted: Mapping[str, Value | str]) -> tuple[Settings, tuple[Correction, ...]]:
    """Bring settings into agreement, each to its nearest valid choice, in the order of `SETTINGS`.

    What is wanted may be a text that is no value; what is missing means the default. The settings
    returned are a layer that exists, and the corrections say what had to change.

    Examples
    --------
    >>> settings, corrections = nearest_valid({"kernel": 99, "size": 4})
    >>> settings["kernel"], corrections[0].sentence("keras")
    (4, 'Kernel size 99 is not possible here, only 1 to 4. It was set to 4.')
    """
    # Each setting is chosen while all later ones stand where they forbid least.
    settings: dict[str, Value] = {**DEFAULTS, "filters": 1, "filter0": RANDOM, "kernel": 1}
    settings |= {f"filter{f}": RANDOM for f in range(MOST_FILTERS)}
    corrections = []
    for key, setting in SETTINGS.items():
        chosen = wanted.get(key, setting.default)
        options = _options_before(settings, key)
        used = setting.nearest(chosen, options)
        settings[key] = used
        if used != chosen:
            corrections.append(Correction(key, chosen, options, used))
    return MappingProxyType(settings), tuple(corrections)


def checked(wanted: Mapping[str, Value]) -> Settings:
    """Read the settings of a file: values, or what they are called in a link.

    Raises
    ------
    ValueError
        If there is no such setting, or it cannot have such a value beside those above it.

    Examples
    --------
    >>> checked({"padding": "same", "filter0": "Sobel x"})["filter0"]
    'sobel_x'
    >>> checked({"size": 4, "kernel": 7})
    Traceback (most recent call last):
    ValueError: kernel is 7, but it has to be 1 to 4
    """
    for name in wanted:
        if name not in SETTINGS:
            raise ValueError(words.NO_SETTING.format(name=one_line(name)))
    read: dict[str, Value | str] = {}
    for name, value in wanted.items():
        parsed = SETTINGS[name].parsed(str(value))
        read[name] = value if parsed is None else parsed
    settings, corrections = nearest_valid(read)
    if corrections:
        first = corrections[0]
        raise ValueError(refusal(first.key, first.wanted, first.limit))
    return settings


def _options_before(settings: dict[str, Value], key: str) -> Sequence[Value]:
    if key.startswith("filter") and key != "filters":
        position = int(key.removeprefix("filter"))
        if position >= int(settings["filters"]):
            return SETTINGS[key].values  # a filter that is not there yet may be anything
        return filter_choices(settings, key)
    if key in PADDINGS:
        return _paddings_before(settings, key)
    return choices(settings, key) if key in FOLLOWING else SETTINGS[key].values


def _paddings_before(settings: dict[str, Value], key: str) -> Sequence[Value]:
    """Return those values of a padding for which the stage has room."""
    size = int(settings["size"])
    return tuple(
        value
        for value in SETTINGS[key].values
        if not _against_padding(size, _padding({**settings, key: value}))
    )
