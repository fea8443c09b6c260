"""Layers that stand between convolutions: what each does to a shape, in a sentence.

Names are those of Keras 3 and of `torch.nn`; where a family has many, a pattern stands for all.
"""

import re
from collections.abc import Sequence

# Patterns of names, and what follows each name in a sentence.
KEEPING_SHAPE = (
    (
        r"Dropout|Dropout[123]d|SpatialDropout[123]D|AlphaDropout|Gaussian(?:Dropout|Noise)",
        "drops or changes numbers only while training, and passes the shape on as it is",
    ),
    (
        r"ReLU6?|(?:Leaky|P|R)ReLU|[CS]?ELU|GELU|SiLU|Mish|Softplus|Softsign|Softmax(?:2d)?"
        r"|(?:Hard|Log)?[Ss]igmoid|(?:Hard)?[Tt]anh|Hardswish|Activation",
        "is an activation: it comes after the sum, and passes the shape on as it is",
    ),
    (
        r"(?:Sync)?BatchNorm(?:2d)?|(?:Batch|Layer|Group|Unit)Normalization|LayerNorm|GroupNorm"
        r"|InstanceNorm2d|LocalResponseNorm",
        "passes the shape on as it is; parameters of its own are not counted here",
    ),
    (r"Identity|Rescaling", "passes the shape on as it is"),
)

OTHERWISE = (
    (
        r"(?:Lazy)?(?:Depthwise|Separable)?Conv(?:olution)?(?:Transpose)?[13][dD](?:Transpose)?",
        "does not slide over height and width alone, so it is not a 2-D convolution",
    ),
    (
        r"LazyConv(?:Transpose)?2d",
        "leaves its in_channels open: write nn.Conv2d or nn.ConvTranspose2d with the number",
    ),
    (
        r"(?:Lazy)?Linear|Dense|Bilinear",
        "mixes all numbers it is given, so it is not a 2-D convolution; nearest is one with"
        " kernel_size 1, which mixes the channels of each position",
    ),
    (
        r"\w*Pool(?:ing)?[123][dD]",
        "has no weights, so it is not a convolution; nearest is one with stride 2, which halves"
        " height and width too",
    ),
    (
        r"Flatten|Unflatten|Reshape|Permute|PixelShuffle|PixelUnshuffle|ChannelShuffle",
        "only orders numbers anew, so it is not a 2-D convolution",
    ),
    (
        r"Up[Ss]ampling\w*|Upsample|Cropping[13]D|\w*Pad(?:ding)?[13][dD]|ConstantPad2d|Resizing",
        "changes the shape without weights, and is not read here",
    ),
    (
        r"Input|InputLayer",
        "says what comes in, and is no layer with windows: choose the input itself",
    ),
)


def shape_kept(name: str) -> str | None:
    """Say that a layer keeps the shape of what it is given, if it is known to.

    Parameters
    ----------
    name : str
        Of the class, in Keras or PyTorch.

    Returns
    -------
    str or None
        One sentence, or None for every other layer.

    Examples
    --------
    >>> shape_kept("ReLU")
    'ReLU is an activation: it comes after the sum, and passes the shape on as it is'
    """
    return _sentence(name, KEEPING_SHAPE)


def refusal_reason(name: str) -> str | None:
    """Say why a layer of Keras or PyTorch is not read as a 2-D convolution, if it is known.

    Parameters
    ----------
    name : str
        Of the class, in Keras or PyTorch.

    Returns
    -------
    str or None
        One sentence, or None for a name that is not known.

    Examples
    --------
    >>> refusal_reason("Conv1D")
    'Conv1D does not slide over height and width alone, so it is not a 2-D convolution'
    """
    if kept := shape_kept(name):
        return f"{kept}, so it is not a 2-D convolution"
    return _sentence(name, OTHERWISE)


def _sentence(name: str, families: Sequence[tuple[str, str]]) -> str | None:
    ends = (end for family, end in families if re.fullmatch(family, name))
    return next((f"{name} {end}" for end in ends), None)
