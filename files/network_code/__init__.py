"""Whole networks as programs: their graph, written in PyTorch, in Keras and in NumPy.

The programs are made of the data of a network alone; names in a text become plain identifiers.
"""

from files.network_code.keras import keras_network
from files.network_code.numpy import numpy_network
from files.network_code.pytorch import pytorch_network

__all__ = ["keras_network", "numpy_network", "pytorch_network"]
