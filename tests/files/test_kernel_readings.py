"""Which axis of an array is which, and what one kernel means for several channels."""

import numpy as np
import pytest

from files.kernels import KernelError, readings, spread


def test_two_orders_of_axes_are_both_offered_and_the_channels_decide() -> None:
    array = np.arange(4 * 3 * 3 * 3).reshape(4, 3, 3, 3)
    pytorch, keras = readings(array)
    assert (pytorch.layout, pytorch.weight.shape) == ("OIHW", (4, 3, 3, 3))  # squares first
    assert (keras.layout, keras.weight.shape) == ("HWIO", (3, 3, 4, 3))
    assert keras.weight[2, 1, 3, 0] == array[3, 0, 1, 2]
    # Kernels of 40 rows are too large, so that only one order is left.
    assert [r.layout for r in readings(np.ones((40, 3, 3, 3)))] == ["OIHW"]
    assert [r.layout for r in readings(np.ones((3, 3, 5, 8)), in_channels=5)] == ["HWIO"]


def test_three_axes_are_one_filter_or_filters_of_one_channel() -> None:
    assert [r.layout for r in readings(np.arange(45).reshape(5, 3, 3), 5)] == ["IHW"]
    assert [r.layout for r in readings(np.arange(45).reshape(3, 3, 5), 5)] == ["HWI"]
    (alone,) = readings(np.arange(45).reshape(5, 3, 3), 1)
    assert (alone.layout, alone.weight.shape) == ("OHW", (5, 1, 3, 3))


@pytest.mark.parametrize(
    ("shape", "order", "weight"),
    [
        ((6, 1, 3, 3), "OIHW", (6, 1, 3, 3)),
        ((3, 3, 1, 6), "HWIO", (6, 1, 3, 3)),
        ((16, 1, 5, 5), "OIHW", (16, 1, 5, 5)),
    ],
)
def test_filters_of_one_kernel_each_fit_a_colour_picture(
    shape: tuple[int, ...], order: str, weight: tuple[int, ...]
) -> None:
    first = readings(np.arange(np.prod(shape)).reshape(shape), in_channels=3)[0]
    assert (first.layout, first.weight.shape) == (order, weight)


def test_nothing_is_asked_where_the_order_makes_no_difference() -> None:
    assert len(readings(np.ones((3, 3, 3, 3)))) == 1


def test_one_kernel_has_one_reading_for_any_number_of_channels() -> None:
    (reading,) = readings(np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]), in_channels=3)
    assert reading.weight.tolist() == [[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]]
    assert reading.title == "1 filter of 1 kernel of 3x3 (one kernel)"


def test_an_array_without_any_reading_is_refused_with_what_it_would_be() -> None:
    with pytest.raises(KernelError) as refusal:
        readings(np.ones((64, 40, 40, 3)), in_channels=3)
    assert str(refusal.value) == (
        "an array of shape (64, 40, 40, 3) has no kernels of at most 32x32 for 3 channels: read"
        " as OIHW it is 64 filters of 40 kernels of 40x3 (filters first, as in PyTorch), as HWIO"
        " it is 3 filters of 40 kernels of 64x40 (filters last, as in Keras)"
    )
    with pytest.raises(KernelError, match=r"an array of shape \(1, 1, 1, 1, 1\) cannot be read as"):
        readings(np.ones((1, 1, 1, 1, 1)))


def test_one_kernel_for_three_channels_means_three_different_things() -> None:
    patch = np.array([[[10]], [[20]], [[60]]])  # red, green, blue of one pixel
    kernel = np.array([[3]])
    assert (patch * spread(kernel, 3, "every channel")).sum() == 10 * 3 + 20 * 3 + 60 * 3
    assert (patch * spread(kernel, 3, "one channel", channel=2)).sum() == 60 * 3
    assert (patch * spread(kernel, 3, "divided")).sum() == (10 + 20 + 60) / 3 * 3


def test_a_channel_that_is_not_there_is_refused() -> None:
    with pytest.raises(KernelError, match="channel 3 is not one of the 3 input channels, 0 to 2"):
        spread(np.ones((3, 3)), 3, "one channel", channel=3)
