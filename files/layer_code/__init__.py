"""Layers as complete programs: in Keras, in PyTorch, and in NumPy with `conv_engine`.

The programs of the same layers draw the same whole numbers, and print the same output shape and
the same checksum. Each takes layers of either framework.
"""

from files.layer_code.keras import keras_program
from files.layer_code.numpy import numpy_program
from files.layer_code.pytorch import pytorch_program

__all__ = ["keras_program", "numpy_program", "pytorch_program"]
