"""Random layers of small whole numbers for property tests: every geometry that fits its input."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from conv_engine import ConvSpec

PADDING_MODES = ("zeros", "reflect", "replicate", "circular")


@dataclass(frozen=True)
class RandomLayer:
    input: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    geometry: dict[str, Any]

    @property
    def spec(self) -> ConvSpec:
        return ConvSpec.of(self.weight, self.bias, **self.geometry)


def whole_numbers(*shape: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.int64, shape, elements=st.integers(-9, 9))


def pairs(least: int, most: int) -> st.SearchStrategy[Any]:
    each = st.integers(least, most)
    return each | st.tuples(each, each)


paddings = (
    pairs(0, 3)
    | st.tuples(st.tuples(*[st.integers(0, 3)] * 2), st.tuples(*[st.integers(0, 3)] * 2))
    | st.sampled_from(["valid", "same"])
)


@st.composite
def layers(draw: st.DrawFn) -> RandomLayer:
    groups = draw(st.integers(1, 3))
    depth, filters_in_group = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    k_h, k_w = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    geometry = {
        "stride": draw(pairs(1, 3)),
        "padding": draw(paddings),
        "dilation": draw(pairs(1, 2)),
        "groups": groups,
        "padding_mode": draw(st.sampled_from(PADDING_MODES)),
    }
    out_channels = groups * filters_in_group
    spec = ConvSpec(groups * depth, out_channels, (k_h, k_w), **geometry)
    try:
        spec.output_shape((groups * depth, height, width))
    except ValueError:  # the kernel does not fit, or reflect has too few cells
        assume(False)
    return RandomLayer(
        input=draw(whole_numbers(groups * depth, height, width)),
        weight=draw(whole_numbers(out_channels, depth, k_h, k_w)),
        bias=draw(whole_numbers(out_channels)),
        geometry=geometry,
    )
