"""Which channels a filter adds up: one block for each group, and nothing beside it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec, conv2d
from conv_engine.connectivity import connectivity
from tests.few_examples import few


@few
@given(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
def test_connectivity_is_one_block_for_each_group(groups: int, depth: int, filters: int) -> None:
    spec = ConvSpec(groups * depth, groups * filters, 3, groups=groups)
    blocks = np.kron(np.eye(groups, dtype=bool), np.ones((depth, filters), dtype=bool))
    np.testing.assert_array_equal(connectivity(spec), blocks)


@few
@given(st.sampled_from([1, 2, 4]))
def test_a_filter_computes_only_what_it_is_connected_to(groups: int) -> None:
    spec = ConvSpec(4, 4, 1, groups=groups)
    ones = np.ones((4, 1, 1), dtype=int)
    output = conv2d(ones, np.ones(spec.weight_shape, dtype=int), groups=groups)
    assert output.ravel().tolist() == connectivity(spec).sum(axis=0).tolist()
