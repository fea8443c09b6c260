"""The layers of Keras: their arguments as Keras 3 names and orders them, and what they do.

Each function of these rooms has the arguments of the class whose node it makes; what comes after
them by name changes neither shape nor sum.
"""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import DepthwiseConv, Operation, SeparableConv
from files.networks.keras_layers.convolutions import CONVOLUTIONS
from files.networks.keras_layers.features import FEATURES
from files.networks.keras_layers.norms import NORMS
from files.networks.keras_layers.pooling import POOLING
from files.networks.keras_layers.shapes import SHAPES
from files.networks.makers import Maker, always, keep_shape, name_directions
from files.networks.sequence_layers import KERAS_SEQUENCES


def note_limits(kind: str, operation: Operation) -> tuple[str, ...]:
    """Say where a layer of Keras runs, if not everywhere.

    Examples
    --------
    >>> note_limits("DepthwiseConv2D", DepthwiseConv(2, 3, stride=2))
    ()
    >>> len(note_limits("DepthwiseConv2D", DepthwiseConv(2, 3, stride=(2, 1), dilation=2)))
    2
    """
    if not isinstance(operation, DepthwiseConv | SeparableConv):
        return ()
    notes = []
    if max(operation.stride) > 1 and max(operation.dilation) > 1:
        notes.append(
            f"`{kind}` takes strides and dilation_rate above 1 together in Keras 3.15, but its "
            "documentation rules that out, and other versions raise ValueError"
        )
    if len(set(operation.stride)) > 1:
        notes.append(
            f"`{kind}` with unequal strides runs in TensorFlow on a CPU only with oneDNN, "
            "`TF_ENABLE_ONEDNN_OPTS=1`"
        )
    return tuple(notes)


KEEPING = (
    *(
        "Activation",
        "ReLU",
        "LeakyReLU",
        "ELU",
        "Softmax",
        "ThresholdedReLU",
        "Dropout",
        "Rescaling",
    ),
    *("AlphaDropout", "GaussianDropout", "GaussianNoise", "ActivityRegularization", "Masking"),
    *(
        "Identity",
        "UnitNormalization",
        "Normalization",
        "RandomFlip",
        "RandomRotation",
        "InputLayer",
    ),
    *("RandomZoom", "RandomContrast", "RandomBrightness", "RandomTranslation", "LocalResponseNorm"),
    *("RandomShear", "RandomHue", "RandomSaturation", "RandomSharpness", "RandomErasing"),
    *("RandomColorJitter", "RandomGrayscale", "RandomInvert", "RandomGaussianBlur"),
    *("RandomPerspective", "RandomElasticTransform", "RandAugment", "AutoContrast", "Equalization"),
)

KERAS_LAYERS: Mapping[str, Maker] = MappingProxyType(
    {
        **CONVOLUTIONS,
        **POOLING,
        **NORMS,
        **FEATURES,
        **SHAPES,
        **KERAS_SEQUENCES,
        **name_directions("SpatialDropout", always(keep_shape)),
        **dict.fromkeys(KEEPING, keep_shape),
    }
)
"""The classes of `keras.layers` that are read, by name."""

MERGING = frozenset(
    ("Concatenate", "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Dot")
)

ENDING = (
    *("RNN", "Bidirectional", "TimeDistributed", "Lambda", "Attention", "AdditiveAttention"),
    *("LocallyConnected2D", "LocallyConnected1D", "EinsumDense", "GroupQueryAttention"),
    *("CategoryEncoding", "TextVectorization", "Hashing", "Discretization", "StringLookup"),
    *("GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells"),
)
"""Classes that make a layer whose rule is not known here."""
