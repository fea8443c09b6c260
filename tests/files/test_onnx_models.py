"""Files of ONNX: the convolutions of the network in make_onnx_models.py, and hostile ones."""

from pathlib import Path

import numpy as np
import pytest

from conv_engine import ConvSpec, conv2d
from conv_engine.numeric import Array
from files.models import ModelError, read_model
from files.models.onnx_windows import WINDOW_RULES

FILES = Path(__file__).parent.parent / "goldens" / "models"
VALID = ((0, 0), (0, 0))


def numbers(place: int, shape: tuple[int, ...]) -> Array:
    values = ((np.arange(np.prod(shape)) + place) % 64 - 32) / 32
    return values.reshape(shape).astype(np.float32)


def field(place: int, *content: bytes) -> bytes:
    """A field of a message, of bytes."""
    whole = b"".join(content)
    return varint(place << 3 | 2) + varint(len(whole)) + whole


def varint(number: int) -> bytes:
    return (bytes([number & 127 | 128]) + varint(number >> 7)) if number > 127 else bytes([number])


def whole(place: int, number: int) -> bytes:
    return varint(place << 3) + varint(number)


def model_of(*parts: bytes) -> bytes:
    return whole(1, 8) + field(7, *parts)


def conv_of(*tensor: bytes) -> bytes:
    """A graph with one convolution, whose weight is a tensor that says what it is told to say."""
    node = field(1, field(1, b"x"), field(1, b"w"), field(2, b"y"), field(4, b"Conv"))
    return model_of(node, field(5, field(8, b"w"), *tensor))


DIMS = b"".join(whole(1, size) for size in (1, 1, 1, 2))


def test_weights_come_from_initialisers_and_constants_with_their_geometry() -> None:
    model = read_model("net.onnx", (FILES / "net.onnx").read_bytes())
    layers = {layer.name: layer for layer in model.layers}
    np.testing.assert_array_equal(layers["first"].weight, numbers(0, (4, 3, 3, 3)), strict=True)
    np.testing.assert_array_equal(layers["deep"].weight, numbers(5, (8, 1, 3, 3)), strict=True)
    np.testing.assert_array_equal(layers["half"].weight, numbers(7, (6, 8, 3, 3)), strict=True)
    np.testing.assert_array_equal(layers["up"].weight, numbers(8, (6, 4, 2, 2)), strict=True)
    assert {name: layer.spec for name, layer in layers.items()} == {
        "first": ConvSpec(3, 4, 3, stride=2, padding=((1, 2), (0, 1))),
        "deep": ConvSpec(4, 8, 3, padding="same", groups=4, bias=False),
        "block": ConvSpec(8, 8, 1, padding=VALID, bias=False),
        "half": ConvSpec(8, 6, 3, padding=((1, 1), (2, 2)), dilation=(1, 2), bias=False),
        "up": ConvSpec(4, 6, 2, stride=2, padding=VALID),
    }
    assert [layer.name for layer in model.layers if layer.transposed] == ["up"]


def test_weights_in_another_file_are_refused_by_its_name() -> None:
    place = field(13, field(1, b"location"), field(2, b"../../etc/passwd"))
    file = conv_of(DIMS, whole(2, 1), whole(14, 1), place)
    with pytest.raises(ModelError, match=r"another file, `../../etc/passwd`.*external_data=False"):
        read_model("w.onnx", file)


@pytest.mark.parametrize(
    "held",
    [
        whole(2, 10) + field(5, varint(0x3C00), varint(0xC000)),  # float16, packed one by one
        whole(2, 10) + whole(5, 0x3C00) + whole(5, 0xC000),  # and not packed
        whole(2, 16) + field(9, b"\x80\x3f\x00\xc0"),  # bfloat16
        whole(2, 3) + field(5, varint(1), varint(2**64 - 2)),  # int8
    ],
)
def test_numbers_come_however_they_are_packed(held: bytes) -> None:
    (layer,) = read_model("w.onnx", conv_of(DIMS, held)).layers
    assert layer.weight.tolist() == [[[[1, -2]]]]


@pytest.mark.parametrize(
    "file",
    [
        conv_of(DIMS, whole(2, 1), field(9, b"1234567")),
        conv_of(*[whole(1, 2**40 - 1)] * 4, whole(2, 1), field(9, b"1234")),
        conv_of(DIMS, whole(2, 99), field(9, b"12345678")),
    ],
)
def test_a_weight_of_absurd_size_or_type_is_left_out_with_a_note(file: bytes) -> None:
    model = read_model("w.onnx", file)
    assert model.layers == ()
    assert model.notes[0].startswith("`w` was left out: ")


def test_what_is_no_onnx_is_refused() -> None:
    for file in (b"\x08", whole(1, 8) * 9, model_of(b"\xff" * 99), field(1, b"no graph")):
        with pytest.raises(ModelError, match=r"^w\.onnx: "):
            read_model("w.onnx", file)


def test_weights_in_another_type_order_or_shape_are_those_that_the_graph_makes_of_them() -> None:
    """derived.onnx has one weight in three ways, and adds up what the three make of a picture."""
    model = read_model("derived.onnx", (FILES / "derived.onnx").read_bytes())
    weight = (np.arange(4 * 3 * 2 * 2).reshape(4, 3, 2, 2) - 20) / 8
    assert [layer.name for layer in model.layers] == ["half", "last", "flat"]
    for layer in model.layers:
        np.testing.assert_array_equal(layer.weight, weight)
        np.testing.assert_array_equal(layer.bias, [0.5, 1.0, 1.5, 2.0])
    assert model.network is not None
    picture = np.arange(3 * 5 * 5).reshape(3, 5, 5) / 4
    expected = 3 * conv2d(picture, weight, [0.5, 1.0, 1.5, 2.0])
    np.testing.assert_array_equal(model.network.forward(picture), expected)


def test_channels_nearby_are_what_a_channel_is_divided_by() -> None:
    """Channel 1 of 3 sees all of them: 2 / (1 + 3 / 3 * (1 + 4 + 9)) ** 1 = 2 / 15."""
    maps = np.array([1.0, 2.0, 3.0]).reshape(1, 3, 1, 1)
    said = {"size": 3, "alpha": 3.0, "beta": 1.0, "bias": 1.0}
    found = WINDOW_RULES["LRN"](said, [maps]).ravel()
    np.testing.assert_allclose(found, [1 / (1 + 1 + 4), 2 / (1 + 1 + 4 + 9), 3 / (1 + 4 + 9)])
