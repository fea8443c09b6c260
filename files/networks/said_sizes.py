"""The input's size as a text says it in a comment, in a sentence, or by the data it names."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from conv_engine.networks.operation import Shape
from files.networks.statements import Statements
from files.networks.values import Array, Framework

SIZES = r"\d{1,5}(?:\s*[x×,*]\s*\d{1,5}){1,4}"
SAID = re.compile(
    rf"(?i)\b(?:inputs?|images?|pictures?|img|x|data|batch|samples?)\b[^\n\d(\[]{{0,40}}[\[(]?\s*"
    rf"(?:(?:N|B|None|batch(?:_size)?|-1|bs)\s*[x×,*]\s*)?({SIZES})\s*[\])]?"
)
BESIDE = re.compile(
    rf"\b([A-Za-z_]\w*)(?:\.shape|\.size\(\)|\.get_shape\(\))?(?=[\s:=])\s*"
    rf"(?:(?:has|have|of|with|is|are|the|must be)?\s*(?:shape|size)s?|is|are|:|=|==)?\s*"
    rf"(?:of|is|:|=|==)?\s*"
    rf"(?:torch\.Size|TensorShape|np\.array)?\s*"
    rf"(?:[(\[]{{1,2}}\s*((?:None|-1|N|\d+)(?:\s*,\s*\d+){{1,4}})\s*,?[)\]]{{1,2}}|({SIZES}))"
)
DATA = MappingProxyType(
    {
        r"(?:Fashion|K|Q|E)?MNIST|fashion_mnist|\bmnist": (1, 28, 28),
        r"CIFAR-?100?|\bcifar100?": (3, 32, 32),
        r"\bSVHN": (3, 32, 32),
        r"\bSTL10": (3, 96, 96),
    }
)


@dataclass(frozen=True)
class Prose:
    """What a text says beside its program.

    Attributes
    ----------
    outside : str
        Sentences, and comments at the margin.
    inside : str
        Comments within functions and classes, which often speak of what comes later.
    """

    outside: str
    inside: str

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.outside}\n{self.inside}"


def prose_of(lines: Sequence[str], statements: Statements) -> Prose:
    """Return what of a text is no program: comments, sentences and strings that explain.

    Examples
    --------
    >>> from files.networks.statements import parse_statements
    >>> lines = ["if a:", "    x = x.permute(0, 2, 1)  # 8 x 3", "my images are 3x8x8"]
    >>> prose_of(lines, parse_statements(lines))
    Prose(outside='my images are 3x8x8', inside='# 8 x 3')
    """
    explaining = [
        each.value.value
        for statement in statements.nodes
        for each in ast.walk(statement)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    ]
    outside = [text for text in explaining if isinstance(text, str)]
    inside: list[str] = []
    for number, line in enumerate(lines, 1):
        if number in statements.lost:
            outside.append(line)
        elif "#" in line:
            (inside if line[:1].isspace() else outside).append(line[line.find("#") :])
    return Prose("\n".join(outside), "\n".join(inside))


def said_in_prose(
    prose: Prose, dimensions: int, framework: Framework, channels: int | None
) -> Shape | None:
    """Find the input's shape; what a comment within a body says must fit the first layer.

    Parameters
    ----------
    prose : Prose
    dimensions, framework
        As `said_shape` takes them.
    channels : int or None
        Of the first layer, where the text says it.
    """
    said = said_shape(prose.outside, dimensions, framework)
    if said is None and dimensions == 2:
        said = said_pictures(prose.outside, channels)
    if said is not None:
        return said
    said = said_shape(prose.inside, dimensions, framework)
    if said is None and channels is not None and (found := NAMED.search(prose.whole)):
        said = channels, int(found[1]), int(found[2])
    fits = said is not None and channels in (None, said[0])
    return said if fits else None


def said_shape(text: str, dimensions: int, framework: Framework) -> Shape | None:
    """Find the input's shape in what a text says beside its program.

    Parameters
    ----------
    text : str
    dimensions : int
        In which the network's windows move.
    framework : Framework
        Whose order a shape without words has.

    Examples
    --------
    >>> said_shape("net = Net()  # input: 3 x 32 x 32", 2, "pytorch")
    (3, 32, 32)
    >>> said_shape("my images are (28, 28, 1)", 2, "keras")
    (1, 28, 28)
    """
    for found in SAID.finditer(text):
        sizes = tuple(int(size) for size in re.findall(r"\d+", found[1]))
        if len(sizes) == dimensions + 2:
            sizes = sizes[1:]
        if len(sizes) == dimensions + 1 and min(sizes) > 0:
            last = sizes[-1] in (1, 3, 4) and sizes[0] not in (1, 3, 4)
            return (
                (sizes[-1], *sizes[:-1])
                if last or (framework == "keras" and sizes[0] > 4)
                else sizes
            )
    return None


SIDES = r"(\d{1,4})\s*(?:px|pixels?)?\s*(?:[x×*]|by)\s*(\d{1,4})"
PICTURES = re.compile(
    rf"(?i)\b(?:images?|pictures?|photos?|frames?)\b[^\n\d]{{0,40}}\b{SIDES}"
    rf"|\b{SIDES}[^\n\d]{{0,30}}\b(?:images?|pictures?|photos?|frames?)\b"
)
NAMED = re.compile(
    r"(?i)\binputs?\b[^\n\w(`]{0,5}(?:is|:|=|of|has)?[^\n\w(`]{0,5}`*\(?[a-z_]\w*\)?`*\s*[x×]\s*"
    r"(\d{1,4})\s*[x×]\s*(\d{1,4})"
)
"""An input whose channels are a name: `(nc) x 64 x 64`."""
COLOURS = re.compile(r"(?i)\b(?:RGB|colou?rs?|colou?red)\b")
GREY = re.compile(r"(?i)\b(?:gr[ae]y(?:[ -]?scale)?|black and white)\b")


def said_pictures(text: str, channels: int | None) -> Shape | None:
    """Find how large a sentence says that the pictures are, and how many channels they have.

    Parameters
    ----------
    text : str
    channels : int or None
        Of the first layer, where the program says it; else the sentence has to tell colours.

    Examples
    --------
    >>> said_pictures("My images are 32x40 RGB. Any ideas?", None)
    (3, 32, 40)
    >>> said_pictures("I feed 100 x 100 pictures", 1)
    (1, 100, 100)
    """
    for found in PICTURES.finditer(text):
        rows, columns = (int(size) for size in found.groups() if size)
        around = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        told = 3 if COLOURS.search(around) else 1 if GREY.search(around) else None
        count = channels or told
        if count is not None and min(rows, columns) >= 8:
            return count, rows, columns
    return None


def named_arrays(text: str, framework: Framework) -> dict[str, Array]:
    """Find the shapes that a text says beside names, in a comment or a sentence.

    Parameters
    ----------
    text : str
    framework : Framework

    Examples
    --------
    >>> said = named_arrays("F.conv2d(x, w)  # x: 1x3x10x10, w has shape (3, 1, 3, 3)", "pytorch")
    >>> said["x"].shape, said["w"].shape
    ((1, 3, 10, 10), (3, 1, 3, 3))
    """
    found: dict[str, Array] = {}
    for name, listed, crossed in BESIDE.findall(text):
        sizes = re.findall(r"None|-1|N|\d+", listed or crossed)
        shape = tuple(int(size) if size.isdigit() else None for size in sizes)
        found.setdefault(name, Array(shape, framework))
    return found


RESIZED = re.compile(r"\bResize\(\s*[(\[]?\s*(?:(\d+)|\w+\.(\w+))")


def data_shape(text: str, channels: int | None = None) -> Shape | None:
    """Return the size of the pictures of a well-known collection that a text loads.

    Parameters
    ----------
    text : str
    channels : int, optional
        Of the first layer: pictures of others are not what comes in.

    Examples
    --------
    >>> data_shape("train = datasets.CIFAR10(root)")
    (3, 32, 32)
    >>> data_shape("datasets.MNIST(root, transform=transforms.Resize(32))")
    (1, 32, 32)
    """
    for name, shape in DATA.items():
        if re.search(name, text):
            side = _resized_side(text)
            found = (shape[0], side, side) if side else shape
            return found if channels in (None, found[0]) else None
    return None


def _resized_side(text: str) -> int | None:
    """Return to which side pictures are resized, also by an option with a default."""
    found = RESIZED.search(text)
    if found is None or found[1]:
        return int(found[1]) if found else None
    option = re.search(rf"--{found[2]}['\"][^\n]*default\s*=\s*(\d+)", text)
    return int(option[1]) if option else None
