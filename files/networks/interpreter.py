"""Statements of a program followed as data: what they assign, and which layers they call.

Functions and classes of the text are followed into; loops over known lists are unrolled.
Nothing is executed, and an unknown name is never more than a name.
"""

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from files.networks.arithmetic import SIGNS, combine
from files.networks.expressions import WRONG, Expressions
from files.networks.graph import Graph
from files.networks.library import Library
from files.networks.naming import name_layers
from files.networks.python_functions import entries
from files.networks.values import (
    Array,
    Bound,
    Builtin,
    Container,
    Function,
    FunctionalModel,
    LayerObject,
    Open,
    OwnClass,
    OwnObject,
    Scope,
    Super,
    Tensor,
    TensorMethod,
    Value,
    holds_tensor,
    tensors_of,
)

MOST_CALLS = 14
"""Functions of the text within one another."""
CALL_STEPS = 10
"""What following a function costs of the budget."""
NO_LAYERS = ("Loss", "Error", "Optimizer", "Loader", "Dataset", "Writer")
"""Ends of names of classes that make no layer."""
MOST_TURNS = 300
"""Turns of one loop."""
RUNS = ("forward", "call", "__call__")
"""Methods that a framework calls when a model is called."""


class Interpreter(Expressions):
    """A text of Python, followed from its first statement to its last.

    Attributes
    ----------
    graph : Graph
        What the layers that were called are joined into.
    library : Library
        What names of the frameworks mean.
    made : list
        Layers and models in the order in which they were made.
    """

    def __init__(
        self,
        numbers: Mapping[str, int],
        library: Library,
        graph: Graph,
        said: Mapping[str, Array] | None = None,
    ) -> None:
        super().__init__(numbers)
        self.said = said or {}
        self.library, self.graph = library, graph
        self.calls = 0
        self.busy = 0
        self.called: set[int] = set()
        self.made: list[LayerObject | Container | OwnObject] = []
        self.shown: list[tuple[Value, tuple[Value, ...]]] = []
        self.sizes: list[tuple[Value, ...]] = []
        self.runs: list[tuple[str, Value]] = []
        self.functional: list[FunctionalModel] = []
        self.module = self.scope

    def visit_Name(self, node: ast.Name) -> Value:  # noqa: N802 -- as the parser calls it
        """Return what a name stands for; of one that is never set, the shape beside it."""
        value = super().visit_Name(node)
        if isinstance(value, Open) and value.text == node.id and node.id in self.said:
            return self.said[node.id]
        return value

    def run(self, statements: list[ast.stmt]) -> str | None:
        """Follow statements in a row; return what ends them early."""
        for statement in statements:
            ended = self.follow(statement)
            if ended:
                return ended
        return None

    def follow(self, node: ast.stmt) -> str | None:
        """Follow one statement; return "return", "break" or "continue" if it says so."""
        self.budget.spend()
        match node:
            case ast.Expr(value=value):
                self._note_stranger(value, self.value(value))
            case ast.Assign(targets=targets, value=value):
                result = self.value(value)
                for target in targets:
                    self.assign(target, result)
            case ast.AnnAssign(
                target=ast.Name(id=name), value=None, annotation=ast.Tuple() as value
            ):
                shape = self.value(value)  # "x: (1, 3, 10, 10)", which only says a shape
                self.scope.names[name] = Array(shape, self.library.framework, name)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self.assign(target, self.value(value))
            case ast.AugAssign():
                self.assign(node.target, self._added(node))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.scope.names[node.name] = self._decorated(node)
            case ast.ClassDef():
                self._define(node)
            case ast.Return(value=value):
                self.scope.names["return"] = None if value is None else self.value(value)
                return "return"
            case ast.If():
                return self.run(node.body if self.truth(self._test(node.test)) else node.orelse)
            case ast.For():
                return self._repeat(node)
            case ast.With(body=body) | ast.Try(body=body):
                return self.run(body)
            case ast.Import(names=names):
                for each in names:
                    self._name_module(each.asname, each.name)
            case ast.ImportFrom(module=module, names=names):
                for each in names:
                    self._name_module(each.asname or each.name, f"{module or ''}.{each.name}")
            case ast.Break() | ast.Continue():
                return "break" if isinstance(node, ast.Break) else "continue"
            case ast.Raise():
                return "return"
        return None

    def _note_stranger(self, node: ast.expr, value: Value) -> None:
        """Keep a line that makes something of an unknown class: the sizes may end there."""
        if not isinstance(value, Open) or not isinstance(node, ast.Call) or self.calls:
            return
        name = value.last.removesuffix("()")
        if name[:1].isupper() and not name.isupper() and not name.endswith(NO_LAYERS):
            self.made.append(self.library.stranger(name, node.lineno))

    def _name_module(self, name: str | None, module: str) -> None:
        if name and name not in self.scope.names:
            self.scope.names[name] = Open(module, name)

    def _test(self, node: ast.expr) -> Value:
        """Work a condition out; the lines of a main program are followed."""
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == "__name__":
            return True
        return self.value(node)

    def _added(self, node: ast.AugAssign) -> Value:
        left, right = self.value(_loaded(node.target)), self.value(node.value)
        if isinstance(left, Tensor | Array) or isinstance(right, Tensor | Array):
            return self.merge(SIGNS.get(type(node.op), "+"), left, right, node.lineno)
        if isinstance(left, Open) or isinstance(right, Open):
            return self.left_open(_loaded(node.target), left, right)
        try:
            if isinstance(left, list) and isinstance(node.op, ast.Add):
                left += entries(right)
                return left
            return combine(node.op, left, right)
        except WRONG:
            return self.left_open(_loaded(node.target))

    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a value to a name, or to an attribute of an object, or to a place of a list."""
        if isinstance(target, ast.Attribute):
            owner = self.value(target.value)
            if isinstance(owner, OwnObject):
                owner.attributes[target.attr] = value
            elif isinstance(owner, Container) and is_layer(value):
                owner.put(target.attr, value)
            elif isinstance(owner, Open) and is_layer(value):
                self.library.note_absent(owner, target.lineno)
                _name_layer(value, target.attr)
            return
        if isinstance(target, ast.Subscript):
            self._assign_entry(target, value)
            return
        super().assign(target, value)
        if isinstance(target, ast.Name):
            _name_layer(value, target.id)

    def _assign_entry(self, target: ast.Subscript, value: Value) -> None:
        group, index = self.value(target.value), self.value(target.slice)
        if isinstance(group, Container):
            group.put(index if isinstance(index, int | str) else str(index), value)
        elif isinstance(group, dict | list):
            try:
                group[index] = value
            except WRONG:
                return

    def _decorated(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
        return Function(node, self.scope)

    def _define(self, node: ast.ClassDef) -> None:
        bases = tuple(self.value(base) for base in node.bases)
        outside, inside = self.scope, Scope(self.scope)
        self.scope = inside
        self.run(node.body)
        self.scope = outside
        made = OwnClass(node, bases, inside)
        for each in inside.names.values():
            if isinstance(each, Function):
                each.owner = made
        outside.names[node.name] = made

    def _repeat(self, node: ast.For) -> str | None:
        """Follow a loop over a known list turn by turn; a loop over anything else is left out.

        A turn that gives the network new data is one of training: it would only repeat itself.
        """
        try:
            values = entries(self.value(node.iter))[:MOST_TURNS]
        except WRONG:
            return None
        first_inputs = self.graph.input_count
        for value in values:
            self.assign(node.target, value)
            ended = self.run(node.body)
            if ended == "return":
                return ended
            if self.graph.input_count > first_inputs + 1:
                del self.runs[-1:]
                return None
            if ended == "break":
                return None
        return self.run(node.orelse)

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
            case OwnObject() | Container() | LayerObject():
                return self.apply(callee, given, named, line)
            case TensorMethod(tensor=tensor, name=name):
                return self.library.operate(name, [tensor, *given], named, line)
            case Builtin(work=work):
                return work(*given, **named)
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
        if callee.last in ("Model", "Functional"):
            return self._make_functional(given, named, line)
        made = self.library.call(callee, given, named, line)
        if isinstance(made, LayerObject | Container):
            self.made.append(made)
        return made

    def _make_functional(self, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Remember a model of Keras by what it takes and gives."""
        every = [
            *given,
            *(named[n] for n in ("inputs", "input", "outputs", "output") if n in named),
        ]
        if len(every) < 2 or not holds_tensor(every[0]) or not holds_tensor(every[1]):
            return Open("Model()", "Model")
        made = FunctionalModel(tuple(tensors_of(every[0])), tuple(tensors_of(every[1])))
        self.functional.append(made)
        return made

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
        elif "Sequential" in of.roots:
            attribute = Super(made, of)
            self.call(self.above_init(attribute), given, named, line)
        else:
            made.attributes |= named
        self.made.append(made)
        return made

    def above_init(self, above: Super) -> Value:
        """Return the `__init__` of the framework's class above one of the text."""
        from files.networks.attributes import attribute_of

        return attribute_of(above, "__init__")

    def apply(self, callee: Value, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Call a layer or a model on what comes to it."""
        begins = not self.busy and any(isinstance(value, Array) for value in given)
        self.called.add(id(callee))
        if begins:
            name_layers(callee)
        inputs = [self.as_tensor(value) for value in given]
        named = {name: self.as_tensor(value) for name, value in named.items()}
        with self.within():
            result = self._apply(callee, inputs, named, line)
        if begins:
            start = next(value.node for value in inputs if isinstance(value, Tensor))
            self.runs.append((start, None if isinstance(callee, LayerObject) else result))
        return result

    def _apply(
        self, callee: Value, inputs: list[Value], named: dict[str, Value], line: int
    ) -> Value:
        if isinstance(callee, LayerObject):
            return self.library.apply_layer(callee, inputs, named, line)
        if isinstance(callee, Container):
            return self._apply_row(callee.values, inputs, line)
        return self._apply_own(callee, inputs, named, line)

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
        layers = [each for each in model.attributes.values() if is_layer(each)]
        if model.children is not None:
            return self._apply_row([*model.children.values, *layers], inputs, line)
        self.library.flattens = True
        return self._apply_row(layers, inputs, line)

    def join(self, sign: str, inputs: list[Tensor], line: int) -> Value:
        """Merge what nodes give by an operator."""
        return self.library.join(sign, inputs, line)

    def pick(self, tensor: Tensor, index: Value, line: int) -> Value:
        """Take a part of what a node gives."""
        if isinstance(index, int) and tensor.shape is not None:
            return Array(tensor.shape, tensor.framework)
        return self.library.pick(tensor, index, line)


def _name_layer(value: Value, name: str) -> None:
    """Name a layer after the first variable or attribute that holds it."""
    if isinstance(value, LayerObject) and not value.name:
        value.name = name


def is_layer(value: Value) -> bool:
    """Whether a value is a layer, or made of layers."""
    return isinstance(value, LayerObject | Container | OwnObject)


def _loaded(target: ast.expr) -> ast.expr:
    """Return a target as what is read from it."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(id=target.id, ctx=ast.Load()), target)
    return target
