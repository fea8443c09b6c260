"""What the operators of ONNX compute: their settings brought to the calculations of the engine."""

from files.models.onnx_calls import Rule
from files.models.onnx_cells import CELL_RULES
from files.models.onnx_shapes import SHAPE_RULES
from files.models.onnx_windows import WINDOW_RULES

RULES: dict[str, Rule] = {**WINDOW_RULES, **CELL_RULES, **SHAPE_RULES}
"""By the names of operators."""
