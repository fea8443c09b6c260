"""Three colour families that never share a hue, and hues that colour-blind eyes can tell apart."""

import colorsys
from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from colours import (
    CHANNEL_HUES,
    NAMED_HUES,
    channel_colours,
    channel_scale,
    signed_scale,
    theme,
    type_hues,
)
from tests.shades import LEAST_CONTRAST, contrast

# Machado, Oliveira, Fernandes (2009), "A physiologically-based model for simulation of color
# vision deficiency", severity 1, acting on linear RGB.
EYES = {
    "typical": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# Ottosson (2020), "A perceptual color space for image processing" (Oklab).
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear_rgb(colour: str) -> NDArray[np.float64]:
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> NDArray[np.float64]:
    light = np.clip(EYES[eye] @ linear_rgb(colour), 0, None)
    return LAB @ np.cbrt(CONES @ light)


def hue_and_saturation(colour: str) -> tuple[float, float]:
    hue, _, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return 360 * hue, saturation


def distance(one: str, other: str, eye: str) -> float:
    """How far apart two colours are in Oklab, where 0.02 is about the least that is seen."""
    return float(np.linalg.norm(seen(one, eye) - seen(other, eye)))


every_eye = pytest.mark.parametrize("eye", EYES)
both_themes = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def test_grey_is_the_same_grey_for_every_eye() -> None:
    for eye in EYES:
        assert np.allclose(seen("#808080", eye), seen("#808080", "typical"), atol=1e-5)


@every_eye
def test_any_two_channel_hues_differ_for_every_eye(eye: str) -> None:
    for one, other in combinations(CHANNEL_HUES, 2):
        assert distance(one, other, eye) > 0.04, (one, other)


@every_eye
@both_themes
def test_the_two_signs_and_zero_are_far_apart_for_every_eye(dark: bool, eye: str) -> None:
    shades = theme(dark)
    for one, other in combinations((shades.negative, shades.paper, shades.positive), 2):
        assert distance(one, other, eye) > 0.14, (one, other)


@every_eye
@both_themes
def test_the_window_stands_out_from_every_channel_for_every_eye(dark: bool, eye: str) -> None:
    for hue in CHANNEL_HUES:
        assert distance(theme(dark).ink, hue, eye) > 0.16, hue


@every_eye
@both_themes
def test_a_sign_is_no_channel_for_any_eye(dark: bool, eye: str) -> None:
    # The nearest, teal and the purple of the dark theme to deutan eyes, are only 0.03 apart:
    # one more reason why channels have names and signed numbers their sign beside the colour.
    for sign, hue in product((theme(dark).negative, theme(dark).positive), CHANNEL_HUES):
        assert distance(sign, hue, eye) > 0.02, (sign, hue)


@both_themes
def test_no_channel_shares_the_hue_of_a_sign(dark: bool) -> None:
    for end in (theme(dark).negative, theme(dark).positive):
        sign, _ = hue_and_saturation(end)
        for hue, saturation in map(hue_and_saturation, CHANNEL_HUES):
            turn = min(abs(hue - sign), 360 - abs(hue - sign))
            assert turn > 18 or saturation < 0.1, (end, hue)


@both_themes
def test_text_and_marks_stand_out_from_the_paper(dark: bool) -> None:
    shades = theme(dark)
    assert contrast(shades.ink, shades.paper) > 7
    for mark in (*CHANNEL_HUES, *NAMED_HUES.values(), shades.positive, shades.negative):
        assert contrast(mark, shades.paper) > 2.3, mark


@both_themes
def test_each_channel_can_be_read_as_type(dark: bool) -> None:
    for hue in (*type_hues((), len(CHANNEL_HUES), dark), *type_hues(["grey"], 1, dark)):
        assert contrast(hue, theme(dark).paper) >= LEAST_CONTRAST, hue


def test_named_channels_keep_their_colour_when_shuffled() -> None:
    red, green, blue = channel_colours(["red", "green", "blue"], 3)
    assert channel_colours(["green", "blue", "red"], 3) == (green, blue, red)


def test_numbered_channels_take_eight_different_hues() -> None:
    assert channel_colours([], 8) == CHANNEL_HUES
    assert channel_colours([], 9)[8] == CHANNEL_HUES[0]


@both_themes
def test_zero_is_the_paper_in_every_scale(dark: bool) -> None:
    middle, paper = signed_scale(dark)[1], theme(dark).paper
    assert middle == [0.5, paper]
    assert channel_scale("#2e8b57", dark)[0] == [0.0, paper]
