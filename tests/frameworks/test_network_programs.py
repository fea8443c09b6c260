"""The programs of whole networks print, in the real frameworks, the sizes that are traced here."""

import pytest
from test_generated_programs import printed

from conv_engine.networks import ChannelNorm, NetworkTrace
from conv_engine.networks.axes import order_written
from files.network_code import keras_network, pytorch_network
from tests.goldens.stored_networks import (
    FRAMEWORKS,
    StoredNetwork,
    stored_checksums,
    stored_networks,
)

STORED = {
    f"{framework} {stored.name}": stored
    for framework in FRAMEWORKS
    for stored in stored_networks(framework)
}


def moving_statistics(trace: NetworkTrace) -> int:
    """Count the moving means and variances, which PyTorch does not call parameters."""
    return sum(
        2 * row.output_shape[0]
        for row in trace.rows
        if isinstance(row.node.operation, ChannelNorm)
        and row.node.operation.statistics
        and row.output_shape
        and not row.node.shares
    )


def torch_lines(stored: StoredNetwork) -> str:
    learned = stored.parameters - moving_statistics(stored.network().trace())
    outputs = "".join(f"output {(1, *shape)}\n" for shape in stored.outputs.values())
    return f"{outputs}parameters {learned}\n"


def without_checksums(text: str) -> str:
    """Leave out what the sizes do not say."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("checksum"))


def keras_lines(name: str, stored: StoredNetwork) -> list[str]:
    shapes = [order_written(shape, channels_last=True) for shape in stored.outputs.values()]
    counted = "parameters" if name.startswith("keras") else "of them trained"
    outputs = [f"output {(None, *shape)}" for shape in shapes]
    return [*outputs, f"{counted} {stored.parameters}"]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_pytorch_program_of_a_network_has_its_sizes(framework: str) -> None:
    chosen = {name: each for name, each in STORED.items() if name.startswith(framework)}
    programs = [pytorch_network(stored.network()) for stored in chosen.values()]
    expected = {name: torch_lines(stored) for name, stored in chosen.items()}
    shown = map(without_checksums, printed("torch", programs))
    assert dict(zip(chosen, shown, strict=True)) == expected


def test_the_pytorch_programs_print_the_checksums_that_are_kept_for_numpy() -> None:
    texts = {name: pytorch_network(STORED[name].network()) for name in stored_checksums()}
    shown = printed("torch", list(texts.values()))
    assert dict(zip(texts, shown, strict=True)) == stored_checksums()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_keras_program_of_a_network_has_its_sizes(framework: str) -> None:
    chosen = {name: each for name, each in STORED.items() if name.startswith(framework)}
    programs = [keras_network(stored.network()) for stored in chosen.values()]
    shown = dict(zip(chosen, printed("keras", programs), strict=True))
    missing = {
        name: [line for line in keras_lines(name, stored) if line not in shown[name].splitlines()]
        for name, stored in chosen.items()
    }
    assert {name: lines for name, lines in missing.items() if lines} == {}
