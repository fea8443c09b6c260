"""Weights in safetensors, NPZ and NPY: in the order of the file, with axes told by the names."""

import pickle

import numpy as np
import pytest

from conv_engine.numeric import Array
from files.models import ModelError, read_model
from tests.files.hostile_kernels import (
    RunsWhenUnpickled,
    archive,
    npy,
    npz,
    safetensors_with_header,
    tensor,
)

FILTERS = np.arange(6 * 1 * 3 * 3, dtype=np.float32).reshape(6, 1, 3, 3)
BIAS = np.arange(6, dtype=np.float32) / 8


def test_safetensors_come_in_the_order_of_their_numbers_whatever_the_header() -> None:
    header = {
        "b.weight": tensor("U8", [1, 1, 1, 2], 4, 6),
        "fc.weight": tensor("U8", [2, 1], 6, 8),
        "a.weight": tensor("U8", [1, 1, 2, 2], 0, 4),
    }
    model = read_model("a.safetensors", safetensors_with_header(header, bytes(range(8))))
    assert [layer.name for layer in model.layers] == ["a", "b"]
    assert [layer.weight.tolist() for layer in model.layers] == [[[[[0, 1], [2, 3]]]], [[[[4, 5]]]]]


def test_a_tensor_that_cannot_be_read_leaves_the_others() -> None:
    header = {
        "a.weight": tensor("F8_E8M0", [1, 1, 1, 2], 0, 2),
        "b.weight": tensor("U8", [1, 1, 1, 2], 2, 4),
        "c.weight": tensor("F64", [9, 9, 9, 9], 4, 8),
    }
    model = read_model("a.safetensors", safetensors_with_header(header, bytes(8)))
    assert [layer.name for layer in model.layers] == ["b"]
    assert [note.split("`")[1] for note in model.notes] == ["a.weight", "c.weight"]


@pytest.mark.parametrize(
    ("file", "name", "layouts"),
    [
        (npz(**{"conv1.weight": FILTERS, "conv1.bias": BIAS}), "conv1", ("OIHW",)),
        (npz(**{"conv1.kernel": FILTERS.transpose(2, 3, 1, 0)}), "conv1", ("HWIO",)),
        (npz(mine=FILTERS, bias=BIAS), "mine", ("OIHW", "HWIO")),
        (npy(FILTERS), "mnist", ("OIHW", "HWIO")),
        (npy(FILTERS.transpose(2, 3, 1, 0)), "mnist", ("HWIO", "OIHW")),
        (npy(np.asfortranarray(FILTERS.astype(">f4"))), "mnist", ("OIHW", "HWIO")),
    ],
)
def test_axes_are_told_by_names_or_stay_open(
    file: bytes, name: str, layouts: tuple[str, ...]
) -> None:
    (layer,) = read_model("mnist.bin", file).layers
    assert (layer.name, layer.layouts) == (name, layouts)
    np.testing.assert_array_equal(layer.weight, FILTERS, strict=True)


def test_the_other_reading_can_be_asked_for() -> None:
    (layer,) = read_model("mnist.npy", npy(FILTERS)).layers
    assert layer.read_as("HWIO").shape == (3, 3, 6, 1)
    assert layer.describe_layout("HWIO") == (
        "3 filters of 3 kernels of 6x1 (filters last, as in Keras)"
    )


def test_a_bias_is_not_rounded() -> None:
    (layer,) = read_model("w.npz", npz(**{"c.weight": FILTERS, "c.bias": BIAS})).layers
    assert layer.bias is not None
    assert layer.bias.tolist() == [0, 0.125, 0.25, 0.375, 0.5, 0.625]


def object_array() -> Array:
    array = np.empty(1, dtype=object)
    array[0] = RunsWhenUnpickled()
    return array


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"hello",
        npy(object_array()),
        archive({"w.npy": npy(object_array())}),
        archive({"words.txt": b"no array"}),
        pickle.dumps(RunsWhenUnpickled()),
        safetensors_with_header(b"[" * 100_000),
        safetensors_with_header({"a": 1}, size=2**30),
    ],
)
def test_what_holds_no_arrays_is_refused_and_nothing_runs(file: bytes) -> None:
    with pytest.raises(ModelError, match=r"^w\.bin: "):
        read_model("w.bin", file)
