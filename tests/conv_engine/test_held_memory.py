"""What each way holds: worked out, and held against a trace of memory where nothing else runs."""

import tracemalloc

import numpy as np
import pytest

from conv_engine import ConvSpec
from conv_engine.held_memory import held_numbers
from conv_engine.other_ways import WAYS

LAYERS = {
    "padded": (ConvSpec(64, 64, 3, padding=1, bias=False), (64, 56, 56)),
    "at a stride": (ConvSpec(3, 96, 11, 4, ((1, 2), (1, 2)), bias=False), (3, 224, 224)),
    "depthwise": (ConvSpec(128, 128, 3, padding=1, groups=128, bias=False), (128, 56, 56)),
    "large kernel": (ConvSpec(3, 4, 31, bias=False), (3, 128, 128)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("spec", "shape"), LAYERS.values(), ids=LAYERS)
def test_a_way_holds_what_was_worked_out(
    way: str, spec: ConvSpec, shape: tuple[int, int, int]
) -> None:
    input, weight = np.ones(shape, np.float32), np.ones(spec.weight_shape, np.float32)
    tracemalloc.start()
    maps = WAYS[way](input, weight, spec)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A tenth for the kernels, and for what NumPy buffers.
    assert peak - maps.nbytes == pytest.approx(4 * held_numbers(spec, shape)[way], rel=0.1)


def test_the_patch_matrix_has_a_column_for_each_position() -> None:
    # 3*3 cells of 2 channels for each of 4*5 positions
    assert held_numbers(ConvSpec(2, 7, 3), (2, 6, 7))["matrix"] == 2 * 3 * 3 * 4 * 5
