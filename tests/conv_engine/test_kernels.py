"""Named kernels, seen as filters: what they do to inputs whose answer is known by hand."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine.kernels import NAMED_KERNELS, binomial, named_filter, random_weight

EXTENTS = st.integers(1, 7)
PLANAR = [key for key, kernel in NAMED_KERNELS.items() if kernel.needs_channels is None]
DEEP = [key for key in NAMED_KERNELS if key not in PLANAR]


@pytest.mark.parametrize("name", NAMED_KERNELS)
@given(rows=EXTENTS, columns=EXTENTS)
def test_every_kernel_has_its_nearest_size_as_a_3d_filter(
    name: str, rows: int, columns: int
) -> None:
    kernel = NAMED_KERNELS[name]
    size = kernel.nearest_size((rows, columns))
    assert named_filter(name, 3, size).shape == (3, *size)
    assert kernel.nearest_size(size) == size


@pytest.mark.parametrize("name", ["identity", "box", "gaussian", "luminance", "red_minus_green"])
def test_smoothing_and_depth_kernels_take_every_size(name: str) -> None:
    for rows, columns in product(range(1, 8), repeat=2):
        assert NAMED_KERNELS[name].nearest_size((rows, columns)) == (rows, columns)


@pytest.mark.parametrize("name", [name for name in PLANAR if name != "identity"])
@given(in_channels=st.integers(1, 8))
def test_a_planar_kernel_is_the_same_in_every_channel(name: str, in_channels: int) -> None:
    weights = named_filter(name, in_channels, 3)
    assert (weights == weights[0]).all()


@given(in_channels=st.integers(1, 8), data=st.data())
def test_identity_passes_one_channel(in_channels: int, data: st.DataObject) -> None:
    channel = data.draw(st.integers(0, in_channels - 1))
    weights = named_filter("identity", in_channels, 3, channel=channel)
    assert weights.sum() == 1
    assert weights[channel, 1, 1] == 1


def test_identity_passes_channel_0_unless_told_otherwise() -> None:
    assert named_filter("identity", 3, 3)[0, 1, 1] == 1
    assert not named_filter("identity", 3, 3)[1:].any()


@given(rows=EXTENTS, columns=EXTENTS)
def test_a_flat_patch_is_multiplied_by_the_sum_of_the_weights(rows: int, columns: int) -> None:
    assert named_filter("box", 1, (rows, columns)).sum() == rows * columns
    assert named_filter("gaussian", 1, (rows, columns)).sum() == 2 ** (rows + columns - 2)


@pytest.mark.parametrize("size", [3, 5, 7, (3, 5), (7, 3)])
@pytest.mark.parametrize(
    ("name", "total"),
    [("sobel_x", 0), ("sobel_y", 0), ("laplacian", 0), ("sharpen", 1), ("emboss", 1)],
)
def test_edges_ignore_a_flat_patch_and_sharpen_keeps_it(
    name: str, total: int, size: int | tuple[int, int]
) -> None:
    assert named_filter(name, 1, size).sum() == total


def test_sobel_x_on_an_upright_edge() -> None:
    patch = np.array([[0, 0, 5]] * 3)
    assert (named_filter("sobel_x", 1, 3)[0] * patch).sum() == 1 * 5 + 2 * 5 + 1 * 5
    assert (named_filter("sobel_y", 1, 3)[0] * patch).sum() == -1 * 5 + 0 * 5 + 1 * 5


@pytest.mark.parametrize("size", [3, 5, 7])
def test_sobel_y_is_sobel_x_turned(size: int) -> None:
    np.testing.assert_array_equal(
        named_filter("sobel_y", 1, size)[0], named_filter("sobel_x", 1, size)[0].T
    )


def test_laplacian_is_blind_to_a_slope_and_sees_a_spot() -> None:
    slope, spot = np.array([[1, 2, 3]] * 3), np.array([[0, 0, 0], [0, 7, 0], [0, 0, 0]])
    weights = named_filter("laplacian", 1, 3)[0]
    assert (weights * slope).sum() == 2 + 1 - 4 * 2 + 3 + 2 == 0
    assert (weights * spot).sum() == -4 * 7


@pytest.mark.parametrize("size", [(3, 3), (4, 5), (5, 5), (6, 3)])
def test_larger_laplacians_stay_blind_to_slopes(size: tuple[int, int]) -> None:
    weights = named_filter("laplacian", 1, size)[0]
    assert (weights * np.arange(size[1])).sum() == 0
    assert (weights.T * np.arange(size[0])).sum() == 0


def test_luminance_is_a_weighted_sum_of_the_colours() -> None:
    weights = named_filter("luminance", 3, 1)[:, 0, 0]
    assert list(weights) == [0.30, 0.59, 0.11]
    assert round(sum(100 * weights)) == 30 + 59 + 11


def test_red_minus_green_is_zero_on_grey_and_blue() -> None:
    weights = named_filter("red_minus_green", 3, 1)[:, 0, 0]
    assert weights @ [80, 80, 80] == 1 * 80 - 1 * 80 + 0 * 80
    assert weights @ [0, 0, 200] == 0
    assert weights @ [200, 50, 0] == 200 - 50


def test_colour_edge_is_sobel_nothing_and_minus_sobel() -> None:
    sobel = named_filter("sobel_x", 1, 3)[0]
    np.testing.assert_array_equal(named_filter("colour_edge", 3, 3), [sobel, 0 * sobel, -sobel])


@pytest.mark.parametrize("name", NAMED_KERNELS)
def test_weights_are_whole_numbers_or_have_two_decimals(name: str) -> None:
    weights = named_filter(name, 3, 3)
    assert np.array_equal(weights, np.round(weights, 2))
    assert np.issubdtype(weights.dtype, np.integer) == (name != "luminance")


def test_pascals_triangle_grows_by_adding_neighbours() -> None:
    assert list(binomial(5)) == [1, 1 + 3, 3 + 3, 3 + 1, 1]


@pytest.mark.parametrize(
    ("name", "in_channels", "size", "sentence"),
    [
        ("sobel", 3, 3, "no kernel is named 'sobel'; there are identity, box"),
        ("sobel_x", 3, (4, 3), "odd sizes from 3 to 7, not 4x3; the nearest is 3x3"),
        ("box", 3, 9, "all sizes from 1 to 7, not 9x9; the nearest is 7x7"),
        ("luminance", 1, 3, "needs an input of 3 channels, not 1"),
    ],
)
def test_a_refusal_names_the_value_the_limit_and_what_would_do(
    name: str, in_channels: int, size: int | tuple[int, int], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        named_filter(name, in_channels, size)


def test_a_channel_outside_the_input_is_refused() -> None:
    with pytest.raises(ValueError, match="channel 3 is not one of the 3 input channels, 0 to 2"):
        named_filter("identity", 3, 3, channel=3)


@pytest.mark.parametrize("name", DEEP)
def test_a_kernel_with_depth_cannot_be_put_in_one_channel(name: str) -> None:
    with pytest.raises(ValueError, match="leave out channel"):
        named_filter(name, 3, 3, channel=1)


@given(seed=st.integers(0, 2**32))
def test_the_same_seed_draws_the_same_small_whole_numbers(seed: int) -> None:
    weight = random_weight(2, 3, (2, 3), seed)
    np.testing.assert_array_equal(weight, random_weight(2, 3, (2, 3), seed))
    assert weight.shape == (2, 3, 2, 3)
    assert set(weight.ravel().tolist()) <= {-2, -1, 0, 1, 2}
