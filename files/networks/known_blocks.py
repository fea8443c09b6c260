"""Blocks that texts import and do not hold, in own words: read like the text's own classes."""

import ast
import re
from functools import cache

IMPORTS = re.compile(r"^\s*from [\w.]+ import (?:\([^)]{0,2000}\)|[^\n]*)", re.MULTILINE)
DEFINED = re.compile(r"^\s*(?:class|def) (\w+)", re.MULTILINE)

SOURCE = """
def _make_divisible(v, divisor=8, min_value=None):
    least = divisor if min_value is None else min_value
    new = max(least, int(v + divisor / 2) // divisor * divisor)
    return new + divisor if new < 0.9 * v else new


def _ovewrite_named_param(kwargs, param, new_value):
    kwargs[param] = new_value


def to_2tuple(x):
    return tuple(x) if isinstance(x, (tuple, list)) else (x, x)


class Conv2dNormActivation(nn.Sequential):
    def __init__(self, in_channels, out_channels, kernel_size=3, stride=1, padding=None, groups=1,
                 norm_layer=nn.BatchNorm2d, activation_layer=nn.ReLU, dilation=1, inplace=True,
                 bias=None):
        if padding is None:
            if isinstance(kernel_size, int):
                padding = (kernel_size - 1) // 2 * dilation
            else:
                padding = tuple((size - 1) // 2 * dilation for size in kernel_size)
        if bias is None:
            bias = norm_layer is None
        layers = [nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, dilation,
                            groups, bias)]
        if norm_layer is not None:
            layers.append(norm_layer(out_channels))
        if activation_layer is not None:
            layers.append(activation_layer())
        super().__init__(*layers)


class SqueezeExcitation(nn.Module):
    def __init__(self, input_channels, squeeze_channels, activation=nn.ReLU,
                 scale_activation=nn.Sigmoid):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(input_channels, squeeze_channels, 1)
        self.fc2 = nn.Conv2d(squeeze_channels, input_channels, 1)
        self.activation = activation()
        self.scale_activation = scale_activation()

    def forward(self, x):
        scale = self.activation(self.fc1(self.avgpool(x)))
        return x * self.scale_activation(self.fc2(scale))


class MLP(nn.Sequential):
    def __init__(self, in_channels, hidden_channels, norm_layer=None, activation_layer=nn.ReLU,
                 inplace=None, bias=True, dropout=0.0):
        layers = []
        for width in hidden_channels[:-1]:
            layers.append(nn.Linear(in_channels, width, bias=bias))
            if norm_layer is not None:
                layers.append(norm_layer(width))
            layers.append(activation_layer())
            layers.append(nn.Dropout(dropout))
            in_channels = width
        layers.append(nn.Linear(in_channels, hidden_channels[-1], bias=bias))
        layers.append(nn.Dropout(dropout))
        super().__init__(*layers)


class Permute(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.dims = dims

    def forward(self, x):
        return torch.permute(x, self.dims)
"""
"""As `torchvision.ops` and `timm.layers` describe them."""


@cache
def known_blocks() -> tuple[tuple[str, ast.stmt], ...]:
    """Return each block with its name.

    Examples
    --------
    >>> [name for name, _ in known_blocks()][-1]
    'Permute'
    """
    return tuple((getattr(node, "name", ""), node) for node in ast.parse(SOURCE).body)


def blocks_named(text: str) -> list[ast.stmt]:
    """Return the blocks that a text imports by their names.

    Examples
    --------
    >>> [node.name for node in blocks_named("from torchvision.ops import SqueezeExcitation")]
    ['SqueezeExcitation']
    """
    imported = " ".join(IMPORTS.findall(text))
    words = set(re.findall(r"\w+", imported)) | set(re.findall(r"_utils\.(\w+)", text))
    own = set(DEFINED.findall(text))
    return [node for name, node in known_blocks() if name in words and name not in own]
