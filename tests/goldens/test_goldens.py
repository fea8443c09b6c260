"""conv_engine against what PyTorch computed, as make_goldens.py stored it; needs no PyTorch."""

import numpy as np
import pytest
from stored_cases import geometry_of, stored_cases

from conv_engine import ConvSpec, Layer, conv2d, partial_maps, sum_channels

CASES = stored_cases("conv2d.npz")
each_case = pytest.mark.parametrize("name", CASES)


def assert_agrees(name: str, actual: np.ndarray, expected: np.ndarray) -> None:
    """Whole numbers agree exactly; real ones to the last digits of their type."""
    assert actual.dtype == expected.dtype
    if "real" in name:
        tolerance = 10 * np.finfo(expected.dtype).eps * np.abs(expected).max()
        np.testing.assert_allclose(actual, expected, rtol=0, atol=tolerance)
    else:
        np.testing.assert_array_equal(actual, expected)


@each_case
def test_conv2d_agrees_with_pytorch(name):
    case = CASES[name]
    actual = conv2d(case["input"], case["weight"], case.get("bias"), **geometry_of(case))
    assert_agrees(name, actual, case["expected"])


@each_case
def test_partial_maps_agree_with_pytorch_and_sum_to_its_feature_maps(name):
    case = CASES[name]
    maps = partial_maps(case["input"], case["weight"], **geometry_of(case))
    assert_agrees(name, maps, case["expected_partial_maps"])
    assert_agrees(name, sum_channels(maps, case.get("bias")), case["expected"])


@each_case
def test_the_spec_knows_the_shape_pytorch_gives(name):
    case = CASES[name]
    spec = ConvSpec.of(case["weight"], case.get("bias"), **geometry_of(case))
    assert spec.output_shape(case["input"].shape) == case["expected"].shape


@each_case
def test_a_layer_agrees_with_pytorch(name):
    case = CASES[name]
    spec = ConvSpec.of(case["weight"], case.get("bias"), **geometry_of(case))
    layer = Layer.of(case["input"], case["weight"], case.get("bias"), spec)
    assert_agrees(name, layer.output, case["expected"])
    assert_agrees(name, layer.partial, case["expected_partial_maps"])


def test_the_goldens_cover_every_type_padding_and_mode():
    geometries = [geometry_of(case) for case in CASES.values()]
    assert {str(case["expected"].dtype) for case in CASES.values()} == {
        "float32",
        "float64",
        "int64",
    }
    assert {geometry["padding_mode"] for geometry in geometries} == {
        "zeros",
        "reflect",
        "replicate",
        "circular",
    }
    assert {"same", "valid"} <= {str(geometry["padding"]) for geometry in geometries}
    assert {case["input"].ndim for case in CASES.values()} == {3, 4}
