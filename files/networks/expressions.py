"""Expressions of a program worked out on numbers, lists and layers, without running anything.

What cannot be worked out is `Open`, and keeps the name that would settle it.
"""

# ruff: noqa: D102 -- a method says by its name which expression it works out

import ast
from abc import abstractmethod
from collections.abc import Iterator, Mapping

from files.networks.arithmetic import COMPARISONS, SIGNS, check_length, combine, is_number
from files.networks.attributes import NAMED_ACCESS, attribute_of
from files.networks.budget import Budget, TooDeep
from files.networks.python_functions import FUNCTIONS, entries
from files.networks.value_parts import holds_tensor
from files.networks.values import (
    INPUT_SIZE,
    SAMPLES,
    Array,
    Builtin,
    Container,
    Function,
    LastStates,
    LayerObject,
    Lost,
    Open,
    OwnObject,
    Partial,
    Scope,
    Tensor,
    Value,
)
from text import one_line

WRONG = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What Python says of values that do not go together."""


MANY = Tensor | Array | Lost
"""Values that are made of many numbers."""
TAKE_OPEN = (
    *("append", "extend", "insert", "add", "add_module", "register_module", "update"),
    *("list", "tuple", "zip", "get", "enumerate", "len", "reversed", "dict"),
)
"""Functions that only pass values on, so that these may be open."""


class Expressions(ast.NodeVisitor):
    """The values of expressions.

    Parameters
    ----------
    numbers : mapping of str to int
        Numbers of names that the text leaves open.
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self.numbers = numbers
        self.budget = Budget()
        self.scope = Scope()

    @abstractmethod
    def call(self, callee: Value, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Call whatever stands before the brackets."""

    @abstractmethod
    def join(self, sign: str, inputs: list[Tensor], line: int) -> Value:
        """Merge what nodes give by an operator."""

    @abstractmethod
    def pick(self, tensor: Tensor | LastStates, index: Value, line: int) -> Value:
        """Take a part of what a node gives, or one of the states of a layer."""

    def value(self, node: ast.expr) -> Value:
        """Work an expression out."""
        try:
            with self.budget:
                return self.visit(node)
        except (*WRONG, TooDeep):
            return self.left_open(node)

    def left_open(self, node: ast.expr, *parts: Value) -> Value:
        """Return what stands for an expression that the text leaves open."""
        try:
            text = one_line(" ".join(ast.unparse(node).split()), 60)
        except (ValueError, RecursionError):
            text = "..."
        opened = [part for part in parts if isinstance(part, Open)]
        asks = opened[0].asks if opened else text
        return self.ask(text, asks, tuple(tensor for part in opened for tensor in part.of))

    def ask(self, text: str, asks: str, of: tuple[Tensor, ...] = ()) -> Value:
        """Return the number that was given for an open name, or what stands for it."""
        return self.numbers[text] if text in self.numbers else Open(text, asks, of)

    def generic_visit(self, node: ast.AST) -> Value:
        """Leave every other expression open."""
        assert isinstance(node, ast.expr)
        return self.left_open(node)

    def visit_Constant(self, node: ast.Constant) -> Value:
        return node.value

    def visit_Name(self, node: ast.Name) -> Value:
        try:
            return self.scope.find(node.id)
        except KeyError:
            if node.id == "map":
                return Builtin("map", lambda *_: None)
            known = FUNCTIONS.get(node.id) or NAMED_ACCESS.get(node.id)
            if known is not None:
                return Builtin(node.id, known)
            return self.ask(node.id, node.id)

    def visit_Attribute(self, node: ast.Attribute) -> Value:
        found = self.attribute(self.value(node.value), node.attr)
        if isinstance(found, Open):
            return self.ask(found.text, found.asks, found.of)
        return found

    def attribute(self, value: Value, name: str) -> Value:
        """Return what stands behind a dot."""
        return attribute_of(value, name)

    def visit_Tuple(self, node: ast.Tuple) -> Value:
        return tuple(self.several(node.elts))

    def visit_List(self, node: ast.List) -> Value:
        return self.several(node.elts)

    def visit_Set(self, node: ast.Set) -> Value:
        return self.several(node.elts)

    def visit_Dict(self, node: ast.Dict) -> Value:
        found: dict[Value, Value] = {}
        for key, each in zip(node.keys, node.values, strict=True):
            value = self.value(each)
            if key is None:
                found |= value if isinstance(value, dict) else {}
            else:
                found[self.value(key)] = value
        return found

    def several(self, nodes: list[ast.expr]) -> list[Value]:
        """Work out expressions in a row, those with a star spread out."""
        found: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                found += entries(self.value(node.value))
            else:
                found.append(self.value(node))
        check_length(found)
        return found

    def visit_BinOp(self, node: ast.BinOp) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(left, MANY) or isinstance(right, MANY):
            return self.merge(SIGNS.get(type(node.op), "+"), left, right, node.lineno)
        if isinstance(left, Open) or isinstance(right, Open):
            return self.left_open(node, left, right)
        return combine(node.op, left, right)

    def merge(self, sign: str, left: Value, right: Value, line: int) -> Value:
        """Work out an operator of which one side at least is made of many numbers."""
        tensors = [side for side in (left, right) if isinstance(side, Tensor)]
        if len(tensors) == 2:
            return self.join(sign, tensors, line)
        return tensors[0] if tensors else next(s for s in (left, right) if isinstance(s, Array))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Value:
        value = self.value(node.operand)
        if isinstance(value, Open):
            return self.left_open(node, value)
        if isinstance(node.op, ast.Not):
            return not self.truth(value)
        if isinstance(value, Tensor | Array):
            return value
        return -value if isinstance(node.op, ast.USub) and is_number(value) else value

    def truth(self, value: Value) -> bool:
        """Whether a condition holds; one that is left open does not."""
        if isinstance(value, Open | Tensor | Array):
            return not isinstance(value, Open)
        if isinstance(value, Container):
            return bool(value.children)
        return bool(value)

    def visit_BoolOp(self, node: ast.BoolOp) -> Value:
        value: Value = None
        for each in node.values:
            value = self.value(each)
            if self.truth(value) == isinstance(node.op, ast.Or):
                break
        return value

    def visit_Compare(self, node: ast.Compare) -> Value:
        left = self.value(node.left)
        for sign, each in zip(node.ops, node.comparators, strict=True):
            right = self.value(each)
            if isinstance(sign, ast.Is | ast.IsNot) and (left is None or right is None):
                known = True
            elif isinstance(left, Open) and isinstance(right, Open) and _are_classes(left, right):
                left, right, known = left.last, right.last, True
            else:
                known = not isinstance(left, Open) and not isinstance(right, Open)
            if not known:
                return self.left_open(node, left, right)
            if not COMPARISONS[type(sign)](left, right):
                return False
            left = right
        return True

    def visit_IfExp(self, node: ast.IfExp) -> Value:
        return self.value(node.body if self.truth(self.value(node.test)) else node.orelse)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> Value:
        value = self.value(node.value)
        self.scope.names[node.target.id] = value
        return value

    def visit_Lambda(self, node: ast.Lambda) -> Value:
        return Function(node, self.scope)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> Value:
        words = [self.value(part) for part in node.values]
        return check_length("".join(str(word) for word in words if isinstance(word, int | str)))

    def visit_FormattedValue(self, node: ast.FormattedValue) -> Value:
        return self.value(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> Value:
        value = self.value(node.value)
        if isinstance(value, Open):
            return self.left_open(node, *([value] if value.of else []))
        index = self.value(node.slice)
        if isinstance(value, Tensor | LastStates):
            return self.pick(value, index, node.lineno)
        if isinstance(index, Open):
            return self.left_open(node, index)
        if isinstance(value, Container | OwnObject):
            return _child(value.layers if isinstance(value, OwnObject) else value, index)
        if isinstance(value, Array):
            return Array(value.shape[1:], value.framework) if isinstance(index, int) else value
        return value[index]

    def visit_Slice(self, node: ast.Slice) -> Value:
        limits = [None if n is None else self.value(n) for n in (node.lower, node.upper, node.step)]
        if any(isinstance(limit, Open) for limit in limits):
            return Open("a part", next(each.asks for each in limits if isinstance(each, Open)))
        return slice(*limits)

    def visit_ListComp(self, node: ast.ListComp) -> Value:
        return list(self.gathered(node.generators, node.elt))

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> Value:
        return list(self.gathered(node.generators, node.elt))

    def visit_SetComp(self, node: ast.SetComp) -> Value:
        return list(self.gathered(node.generators, node.elt))

    def visit_DictComp(self, node: ast.DictComp) -> Value:
        both = ast.Tuple(elts=[node.key, node.value], ctx=ast.Load())
        return dict(self.gathered(node.generators, ast.copy_location(both, node)))

    def gathered(self, loops: list[ast.comprehension], element: ast.expr) -> Iterator[Value]:
        """Work out an element for each turn of the loops of a comprehension."""
        outside, self.scope = self.scope, Scope(self.scope)
        try:
            yield from check_length(list(self._turns(loops, element)))
        finally:
            self.scope = outside

    def _turns(self, loops: list[ast.comprehension], element: ast.expr) -> Iterator[Value]:
        if not loops:
            yield self.value(element)
            return
        first, *inner = loops
        for value in entries(self.value(first.iter)):
            self.budget.spend()
            self.assign(first.target, value)
            if all(self.truth(self.value(test)) for test in first.ifs):
                yield from self._turns(inner, element)

    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a value to a name, to names in a row, or to a place of a list or an object."""
        if isinstance(target, ast.Name):
            self.scope.names[target.id] = value
        elif isinstance(target, ast.Tuple | ast.List):
            self._spread(target.elts, value)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, value)

    def _spread(self, targets: list[ast.expr], value: Value) -> None:
        """Give the entries of a value to names in a row; each stays open if there are none."""
        if isinstance(value, Open) and value.asks == INPUT_SIZE:
            value = [SAMPLES, *(Open("a size", INPUT_SIZE, value.of) for _ in targets[1:])]
        if isinstance(value, Tensor) and value.samples:
            value = [self.pick(value, n, targets[0].lineno) for n in range(len(targets))]
        try:
            values = entries(value)
        except WRONG:
            values = []
        starred = [i for i, each in enumerate(targets) if isinstance(each, ast.Starred)]
        if starred and len(values) >= len(targets) - 1:
            first, more = starred[0], len(values) - len(targets) + 1
            values[first : first + more] = [values[first : first + more]]
        for place, target in enumerate(targets):
            given = values[place] if len(values) == len(targets) else self.left_open(target)
            self.assign(target, given)

    def visit_Call(self, node: ast.Call) -> Value:
        callee = self.value(node.func)
        given = self.several(node.args)
        named: dict[str, Value] = {}
        for keyword in node.keywords:
            value = self.value(keyword.value)
            if keyword.arg is not None:
                named[keyword.arg] = value
            elif isinstance(value, dict):
                named |= {key: each for key, each in value.items() if isinstance(key, str)}
        self.budget.spend()
        if isinstance(callee, Builtin):
            return self.work(callee, given, named, node)
        return self.call(callee, given, named, node.lineno)

    def work(
        self, function: Builtin, given: list[Value], named: dict[str, Value], node: ast.Call
    ) -> Value:
        """Work out a function of Python, unless one of its values is open."""
        if function.name == "type" and given:
            return kind_of(given[0])
        if function.name == "isinstance" and len(given) > 1:
            kinds = given[1] if isinstance(given[1], tuple | list) else [given[1]]
            return any(is_of_kind(given[0], kind) for kind in kinds)
        if function.name in FUNCTIONS and function.name not in TAKE_OPEN:
            parts = [value for value in (*given, *named.values()) if isinstance(value, Open)]
            if parts:
                return self.left_open(node, *parts)
        if function.name == "map" and len(given) == 2:
            return [self.call(given[0], [each], {}, node.lineno) for each in entries(given[1])]
        if function.name in ("abs", "round", "float") and given and isinstance(given[0], Tensor):
            return given[0]
        if function.name in ("sum", "max", "min") and holds_tensor(given):
            tensors = [each for each in entries(given[0]) if isinstance(each, Tensor)]
            return self.join("+", tensors, node.lineno)
        return function.work(*given, **named)


def _are_classes(left: Open, right: Open) -> bool:
    """Whether two names are of classes of the frameworks, which are told apart by them."""
    return all(each.last[:1].isupper() or each.last == "partial" for each in (left, right))


def kind_of(value: Value) -> Value:
    """Return what `type` does, for what Python itself has."""
    if isinstance(value, OwnObject):
        return value.of
    if isinstance(value, LayerObject):
        return Open(value.kind, value.kind)
    name = "partial" if isinstance(value, Partial) else type(value).__name__
    return Builtin(name, FUNCTIONS[name]) if name in FUNCTIONS else Open(name, name)


def is_of_kind(value: Value, kind: Value) -> bool:
    """Whether a value is of a class of Python, or a layer of a class of a framework."""
    if isinstance(kind, Builtin):
        return type(value).__name__ == kind.name
    if not isinstance(kind, Open):
        return isinstance(value, OwnObject) and kind in value.of.lineage()
    if kind.last in GROUPS:
        return isinstance(value, GROUPS[kind.last])
    if isinstance(value, OwnObject):
        return kind.last in value.of.roots
    return isinstance(value, LayerObject | Container) and value.kind == kind.last


GROUPS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("Module", "Layer"), (LayerObject, Container, OwnObject)),
    **dict.fromkeys(("Sequence", "Iterable", "Collection", "List", "Tuple"), (list, tuple)),
    "Tensor": (Tensor, Array),
    **dict.fromkeys(("Number", "Integral", "Real"), (int, float)),
}
"""Classes of libraries that values of several kinds are of."""


def _child(container: Container, index: Value) -> Value:
    """Return one layer of a container, or some of them in a row."""
    if isinstance(index, str):
        return dict(container.children)[index]
    if isinstance(index, slice):
        part = container.children[index]
        return Container(container.kind, container.framework, part, container.runs, container.line)
    return container.children[index][1]
