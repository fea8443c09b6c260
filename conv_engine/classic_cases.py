"""The eight classic cases of convolution arithmetic, each with the relationship it shows."""

from dataclasses import dataclass

from conv_engine.spec import ConvSpec


@dataclass(frozen=True)
class ClassicCase:
    """A layer with one channel and a square input, and what it shows.

    Parameters
    ----------
    title : str
    words : str
        What happens, before any equation.
    relationship : int
        Its number in the guide; two cases may show one relationship.
    equation : str
        LaTeX, of the input size i, kernel size k, stride s, padding p and dilation d.
    input_size, kernel_size, stride, padding, dilation : int
        In cells.

    Examples
    --------
    >>> CLASSIC_CASES[6].output_size  # floor((6 + 2*1 - 3) / 2) + 1
    3
    """

    title: str
    words: str
    relationship: int
    equation: str
    input_size: int
    kernel_size: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    @property
    def spec(self) -> ConvSpec:
        """The layer of the case: one channel, one filter."""
        return ConvSpec(
            1, 1, self.kernel_size, self.stride, self.padding, self.dilation, bias=False
        )

    @property
    def output_size(self) -> int:
        """Rows of the feature map, and its columns."""
        return self.spec.output_shape((1, self.input_size, self.input_size))[-1]


STRIDED_AND_PADDED = r"o = \left\lfloor \frac{i + 2p - k}{s} \right\rfloor + 1"

CLASSIC_CASES: tuple[ClassicCase, ...] = (
    ClassicCase(
        "No padding, stride 1",
        "The kernel starts in one corner and moves until it touches the other side. The start is "
        "one position, and each cell that is left gives one more.",
        1,
        "o = (i - k) + 1",
        input_size=4,
        kernel_size=3,
    ),
    ClassicCase(
        "Some padding, stride 1",
        "Cells added on both sides count like cells of the input, so the kernel moves over all "
        "of them.",
        2,
        "o = (i - k) + 2p + 1",
        input_size=5,
        kernel_size=4,
        padding=2,
    ),
    ClassicCase(
        "Half padding: same",
        "Half the kernel size, rounded down, is added on both sides. With an odd kernel, the "
        "feature map is then as large as the input.",
        3,
        r"o = i \quad\text{for}\quad p = \lfloor k / 2 \rfloor",
        input_size=5,
        kernel_size=3,
        padding=1,
    ),
    ClassicCase(
        "Full padding",
        "The kernel size minus one is added on both sides. Every overlap of kernel and input "
        "counts, down to a single cell, so the feature map is larger than the input.",
        4,
        r"o = i + (k - 1) \quad\text{for}\quad p = k - 1",
        input_size=5,
        kernel_size=3,
        padding=2,
    ),
    ClassicCase(
        "No padding, stride 2",
        "The window skips every second position.",
        5,
        r"o = \left\lfloor \frac{i - k}{s} \right\rfloor + 1",
        input_size=5,
        kernel_size=3,
        stride=2,
    ),
    ClassicCase(
        "Padding, stride 2",
        "The padding is added first. Then the window moves in steps of two over the padded input.",
        6,
        STRIDED_AND_PADDED,
        input_size=5,
        kernel_size=3,
        stride=2,
        padding=1,
    ),
    ClassicCase(
        "A stride that does not divide",
        "The input has one more row and column than in case 6, but the feature map has the same "
        "size. The last step would go past the end, so it is left out. Frameworks round down.",
        6,
        STRIDED_AND_PADDED,
        input_size=6,
        kernel_size=3,
        stride=2,
        padding=1,
    ),
    ClassicCase(
        "Dilation 2",
        "With gaps between its cells, the kernel covers more of the input with the same number "
        "of weights. A kernel without gaps has dilation 1.",
        15,
        r"o = \left\lfloor \frac{i + 2p - d\,(k - 1) - 1}{s} \right\rfloor + 1",
        input_size=7,
        kernel_size=3,
        dilation=2,
    ),
)
"""In the order in which a class meets them.

Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, chapters 2 and 5.
"""
