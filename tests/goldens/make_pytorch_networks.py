"""Write networks/pytorch.json: what PyTorch says of the networks whose texts lie in that folder.

Run it where PyTorch is installed; the tests read only the .json:

    pip install torch==2.13.0 numpy
    PYTHONPATH=. python tests/goldens/make_pytorch_networks.py

The graph is that of `torch.fx`; the shapes are those of a real run; the multiply-adds are half of
what `torch.utils.flop_counter` counts. A receptive field is measured: with positive weights, and
means in place of maxima, the gradient of a cell is not 0 just where the input counts.
"""

import sys
import types
from collections.abc import Callable
from math import prod
from typing import Any

import torch
from stored_networks import run_text, store_networks, texts_with
from torch import fx, nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

Rule = tuple[str, dict[str, Any]]  # the name of an operation, and its fields

PRINTED = {"alexnet", "vgg16", "dcgan_discriminator", "network_in_network", "c3d", "autoencoder"}
"""Networks that a printed module says all of, but for a Flatten."""

MEASURED = {
    "cifar_tutorial": ("conv2", 64),
    "alexnet": ("features_12", 400),
    "squeezenet": ("features_6_expand3x3_activation", 200),
    "unet": ("outc", 320),
    "inception_v3_blocks": ("cat_1", 60),
    "style_transfer": ("deconv3_conv2d", 160),
    "autoencoder": ("decoder_4", 128),
    "resnet18": ("layer3_1_conv2", 500),
    "darknet_tiny": ("head2_1", 640),
}
"""Nodes whose receptive field is measured, and rows and columns of an input that is large enough"""


def dimensions_of(module: nn.Module) -> int:
    return int(type(module).__name__[-2])


def conv(module: Any) -> Rule:
    fields = {
        "dimensions": len(module.kernel_size),
        "out_channels": module.out_channels,
        "kernel_size": module.kernel_size,
        "stride": module.stride,
        "padding": module.padding,
        "dilation": module.dilation,
        "groups": module.groups,
        "bias": module.bias is not None,
        "in_channels": module.in_channels,
    }
    if not module.transposed:
        return "Conv", fields | {"padding_mode": module.padding_mode}
    return "TransposedConv", fields | {"output_padding": module.output_padding}


def pool(module: Any) -> Rule:
    return "Pooling", {
        "dimensions": dimensions_of(module),
        "kernel_size": module.kernel_size,
        "stride": module.stride,
        "padding": module.padding,
        "dilation": getattr(module, "dilation", 1),
        "ceil_mode": module.ceil_mode,
    }


def norm(module: Any) -> Rule:
    channels = module.num_channels if isinstance(module, nn.GroupNorm) else module.num_features
    learns = module.affine
    fields = {"channels": channels, "scale": learns, "shift": learns}
    return "ChannelNorm", fields | {"groups": getattr(module, "num_groups", 1)}


def pad(module: Any) -> Rule:
    each = list(zip(module.padding[::2], module.padding[1::2], strict=True))
    return "Padding", {"sides": each[::-1]}


MODULES: dict[tuple[type, ...], Callable[[Any], Rule]] = {
    (nn.modules.conv._ConvNd,): conv,
    (nn.modules.pooling._MaxPoolNd, nn.modules.pooling._AvgPoolNd): pool,
    (nn.modules.pooling._AdaptiveAvgPoolNd,): lambda m: (
        "AdaptivePooling",
        {"dimensions": dimensions_of(m), "output_size": m.output_size},
    ),
    (nn.modules.batchnorm._BatchNorm, nn.modules.instancenorm._InstanceNorm, nn.GroupNorm): norm,
    (nn.LayerNorm,): lambda m: ("LayerNorm", {"shape": m.normalized_shape}),
    (nn.Linear,): lambda m: (
        "Linear",
        {
            "out_features": m.out_features,
            "in_features": m.in_features,
            "bias": m.bias is not None,
        },
    ),
    (nn.Embedding,): lambda m: (
        "Embedding",
        {"entries": m.num_embeddings, "features": m.embedding_dim},
    ),
    (nn.Flatten,): lambda m: ("Flatten", {"start": m.start_dim, "end": m.end_dim}),
    (nn.PixelShuffle,): lambda m: ("PixelShuffle", {"factor": m.upscale_factor}),
    (nn.Upsample,): lambda m: ("Upsampling", {"factors": m.scale_factor}),
    (nn.ZeroPad2d, nn.ReflectionPad2d): pad,
    (nn.PReLU,): lambda m: ("PReLU", {"slopes": m.num_parameters}),
    (
        *(nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.GELU, nn.Sigmoid, nn.Tanh, nn.Dropout),
        *(nn.Identity, nn.ChannelShuffle),
    ): lambda m: ("Unchanged", {}),
}


def module_rule(module: nn.Module) -> Rule:
    return next(rule for kinds, rule in MODULES.items() if isinstance(module, kinds))(module)


def pool_call(x: Any, kernel_size: Any, stride: Any = None, padding: Any = 0, **_: Any) -> Rule:
    fields = {"kernel_size": kernel_size, "stride": stride, "padding": padding}
    return "Pooling", {"dimensions": x.dim() - 2, **fields}


def interpolate_call(x: Any, size: Any = None, scale_factor: Any = None, **_: Any) -> Rule:
    if size is None:
        return "Upsampling", {"factors": scale_factor}
    return "Resizing", {"size": list(size)}


def reshape_call(x: Any, *shape: int) -> Rule:
    return "Reshape", {"shape": shape[1:]}


def slice_call(x: Any, places: Any) -> Rule:
    axis = len(places) - 1
    cut = places[-1]
    return "Slice", {"axis": axis, "start": cut.start, "stop": cut.stop, "step": cut.step}


def reduce_call(x: Any, dim: Any, **_: Any) -> Rule:
    return "Reduce", {"axes": dim if isinstance(dim, list) else [dim]}


CALLS: dict[str, Callable[..., Rule]] = {
    "max_pool2d": pool_call,
    "avg_pool2d": pool_call,
    "avg_pool1d": pool_call,
    "interpolate": interpolate_call,
    "view": reshape_call,
    "reshape": reshape_call,
    "getitem": slice_call,
    "max": reduce_call,
    "mean": reduce_call,
    "flatten": lambda x, start=0, end=-1, start_dim=None: (
        "Flatten",
        {"start": start if start_dim is None else start_dim, "end": end},
    ),
    "permute": lambda x, *order: ("Permute", {"order": order}),
    "cat": lambda parts, axis=0, dim=None: ("Concat", {"axis": axis if dim is None else dim}),
    "chunk": lambda x, parts, dim=0: ("Chunk", {"parts": parts, "axis": dim}),
    **{
        name: lambda *_: ("Elementwise", {})
        for name in ("add", "iadd", "sub", "mul", "truediv", "expand_as")
    },
    **{
        name: lambda *_, **__: ("Unchanged", {})
        for name in ("relu", "sigmoid", "tanh", "abs", "log_softmax", "contiguous")
    },
}

WRITTEN = {"getitem": "[]", "add": "+", "iadd": "+", "sub": "-", "mul": "*", "truediv": "/"}


class Recorder(fx.Interpreter):
    """Runs a graph, and keeps what every node of it gives."""

    def __init__(self, module: fx.GraphModule) -> None:
        super().__init__(module, garbage_collect_values=False)
        self.given: dict[fx.Node, Any] = {}

    def run_node(self, n: fx.Node) -> Any:
        self.given[n] = super().run_node(n)
        return self.given[n]


def shape_of(value: Any) -> list[int]:
    """Return the shape without samples of a tensor, or of the first of several."""
    tensor = value if isinstance(value, torch.Tensor) else value[0]
    return list(tensor.shape[1:])


class Reading:
    """The nodes of a graph, one after the other."""

    def __init__(self, traced: fx.GraphModule, given: dict[fx.Node, Any]) -> None:
        self.modules = dict(traced.named_modules())
        self.given = given
        self.names: dict[fx.Node, str] = {}  # of the node that a value comes from
        self.first: dict[str, str] = {}  # by module, the name of its first use
        self.nodes: list[dict[str, Any]] = []
        for node in traced.graph.nodes:
            self.read(node)

    def read(self, node: fx.Node) -> None:
        if node.op == "placeholder":
            self.names[node] = node.name
        elif node.op == "call_module":
            self.add(node, type(self.modules[node.target]).__name__)
        elif node.op in ("call_function", "call_method") and self.is_tensor(node):
            name = node.target if isinstance(node.target, str) else node.target.__name__
            source = node.args[0]
            if name == "getitem" and isinstance(node.args[1], int):
                self.names[node] = self.names[source]  # one part of what a node gives
            else:
                self.add(node, WRITTEN.get(name, name))

    def is_tensor(self, node: fx.Node) -> bool:
        given = self.given[node]
        several = isinstance(given, tuple) and not isinstance(given, torch.Size)
        return isinstance(given[0] if several and given else given, torch.Tensor)

    def rule(self, node: fx.Node) -> Rule:
        if node.op == "call_module":
            return module_rule(self.modules[node.target])
        name = node.target if isinstance(node.target, str) else node.target.__name__
        values = fx.node.map_arg((node.args, node.kwargs), lambda n: self.given[n])
        return CALLS[name](*values[0], **values[1])

    def add(self, node: fx.Node, kind: str) -> None:
        operation, fields = self.rule(node)
        sources = [self.names[n] for n in node.all_input_nodes if self.is_tensor(n)]
        shares, parameters = None, 0
        if node.op == "call_module":
            learned = self.modules[node.target].parameters()
            shares = self.first.get(node.target)
            self.first.setdefault(node.target, node.name)
            parameters = 0 if shares else sum(p.numel() for p in learned)
        self.names[node] = node.name
        self.nodes.append(
            {
                "name": node.name,
                "kind": kind,
                "operation": operation,
                "fields": fields,
                "inputs": sources,
                "shares": shares if parameters == 0 and learns(self.modules, node) else None,
                "output_shape": shape_of(self.given[node]),
                "parameters": parameters,
            }
        )


def learns(modules: dict[str, nn.Module], node: fx.Node) -> bool:
    return node.op == "call_module" and any(True for _ in modules[node.target].parameters())


def describe(name: str) -> dict[str, Any]:
    """Run a text, and say what PyTorch makes of it."""
    said = run_text(name)
    model = said["model"].eval()
    traced = fx.symbolic_trace(model)
    holders = [node.name for node in traced.graph.nodes if node.op == "placeholder"]
    inputs = samples(said, len(holders))
    recorder = Recorder(traced)
    with torch.no_grad():
        given = recorder.run(*inputs)
        with FlopCounterMode(display=False) as counter:
            model(*inputs)
    reading = Reading(traced, recorder.given)
    ends = next(node for node in traced.graph.nodes if node.op == "output").all_input_nodes
    several = given if isinstance(given, tuple) else (given,)
    entry = {
        "inputs": {n: shape_of(x) for n, x in zip(holders, inputs, strict=True)},
        "outputs": {reading.names[n]: shape_of(x) for n, x in zip(ends, several, strict=True)},
        "parameters": sum(p.numel() for p in model.parameters()),
        "multiply_adds": counter.get_total_flops() // 2,
        "nodes": reading.nodes,
    }
    if name in MEASURED:
        node, side = MEASURED[name]
        entry["fields"] = {node: measure_field(traced, node, shape_of(inputs[0])[0], side)}
    return entry | ({"shown": str(model)} if name in PRINTED else {})


SUMMARISED: list[tuple[int, ...]] = []


def samples(said: dict[str, Any], count: int) -> list[torch.Tensor]:
    """Return one sample of each input that a text makes, or speaks of."""
    for names in (("x",), ("x1", "x2"), ("noise",), ("tokens",)):
        if len(names) == count and all(name in said for name in names):
            return [said[name][:1] for name in names]
    return [torch.zeros(1, *SUMMARISED[-1])]


def measure_field(traced: fx.GraphModule, name: str, channels: int, side: int) -> list[int]:
    """Count the rows and columns of the input that cells of a node depend on, at most."""
    module = fx.symbolic_trace(positive(traced))
    cells = next(node for node in module.graph.nodes if node.name == name)
    end = next(node for node in module.graph.nodes if node.op == "output")
    end.args = (cells,)
    module.graph.eliminate_dead_code()
    module.recompile()
    x = torch.ones(1, channels, side, side, dtype=torch.float64, requires_grad=True)
    maps = module(x)
    rows, columns = (size // 2 for size in maps.shape[2:])
    fields = []
    for shift in range(4 if side < 400 else 1):
        cell = maps[0, :, rows + shift, columns + shift].sum()
        (gradient,) = torch.autograd.grad(cell, x, retain_graph=True)
        seen = gradient[0].abs().sum(0) > 0
        fields.append([int(seen.any(1).sum()), int(seen.any(0).sum())])
        assert not (seen[0].any() or seen[-1].any()), f"{name}: the input is too small"
    return [max(cells) for cells in zip(*fields, strict=True)]


def positive(module: nn.Module) -> nn.Module:
    """Make all weights positive and put means in place of maxima, so that nothing cancels."""
    module = module.double()
    for parameter in module.parameters():
        nn.init.constant_(parameter, 1 / max(prod(parameter.shape[1:]), 1))
    for parent in list(module.modules()):
        for name, child in parent.named_children():
            if isinstance(child, nn.MaxPool2d):
                means = nn.AvgPool2d(
                    child.kernel_size, child.stride, child.padding, child.ceil_mode
                )
                setattr(parent, name, means)
            if isinstance(child, nn.modules.instancenorm._InstanceNorm | nn.ReflectionPad2d):
                width = getattr(child, "padding", (0, 0, 0, 0))
                setattr(parent, name, nn.ZeroPad2d(width))
    return module


def main() -> None:
    """Write every network of PyTorch."""
    tool: Any = types.ModuleType("torchsummary")
    tool.summary = lambda model, shape: SUMMARISED.append(shape)
    sys.modules["torchsummary"] = tool
    functional.max_pool2d.__name__ = "max_pool2d"
    torch.manual_seed(0)
    store_networks("pytorch", {name: describe(name) for name in texts_with("torch")})


if __name__ == "__main__":
    main()
