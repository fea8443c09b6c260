"""Networks that a text names and does not hold: those that torchvision and Keras publish.

Their layers are written in own words, from their published descriptions, in the folder
`published`: one text for each family, read as a text that a person pastes.
"""

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from files.networks.values import Framework, Open

FOLDER = Path(__file__).with_name("published")
SOURCES: Mapping[str, str] = MappingProxyType(
    {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
)
"""All of the folder, so that no file is opened because of what a text says."""
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "alexnet": "torch_alexnet",
        **{f"vgg{depth}{norm}": "torch_vgg" for depth in (11, 13, 16, 19) for norm in ("", "_bn")},
        **{f"resnet{depth}": "torch_resnet" for depth in (18, 34, 50, 101, 152)},
        **dict.fromkeys(("resnext50_32x4d", "wide_resnet50_2"), "torch_resnet"),
        "mobilenet_v2": "torch_mobilenet",
        **dict.fromkeys(("squeezenet1_0", "squeezenet1_1"), "torch_squeezenet"),
        **{f"densenet{depth}": "torch_densenet" for depth in (121, 161, 169, 201)},
        **dict.fromkeys(("VGG16", "VGG19"), "keras_vgg"),
        **{f"ResNet{depth}{v}": "keras_resnet" for depth in (50, 101, 152) for v in ("", "V2")},
        **dict.fromkeys(("MobileNet", "MobileNetV2"), "keras_mobilenet"),
        "Xception": "keras_xception",
        "InceptionV3": "keras_inception",
        **{f"DenseNet{depth}": "keras_densenet" for depth in (121, 169, 201)},
    }
)
"""The text that has each network."""
MODULES = re.compile(r"(?:^|\.)(?:torchvision\.models|models|applications|hub|timm)\.")
"""Where the frameworks keep networks that are published."""
LOADERS = ("load", "create_model", "get_model")
"""Functions that are told the name of a network as a word."""


def framework_of_published(name: str) -> Framework:
    """Return whose network a published one is.

    Examples
    --------
    >>> framework_of_published("VGG16"), framework_of_published("vgg16")
    ('keras', 'pytorch')
    """
    return "keras" if FAMILIES[name].startswith("keras") else "pytorch"


def published_name(callee: Open, given: list[object]) -> str | None:
    """Return the name of the network that a call makes, if it is a published one.

    Parameters
    ----------
    callee : Open
    given : list
        What stands in the brackets without a name.

    Examples
    --------
    >>> published_name(Open("models.resnet18", "models.resnet18"), [])
    'resnet18'
    >>> published_name(Open("torch.hub.load", "torch.hub.load"), ["pytorch/vision", "resnet18"])
    'resnet18'
    >>> published_name(Open("models.MyNet", "models.MyNet"), [])
    """
    words = [value for value in given if isinstance(value, str)]
    if callee.last in LOADERS and MODULES.search(callee.text):
        return next((word for word in words if word in FAMILIES), None)
    if callee.last not in FAMILIES:
        return None
    return callee.last if MODULES.search(callee.text) or not _is_told_sizes(given) else None


def _is_told_sizes(given: list[object]) -> bool:
    """Whether a call without a module has numbers, as one of an own function may have."""
    return any(isinstance(value, int) and not isinstance(value, bool) for value in given)


def is_unknown_published(callee: Open) -> bool:
    """Whether a call makes a network of which only the name is known here.

    Examples
    --------
    >>> is_unknown_published(Open("keras.applications.NASNetLarge", "x"))
    True
    """
    *modules, name = callee.text.split(".")
    if "applications" in modules:
        return name[:1].isupper()
    of_torchvision = modules[:1] == ["models"] or modules[:2] == ["torchvision", "models"]
    return of_torchvision and name.islower() and "model" not in name


def _source_of(family: str) -> str:
    """Return the text of a family; those of Keras begin and end alike."""
    common = f"{SOURCES['keras']}\n\n" if family.startswith("keras") else ""
    return common + SOURCES[family]


def statements_of(name: str, line: int) -> list[ast.stmt]:
    """Return what makes a published network, as if all of it stood in one line of the text.

    Examples
    --------
    >>> [node.name for node in statements_of("alexnet", 7)]
    ['AlexNet', 'alexnet']
    """
    tree = ast.parse(_source_of(FAMILIES[name]))
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            node.lineno = line
    return tree.body
