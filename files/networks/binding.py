"""A call of a layer or function with its arguments in place, as the operation it stands for."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from conv_engine.networks import OpenNumbers, Operation, UnknownOperation
from conv_engine.networks.operation import ask_numbers
from files.argument_words import has_no_effect, suggest_argument
from files.networks.framework_names import LAYER_NAMES
from files.networks.makers import Maker
from files.networks.value_parts import parts_within
from files.networks.values import INPUT_SIZE, Array, Framework, Open, Value
from text import one_line

FOLLOWS = frozenset(("in_features", "num_features", "num_channels", "normalized_shape"))
"""Arguments that must be equal to what arrives, so that they may stay open."""
HARMLESS = frozenset(
    [
        "bias",
        "use_bias",
        "eps",
        "momentum",
        "affine",
        "activation",
        "data_format",
        "padding_mode",
        "device",
        "dtype",
        "inplace",
        "mode",
        "align_corners",
        "center",
        "scale",
        "axis",
        "value",
        "return_indices",
        "count_include_pad",
        "interpolation",
        "epsilon",
        "track_running_stats",
    ]
)
"""Arguments that may stay open, because their default gives the same shape."""
WEIGHTS = frozenset(("weight", "filters", "filter"))
"""Arrays that a function of a framework is given; what is known of them follows from the input."""
MOST_PARTS = 40
"""Numbers of one argument."""
PRINTED_WORDS = (
    *("valid", "same", "zeros", "reflect", "replicate", "circular"),
    *("channels_last", "channels_first"),
)
"""Words that PyTorch prints without quotes when it prints a layer."""
TITLES = {"pytorch": "PyTorch", "keras": "Keras"}


@dataclass(frozen=True)
class BoundCall:
    """What a call stands for.

    Attributes
    ----------
    operation : Operation
    open_names : tuple of str
        Names whose numbers the text does not hold.
    notes : tuple of str
    values : mapping of str to Value
        The arguments by name.
    """

    operation: Operation
    open_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    values: Mapping[str, Value] | None = None


@cache
def _signature(make: Maker) -> inspect.Signature:
    return inspect.signature(make)


def bind(
    kind: str, framework: Framework, make: Maker, given: Sequence[Value], named: Mapping[str, Value]
) -> BoundCall:
    """Put the arguments of a call in their places, and make its operation.

    An argument that changes neither shape nor sum never costs the layer.
    """
    if not all(map(is_argument, [*given, *named.values()])):
        return BoundCall(UnknownOperation(f"`{kind}` has an argument that is not a size"))
    wanted = _signature(make).parameters
    takes_all = any(each.kind is each.VAR_KEYWORD for each in wanted.values())
    known = {name: value for name, value in named.items() if name in wanted or takes_all}
    for name in named.keys() - known.keys():
        if not has_no_effect(name, TITLES[framework]):
            names = [each for each in wanted if each not in ("device", "dtype")]
            sentence = suggest_argument(one_line(name, 40), TITLES[framework], kind, names)
            return BoundCall(UnknownOperation(f"{sentence}. No sizes are known after it"))
    try:
        bound = _signature(make).bind(*given, **known)
    except TypeError as error:
        return BoundCall(UnknownOperation(_explain_binding(kind, make, error)))
    return _make(kind, make, dict(bound.arguments), bound)


def arguments_of(
    make: Maker, given: Sequence[Value], named: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the arguments of a call by name, with the defaults of those it leaves out.

    Raises
    ------
    TypeError
        If they do not fit.
    """
    bound = _signature(make).bind(*given, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def _make(
    kind: str, make: Maker, values: dict[str, Value], bound: inspect.BoundArguments
) -> BoundCall:
    """Make the operation, with what may stay open left out."""
    names: list[str] = []
    for name, value in list(values.items()):
        if isinstance(value, Open) and value.text in PRINTED_WORDS:
            bound.arguments[name] = values[name] = value.text
            continue
        opened = open_names(value)
        of_input = set(opened) == {INPUT_SIZE}
        if not opened or name in WEIGHTS or (name == "pad" and of_input):
            continue
        taken = name in FOLLOWS or (name == "in_channels" and of_input)
        if taken or (name == "bias" and isinstance(value, Array)):
            bound.arguments[name] = None
        elif name in HARMLESS:
            bound.arguments[name] = _signature(make).parameters[name].default
        else:
            names += opened
        if name in FOLLOWS:
            names_only = tuple(opened)
            values[name] = Open(names_only[0], names_only[0])
    if names:
        return BoundCall(OpenNumbers(tuple(dict.fromkeys(names))), tuple(dict.fromkeys(names)))
    follows = [name for key in FOLLOWS & values.keys() for name in open_names(values[key])]
    try:
        operation = make(*bound.args, **bound.kwargs)
    except (ValueError, TypeError, AttributeError) as error:
        return BoundCall(UnknownOperation(_explain_error(error, values)), (), (), values)
    return BoundCall(operation, tuple(dict.fromkeys(follows)), (), dict(bound.arguments))


def _explain_error(error: Exception, values: Mapping[str, Value]) -> str:
    """Say what is wrong with the values of a call; a name of an argument in front is code."""
    sentence = one_line(str(error), 200)
    name, _, others = sentence.partition(" ")
    return f"`{name}` {others}" if name in values else sentence


def open_names(value: Value) -> list[str]:
    """Return the names that would settle a value, if it is open or has open parts."""
    return [each.asks for each in parts_within(value) if isinstance(each, Open)]


def is_argument(value: Value) -> bool:
    """Whether a value is short enough to be an argument of a layer."""
    return (
        sum(1 for _ in zip(parts_within(value), range(MOST_PARTS + 1), strict=False)) <= MOST_PARTS
    )


def _explain_binding(kind: str, make: Maker, error: TypeError) -> str:
    """Say what is missing from a call, or too much."""
    message = str(error)
    if message.startswith("missing a required argument"):
        name = message.rpartition(" ")[2].strip("'")
        twin = kind.replace("d", "D")
        is_spelled = kind.startswith("Conv") and twin != kind and twin in LAYER_NAMES
        if is_spelled:
            return (
                f"`{kind}` needs {name}, which is missing. Keras writes {twin}(filters, {name}). "
                "No sizes are known after it"
            )
        return f"`{kind}` needs {name}, which is missing. No sizes are known after it"
    if message.startswith("too many positional"):
        most = len(_signature(make).parameters)
        return f"`{kind}` is given more than {most} arguments. No sizes are known after it"
    return f"`{kind}` is given an argument twice. No sizes are known after it"


def describe_open(names: Sequence[str]) -> str:
    """Ask for the numbers of names."""
    return ask_numbers([one_line(name, 40) for name in names])


def unknown(kind: str, nearest: str | None = None) -> Operation:
    """Return what ends the sizes at a layer or function that is not known here."""
    name = one_line(kind, 40)
    if nearest:
        return UnknownOperation(
            f"`{name}` is not a layer of Keras or PyTorch; nearest is {nearest}"
        )
    return UnknownOperation(f"`{name}` is not known here: no size is known after it")


Arguments = tuple[list[Any], dict[str, Any]]
