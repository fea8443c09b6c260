"""The table of keys: everything that a control, a link or the session holds, on all pages.

A page reads and writes by these constants with `ui.state.session`: `read(ROW)`, `write(ROW, 3)`.
The keys of the layer are in `ui.state.settings`, and what only the session holds in
`ui.state.memories`; they are part of this table.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from conv_engine.coloured_shapes import SHAPE_CLASSES
from conv_engine.frameworks.layouts import FRAMEWORKS, Framework
from conv_engine.geometry import PADDING_MODES, PaddingMode, PaddingWord
from conv_engine.known_layers import NETWORKS
from conv_engine.reductions import REDUCTIONS
from conv_engine.rounding import FORMATS
from conv_engine.rounding_errors import MOST_CHANNELS as MOST_SUMMED
from conv_engine.samples import SAMPLES as SAMPLE_INPUTS
from files.network_text import LONGEST_TEXT
from files.renderings import Rendering
from files.scenario_file import LARGEST_CELL, LARGEST_WEIGHT
from stage.options import Granularity, View
from text import FRAMEWORK_TITLES
from ui.state import memories, words
from ui.state.key_kinds import (
    Answered,
    Choice,
    Control,
    Flag,
    FreeText,
    Key,
    Place,
    SectionTitle,
    Several,
    Whole,
    titles_of,
)
from ui.state.placed_numbers import PlacedNumbers
from ui.state.settings import (
    LARGEST_KERNEL,
    LARGEST_SIDE,
    LAYERED,
    MOST_CELLS,
    MOST_CHANNELS,
    MOST_FILTERS,
    OWN_PICTURE,
    SCALES,
    SETTINGS,
)

SLIDE, SUM, SHAPES, CONTROL = ("slide",), ("sum",), ("shapes",), ("control",)
GEOMETRY, DIMENSIONS, MATRIX = ("geometry",), ("dimensions",), ("matrix",)
PRECISION, IMAGE, QUIZ, FILMS = ("precision",), ("image",), ("quiz",), ("films",)
MODEL = ("model",)
CLASSROOM = ("classroom",)
STAGED, POSITIONED = SLIDE + CONTROL + GEOMETRY, SUM + CONTROL

# Every page
FRAMEWORK: Choice[Framework] = Choice(
    "framework", "keras", "Framework", values=FRAMEWORKS, titles=FRAMEWORK_TITLES
)
PRESENT = Flag("present", False, "Present", on="1", off="0", drawn=False)
REVEAL = Flag("reveal", False, "Reveal", on="1", off="0", drawn=False)
"""Shows what pages ask learners to predict."""
GLOSSARY = Flag("glossary", False, "Glossary", on="1", off="0", drawn=False)
MOST_STEPS = 50
TOUR: Whole[int | None] = Whole(
    "tour", None, "Tour step", low=1, high=MOST_STEPS, clamped=False, drawn=False
)
TOUR_DONE: Several[Any] = Several(
    "tour_done", [], "Steps done", values=range(1, MOST_STEPS + 1), drawn=False
)
"""Whose deeds were done: they are done still when the page is loaded anew."""

# Numbers of one's own: what a link says of them, until it is taken into input and kernels
CELLS = PlacedNumbers(
    "cells",
    None,
    "Changed input",
    LAYERED,
    parts=("channel", "row", "column"),
    highest=(MOST_CHANNELS - 1, MOST_CELLS - 1, MOST_CELLS - 1),
    largest=LARGEST_CELL,
    drawn=False,
)
WEIGHTS = PlacedNumbers(
    "weights",
    None,
    "Changed kernel",
    LAYERED,
    parts=("filter", "channel", "row", "column"),
    highest=(MOST_FILTERS - 1, MOST_CHANNELS - 1, LARGEST_KERNEL - 1, LARGEST_KERNEL - 1),
    largest=LARGEST_WEIGHT,
    whole=False,
    drawn=False,
)
DECIMAL_BIASES = PlacedNumbers(
    "biases",
    None,
    "Biases with decimals",
    LAYERED,
    parts=("filter",),
    highest=(MOST_FILTERS - 1,),
    largest=LARGEST_WEIGHT,
    whole=False,
    drawn=False,
)
ROOM: FreeText[str | None] = FreeText("room", None, "Room", longest=16, drawn=False)
PHONE: FreeText[str | None] = FreeText("phone", None, "Phone", longest=64, drawn=False)
"""Of a learner in a room: which phone it is, so that a page that is loaded anew votes as before."""

# Lessons with sections; the table of lessons names them
SECTIONED = (
    *(SUM + SHAPES + CONTROL + GEOMETRY + DIMENSIONS + MATRIX),
    *(PRECISION + IMAGE + FILMS + MODEL),
)
SECTION: SectionTitle[str | None] = SectionTitle(
    "section",
    None,
    "Section",
    SECTIONED,
    longest=60,
    drawn=False,
    older=words.OLDER_SECTIONS,
)

# The stage, and the filter and position that several lessons look at
AT: Place[tuple[int, int, int] | None] = Place(
    "at", None, "Step", STAGED, parts=("filter", "row", "column"), drawn=False
)
ADVANCE: Choice[Granularity] = Choice(
    "advance", "position", "Advance by", STAGED, titles=words.GRANULARITIES, drawn=False
)
VIEW: Choice[View] = Choice("view", "depth", "View", STAGED, titles=words.VIEWS, drawn=False)
CLOSE_UP: Place[tuple[int, ...] | None] = Place(
    "close_up",
    None,
    "Close-up",
    SLIDE,
    parts=("size", "top", "left", "filter", "row", "column"),
    drawn=False,
)
FILTER = Choice("filter", 0, "Filter", POSITIONED + PRECISION + IMAGE, values=range(MOST_FILTERS))
SCALE: Choice[str | None] = Choice(
    "scale",
    None,
    "Input size",
    POSITIONED,
    values=SCALES,
    titles={SCALES[1]: words.SMALL_GRID},
)  # at first what suits the input
ROW: Whole[int | None] = Whole("row", None, "Row", POSITIONED, high=LARGEST_SIDE)
COLUMN: Whole[int | None] = Whole("column", None, "Column", POSITIONED, high=LARGEST_SIDE)

# Lesson 1
TAKE_HOME = Flag("take_home", False, "Take it home", SLIDE)
FILM_SIZE = Choice(
    "film_size", "Medium", "Size", SLIDE, values=("Narrow", "Small", "Medium", "Large")
)
FILM_SPEED = Choice("film_speed", "Normal", "Speed", SLIDE, values=("Slow", "Normal", "Fast"))
FILM_MOVING = Flag("film_moving", True, "Play the preview", SLIDE)

# Lesson 2
BELIEF = Choice(
    "belief",
    "mean",
    "Belief",
    SUM,
    titles=words.BELIEFS,
)
CHANNEL_ON = tuple(Flag(f"channel{c}", True, f"Channel {c}", SUM) for c in range(MOST_CHANNELS))
WITH_INPUTS = Flag("with_inputs", False, "Inputs and kernels", SUM)

# Lesson 3
LAYERS = FreeText("layers", "Conv2D(32, 3)", "Layers, one per line", SHAPES, longest=LONGEST_TEXT)
IN_CHANNELS = Whole("in_channels", 3, "Input channels", SHAPES, low=1, high=4096)
IN_HEIGHT = Whole("in_height", 224, "Input height", SHAPES, low=1, high=4096)
IN_WIDTH = Whole("in_width", 224, "Input width", SHAPES, low=1, high=4096)
SAMPLES = Whole("samples", 1, "Samples", SHAPES, low=1, high=1024)
LAYOUT_NUMBER = Whole("layout_number", 8, "Number to follow", SHAPES, high=143)

# Lesson 4
MOST_ROWS = 4
MIXING_WEIGHTS = tuple(half / 2 for half in range(-4, 5))
MIXING_ROWS = Whole("mixing_rows", 2, "Rows of the matrix", CONTROL, low=1, high=MOST_ROWS)
MIXING = {
    (row, channel): Choice[float | None](
        f"mix{row}_{channel}",
        None,
        f"Row {row}, channel {channel}",
        CONTROL,
        titles={weight: f"{weight:g}" for weight in MIXING_WEIGHTS},
    )
    for row in range(MOST_ROWS)
    for channel in range(MOST_CHANNELS)
}
SUM_PROGRAMS = GROUPS_PROGRAM, SEPARABLE_PROGRAM, OPERATOR_PROGRAM = words.SUM_PROGRAMS
SUM_PROGRAM = Choice(
    "sum_program",
    GROUPS_PROGRAM,
    "Program for",
    CONTROL,
    values=SUM_PROGRAMS,
    titles={GROUPS_PROGRAM: words.GROUPS_OF_LESSON},
)
OPERATOR = Choice("operator", "max", "Operator", CONTROL, titles=titles_of(REDUCTIONS))

# Lesson 5
LAB_SIDE = Whole("lab_side", 224, "Side of the input", GEOMETRY, low=32, high=224)
LAB_KERNEL: Whole[int | None] = Whole(
    "lab_kernel", None, "Kernel size", GEOMETRY, low=1, high=11, drawn=False
)
LAB_STRIDE: Whole[int | None] = Whole(
    "lab_stride", None, "Strides", GEOMETRY, low=1, high=4, in_pytorch="Stride", drawn=False
)
LAB_DILATION: Whole[int | None] = Whole(
    "lab_dilation",
    None,
    "Dilation rate",
    GEOMETRY,
    low=1,
    high=3,
    in_pytorch="Dilation",
    drawn=False,
)
LAB_LAYER = {LAB_KERNEL: 7, LAB_STRIDE: 2, LAB_DILATION: 1}
"""The layer that older links give to the lab alone, and what they mean by leaving a number out."""
LAB_BOTH = Whole("lab_both", 3, "Your padding, both sides", GEOMETRY, high=15)
LAB_BEFORE = Whole("lab_before", 2, "Your padding, before", GEOMETRY, high=15)
LAB_AFTER = Whole("lab_after", 3, "Your padding, after", GEOMETRY, high=15)
LAB_BY_HAND = (LAB_BOTH, LAB_BEFORE, LAB_AFTER)
LAB_MODE: Choice[PaddingMode] = Choice(
    "lab_mode", "zeros", "Padding cells hold", GEOMETRY, values=PADDING_MODES
)
STAMP_SIDE = Whole("t_side", 3, "Side of the input", GEOMETRY, low=2, high=5)
STAMP_KERNEL = Whole("t_kernel", 3, "Kernel size", GEOMETRY, low=1, high=4)
STAMP_STRIDE = Whole("t_stride", 2, "Strides", GEOMETRY, low=1, high=3, in_pytorch="Stride")
STAMP_DILATION = Whole(
    "t_dilation", 1, "Dilation rate", GEOMETRY, low=1, high=2, in_pytorch="Dilation"
)
STAMP_PADDING = Whole("t_padding", 0, "Padding", GEOMETRY, high=3)
STAMP_ADDED = Whole("t_added", 0, "Output padding", GEOMETRY, high=2)
STAMP_CHANNELS = Choice("t_channels", 1, "Input channels", GEOMETRY, values=(1, 2, 3))
STAMP_MAPS = Choice("t_maps", 1, "Output channels", GEOMETRY, values=(1, 2))
STAMP_MAP = Choice("t_map", 0, "Stamps for", GEOMETRY, titles={0: "output 0", 1: "output 1"})
STAMPS = Whole("t_stamps", 2, "Stamps so far", GEOMETRY, low=1, high=25)
STAMPING = (
    *(STAMP_SIDE, STAMP_KERNEL, STAMP_STRIDE, STAMP_DILATION, STAMP_PADDING, STAMP_ADDED),
    *(STAMP_CHANNELS, STAMP_MAPS, STAMP_MAP, STAMPS),
)

# Lesson 6
KIND = Choice("kind", 1, "Watch", DIMENSIONS, titles={1: "Conv1D", 2: "Conv2D", 3: "Conv3D"})
KIND_FILTERS = Choice(
    "kind_filters",
    1,
    "Filters",
    DIMENSIONS,
    values=(1, 2, 3),
    drawn=False,
    in_pytorch="Out channels",
)
KIND_KERNEL = Choice("kind_kernel", 3, "Kernel size", DIMENSIONS, values=range(1, 7), drawn=False)
KIND_DEPTH = Choice(
    "kind_depth", 2, "Depth of the kernel", DIMENSIONS, values=range(1, 7), drawn=False
)
KIND_STRIDE = Choice(
    "kind_stride",
    1,
    "Strides",
    DIMENSIONS,
    values=range(1, 5),
    drawn=False,
    in_pytorch="Stride",
)
KIND_PADDING: Choice[PaddingWord] = Choice(
    "kind_padding", "valid", "Padding", DIMENSIONS, values=("valid", "same"), drawn=False
)
KIND_CALL = (KIND_FILTERS, KIND_KERNEL, KIND_DEPTH, KIND_STRIDE, KIND_PADDING)
"""What the call of the first section sets, whichever kind of layer it makes."""
DEPTH: Whole[int | None] = Whole(
    "kernel_depth", None, "Kernel depth", DIMENSIONS, low=1, high=MOST_CHANNELS
)
ORDERS = ROLLED, REVERSED = "rolled by one", "reversed"
ORDER = Choice("order", ROLLED, "Put the channels in another order", DIMENSIONS, values=ORDERS)

# Lesson 7
NETWORK = Choice("network", "vgg16", "Network", MATRIX, titles=titles_of(NETWORKS))
MEASURED_LAYER = Choice(
    "measured_layer",
    "resnet50",
    "Layer to measure",
    MATRIX,
    titles=words.MEASURED_LAYERS,
)

# Lesson 8
FORMAT_TITLES = {name: "TF32" if name == "tf32" else name for name in FORMATS}
SCALINGS = AS_FED, WHOLE_NUMBERS = words.SCALINGS
NUMBER = FreeText("p_number", "0.1", "A number", PRECISION, longest=400)
FED = Choice("p_fed", AS_FED, "Pixels and weights", PRECISION, values=SCALINGS)
FORMAT = Choice("p_format", "tf32", "Format", PRECISION, titles=FORMAT_TITLES)
SUMMED_CHANNELS = Choice(
    "p_channels",
    64,
    "Input channels",
    PRECISION,
    values=(1, 2, 3, *(2**power for power in range(2, MOST_SUMMED.bit_length()))),
)
DIFFERENCE = Choice(
    "p_difference",
    0.001,
    "By how much the kernels differ",
    PRECISION,
    titles={10.0**-power: f"{10.0**-power:.{power}f}" for power in range(1, 7)},
)

# Lesson 9
RENDERING: Choice[Rendering] = Choice(
    "rendering",
    "signed",
    "Rendering",
    IMAGE,
    titles=words.RENDERINGS,
)
WIPE = Whole("wipe", 50, "From before to after", IMAGE, low=0, high=100, drawn=False)
PIXEL_ROW: Whole[int | None] = Whole("pixel_row", None, "Row", IMAGE, high=LARGEST_SIDE)
PIXEL_COLUMN: Whole[int | None] = Whole("pixel_column", None, "Column", IMAGE, high=LARGEST_SIDE)

# Lesson 10
FIRST_TOPICS = [topic for topic in words.TOPICS if topic != "networks"]
"""Topics of a paper that names none: a link of before there were networks asks the same still."""
LENGTHS = (4, 8, 12, 20)
RESULT = "Result"
QUIZ_SEED = Whole("quiz_seed", 7, "Seed", QUIZ, high=999)
QUIZ_ROUND = Whole("quiz_round", 1, "Round", QUIZ, low=1, high=99)
QUIZ_LENGTH = Choice("quiz_length", 8, "Questions in a round", QUIZ, values=LENGTHS)
QUIZ_TOPICS: Several[Any] = Several(
    "quiz_topics", FIRST_TOPICS, "Topics", QUIZ, titles=words.TOPICS
)
QUESTION = Choice(
    "quiz_question",
    "1",
    "Question",
    QUIZ,
    values=(*(str(place) for place in range(1, LENGTHS[-1] + 1)), RESULT),
    drawn=False,
)
QUIZ_FIRST: Several[Any] = Several(
    "quiz_first", [], "Ask first about", QUIZ, titles=words.MISCONCEPTIONS
)
QUIZ_ANSWERS: Answered[Mapping[int, int | None] | None] = Answered(
    "quiz_answers", None, "Answers", QUIZ, drawn=False
)

# Lesson 11
FILM_SHAPE = Choice(
    "ready_shape",
    "narrow",
    "Shape",
    FILMS,
    titles=words.FILM_SHAPES,
)
FILM_HALF = Choice(
    "ready_half",
    "first",
    "Animations",
    FILMS,
    titles=words.FILM_HALVES,
)
FILMS_MOVING = Flag("ready_moving", False, "Play all", FILMS)

# Lesson 12
MODEL_LAYER: Whole[int | None] = Whole("model_layer", None, "Layer", MODEL, high=4999, drawn=False)
MODEL_WEIGHT_SEED = Whole("model_weight_seed", 7, "Seed of the weights", MODEL, high=999)
MODEL_FILTER = Whole("model_filter", 0, "Filter", MODEL, high=99_999)
MODEL_ORDER = Choice(
    "model_order",
    "kept",
    "Order",
    MODEL,
    titles=words.MODEL_ORDERS,
)
MODEL_SHEET = Whole("model_sheet", 1, "Sheet", MODEL, low=1, high=9_999)
A_SHAPE = "shape"
MODEL_PICTURE: Choice[str | None] = Choice(
    "model_picture",
    None,
    "Picture",
    MODEL,
    titles={
        A_SHAPE: words.COLOURED_SHAPE,
        **{key: entry.title for key, entry in SAMPLE_INPUTS.items() if entry.kind == "picture"},
        OWN_PICTURE: words.OWN_PICTURE,
    },
)  # at first what suits the model
MODEL_SHAPE = Choice("model_shape", "red disc", "Shape", MODEL, values=SHAPE_CLASSES)
MODEL_SEED = Whole("model_seed", 0, "Seed", MODEL, high=999)
OWN_SCALING = "own"
MODEL_SCALING = Choice(
    "model_scaling",
    "unit",
    "Pixels become",
    MODEL,
    titles=words.MODEL_SCALINGS,
)
MODEL_MEANS = FreeText("model_means", "0.5", "Means", MODEL, longest=60)
MODEL_DEVIATIONS = FreeText("model_deviations", "0.25", "Deviations", MODEL, longest=60)
MODEL_SIDE = Whole("model_side", 64, "Rows and columns", MODEL, low=1, high=512)
MODEL_MAP = Whole("model_map", 0, "Map", MODEL, high=99_999)
MODEL_ROW: Whole[int | None] = Whole("model_row", None, "Row", MODEL, high=LARGEST_SIDE)
MODEL_COLUMN: Whole[int | None] = Whole("model_column", None, "Column", MODEL, high=LARGEST_SIDE)
MODEL_STRIDE = Whole("model_stride", 1, "Strides", MODEL, low=1, high=32, in_pytorch="Stride")
MODEL_PADDING = Whole("model_padding", 0, "Padding", MODEL, high=32)

# Classroom
TEACHER: FreeText[str | None] = FreeText(
    "teacher", None, "Teacher's link", CLASSROOM, longest=64, drawn=False
)
PRIVATE = (TOUR_DONE, QUIZ_ANSWERS, PHONE, TEACHER)
"""What is nobody else's: a link that is copied leaves it out."""


def _all(found: object) -> Iterator[Key[Any]]:
    """Find the keys in a constant: itself, or a family of them."""
    if isinstance(found, Key):
        yield found
    elif isinstance(found, Mapping | tuple):
        for one in found.values() if isinstance(found, Mapping) else found:
            yield from _all(one)


def _constants(module: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(value for name, value in module.items() if name.isupper())


def by_name(keys: Iterator[Key[Any]]) -> dict[str, Key[Any]]:
    """Order keys by their names, of which no two are the same."""
    table: dict[str, Key[Any]] = {}
    for key in keys:
        if table.setdefault(key.name, key) is not key:
            raise ValueError(f"two keys are called {key.name}")
    return table


KEYS = by_name(_all((SETTINGS, _constants(globals()), _constants(vars(memories)))))
"""Every setting, every key of this module and of `ui.state.memories`, by its name."""


LINKED = {key.name: key for key in KEYS.values() if isinstance(key, Control) and key.linked}
"""What links can hold, by its name."""
TOURED = {name: key for name, key in LINKED.items() if key.lessons}
"""What a step of a tour can set: what any lesson has a control for."""


@cache
def link_keys(lesson: str) -> dict[str, Control[Any]]:
    """Return what links to a lesson can hold, by its name.

    Examples
    --------
    >>> list(link_keys("films"))
    ['framework', 'present', 'reveal', 'glossary', 'tour', 'tour_done', 'room', 'phone', 'section',
     'ready_shape', 'ready_half', 'ready_moving']
    """
    return {name: key for name, key in LINKED.items() if not key.lessons or lesson in key.lessons}
