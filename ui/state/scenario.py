"""The scenario: input, filters and geometry as arrays, made from what is set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from conv_engine import ConvSpec, Layer, quantise
from conv_engine.kernels import named_filter, random_weight
from conv_engine.samples import RGB, SAMPLES, sample
from files.decoding import Pixels
from files.pictures import region_as_cells, working_copy
from ui.state.settings import (
    BIASES,
    EDITED,
    LARGEST_KERNEL,
    MOST_CHANNELS,
    MOST_FILTERS,
    OWN_PICTURE,
    PICTURE_SIDE,
    RANDOM,
    READING_CHANNELS,
    Settings,
)
from ui.state.valid_settings import depth, filter_kinds, spec_of

Array = NDArray[Any]
NO_BIASES: Mapping[int, float] = MappingProxyType({})
SAMPLE_SIDE = 512
"""Side of a sample picture at full resolution, in pixels."""


@dataclass(frozen=True, eq=False)
class WholePicture:
    """A picture at full resolution, uint8 of shape (C, H, W), and its smaller working copy."""

    pixels: Pixels

    @cached_property
    def digest(self) -> str:
        """A hash of the pixels: equal pictures have equal digests."""
        return sha256(self.pixels.tobytes()).hexdigest()

    @cached_property
    def working(self) -> Pixels:
        """The copy that fits a lesson, uint8, shape (C, h, w)."""
        return working_copy(self.pixels, PICTURE_SIDE)


@dataclass(frozen=True, eq=False)
class Scenario:
    """The layer that is set, and the whole picture its input is taken from.

    Attributes
    ----------
    layer : Layer
        On the cells of the stage, which are few enough to read. Its weight has at most two
        decimals, so that what is printed adds up as printed.
    exact_weight, exact_bias : ndarray of the shape of the layer's weight and bias
        As the learner gave them.
    load : callable
        Makes the whole picture, when it is first asked for. For a volume, which is no picture,
        another input with as many channels stands in.
    """

    layer: Layer
    exact_weight: Array
    exact_bias: Array
    is_picture: bool
    load: Callable[[], WholePicture]

    @cached_property
    def layer_on_picture(self) -> Layer:
        """The same layer on the whole picture at working resolution.

        Raises
        ------
        ValueError
            If the kernel does not fit the picture.
        """
        return replace(self.layer, input=self.picture)

    @property
    def full_hue(self) -> float | None:
        """The input value that has a channel's full hue; each channel's greatest by default."""
        return 255 if self.is_picture else None

    @cached_property
    def full(self) -> Pixels:
        """The whole picture at full resolution, uint8, shape (C_in, H, W)."""
        return self.load().pixels

    @cached_property
    def picture(self) -> Array:
        """The whole picture at working resolution, shape (C_in, h, w)."""
        return self.load().working.astype(np.int64)


def scenario_of(
    settings: Settings,
    own_picture: WholePicture | None = None,
    edited: Array | None = None,
    edited_input: Array | None = None,
    biases: Mapping[int, float] = NO_BIASES,
) -> Scenario:
    """Make the arrays of a scenario from valid settings.

    The learner's picture has as many channels as are set; without it a sample stands in. Of the
    edited kernels, shape (8, 16, 11, 11), the layer uses the corner that it needs. An edited input
    stands in for the small whole numbers that were drawn. Biases are those with decimals, by
    filter.
    """
    spec = spec_of(settings)
    weight = weight_of(settings, spec, edited)
    bias = bias_of(settings, biases)
    return Scenario(
        layer=Layer(
            input=stage_input(settings, own_picture, edited_input),
            weight=quantise(weight),
            bias=quantise(bias),
            spec=spec,
            channel_names=channel_names(settings),
        ),
        exact_weight=weight,
        exact_bias=bias,
        is_picture=is_picture(settings),
        load=lambda: whole_picture(settings, own_picture),
    )


def is_picture(settings: Settings) -> bool:
    """Whether what is set is a picture, of which the stage shows a region."""
    key = str(settings["input"])
    return key == OWN_PICTURE or SAMPLES[key].kind == "picture"


def channel_names(settings: Settings) -> tuple[str, ...]:
    """Name the channels: three are read as red, green and blue, unless the input knows better."""
    if settings["input"] == OWN_PICTURE:
        return READING_CHANNELS[settings["reading"]]
    own = SAMPLES[str(settings["input"])].channel_names
    return own or (RGB if depth(settings) == len(RGB) else ())


def whole_picture(settings: Settings, own_picture: WholePicture | None) -> WholePicture:
    """Return the picture that is set, or the sample that stands in for one."""
    key = str(settings["input"])
    if key == OWN_PICTURE and own_picture is not None:
        return own_picture
    if key == OWN_PICTURE or not is_picture(settings):
        key = stand_in_sample(settings)
    return sample_picture(key, depth(settings))


def stand_in_sample(settings: Settings) -> str:
    """Name the sample that is shown where there is no picture with so many channels."""
    return {1: "digit", len(RGB): "still_life"}.get(depth(settings), "stripes")


@lru_cache(maxsize=8)
def sample_picture(key: str, channels: int) -> WholePicture:
    """Draw a sample at full resolution; read only, since it is kept.

    Small numbers are raised to what can be seen: 0 and 9 become black and 9 * 28 = 252.
    """
    values = sample(key, SAMPLE_SIDE, SAMPLE_SIDE, channels=channels)
    brighter = 1 if SAMPLES[key].kind == "picture" else 255 // int(values.max())
    pixels = (values * brighter).astype(np.uint8)
    pixels.flags.writeable = False
    return WholePicture(pixels)


def region_of(settings: Settings, picture: WholePicture) -> tuple[int, int, int]:
    """Return first row, first column and side of the region, made to lie in the picture."""
    _, height, width = picture.pixels.shape
    span = min(int(settings["span"]), height, width)
    return min(int(settings["top"]), height - span), min(int(settings["left"]), width - span), span


def stage_input(
    settings: Settings, own_picture: WholePicture | None, edited: Array | None = None
) -> Array:
    """Return the cells of the stage: means of a region of the picture, or a sample's numbers."""
    if edited is not None:
        return edited
    size = int(settings["size"])
    if is_picture(settings):
        picture = whole_picture(settings, own_picture)
        return _cells(picture, *region_of(settings, picture), size)
    key, seed = str(settings["input"]), int(settings["seed"])
    return sample(key, size, size, channels=depth(settings), seed=seed)


@lru_cache(maxsize=4)  # a few only: each keeps a whole picture
def _cells(picture: WholePicture, top: int, left: int, span: int, size: int) -> Array:
    cells = region_as_cells(picture.pixels, top, left, span, span, size, size)
    cells.flags.writeable = False
    return cells


def bias_of(settings: Settings, exact: Mapping[int, float] = NO_BIASES) -> Array:
    """Return the bias of each filter: with its decimals as long as nobody has set another.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS
    >>> settings = {**DEFAULTS, "bias0": 0, "bias1": -2}
    >>> bias_of(settings), bias_of(settings, {0: 0.25, 1: 3.5})
    (array([ 0, -2]), array([ 0.25, -2.  ]))
    """
    whole = [int(settings[f"bias{f}"]) for f in range(int(settings["filters"]))]
    return np.array(
        [
            exact[f] if nearest_bias(exact.get(f, n)) == n and f in exact else n
            for f, n in enumerate(whole)
        ]
    )


def nearest_bias(value: float) -> int:
    """Return the whole number that a control and a link hold of a bias."""
    return int(np.clip(np.rint(value), BIASES[0].values[0], BIASES[0].values[-1]))


@lru_cache(maxsize=8)
def drawn_kernels(seed: int) -> Array:
    """Draw kernels for all filters and channels, shape (8, 16, 11, 11).

    What links and files of any age draw by a seed stays the same: the first 8 channels and 7x7
    cells are a draw of their own, and what lies around them is another.
    """
    kernels = random_weight(MOST_FILTERS, MOST_CHANNELS, LARGEST_KERNEL, seed=seed)
    kernels[:, :8, :7, :7] = random_weight(MOST_FILTERS, 8, 7, seed=seed)
    kernels.flags.writeable = False
    return kernels


def weight_of(settings: Settings, spec: ConvSpec, edited: Array | None) -> Array:
    """Build the weight filter by filter."""
    _, channels, k_h, k_w = spec.weight_shape
    random = drawn_kernels(int(settings["seed"]))
    typed = np.zeros_like(random) if edited is None else edited

    def kernels(f: int, kind: str) -> Array:
        if kind == RANDOM:  # it keeps the kernel of every channel that it sees, whatever the groups
            return random[f, spec.group_of(f), :k_h, :k_w]
        if kind == EDITED:
            return typed[f, :channels, :k_h, :k_w]
        # "Pass one channel" passes another one in each filter.
        channel = f % channels if kind == "identity" else None
        return named_filter(kind, channels, (k_h, k_w), channel=channel)

    return np.stack([kernels(f, kind) for f, kind in enumerate(filter_kinds(settings))])
