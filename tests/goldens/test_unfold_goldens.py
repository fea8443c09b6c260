"""im2col and col2im against PyTorch's unfold and fold, as make_unfold_goldens.py stored them."""

import json

import numpy as np
import pytest
from stored_cases import stored_cases

from conv_engine import col2im, im2col

CASES = stored_cases("unfold.npz")
each_case = pytest.mark.parametrize("name", CASES)


def sliding_of(name: str) -> dict:
    return json.loads(str(CASES[name]["sliding"]))


@each_case
def test_im2col_is_pytorchs_unfold_entry_by_entry(name):
    case = CASES[name]
    actual = im2col(case["input"], **sliding_of(name))
    assert actual.dtype == case["unfolded"].dtype
    np.testing.assert_array_equal(actual, case["unfolded"])


@each_case
def test_col2im_is_pytorchs_fold(name):
    case = CASES[name]
    actual = col2im(case["unfolded"], case["input"].shape, **sliding_of(name))
    assert actual.dtype == case["folded"].dtype
    np.testing.assert_array_equal(actual, case["folded"])


def test_the_goldens_cover_every_argument_and_batches():
    said = {argument for name in CASES for argument in sliding_of(name)}
    assert said == {"kernel_size", "stride", "padding", "dilation"}
    assert {case["input"].ndim for case in CASES.values()} == {3, 4}
