"""conv_transpose2d against what PyTorch computed, as make_transposed_goldens.py stored it."""

import numpy as np
import pytest
from stored_cases import geometry_of, stored_cases

from conv_engine import conv_transpose2d
from conv_engine.transposed import TransposedSpec

CASES = stored_cases("transposed.npz")
each_case = pytest.mark.parametrize("name", CASES)


@each_case
def test_it_agrees_with_pytorch(name):
    case = CASES[name]
    actual = conv_transpose2d(case["input"], case["weight"], case.get("bias"), **geometry_of(case))
    assert actual.dtype == case["expected"].dtype
    np.testing.assert_array_equal(actual, case["expected"])


@each_case
def test_the_spec_knows_the_shape_pytorch_gives(name):
    case = CASES[name]
    spec = TransposedSpec.of(case["weight"], case.get("bias"), **geometry_of(case))
    assert spec.output_shape(case["input"].shape) == case["expected"].shape


def test_the_goldens_cover_every_type_and_argument():
    types = {str(case["expected"].dtype) for case in CASES.values()}
    assert types == {"float32", "float64", "int64"}
    said = {argument for case in CASES.values() for argument in geometry_of(case)}
    assert said == {"stride", "padding", "output_padding", "dilation", "groups"}
    assert {case["input"].ndim for case in CASES.values()} == {3, 4}
