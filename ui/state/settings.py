"""The keys of the layer and its input: names, values, what they are called. No Streamlit here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from conv_engine.frameworks.layouts import Framework
from conv_engine.geometry import PADDING_MODES
from conv_engine.kernels import NAMED_KERNELS
from conv_engine.samples import RGB, SAMPLES
from ui.state.key_kinds import Choice

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
KERAS: Framework = "keras"
PYTORCH: Framework = "pytorch"


LAYERED = (
    *("slide", "sum", "control", "geometry"),
    *("dimensions", "matrix", "precision", "image"),
)
"""Folders of the lessons that show the layer which is set."""


@dataclass(frozen=True, eq=False)
class Setting(Choice[Value]):
    """One thing that can be set about the layer or its input: a choice with a line of help.

    Examples
    --------
    >>> SETTINGS["stride"].named("keras"), SETTINGS["stride"].named("pytorch")
    ('Strides', 'Stride')
    >>> SETTINGS["kernel"].parsed("99"), SETTINGS["kernel"].parsed("large")
    (99, None)
    """

    help: str = ""


def _setting(
    name: str,
    label: str,
    help: str,
    default: Value,
    values: Sequence[Value],
    titles: Mapping[Value, str] = MappingProxyType({}),
    in_pytorch: str = "",
) -> Setting:
    return Setting(name, default, label, LAYERED, values, titles, help=help, in_pytorch=in_pytorch)


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
    _setting(
        "input", "Input", "What is convolved.", "small_integers", tuple(INPUT_TITLES), INPUT_TITLES
    ),
    _setting(
        "size",
        "Cells per side",
        "Height and width of the input on the stage.",
        5,
        _whole(3, MOST_CELLS),
    ),
    _setting(
        "channels",
        "Channels",
        "Depth of the input.",
        3,
        _whole(1, MOST_CHANNELS),
        in_pytorch="In channels",
    ),
    _setting("seed", "Seed", "The same seed draws the same random numbers.", 7, _whole(0, 999)),
    _setting(
        "reading",
        "Read it as",
        "How many channels your picture has: 3, 1 or 4.",
        "colour",
        tuple(READING_TITLES),
        READING_TITLES,
    ),
    _setting(
        "top", "First row", "Where the region begins, in pixels.", 0, _whole(0, LARGEST_SIDE - 3)
    ),
    _setting(
        "left",
        "First column",
        "Where the region begins, in pixels.",
        0,
        _whole(0, LARGEST_SIDE - 3),
    ),
    _setting(
        "span",
        "Side of the region",
        "Height and width of the region, in pixels.",
        LARGEST_SIDE,
        _whole(3, LARGEST_SIDE),
    ),
    _setting(
        "filters",
        "Filters",
        "Each filter makes one feature map.",
        2,
        _whole(1, MOST_FILTERS),
        in_pytorch="Out channels",
    ),
    *(
        _setting(
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
        _setting(
            f"bias{f}",
            f"Bias {f}",
            "Added once to every number of the feature map.",
            bias,
            _whole(-99, 99),
        )
        for f, bias in enumerate(FIRST_BIASES + (0,) * (MOST_FILTERS - len(FIRST_BIASES)))
    ),
    _setting(
        "padding",
        "Padding",
        "Cells added on every side; same keeps the size at stride 1.",
        0,
        (0, 1, 2, 3, "same", BY_SIDE),
        PADDING_TITLES,
    ),
    *(
        _setting(
            side,
            f"Padding {side.removeprefix('pad_')}",
            "Cells added on this side only.",
            0,
            _whole(0, MOST_PADDING),
        )
        for side in SIDES
    ),
    _setting(
        "kernel",
        "Kernel size",
        "Height and width only: the depth is that of the input.",
        3,
        _whole(1, 7),
    ),
    _setting(
        "dilation",
        "Dilation rate",
        "Cells from one kernel cell to the next; 1 is dense.",
        1,
        _whole(1, 4),
        in_pytorch="Dilation",
    ),
    _setting(
        "stride",
        "Strides",
        "Cells the window moves at a time.",
        1,
        _whole(1, 4),
        in_pytorch="Stride",
    ),
    _setting(
        "groups",
        "Groups",
        "Into how many parts channels and filters are split; 1 is a plain Conv2D.",
        1,
        _whole(1, MOST_CHANNELS),
    ),
    _setting("padding_mode", "Padding mode", "What the added cells hold.", "zeros", PADDING_MODES),
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.name: setting for setting in _TABLE})
"""Every setting by its key, in the order in which they are brought into agreement."""

INPUT, SIZE, CHANNELS, SEED = (SETTINGS[name] for name in ("input", "size", "channels", "seed"))
READING, TOP, LEFT, SPAN = (SETTINGS[name] for name in ("reading", "top", "left", "span"))
FILTERS = SETTINGS["filters"]
FILTER_KINDS = tuple(SETTINGS[f"filter{f}"] for f in range(MOST_FILTERS))
BIASES = tuple(SETTINGS[f"bias{f}"] for f in range(MOST_FILTERS))
PADDING, PADDING_MODE = SETTINGS["padding"], SETTINGS["padding_mode"]
PADDING_SIDES = tuple(SETTINGS[side] for side in SIDES)
KERNEL, STRIDE = SETTINGS["kernel"], SETTINGS["stride"]
DILATION, GROUPS = SETTINGS["dilation"], SETTINGS["groups"]

DEFAULTS: Settings = MappingProxyType({key: setting.default for key, setting in SETTINGS.items()})
