"""A layer of the engine in the words of either framework is the same layer."""

import pytest
from hypothesis import given
from random_layers import RandomLayer, layers

from conv_engine import ConvSpec
from conv_engine.frameworks.from_spec import layers_from_spec
from conv_engine.frameworks.layouts import FRAMEWORKS, Framework


@pytest.mark.parametrize("framework", FRAMEWORKS)
@given(layer=layers())
def test_the_layers_of_a_framework_make_the_same_shape_with_the_same_weight(
    framework: Framework, layer: RandomLayer
) -> None:
    there = layers_from_spec(layer.spec, layer.input.shape, framework).layers
    if framework == "keras" and not there:
        return  # what Keras has no layer for is tested below
    shape = layer.input.shape
    specs = []
    for each in there:
        specs += each.specs(shape[0])
        shape = each.output_shape(shape)
    assert shape == layer.spec.output_shape(layer.input.shape)
    assert [spec.weight_shape for spec in specs] == [layer.spec.weight_shape]


def test_keras_has_no_layer_that_reflects_and_says_what_to_write() -> None:
    spec = ConvSpec(3, 2, 3, padding=1, padding_mode="reflect")
    there = layers_from_spec(spec, (3, 5, 5), "keras")
    assert there.layers == ()
    assert 'mode="reflect"' in there.remarks[-1].instead


def test_padding_that_differs_by_side_is_a_layer_of_its_own() -> None:
    spec = ConvSpec(1, 1, 2, padding=((1, 0), (0, 1)))
    calls = {
        framework: [layer.call() for layer in layers_from_spec(spec, (1, 4, 4), framework).layers]
        for framework in FRAMEWORKS
    }
    assert calls == {
        "keras": ["ZeroPadding2D(((1, 0), (0, 1)))", "Conv2D(1, 2)"],
        "pytorch": ["nn.ZeroPad2d((0, 1, 1, 0))", "nn.Conv2d(1, 1, 2)"],
    }
