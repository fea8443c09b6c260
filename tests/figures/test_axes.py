"""The end of a colour scale."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from figures.axes import colour_limit
from tests.few_examples import few


@few
@given(arrays(np.int64, (64, 64), elements=st.integers(-(10**6), 10**6)))
def test_a_colour_limit_is_positive_and_never_beyond_the_greatest(values: np.ndarray) -> None:
    assert 0 < colour_limit(values) <= max(1, abs(values).max())


def test_a_few_extreme_pixels_do_not_pale_a_picture() -> None:
    values = np.full((64, 64), 20)
    values[0, 0] = -900
    assert colour_limit(values) == 20
