"""Write networks/keras.json: what Keras says of the networks whose texts lie in that folder.

Run it where Keras is installed; the tests read only the .json:

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    PYTHONPATH=. python tests/goldens/make_keras_networks.py

The graph, the shapes and the parameters are those of the built model. The multiply-adds are counted
here: one product for each weight of a convolution or a Dense layer and each place it is used at.
"""

from collections.abc import Callable, Iterator
from math import prod
from typing import Any

import keras
from keras import layers
from stored_networks import run_text, store_networks, texts_with

Rule = tuple[str, dict[str, Any]]  # the name of an operation, and its fields


def dimensions_of(layer: Any) -> int:
    return int(type(layer).__name__.removesuffix("Transpose")[-2])


def geometry_of(layer: Any) -> dict[str, Any]:
    return {
        "dimensions": dimensions_of(layer),
        "kernel_size": layer.kernel_size,
        "stride": layer.strides,
        "padding": layer.padding,
        "dilation": layer.dilation_rate,
        "bias": layer.use_bias,
    }


def conv(layer: Any) -> Rule:
    fields = {"out_channels": layer.filters, "groups": layer.groups}
    return "Conv", geometry_of(layer) | fields


def transposed_conv(layer: Any) -> Rule:
    fields = {"out_channels": layer.filters, "output_padding": layer.output_padding}
    return "TransposedConv", geometry_of(layer) | fields


def depthwise_conv(layer: Any) -> Rule:
    return "DepthwiseConv", geometry_of(layer) | {"multiplier": layer.depth_multiplier}


def separable_conv(layer: Any) -> Rule:
    fields = {"multiplier": layer.depth_multiplier, "out_channels": layer.filters}
    return "SeparableConv", geometry_of(layer) | fields


def pool(layer: Any) -> Rule:
    return "Pooling", {
        "dimensions": dimensions_of(layer),
        "kernel_size": layer.pool_size,
        "stride": layer.strides,
        "padding": layer.padding,
    }


def sides(amounts: Any, sign: int) -> Rule:
    each = amounts if isinstance(amounts[0], tuple) else (amounts,)
    return "Padding", {"sides": [[sign * amount for amount in side] for side in each]}


def batch_norm(layer: Any) -> Rule:
    return "ChannelNorm", {"scale": layer.scale, "shift": layer.center, "statistics": True}


def permute(layer: Any) -> Rule:
    return "Permute", {"order": (0, *layer.dims), "channels_last": True}


CONVS = (
    *(layers.Conv1D, layers.Conv2D, layers.Conv3D),
    *(layers.SeparableConv1D, layers.SeparableConv2D, layers.DepthwiseConv2D, layers.Dense),
)
TRANSPOSED = (layers.Conv1DTranspose, layers.Conv2DTranspose)

LAYERS: dict[tuple[type, ...], Callable[[Any], Rule]] = {
    TRANSPOSED: transposed_conv,
    (layers.SeparableConv1D, layers.SeparableConv2D): separable_conv,
    (layers.DepthwiseConv2D,): depthwise_conv,
    (layers.Conv1D, layers.Conv2D, layers.Conv3D): conv,
    (
        *(layers.MaxPooling1D, layers.MaxPooling2D, layers.MaxPooling3D),
        *(layers.AveragePooling1D, layers.AveragePooling2D),
    ): pool,
    (
        *(layers.GlobalAveragePooling2D, layers.GlobalAveragePooling3D),
        layers.GlobalMaxPooling1D,
    ): lambda layer: ("GlobalPooling", {"keep": layer.keepdims}),
    (layers.ZeroPadding1D, layers.ZeroPadding2D): lambda layer: sides(layer.padding, 1),
    (layers.Cropping1D, layers.Cropping2D): lambda layer: sides(layer.cropping, -1),
    (layers.UpSampling1D, layers.UpSampling2D): lambda layer: (
        "Upsampling",
        {"factors": layer.size},
    ),
    (layers.BatchNormalization,): batch_norm,
    (layers.LayerNormalization,): lambda layer: ("LayerNorm", {}),
    (layers.Flatten,): lambda layer: ("Flatten", {}),
    (layers.Reshape,): lambda layer: (
        "Reshape",
        {"shape": layer.target_shape, "channels_last": True},
    ),
    (layers.Permute,): permute,
    (layers.Dense,): lambda layer: (
        "Linear",
        {"out_features": layer.units, "bias": layer.use_bias, "channels_last": True},
    ),
    (layers.Embedding,): lambda layer: (
        "Embedding",
        {"entries": layer.input_dim, "features": layer.output_dim, "channels_last": True},
    ),
    (layers.Add, layers.Multiply): lambda layer: ("Elementwise", {}),
    (layers.Concatenate,): lambda layer: ("Concat", {"axis": layer.axis, "channels_last": True}),
    (
        *(layers.Activation, layers.ReLU, layers.LeakyReLU, layers.Dropout, layers.Rescaling),
    ): lambda layer: ("Unchanged", {}),
}


def rule_of(layer: keras.Layer) -> Rule:
    return next(rule for kinds, rule in LAYERS.items() if isinstance(layer, kinds))(layer)


def channel_first(tensor: Any) -> list[int]:
    """Return a shape without samples, its last axis first."""
    sizes = list(tensor.shape[1:])
    return sizes[-1:] + sizes[:-1]


def calls_of(model: Any) -> Iterator[Any]:
    """Go through the calls of layers in the order in which they run."""
    graph = model._functional if isinstance(model, keras.Sequential) else model
    for depth in sorted(graph._nodes_by_depth, reverse=True):
        for call in graph._nodes_by_depth[depth]:
            if not call.is_input:
                yield call


def products_of(layer: keras.Layer, inputs: Any, output: Any) -> int:
    """Count the products of a layer with its weights."""
    kernels = [w for w in layer.trainable_weights if w.path.endswith("kernel")]
    places = prod((inputs if isinstance(layer, TRANSPOSED) else output).shape[1:-1])
    return sum(prod(w.shape) for w in kernels) * places


def describe(name: str) -> dict[str, Any]:
    """Run a text, and say what Keras makes of it."""
    model = run_text(name)["model"]
    names = {id(tensor): tensor_name(tensor) for tensor in model.inputs}
    first: dict[int, str] = {}
    nodes, products = [], 0
    for call in calls_of(model):
        layer, output = call.operation, call.outputs[0]
        shares = first.get(id(layer)) if layer.weights else None
        own = layer.name if id(layer) not in first else f"{layer.name}_again"
        first.setdefault(id(layer), own)
        names[id(output)] = own
        operation, fields = rule_of(layer)
        if isinstance(layer, (*CONVS, *TRANSPOSED)):
            products += products_of(layer, call.input_tensors[0], output)
        nodes.append(
            {
                "name": own,
                "kind": type(layer).__name__,
                "operation": operation,
                "fields": fields,
                "inputs": [names[id(tensor)] for tensor in call.input_tensors],
                "shares": shares,
                "output_shape": channel_first(output),
                "parameters": 0 if shares else layer.count_params(),
            }
        )
    entry = {
        "inputs": {tensor_name(tensor): channel_first(tensor) for tensor in model.inputs},
        "outputs": {names[id(tensor)]: channel_first(tensor) for tensor in model.outputs},
        "parameters": model.count_params(),
        "multiply_adds": products,
        "nodes": nodes,
    }
    if isinstance(model, keras.Sequential):
        lines: list[str] = []
        model.summary(print_fn=lambda line, **_: lines.append(line))
        entry["shown"] = "\n".join(lines)
    return entry


def tensor_name(tensor: Any) -> str:
    return tensor.name.removeprefix("keras_tensor_").removeprefix("keras_tensor") or "input"


def main() -> None:
    """Write every network of Keras."""
    entries = {}
    for name in texts_with("keras", "tensorflow"):
        keras.utils.clear_session(free_memory=False)
        entries[name] = describe(name)
    store_networks("keras", entries)


if __name__ == "__main__":
    main()
