"""What is said about the copies that patches make, and what the product costs."""

from math import prod

from conv_engine import ConvSpec
from conv_engine.matrix import patch_matrix_shape
from ui.shell.prediction import Answer, Prediction

BYTES = 4
"""Of a float32 number."""
COPIES, COPIES_ALT = "Copies of each cell", "How often each cell of a channel is copied"
COPIES_LABEL = "Copies of each cell. Arrow keys move the position."
COPIES_LINE = "copies: "
EVERY_CHANNEL = "The same for every channel."
SAME_WORK = (
    "The work is the same as for sliding, with the same number of multiply-adds. The matrix "
    "product only does them in an order that is faster for a processor."
)


def explain_copies(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Say why cells are copied, and how much that takes.

    Examples
    --------
    >>> print(explain_copies(ConvSpec(3, 2, 3), (3, 5, 5)))
    A cell is copied into every patch that contains it, at most once for each of the 3 × 3 = 9 cells
    of the kernel, and less often at the border. The input has 3 × 5 × 5 = 75 numbers (300 bytes as
    float32). The patch matrix has 27 × 9 = 243 numbers (972 bytes). The ratio is 3.24.
    """
    k_h, k_w = spec.kernel_size
    return (
        "A cell is copied into every patch that contains it, at most once for each of the "
        f"{k_h} × {k_w} = {k_h * k_w} cells of the kernel, and less often at the border. "
        f"{describe_copies(spec, input_shape)}"
    )


def memory_text(numbers: int) -> str:
    """Write how much memory so many float32 numbers take.

    Examples
    --------
    >>> memory_text(75), memory_text(64 * 224 * 224)
    ('300 bytes', '12.8 MB')
    """
    size = float(numbers * BYTES)
    if size < 1000:
        return f"{size:.0f} bytes"
    unit = "kB" if size < 1e6 else "MB"
    size /= 1e3 if unit == "kB" else 1e6
    return f"{three_digits(size)} {unit}"


def product_equation(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    r"""Write the shapes of the three matrices as LaTeX: the filters' length meets the patches'.

    Examples
    --------
    >>> print(product_equation(ConvSpec(3, 2, 3), (3, 5, 5)))
    \underbrace{(2 \times 27)}_\text{filters} \cdot \underbrace{(27 \times 9)}_\text{patches}
    = \underbrace{(2 \times 9)}_\text{product}
    """
    entries, positions = patch_matrix_shape(input_shape, spec)
    filters = spec.out_channels
    return (
        rf"\underbrace{{({filters} \times {entries})}}_\text{{filters}} \cdot "
        rf"\underbrace{{({entries} \times {positions})}}_\text{{patches}} = "
        rf"\underbrace{{({filters} \times {positions})}}_\text{{product}}"
    )


def describe_copies(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Say how many numbers the patch matrix has, and how many times as many as the input.

    Examples
    --------
    >>> print(describe_copies(ConvSpec(3, 2, 3), (3, 5, 5)))
    The input has 3 × 5 × 5 = 75 numbers (300 bytes as float32). The patch matrix has 27 × 9 = 243
    numbers (972 bytes). The ratio is 3.24.
    """
    shape = patch_matrix_shape(input_shape, spec)
    before, after = prod(input_shape), prod(shape)
    return (
        f"The input has {_product(input_shape)} = {before:,} numbers ({memory_text(before)} as "
        f"float32). The patch matrix has {_product(shape)} = {after:,} numbers "
        f"({memory_text(after)}). The ratio is {_times(after / before)}."
    )


def _product(sizes: tuple[int, ...]) -> str:
    return " × ".join(map(str, sizes))


def _times(factor: float) -> str:
    return f"{factor:.2f}".rstrip("0").rstrip(".")


def predict_copies(spec: ConvSpec, input_shape: tuple[int, ...]) -> Prediction:
    """Ask how many times as many numbers as the input the patch matrix has.

    Beliefs that give the right number for this layer are left out.

    Examples
    --------
    >>> asked = predict_copies(ConvSpec(3, 2, 3), (3, 5, 5))  # 243 / 75, between 1 and 3 * 3
    >>> [answer.text for answer in asked.answers.values()], asked.right
    (['Just as many', '3.24 times', '9 times', '27 times'], 'counted')
    """
    entries, positions = patch_matrix_shape(input_shape, spec)
    before, kernel = prod(input_shape), prod(spec.kernel_size)
    counted = entries * positions / before
    meanings = {
        kernel * input_shape[0]: (
            "channels",
            "Then each number would be copied for every channel, too. But it is copied only into "
            "the rows of its own channel, and there at most once for each cell of the kernel.",
        ),
        kernel: (
            "kernel",
            f"Then every cell would be in {kernel} patches. The real number depends on the border, "
            "the stride and the dilation.",
        ),
        1: (
            "once",
            "Then every cell would be in exactly one patch. But where patches overlap, they copy "
            "a cell more than once, and where they leave a gap, they do not copy it at all.",
        ),
        counted: (
            "counted",
            f"There are {positions} patches of {entries} numbers: {entries} × {positions} = "
            f"{entries * positions:,}. The input has {before:,}.",
        ),
    }
    answers = {
        name: Answer("Just as many" if times == 1 else f"{_times(times)} times", meaning)
        for times, (name, meaning) in sorted(meanings.items())
    }
    question = (
        "Each patch is copied into a column. How many numbers does the patch matrix of this "
        "layer have, compared with the input?"
    )
    return Prediction("copies", question, answers, "counted")


def three_digits(size: float) -> str:
    """Write a size with three digits.

    Examples
    --------
    >>> three_digits(12.84), three_digits(1234.5)
    ('12.8', '1,234')
    """
    return f"{size:.1f}" if size < 99.95 else f"{size:,.0f}"
