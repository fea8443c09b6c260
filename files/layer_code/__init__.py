"""Layers as complete programs: in Keras, in PyTorch, and in NumPy with `conv_engine`.

The programs of the same layers draw the same whole numbers, and print the same output shape and
the same checksum. Each takes layers of either framework.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from conv_engine.frameworks.remarks import AnyLayer
from files.layer_code.keras import keras_program
from files.layer_code.numpy import numpy_program
from files.layer_code.program import Program
from files.layer_code.pytorch import pytorch_program

Language = Literal["keras", "pytorch", "numpy"]
WRITERS: Mapping[Language, Callable[[Sequence[AnyLayer], Sequence[int]], Program]] = (
    MappingProxyType({"keras": keras_program, "pytorch": pytorch_program, "numpy": numpy_program})
)
"""Who writes the program of some layers in a language."""

__all__ = ["WRITERS", "Language", "Program", "keras_program", "numpy_program", "pytorch_program"]
