"""Networks of layers: a graph of nodes as data, and the rules by which each changes a shape.

Shapes are channel first and have no samples, in networks of Keras too.
"""

from conv_engine.networks.convolutions import (
    Conv,
    DepthwiseConv,
    SeparableConv,
    TransposedConv,
)
from conv_engine.networks.directed import DirectedOperation
from conv_engine.networks.features import Bilinear, Embedding, EmbeddingBag, Linear
from conv_engine.networks.grids import Grid, GridSample
from conv_engine.networks.merging import Concat, Dot, Elementwise, MatrixProduct, Stack
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
from conv_engine.networks.patches import Fold, Patches, Unfold, Unpooling
from conv_engine.networks.patterns import Rearranged
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
    ConvRecurrent,
    EachStep,
    LastState,
    Recurrent,
    RecurrentCell,
    Repeat,
)
from conv_engine.networks.sights import Reach, Sight
from conv_engine.networks.trace import NetworkRow, NetworkTrace
from conv_engine.networks.transformers import Attention, Transformer

__all__ = [
    "AdaptivePooling",
    "Attention",
    "Bilinear",
    "ChannelNorm",
    "Chunk",
    "Concat",
    "Conv",
    "ConvRecurrent",
    "DepthwiseConv",
    "DirectedOperation",
    "Dot",
    "EachStep",
    "Elementwise",
    "Embedding",
    "EmbeddingBag",
    "Expand",
    "Flatten",
    "Fold",
    "GlobalPooling",
    "Grid",
    "GridSample",
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
    "Patches",
    "Permute",
    "PixelShuffle",
    "PixelUnshuffle",
    "Pooling",
    "Reach",
    "Rearranged",
    "Recurrent",
    "RecurrentCell",
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
    "Transformer",
    "TransposedConv",
    "Unchanged",
    "Unflatten",
    "Unfold",
    "UnknownOperation",
    "Unpooling",
    "Unsqueeze",
    "Upsampling",
]
