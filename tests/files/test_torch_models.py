"""Files that PyTorch wrote: every convolution with the numbers that were saved."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from conv_engine import ConvSpec
from conv_engine.numeric import Array
from files.models import Model, ModelError, ModelLayer, read_model

FILES = Path(__file__).parent.parent / "goldens" / "models"
SHAPES = [(8, 3, 3, 3), (8,), (8, 2, 3, 5), (8, 4, 2, 2), (4,), (2, 4), (2,)]
"""Of the parameters of the network in make_torch_models.py, in order."""
ROW = np.arange(360, dtype=np.float32).reshape(10, 4, 3, 3)


def open_model(file: str) -> Model:
    return read_model(file, (FILES / file).read_bytes())


def parameter(place: int) -> Array:
    shape = SHAPES[place]
    numbers = (np.arange(np.prod(shape)) + place) % 64 - 32
    return (numbers / 4).astype(np.float32).reshape(shape)


def assert_layer(layer: ModelLayer, name: str, weight: Array, bias: Array | None) -> None:
    assert layer.name == name
    np.testing.assert_array_equal(layer.weight, weight, strict=True)
    assert (layer.bias is None) == (bias is None)
    if bias is not None:
        np.testing.assert_array_equal(layer.bias, bias, strict=True)


@pytest.mark.parametrize(
    ("file", "kind", "before"),
    [
        ("state_dict.pt", "PyTorch", ""),
        ("state_dict_old.pth", "PyTorch", ""),
        ("protocol_4.pt", "PyTorch", ""),
        ("checkpoint.pth", "PyTorch", ""),
        ("parallel.pt", "PyTorch", "module."),
        ("whole.pt", "PyTorch", ""),
        ("script.pt", "TorchScript", ""),
    ],
)
def test_every_way_to_save_gives_the_same_layers(file: str, kind: str, before: str) -> None:
    model = open_model(file)
    assert model.kind == kind
    conv1, features, up = model.layers
    assert_layer(conv1, f"{before}conv1", parameter(0), parameter(1))
    assert_layer(features, f"{before}features.0", parameter(2), None)
    assert_layer(up, f"{before}up", parameter(3), parameter(4))


def test_a_checkpoint_says_where_its_state_dict_is() -> None:
    assert {layer.array.part for layer in open_model("checkpoint.pth").layers} == {"state_dict"}


def test_a_whole_module_says_the_geometry_and_weights_alone_do_not() -> None:
    conv1, features, up = open_model("whole.pt").layers
    assert conv1.spec == ConvSpec(3, 8, 3, stride=2, padding=((1, 1), (1, 1)))
    assert features.spec == ConvSpec(8, 8, (3, 5), padding="same", groups=4, bias=False)
    assert up.transposed
    assert up.spec is not None
    assert up.spec.stride == (2, 2)
    assert [layer.spec for layer in open_model("state_dict.pt").layers] == [None, None, None]


def test_views_strides_and_types_come_as_they_were() -> None:
    layers = {layer.name: layer.weight for layer in open_model("views_and_types.pt").layers}
    np.testing.assert_array_equal(layers["part"], ROW[2:5], strict=True)
    np.testing.assert_array_equal(layers["turned"], ROW.transpose(1, 0, 2, 3), strict=True)
    np.testing.assert_array_equal(layers["last"], ROW, strict=True)
    np.testing.assert_array_equal(layers["half"], ROW, strict=True)
    np.testing.assert_array_equal(layers["brain"], ROW[:6], strict=True)  # 8 bits hold 0 to 215
    np.testing.assert_array_equal(layers["double"], ROW.astype(np.float64), strict=True)


def test_a_tensor_alone_has_the_name_of_its_file() -> None:
    (layer,) = open_model("tensor.pt").layers
    assert_layer(layer, "tensor", ROW, None)


def test_a_pickle_that_is_no_model_is_refused_with_a_line_to_copy() -> None:
    with pytest.raises(ModelError, match=r"save_file\(model\.state_dict\(\)"):
        read_model("list.pkl", b"\x80\x02]q\x00.")


def test_numbers_of_few_bits_and_repeated_ones_are_what_pytorch_makes_of_them() -> None:
    """Each tensor of the file has its floats beside it."""
    layers = {layer.name: layer.weight for layer in open_model("few_bits.pt").layers}
    kinds = [name for name in layers if f"{name}_is" in layers]
    assert len(kinds) == 5
    for name in kinds:
        np.testing.assert_allclose(layers[name], layers[f"{name}_is"], rtol=1e-6, err_msg=name)


def test_a_call_into_the_system_is_named_and_not_made() -> None:
    """The tensors beside it are read."""
    held = archive_of(b"\x80\x02}(X\x01\x00\x00\x00acposix\nsystem\nX\x04\x00\x00\x00exit\x85Ru.")
    (note,) = read_model("evil.pt", held).notes
    assert "`posix.system`" in note


def archive_of(pickled: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("evil/data.pkl", pickled)
    return file.getvalue()
