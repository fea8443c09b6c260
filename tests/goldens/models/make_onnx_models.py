"""Write small networks as ONNX and what onnxruntime makes of them: `python make_onnx_models.py`.

onnx 1.23, onnxruntime 1.32. Tensor p has the numbers ((i + p) mod 64 - 32) / 32.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
SHAPES = {
    "first.weight": (4, 3, 3, 3),
    "first.bias": (4,),
    "norm.scale": (4,),
    "norm.shift": (4,),
    "norm.mean": (4,),
    "deep.weight": (8, 1, 3, 3),
    "block.weight": (8, 8, 1, 1),
    "half.weight": (6, 8, 3, 3),
    "up.weight": (6, 4, 2, 2),
    "up.bias": (4,),
    "head.weight": (5, 4),
    "head.bias": (5,),
}


def numbers(name: str) -> np.ndarray:
    shape, place = SHAPES[name], list(SHAPES).index(name)
    values = ((np.arange(np.prod(shape)) + place) % 64 - 32) / 32
    return values.reshape(shape).astype(np.float32)


def make_model() -> onnx.ModelProto:
    kept = [name for name in SHAPES if name not in ("half.weight", "deep.weight")]
    tensors = [numpy_helper.from_array(numbers(name), name) for name in kept]
    tensors.append(
        helper.make_tensor(
            "deep.weight", TensorProto.FLOAT, SHAPES["deep.weight"], numbers("deep.weight").ravel()
        )
    )
    tensors.append(numpy_helper.from_array(np.arange(1, 5, dtype=np.float32), "norm.variance"))
    half = numpy_helper.from_array(numbers("half.weight"), "half.weight")
    nodes = [
        helper.make_node("Conv", ["picture", "first.weight", "first.bias"], ["a"], "first",
                         strides=[2, 2], pads=[1, 0, 2, 1]),
        helper.make_node("BatchNormalization",
                         ["a", "norm.scale", "norm.shift", "norm.mean", "norm.variance"], ["b"],
                         epsilon=0.01),
        helper.make_node("Relu", ["b"], ["c"]),
        helper.make_node("Conv", ["c", "deep.weight"], ["d"], group=4, auto_pad="SAME_UPPER"),
        helper.make_node("Conv", ["d", "block.weight"], ["e"]),
        helper.make_node("Add", ["d", "e"], ["f"]),
        helper.make_node("MaxPool", ["f"], ["g"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Constant", [], ["half.weight"], value=half),
        helper.make_node("Conv", ["g", "half.weight"], ["h"], dilations=[1, 2], pads=[1, 2, 1, 2]),
        helper.make_node("ConvTranspose", ["h", "up.weight", "up.bias"], ["i"], strides=[2, 2]),
        helper.make_node("Sigmoid", ["i"], ["j"]),
        helper.make_node("GlobalAveragePool", ["j"], ["k"]),
        helper.make_node("Flatten", ["k"], ["l"]),
        helper.make_node("Gemm", ["l", "head.weight", "head.bias"], ["m"], transB=1),
        helper.make_node("Softmax", ["m"], ["classes"]),
    ]  # fmt: skip
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["n", 3, 12, 13])
    classes = helper.make_tensor_value_info("classes", TensorProto.FLOAT, ["n", 5])
    graph = helper.make_graph(nodes, "net", [picture], [classes], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def main() -> None:
    model = make_model()
    onnx.checker.check_model(model)
    (HERE / "net.onnx").write_bytes(model.SerializeToString())
    names = [node.output[0] for node in model.graph.node if node.op_type != "Constant"]
    shown = [helper.make_empty_tensor_value_info(name) for name in names[:-1]]
    model.graph.output.extend(shown)
    picture = (np.arange(3 * 12 * 13) * 7 % 41 - 20).reshape(1, 3, 12, 13).astype(np.float32) / 8
    session = onnxruntime.InferenceSession(model.SerializeToString())
    results = session.run(names, {"picture": picture})
    found = {name: value[0] for name, value in zip(names, results, strict=True)}
    np.savez_compressed(HERE / "net_onnx.npz", picture=picture[0], **found)


if __name__ == "__main__":
    main()
