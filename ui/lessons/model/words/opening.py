"""What is said where a model is opened, and where its layers are listed."""

from collections.abc import Sequence

from conv_engine import ConvSpec
from text import count_text

FILE = "Your model"
FILE_HELP = (
    "A .pt, .pth, .safetensors, .keras, .h5, .onnx, .tflite, .npz or .npy file of at most 200 MB. "
    "Nothing in it is run."
)
TAKE_EXAMPLE = "Take the example"
EXAMPLE_HELP = "Opens the small network that comes with this lesson."
PASTE = "Paste a network"
NETWORK = "Network"
NETWORK_HELP = (
    "A program, a list of layers or a printed model, in Keras or PyTorch. It is never run."
)
PASTED = """nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(8, 16, 3), nn.AdaptiveAvgPool2d(1),
    nn.Flatten(), nn.Linear(16, 10))"""
NUMBERS = "Its numbers"
NUMBERS_HELP = "Arrays of the file are taken by their names and shapes."
FROM_SEED, FROM_FILE = "Random, from a seed", "From the file that is open"
"""Where the numbers of a pasted network are from."""
SEED_HELP = "The same seed draws the same weights."
OPEN, OPEN_HELP = "Open it", "Reads the text, and opens its network."
NO_WEIGHTS = (
    "Its numbers are random. Open a file of weights first, such as a state_dict, and the network "
    "can take them from there."
)
STILL_OPEN = "{name} is still open."
NO_NETWORK = "the text has no network with one input: paste its program or its layers"
NOTHING_FITS = (
    "the text has 1 layer, but the file has no weight for it",
    "the text has {n} layers, but the file has no weight for any of them",
)
NOTHING_ADDS = (
    "the text has 1 layer, but it adds up no channels",
    "the text has {n} layers, but none of them adds up channels",
)
PASTED_RANDOM = "Pasted network with random numbers, seed {seed}"
PASTED_FILLED = "Pasted network with the numbers of {file}"
LEFT_OUT = "{name} ({kind}) has no numbers or is not known, so what needs it is left out"
CONVOLUTION, TRANSPOSED = "convolution", "transposed convolution"
FEATURES = ("1 feature", "{n} features")
SUMS = ("1 sum of {features}", "{n} sums of {features}")

MODEL_OPEN = (
    "**{name}** ({kind}). One layer adds up channels.",
    "**{name}** ({kind}). {n} layers add up channels.",
)
EXAMPLE_SAID = (
    "It tells nine coloured shapes apart. Brightness alone does not show which colour a shape has, "
    "so the channels matter."
)
NO_GRAPH = (
    "Only the weights of this file are read, not how its layers are connected. You can look at "
    "all filters, and lay a filter over a picture if it takes one. To follow a picture through "
    "the whole network, paste its program as well. Or save the network with its graph: "
    '`torch.onnx.export(model, x, "model.onnx")`.'
)
NO_SIZES = (
    "The file does not say which picture the network takes, so no sizes are drawn. Its layers and "
    "filters are all there."
)
LEAVES_OUT = (
    "The table leaves out linear layer {n}, which adds up features without rows and columns.",
    "The table leaves out linear layers {n}, which add up features without rows and columns.",
)
LEAVES_LINEAR = (
    "The table leaves out linear layers, which add up features without rows and columns."
)
TABLE = "Every layer in a table"
TABLE_HEADS = ("layer", "kind")
WEIGHTS_HEADS = ("", "layer", "filters", "bias", "geometry")
"""Of the table of a file without a graph."""
TRANSPOSED_FILTERS = "{shape}, transposed"
SEVERAL_ORDERS = "{filters}, or another order of axes"
NO_GEOMETRY = "not in the file"
WITH_BIAS, WITHOUT_BIAS = "yes", "no"


def say_no_convolutions(name: str, notes: Sequence[str]) -> str:
    """Say that a file has nothing to show, and the first reason that was found.

    Examples
    --------
    >>> say_no_convolutions("w.pt", [])
    'w.pt does not have any 2-D convolution'
    >>> say_no_convolutions("w.pt", ["it is empty"])
    'w.pt does not have any 2-D convolution: it is empty'
    """
    return ": ".join((f"{name} does not have any 2-D convolution", *notes[:1]))


def describe_features(shape: Sequence[int]) -> str:
    """Say what the weight of a linear layer holds.

    Examples
    --------
    >>> describe_features((10, 84, 1, 1))
    '10 sums of 84 features'
    """
    return count_text(shape[0], *SUMS, features=count_text(shape[1], *FEATURES))


def describe_geometry(spec: ConvSpec) -> str:
    """Say stride, padding, dilation and groups, as far as they are not the usual ones.

    Examples
    --------
    >>> describe_geometry(ConvSpec(4, 8, 3, stride=(2, 1), padding=1, groups=2))
    'stride 2x1, padding 1, groups 2'
    """
    (down, right), padding = spec.stride, spec.padding
    said = [f"stride {down}" if down == right else f"stride {down}x{right}"]
    if padding == "same":
        said.append("padding same")
    elif any(map(any, spec.pad_amounts(1, 1))):
        (top, bottom), (left, right) = spec.pad_amounts(1, 1)
        even = top == bottom == left == right
        said.append(f"padding {top if even else (top, bottom, left, right)}")
    if spec.dilation != (1, 1):
        said.append(f"dilation {spec.dilation[0]}")
    if spec.groups > 1:
        said.append(f"groups {spec.groups}")
    return ", ".join(said)
