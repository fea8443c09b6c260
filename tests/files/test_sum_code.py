"""Programs for groups, for mixing afterwards, and for another operator than the sum."""

import contextlib
import io
from typing import Any

import numpy as np
import pytest

from conv_engine import REDUCTIONS, ConvSpec, partial_maps
from files.layer_code import Program
from files.sum_code import OPERATORS, layer_program, operator_program, separable_program
from tests.files.sum_programs import PROGRAMS, WEIGHTS, Written


def run(program: Program) -> tuple[str, dict[str, Any]]:
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(program.text(), names)
    return output.getvalue(), names


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_the_engine_prints_what_both_frameworks_printed_for_the_sum(program: Written) -> None:
    assert run(program.write("numpy"))[0] == str(program)


@pytest.mark.parametrize("key", OPERATORS)
def test_an_operator_over_grouped_maps_is_that_operator_over_the_partial_maps(key: str) -> None:
    spec, weights = ConvSpec(4, 2, 3), WEIGHTS if key == "weighted_sum" else ()
    _, names = run(operator_program(spec, key, (4, 6, 5), "numpy", WEIGHTS))
    _, drawing = run(layer_program(spec, (4, 6, 5), "numpy"))
    drawing["numbers"] = np.random.default_rng(0)  # draw the same numbers once more
    input = drawing["whole"](1, 4, 6, 5)
    by_channel = drawing["weight"](4 * 2, 1, 3, 3).reshape(4, 2, 3, 3)
    bias = drawing["whole"](2)
    maps = partial_maps(input, by_channel.swapaxes(0, 1))
    chosen = {"weights": weights} if weights else {}
    np.testing.assert_array_equal(names["maps"], REDUCTIONS[key].function(maps, bias, **chosen))


def test_the_frameworks_have_every_operator_of_the_engine() -> None:
    assert list(OPERATORS) == list(REDUCTIONS)


def test_a_layer_that_slides_and_then_mixes_has_a_name_in_keras() -> None:
    spec = ConvSpec(3, 8, 3, stride=2, padding=1)
    program = separable_program(spec, 2, (3, 7, 7), "keras").text()
    assert "    layers.ZeroPadding2D(1),\n    layers.SeparableConv2D(2, 3, strides=2),\n" in program


@pytest.mark.parametrize(
    ("key", "keras", "pytorch"),
    [
        ("max", "keras.ops.max(maps, axis=3) + bias", "maps.amax(dim=1) + bias"),
        ("mean", "keras.ops.mean(maps, axis=3) + bias", "maps.mean(dim=1) + bias"),
        (
            "weighted_sum",
            'keras.ops.einsum("nhwcf,c->nhwf", maps, np.array([1.0, 0.5], np.float32)) + bias',
            'torch.einsum("ncfhw,c->nfhw", maps, torch.tensor([1.0, 0.5])) + bias',
        ),
    ],
)
def test_an_operator_is_written_as_the_framework_calls_it(
    key: str, keras: str, pytorch: str
) -> None:
    spec = ConvSpec(2, 3, 3)
    for language, line in (("keras", keras), ("pytorch", pytorch)):
        program = operator_program(spec, key, (2, 5, 5), language, [1, 0.5])  # type: ignore[arg-type]
        assert program.definitions[-1].endswith(f"    return {line}")
        assert program.result == "over_channels(model(maps))"


def test_what_is_no_operator_and_what_keras_has_no_layers_for_is_refused() -> None:
    with pytest.raises(ValueError, match="no operator is named 'mode'; there are sum, mean, max"):
        operator_program(ConvSpec(2, 1, 3), "mode", (2, 5, 5), "keras")
    with pytest.raises(ValueError, match="stride=2 with dilation=2"):
        layer_program(ConvSpec(4, 4, 2, stride=2, dilation=2, groups=2), (4, 7, 7), "keras")
