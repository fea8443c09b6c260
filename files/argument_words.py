"""The words for a layer's arguments: Keras's beside PyTorch's, and those that change no shape."""

from collections.abc import Sequence
from difflib import get_close_matches

# Keras's word -> PyTorch's, where both have one for the same thing.
TWIN_WORDS = {
    "filters": "out_channels",
    "strides": "stride",
    "dilation_rate": "dilation",
    "use_bias": "bias",
}
TWIN = {"PyTorch": TWIN_WORDS, "Keras": {twin: word for word, twin in TWIN_WORDS.items()}}
OTHER_FRAMEWORK = {"Keras": "PyTorch", "PyTorch": "Keras"}

# Words of one framework for which the other has none -> what stands in their place there.
TWINLESS_WORDS = {
    "Keras": {
        "in_channels": "it takes the channels from the input",
        "padding_mode": "its layers pad with zeros only",
    },
    "PyTorch": {
        "activation": "it is a separate layer there, such as nn.ReLU()",
        "data_format": "channels come first there",
        "depth_multiplier": "write groups=in_channels, and out_channels as a multiple of them",
        "input_shape": "it only needs in_channels",
    },
}

LABELS = "only labels the layer, and changes neither the shape nor the sum"
STORAGE = "says how and where numbers are kept, and changes neither the shape nor the sum"
INPUT = "describes the input: set the input itself"
EFFECTLESS = {
    "Keras": {
        "name": LABELS,
        "trainable": "says whether the weights may change, and changes neither the shape nor the "
        "sum",
        "dtype": STORAGE,
        "autocast": STORAGE,
        "input_shape": INPUT,
        "batch_input_shape": INPUT,
        "input_dim": INPUT,
        "batch_size": INPUT,
    },
    "PyTorch": {"device": STORAGE, "dtype": STORAGE},
}
# Keras has these for the kernel, the bias and the output.
ENDINGS = {
    "_initializer": "says what the numbers are before training, and changes neither the shape nor "
    "the sum",
    "_regularizer": "adds to the loss while training, and changes neither the shape nor the sum",
    "_constraint": "limits the numbers while training, and changes neither the shape nor the sum",
}
PARTS = ("kernel", "bias", "activity", "depthwise", "pointwise")


def explain_no_effect(argument: str, framework: str) -> str | None:
    """Say that an argument changes neither shape nor sum, if it is one that does not.

    Parameters
    ----------
    argument : str
    framework : {"Keras", "PyTorch"}

    Returns
    -------
    str or None
        One sentence, or None for every other argument.

    Examples
    --------
    >>> explain_no_effect("name", "Keras")
    'name only labels the layer, and changes neither the shape nor the sum'
    """
    reasons = dict(EFFECTLESS[framework])
    if framework == "Keras":
        reasons |= {f"{part}{end}": why for part in PARTS for end, why in ENDINGS.items()}
    return f"{argument} {reasons[argument]}" if argument in reasons else None


def suggest_argument(argument: str, framework: str, layer: str, arguments: Sequence[str]) -> str:
    """Say that a layer has no such argument, and which one was meant.

    Parameters
    ----------
    argument : str
    framework : {"Keras", "PyTorch"}
        Of the layer.
    layer : str
    arguments : sequence of str
        All that the layer has.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> suggest_argument("strdes", "Keras", "Conv2D", ["filters", "kernel_size", "strides"])
    '`strdes` is not an argument of Conv2D; nearest is strides'
    >>> suggest_argument("stride", "Keras", "Conv2D", ["filters", "kernel_size", "strides"])
    "`stride` is PyTorch's name; Conv2D of Keras calls it strides"
    """
    other = OTHER_FRAMEWORK[framework]
    if (twin := TWIN[framework].get(argument)) in arguments:
        return f"`{argument}` is {other}'s name; {layer} of {framework} calls it {twin}"
    if place := TWINLESS_WORDS[framework].get(argument):
        return f"`{argument}` is {other}'s name; {layer} of {framework} does not have it: {place}"
    if near := get_close_matches(argument, arguments, 1, 0.6):
        return f"`{argument}` is not an argument of {layer}; nearest is {near[0]}"
    return f"`{argument}` is not an argument of {layer}, which takes {', '.join(arguments)}"
