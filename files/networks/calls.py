"""Calls of a program followed as data: of its own functions and classes, of layers and models.

Functions and classes of the text are followed into. Nothing is executed.
"""

import ast
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from conv_engine.networks import LastState, Unchanged, UnknownOperation
from files.networks.expressions import Expressions
from files.networks.found_models import declared_shape
from files.networks.graph import Graph
from files.networks.library import Library
from files.networks.model_attributes import begin_object
from files.networks.naming import name_layers
from files.networks.published_models import is_unknown_published, published_name, statements_of
from files.networks.value_parts import copied, holds_tensor, tensors_of
from files.networks.values import (
    Array,
    Bound,
    Builtin,
    Container,
    Function,
    FunctionalModel,
    LastStates,
    LayerObject,
    Lost,
    MadeLayer,
    Open,
    OwnClass,
    OwnObject,
    Partial,
    Scope,
    Super,
    Tensor,
    TensorMethod,
    Value,
)

MOST_CALLS = 14
"""Functions of the text within one another."""
CALL_STEPS = 10
"""What following a function costs of the budget."""
PUBLISHED_STEPS = 500
"""What reading a published network costs of it, beside following it."""
ENDS = ("input", "inputs", "output", "outputs")
"""Attributes of a model of Keras that say what it takes and gives."""
RUNS = ("forward", "call", "__call__")
"""Methods that a framework calls when a model is called."""


@dataclass(frozen=True)
class ModelRun:
    """A call of a model by the text.

    Attributes
    ----------
    model : Value
    start : str
        The node of its input.
    result : Value
        None for a single layer, whose result others may take.
    nodes : slice
        Of the graph, made in this call.
    """

    model: Value
    start: str
    result: Value
    nodes: slice


class Calls(Expressions):
    """What a call gives, whatever stands before the brackets.

    Parameters
    ----------
    numbers : mapping of str to int
        Numbers of names that the text leaves open.
    library : Library
        What names of the frameworks mean.
    graph : Graph
        What the layers that are called are joined into.

    Attributes
    ----------
    called : set of int
        Identities of the layers and models that were called.
    made : list
        Layers and models in the order in which they were made.
    shown : list
        Models of which a summary was asked, each with the size of its input.
    sizes : list
        Sizes that summaries were given.
    runs : list of ModelRun
    functional : list of FunctionalModel
    published : list
        Models that the text only names.
    ends : dict of int to FunctionalModel
        What models of Keras take and give whose `input` or `output` is asked, by their identity.
    """

    def __init__(self, numbers: Mapping[str, int], library: Library, graph: Graph) -> None:
        super().__init__(numbers)
        self.library, self.graph = library, graph
        self.calls = 0
        self.busy = 0
        self.called: set[int] = set()
        self.made: list[LayerObject | Container | OwnObject] = []
        self.shown: list[tuple[Value, tuple[Value, ...]]] = []
        self.sizes: list[tuple[Value, ...]] = []
        self.runs: list[ModelRun] = []
        self.functional: list[FunctionalModel] = []
        self.published: list[Value] = []
        self.ends: dict[int, FunctionalModel] = {}

    @abstractmethod
    def run(self, statements: list[ast.stmt]) -> str | None:
        """Follow statements in a row; return what ends them early."""

    def call(self, callee: Value, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Call whatever stands before the brackets."""
        match callee:
            case Function():
                return self._call_function(callee, given, named)
            case Bound(function=function, owner=owner):
                return self._call_method(function, owner, given, named)
            case OwnClass():
                return self._make(callee, given, named, line)
            case FunctionalModel():
                return self.graph.repeat(callee, tensors_of(given))
            case MadeLayer(output=output, inputs=inputs):
                return self.graph.repeat(FunctionalModel(inputs, (output,)), tensors_of(given))
            case OwnObject() | Container() | LayerObject():
                return self.apply(callee, given, named, line)
            case TensorMethod(tensor=tensor, name=name):
                return self.library.operate(name, [tensor, *given], named, line)
            case Builtin(work=work):
                return work(*given, **named)
            case Partial(callee=inner):
                return self.call(inner, [*callee.given, *given], {**callee.named, **named}, line)
            case Open(text="super"):
                return self._above(given)
            case Open():
                return self._call_library(callee, given, named, line)
        return Open("a call", "a call")

    def _call_library(
        self, callee: Open, given: list[Value], named: dict[str, Value], line: int
    ) -> Value:
        """Call a name of a framework, or one that the text leaves open."""
        self.library.note_use(callee, given, named)
        if callee.last in self.library.summaries:
            models = [v for v in (*given, *named.values()) if isinstance(v, OwnObject | Container)]
            size = self.library.size_in(given[1:], named)
            self.sizes += [size] if size else []
            self.shown += [(model, size) for model in models[:1]]
        if callee.text in ("copy.copy", "copy.deepcopy", "deepcopy") and given:
            return copied(given[0], deep=callee.last == "deepcopy")
        if callee.last in ("Model", "Functional"):
            return self._make_functional(given, named, line)
        if name := published_name(callee, given):
            return self._make_published(name, named, line)
        if is_unknown_published(callee):
            self.made.append(self.library.absent_network(callee.last, named, line))
            return self.made[-1]
        made = self.library.call(callee, given, named, line)
        if isinstance(made, LayerObject | Container):
            self.made.append(made)
        return made

    def _make_published(self, name: str, named: dict[str, Value], line: int) -> Value:
        """Make a network that is published under a name, from its layers in own words."""
        self.budget.spend(PUBLISHED_STEPS)
        outside, self.scope = self.scope, Scope()
        made_before, functional_before = len(self.made), len(self.functional)
        try:
            with self.within():
                self.run(statements_of(name, line))
                model = self.call(self.scope.names[name], [], named, line)
        finally:
            self.scope = outside
            del self.made[made_before:], self.functional[functional_before:]
        self.published.append(model)
        return model

    def _make_functional(self, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Remember a model of Keras by what it takes and gives."""
        every = [
            *given,
            *(named[n] for n in ("inputs", "input", "outputs", "output") if n in named),
        ]
        if len(every) < 2 or not holds_tensor(every[0]) or not holds_tensor(every[1]):
            return Open("Model()", "Model")
        inputs, outputs = tuple(tensors_of(every[0])), tuple(tensors_of(every[1]))
        made = FunctionalModel(inputs, outputs, partial(self.graph.layers_before, outputs))
        self.functional.append(made)
        return made

    def attribute(self, value: Value, name: str) -> Value:
        """Return what stands behind a dot; the ends of a model of Keras are what it is called on.

        A layer has the output of its first call.
        """
        if isinstance(value, Lost):
            value = self.library.recover(value, 0)
        if name not in ENDS or not isinstance(value, Container | LayerObject):
            return super().attribute(value, name)
        if isinstance(value, LayerObject) and value in self.graph.users and name == "output":
            return self.graph.made[self.graph.users[value]]
        if value.framework != "keras" or not self._is_whole(value):
            return super().attribute(value, name)
        if id(value) not in self.ends:
            start = self.library.start_keras(declared_shape(value) or ())
            with self.within():
                outputs = tuple(tensors_of(self.call(value, [start], {}, value.line)))
            self.ends[id(value)] = FunctionalModel((start,), outputs)
        return super().attribute(self.ends[id(value)], name)

    def _is_whole(self, model: Container | LayerObject) -> bool:
        """Whether a value is a model, not a layer of one."""
        return isinstance(model, Container) or isinstance(
            self.library.bind_layer(model).operation, UnknownOperation
        )

    def _above(self, given: list[Value]) -> Value:
        owner = self.scope.find("self of method")
        return Super(owner, self.scope.find("class of method"))

    def _call_method(
        self, function: Function, owner: OwnObject, given: list[Value], named: dict[str, Value]
    ) -> Value:
        kinds = [ast.unparse(each) for each in getattr(function.node, "decorator_list", [])]
        if "staticmethod" in kinds:
            return self._call_function(function, given, named)
        first = owner.of if "classmethod" in kinds else owner
        return self._call_function(function, [first, *given], named, owner)

    def _call_function(
        self,
        function: Function,
        given: list[Value],
        named: dict[str, Value],
        owner: OwnObject | None = None,
    ) -> Value:
        """Follow a function of the text with what it is given."""
        if self.calls >= MOST_CALLS:
            return Open(f"{function.name}()", function.name)
        self.budget.spend(CALL_STEPS)
        outside, self.scope = self.scope, Scope(function.scope)
        depth, self.budget.depth = self.budget.depth, self.budget.depth // 2
        self.calls += 1
        try:
            self._bind(function.node.args, given, named)
            if owner is not None:
                self.scope.names["self of method"] = owner
                self.scope.names["class of method"] = function.owner
            if isinstance(function.node, ast.Lambda):
                return self.value(function.node.body)
            self.run(function.node.body)
            return self.scope.names.get("return")
        finally:
            self.scope, self.budget.depth = outside, depth
            self.calls -= 1

    def _bind(self, wanted: ast.arguments, given: list[Value], named: dict[str, Value]) -> None:
        """Give the names of a function's arguments what it was called with, or their defaults."""
        names = self.scope.names
        places = [argument.arg for argument in (*wanted.posonlyargs, *wanted.args)]
        defaults = dict(zip(places[::-1], wanted.defaults[::-1], strict=False))
        only = zip(wanted.kwonlyargs, wanted.kw_defaults, strict=True)
        defaults |= {argument.arg: default for argument, default in only if default is not None}
        every = [*places, *(argument.arg for argument in wanted.kwonlyargs)]
        names |= dict(zip(places, given, strict=False))
        names |= {name: value for name, value in named.items() if name in every}
        for name in every:
            if name not in names:
                default = defaults.get(name)
                names[name] = self.ask(name, name) if default is None else self.value(default)
        if wanted.vararg:
            names[wanted.vararg.arg] = tuple(given[len(places) :])
        if wanted.kwarg:
            names[wanted.kwarg.arg] = {k: v for k, v in named.items() if k not in every}

    def _make(
        self, of: OwnClass, given: list[Value], named: dict[str, Value], line: int
    ) -> OwnObject:
        """Make an object of a class of the text, as its `__init__` says."""
        made = OwnObject(of, line=line)
        start = of.find("__init__")
        if isinstance(start, Function):
            with self.within(), self.graph.trial():
                self._call_method(start, made, given, named)
        else:
            begin_object(made, tuple(given), named)
            if made.base is None and made.children is None:
                made.attributes |= named
        self.made.append(made)
        return made

    def apply(self, callee: Value, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Call a layer or a model on what comes to it."""
        begins = not self.busy and any(isinstance(value, Array) for value in given)
        self.called.add(id(callee))
        if begins:
            name_layers(callee)
        inputs = [self.as_tensor(value) for value in given]
        named = {name: self.as_tensor(value) for name, value in named.items()}
        first = len(self.graph.nodes)
        with self.within():
            result = self._apply(callee, inputs, named, line)
        if begins:
            start = next(value.node for value in inputs if isinstance(value, Tensor))
            taken = None if isinstance(callee, LayerObject) else result
            made = slice(first, len(self.graph.nodes))
            self.runs.append(ModelRun(callee, start, taken, made))
        return result

    def _apply(
        self, callee: Value, inputs: list[Value], named: dict[str, Value], line: int
    ) -> Value:
        if isinstance(callee, LayerObject) and callee.kind == "Lambda":
            return self._apply_lambda(callee, inputs, line)
        if isinstance(callee, LayerObject):
            return self.library.apply_layer(callee, inputs, named, line)
        if isinstance(callee, Container):
            return self._apply_row(callee.values, inputs, line)
        return self._apply_own(callee, inputs, named, line)

    def _apply_lambda(self, layer: LayerObject, inputs: list[Value], line: int) -> Value:
        """Call the function that a Lambda layer of Keras is given, and then let it be a row."""
        function = layer.keywords.get("function", next(iter(layer.arguments), None))
        results = tensors_of(self.call(function, inputs, {}, line))
        if len(results) != 1:
            return self.library.apply_layer(layer, inputs, {}, line)
        return self.graph.add("Lambda", Unchanged(), results, line, owner=layer)

    @contextmanager
    def within(self) -> Iterator[None]:
        """Mark what is called while a model is made or runs: no call of a model by the text."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1

    def as_tensor(self, value: Value) -> Value:
        """Turn numbers that no layer has been given yet into an input of the network."""
        if isinstance(value, Array):
            return self.graph.add_input(value)
        if isinstance(value, list | tuple) and any(isinstance(each, Array) for each in value):
            return [self.as_tensor(each) for each in value]
        return value

    def _apply_row(self, layers: list[Value], inputs: list[Value], line: int) -> Value:
        """Call layers one after the other."""
        result: Value = inputs[0] if len(inputs) == 1 else inputs
        for layer in layers:
            if layer is not None and not isinstance(layer, Tensor):
                result = self.call(layer, [result], {}, line)
        return result

    def _apply_own(
        self, model: OwnObject, inputs: list[Value], named: dict[str, Value], line: int
    ) -> Value:
        """Call a model of the text: its `forward`, or its layers in the order of the text."""
        for name in RUNS:
            method = model.of.find(name)
            if isinstance(method, Function):
                return self._call_method(method, model, inputs, named)
        if model.base is not None:
            return self._apply(model.base, inputs, named, line)
        if model.children is None:
            self.library.flattens = True
        return self._apply_row(model.layers.values, inputs, line)

    def merge(self, sign: str, left: Value, right: Value, line: int) -> Value:
        """Work out an operator; what a call makes by a rule that is not known ends the sizes."""
        left, right = (
            self.library.recover(side, line) if isinstance(side, Lost) else side
            for side in (left, right)
        )
        return super().merge(sign, left, right, line)

    def join(self, sign: str, inputs: list[Tensor], line: int) -> Value:
        """Merge what nodes give by an operator."""
        return self.library.join(sign, inputs, line)

    def pick(self, tensor: Tensor | LastStates, index: Value, line: int) -> Value:
        """Take a part of what a node gives, or one of the states of a layer."""
        if isinstance(tensor, LastStates):
            return self.graph.add("[]", LastState(tensor.units), [tensor.tensor], line)
        if isinstance(index, int) and tensor.shape is not None and not tensor.samples:
            return Array(tensor.shape, tensor.framework)
        return self.library.pick(tensor, index, line)
