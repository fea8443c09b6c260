"""The layers of PyTorch: their arguments as `torch.nn` names and orders them, and what they do.

Each function of these rooms has the arguments of the class whose node it makes. What changes
neither shape nor sum is taken and left aside.
"""

from collections.abc import Mapping
from types import MappingProxyType

from files.networks.makers import Maker, always, for_each, keep_shape
from files.networks.sequence_layers import TORCH_SEQUENCES
from files.networks.torch_layers.convolutions import CONVOLUTIONS
from files.networks.torch_layers.features import FEATURES
from files.networks.torch_layers.norms import NORMS
from files.networks.torch_layers.pooling import POOLING
from files.networks.torch_layers.shapes import SHAPES

KEEPING = (
    *("ReLU", "ReLU6", "LeakyReLU", "RReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish"),
    *("Softplus", "Softsign", "Softshrink", "Hardshrink", "Tanhshrink", "Threshold", "Sigmoid"),
    *("LogSigmoid", "Hardsigmoid", "Tanh", "Hardtanh", "Hardswish", "Swish", "Softmax", "Softmin"),
    *("Softmax2d", "LogSoftmax", "Dropout", "AlphaDropout", "FeatureAlphaDropout", "Identity"),
    *("LocalResponseNorm", "ChannelShuffle", "DropPath", "StochasticDepth", "QuantStub"),
    *("DeQuantStub", "CrossMapLRN2d"),
)

TORCH_LAYERS: Mapping[str, Maker] = MappingProxyType(
    {
        **CONVOLUTIONS,
        **POOLING,
        **NORMS,
        **FEATURES,
        **SHAPES,
        **TORCH_SEQUENCES,
        **for_each("Dropout", always(keep_shape)),
        **dict.fromkeys(KEEPING, keep_shape),
    }
)
"""The classes of `torch.nn` that are read, by name."""

ENDING = (
    *("FractionalMaxPool2d", "CosineSimilarity", "DeformConv2d"),
    *("SqueezeExcitation", "Conv2dNormActivation", "FeaturePyramidNetwork"),
)
"""Classes that make a layer whose rule is not known here."""
