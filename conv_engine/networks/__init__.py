"""Networks of layers: a graph of nodes as data, and the rules by which each changes a shape.

Shapes are channel first and have no samples, in networks of Keras too.
"""

from conv_engine.networks.convolutions import (
    Conv,
    DepthwiseConv,
    SeparableConv,
    TransposedConv,
    Unfold,
)
from conv_engine.networks.directed import DirectedOperation
from conv_engine.networks.features import Embedding, Linear
from conv_engine.networks.merging import Concat, Elementwise, MatrixProduct, Stack
from conv_engine.networks.network import Network, TextProblem
from conv_engine.networks.node import Node
from conv_engine.networks.norms import ChannelNorm, LayerNorm, PReLU
from conv_engine.networks.operation import (
    MisfitError,
    OpenNumbers,
    OpenWeight,
    Operation,
    Unchanged,
    UnknownOperation,
)
from conv_engine.networks.pooling import AdaptivePooling, GlobalPooling, Pooling
from conv_engine.networks.reshaping import (
    Chunk,
    Flatten,
    Permute,
    Reduce,
    Reshape,
    Select,
    Slice,
    Squeeze,
    SwapAxes,
    Unflatten,
    Unsqueeze,
)
from conv_engine.networks.resizing import (
    Expand,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Resizing,
    ResizingLike,
    Upsampling,
)
from conv_engine.networks.sequences import (
    Attention,
    EachStep,
    LastState,
    Recurrent,
    Repeat,
)
from conv_engine.networks.sights import Reach, Sight
from conv_engine.networks.trace import NetworkRow, NetworkTrace

__all__ = [
    "AdaptivePooling",
    "Attention",
    "ChannelNorm",
    "Chunk",
    "Concat",
    "Conv",
    "DepthwiseConv",
    "DirectedOperation",
    "EachStep",
    "Elementwise",
    "Embedding",
    "Expand",
    "Flatten",
    "GlobalPooling",
    "LastState",
    "LayerNorm",
    "Linear",
    "MatrixProduct",
    "MisfitError",
    "Network",
    "NetworkRow",
    "NetworkTrace",
    "Node",
    "OpenNumbers",
    "OpenWeight",
    "Operation",
    "PReLU",
    "Padding",
    "Permute",
    "PixelShuffle",
    "PixelUnshuffle",
    "Pooling",
    "Reach",
    "Recurrent",
    "Reduce",
    "Repeat",
    "Reshape",
    "Resizing",
    "ResizingLike",
    "Select",
    "SeparableConv",
    "Sight",
    "Slice",
    "Squeeze",
    "Stack",
    "SwapAxes",
    "TextProblem",
    "TransposedConv",
    "Unchanged",
    "Unflatten",
    "Unfold",
    "UnknownOperation",
    "Unsqueeze",
    "Upsampling",
]
