"""Write operators of ONNX, and what onnxruntime makes of them: `python make_onnx_operators.py`.

onnx 1.23, onnxruntime 1.32. One file has operators of version 17, the other of version 11.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
RANDOM = np.random.default_rng(17)


def floats(*shape: int) -> np.ndarray:
    return RANDOM.normal(0, 0.5, shape).round(3).astype(np.float32)


CONSTANTS = {
    "up": floats(3, 2, 4, 3),
    "sizes": np.array([1, 2, 1], np.int64),
    "scales": np.array([1, 1, 1.5, 2], np.float32),
    "size": np.array([1, 1, 7, 3], np.int64),
    "conv.weight_quantized": RANDOM.integers(-127, 128, (2, 3, 2, 2)).astype(np.int8),
    "conv.weight_scale": np.array([0.01, 0.02], np.float32),
    "conv.weight_zero": np.array([3, -2], np.int8),
    "scale": np.array(0.03, np.float32),
    "zero": np.array(120, np.uint8),
    "roi": np.zeros(0, np.float32),
}


def node(kind: str, takes: str, gives: str, **settings: object) -> onnx.NodeProto:
    inputs = [] if not takes else ["" if name == "-" else name for name in takes.split()]
    return helper.make_node(kind, inputs, gives.split(), **settings)


NODES = [
    node("ConvTranspose", "picture up", "upper", strides=[2, 2], auto_pad="SAME_UPPER"),
    node("ConvTranspose", "picture up", "lower", strides=[2, 2], auto_pad="SAME_LOWER"),
    node("ConvTranspose", "picture up", "sized", strides=[2, 2], output_shape=[11, 10]),
    node("Split", "picture", "one two three", axis=1),
    node("Resize", "picture - scales", "middles", mode="linear"),
    node("Resize", "picture - scales", "corners", mode="linear",
         coordinate_transformation_mode="align_corners"),
    node("Resize", "one - - size", "starts", mode="linear",
         coordinate_transformation_mode="asymmetric"),
    node("QuantizeLinear", "picture scale zero", "whole"),
    node("DequantizeLinear", "whole scale zero", "rounded"),
    node("DequantizeLinear", "conv.weight_quantized conv.weight_scale conv.weight_zero", "weight",
         axis=0),
    node("Conv", "rounded weight", "convolved"),
]  # fmt: skip
OLD_NODES = [
    node("Softmax", "picture", "shares"),
    node("Split", "picture", "first second", axis=2, split=[1, 4]),
    node("Resize", "picture roi scales", "middles", mode="linear"),
]


def write(name: str, nodes: list[onnx.NodeProto], version: int, picture: np.ndarray) -> dict:
    """Write a file whose outputs are those of all nodes, and return what they are."""
    taken = {entry for each in nodes for entry in each.input}
    tensors = [numpy_helper.from_array(a, key) for key, a in CONSTANTS.items() if key in taken]
    named = [key for each in nodes for key in each.output if key != "weight"]
    given = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, 5, 6])
    shown = [helper.make_empty_tensor_value_info(key) for key in named]
    graph = helper.make_graph(nodes, name, [given], shown, tensors)
    opset = [helper.make_opsetid("", version)]
    data = helper.make_model(graph, opset_imports=opset, ir_version=8).SerializeToString()
    (HERE / f"{name}.onnx").write_bytes(data)
    results = onnxruntime.InferenceSession(data).run(named, {"picture": picture[np.newaxis]})
    return {f"{name}/{key}": value[0] for key, value in zip(named, results, strict=True)}


def main() -> None:
    picture = floats(3, 5, 6) * 4
    held = write("operators", NODES, 17, picture) | write("older", OLD_NODES, 11, picture)
    np.savez_compressed(HERE / "onnx_operators.npz", picture=picture, **held)


if __name__ == "__main__":
    main()
