"""The code that moves weights does what the layouts say; it is run here on stand-ins of layers."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from conv_engine import conv2d
from conv_engine.frameworks.keras_layers import (
    Conv2D,
    Conv2DTranspose,
    DepthwiseConv2D,
    SeparableConv2D,
    ZeroPadding2D,
)
from conv_engine.frameworks.layouts import (
    depthwise_to_keras,
    depthwise_to_pytorch,
    to_channels_last,
    weight_to_keras,
    weight_to_pytorch,
)
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d
from files.weight_code import (
    change_channels,
    move_data_format,
    move_flattened,
    move_weights,
)

TORCH = SimpleNamespace(from_numpy=lambda array: array)


class TorchLayer:
    """Takes a state, and gives its arrays as PyTorch does."""

    def __init__(self, **state: np.ndarray) -> None:
        self.load_state_dict(state)

    def load_state_dict(self, state: dict[str, np.ndarray]) -> None:
        self.state = state

    def __getattr__(self, name: str) -> Any:
        array = self.state[name]
        return SimpleNamespace(detach=lambda: SimpleNamespace(numpy=lambda: array))


class KerasLayer:
    def __init__(self, *arrays: np.ndarray) -> None:
        self.arrays = list(arrays)

    def get_weights(self) -> list[np.ndarray]:
        return self.arrays

    def set_weights(self, arrays: list[np.ndarray]) -> None:
        self.arrays = arrays

    def build(self, shape: tuple[int | None, ...]) -> None:
        self.shape = shape


def run(code: str, **layers: object) -> None:
    exec(code.replace("import torch\n", ""), {"torch": TORCH, **layers})


def numbers(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).integers(-99, 100, shape)


def test_a_convolution_moves_to_pytorch() -> None:
    kernel, bias = numbers(5, 3, 4, 8), numbers(8)
    there = TorchLayer()
    code = move_weights(Conv2D(8, (5, 3)), (4, 9, 9))
    run(code, keras_layer=KerasLayer(kernel, bias), torch_layer=there)
    np.testing.assert_array_equal(there.state["weight"], weight_to_pytorch(kernel))
    np.testing.assert_array_equal(there.state["bias"], bias)


@pytest.mark.parametrize(
    ("layer", "kernel", "reordered"),
    [
        (Conv2DTranspose(8, 3, use_bias=False), (3, 3, 8, 4), weight_to_pytorch),
        (
            DepthwiseConv2D(3, depth_multiplier=2, use_bias=False),
            (3, 3, 4, 2),
            depthwise_to_pytorch,
        ),
    ],
)
def test_other_kinds_have_orders_of_their_own(layer, kernel, reordered) -> None:
    there, array = TorchLayer(), numbers(*kernel)
    code = move_weights(layer, (4, 9, 9))
    run(code, keras_layer=KerasLayer(array), torch_layer=there)
    assert list(there.state) == ["weight"]
    np.testing.assert_array_equal(there.state["weight"], reordered(array))


def test_a_separable_layer_becomes_two() -> None:
    deep, mixing, bias = numbers(3, 3, 4, 2), numbers(1, 1, 8, 5), numbers(5)
    first, second = TorchLayer(), TorchLayer()
    code = move_weights(SeparableConv2D(5, 3, depth_multiplier=2), (4, 9, 9))
    layers = {"depthwise_torch_layer": first, "pointwise_torch_layer": second}
    run(code, keras_layer=KerasLayer(deep, mixing, bias), **layers)
    np.testing.assert_array_equal(first.state["weight"], depthwise_to_pytorch(deep))
    np.testing.assert_array_equal(second.state["weight"], weight_to_pytorch(mixing))
    assert list(second.state) == ["weight", "bias"]


@pytest.mark.parametrize(
    ("layer", "weight", "reordered"),
    [
        (Conv2d(4, 8, 3, stride=2, padding=1), (8, 4, 3, 3), weight_to_keras),
        (Conv2d(4, 8, 3, groups=4), (8, 1, 3, 3), lambda w: depthwise_to_keras(w, 4)),
        (ConvTranspose2d(4, 8, 3), (4, 8, 3, 3), weight_to_keras),
    ],
)
def test_a_convolution_moves_to_keras(layer, weight, reordered) -> None:
    array, bias, there = numbers(*weight), numbers(8), KerasLayer()
    code = move_weights(layer, (4, 9, 9))
    run(code, torch_layer=TorchLayer(weight=array, bias=bias), keras_layer=there)
    np.testing.assert_array_equal(there.arrays[0], reordered(array))
    np.testing.assert_array_equal(there.arrays[1], bias)


def test_a_margin_has_no_weights_to_move() -> None:
    assert move_weights(ZeroPadding2D(1), (4, 9, 9)) == ""


def test_a_dense_layer_without_a_bias_moves_its_weight_alone() -> None:
    there = TorchLayer()
    code = move_flattened((3, 2, 5), 4, "keras", bias=False)
    run(code, keras_dense=KerasLayer(numbers(30, 4)), torch_linear=there)
    assert list(there.state) == ["weight"]


def test_a_dense_layer_behind_a_flatten_gives_the_same_sums_in_both_frameworks() -> None:
    maps, kernel, bias = numbers(3, 2, 5), numbers(3 * 2 * 5, 4), numbers(4)
    there, back = TorchLayer(), KerasLayer()
    code = move_flattened((3, 2, 5), 4, "keras")
    run(code, keras_dense=KerasLayer(kernel, bias), torch_linear=there)
    in_keras = to_channels_last(maps).ravel() @ kernel
    np.testing.assert_array_equal(there.state["weight"] @ maps.ravel(), in_keras)
    run(move_flattened((3, 2, 5), 4, "pytorch"), torch_linear=there, keras_dense=back)
    np.testing.assert_array_equal(back.arrays[0], kernel)


def test_a_dense_layer_of_channels_first_gives_the_same_sums_of_channels_last() -> None:
    maps, kernel, bias = numbers(3, 2, 5), numbers(3 * 2 * 5, 4), numbers(4)
    conv, moved, dense = KerasLayer(numbers(2, 2, 1, 3)), KerasLayer(), KerasLayer()
    run(
        move_data_format((3, 2, 5), 4),
        conv_first=conv,
        conv_last=moved,
        dense_first=KerasLayer(kernel, bias),
        dense_last=dense,
    )
    assert moved.arrays is conv.arrays
    last = to_channels_last(maps).ravel() @ dense.arrays[0]
    np.testing.assert_array_equal(last, maps.ravel() @ kernel)


@pytest.mark.parametrize(("channels", "wanted"), [(3, 1), (1, 3), (4, 3), (3, 4)])
def test_a_layer_for_other_pictures_keeps_its_maps(channels: int, wanted: int) -> None:
    kernel, bias, grey = numbers(3, 3, channels, 2), numbers(2), 12.0 * numbers(1, 6, 6)
    there = KerasLayer()
    code = change_channels(Conv2D(2, 3), channels, wanted).split("\n", 1)[1]
    run(code, np=np, keras_layer=KerasLayer(kernel, bias), new_layer=there)
    before = np.repeat(grey, channels, axis=0)
    after = np.repeat(grey, wanted, axis=0)
    if channels > wanted > 1:
        before[wanted:] = 0  # what the new layer does not see
    changed, same_bias = there.arrays
    assert changed.shape == (3, 3, wanted, 2)
    assert there.shape == (None, None, None, wanted)
    np.testing.assert_allclose(
        conv2d(after, weight_to_pytorch(changed), same_bias),
        conv2d(before, weight_to_pytorch(kernel), bias),
    )


def test_pytorch_changes_the_second_axis_of_a_weight() -> None:
    assert change_channels(Conv2d(3, 9, 3, groups=3), 3, 1) == ""
    assert "bias" not in change_channels(Conv2d(3, 8, 3, bias=False), 3, 1).replace("bias=F", "")
    each = [change_channels(Conv2d(channels, 8, 3), channels, 3) for channels in (1, 4)]
    assert ".repeat(1, 3, 1, 1) / 3" in each[0]
    assert "[:, :3]" in each[1]
    assert "(0, 0, 0, 0, 0, 1)" in change_channels(Conv2d(3, 8, 3), 3, 4)
