"""Whole networks as programs: their graph, written in PyTorch and in Keras.

The programs are made of the data of a network alone; names in a text become plain identifiers.
"""

from files.network_code.keras import keras_network
from files.network_code.pytorch import pytorch_network

__all__ = ["keras_network", "pytorch_network"]
