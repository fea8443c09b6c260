"""Programs of whole networks: each layer is made once, and nothing of a text gets into them."""

import ast
from collections.abc import Callable

import pytest

from conv_engine.networks import Conv, Network, Node, Unchanged, UnknownOperation
from files.network_code import keras_network, numpy_network, pytorch_network
from files.network_text import read_network
from tests.goldens.stored_networks import (
    FRAMEWORKS,
    StoredNetwork,
    stored_checksums,
    stored_networks,
)

STORED = [stored for framework in FRAMEWORKS for stored in stored_networks(framework)]
WRITERS: list[Callable[..., str]] = [pytorch_network, keras_network, numpy_network]
named = pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.name)
both = pytest.mark.parametrize("write", WRITERS)


def called(tree: ast.AST) -> list[str]:
    """Return what a program calls, as it is written."""
    return [ast.unparse(call.func) for call in ast.walk(tree) if isinstance(call, ast.Call)]


def made_layers(tree: ast.AST) -> list[str]:
    """Return the attributes that a module is given."""
    targets = [
        target for each in ast.walk(tree) if isinstance(each, ast.Assign) for target in each.targets
    ]
    return [target.attr for target in targets if isinstance(target, ast.Attribute)]


@named
def test_a_pytorch_program_makes_each_layer_once_and_calls_it_as_often_as_the_network(
    stored: StoredNetwork,
):
    rows = stored.network().trace().rows
    tree = ast.parse(pytorch_network(stored.network()))
    learning = [row for row in rows if row.node.operation.weight_shapes(*row.input_shapes)]
    made = made_layers(tree)
    assert len(made) == len(set(made))
    assert {name.replace(".", "_") for name in made} == set(made)
    assert all(f"self.{name}" in called(tree) for name in made)
    calls = [name for name in called(tree) if name.removeprefix("self.") in made]
    assert len(calls) >= len(learning)
    convolutions = [row for row in rows if isinstance(row.node.operation, Conv)]
    own = [row for row in convolutions if not row.node.shares]
    assert sum(name.startswith("nn.Conv") for name in called(tree)) >= len(own)


@named
@both
def test_a_program_of_a_real_network_reaches_its_end(write, stored: StoredNetwork):
    assert "program ends before" not in write(read_network(stored.text))


@pytest.mark.parametrize(("name", "lines"), stored_checksums().items())
def test_the_numpy_program_prints_what_pytorch_does(name: str, lines: str, capsys):
    stored = next(each for each in STORED if name.endswith(f" {each.name}"))
    exec(numpy_network(stored.network()), {})
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(lines.splitlines())


def test_a_numpy_program_imports_nothing_but_numpy():
    for stored in STORED:
        tree = ast.parse(numpy_network(stored.network()))
        imports = [each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom)]
        assert {ast.unparse(each) for each in imports} <= {"import numpy as np", "import math"}


@both
def test_names_of_a_text_become_plain_identifiers(write):
    hostile = 'x); import os; os.system("ls")\n#'
    network = Network(
        (
            Node(hostile, "ReLU", Unchanged(), ("input",)),
            Node("eval", hostile, Unchanged(), (hostile,)),
            Node("class", "Conv2d", Conv(2, 8, 3), ("eval",)),
            Node("end", hostile, UnknownOperation(f"`{hostile}`\nimport os"), ("class",)),
        )
    )
    tree = ast.parse(write(network, (3, 8, 8)))
    imports = [each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom)]
    assert not [each for each in imports if "os" in ast.unparse(each).split()]
    assert not [name for name in called(tree) if name.startswith("os")]


@both
def test_a_program_ends_before_what_is_not_known_and_says_why(write):
    network = read_network("nn.Conv2d(3, 8, 3)\nnn.LSTM(8, 9)\nnn.Conv2d(8, 16, 3)")
    text = write(network, (3, 8, 8))
    assert "program ends before" in text
    assert "16" not in text


@both
def test_a_network_without_a_size_has_no_program(write):
    with pytest.raises(ValueError, match="shape"):
        write(read_network("nn.Conv2d(3, 8, 3)"))


def test_a_keras_program_gives_its_layers_the_numbers_of_pytorch():
    network = read_network(
        "nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.Flatten(), nn.Linear(8 * 16, 2))"
    )
    text = keras_network(network, (3, 6, 6))
    lines = [line for line in text.splitlines() if "set_weights" in line]
    assert [line.partition("set_weights")[2] for line in lines] == [
        "([weight(8, 3, 3, 3).transpose(2, 3, 1, 0), whole(8)])",
        "([whole(8), whole(8), np.zeros(8), np.ones(8)])",
        "([weight(2, 128).reshape(2, 8, 4, 4).transpose(2, 3, 1, 0).reshape(128, 2), whole(2)])",
    ]
    assert "epsilon=1e-05" in text  # what PyTorch adds to a variance, where Keras adds 0.001
    assert text.count('name="') == 3


def test_a_keras_program_without_the_same_numbers_has_no_checksum():
    # Keras puts rows in a row before channels, and the numbers come out in another order.
    text = keras_network(read_network("nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten())"), (3, 6, 6))
    assert "set_weights" not in text
    assert "no checksum" in text
