"""The step as a formula and as NumPy: what the learner reads is checked by working it out."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv_engine import Step
from tests.ui.state.links import valid_settings
from ui.pictures.arithmetic import formula, numpy_program
from ui.state.scenario import Scenario, scenario_of
from ui.state.settings import DEFAULTS, Settings

steps = st.integers(0, 10**6)


def step_number(scenario: Scenario, number: int) -> Step:
    shape = scenario.layer.output_shape
    filter, row, column = map(int, np.unravel_index(number % int(np.prod(shape)), shape))
    return scenario.layer.step(filter, row, column)


def run(program: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(program, names)
    return names


def output_of(scenario: Scenario, step: Step) -> float:
    return float(scenario.layer.output[step.filter, step.row, step.column])


@settings(max_examples=60, deadline=None)
@given(valid_settings, steps)
def test_the_program_runs_and_ends_with_the_number_on_the_screen(
    valid: Settings, number: int
) -> None:
    scenario = scenario_of(valid)
    step = step_number(scenario, number)
    names = run(numpy_program(scenario.layer, step))
    assert round(100 * names["output"]) == round(100 * output_of(scenario, step))
    np.testing.assert_array_equal(names["patch"], step.patch)


CASES = {
    "plain": {},
    "zeros around": {"padding": 1},
    "reflected": {"padding": 2, "padding_mode": "reflect"},
    "replicated": {"padding": 3, "padding_mode": "replicate"},
    "circular": {"padding": 1, "padding_mode": "circular"},
    "same": {"padding": "same", "kernel": 4},
    "dilated": {"dilation": 2},
    "strided": {"stride": 3, "size": 9},
    "in groups": {"channels": 4, "filters": 4, "groups": 2},
    "depthwise": {"channels": 4, "filters": 4, "groups": 4},
    "one cell": {"kernel": 1},
    "hundredths": {"filter0": "luminance"},
}


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_at_every_step_of_a_layer_the_program_ends_with_the_output(
    changes: dict[str, int | str],
) -> None:
    scenario = scenario_of({**DEFAULTS, **changes})
    maps = scenario.layer.output
    for number in range(maps.size):
        step = step_number(scenario, number)
        names = run(numpy_program(scenario.layer, step))
        assert round(100 * names["output"]) == round(100 * maps.flat[number])


def test_the_comments_in_the_program_are_what_it_works_out() -> None:
    scenario = scenario_of({**DEFAULTS, "padding": 1})
    program = numpy_program(scenario.layer, scenario.layer.step(1, 2, 3))
    names = run(program)
    sums, output = re.findall(r"# (\[[-\d, ]+\]|-?\d+)$", program, flags=re.MULTILINE)
    assert sums == str(names["channel_sums"].tolist())
    assert output == str(names["output"])


def number_in(tex: str) -> int:
    """A printed number in hundredths: it has at most two decimals."""
    return round(100 * float(re.sub(r"[^-\d.]", "", tex)))


@settings(max_examples=60, deadline=None)
@given(valid_settings, steps)
def test_the_numbers_of_the_formula_add_up(valid: Settings, number: int) -> None:
    scenario = scenario_of(valid)
    tex = formula(step_number(scenario, number), scenario.layer.channel_names)
    *channels, total = tex.splitlines()[1:-1]
    sums = [number_in(line.rpartition("= ")[2]) for line in channels]
    added, _, output = total.partition("& ")[2].replace(r"_{\text{bias}}", "").rpartition(" = ")
    terms = [number_in(term) for term in added.split(" + ")]
    assert terms[:-1] == sums
    assert sum(terms) == number_in(output)


@settings(max_examples=60, deadline=None)
@given(valid_settings.filter(lambda valid: int(valid["kernel"]) <= 3), steps)
def test_the_products_of_a_line_add_up_to_its_channel_sum(valid: Settings, number: int) -> None:
    scenario = scenario_of(valid)
    for line in formula(step_number(scenario, number), ()).splitlines()[1:-2]:
        products, _, channel_sum = line.partition("& ")[2].rpartition(" = ")
        pairs = [product.split(r" \cdot ") for product in products.split(" + ")]
        # a whole number times hundredths: hundredths of hundredths
        added = sum(number_in(value) * number_in(weight) for value, weight in pairs)
        assert added == 100 * number_in(channel_sum)


def test_a_channel_has_its_name_beside_its_number() -> None:
    scenario = scenario_of(DEFAULTS)
    tex = formula(scenario.layer.step(0, 0, 0), ("red", "green", "blue"))
    places = [tex.index(f"channel {c} ({name})") for c, name in enumerate(["red", "green", "blue"])]
    assert all(before < after for before, after in pairwise(places))
