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
from text import FRAMEWORK_TITLES, channel_label, number_text
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
        kind="Weight layout",
        prompt=f"The weight of a Conv2D layer has the shape {there} in {from_}. Which shape does "
        f"it have in {to}?",
        answers=offer_choices(
            random,
            str(here),
            (str(there), f"That is the order of {from_}."),
            (
                str(back_to_front),
                "In reverse order, the height and the width of the kernel would change places too.",
            ),
            (str(half), "Input and output channels would change places too."),
        ),
        explanation=f"In {from_} the axes are {_axes(other)}. In {to} they are {_axes(words)}. "
        "Only the order of the axes changes.",
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


def _axes(framework: Framework) -> str:
    return ", ".join(axis_names("weight", framework))


def same_padding(random: Random, words: Framework) -> Question:
    """M10: "same" is one thing."""
    kernel, size = pick(random, (3, 5, 7)), pick(random, (32, 56, 112, 224))
    spec = ConvSpec(3, 64, kernel, stride=2, padding="same")
    (before, after), _ = spec.pad_amounts(size, size)
    by_hand = ConvSpec(3, 64, kernel, stride=2, padding=kernel // 2)
    (around, _), _ = by_hand.pad_amounts(size, size)
    rows = spec.axes[0]
    paddings = {"Keras": (before, after), "PyTorch": (around, around)}
    return Question(
        kind="Padding of same",
        prompt=f'Keras: `Conv2D(64, {kernel}, strides=2, padding="same")` on {size} rows. How '
        "many rows of zeros does it add before the first one?",
        answers=ask_number(
            before,
            (
                around,
                "That is what Keras adds after the last row. In PyTorch people often write "
                f"{around} for both sides.",
            ),
            (before + after, "That is before and after together."),
            (0, "Some are added before the first row too."),
        ),
        explanation=f"Keras adds {before} before and {after} after, because an odd row goes to the "
        f'end. PyTorch does not accept "same" at stride 2. With `padding={around}` '
        f"its first window begins {after - before} row earlier. "
        f"{describe_row_ends(rows, size, paddings)}",
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
    given = number_text(row[0, 0, 1])
    size = {STAMP_SIDE: 2, STAMP_KERNEL: 2, STAMP_STRIDE: 1}
    rest = {STAMP_DILATION: 1, STAMP_PADDING: 0, STAMP_ADDED: 0}
    return Question(
        kind="There and back",
        prompt="A row of three cells goes through a convolution, and the result goes through "
        "a transposed convolution with the same kernel. Neither has a bias. What is the value in "
        f"the middle, where {given} was?",
        look=(
            Tile("input", row[0], "Input", axes="input"),
            Tile("kernel", weight[0, 0], "Kernel", axes="kernel", scale="kernels"),
            Tile("through", through[0], "Convolved", alt="After the convolution"),
        ),
        answers=ask_number(
            back[0, 0, 1],
            (
                row[0, 0, 1],
                "That would be the inverse. Here only the shape comes back.",
            ),
            (last, "That is only the last stamp. Stamps that overlap add up."),
            (first, "That is only the first stamp. Stamps that overlap add up."),
        ),
        explanation=f"Both cells stamp the kernel, and they overlap in the middle: {first} + "
        f"{last} = {number_text(back[0, 0, 1])}. The shape comes back. The numbers do not.",
        cell=(0, 0, 1),
        outlined=False,
        proof=(Tile("back", back[0], "And back", alt="After the transposed convolution"),),
        lesson=GEOMETRY_LESSON,
        link=link_to({**size, **rest}),
        misconception="M15",
    )


def channels_first(random: Random, words: Framework) -> Question:
    """M18: channels_first just works in Keras on a CPU."""
    size = pick(random, (32, 64, 224))
    shape = f"(1, 3, {size}, {size})"
    return Question(
        kind="Channels first",
        prompt=f'Keras with TensorFlow: `Conv2D(8, 3, data_format="channels_first")` on an input '
        f"of shape {shape}. Where is it sure to run?",
        answers=offer_choices(
            random,
            "On a GPU, and on a CPU only with oneDNN",
            (
                "Everywhere: it is only another order",
                "Not every TensorFlow for CPUs can work in that order.",
            ),
            (
                "Nowhere: Keras has channels_last only",
                "Keras accepts channels_first, and on GPUs it works well.",
            ),
            ("Only on a CPU", "It is the other way round. GPUs can do it, and CPUs may not."),
        ),
        explanation="On a CPU, TensorFlow runs channels_first only with oneDNN, for float32 on "
        "x86. Set TF_ENABLE_ONEDNN_OPTS=1 to turn oneDNN on. channels_last, here with an input of "
        f"shape (1, {size}, {size}, 3), runs everywhere. Below, each number is its place in "
        "memory, and a click finds the same number of the picture in the other order.",
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
        kind="A number in TF32",
        prompt=f"A GPU that uses TF32 keeps 10 bits after the first one of each number. So from "
        f"{power} on it has only every {step}th whole number. What does {exact} become before it "
        "is multiplied?",
        answers=ask_number(
            rounded,
            (exact, "float32 has that number, but TF32 does not."),
            (above if rounded == below else below, "The other neighbour is nearer."),
            (power, "That is the power of two below. TF32 keeps 10 more bits."),
        ),
        explanation=f"Its neighbours in TF32 are {below} and {above}. The nearer one is {rounded}, "
        f"which differs by {abs(exact - rounded)}. That is less than 1 part in 2000. Sums are kept "
        "in float32. A difference this small is not a bug.",
        pictures=(
            LessonFigure(
                f"{exact}, bit by bit",
                describe_bits(written, titles),
                lambda dark: bits_picture(written, titles, dark=dark),
            ),
        ),
        lesson="pages/8_Precision.py",
        link=link_to({NUMBER: str(exact)}),
        misconception="M19",
    )
