"""What goes out comes back: every file is read again and held against the array it was made of."""

import json
from io import BytesIO, StringIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from conv_engine import ConvSpec
from conv_engine.frameworks.layouts import weight_to_pytorch
from files.exports import (
    Array,
    array_as_npy,
    arrays_as_npz,
    filters_as_json,
    filters_as_npy,
    filters_as_npz,
    maps_as_csv,
)

numbers = st.sampled_from([np.int64, np.float32, np.float64]).flatmap(
    lambda kind: arrays(
        kind,
        array_shapes(min_dims=3, max_dims=3, max_side=4),
        elements={"allow_nan": False, "allow_infinity": False} if kind != np.int64 else None,
    )
)


def read_csv(text: bytes, kind: np.dtype[np.generic]) -> Array:
    """Read rows of numbers, all channels below one another."""
    return np.loadtxt(StringIO(text.decode()), dtype=kind, delimiter=",", ndmin=2)


@given(numbers)
def test_numbers_come_back_from_csv_as_they_were(maps: Array) -> None:
    back = read_csv(maps_as_csv(maps), maps.dtype)
    np.testing.assert_array_equal(back.reshape(maps.shape), maps)
    np.testing.assert_array_equal(read_csv(maps_as_csv(maps[0]), maps.dtype), maps[0])


def test_one_map_is_written_as_its_rows_alone() -> None:
    assert maps_as_csv(np.array([[1, -2], [30, 4]])) == b"1,-2\n30,4\n"


def test_a_short_decimal_stays_short() -> None:
    assert maps_as_csv(np.array([[0.1, -2.5]], dtype=np.float32)) == b"0.1,-2.5\n"


def test_the_name_of_a_channel_stays_on_its_line() -> None:
    text = maps_as_csv([[[7]], [[8]]], ["my\nchannel, the first"]).decode()
    assert text == "# channel 0 (my channel, the first)\n7\n\n# channel 1\n8\n"


def test_maps_with_other_axes_are_refused_with_their_shape() -> None:
    with pytest.raises(ValueError, match=r"maps of shape \(3,\) have 1 axes, but need \(H, W\)"):
        maps_as_csv([1, 2, 3])


@given(numbers)
def test_arrays_come_back_from_npy_and_npz(array: Array) -> None:
    turned = array.transpose(2, 0, 1)  # not in C order
    np.testing.assert_array_equal(np.load(BytesIO(array_as_npy(turned))), turned)
    file = np.load(BytesIO(arrays_as_npz({"file": array, "map 1": turned})))
    assert sorted(file) == ["file", "map 1"]
    np.testing.assert_array_equal(file["file"], array)
    np.testing.assert_array_equal(file["map 1"], turned)
    assert file["file"].dtype == array.dtype


def test_the_same_arrays_give_the_same_file() -> None:
    assert arrays_as_npz({"a": [1.5]}) == arrays_as_npz({"a": [1.5]})


def test_what_would_have_to_be_pickled_is_refused() -> None:
    with pytest.raises(ValueError, match="pickle"):
        array_as_npy(np.array([None], dtype=object))


@pytest.mark.parametrize(("layout", "shape"), [("OIHW", (2, 3, 4, 5)), ("HWIO", (4, 5, 3, 2))])
def test_filters_come_back_from_npy_in_either_layout(layout: str, shape: tuple[int, ...]) -> None:
    weight = np.arange(120, dtype=np.float32).reshape(2, 3, 4, 5)
    stored = np.load(BytesIO(filters_as_npy(weight, layout)))
    assert (stored.shape, stored.dtype) == (shape, np.float32)
    last = stored[3, 4, 2, 1] if layout == "HWIO" else stored[1, 2, 3, 4]
    assert last == 1 * 60 + 2 * 20 + 3 * 5 + 4  # row 3, column 4 of filter 1 and channel 2
    back = weight_to_pytorch(stored) if layout == "HWIO" else stored
    np.testing.assert_array_equal(back, weight)


def test_filters_come_back_from_npz_with_their_bias() -> None:
    weight, bias = np.arange(6.0).reshape(2, 3, 1, 1), np.array([0.5, -1])
    file = np.load(BytesIO(filters_as_npz(weight, bias)))
    np.testing.assert_array_equal(file["weight"], weight)
    np.testing.assert_array_equal(file["bias"], bias)
    assert list(np.load(BytesIO(filters_as_npz(weight)))) == ["weight"]


@given(
    arrays(np.float32, (4, 2, 1, 3), elements={"allow_nan": False, "allow_infinity": False}),
    st.sampled_from([0, "same", (1, 2), ((1, 2), (3, 4))]),
    st.lists(st.text(), max_size=4),
)
def test_filters_come_back_from_json_with_their_layer(
    weight: Array, padding: int, names: list[str]
) -> None:
    spec = ConvSpec(4, 4, (1, 3), stride=(2, 1), padding=padding, groups=2)
    document = json.loads(filters_as_json(spec, weight, [1, 2, 3, 4], names, names))
    assert ConvSpec(**document["layer"]) == spec
    np.testing.assert_array_equal(np.array(document["weight"], dtype=np.float32), weight)
    assert document["bias"] == [1, 2, 3, 4]
    assert document["filter_names"] == document["channel_names"] == names
    assert document["shape"] == [4, 2, 1, 3]
    assert (document["version"], document["layout"]) == (1, "OIHW")


def test_json_prints_a_kernel_as_it_is_drawn() -> None:
    kernel = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]
    text = filters_as_json(ConvSpec(1, 1, 3, bias=False), [[kernel]]).decode()
    rows = [line.strip() for line in text.splitlines()]
    first = rows.index("[1, 0, -1],")
    assert rows[first : first + 3] == ["[1, 0, -1],", "[2, 0, -2],", "[1, 0, -1]"]
    assert '"bias": null,' in rows


@pytest.mark.parametrize(
    ("weight", "bias", "sentence"),
    [
        (np.zeros((1, 1, 2, 2)), [0], r"weight of shape \(1, 1, 2, 2\) is not that of the layer"),
        (np.zeros((1, 1, 3, 3)), [0, 0], r"bias of shape \(2,\) does not have one number"),
        (np.full((1, 1, 3, 3), np.nan), [0], "not JSON compliant"),
    ],
)
def test_filters_that_are_not_the_layers_are_refused(
    weight: Array, bias: list[int], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        filters_as_json(ConvSpec(1, 1, 3), weight, bias)


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="layout 'OHWI' is not one of 'OIHW', 'HWIO'"):
        filters_as_npy(np.zeros((1, 1, 1, 1)), "OHWI")
