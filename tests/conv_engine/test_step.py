"""One step: what it holds, and where it is refused."""

import numpy as np
import pytest

from conv_engine import step_at

INPUT = np.arange(2 * 3 * 4).reshape(2, 3, 4)
WEIGHT = np.array([[[[1, 0, 2]], [[0, 3, 0]]]])


def test_a_step_holds_every_number_on_the_way_to_one_output():
    step = step_at(INPUT, WEIGHT, [7], 0, 2, 1)
    assert step.patch.tolist() == [[[9, 10, 11]], [[21, 22, 23]]]
    assert step.partial_products.tolist() == [[[9, 0, 22]], [[0, 66, 0]]]
    assert step.channel_sums.tolist() == [9 * 1 + 10 * 0 + 11 * 2, 21 * 0 + 22 * 3 + 23 * 0]
    assert step.output == (9 + 22) + 66 + 7
    assert (step.window_rows, step.window_columns) == ((2,), (1, 2, 3))


def test_a_step_of_a_group_sees_only_the_channels_of_that_group():
    step = step_at(INPUT, [[[[2]]], [[[5]]]], None, 1, 0, 3, groups=2)
    assert step.channels == (1,)
    assert step.output == 15 * 5
    assert step.bias == 0


def test_the_window_is_counted_in_the_padded_input_and_dilation_leaves_gaps_in_it():
    step = step_at(INPUT, WEIGHT, None, 0, 0, 1, padding=(0, 2), dilation=(1, 2), stride=(1, 3))
    assert step.window_columns == (3, 5, 7)  # columns 1, 3 and 5 of the input; 5 is padding
    assert step.patch.tolist() == [[[1, 3, 0]], [[13, 15, 0]]]


def test_numbers_of_a_step_are_plain_python_numbers():
    step = step_at(np.float32(INPUT), WEIGHT, [0.5], np.int64(0), 0, 0)
    assert [type(number) for number in (step.filter, step.output, step.bias)] == [int, float, float]


@pytest.mark.parametrize(
    ("filter", "row", "column", "sentence"),
    [
        (1, 0, 0, r"filter 1 is outside 0\.\.0"),
        (0, 3, 0, r"row 3 is outside 0\.\.2"),
        (0, 0, 2, r"column 2 is outside 0\.\.1"),
        (0, 0, -1, "column -1 is less than 0"),
        (0, 0.0, 0, "row 0.0 is not a whole number"),
        (True, 0, 0, "filter True is not a whole number"),
    ],
)
def test_a_place_that_is_not_there_is_refused_with_the_valid_range(filter, row, column, sentence):
    with pytest.raises(ValueError, match=sentence):
        step_at(INPUT, WEIGHT, None, filter, row, column)


def test_a_batch_is_refused():
    with pytest.raises(ValueError, match=r"input of shape \(1, 2, 3, 4\) is a batch"):
        step_at(INPUT[None], WEIGHT, None, 0, 0, 0)
