"""The keys of the layer and its input: names, values, what they are called. No Streamlit here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from conv_engine.geometry import PADDING_MODES
from conv_engine.kernels import NAMED_KERNELS
from conv_engine.samples import RGB, SAMPLES
from ui.state import words
from ui.state.key_kinds import Choice, titles_of

Value = int | str
Settings = Mapping[str, Value]

MOST_CHANNELS = 16
MOST_FILTERS = 8
MOST_CELLS = 16
LARGEST_KERNEL = 11
LONGEST_STRIDE = 32
MOST_PADDING = 32
MOST_PADDED_CELLS = 32
"""Cells per side, padding included, that the stage has room for."""
PICTURE_SIDE = 128
"""Longest side of the working copy of a picture, in pixels."""
LARGEST_SIDE = 20_000
"""Pixels beyond which a link cannot place a region; no picture is that wide or high."""

OWN_PICTURE = "own"
SMALL_INTEGERS = "small_integers"
RANDOM, EDITED = "random", "edited"
BY_SIDE = "sides"
SCALES = WHOLE, CELLS = words.SCALES
"""What a filter is laid over."""
LAYERED = (
    *("slide", "sum", "control", "geometry"),
    *("dimensions", "matrix", "precision", "image"),
)
"""Folders of the lessons that show the layer which is set."""


@dataclass(frozen=True, eq=False)
class Setting(Choice[Value]):
    """One thing that can be set about the layer or its input, with a line of help.

    Examples
    --------
    >>> STRIDE.named("keras"), STRIDE.named("pytorch")
    ('Strides', 'Stride')
    >>> KERNEL.parsed("99"), KERNEL.parsed("large")
    (99, None)
    """

    lessons: tuple[str, ...] = LAYERED
    help: str = field(default="", kw_only=True)
    menu: tuple[Value, ...] = field(default=(), kw_only=True)
    """Which values a menu offers, where they are too many to choose from."""


INPUT = Setting(
    "input",
    SMALL_INTEGERS,
    "Input",
    titles={**titles_of(SAMPLES), OWN_PICTURE: words.OWN_PICTURE},
    help=words.INPUT_HELP,
    drawn=False,
)
SIZE = Setting(
    "size",
    5,
    "Cells per side",
    values=range(3, MOST_CELLS + 1),
    help=words.SIZE_HELP,
    drawn=False,
)
CHANNELS = Setting(
    "channels",
    3,
    "Channels",
    values=range(1, MOST_CHANNELS + 1),
    help=words.CHANNELS_HELP,
    drawn=False,
    in_pytorch="In channels",
)
SEED = Setting("seed", 7, "Seed", values=range(1000), help=words.SEED_HELP)
READING = Setting(
    "reading",
    "colour",
    "Read it as",
    titles=words.READINGS,
    help=words.READING_HELP,
)
READING_CHANNELS: Mapping[Value, tuple[str, ...]] = {
    "colour": RGB,
    "grey": ("grey",),
    "alpha": (*RGB, "alpha"),
}
REGION_BEGINS = range(LARGEST_SIDE - 2)
TOP = Setting("top", 0, "First row", values=REGION_BEGINS, help=words.REGION_HELP)
LEFT = Setting("left", 0, "First column", values=REGION_BEGINS, help=words.REGION_HELP)
SPAN = Setting(
    "span",
    LARGEST_SIDE,
    "Side of the region",
    values=range(3, LARGEST_SIDE + 1),
    help=words.SPAN_HELP,
)
FILTERS = Setting(
    "filters",
    2,
    "Filters",
    values=range(1, MOST_FILTERS + 1),
    help=words.FILTERS_HELP,
    drawn=False,
    in_pytorch="Out channels",
)
FILTER_TITLES: Mapping[Value, str] = {
    RANDOM: words.RANDOM_FILTER,
    **titles_of(NAMED_KERNELS),
    EDITED: words.EDITED_FILTER,
}
FILTER_KINDS = tuple(
    Setting(
        f"filter{f}",
        RANDOM,
        f"Filter {f}",
        titles=FILTER_TITLES,
        help=words.FILTER_HELP,
        drawn=False,
    )
    for f in range(MOST_FILTERS)
)
BIASES = tuple(
    Setting(
        f"bias{f}",
        {0: 1, 1: -2}.get(f, 0),
        f"Bias {f}",
        values=range(-99, 100),
        help=words.BIAS_HELP,
        drawn=False,
    )
    for f in range(MOST_FILTERS)
)
PADDING = Setting(
    "padding",
    0,
    "Padding",
    values=(*range(MOST_PADDING + 1), "same", BY_SIDE),
    menu=(*range(6), "same", BY_SIDE),
    titles={BY_SIDE: words.EACH_SIDE},
    help=words.PADDING_HELP,
    drawn=False,
)
PADDING_SIDES = tuple(
    Setting(
        f"pad_{side}",
        0,
        f"Padding {side}",
        values=range(MOST_PADDING + 1),
        help=words.SIDE_HELP,
        menu=tuple(range(7)),
        drawn=False,
    )
    for side in ("top", "bottom", "left", "right")
)
KERNEL = Setting(
    "kernel",
    3,
    "Kernel size",
    values=range(1, LARGEST_KERNEL + 1),
    help=words.KERNEL_HELP,
    drawn=False,
)
DILATION = Setting(
    "dilation",
    1,
    "Dilation rate",
    values=range(1, 5),
    help=words.DILATION_HELP,
    drawn=False,
    in_pytorch="Dilation",
)
STRIDE = Setting(
    "stride",
    1,
    "Strides",
    values=range(1, LONGEST_STRIDE + 1),
    menu=(*range(1, 5), 8, 16, LONGEST_STRIDE),
    help=words.STRIDE_HELP,
    drawn=False,
    in_pytorch="Stride",
)
GROUPS = Setting(
    "groups",
    1,
    "Groups",
    values=range(1, MOST_CHANNELS + 1),
    help=words.GROUPS_HELP,
    drawn=False,
)
PADDING_MODE = Setting(
    "padding_mode",
    "zeros",
    "Padding mode",
    values=PADDING_MODES,
    help=words.PADDING_MODE_HELP,
    drawn=False,
)
GEOMETRY = (KERNEL, STRIDE, PADDING, DILATION, GROUPS, PADDING_MODE)
"""What makes the shapes, as it is on the screen."""

_IN_ORDER = (
    *(INPUT, SIZE, CHANNELS, SEED, READING, TOP, LEFT, SPAN, FILTERS, *FILTER_KINDS, *BIASES),
    *(PADDING, *PADDING_SIDES, KERNEL, DILATION, STRIDE, GROUPS, PADDING_MODE),
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.name: setting for setting in _IN_ORDER})
"""Every setting by its key, in the order in which they are brought into agreement."""
DEFAULTS: Settings = MappingProxyType({key: setting.default for key, setting in SETTINGS.items()})
