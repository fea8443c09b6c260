"""Write derived.onnx: `python make_onnx_constants.py`, where `onnx` is installed.

Three convolutions have the same weights, which are written in other ways.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent


def main() -> None:
    weight = (np.arange(4 * 3 * 2 * 2).reshape(4, 3, 2, 2) - 20).astype(np.float32) / 8
    held = {
        "half": weight.astype(np.float16),
        "last": weight.transpose(2, 3, 1, 0).copy(),
        "flat": weight.ravel(),
        "shape": np.array(weight.shape),
    }
    nodes = [
        helper.make_node("Cast", ["half"], ["a"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["last"], ["b"], perm=[3, 2, 0, 1]),
        helper.make_node("Reshape", ["flat", "shape"], ["c"]),
        helper.make_node("Constant", [], ["bias"], value_floats=[0.5, 1.0, 1.5, 2.0]),
        *(helper.make_node("Conv", ["x", name, "bias"], [f"{name}_maps"]) for name in "abc"),
        helper.make_node("Sum", ["a_maps", "b_maps", "c_maps"], ["y"]),
    ]
    ends = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 5, 5]),
        helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4, 4, 4]),
    ]
    tensors = [numpy_helper.from_array(array, name) for name, array in held.items()]
    graph = helper.make_graph(nodes, "derived", ends[:1], ends[1:], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (HERE / "derived.onnx").write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
