"""Layers whose films are ready to take: the classic arithmetic, and what channels do."""

from dataclasses import dataclass

import numpy as np

from conv_engine import ConvSpec, Layer
from conv_engine.classic_cases import CLASSIC_CASES, ClassicCase
from conv_engine.kernels import random_weight
from conv_engine.samples import RGB, sample
from files.filmed_layer import FilmedLayer
from ui.lessons.films import words

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
    """
    return ReadyPicture(
        f"{number + 1}. {case.title}",
        case.words,
        _file(f"conv {number + 1} {case.title}"),
        _filled(case.spec, case.input_size, words.caption_case(case)),
    )


def channel_picture(title: str, said: str, spec: ConvSpec, size: int) -> ReadyPicture:
    """Fill a layer of several channels with small whole numbers."""
    filmed = _filled(spec, size, words.caption_channels(spec))
    return ReadyPicture(title, said, _file(f"conv {title}"), filmed)


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
    parts = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return "_".join(parts) + ".gif"


CLASSIC: tuple[ReadyPicture, ...] = tuple(
    classic_picture(number, case) for number, case in enumerate(CLASSIC_CASES)
)

CHANNELS: tuple[ReadyPicture, ...] = (
    channel_picture(
        words.DENSE,
        words.DENSE_SAYS,
        ConvSpec(3, 2, kernel_size=2),
        size=4,
    ),
    channel_picture(
        words.GROUPS,
        words.GROUPS_SAY,
        ConvSpec(4, 2, kernel_size=2, groups=2),
        size=4,
    ),
    channel_picture(
        words.DEPTHWISE,
        words.DEPTHWISE_SAYS,
        ConvSpec(3, 3, kernel_size=2, groups=3),
        size=4,
    ),
    channel_picture(
        words.POINTWISE,
        words.POINTWISE_SAYS,
        ConvSpec(3, 2, kernel_size=1),
        size=4,
    ),
)
