"""Maps as pictures: what each colour stands for, and values that come back from 16 bits."""

import tracemalloc
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from PIL import Image, ImageColor

from colours import theme
from conv_engine.numeric import symmetric_limit
from files.pictures import read_picture
from files.renderings import (
    RENDERINGS,
    Rendering,
    map_as_png,
    map_as_png16,
    rendered,
    screen_colours,
)

Map = NDArray[Any]
shapes = array_shapes(min_dims=2, max_dims=2, max_side=5)
whole_numbers = arrays(np.int64, shapes, elements=st.integers(-(10**6), 10**6))


def read_back(file: bytes) -> tuple[Map, float]:
    """Read values and their step with nothing but the file: its levels and its text chunks."""
    image = Image.open(BytesIO(file))
    assert image.mode == "I;16"
    offset, factor = (float(image.info[name]) for name in ("offset", "factor"))
    return offset + factor * np.asarray(image).astype(float), factor


def test_clip_cuts_off_what_no_screen_can_show() -> None:
    values = np.array([[-1, 0, 0.4, 0.6, 254.6, 255, 256, 1e9]])
    assert rendered(values, "clip").tolist() == [[[0, 0, 0, 1, 255, 255, 255, 255]]]


def test_absolute_forgets_the_sign() -> None:
    values = np.array([[-50, 50, 0, -20]])
    assert rendered(values, "absolute").tolist() == [[[255, 255, 0, 255 * 20 // 50]]]
    assert rendered(values, "absolute", limit=100).tolist()[0][0][3] == 255 * 20 // 100


@pytest.mark.parametrize("dark", [False, True])
def test_signed_runs_from_below_through_paper_to_above(dark: bool) -> None:
    shades = theme(dark)
    pixels = rendered(np.array([[-8, 0, 8, -99, 99]]), "signed", limit=8, dark=dark)
    ends = (shades.negative, shades.paper, shades.positive, shades.negative, shades.positive)
    expected = [list(ImageColor.getrgb(colour)) for colour in ends]
    assert pixels[:, 0].T.tolist() == expected


def test_signed_mixes_half_of_an_end_with_half_of_the_paper() -> None:
    red, *_ = ImageColor.getrgb(theme().positive)
    pixel = rendered(np.array([[255, 128]]), "signed")[:, 0, 1]  # 128 of 255 shades
    assert pixel[0] == round(255 + (red - 255) * 128 / 255)


@given(whole_numbers, st.sampled_from(RENDERINGS))
def test_a_rendering_reads_back_from_its_file(values: Map, rendering: Rendering) -> None:
    pixels = rendered(values, rendering)
    back = read_picture(map_as_png(values, rendering), "map.png").pixels
    np.testing.assert_array_equal(back, np.broadcast_to(pixels, back.shape))


@given(whole_numbers)
def test_opposite_values_are_as_far_from_black_and_white_alike(values: Map) -> None:
    np.testing.assert_array_equal(rendered(values, "absolute"), rendered(-values, "absolute"))


def test_a_map_of_zeros_is_paper() -> None:
    zeros = np.zeros((2, 2))
    assert symmetric_limit(zeros) == 1
    assert (rendered(zeros, "signed") == 255).all()
    assert (rendered(zeros, "absolute") == 0).all()


@given(arrays(np.int64, shapes, elements=st.integers(-(2**15), 2**15 - 1)))
def test_whole_numbers_come_back_from_16_bits_exactly(values: Map) -> None:
    back, factor = read_back(map_as_png16(values))
    assert factor == 1
    np.testing.assert_array_equal(back, values)


@given(
    st.sampled_from([np.float32, np.float64, np.int64]).flatmap(
        lambda kind: arrays(kind, shapes, elements=st.integers(-(10**9), 10**9).map(kind))
    ),
    st.sampled_from([1, 0.001, -3.7]),
)
def test_numbers_come_back_from_16_bits_to_within_half_a_step(values: Map, share: float) -> None:
    values = values * share
    back, factor = read_back(map_as_png16(values))
    assert np.abs(back - values.astype(float)).max() <= factor * 0.5000001
    assert factor == 1 or factor <= (1 + 1e-9) * np.ptp(values.astype(float)) / 65535


def test_the_way_back_is_written_in_words() -> None:
    file = map_as_png16(np.array([[-1.0, 65534.0]]))
    info = Image.open(BytesIO(file)).info
    assert info["mapping"] == "value = offset + factor * level"
    assert (info["offset"], info["factor"]) == ("-1.0", "1.0")


@pytest.mark.parametrize("values", [np.array([[1, np.nan]]), np.array([[1, -np.inf]])])
def test_what_is_not_finite_is_named_with_its_place(values: Map) -> None:
    with pytest.raises(ValueError, match=r"^map holds \S+ at row 0, column 1, but needs finite"):
        rendered(values, "clip")
    with pytest.raises(ValueError, match=r"^map holds \S+ at row 0, column 1, but needs finite"):
        map_as_png16(values)


@pytest.mark.parametrize("limit", [0, -1.0, float("nan"), float("inf")])
def test_a_limit_must_be_above_zero(limit: float) -> None:
    with pytest.raises(ValueError, match="is not a finite number above 0"):
        rendered(np.ones((1, 1)), "signed", limit)


def test_several_maps_at_once_are_refused_with_their_shape() -> None:
    with pytest.raises(ValueError, match=r"map of shape \(3, 2, 2\) has 3 axes, but needs"):
        rendered(np.zeros((3, 2, 2)), "clip")


def test_an_unknown_rendering_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="rendering 'log' is not one of 'clip', 'absolute', 'sig"):
        rendered(np.zeros((1, 1)), "log")  # type: ignore[arg-type]


def test_rendering_holds_little_beside_the_picture_itself() -> None:
    values = np.zeros((2000, 1500), dtype=np.float32)
    tracemalloc.start()
    size = rendered(values, "signed").nbytes
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size + 12_000_000  # a few blocks of a quarter of a million float64


@pytest.mark.parametrize("channels", [2, 4, 5, 8])
def test_lights_that_add_up_are_as_bright_as_can_be_and_none_is_cut_off(channels: int) -> None:
    full = np.full((channels, 1, 1), 255)
    assert screen_colours(full).max() == 255
    half = screen_colours(full // 2).astype(int)
    assert abs(2 * half - screen_colours(full)).max() <= 2  # 127 is half of 254


def test_a_channel_alone_shines_in_its_own_hue() -> None:
    pixels = np.zeros((2, 1, 2))
    pixels[0, 0, 0] = pixels[1, 0, 1] = 255  # one channel each
    red, green = screen_colours(pixels)[:, 0].T
    assert (tuple(red), tuple(green)) == ((0xD1, 0x49, 0x5B), (0x2E, 0x8B, 0x57))
