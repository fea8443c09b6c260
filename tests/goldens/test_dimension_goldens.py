"""conv1d and conv3d against what PyTorch computed; needs no PyTorch."""

import numpy as np
import pytest
from stored_cases import geometry_of, stored_cases

from conv_engine import conv1d, conv3d, output_shape

CASES = stored_cases("dimensions.npz")
each_case = pytest.mark.parametrize("name", CASES)


@each_case
def test_any_number_of_directions_agrees_with_pytorch(name):
    case = CASES[name]
    convolve = {"conv1d": conv1d, "conv3d": conv3d}[name.partition("_")[0]]
    actual = convolve(case["input"], case["weight"], case.get("bias"), **geometry_of(case))
    assert actual.dtype == case["expected"].dtype
    np.testing.assert_array_equal(actual, case["expected"])


@each_case
def test_the_shape_pytorch_gives_is_foretold(name):
    case = CASES[name]
    foretold = output_shape(case["input"].shape, case["weight"].shape, **geometry_of(case))
    assert foretold == case["expected"].shape


@pytest.mark.parametrize("layer", ["conv1d", "conv3d"])
def test_the_goldens_cover_every_type_padding_and_group_with_and_without_a_batch(layer):
    names = [name for name in CASES if name.startswith(layer)]
    assert {str(CASES[name]["expected"].dtype) for name in names} == {
        "float32",
        "float64",
        "int64",
    }
    assert {"same", "valid"} <= {str(geometry_of(CASES[name])["padding"]) for name in names}
    assert {geometry_of(CASES[name])["groups"] > 1 for name in names} == {True, False}
    axes = {"conv1d": {2, 3}, "conv3d": {4, 5}}[layer]
    assert {CASES[name]["input"].ndim for name in names} == axes
