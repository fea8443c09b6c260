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

# Arguments that change neither the shape nor the sum, or only describe the input.
EFFECTLESS = {
    "Keras": {
        *("name", "trainable", "dtype", "autocast"),
        *("input_shape", "batch_input_shape", "input_dim", "batch_size"),
    },
    "PyTorch": {"device", "dtype"},
}
# What Keras names for the kernel, the bias and the output: first numbers, loss and limits.
EFFECTLESS_OF_PARTS = {
    f"{part}_{word}"
    for part in ("kernel", "bias", "activity", "depthwise", "pointwise")
    for word in ("initializer", "regularizer", "constraint")
}


def has_no_effect(argument: str, framework: str) -> bool:
    """Whether an argument changes neither the shape nor the sum of any layer.

    Parameters
    ----------
    argument : str
    framework : {"Keras", "PyTorch"}

    Examples
    --------
    >>> has_no_effect("name", "Keras"), has_no_effect("strides", "Keras")
    (True, False)
    """
    of_parts = framework == "Keras" and argument in EFFECTLESS_OF_PARTS
    return of_parts or argument in EFFECTLESS[framework]


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
