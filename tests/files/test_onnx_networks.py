"""Networks of ONNX files: every node is what onnxruntime computes, to 1e-4."""

from pathlib import Path

import numpy as np
import pytest

from conv_engine.networks.weighted import WeightedNetwork
from files.models import read_model
from tests.files.test_onnx_models import conv_of, field, model_of, whole

FILES = Path(__file__).parent.parent / "goldens" / "models"


def network_of(data: bytes) -> WeightedNetwork:
    network = read_model("net.onnx", data).network
    assert network is not None
    return network


def test_every_node_is_what_onnxruntime_computes() -> None:
    held = dict(np.load(FILES / "net_onnx.npz"))
    network = network_of((FILES / "net.onnx").read_bytes())
    picture = held.pop("picture")
    results = network.results(picture, held)
    for name, expected in held.items():
        np.testing.assert_allclose(results[name], expected, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(network.forward(picture), held["classes"], atol=1e-4)


@pytest.mark.parametrize("name", ["operators", "older"])
def test_every_operator_is_what_onnxruntime_computes(name: str) -> None:
    held = np.load(FILES / "onnx_operators.npz")
    expected = {key.partition("/")[2]: held[key] for key in held if key.startswith(f"{name}/")}
    network = network_of((FILES / f"{name}.onnx").read_bytes())
    results = network.results(held["picture"], expected)
    for key, array in expected.items():
        np.testing.assert_allclose(results[key], array, rtol=1e-4, atol=1e-4, err_msg=key)


def test_series_and_volumes_are_what_onnxruntime_computes() -> None:
    expected = dict(np.load(FILES / "directions.npz"))
    given = {name: expected.pop(name) for name in ("x", "v")}
    network = network_of((FILES / "directions.onnx").read_bytes())
    results = network.results(given, expected)
    for name, array in expected.items():
        np.testing.assert_allclose(results[name], array, rtol=1e-4, atol=1e-4, err_msg=name)
    sizes = {row.node.name: row.output_shape for row in network.trace().rows}
    assert {name: sizes[name] for name in ("conv", "most", "mean", "volume")} == {
        "conv": (6, (31 + 2 + 1 - 5) // 2 + 1),
        "most": (6, (15 + 2 - 3) // 2 + 1),
        "mean": (6, 15 - 2 + 1),
        "volume": (4, 5 + 1 - 2 + 1, (9 + 2 - 3) // 2 + 1, 8 + 1 + 1 - 5 + 1),
    }


def test_weights_of_whole_numbers_come_with_their_scales() -> None:
    (*_, layer) = read_model("operators.onnx", (FILES / "operators.onnx").read_bytes()).layers
    assert layer.name == "conv"
    # (q - 3) * 0.01 in filter 0, and (q + 2) * 0.02 in filter 1: all are multiples of those.
    whole = layer.weight / np.array([0.01, 0.02]).reshape(2, 1, 1, 1) + [[[[3]]], [[[-2]]]]
    np.testing.assert_allclose(whole, whole.round(), atol=1e-3)
    assert np.abs(whole).max() <= 128


def test_the_sizes_that_are_traced_are_those_that_come_out() -> None:
    held = dict(np.load(FILES / "net_onnx.npz"))
    rows = network_of((FILES / "net.onnx").read_bytes()).trace().rows
    assert [row.output_shape for row in rows] == [held[row.node.name].shape for row in rows]


def test_samples_go_through_together() -> None:
    picture = np.load(FILES / "net_onnx.npz")["picture"]
    network = network_of((FILES / "net.onnx").read_bytes())
    both = network.forward(np.stack([picture, 2 * picture]))
    assert isinstance(both, np.ndarray)
    np.testing.assert_allclose(both[0], network.forward(picture), atol=1e-5)


def value(name: bytes) -> bytes:
    return field(1, name)


def test_a_network_that_grows_without_end_is_refused() -> None:
    # Pads of 10^9 on every side: numbers (field 8) of the attribute "pads", of type INTS.
    pads = field(1, b"pads") + b"".join(whole(8, 10**9) for _ in range(4)) + whole(20, 7)
    node = field(
        1, field(1, b"x"), field(1, b"w"), field(2, b"y"), field(4, b"Conv"), field(5, pads)
    )
    tensor = [whole(1, 1)] * 4 + [whole(2, 1), field(9, b"\0\0\x80\x3f"), field(8, b"w")]
    file = model_of(node, field(5, *tensor), field(11, value(b"x")), field(12, value(b"y")))
    with pytest.raises(ValueError, match=r"^y \(Conv\): .* are more than 50,000,000"):
        network_of(file).forward(np.ones((1, 2, 2)))


def test_a_node_that_nobody_knows_is_named() -> None:
    nodes = field(1, field(1, b"x"), field(2, b"y"), field(4, b"Mystery"))
    file = model_of(nodes, field(11, value(b"x")), field(12, value(b"y")))
    with pytest.raises(ValueError, match=r"^y \(Mystery\): it cannot be computed here"):
        network_of(file).forward(np.ones((1, 2, 2)))


def test_weights_alone_have_no_network() -> None:
    dims = [whole(1, 1)] * 4
    assert read_model("w.onnx", conv_of(*dims, whole(2, 1), field(9, bytes(4)))).network is None
