"""The equations add up to what the engine says, whatever the layer."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from conv_engine import ConvSpec
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.stack import trace
from ui.pictures.derivations import (
    multiply_adds_as_equation,
    parameters_as_equation,
    positions_as_equation,
    positions_in_words,
    receptive_field_as_equation,
    unvisited_in_words,
)

sizes = st.integers(1, 9)
specs = st.builds(
    ConvSpec,
    in_channels=sizes,
    out_channels=sizes,
    kernel_size=st.tuples(sizes, sizes),
    stride=st.integers(1, 4),
    padding=st.integers(0, 3) | st.just("same"),
    dilation=st.integers(1, 3),
    bias=st.booleans(),
)


def result(equation: str) -> int:
    return int(equation.rpartition("= ")[2].replace("{,}", ""))


@given(specs, sizes, sizes)
def test_results_are_those_of_the_engine(spec: ConvSpec, height: int, width: int) -> None:
    shape = (spec.in_channels, height, width)
    try:
        output = spec.output_shape(shape)
    except ValueError:
        assume(False)
    for axis in (0, 1):
        assert result(positions_as_equation(spec, height, width, axis)) == output[1 + axis]
        words = positions_in_words(spec, height, width, axis)
        assert re.search(rf"\b{output[1 + axis]} positions?\.$", words)
    assert result(parameters_as_equation(spec)) == spec.parameter_count
    assert result(multiply_adds_as_equation(spec, shape)) == spec.multiply_adds(shape)
    unvisited = spec.unvisited(shape)
    named = unvisited_in_words(spec, shape)
    assert bool(unvisited.rows or unvisited.columns) == ("never visited" in named)


@given(st.lists(st.tuples(sizes, st.integers(1, 3)), min_size=1, max_size=5))
def test_the_terms_of_a_receptive_field_add_up_to_it(layers: list[tuple[int, int]]) -> None:
    # The input is large enough for all of them: each takes at most 9 rows and a third is left.
    stack = [Conv2d(1, 1, kernel, stride) for kernel, stride in layers]
    rows = trace(stack, (1, 5000, 5000)).rows
    terms, _, field = receptive_field_as_equation(rows).partition(" = ")
    first, *added = terms.split(" + ")
    factors = [re.fullmatch(r"\((\d+) - 1\) \\cdot (\d+)", term) for term in added]
    total = int(first) + sum((int(m[1]) - 1) * int(m[2]) for m in factors if m)
    assert total == int(field) == rows[-1].receptive_field[0]
    assert len(added) == len(layers)
