"""Networks of `.keras` files: every layer is what Keras computes, to 1e-4."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest

from conv_engine.networks.weighted import WeightedNetwork
from conv_engine.numeric import Array
from files.models import read_model
from files.models.keras_network import make_network

FILES = Path(__file__).parent.parent / "goldens" / "models"


def network_of(data: bytes) -> WeightedNetwork:
    network = read_model("net.keras", data).network
    assert network is not None
    return network


def golden(name: str) -> tuple[WeightedNetwork, Array, dict[str, Array]]:
    """A network of make_keras_networks.py, its input, and what Keras computes of it."""
    held = np.load(FILES / "keras_networks.npz")
    results = {key.partition("/")[2]: held[key] for key in held if key.startswith(f"{name}/")}
    return network_of((FILES / f"{name}.keras").read_bytes()), results.pop("input"), results


@pytest.mark.parametrize("name", ["maps", "row"])
def test_every_layer_is_what_keras_computes(name: str) -> None:
    network, given, expected = golden(name)
    results = network.results(given, expected)
    for layer, array in expected.items():
        np.testing.assert_allclose(results[layer], array, rtol=1e-4, atol=1e-4, err_msg=layer)


@pytest.mark.parametrize("name", ["maps", "row"])
def test_the_sizes_that_are_traced_are_those_that_come_out(name: str) -> None:
    network, _, expected = golden(name)
    shapes = {row.node.name: row.output_shape for row in network.trace().rows}
    assert {layer: shapes[layer] for layer in expected} == {
        layer: array.shape for layer, array in expected.items()
    }


def test_several_outputs_come_by_their_names() -> None:
    network, given, expected = golden("maps")
    outputs = network.forward(given)
    assert isinstance(outputs, dict)
    assert list(outputs) == ["classes", "highest"]
    both = network.forward(np.stack([given, 2 * given]))
    assert isinstance(both, dict)
    np.testing.assert_allclose(both["classes"][0], expected["classes"], atol=1e-4)


def changed(change: Any) -> bytes:
    """The file of the series with its configuration changed."""
    buffer = BytesIO()
    with ZipFile(FILES / "row.keras") as old, ZipFile(buffer, "w") as new:
        entries = {name: old.read(name) for name in old.namelist()}
        config = json.loads(entries["config.json"])
        change(config["config"]["layers"])
        for name, data in (entries | {"config.json": json.dumps(config)}).items():
            new.writestr(name, data)
    return buffer.getvalue()


def test_a_layer_that_nobody_knows_is_named() -> None:
    file = changed(lambda layers: layers[2].update(class_name="Mystery"))
    with pytest.raises(ValueError, match=r"^bounded \(Mystery\): "):
        network_of(file).forward(np.ones((2, 12)))


def test_a_network_that_grows_without_end_is_refused() -> None:
    file = changed(lambda layers: layers[6]["config"].update(padding=[10**9, 10**9]))
    with pytest.raises(ValueError, match=r"^framed \(ZeroPadding1D\): .*50,000,000"):
        network_of(file).forward(np.ones((2, 12)))


def test_settings_of_a_damaged_layer_give_one_sentence_that_names_it() -> None:
    file = changed(lambda layers: layers[1]["config"].update(strides=[0]))
    with pytest.raises(ValueError, match=r"^past \(Conv1D\): "):
        network_of(file).forward(np.ones((2, 12)))


def test_axes_are_counted_in_the_order_of_the_file() -> None:
    def put_channels_first(layers: Any) -> None:
        layers[7]["config"].update(data_format="channels_first")

    network = network_of(changed(put_channels_first))
    laid_out = network.trace((2, 12)).rows[6]
    # (-1, 2, 3) of 24 numbers: 4 channels, for the file writes them first.
    assert (laid_out.node.name, laid_out.output_shape[0]) == ("laid_out", 4)


def test_a_whole_model_in_hdf5_computes_what_its_keras_file_does() -> None:
    results = []
    for name in ("net.h5", "net.keras"):
        network = read_model(name, (FILES / name).read_bytes()).network
        assert network is not None
        picture = np.arange(3 * 8 * 8).reshape(3, 8, 8) / 100
        results.append(network.results(picture, [node.name for node in network.nodes]))
    for name, array in results[1].items():
        np.testing.assert_array_equal(results[0][name], array, err_msg=name)
    weights_alone = read_model("net.weights.h5", (FILES / "net.weights.h5").read_bytes())
    assert weights_alone.network is None


def keras_tensor(name: str) -> dict[str, Any]:
    return {"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, 0]}}


@pytest.mark.parametrize(("kind", "expected"), [("Multiply", 3 * 2), ("Add", 3 + 2)])
def test_an_operator_of_an_h5_file_has_the_name_of_a_layer(kind: str, expected: float) -> None:
    """There `x * 2` is a Multiply that says no module, and takes its tensor and its number."""
    call = {"args": [keras_tensor("x"), 2.0], "kwargs": {}}
    layers = [
        {"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [None, 1]}},
        {"class_name": kind, "name": "y", "config": {"name": "y"}, "inbound_nodes": [call]},
    ]
    layers[0]["config"]["name"] = "x"
    ends = {"input_layers": [["x", 0, 0]], "output_layers": [["y", 0, 0]]}
    network = make_network({"class_name": "Functional", "config": {"layers": layers, **ends}}, {})
    assert network is not None
    np.testing.assert_array_equal(network.forward([3.0]), [expected])


def test_a_layer_that_rounds_what_arrives_is_not_computed() -> None:
    policy = {"class_name": "QuantizedDTypePolicy", "config": {"mode": "int8"}}
    file = changed(lambda layers: layers[1]["config"].update(dtype=policy))
    with pytest.raises(ValueError, match=r"^past \(Conv1D\): it cannot be computed"):
        network_of(file).forward(np.ones((2, 12)))
