"""What the name of a node says beyond its operation: which mean, which operator, which function."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

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
REDUCTIONS = ("mean", "sum", "max", "min", "std", "var", "logsumexp")
ACTIVATIONS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "relu": ("ReLU", "relu", ""),
        "relu6": ("ReLU6", "relu6", ""),
        "elu": ("ELU", "elu", ""),
        "selu": ("SELU", "selu", ""),
        "celu": ("CELU", "celu", ""),
        "gelu": ("GELU", "gelu", ""),
        "silu": ("SiLU", "silu", ""),
        "swish": ("SiLU", "silu", ""),
        "mish": ("Mish", "mish", ""),
        "softplus": ("Softplus", "softplus", ""),
        "softsign": ("Softsign", "softsign", ""),
        "sigmoid": ("Sigmoid", "sigmoid", ""),
        "logsigmoid": ("LogSigmoid", "log_sigmoid", ""),
        "hardsigmoid": ("Hardsigmoid", "hard_sigmoid", ""),
        "hardswish": ("Hardswish", "hard_swish", ""),
        "tanh": ("Tanh", "tanh", ""),
        "softmax": ("Softmax", "softmax", "dim=1"),
        "logsoftmax": ("LogSoftmax", "log_softmax", "dim=1"),
    }
)
"""Of PyTorch the class, of Keras the word, and what PyTorch is told."""


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
