"""Train the example network of the lesson about one's own model, and store it as ONNX.

Run `python -m tools.train_example` where PyTorch and the package onnx are installed; the app needs
neither. It takes a minute or two. With seed 1 (of PyTorch 2.13), 2,700 of 2,700 pictures that the
network has not seen are told right, 300 of each class.

Its pictures come from `conv_engine/coloured_shapes.py`. Batch normalisation helps to train, and is
folded into the filters and biases before they are stored: what runs is convolutions alone.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, max_pool2d

from conv_engine.coloured_shapes import FIRST_UNSEEN, SHAPE_CLASSES, SIDE, draw_shape

STORED = Path(__file__).parent.parent / "files" / "models" / "shapes.onnx"
SEED = 1
SEEDS = 2500
"""How many pictures of each class are drawn for training."""
UNSEEN_SEEDS = 300
"""How many of each class for the accuracy."""
EPOCHS, BATCH = 12, 64
OPERATORS = 17
"""The version of ONNX's operators in the file."""


class ShapeNetwork(nn.Module):
    """Two stages with a skip, then a mean over all positions, and a score for each class."""

    def __init__(self) -> None:
        super().__init__()
        sizes = [(3, 8), (8, 12), (12, 12), (12, 16)]
        self.convs = nn.ModuleList(nn.Conv2d(*pair, 3, padding=1, bias=False) for pair in sizes)
        self.norms = nn.ModuleList(nn.BatchNorm2d(after) for _, after in sizes)
        self.scores = nn.Linear(16, len(SHAPE_CLASSES))

    def forward(self, pictures: Tensor) -> Tensor:
        """Return scores of shape (N, classes) for pictures of shape (N, 3, H, W)."""
        first = max_pool2d(self.convolve(0, pictures).relu(), 2)
        second = self.convolve(1, first).relu()
        third = max_pool2d((self.convolve(2, second) + second).relu(), 2)
        scores: Tensor = self.scores(self.convolve(3, third).relu().mean((2, 3)))
        return scores

    def convolve(self, place: int, maps: Tensor) -> Tensor:
        """Return the normalised maps of one convolution."""
        normalised: Tensor = self.norms[place](self.convs[place](maps))
        return normalised


def draw_pictures(first: int, seeds: int) -> tuple[Tensor, Tensor]:
    """Return pictures of all classes from so many seeds, as floats 0 to 1, and their classes."""
    pairs = [(s, k) for s in range(first, first + seeds) for k in range(len(SHAPE_CLASSES))]
    pictures = np.stack([draw_shape(seed, SHAPE_CLASSES[k]) for seed, k in pairs])
    classes = torch.tensor([k for _, k in pairs])
    return torch.tensor(pictures, dtype=torch.float32) / 255, classes


def train_network(pictures: Tensor, classes: Tensor) -> ShapeNetwork:
    """Return a network that was trained on the pictures."""
    torch.manual_seed(SEED)
    network = ShapeNetwork()
    steps = EPOCHS * -(-len(pictures) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 0.01, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(pictures)).split(BATCH):
            loss = cross_entropy(network(pictures[batch]), classes[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def measure_accuracy(network: ShapeNetwork) -> float:
    """Return the share of right classes among pictures of seeds it has not seen."""
    pictures, classes = draw_pictures(FIRST_UNSEEN, UNSEEN_SEEDS)
    with torch.no_grad():
        right = network(pictures).argmax(1) == classes
    return right.double().mean().item()


def fold_norms(network: ShapeNetwork) -> dict[str, np.ndarray]:
    """Return the weights by name, with each normalisation in the filters and biases before it."""
    weights = {
        "scores.weight": network.scores.weight.detach().numpy(),
        "scores.bias": network.scores.bias.detach().numpy(),
    }
    for place, (conv, norm) in enumerate(zip(network.convs, network.norms, strict=True), start=1):
        factor = norm.weight / (norm.running_var + norm.eps).sqrt()
        filters = conv.weight * factor[:, None, None, None]
        weights[f"conv{place}.weight"] = filters.detach().numpy()
        weights[f"conv{place}.bias"] = (norm.bias - norm.running_mean * factor).detach().numpy()
    return weights


def store_network(weights: dict[str, np.ndarray]) -> None:
    """Write the ONNX file; each node has the name of what it gives."""
    nodes = [
        conv_node(1, "picture"),
        helper.make_node("Relu", ["conv1"], ["relu1"]),
        pool_node("relu1", "pool1"),
        conv_node(2, "pool1"),
        helper.make_node("Relu", ["conv2"], ["relu2"]),
        conv_node(3, "relu2"),
        helper.make_node("Add", ["conv3", "relu2"], ["skip"]),
        helper.make_node("Relu", ["skip"], ["relu3"]),
        pool_node("relu3", "pool3"),
        conv_node(4, "pool3"),
        helper.make_node("Relu", ["conv4"], ["relu4"]),
        helper.make_node("GlobalAveragePool", ["relu4"], ["average"]),
        helper.make_node("Flatten", ["average"], ["flatten"]),
        helper.make_node("Gemm", ["flatten", "scores.weight", "scores.bias"], ["scores"], transB=1),
        helper.make_node("Softmax", ["scores"], ["chances"], axis=1),
    ]
    for node in nodes:
        node.name = node.output[0]
    tensors = [numpy_helper.from_array(weights[name], name) for name in sorted(weights)]
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])
    chances = helper.make_tensor_value_info("chances", TensorProto.FLOAT, ["n", len(SHAPE_CLASSES)])
    graph = helper.make_graph(nodes, "shapes", [picture], [chances], tensors)
    versions = [helper.make_opsetid("", OPERATORS)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    STORED.write_bytes(model.SerializeToString())


def conv_node(place: int, taken: str) -> onnx.NodeProto:
    """Return a convolution of 3x3 that keeps the size."""
    name = f"conv{place}"
    inputs = [taken, f"{name}.weight", f"{name}.bias"]
    return helper.make_node("Conv", inputs, [name], kernel_shape=[3, 3], pads=[1, 1, 1, 1])


def pool_node(taken: str, name: str) -> onnx.NodeProto:
    """Return a pooling that halves the size."""
    return helper.make_node("MaxPool", [taken], [name], kernel_shape=[2, 2], strides=[2, 2])


if __name__ == "__main__":
    trained = train_network(*draw_pictures(0, SEEDS))
    print(f"{measure_accuracy(trained):.2%} right on {UNSEEN_SEEDS} unseen pictures of each class")
    store_network(fold_norms(trained))
