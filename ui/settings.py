"""What a learner can set, and which choices go together. No Streamlit here: only rules.

A control offers the choices that `choices` returns, so it cannot express a layer that does not
exist. What comes from elsewhere (a link, an older choice) is brought to the nearest valid
setting by `nearest_valid`, which says so in a sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from conv_engine import ConvSpec
from conv_engine.geometry import PADDING_MODES, Padding
from conv_engine.kernels import NAMED_KERNELS
from conv_engine.samples import RGB, SAMPLES

Value = int | str
Settings = Mapping[str, Value]

MOST_CHANNELS = 8
MOST_FILTERS = 8
MOST_CELLS = 16
MOST_PADDING = 6
PICTURE_SIDE = 128
"""Longest side of the working copy of a picture, in pixels."""
LARGEST_SIDE = 20_000
"""Pixels beyond which a link cannot place a region; no picture is that wide or high."""

OWN_PICTURE = "own"
RANDOM, EDITED = "random", "edited"
BY_SIDE = "sides"
SIDES = ("pad_top", "pad_bottom", "pad_left", "pad_right")
KERAS, PYTORCH = "keras", "pytorch"


@dataclass(frozen=True)
class Setting:
    """One thing a learner can set.

    Parameters
    ----------
    key : str
        Its name in a link.
    label, help : str
        Its name on the screen, in the words of Keras, and one sentence about it.
    default : int or str
    values : sequence of int or str
        Every value it can ever have, in order.
    titles : mapping, optional
        What a value is called on the screen, and in a link; itself where it is not named here.
    in_pytorch : str, optional
        Its name in the words of PyTorch, where that is another one.
    """

    key: str
    label: str
    help: str
    default: Value
    values: Sequence[Value]
    titles: Mapping[Value, str] = field(default_factory=lambda: MappingProxyType({}))
    in_pytorch: str = ""

    def named(self, framework: str) -> str:
        """Name the setting as a framework does.

        Examples
        --------
        >>> SETTINGS["stride"].named("keras"), SETTINGS["stride"].named("pytorch")
        ('Strides', 'Stride')
        """
        return (self.in_pytorch or self.label) if framework == PYTORCH else self.label

    def title(self, value: Value) -> str:
        """Name a value as the screen and a link do."""
        return self.titles.get(value, str(value))

    def parsed(self, text: str) -> Value | None:
        """Read a value from a link, be it one of `values` or not; None if it is no value at all.

        Examples
        --------
        >>> SETTINGS["kernel"].parsed("99"), SETTINGS["kernel"].parsed("large")
        (99, None)
        """
        digits = text.removeprefix("-")
        if isinstance(self.values[0], int) and digits.isascii() and digits.isdigit():
            return int(text[:9])
        named = (value for value in self.values if isinstance(value, str))
        return next((value for value in named if text in (value, self.title(value))), None)

    def nearest(self, value: Value | None, options: Sequence[Value]) -> Value:
        """Take the nearest option to a value; where none is near, the default or the first."""
        if isinstance(options, range):
            if not isinstance(value, int):
                return self.default
            return min(max(value, options[0]), options[-1])
        if value is not None and value in options:
            return value
        whole = [option for option in options if isinstance(option, int)]
        if isinstance(value, int) and whole:
            wanted = value
            return min(whole, key=lambda option: abs(option - wanted))
        return self.default if self.default in options else options[0]


def _whole(first: int, last: int) -> Sequence[Value]:
    return range(first, last + 1)


INPUT_TITLES: Mapping[Value, str] = {
    **{key: entry.title for key, entry in SAMPLES.items()},
    OWN_PICTURE: "Your own picture",
}
READING_TITLES: Mapping[Value, str] = {
    "colour": "Colour",
    "grey": "Grey",
    "alpha": "Colour and alpha",
}
READING_CHANNELS: Mapping[Value, tuple[str, ...]] = {
    "colour": RGB,
    "grey": ("grey",),
    "alpha": (*RGB, "alpha"),
}
FILTER_TITLES: Mapping[Value, str] = {
    RANDOM: "Random whole numbers",
    **{key: kernel.title for key, kernel in NAMED_KERNELS.items()},
    EDITED: "Edit it yourself",
}
PADDING_TITLES: Mapping[Value, str] = {BY_SIDE: "each side"}
FIRST_BIASES = (1, -2)

_TABLE = (
    Setting(
        "input", "Input", "What is convolved.", "small_integers", tuple(INPUT_TITLES), INPUT_TITLES
    ),
    Setting(
        "size",
        "Cells per side",
        "Height and width of the input on the stage.",
        5,
        _whole(3, MOST_CELLS),
    ),
    Setting(
        "channels",
        "Channels",
        "Depth of the input.",
        3,
        _whole(1, MOST_CHANNELS),
        in_pytorch="In channels",
    ),
    Setting("seed", "Seed", "The same seed draws the same random numbers.", 7, _whole(0, 999)),
    Setting(
        "reading",
        "Read it as",
        "How many channels your picture has: 3, 1 or 4.",
        "colour",
        tuple(READING_TITLES),
        READING_TITLES,
    ),
    Setting(
        "top", "First row", "Where the region begins, in pixels.", 0, _whole(0, LARGEST_SIDE - 3)
    ),
    Setting(
        "left",
        "First column",
        "Where the region begins, in pixels.",
        0,
        _whole(0, LARGEST_SIDE - 3),
    ),
    Setting(
        "span",
        "Side of the region",
        "Height and width of the region, in pixels.",
        LARGEST_SIDE,
        _whole(3, LARGEST_SIDE),
    ),
    Setting(
        "filters",
        "Filters",
        "Each filter makes one feature map.",
        2,
        _whole(1, MOST_FILTERS),
        in_pytorch="Out channels",
    ),
    *(
        Setting(
            f"filter{f}",
            f"Filter {f}",
            "Its kernels, one for each channel.",
            RANDOM,
            tuple(FILTER_TITLES),
            FILTER_TITLES,
        )
        for f in range(MOST_FILTERS)
    ),
    *(
        Setting(
            f"bias{f}",
            f"Bias {f}",
            "Added once to every number of the feature map.",
            bias,
            _whole(-99, 99),
        )
        for f, bias in enumerate(FIRST_BIASES + (0,) * (MOST_FILTERS - len(FIRST_BIASES)))
    ),
    Setting(
        "padding",
        "Padding",
        "Cells added on every side; same keeps the size at stride 1.",
        0,
        (0, 1, 2, 3, "same", BY_SIDE),
        PADDING_TITLES,
    ),
    *(
        Setting(
            side,
            f"Padding {side.removeprefix('pad_')}",
            "Cells added on this side only.",
            0,
            _whole(0, MOST_PADDING),
        )
        for side in SIDES
    ),
    Setting(
        "kernel",
        "Kernel size",
        "Height and width only: the depth is that of the input.",
        3,
        _whole(1, 7),
    ),
    Setting(
        "dilation",
        "Dilation rate",
        "Cells from one kernel cell to the next; 1 is dense.",
        1,
        _whole(1, 4),
        in_pytorch="Dilation",
    ),
    Setting(
        "stride",
        "Strides",
        "Cells the window moves at a time.",
        1,
        _whole(1, 4),
        in_pytorch="Stride",
    ),
    Setting(
        "groups",
        "Groups",
        "Into how many parts channels and filters are split; 1 is a plain Conv2D.",
        1,
        _whole(1, MOST_CHANNELS),
    ),
    Setting("padding_mode", "Padding mode", "What the added cells hold.", "zeros", PADDING_MODES),
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.key: setting for setting in _TABLE})
"""Every setting by its key, in the order in which they are brought into agreement."""

FREE = ("seed", "top", "left", "span", *(f"bias{f}" for f in range(MOST_FILTERS)))
"""Settings that make no shape: any value goes with all others."""
FOLLOWING = ("kernel", "dilation", "stride", "groups", "padding_mode")
"""Settings that yield to those before them; the smallest kernel of any filter fits any input."""

DEFAULTS: Settings = MappingProxyType({key: setting.default for key, setting in SETTINGS.items()})


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
    """Tell what each filter is."""
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
        top, bottom, left, right = (int(settings[side]) for side in SIDES)
        return (top, bottom), (left, right)
    return "same" if padding == "same" else int(padding)


def exists(settings: Settings) -> bool:
    """Whether there is such a layer, with such filters, on such an input."""
    size = int(settings["size"])
    try:
        spec = spec_of(settings)
        spec.output_shape((spec.in_channels, size, size))
    except ValueError:
        return False
    return all(_suits(kind, spec) for kind in filter_kinds(settings))


def _suits(kind: str, spec: ConvSpec) -> bool:
    named = NAMED_KERNELS.get(kind)
    if named is None:
        return True
    right_depth = named.needs_channels in (None, spec.weight_shape[1])
    return right_depth and named.nearest_size(spec.kernel_size) == spec.kernel_size


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
        'Stride 0 is not possible here: choose 1 to 4. Now it is 1.'
        """
        setting = SETTINGS[self.key]
        wanted = setting.title(self.wanted)
        return (
            f"{setting.named(framework)} {wanted} is not possible here: choose "
            f"{_range_text(setting, self.options)}. Now it is {setting.title(self.used)}."
        )


def _range_text(setting: Setting, options: Sequence[Value]) -> str:
    if isinstance(options, range):
        return f"{options[0]} to {options[-1]}"
    whole = [option for option in options if isinstance(option, int)]
    if len(whole) == len(options) > 2 and whole == list(range(whole[0], whole[-1] + 1)):
        return f"{whole[0]} to {whole[-1]}"
    titles = [setting.title(option) for option in options]
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} or {titles[-1]}"


def nearest_valid(wanted: Mapping[str, Value | str]) -> tuple[Settings, tuple[Correction, ...]]:
    """Bring settings into agreement, each to its nearest valid choice, in the order of `SETTINGS`.

    Parameters
    ----------
    wanted : mapping
        A value for each key, or a text that is none; a missing one means the default.

    Returns
    -------
    settings : mapping
        A layer that exists.
    corrections : tuple of Correction
        What had to change.

    Examples
    --------
    >>> settings, corrections = nearest_valid({"kernel": 99, "size": 4})
    >>> settings["kernel"], corrections[0].sentence("keras")
    (4, 'Kernel size 99 is not possible here: choose 1 to 4. Now it is 4.')
    """
    # Each setting is chosen while all later ones stand where they forbid least.
    settings: dict[str, Value] = {**DEFAULTS, "filters": 1, "filter0": RANDOM, "kernel": 1}
    settings |= {f"filter{f}": RANDOM for f in range(MOST_FILTERS)}
    corrections = []
    for key, setting in SETTINGS.items():
        chosen = wanted.get(key, setting.default)
        options = _options_while_later_ones_yield(settings, key)
        used = setting.nearest(chosen, options)
        settings[key] = used
        if used != chosen:
            corrections.append(Correction(key, chosen, options, used))
    return MappingProxyType(settings), tuple(corrections)


def _options_while_later_ones_yield(settings: dict[str, Value], key: str) -> Sequence[Value]:
    if key.startswith("filter") and key != "filters":
        position = int(key.removeprefix("filter"))
        if position >= int(settings["filters"]):
            return SETTINGS[key].values  # a filter that is not there yet may be anything
        return filter_choices(settings, key)
    return choices(settings, key) if key in FOLLOWING else SETTINGS[key].values
