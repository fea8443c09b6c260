"""What the name of a node says beyond its operation: which mean, which operator, which function."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from conv_engine.networks import NetworkRow
from files.network_code.steps import UnwrittenError

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("+", "add", "addn", "merge"), "+"),
        **dict.fromkeys(("-", "sub", "subtract"), "-"),
        **dict.fromkeys(("*", "mul", "multiply"), "*"),
        **dict.fromkeys(("/", "div", "divide"), "/"),
    }
)
CHOICES: Mapping[str, str] = MappingProxyType(
    {"maximum": "maximum", "max": "maximum", "minimum": "minimum", "min": "minimum"}
)
MODE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "reflect": "reflect",
        "replication": "replicate",
        "circular": "circular",
        "bilinear": "bilinear",
        "upsamplingnearest": "nearest",
    }
)
"""Which cells are added, by a word in the name of a layer."""
REDUCTIONS = ("mean", "sum", "max", "min", "std", "var", "logsumexp")


@dataclass(frozen=True)
class ActivationNames:
    """What an activation is called.

    Parameters
    ----------
    layer : str
        The class of `torch.nn`.
    word : str
        Of Keras.
    told : str
        What PyTorch has to be told.
    """

    layer: str
    word: str
    told: str = ""

    @property
    def function(self) -> str:
        """The function of `torch.nn.functional`."""
        return "log_softmax" if self.layer == "LogSoftmax" else self.layer.lower()


KNOWN = (
    ActivationNames("ReLU", "relu"),
    ActivationNames("ReLU6", "relu6"),
    ActivationNames("ELU", "elu"),
    ActivationNames("SELU", "selu"),
    ActivationNames("CELU", "celu"),
    ActivationNames("GELU", "gelu"),
    ActivationNames("SiLU", "silu"),
    ActivationNames("Mish", "mish"),
    ActivationNames("Softplus", "softplus"),
    ActivationNames("Softsign", "softsign"),
    ActivationNames("Sigmoid", "sigmoid"),
    ActivationNames("LogSigmoid", "log_sigmoid"),
    ActivationNames("Hardsigmoid", "hard_sigmoid"),
    ActivationNames("Hardswish", "hard_silu"),
    ActivationNames("Tanh", "tanh"),
    ActivationNames("Softmax", "softmax", "dim=1"),
    ActivationNames("LogSoftmax", "log_softmax", "dim=1"),
)
ACTIVATIONS: Mapping[str, ActivationNames] = MappingProxyType(
    {names.layer.lower(): names for names in KNOWN} | {"swish": KNOWN[6]}
)
"""Activations by their names as `plain_kind` writes them."""


KERAS_EPSILON, TORCH_EPSILON = 1e-3, 1e-5
"""What normalisation adds to the variance, where nothing else is said."""


def epsilon_of(kind: str) -> float:
    """Return what a layer of normalisation adds to the variance, by the framework it is of.

    Examples
    --------
    >>> epsilon_of("BatchNormalization"), epsilon_of("BatchNorm2d")
    (0.001, 1e-05)
    """
    return KERAS_EPSILON if kind.endswith("Normalization") else TORCH_EPSILON


def plain_kind(kind: str) -> str:
    """Return a name without what differs between a class and a function.

    Examples
    --------
    >>> plain_kind("log_softmax"), plain_kind("LogSoftmax")
    ('logsoftmax', 'logsoftmax')
    """
    return kind.lower().replace("_", "")


def pooling_mode(kind: str) -> Literal["max", "mean"]:
    """Return what is kept of a window.

    Raises
    ------
    UnwrittenError
        If the name does not say.

    Examples
    --------
    >>> pooling_mode("MaxPool2d"), pooling_mode("GlobalAveragePooling2D")
    ('max', 'mean')
    """
    plain = plain_kind(kind)
    if "max" in plain:
        return "max"
    if "avg" in plain or "average" in plain or "mean" in plain:
        return "mean"
    raise UnwrittenError("it does not say whether the maximum or the mean of a window is kept")


def reduction_of(kind: str) -> str:
    """Return what is taken along axes, as a word of `torch`.

    Examples
    --------
    >>> reduction_of("reduce_mean"), reduction_of("max")
    ('mean', 'amax')
    """
    for word in REDUCTIONS:
        if word in plain_kind(kind):
            return {"max": "amax", "min": "amin"}.get(word, word)
    raise UnwrittenError("it does not say what is taken along the axes")


def merged_text(kind: str, module: str, count: int) -> str:
    """Return the call of a step that merges so many branches.

    Examples
    --------
    >>> merged_text("Add", "torch", 2), merged_text("maximum", "torch", 2)
    ('{a0} + {a1}', 'torch.maximum({a0}, {a1})')
    """
    plain = plain_kind(kind).removesuffix("()")
    branches = [f"{{a{place}}}" for place in range(count)]
    if plain in SIGNS:
        return f" {SIGNS[plain]} ".join(branches)
    if plain == "average":
        return f"({' + '.join(branches)}) / {count}"
    if plain in CHOICES:
        text = branches[0]
        for branch in branches[1:]:
            text = f"{module}.{CHOICES[plain]}({text}, {branch})"
        return text
    raise UnwrittenError(f"how `{kind}` merges branches is not kept")


def said_activation(row: NetworkRow) -> ActivationNames | None:
    """Return the activation that a layer of Keras applies to what it makes, if it is known."""
    return ACTIVATIONS.get(plain_kind(str(row.node.settings.get("activation", ""))))


def said_number(row: NetworkRow, setting: str) -> str:
    """Return a number that the text says, or nothing."""
    value = row.node.settings.get(setting)
    return "" if value is None else repr(value)


def said_mode(row: NetworkRow, default: str) -> str:
    """Return the word for cells that are added, in the setting or in the name of the layer."""
    plain = plain_kind(row.kind)
    for word, mode in MODE_WORDS.items():
        if word in plain:
            return mode
    return str(row.node.settings.get("mode", default))


def said_rate(row: NetworkRow) -> str:
    """Return the rate of a Dropout, if it is one that the text says and the frameworks take."""
    rate = row.node.settings.get("rate")
    if not plain_kind(row.kind).startswith(("dropout", "spatialdropout")):
        return ""
    return repr(rate) if isinstance(rate, int | float) and 0 <= rate < 1 else ""


def drops_maps(row: NetworkRow) -> bool:
    """Whether a Dropout drops whole maps, as its name says by its number of directions."""
    directions = (row.output_shape or ())[1:]
    return f"dropout{len(directions)}d" in plain_kind(row.kind)
