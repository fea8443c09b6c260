"""Arrays that a program makes: of their own sizes, counted, written out, or learned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from files.networks.framework_names import ARRAYS, PASSED_ON, SPLITTING, WRAPPERS
from files.networks.value_parts import holds_tensor
from files.networks.values import OWN_ARRAY, Array, Framework, LayerObject, Open, Value

COUNTED = ("arange", "linspace", "eye")
"""Functions whose numbers follow from how many there are."""


def makes_array(kind: str, given: Sequence[Value]) -> bool:
    """Whether a call makes numbers out of sizes alone.

    Examples
    --------
    >>> makes_array("randn", [1, 3, 8, 8]), makes_array("relu", [1])
    (True, False)
    """
    return (kind in ARRAYS or kind in COUNTED) and not holds_tensor(given)


def make_array(
    kind: str, given: Sequence[Value], named: Mapping[str, Value], framework: Framework
) -> Value:
    """Return numbers of the shape that a call writes out.

    Examples
    --------
    >>> make_array("arange", [2, 10], {}, "pytorch").shape
    (8,)
    >>> make_array("zeros", [[4, 3]], {}, "pytorch").shape
    (4, 3)
    """
    if kind in COUNTED:
        return _counted(kind, given, named, framework)
    size = named.get("size", named.get("shape"))
    if size is None:
        lists = [value for value in given if isinstance(value, list | tuple)]
        size = lists[0] if lists else [n for n in given if isinstance(n, int | Open)]
    if kind == "randint" and not isinstance(size, list | tuple):
        return Open("numbers", "numbers")
    return Array(tuple(size), framework)


def _counted(
    kind: str, given: Sequence[Value], named: Mapping[str, Value], framework: Framework
) -> Value:
    words = [name for name in ("start", "stop", "end", "step") if name in named]
    limits = [*given, *(named[name] for name in words)]
    whole = [limit for limit in limits if isinstance(limit, int)]
    if kind == "linspace" and len(given) > 2:
        return Array((given[2],), framework)
    if kind == "eye" and whole:
        return Array((whole[0], whole[-1]), framework)
    if kind != "arange" or not whole or len(whole) < len(limits) or len(whole) > 3:
        return Open(f"{kind}()", kind)
    return Array((len(range(*whole)),), framework, "positions")


def passes_on(kind: str) -> bool:
    """Whether a call gives back what it is given, as far as sizes are concerned."""
    return kind in WRAPPERS or kind in PASSED_ON


def pass_on(
    kind: str, given: Sequence[Value], named: Mapping[str, Value], framework: Framework
) -> Value:
    """Return what a call is given, which may become learned, or learn a length beside it."""
    passed = _unwrapped(given, named, framework)
    if kind in SPLITTING and isinstance(passed, LayerObject):
        passed.norm_axis = named.get("dim", given[2] if len(given) > 2 else 0)
    own = kind == "Parameter" and isinstance(passed, Array)
    return replace(passed, name=OWN_ARRAY) if own else passed


def _unwrapped(given: Sequence[Value], named: Mapping[str, Value], framework: Framework) -> Value:
    for value in (*given, *named.values()):
        if isinstance(value, list) and isinstance(next(iter(value), None), list):
            return Array(nested_shape(value), framework)
        if isinstance(value, list | tuple) and all(isinstance(n, int) for n in value) and value:
            return Array(tuple(value), framework)
        if not isinstance(value, str | Open):
            return value
    return Open("a value", "a value")


def nested_shape(values: Value) -> tuple[int, ...]:
    """Return the shape of an array that is written out as lists of lists.

    Examples
    --------
    >>> nested_shape([[1, 0, -1], [2, 0, -2]])
    (2, 3)
    """
    if not isinstance(values, list | tuple):
        return ()
    return (len(values), *nested_shape(values[0])) if values else (0,)
