"""A block that slides in depth too: the same weights at every depth, each on slices of its own."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from colours import channel_colours
from conv_engine import ConvSpec, Layer, conv2d, conv3d
from stage.scene import scene, volume_scene
from tests.stage.test_scene import hundredths, id_of, units

small = st.integers(-9, 9)


@st.composite
def volumes(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int]:
    """A volume of up to 4 slices, a block that fits into it, and a bias."""
    shape = [draw(st.integers(1, 4)) for _ in range(3)]
    block_shape = [draw(st.integers(1, size)) for size in shape]
    volume = draw(arrays(np.int64, shape, elements=small))
    return volume, draw(arrays(np.int64, block_shape, elements=small)), draw(small)


def scene_of(
    volume: np.ndarray, block: np.ndarray, bias: float = 0, **geometry: Any
) -> dict[str, Any]:
    spec = ConvSpec.of(block[np.newaxis], **geometry)
    return volume_scene(volume, block, bias, spec)


COUNTED = np.arange(3 * 2 * 2).reshape(3, 2, 2)  # slices of 0 to 3, 4 to 7, 8 to 11


def test_a_block_of_two_slices_moves_one_step_through_three() -> None:
    sent = scene_of(COUNTED, np.ones((2, 2, 2), int), bias=1)
    first, second, third = 0 + 1 + 2 + 3, 4 + 5 + 6 + 7, 8 + 9 + 10 + 11
    assert units(sent["sums"])[:, :, 0, 0].tolist() == [[first, second], [second, third]]
    assert units(sent["output"]).ravel().tolist() == [first + second + 1, second + third + 1]


def test_each_depth_of_the_output_is_made_on_slices_of_its_own() -> None:
    assert scene_of(COUNTED, np.ones((2, 2, 2), int))["maps"] == [
        {"block": 0, "slabs": [0, 1]},
        {"block": 0, "slabs": [1, 2]},
    ]


def test_a_block_that_moves_by_two_slices_leaves_one_out() -> None:
    sent = volume_scene(COUNTED, COUNTED[:1], 0, ConvSpec.of(COUNTED[None, :1]), depth_stride=2)
    assert sent["maps"] == [{"block": 0, "slabs": [0]}, {"block": 0, "slabs": [2]}]
    first = 0 * 0 + 1 * 1 + 2 * 2 + 3 * 3
    third = 8 * 0 + 9 * 1 + 10 * 2 + 11 * 3
    assert units(sent["output"]).ravel().tolist() == [first, third]


def test_the_block_is_sent_once_for_all_depths() -> None:
    sent = scene_of(COUNTED, np.ones((1, 2, 2), int))
    assert sent["output"]["shape"] == [3, 1, 1]
    assert sent["weight"]["shape"] == [1, 1, 2, 2]
    assert sent["bias"]["shape"] == [1]


@given(volumes(), st.sampled_from([1, 10, 100]))
def test_slice_sums_and_bias_add_up_to_the_output_as_printed(
    drawn: tuple[np.ndarray, np.ndarray, int], per: int
) -> None:
    volume, block, bias = drawn
    sent = scene_of(volume, block / per, bias / per)
    total = hundredths(sent["sums"]).sum(axis=1) + hundredths(sent["bias"])
    np.testing.assert_array_equal(total, hundredths(sent["output"]))


@given(volumes())
def test_a_slice_sum_is_a_patch_of_one_slice_times_one_slice_of_the_block(
    drawn: tuple[np.ndarray, np.ndarray, int],
) -> None:
    volume, block, bias = drawn
    sent = scene_of(volume, block, bias)
    sums = units(sent["sums"])
    for depth, output_map in enumerate(sent["maps"]):  # at the first position
        for i, slab in enumerate(output_map["slabs"]):
            patch = volume[slab, : block.shape[1], : block.shape[2]]
            assert (patch * block[i]).sum() == sums[depth, i, 0, 0]


@given(volumes(), st.integers(1, 2), st.integers(0, 1))
def test_the_output_is_the_engines_conv3d(
    drawn: tuple[np.ndarray, np.ndarray, int], stride: int, padding: int
) -> None:
    volume, block, bias = drawn
    expected = conv3d(
        volume[None],
        block[None, None],
        [bias],
        stride=(1, stride, stride),
        padding=(0, padding, padding),
    )
    sent = scene_of(volume, block, bias, stride=stride, padding=padding)
    np.testing.assert_array_equal(units(sent["output"]), expected[0])


@given(volumes())
def test_at_full_depth_there_is_one_map_and_it_is_that_of_conv2d(
    drawn: tuple[np.ndarray, np.ndarray, int],
) -> None:
    volume, block, bias = drawn
    filter = np.resize(block, (len(volume), *block.shape[1:]))
    sent = scene_of(volume, filter, bias)
    np.testing.assert_array_equal(units(sent["output"]), conv2d(volume, filter[None], [bias]))
    assert sent["maps"] == [{"block": 0, "slabs": list(range(len(volume)))}]


def test_a_block_deeper_than_the_volume_is_refused() -> None:
    with pytest.raises(ValueError, match="depth 3"):
        scene_of(COUNTED, np.ones((4, 2, 2), int))


def test_slices_are_named_by_their_depth_and_by_their_name_where_they_have_one() -> None:
    block = np.ones((1, 2, 2), int)
    sent = volume_scene(COUNTED, block, 0, ConvSpec.of(block[None]), ["red"])
    assert sent["slabs"][0] == {
        "label": "input, depth 0 (red)",
        "short": "depth 0 (red)",
        "colour": channel_colours(["red"], 3)[0],
    }
    assert [slab["short"] for slab in sent["slabs"][1:]] == ["depth 1", "depth 2"]


def test_a_volume_at_full_depth_is_not_taken_for_the_layer_with_the_same_numbers() -> None:
    weight = np.ones((1, 3, 2, 2), int)
    layer = scene(Layer.of(COUNTED, weight))
    volume = scene_of(COUNTED, weight[0])
    assert layer["output"] == volume["output"]
    assert id_of(layer) != id_of(volume)
