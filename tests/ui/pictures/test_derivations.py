"""The equations add up to what the engine says, whatever the layer."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from conv_engine import ConvSpec
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.transposed import TransposedSpec
from tests.conv_engine.stack_oracle import trace
from ui.pictures.derivations import (
    axes_alike,
    describe_positions,
    describe_unvisited,
    multiply_adds_equation,
    parameters_equation,
    positions_equation,
    receptive_field_equation,
    stamp_cost_equation,
    stamp_parameters_equation,
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
        assert result(positions_equation(spec, height, width, axis)) == output[1 + axis]
        words = describe_positions(spec, height, width, axis)
        assert re.search(rf"\b{output[1 + axis]} positions?\.$", words)
    assert result(parameters_equation(spec)) == spec.parameter_count
    assert result(multiply_adds_equation(spec, shape)) == spec.multiply_adds(shape)
    unvisited = spec.unvisited(shape)
    named = describe_unvisited(spec, shape)
    assert bool(unvisited.rows or unvisited.columns) == bool(re.search(r"\d", named))


@given(st.lists(st.tuples(sizes, st.integers(1, 3)), min_size=1, max_size=5))
def test_the_terms_of_a_receptive_field_add_up_to_it(layers: list[tuple[int, int]]) -> None:
    # The input is large enough for all of them: each takes at most 9 rows and a third is left.
    stack = [Conv2d(1, 1, kernel, stride) for kernel, stride in layers]
    rows = trace(stack, (1, 5000, 5000)).rows
    terms, _, field = receptive_field_equation(rows).partition(" = ")
    first, *added = terms.split(" + ")
    factors = [re.fullmatch(r"\((\d+) - 1\) \\cdot (\d+)", term) for term in added]
    total = int(first) + sum((int(m[1]) - 1) * int(m[2]) for m in factors if m)
    assert total == int(field) == rows[-1].receptive_field[0]
    assert len(added) == len(layers)


BY_SIDE = ConvSpec(3, 4, (2, 3), stride=(1, 2), padding=((1, 0), (0, 2)), dilation=(2, 1))


def test_rows_and_columns_have_numbers_of_their_own() -> None:
    # 5 + 1 + 0 rows, of which a kernel of 2 with a gap covers 2*(2 - 1) + 1 = 3.
    assert positions_equation(BY_SIDE, 5, 8, 0) == f"o = 5 + 1 + 0 - 3 + 1 = {6 - 3 + 1}"
    # 8 + 0 + 2 columns, of which the kernel covers 3, in steps of 2.
    assert positions_equation(BY_SIDE, 5, 8, 1) == (
        rf"o = \left\lfloor \frac{{8 + 0 + 2 - 3}}{{2}} \right\rfloor + 1 = {(10 - 3) // 2 + 1}"
    )
    rows, columns = (describe_positions(BY_SIDE, 5, 8, axis) for axis in (0, 1))
    assert re.findall(r"\d+", rows) == list(map(str, (5, 1, 0, 6, 3, 6 - 3, 3 + 1)))
    assert re.findall(r"\d+", columns) == list(map(str, (8, 0, 2, 10, 3, 7, 3, 2, 1, 3 + 1)))


def test_height_and_width_of_a_kernel_stand_in_their_order() -> None:
    assert parameters_equation(BY_SIDE) == (
        rf"4 \cdot (2 \cdot 3 \cdot 3 + 1) = {4 * (2 * 3 * 3 + 1)}"
    )
    wide = ConvSpec(1, 1, (2, 5))
    # (4 - 2 + 1) x (6 - 5 + 1) positions of 2*5 products each.
    assert multiply_adds_equation(wide, (1, 4, 6)) == (
        rf"(1 \cdot 3 \cdot 2) \cdot (2 \cdot 5 \cdot 1) = {3 * 2 * 2 * 5}"
    )
    tall = TransposedSpec(3, 2, (2, 5))
    assert stamp_parameters_equation(tall).startswith(r"3 \cdot 2 \cdot 2 \cdot 5")
    assert result(stamp_cost_equation(tall, (3, 4, 6))) == (3 * 4 * 6) * (2 * 2 * 5)


def test_padding_by_side_is_not_one_derivation_for_both_axes() -> None:
    assert not axes_alike(ConvSpec(1, 1, 3, padding=((1, 0), (0, 1))), 5, 5)
    assert not axes_alike(ConvSpec(1, 1, (2, 3)), 5, 5)
    assert not axes_alike(ConvSpec(1, 1, 3, stride=2, padding="same"), 5, 6)
    assert axes_alike(ConvSpec(1, 1, 3, padding=((1, 0), (1, 0))), 5, 5)
