"""Write directions.onnx and what it computes: `python make_onnx_directions.py`, onnxruntime 1.32.

Convolutions along a series and through a volume, and pools along a series.
"""

from pathlib import Path

import numpy as np
import onnxruntime
from onnx import helper, numpy_helper

HERE = Path(__file__).parent
RANDOM = np.random.default_rng(0)
SHAPES = {"w": (6, 2, 3), "b": (6,), "stamps": (6, 4, 4), "blocks": (4, 2, 2, 3, 3), "b3": (4,)}
NODES = [
    (
        "Conv",
        ["x", "w", "b"],
        "conv",
        {"strides": [2], "pads": [2, 1], "dilations": [2], "group": 2},
    ),
    ("MaxPool", ["conv"], "most", {"kernel_shape": [3], "strides": [2], "pads": [1, 1]}),
    ("AveragePool", ["conv"], "mean", {"kernel_shape": [2], "strides": [1]}),
    (
        "ConvTranspose",
        ["most", "stamps"],
        "stamped",
        {"strides": [3], "pads": [1, 2], "output_padding": [1]},
    ),
    (
        "Conv",
        ["v", "blocks", "b3"],
        "volume",
        {"strides": [1, 2, 1], "pads": [1, 0, 1, 0, 2, 1], "group": 2, "dilations": [1, 1, 2]},
    ),
    ("Relu", ["volume"], "kept", {}),
    ("GlobalAveragePool", ["kept"], "average", {}),
]


def draw(*shape: int) -> np.ndarray:
    return RANDOM.normal(size=shape).astype(np.float32)


def main() -> None:
    tensors = [numpy_helper.from_array(draw(*shape), name) for name, shape in SHAPES.items()]
    nodes = [helper.make_node(kind, taken, [name], **said) for kind, taken, name, said in NODES]
    names = [name for _, _, name, _ in NODES]
    info = helper.make_tensor_value_info
    inputs = [info("x", 1, ["n", 4, 31]), info("v", 1, ["n", 4, 5, 9, 8])]
    graph = helper.make_graph(
        nodes, "directions", inputs, [info(n, 1, None) for n in names], tensors
    )
    versions = [helper.make_opsetid("", 13)]
    file = helper.make_model(graph, opset_imports=versions, ir_version=8).SerializeToString()
    (HERE / "directions.onnx").write_bytes(file)
    given = {"x": draw(2, 4, 31), "v": draw(2, 4, 5, 9, 8)}
    results = onnxruntime.InferenceSession(file).run(names, given)
    np.savez_compressed(HERE / "directions.npz", **given, **dict(zip(names, results, strict=True)))


if __name__ == "__main__":
    main()
