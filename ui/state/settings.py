"""The keys of the layer and its input: names, values, what they are called. No Streamlit here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from conv_engine.geometry import PADDING_MODES
from conv_engine.kernels import NAMED_KERNELS
from conv_engine.samples import RGB, SAMPLES
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
SCALES = WHOLE, CELLS = "Whole picture", "Cells on the stage"
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
    titles={**titles_of(SAMPLES), OWN_PICTURE: "Your own picture"},
    help="What the layer is applied to.",
    drawn=False,
)
SIZE = Setting(
    "size",
    5,
    "Cells per side",
    values=range(3, MOST_CELLS + 1),
    help="Height and width of the input.",
    drawn=False,
)
CHANNELS = Setting(
    "channels",
    3,
    "Channels",
    values=range(1, MOST_CHANNELS + 1),
    help="How many channels the input has.",
    drawn=False,
    in_pytorch="In channels",
)
SEED = Setting(
    "seed", 7, "Seed", values=range(1000), help="The same seed draws the same random numbers."
)
READING = Setting(
    "reading",
    "colour",
    "Read it as",
    titles={"colour": "Colour", "grey": "Grey", "alpha": "Colour and alpha"},
    help="Colour gives 3 channels, grey gives 1, and colour with alpha gives 4.",
)
READING_CHANNELS: Mapping[Value, tuple[str, ...]] = {
    "colour": RGB,
    "grey": ("grey",),
    "alpha": (*RGB, "alpha"),
}
REGION_BEGINS = range(LARGEST_SIDE - 2)
TOP = Setting(
    "top", 0, "First row", values=REGION_BEGINS, help="Where the region begins, in pixels."
)
LEFT = Setting(
    "left", 0, "First column", values=REGION_BEGINS, help="Where the region begins, in pixels."
)
SPAN = Setting(
    "span",
    LARGEST_SIDE,
    "Side of the region",
    values=range(3, LARGEST_SIDE + 1),
    help="Height and width of the region, in pixels.",
)
FILTERS = Setting(
    "filters",
    2,
    "Filters",
    values=range(1, MOST_FILTERS + 1),
    help="Each filter gives one feature map.",
    drawn=False,
    in_pytorch="Out channels",
)
FILTER_TITLES: Mapping[Value, str] = {
    RANDOM: "Random whole numbers",
    **titles_of(NAMED_KERNELS),
    EDITED: "Edit it yourself",
}
FILTER_KINDS = tuple(
    Setting(
        f"filter{f}",
        RANDOM,
        f"Filter {f}",
        titles=FILTER_TITLES,
        help="The kernels of this filter, one for each channel.",
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
        help="Added once to every number of the feature map.",
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
    titles={BY_SIDE: "each side"},
    help="How many cells are added on every side. With same, the size stays as it is at stride 1.",
    drawn=False,
)
PADDING_SIDES = tuple(
    Setting(
        f"pad_{side}",
        0,
        f"Padding {side}",
        values=range(MOST_PADDING + 1),
        help="How many cells are added on this side only.",
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
    help="Sets height and width only. The depth is always that of the input.",
    drawn=False,
)
DILATION = Setting(
    "dilation",
    1,
    "Dilation rate",
    values=range(1, 5),
    help="Distance between neighbouring kernel cells. 1 means no gaps.",
    drawn=False,
    in_pytorch="Dilation",
)
STRIDE = Setting(
    "stride",
    1,
    "Strides",
    values=range(1, LONGEST_STRIDE + 1),
    menu=(*range(1, 5), 8, 16, LONGEST_STRIDE),
    help="How many cells the window moves per step.",
    drawn=False,
    in_pytorch="Stride",
)
GROUPS = Setting(
    "groups",
    1,
    "Groups",
    values=range(1, MOST_CHANNELS + 1),
    help="How many groups the channels and filters are split into. 1 is a plain Conv2D.",
    drawn=False,
)
PADDING_MODE = Setting(
    "padding_mode",
    "zeros",
    "Padding mode",
    values=PADDING_MODES,
    help="What the added cells contain.",
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
