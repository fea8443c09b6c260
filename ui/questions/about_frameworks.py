"""Questions about misconceptions of frameworks and machines: layouts, same, transposed, TF32."""

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec, conv2d, conv_transpose2d, round_to
from conv_engine.bits import bits_of
from conv_engine.frameworks.layouts import (
    DATA_FORMATS,
    FRAMEWORKS,
    DataFormat,
    Framework,
    axis_names,
    weight_to_keras,
)
from conv_engine.rounding import spacing
from conv_engine.samples import RGB
from figures.bits import bits_picture, describe_bits
from stage.board import Tile
from text import FRAMEWORK_TITLES, channel_label
from ui.pictures.weight_tiles import weight_tile
from ui.questions.memory_tiles import memory_tile
from ui.questions.question import (
    GEOMETRY_LESSON,
    SHAPES_LESSON,
    LessonFigure,
    Question,
    Random,
    ask_number,
    draw,
    offer_choices,
    pick,
    shuffled,
)
from ui.questions.row_end_tiles import describe_row_ends, row_end_tiles
from ui.questions.shapes import typed, typed_text
from ui.questions.words import frameworks as say
from ui.state.keys import (
    NUMBER,
    STAMP_ADDED,
    STAMP_DILATION,
    STAMP_KERNEL,
    STAMP_PADDING,
    STAMP_SIDE,
    STAMP_STRIDE,
)
from ui.state.link import link_to


def weight_order(random: Random, words: Framework) -> Question:
    """M9: the layout of a weight is universal."""
    filters, channels, rows, columns = (int(n) for n in shuffled(random, (1, 2, 3, 4)))
    pytorch = (filters, channels, rows, columns)
    keras = weight_to_keras(np.zeros(pytorch)).shape
    there, here = (pytorch, keras) if words == "keras" else (keras, pytorch)
    other: Framework = "pytorch" if words == "keras" else "keras"
    from_, to = FRAMEWORK_TITLES[other], FRAMEWORK_TITLES[words]
    back_to_front = tuple(reversed(there))
    half = (*there[2:], *there[:2])
    return Question(
        kind=say.WEIGHT_ORDER,
        prompt=say.ask_for_order(str(there), from_, to),
        answers=offer_choices(
            random,
            str(here),
            (str(there), say.kept_order(from_)),
            (
                str(back_to_front),
                say.KERNEL_TURNED,
            ),
            (str(half), say.CHANNELS_TURNED),
        ),
        explanation=say.explain_order(from_, _axes(other), to, _axes(words)),
        proof=tuple(_layout(keras, framework) for framework in FRAMEWORKS),
        lesson=SHAPES_LESSON,
        link=typed(ConvSpec(channels, filters, (rows, columns)), words, (channels, 8, 8)),
        misconception="M9",
    )


def _layout(shape: tuple[int, ...], framework: Framework) -> Tile:
    rows, columns, channels, filters = shape
    names = [channel_label(c, ()) for c in range(channels)]
    block = rows, columns, channels, filters
    return weight_tile(block, framework, names, channel_colours((), channels))


def _axes(framework: Framework) -> tuple[str, ...]:
    return axis_names("weight", framework)


def same_padding(random: Random, words: Framework) -> Question:
    """M10: "same" is one thing."""
    kernel, size = pick(random, (3, 5, 7)), pick(random, (32, 56, 112, 224))
    spec = ConvSpec(3, 64, kernel, stride=2, padding="same")
    (before, after), _ = spec.pad_amounts(size, size)
    by_hand = ConvSpec(3, 64, kernel, stride=2, padding=kernel // 2)
    (around, _), _ = by_hand.pad_amounts(size, size)
    rows = spec.axes[0]
    paddings = {"Keras": (before, after), "PyTorch": (around, around)}
    ends = describe_row_ends(rows, size, paddings)
    return Question(
        kind=say.SAME_PADDING,
        prompt=say.ask_for_padding(kernel, size),
        answers=ask_number(
            before,
            (around, say.padded_alike(around)),
            (before + after, say.BOTH_TOGETHER),
            (0, say.NONE_BEFORE),
        ),
        explanation=say.explain_padding(around, around - before, ends),
        equations=(
            rf"(\lceil {size} / 2 \rceil - 1) \cdot 2 + {kernel} - {size} = {before + after}",
        ),
        proof=row_end_tiles(rows, size, paddings),
        lesson=SHAPES_LESSON,
        link=typed(spec, "keras", (3, size, size)),
        misconception="M10",
    )


def inverse(random: Random, words: Framework) -> Question:
    """M15: transposed convolution is the inverse."""
    row = random.permutation(np.arange(1, 6))[:3].reshape(1, 1, 3)
    weight = np.array([[[[1, draw(random, 2, 3)]]]])
    through = conv2d(row, weight)
    back = conv_transpose2d(through, weight)
    first, last = (int(n) for n in (weight[0, 0, 0, 1] * through[0, 0, 0], through[0, 0, 1]))
    size = {STAMP_SIDE: 2, STAMP_KERNEL: 2, STAMP_STRIDE: 1}
    rest = {STAMP_DILATION: 1, STAMP_PADDING: 0, STAMP_ADDED: 0}
    return Question(
        kind=say.INVERSE,
        prompt=say.ask_for_middle(row[0, 0, 1]),
        look=(
            Tile("input", row[0], say.INPUT, axes="input"),
            Tile("kernel", weight[0, 0], say.KERNEL, axes="kernel", scale="kernels"),
            Tile("through", through[0], say.THERE, alt=say.THERE_ALT),
        ),
        answers=ask_number(
            back[0, 0, 1],
            (
                row[0, 0, 1],
                say.NO_INVERSE,
            ),
            (last, say.LAST_STAMP),
            (first, say.FIRST_STAMP),
        ),
        explanation=say.explain_middle(first, last),
        cell=(0, 0, 1),
        outlined=False,
        proof=(Tile("back", back[0], say.BACK, alt=say.BACK_ALT),),
        lesson=GEOMETRY_LESSON,
        link=link_to({**size, **rest}),
        misconception="M15",
    )


def channels_first(random: Random, words: Framework) -> Question:
    """M18: channels_first just works in Keras on a CPU."""
    size = pick(random, (32, 64, 224))
    return Question(
        kind=say.CHANNELS_FIRST,
        prompt=say.ask_where(size),
        answers=offer_choices(
            random,
            say.GPU_OR_ONEDNN,
            say.EVERYWHERE,
            say.NOWHERE,
            say.ONLY_CPU,
        ),
        explanation=say.explain_where(size),
        proof=tuple(_memory((3, size, size), order) for order in reversed(DATA_FORMATS)),
        lesson=SHAPES_LESSON,
        link=typed_text('Conv2D(8, 3, data_format="channels_first")', (3, size, size)),
        misconception="M18",
    )


def _memory(shape: tuple[int, int, int], order: DataFormat) -> Tile:
    names = [channel_label(c, RGB) for c in range(shape[0])]
    return memory_tile(shape, order, names, channel_colours(RGB, shape[0]))


def gpu_difference(random: Random, words: Framework) -> Question:
    """M19: a small difference on a GPU is a bug."""
    power = pick(random, (4096, 8192))
    step = int(spacing([power], "tf32")[0])
    off = pick(random, [n for n in range(1, step) if 2 * n != step])
    exact = power + step * draw(random, 1, 20) + off
    rounded = int(round_to([exact], "tf32")[0])
    written = [bits_of(exact, number_format) for number_format in ("float32", "tf32")]
    titles = ("float32", "TF32")
    below, above = exact - off, exact - off + step
    return Question(
        kind=say.GPU_DIFFERENCE,
        prompt=say.ask_for_rounded(exact, power, step),
        answers=ask_number(
            rounded,
            (exact, say.EXACT_NUMBER),
            (above if rounded == below else below, say.FARTHER),
            (power, say.POWER_BELOW),
        ),
        explanation=say.explain_rounded(exact, below, above, rounded),
        pictures=(
            LessonFigure(
                say.title_bits(exact),
                describe_bits(written, titles),
                lambda dark: bits_picture(written, titles, dark=dark),
            ),
        ),
        lesson="pages/8_Precision.py",
        link=link_to({NUMBER: str(exact)}),
        misconception="M19",
    )
