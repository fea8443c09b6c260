"""Statements of a program followed as data: what they assign, and which layers they call.

Functions and classes of the text are followed into; loops over known lists are unrolled.
Nothing is executed, and an unknown name is never more than a name.
"""

import ast
from collections.abc import Mapping

from files.networks.arithmetic import SIGNS, combine
from files.networks.calls import Calls
from files.networks.expressions import MANY, WRONG
from files.networks.graph import Graph
from files.networks.library import Library
from files.networks.python_functions import entries
from files.networks.values import (
    Array,
    Container,
    Function,
    LayerObject,
    Open,
    OwnClass,
    OwnObject,
    Scope,
    Value,
    is_layer,
)

EITHER_WAY = ("training", "is_available", "requires_grad", "verbose", "debug")
"""How the last words of a condition begin that changes no shape."""
KEEPING = ("append", "extend", "insert", "add", "add_module")
"""Methods that keep what they are given."""
NO_LAYERS = ("Loss", "Error", "Optimizer", "Loader", "Dataset", "Writer")
"""Ends of names of classes that make no layer."""
MOST_TURNS = 300
"""Turns of one loop."""
MOST_WAITED = 100
"""Turns of a loop that only its condition ends."""


class Interpreter(Calls):
    """A text of Python, followed from its first statement to its last.

    Parameters
    ----------
    numbers, library, graph
        As `Calls` takes them.
    said : mapping of str to Array, optional
        Shapes that the text says beside names.

    Attributes
    ----------
    module : Scope
        The names of the text, outside its functions and classes.
    """

    def __init__(
        self,
        numbers: Mapping[str, int],
        library: Library,
        graph: Graph,
        said: Mapping[str, Array] | None = None,
    ) -> None:
        super().__init__(numbers, library, graph)
        self.said = said or {}
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
                return self.run(self._chosen_branch(node))
            case ast.For():
                return self._repeat(node)
            case ast.While():
                return self._repeat_while(node)
            case ast.With(body=body) | ast.Try(body=body):
                return self.run(body)
            case ast.Import(names=names):
                for each in names:
                    self._name_module(each.asname, each.name)
            case ast.ImportFrom(module=module, names=names):
                for each in names:
                    self._name_module(each.asname or each.name, f"{module or ''}.{each.name}")
                    if each.asname and each.name in self.scope.names:  # a block that is known
                        self.scope.names[each.asname] = self.scope.names[each.name]
            case ast.Match():
                return self._match(node)
            case ast.Delete(targets=targets):
                for target in targets:
                    self._delete(target)
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

    def _chosen_branch(self, node: ast.If) -> list[ast.stmt]:
        """Choose what is followed; where the condition stays open, that is the part without it."""
        test = self._test(node.test)
        if isinstance(test, Open) and not test.last.startswith(EITHER_WAY) and _makes(node.body):
            self.library.note_condition(ast.unparse(node.test), node.lineno)
        return node.body if self.truth(test) else node.orelse

    def _test(self, node: ast.expr) -> Value:
        """Work a condition out; the lines of a main program are followed."""
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == "__name__":
            return True
        return self.value(node)

    def _added(self, node: ast.AugAssign) -> Value:
        left, right = self.value(_loaded(node.target)), self.value(node.value)
        if isinstance(left, MANY) or isinstance(right, MANY):
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

    def _match(self, node: ast.Match) -> str | None:
        """Follow the first case whose pattern is a value, a choice of values, or anything."""
        value = self.value(node.subject)
        for case in node.cases:
            if self._fits(case.pattern, value) and (
                case.guard is None or self.truth(self.value(case.guard))
            ):
                return self.run(case.body)
        return None

    def _fits(self, pattern: ast.pattern, value: Value) -> bool:
        match pattern:
            case ast.MatchValue(value=expected):
                return bool(value == self.value(expected))
            case ast.MatchSingleton(value=expected):
                return value is expected
            case ast.MatchOr(patterns=patterns):
                return any(self._fits(each, value) for each in patterns)
            case ast.MatchAs(pattern=None, name=name):
                if name is not None:
                    self.scope.names[name] = value
                return True
        return False

    def _delete(self, target: ast.expr) -> None:
        """Take an entry out of a list or a container, or an attribute from an object."""
        if isinstance(target, ast.Attribute):
            owner = self.value(target.value)
            if isinstance(owner, OwnObject):
                owner.attributes.pop(target.attr, None)
        elif isinstance(target, ast.Subscript):
            group, index = self.value(target.value), self.value(target.slice)
            entries_of = group.children if isinstance(group, Container) else group
            try:
                del entries_of[index]
            except WRONG:
                return

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

    def _repeat_while(self, node: ast.While) -> str | None:
        """Follow a loop as long as its condition is known to hold."""
        for _ in range(MOST_WAITED):
            if not self.truth(self.value(node.test)):
                return self.run(node.orelse)
            ended = self.run(node.body)
            if ended == "return":
                return ended
            if ended == "break":
                return None
        return None


def _name_layer(value: Value, name: str) -> None:
    """Name a layer after the first variable or attribute that holds it."""
    if isinstance(value, LayerObject) and not value.name:
        value.name = name


def _makes(statements: list[ast.stmt]) -> bool:
    """Whether something is made and kept there, such as a layer."""
    parts = [part for statement in statements for part in ast.walk(statement)]
    for part in parts:
        match part:
            case ast.Assign() | ast.AugAssign() | ast.Return(value=ast.expr()):
                if any(isinstance(each, ast.Call) for each in ast.walk(part)):
                    return True
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))) if name in KEEPING:
                return True
    return False


def _loaded(target: ast.expr) -> ast.expr:
    """Return a target as what is read from it."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(id=target.id, ctx=ast.Load()), target)
    return target
