"""Arguments that change no size, kept for the programs of a network."""

import pytest

from conv_engine.networks import Node
from files.network_code import keras_network, pytorch_network
from files.network_text import read_network


def only(text: str) -> Node:
    (node,) = read_network(text).nodes
    return node


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ('Dense(10, activation="relu")', {"activation": "relu"}),
        ('Dense(10, "tanh")', {"activation": "tanh"}),
        ("Dense(10, activation=tf.nn.softmax)", {"activation": "softmax"}),
        ('Activation("relu")', {"activation": "relu"}),
        ("nn.Dropout(0.25)", {"rate": 0.25}),
        ("nn.LeakyReLU(negative_slope=0.2)", {"slope": 0.2}),
        ('nn.Upsample(scale_factor=2, mode="bilinear")', {"mode": "bilinear"}),
        ("nn.Linear(3, 4)", {}),
    ],
)
def test_a_node_keeps_what_changes_no_size(text: str, settings: dict[str, object]):
    assert only(text).settings == settings


def test_the_activation_of_a_layer_of_keras_is_in_both_programs():
    network = read_network('Conv1D(8, 3, activation="relu")\nDense(10, activation="softmax")')
    assert 'layers.Conv1D(8, 3, activation="relu"' in keras_network(network, (4, 20))
    assert "F.relu(self.conv1d(x))" in pytorch_network(network, (4, 20))


def test_an_activation_that_is_not_known_is_said():
    network = read_network('Dense(10, activation="my_own(); import os")')
    for write in (keras_network, pytorch_network):
        text = write(network, (8,))
        assert "activation is left out" in text
        assert "import os" not in text
