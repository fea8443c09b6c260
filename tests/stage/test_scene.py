"""What is sent to the browser: every number arrives as it was, and what is printed adds up."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from conv_engine import ConvSpec, Layer, conv2d
from stage.look import add_look
from stage.packing import Packed, packed
from stage.scene import scene, slab_labels
from stage.words import description
from tests.conv_engine.random_layers import RandomLayer, layers


def units(sent: Packed) -> np.ndarray:
    """Whole numbers of 1/per, as the browser decodes them."""
    kind = np.dtype(sent["kind"]).newbyteorder("<")
    return np.frombuffer(base64.b64decode(sent["base64"]), kind).reshape(sent["shape"])


def hundredths(sent: Packed) -> np.ndarray:
    return units(sent).astype(np.int64) * (100 // sent["per"])


def id_of(content: dict[str, Any]) -> str:
    drawn: str = add_look(content, "A layer.", None)["id"]
    return drawn


def scene_of(layer: RandomLayer, per: int = 1) -> dict[str, Any]:
    """Draw a layer whose weight and bias are whole numbers of 1/per."""
    weight, bias = layer.weight / per, layer.bias / per
    return scene(Layer(layer.input, weight, bias, layer.spec))


whole = arrays(
    np.int64, array_shapes(max_dims=4, max_side=4), elements=st.integers(-70_000, 70_000)
)


@given(whole, st.sampled_from([1, 10, 100]))
def test_every_number_arrives_exactly(values: np.ndarray, per: int) -> None:
    sent = packed(values / per)
    np.testing.assert_array_equal(hundredths(sent), values * (100 // per))
    assert sent["shape"] == list(values.shape)


@given(whole)
def test_whole_numbers_stay_whole(values: np.ndarray) -> None:
    sent = packed(values)
    assert sent["per"] == 1
    np.testing.assert_array_equal(units(sent), values)


@pytest.mark.parametrize(
    ("largest", "kind"),
    [(32_767, "int16"), (32_768, "int32"), (2**31, "float64")],
)
def test_the_smallest_type_that_holds_every_number_is_sent(largest: int, kind: str) -> None:
    sent = packed(np.array([largest, -largest]))
    assert sent["kind"] == kind
    assert units(sent).tolist() == [largest, -largest]


def test_hundredths_do_not_pass_as_tenths() -> None:
    assert packed(np.array([0.1, 0.25]))["per"] == 100
    assert units(packed(np.array([0.1, 0.25]))).tolist() == [10, 25]


@given(layers(), st.sampled_from([1, 10, 100]))
def test_channel_sums_and_bias_add_up_to_the_output_as_printed(
    layer: RandomLayer, per: int
) -> None:
    sent = scene_of(layer, per)
    sums, output = hundredths(sent["sums"]), hundredths(sent["output"])
    bias = hundredths(sent["bias"])[:, None, None]
    np.testing.assert_array_equal(sums.sum(axis=1) + bias, output)


@given(layers())
def test_the_output_is_the_engines(layer: RandomLayer) -> None:
    expected = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    np.testing.assert_array_equal(units(scene_of(layer)["output"]), expected)


@given(layers())
def test_the_sum_at_each_position_is_patch_times_kernel(layer: RandomLayer) -> None:
    sent = scene_of(layer)
    input, weight, sums = (units(sent[name]).astype(int) for name in ("input", "weight", "sums"))
    _, _, rows, columns = sums.shape
    window = layer.spec.window(rows - 1, columns - 1, layer.input.shape)
    for i, slab in enumerate(sent["maps"][-1]["slabs"]):  # the last filter, at the last position
        patch = input[slab][np.ix_(window.rows, window.columns)]
        assert (patch * weight[-1, i]).sum() == sums[-1, i, -1, -1]


def test_every_filter_has_a_block_of_its_own_on_the_channels_of_its_group() -> None:
    # 4/2 = 2 channels a group, and 2 filters that see the same two
    layer = RandomLayer(np.ones((4, 3, 3), int), np.ones((4, 2, 3, 3), int), np.zeros(4, int), {})
    layer.geometry["groups"] = 2
    assert scene_of(layer)["maps"] == [
        {"block": 0, "slabs": [0, 1]},
        {"block": 1, "slabs": [0, 1]},
        {"block": 2, "slabs": [2, 3]},
        {"block": 3, "slabs": [2, 3]},
    ]


@given(layers())
def test_the_input_has_its_padding_around_it(layer: RandomLayer) -> None:
    sent = scene_of(layer)
    top, left = sent["padding"]["top"], sent["padding"]["left"]
    _, height, width = layer.input.shape
    inside = units(sent["input"])[:, top : top + height, left : left + width]
    np.testing.assert_array_equal(inside, layer.input)
    total = (height + top + sent["padding"]["bottom"], width + left + sent["padding"]["right"])
    assert tuple(sent["input"]["shape"][1:]) == total


@given(layers())
def test_a_cell_is_unvisited_when_no_window_holds_it(layer: RandomLayer) -> None:
    sent = scene_of(layer)
    _, height, width = sent["input"]["shape"]
    _, rows, columns = layer.spec.output_shape(layer.input.shape)
    shape = layer.input.shape
    seen_rows = {r for row in range(rows) for r in layer.spec.window(row, 0, shape).rows}
    seen_columns = {c for col in range(columns) for c in layer.spec.window(0, col, shape).columns}
    assert set(sent["unvisited"]["rows"]) == set(range(height)) - seen_rows
    assert set(sent["unvisited"]["columns"]) == set(range(width)) - seen_columns


def test_unvisited_columns_are_counted_in_the_padded_input() -> None:
    # 1 + 6 + 1 cells and stride 3: windows begin at 0 and 3 and end at 5. Of the last two cells
    # one is the input's and one is padding.
    weight = np.ones((1, 1, 3, 3), int)
    spec = ConvSpec.of(weight, stride=3, padding=1)
    sent = scene(Layer.of(np.ones((1, 6, 6), int), weight, spec=spec))
    assert sent["unvisited"] == {"rows": (6, 7), "columns": (6, 7)}


LAYER = RandomLayer(
    input=np.arange(2 * 4 * 4).reshape(2, 4, 4),
    weight=np.ones((1, 2, 3, 3), int),
    bias=np.array([5]),
    geometry={},
)


def test_the_same_layer_has_the_same_id_and_any_other_another() -> None:
    changed_input, changed_bias = LAYER.input.copy(), LAYER.bias + 1
    changed_input[1, 3, 3] += 1
    others = [
        RandomLayer(changed_input, LAYER.weight, LAYER.bias, {}),
        RandomLayer(LAYER.input, -LAYER.weight, LAYER.bias, {}),
        RandomLayer(LAYER.input, LAYER.weight, changed_bias, {}),
        *(RandomLayer(LAYER.input, LAYER.weight, LAYER.bias, {"padding": p}) for p in (1, "same")),
        RandomLayer(LAYER.input, LAYER.weight, LAYER.bias, {"stride": 2}),
    ]
    ids = [id_of(scene_of(layer)) for layer in [LAYER, *others]]
    assert id_of(scene_of(LAYER)) == ids[0]
    assert len(set(ids[1:])) == len(others) - 1  # padding 1 is "same" for a 3x3 kernel
    assert ids[0] not in ids[1:]


def test_a_scene_can_be_written_as_json() -> None:
    sent = scene_of(LAYER)
    assert id_of(json.loads(json.dumps(sent))) == id_of(sent)


def test_every_channel_is_labelled_by_its_number_and_its_name_where_it_has_one() -> None:
    full, short = slab_labels("channel", ["red", "green"], 3)
    assert full == ["input, channel 0 (red)", "input, channel 1 (green)", "input, channel 2"]
    assert short == ["channel 0 (red)", "channel 1 (green)", "channel 2"]


def test_one_of_a_kind_is_described_in_the_singular() -> None:
    text = description(ConvSpec(1, 1, kernel_size=(1, 2)), (1, 3, 4))
    assert text == (
        "An input of 1 channel, 3x4 cells. 1 filter of 1 channel, 1x2 cells, slides over "
        "height and width and fills 1 feature map of 3x3 cells."
    )
