"""What lesson 7 says about a layer as a matrix product, with its numbers. No Streamlit here."""

from collections.abc import Iterator
from math import prod

from conv_engine import ConvSpec
from conv_engine.known_layers import KnownLayer
from conv_engine.matrix import patch_matrix_shape
from text import shape_text
from ui.shell.prediction import Answer, Prediction

BYTES = 4
"""Of a float32 number."""


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
    return f"{_three_digits(size)} {unit}"


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
    The input has 3 x 5 x 5 = 75 numbers (300 bytes as float32). The patch matrix has 27 x 9 = 243
    numbers (972 bytes). The ratio is 3.24.
    """
    shape = patch_matrix_shape(input_shape, spec)
    before, after = prod(input_shape), prod(shape)
    return (
        f"The input has {shape_text(input_shape)} = {before:,} numbers ({memory_text(before)} as "
        f"float32). The patch matrix has {shape_text(shape)} = {after:,} numbers "
        f"({memory_text(after)}). The ratio is {_times(after / before)}."
    )


def _times(factor: float) -> str:
    return f"{factor:.2f}".rstrip("0").rstrip(".")


def predict_copies(spec: ConvSpec, input_shape: tuple[int, ...]) -> Prediction:
    """Ask how many times as many numbers as the input the patch matrix has.

    Beliefs that give the right number for this layer are left out.

    Examples
    --------
    >>> asked = predict_copies(ConvSpec(3, 2, 3), (3, 5, 5))  # 243 / 75, between 1 and 3 * 3
    >>> [answer.text for answer in asked.answers.values()], asked.right
    (['As many', '3.24 times', '9 times', '27 times'], 'counted')
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
            f"Then every cell would be in {kernel} patches. How many it really is in depends on "
            "the border, the stride and the dilation.",
        ),
        1: (
            "once",
            "Then every cell would be in exactly one patch. But where patches overlap, they copy "
            "a cell more than once, and where they leave a gap, they do not copy it at all.",
        ),
        counted: (
            "counted",
            f"There are {positions} patches of {entries} numbers: {entries} x {positions} = "
            f"{entries * positions:,}. The input has {before:,}.",
        ),
    }
    answers = {
        name: Answer("As many" if times == 1 else f"{_times(times)} times", meaning)
        for times, (name, meaning) in sorted(meanings.items())
    }
    question = (
        "Each patch is copied into a column. How many numbers does the patch matrix of this "
        "layer have, compared with the input?"
    )
    return Prediction("copies", question, answers, "counted")


def describe_geometry(spec: ConvSpec) -> Iterator[tuple[str, str]]:
    """Say what stride, dilation and groups do to the matrices, each under its name.

    Examples
    --------
    >>> for name, words in describe_geometry(ConvSpec(4, 4, 3, groups=2)):
    ...     print(name, "|", words[:63])
    stride | With a stride of 1, neighbouring patches overlap most. A stride
    dilation | With a dilation of 1, a patch has no gaps. A larger dilation ta
    groups | A filter sees 2 of 4 channels. Its row is zero for the others,
    """
    (s_h, s_w), (d_h, d_w) = spec.stride, spec.dilation
    if (s_h, s_w) == (1, 1):
        yield (
            "stride",
            "With a stride of 1, neighbouring patches overlap most. A stride of 2 leaves out "
            "every other row and column of positions, so about a quarter of the patches and "
            "copies remain.",
        )
    else:
        yield (
            "stride",
            f"A stride of {_pair(s_h, s_w)} keeps about one of {s_h * s_w} positions, so there "
            f"are about {s_h * s_w} times fewer patches and copies. The length of a patch does "
            "not change.",
        )
    if (d_h, d_w) == (1, 1):
        yield (
            "dilation",
            "With a dilation of 1, a patch has no gaps. A larger dilation takes the same number "
            "of cells, further apart. The matrices keep their size, except for patches that no "
            "longer fit.",
        )
    else:
        yield (
            "dilation",
            f"A dilation of {_pair(d_h, d_w)} takes the numbers of a patch from cells further "
            "apart. The patch is as long as one without gaps. Only the cells that its numbers "
            "come from change.",
        )
    yield "groups", _describe_groups(spec)


def _describe_groups(spec: ConvSpec) -> str:
    depth, entries = spec.weight_shape[1], prod(spec.weight_shape[1:])
    if spec.groups == 1:
        return (
            "With one group, every filter sees every channel. With more groups, the filter "
            "matrix is block-diagonal: it has zeros where a filter does not see a channel."
        )
    return (
        f"A filter sees {depth} of {spec.in_channels} channels. Its row is zero for the others, "
        "so the filter matrix is block-diagonal. Nobody multiplies the zeros. Instead there are "
        f"{spec.groups} smaller products, each with a filter matrix of "
        f"{spec.out_channels // spec.groups} x {entries} numbers."
    )


def numbers_of(layer: KnownLayer) -> tuple[int, int]:
    """Return how many numbers a layer's input has, and how many its patch matrix.

    Examples
    --------
    >>> numbers_of(KnownLayer("conv", ConvSpec(3, 2, 3), side=5))  # 3 * 5 * 5, 27 * 9
    (75, 243)
    """
    return prod(layer.input_shape), prod(layer.patch_matrix_shape)


def layer_name(layer: KnownLayer) -> str:
    """Name a layer, and how many are alike where there is more than one.

    Examples
    --------
    >>> layer_name(KnownLayer("conv3", ConvSpec(8, 8, 3), side=5, times=2))
    'conv3 ×2'
    """
    return layer.name if layer.times == 1 else f"{layer.name} ×{layer.times}"


def layer_text(layer: KnownLayer) -> str:
    """Write what stands beside a published layer.

    Examples
    --------
    >>> layer_text(KnownLayer("conv", ConvSpec(64, 64, 3, padding=1), side=224))
    '116 MB, ×9'
    >>> layer_text(KnownLayer("mix", ConvSpec(64, 8, 1), side=56))
    '0.8 MB, no copy'
    """
    before, after = numbers_of(layer)
    if layer.spec.kernel_size == (1, 1) and layer.spec.stride == (1, 1):
        return f"{_megabytes(after)}, no copy"
    factor = after / before
    times = f"{factor:,.0f}" if factor >= 2 else f"{factor:.2f}".rstrip("0").rstrip(".")
    return f"{_megabytes(after)}, ×{times}"


def _megabytes(numbers: int) -> str:
    return f"{_three_digits(numbers * BYTES / 1e6)} MB"


def _three_digits(size: float) -> str:
    return f"{size:.1f}" if size < 99.95 else f"{size:,.0f}"


def code_of(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Write the layer as a matrix product in NumPy, with the functions behind this page.

    Examples
    --------
    >>> print(code_of(ConvSpec(3, 2, 3, stride=2), (3, 5, 5)))
    from conv_engine import filter_matrix, im2col
    <BLANKLINE>
    columns = im2col(input, (3, 3), stride=(2, 2))  # 27 x 4
    rows = filter_matrix(weight)  # 2 x 27
    maps = (rows @ columns).reshape(2, 2, 2) + bias[:, None, None]
    """
    said = {name: getattr(spec, name) for name in _PLAIN if getattr(spec, name) != _PLAIN[name]}
    sliding = "".join(f", {name}={value!r}" for name, value in said.items())
    groups = f", groups={spec.groups}" if spec.groups > 1 else ""
    entries, positions = patch_matrix_shape(input_shape, spec)
    maps = ", ".join(str(n) for n in spec.output_shape(input_shape))
    return "\n".join(
        (
            "from conv_engine import filter_matrix, im2col",
            "",
            f"columns = im2col(input, {spec.kernel_size}{sliding})  # {entries} x {positions}",
            f"rows = filter_matrix(weight{groups})  # {spec.out_channels} x {entries}",
            f"maps = (rows @ columns).reshape({maps}) + bias[:, None, None]",
        )
    )


_PLAIN: dict[str, object] = {
    "stride": (1, 1),
    "padding": 0,
    "dilation": (1, 1),
    "padding_mode": "zeros",
}


def _pair(rows: int, columns: int) -> str:
    return str(rows) if rows == columns else f"{rows} down and {columns} across"
