"""Layers whose films are ready to take: the classic arithmetic, and what channels do."""

from dataclasses import dataclass

import numpy as np

from conv_engine import ConvSpec, Layer
from conv_engine.classic_cases import CLASSIC_CASES, ClassicCase
from conv_engine.kernels import random_weight
from conv_engine.samples import RGB, sample
from files.filmed_layer import FilmedLayer

SEED = 3


@dataclass(frozen=True, eq=False)
class ReadyPicture:
    """A film to take, what it shows, and the name of its file."""

    title: str
    words: str
    file: str
    filmed: FilmedLayer


def classic_picture(number: int, case: ClassicCase) -> ReadyPicture:
    """Fill a classic case with small whole numbers.

    Examples
    --------
    >>> picture = classic_picture(6, CLASSIC_CASES[6])
    >>> picture.title, picture.file
    ('7. A stride that does not divide', 'conv_7_a_stride_that_does_not_divide.gif')
    >>> picture.filmed.caption
    'input 6x6, kernel 3x3, stride 2, padding 1, dilation 1: feature map 3x3'
    """
    size, kernel, output = case.input_size, case.kernel_size, case.output_size
    caption = (
        f"input {size}x{size}, kernel {kernel}x{kernel}, stride {case.stride},"
        f" padding {case.padding}, dilation {case.dilation}: feature map {output}x{output}"
    )
    return ReadyPicture(
        f"{number + 1}. {case.title}",
        case.words,
        _file(f"conv {number + 1} {case.title}"),
        _filled(case.spec, size, caption),
    )


def channel_picture(title: str, words: str, spec: ConvSpec, size: int) -> ReadyPicture:
    """Fill a layer of several channels with small whole numbers."""
    caption = (
        f"{spec.in_channels} channels in, {spec.out_channels} out, groups {spec.groups}:"
        f" weight of shape {spec.weight_shape}"
    )
    return ReadyPicture(title, words, _file(f"conv {title}"), _filled(spec, size, caption))


def _filled(spec: ConvSpec, size: int, caption: str) -> FilmedLayer:
    filters, depth, k_h, k_w = spec.weight_shape
    bias = np.arange(1, filters + 1) if spec.bias else np.zeros(filters, int)
    layer = Layer(
        sample("small_integers", size, size, channels=spec.in_channels, seed=SEED),
        random_weight(filters, depth, (k_h, k_w), seed=SEED),
        bias,
        spec,
        RGB if spec.in_channels == len(RGB) else (),
    )
    return FilmedLayer(layer, caption)


def _file(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return "_".join(words) + ".gif"


CLASSIC: tuple[ReadyPicture, ...] = tuple(
    classic_picture(number, case) for number, case in enumerate(CLASSIC_CASES)
)

CHANNELS: tuple[ReadyPicture, ...] = (
    channel_picture(
        "Dense",
        "Each filter is as deep as the input. Three channel sums and one bias give one number, "
        "and each filter gives one feature map.",
        ConvSpec(3, 2, kernel_size=2),
        size=4,
    ),
    channel_picture(
        "Two groups",
        "The first filter sees only the first half of the channels, and the second filter sees "
        "only the second half. Each sum has half as many terms.",
        ConvSpec(4, 2, kernel_size=2, groups=2),
        size=4,
    ),
    channel_picture(
        "Depthwise",
        "There are as many groups as channels. Each filter sees one channel, and nothing is "
        "added across channels.",
        ConvSpec(3, 3, kernel_size=2, groups=3),
        size=4,
    ),
    channel_picture(
        "1x1",
        "The window is a single cell. At each position, the layer is only a weighted sum of the "
        "channels.",
        ConvSpec(3, 2, kernel_size=1),
        size=4,
    ),
)
