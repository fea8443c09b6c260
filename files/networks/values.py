"""What stands for the values of a program that is read and never run."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Framework = Literal["pytorch", "keras"]

INPUT_SIZE = "the input's size"
"""What an open size of an array asks for."""

OWN_ARRAY = "nn.Parameter"
"""The name of an array that a model learns itself."""

Value = Any
"""A number, a word, True, False, None, a list, a tuple, a dict, or one of the classes below."""


@dataclass(frozen=True)
class Open:
    """What the text leaves open: a name that it never sets, or what is worked out of one.

    Attributes
    ----------
    text : str
        As the program writes it, with its modules: "conv_dim * 2", "torch.nn.Conv2d".
    asks : str
        The one name that would settle it.
    of : tuple of Tensor
        Whose sizes it is worked out of.
    """

    text: str
    asks: str
    of: tuple["Tensor", ...] = ()

    @property
    def last(self) -> str:
        """The last part of a dotted name."""
        return self.text.rpartition(".")[2]


@dataclass(frozen=True, eq=False)
class Array:
    """Numbers of a known shape that no layer has been given yet, such as `torch.randn(1, 3, 8, 8)`.

    Attributes
    ----------
    shape : tuple
        In the order of the text, with the samples; entries may be None or `Open`.
    framework : Framework
    name : str
    of : LayerObject, optional
        The layer that learns it.
    """

    shape: tuple[Value, ...]
    framework: Framework
    name: str = ""
    of: "LayerObject | None" = None


@dataclass(frozen=True)
class Lost(Open):
    """What a call makes of what nodes give, by a rule that is not known here."""


@dataclass(frozen=True)
class Tensor:
    """What a node of the network gives.

    Attributes
    ----------
    node : str
        Its name in the network.
    shape : tuple of int or None
        Channel first, without samples; None where the sizes have ended.
    framework : Framework
        Which decides the order in which the program sees the axes.
    samples : int
        The axis of the samples, as the program sees them.
    """

    node: str
    shape: tuple[int, ...] | None
    framework: Framework
    samples: int = 0

    @property
    def seen_shape(self) -> tuple[Value, ...] | None:
        """The shape as the program sees it: samples first, channels last in Keras."""
        if self.shape is None:
            return None
        if self.framework == "keras":
            return (None, *self.shape[1:], self.shape[0])
        return (*self.shape[: self.samples], SAMPLES, *self.shape[self.samples :])

    def own_axes(self, rank: int) -> list[int]:
        """Return the axes in the order of the program, counted with the samples first.

        Examples
        --------
        >>> Tensor("qkv", (3, 4, 17, 8), "pytorch", samples=1).own_axes(4)
        [1, 0, 2, 3, 4]
        """
        others = list(range(1, rank + 1))
        return [*others[: self.samples], 0, *others[self.samples :]]


class Samples(int):
    """The number of samples, which no size depends on; it counts as 1."""


SAMPLES = Samples(1)


@dataclass(eq=False)
class LayerObject:
    """A layer that was made, and is called later, perhaps more than once.

    Attributes
    ----------
    kind : str
        Its class, as written.
    framework : Framework
    arguments, keywords
        As written, evaluated.
    line : int
    name : str
    norm_axis : int, optional
        Along which `weight_norm` learns a length for each slice of the weight.
    """

    kind: str
    framework: Framework
    arguments: tuple[Value, ...]
    keywords: dict[str, Value]
    line: int
    name: str = ""
    norm_axis: int | None = None


@dataclass(eq=False)
class Container:
    """Layers in a row: a Sequential, a ModuleList, a ModuleDict, or a Sequential of Keras.

    Attributes
    ----------
    kind : str
    children : list of (str, Value)
    runs : bool
        Whether the container can be called itself.
    """

    kind: str
    framework: Framework
    children: list[tuple[str, Value]] = field(default_factory=list)
    runs: bool = True
    line: int = 0
    input_shape: tuple[Value, ...] | None = None
    name: str = ""

    def add(self, child: Value, name: str = "") -> None:
        """Put a child at the end."""
        self.children.append((name or str(len(self.children)), child))

    def put(self, place: "int | str", child: Value) -> None:
        """Put a child in the place of another, or at the end under a name of its own."""
        names = [name for name, _ in self.children]
        if isinstance(place, int) and -len(names) <= place < len(names):
            self.children[place] = (names[place], child)
        elif place in names:
            self.children[names.index(str(place))] = (str(place), child)
        else:
            self.add(child, str(place))

    @property
    def values(self) -> list[Value]:
        """The children without their names."""
        return [child for _, child in self.children]


class Scope:
    """Names of a function or a module, and those around it."""

    def __init__(self, outer: "Scope | None" = None) -> None:
        self.names: dict[str, Value] = {}
        self.outer = outer

    def find(self, name: str) -> Value:
        """Return what a name stands for.

        Raises
        ------
        KeyError
            If no scope has it.
        """
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        raise KeyError(name)


@dataclass(eq=False)
class Function:
    """A function of the text, or a method of one of its classes."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    owner: "OwnClass | None" = None

    @property
    def name(self) -> str:
        """Its name in the text."""
        return "lambda" if isinstance(self.node, ast.Lambda) else self.node.name


@dataclass(eq=False)
class Bound:
    """A method together with what it belongs to."""

    function: Function
    owner: "OwnObject"


@dataclass(eq=False)
class OwnClass:
    """A class that the text defines."""

    node: ast.ClassDef
    bases: tuple[Value, ...]
    scope: Scope

    def lineage(self) -> Iterator["OwnClass"]:
        """Go through the class and those of the text that it inherits from."""
        yield self
        for base in self.bases:
            if isinstance(base, OwnClass):
                yield from base.lineage()

    def find(self, name: str) -> Value:
        """Return an attribute of the class, or None."""
        for each in self.lineage():
            if name in each.scope.names:
                return each.scope.names[name]
        return None

    @property
    def fields(self) -> list[str]:
        """Names with a type, in the order in which a dataclass takes them."""
        inherited = [
            name for base in self.bases if isinstance(base, OwnClass) for name in base.fields
        ]
        own = [
            each.target.id
            for each in self.node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        return list(dict.fromkeys([*inherited, *own]))

    @property
    def roots(self) -> tuple[str, ...]:
        """Names of the classes of the libraries that it comes from."""
        found: list[str] = []
        for each in self.lineage():
            found += [base.last for base in each.bases if isinstance(base, Open)]
        return tuple(found)


@dataclass(eq=False)
class OwnObject:
    """What a class of the text makes.

    Attributes
    ----------
    of : OwnClass
    attributes : dict of str to Value
    children : Container, optional
        What it was given as a container, where its class comes from one.
    line : int
    name : str
    input_shape : tuple, optional
    base : LayerObject, optional
        What it is, where its class comes from a layer of a framework.
    """

    of: OwnClass
    attributes: dict[str, Value] = field(default_factory=dict)
    children: Container | None = None
    line: int = 0
    name: str = ""
    input_shape: tuple[Value, ...] | None = None
    base: LayerObject | None = None

    @property
    def layers(self) -> Container:
        """All layers that it holds, in a row."""
        given = self.children or Container("Sequential", "pytorch")
        own = [(name, each) for name, each in self.attributes.items() if is_layer(each)]
        return Container(given.kind, given.framework, [*given.children, *own], line=self.line)


@dataclass(frozen=True)
class Builtin:
    """A function of Python, or a method of a value, that is worked out here."""

    name: str
    work: Callable[..., Value]


@dataclass(frozen=True, eq=False)
class Partial:
    """A function or a class with some of its arguments: `functools.partial`."""

    callee: Value
    given: tuple[Value, ...]
    named: dict[str, Value]


@dataclass(frozen=True)
class Super:
    """What `super()` gives in a method."""

    owner: OwnObject
    above: OwnClass


@dataclass(frozen=True)
class LastStates:
    """The last states of a recurrent layer, one for each of its layers and directions.

    Attributes
    ----------
    tensor : Tensor
        What the layer gives.
    units : int
    """

    tensor: Tensor
    units: int


@dataclass(frozen=True)
class TensorMethod:
    """A method of what a node gives, such as `x.view`."""

    tensor: Tensor
    name: str


@dataclass(frozen=True)
class MadeLayer:
    """A layer of a model of Keras that was called already.

    Attributes
    ----------
    output : Tensor
    inputs : tuple of Tensor
    """

    output: Tensor
    inputs: tuple[Tensor, ...]


@dataclass(eq=False)
class FunctionalModel:
    """A model of Keras that was made of its inputs and outputs.

    Attributes
    ----------
    inputs, outputs : tuple of Tensor
    find_layers : callable
        Returns the layers between them, in the order in which they were called.
    """

    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    find_layers: Callable[[], tuple[MadeLayer, ...]] = tuple


def is_layer(value: Value) -> bool:
    """Whether a value is a layer, or made of layers."""
    return isinstance(value, LayerObject | Container | OwnObject)
