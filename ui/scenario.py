"""The scenario: input, filters and geometry as arrays, made from what is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from conv_engine import ConvSpec, quantise
from conv_engine.geometry import Geometry
from conv_engine.kernels import named_filter, random_weight
from conv_engine.samples import RGB, SAMPLES, sample
from files.pictures import region_as_cells
from ui.settings import (
    EDITED,
    MOST_CHANNELS,
    MOST_FILTERS,
    OWN_PICTURE,
    PICTURE_SIDE,
    RANDOM,
    SETTINGS,
    Settings,
    depth,
    filter_kinds,
    spec_of,
)

Array = NDArray[Any]
LARGEST_KERNEL = max(int(k) for k in SETTINGS["kernel"].values)


@dataclass(frozen=True, eq=False)
class Scenario:
    """A layer and its input, ready for the engine.

    Attributes
    ----------
    input : ndarray of shape (C_in, size, size)
        What the stage shows: small enough to read.
    picture : ndarray of shape (C_in, H, W)
        The whole picture at working resolution. For a volume, which is no picture, another input
        with as many channels stands in.
    channel_names : tuple of str
        Empty where channels are only numbered.
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,)
    spec : ConvSpec
    is_picture : bool
        Whether `input` is a region of `picture`.
    """

    input: Array
    picture: Array
    channel_names: tuple[str, ...]
    weight: Array
    bias: Array
    spec: ConvSpec
    is_picture: bool

    @property
    def geometry(self) -> Geometry:
        """The keyword arguments that `conv_engine` takes beside the arrays."""
        spec = self.spec
        return Geometry(
            stride=spec.stride,
            padding=spec.padding,
            dilation=spec.dilation,
            groups=spec.groups,
            padding_mode=spec.padding_mode,
        )


def scenario_of(
    settings: Settings, own_picture: Array | None = None, edited: Array | None = None
) -> Scenario:
    """Make the arrays of a scenario.

    Parameters
    ----------
    settings : mapping
        A valid one (`ui.settings.nearest_valid`).
    own_picture : ndarray of uint8, shape (3, H, W), optional
        The learner's picture at working resolution; without it the still life stands in.
    edited : ndarray of shape (8, 8, 7, 7), optional
        What the learner typed into kernels; only the corner that the layer needs is used.

    Returns
    -------
    Scenario
    """
    spec = spec_of(settings)
    picture = whole_picture(settings, own_picture)
    return Scenario(
        input=stage_input(settings, picture) if is_picture(settings) else volume(settings),
        picture=picture,
        channel_names=channel_names(settings),
        weight=weight_of(settings, spec, edited),
        bias=np.array([settings[f"bias{f}"] for f in range(spec.out_channels)]),
        spec=spec,
        is_picture=is_picture(settings),
    )


def is_picture(settings: Settings) -> bool:
    """Whether what is set is a picture, of which the stage shows a region."""
    key = str(settings["input"])
    return key == OWN_PICTURE or SAMPLES[key].kind == "picture"


def channel_names(settings: Settings) -> tuple[str, ...]:
    """Name the channels: three are read as red, green and blue, unless the sample knows better."""
    own = () if settings["input"] == OWN_PICTURE else SAMPLES[str(settings["input"])].channel_names
    return own or (RGB if depth(settings) == len(RGB) else ())


def whole_picture(settings: Settings, own_picture: Array | None) -> Array:
    """Return the picture at working resolution, or what stands in for one."""
    key = str(settings["input"])
    if key == OWN_PICTURE and own_picture is not None:
        return own_picture.astype(np.int64)
    if not is_picture(settings) or key == OWN_PICTURE:
        key = "still_life" if depth(settings) == len(RGB) else "stripes"
    return sample(key, PICTURE_SIDE, PICTURE_SIDE, channels=depth(settings))


def volume(settings: Settings) -> Array:
    """Return the small numbers of a sample that is no picture."""
    size = int(settings["size"])
    key = str(settings["input"])
    return sample(key, size, size, channels=depth(settings), seed=int(settings["seed"]))


def region_of(settings: Settings, picture: Array) -> tuple[int, int, int]:
    """Return first row, first column and side of the region, made to lie in the picture."""
    _, height, width = picture.shape
    span = min(int(settings["span"]), height, width)
    return min(int(settings["top"]), height - span), min(int(settings["left"]), width - span), span


def stage_input(settings: Settings, picture: Array) -> Array:
    """Average a region of the picture into the cells of the stage, whole numbers 0 to 255."""
    size = int(settings["size"])
    top, left, span = region_of(settings, picture)
    return region_as_cells(picture.astype(np.uint8), top, left, span, span, size, size)


def weight_of(settings: Settings, spec: ConvSpec, edited: Array | None) -> Array:
    """Build the weight filter by filter, with at most two decimals."""
    shape = spec.weight_shape
    random = random_weight(MOST_FILTERS, MOST_CHANNELS, LARGEST_KERNEL, seed=int(settings["seed"]))
    typed = np.zeros_like(random) if edited is None else edited
    kinds = filter_kinds(settings)
    filters = [_filter(f, kind, shape[1:], random, typed) for f, kind in enumerate(kinds)]
    return np.asarray(quantise(np.stack(filters)))


def _filter(f: int, kind: str, shape: Sequence[int], random: Array, edited: Array) -> Array:
    depth, k_h, k_w = shape
    corner = (f, slice(depth), slice(k_h), slice(k_w))
    if kind == RANDOM:
        return random[corner]
    if kind == EDITED:
        return edited[corner]
    # "Pass one channel" passes another one in each filter.
    return named_filter(kind, depth, (k_h, k_w), channel=f % depth if kind == "identity" else None)
