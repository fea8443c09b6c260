"""What a learner can set: names, values and what they are called. No Streamlit here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from conv_engine.geometry import PADDING_MODES
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
SCALES = WHOLE, CELLS = "Whole picture", "Cells on the stage"
"""What a filter is laid over."""
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

DEFAULTS: Settings = MappingProxyType({key: setting.default for key, setting in SETTINGS.items()})
