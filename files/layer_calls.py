"""One call of a layer, taken apart by `ast`, becomes the layer as data, or a sentence.

The call is never executed: it may hold names, numbers, words, tuples and keywords, nothing else.
"""

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple, get_args

from conv_engine.frameworks.keras_layers import KerasLayer
from conv_engine.frameworks.pytorch_layers import PyTorchLayer
from conv_engine.frameworks.remarks import AnyLayer
from files.argument_words import explain_no_effect, suggest_argument
from files.other_layers import refusal_reason
from text import one_line

LARGEST_NUMBER = 1_000_000
"""Most that any argument may be; what is more is a slip, and would fill the page with digits."""

EXAMPLE = "`Conv2D(32, 3)` or `nn.Conv2d(3, 32, 3)`"

AFTER_THE_SUM = "activation works on each number after the sum: it changes neither shape nor sum"

# Words that PyTorch prints without quotes when it prints a layer.
PRINTED_WORDS = (
    *("valid", "same", "zeros", "reflect", "replicate", "circular"),
    *("channels_last", "channels_first"),
)


class LayerTextError(ValueError):
    """Text that gives no layer; its message is one sentence for the person who wrote it."""


@dataclass(frozen=True)
class LayerReading:
    """A layer that was read, and what of its text changes nothing here.

    Parameters
    ----------
    layer : AnyLayer
    notes : tuple of str
        A sentence for each argument that was left aside or understood more kindly than Python does.
    """

    layer: AnyLayer
    notes: tuple[str, ...] = ()


class _Known(NamedTuple):
    """A class of layers, the framework it belongs to, and the arguments of its constructor."""

    name: str
    framework: str
    module: str
    make: Callable[..., AnyLayer]
    parameters: Mapping[str, inspect.Parameter]

    @property
    def title(self) -> str:
        return f"{self.name} of {self.framework}"


def _known(layers: Any, framework: str) -> dict[str, _Known]:
    """Look up the constructors of a union of layers by their names."""
    return {
        make.__name__: _Known(
            make.__name__, framework, make.module, make, inspect.signature(make).parameters
        )
        for make in get_args(layers)
    }


KNOWN = _known(KerasLayer, "Keras") | _known(PyTorchLayer, "PyTorch")
# Names that Keras has kept from its first versions.
KNOWN |= {name.replace("Conv2D", "Convolution2D"): known for name, known in KNOWN.items()}

FRAMEWORK_OF_MODULE = {"nn": "PyTorch", "torch": "PyTorch", "keras": "Keras", "layers": "Keras"}


def dotted_name(node: ast.expr) -> list[str]:
    """Return the parts of a name such as ``keras.layers.Conv2D``; none if the node is no name.

    Examples
    --------
    >>> dotted_name(ast.parse("keras.layers.Conv2D", mode="eval").body)
    ['keras', 'layers', 'Conv2D']
    """
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


def called(call: ast.Call) -> str:
    """Return the last part of the name that is called, or nothing if it is no name.

    Examples
    --------
    >>> called(ast.parse("keras.layers.Conv2D(32, 3)", mode="eval").body)
    'Conv2D'
    """
    return "".join(dotted_name(call.func)[-1:])


def shown(node: ast.expr, source: str, longest: int = 40) -> str:
    r"""Quote the text of a node, on one line.

    Examples
    --------
    >>> source = "x = nn.Conv2d(3,\n              32, 3)"
    >>> shown(ast.parse(source).body[0].value, source)
    'nn.Conv2d(3, 32, 3)'
    """
    lines = source.split("\n")[node.lineno - 1 : node.end_lineno]
    # ast counts columns in bytes.
    lines[-1] = lines[-1].encode()[: node.end_col_offset].decode()
    lines[0] = lines[0].encode()[node.col_offset :].decode()
    return one_line(" ".join(" ".join(lines).split()), longest)


def read_call(node: ast.expr, source: str) -> LayerReading:
    """Read a layer off its call.

    Parameters
    ----------
    node : ast.expr
        Of a tree that `ast.parse` made of `source`.
    source : str
        Quoted in sentences about the call.

    Raises
    ------
    LayerTextError
        If the node is no call of a layer that is read here, or an argument is wrong; the sentence
        names the nearest right word where there is one.

    Examples
    --------
    >>> text = "layers.Conv2D(32, (3, 3), padding='same', name='first')"
    >>> reading = read_call(ast.parse(text, mode="eval").body, text)
    >>> reading.layer.call()
    'Conv2D(32, 3, padding="same")'
    >>> reading.notes
    ('name only labels the layer: it changes neither shape nor sum',)
    """
    if not isinstance(node, ast.Call):
        raise LayerTextError(f"`{shown(node, source)}` is not a layer's call, such as {EXAMPLE}")
    known = _known_layer(dotted_name(node.func), shown(node.func, source))
    given = _name_arguments(node, known, source)
    values: dict[str, object] = {}
    notes: list[str] = []
    for name, value in given.items():
        if name not in known.parameters:
            notes.append(_note_ignored(name, known))
            continue
        values[name], note = _value(name, value, source)
        notes.extend(note)
    _check_required(known, values)
    try:
        return LayerReading(known.make(**values), tuple(notes))
    except ValueError as refusal:
        raise LayerTextError(one_line(str(refusal), 300)) from None


def _known_layer(parts: Sequence[str], shown: str) -> _Known:
    """Find the layer that a name means; the module may have any name but the other framework's."""
    name = parts[-1] if parts else ""
    if name not in KNOWN:
        raise LayerTextError(_explain_unknown(name, shown))
    known = KNOWN[name]
    for module in parts[:-1]:
        if FRAMEWORK_OF_MODULE.get(module, known.framework) != known.framework:
            there = [n for n, other in KNOWN.items() if other.framework != known.framework]
            near = get_close_matches(name, there, 1, 0.5)
            raise LayerTextError(
                f"{name} is a layer of {known.framework}, but {module} is the other framework's: "
                f"write {known.module}{name}" + (f", or {module}.{near[0]}" if near else "")
            )
    return known


def _explain_unknown(name: str, shown: str) -> str:
    """Say why a name is none of a layer that is read here."""
    if why := refusal_reason(name):
        return why
    if name.lower() in ("conv2d", "conv_transpose2d", "depthwise_conv2d", "separable_conv2d"):
        return (
            f"{shown} is no layer but a function, or its capitals are wrong: the layers are Conv2D"
            " of Keras and nn.Conv2d of PyTorch"
        )
    near = get_close_matches(name, KNOWN, 1, 0.6)
    nearest = f"nearest is {near[0]}" if near else f"write {EXAMPLE}"
    return f"`{shown}` is no 2-D convolution of Keras or PyTorch; {nearest}"


def _name_arguments(call: ast.Call, known: _Known, source: str) -> dict[str, ast.expr]:
    """Give every argument of a call its name, as Python would."""
    names = list(known.parameters)
    if len(call.args) > len(names):
        raise LayerTextError(
            f"{known.title} is given {len(call.args)} arguments without a name and the limit is"
            f" {len(names)}: none comes after {names[-1]}"
        )
    given: dict[str, ast.expr] = {}
    named = [(keyword.arg, keyword.value) for keyword in call.keywords]
    for name, value in [*zip(names, call.args, strict=False), *named]:
        if name is None or isinstance(value, ast.Starred):
            raise LayerTextError(
                f"{known.title} is given arguments by a star, whose values the text does not hold:"
                " write them out"
            )
        if name in given:
            raise LayerTextError(f"{known.title} is given {name} twice: leave one of them out")
        given[name] = value
    return given


def _note_ignored(name: str, known: _Known) -> str:
    """Say that an argument changes nothing here, or refuse it."""
    if note := explain_no_effect(name, known.framework):
        return note
    raise LayerTextError(
        suggest_argument(one_line(name, 40), known.framework, known.name, list(known.parameters))
    )


def _check_required(known: _Known, values: Mapping[str, object]) -> None:
    """Refuse a call that leaves out an argument without a default."""
    needed = [name for name, p in known.parameters.items() if p.default is p.empty]
    missing = [name for name in needed if name not in values]
    if missing:
        raise LayerTextError(
            f"{known.title} needs {', '.join(needed)}; {' and '.join(missing)}"
            f" {'is' if len(missing) == 1 else 'are'} missing"
        )


def _value(name: str, node: ast.expr, source: str) -> tuple[object, tuple[str, ...]]:
    """Read the value of an argument, with a note where Python would not read it so."""
    if name == "activation":
        activation = _activation(node, source)
        return activation, () if activation is None else (AFTER_THE_SUM,)
    if isinstance(node, ast.Name) and node.id in PRINTED_WORDS:
        return node.id, (f'{name} {node.id} is read as the word "{node.id}", which needs quotes',)
    return _literal(name, node, source), ()


def _activation(node: ast.expr, source: str) -> object:
    """Read an activation as its name in Keras, however it is written."""
    function = node.func if isinstance(node, ast.Call) else node
    parts = dotted_name(function)
    return parts[-1].lower() if parts else _literal("activation", node, source)


def _literal(name: str, node: ast.expr, source: str) -> object:
    """Read a number, a word, True, False, None, or a tuple of them."""
    match node:
        case ast.Constant(value=bool() | str() | None as value):
            return value
        case ast.Constant(value=int() | float() as value):
            return _bounded(name, value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -_bounded(name, value)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return tuple(_literal(name, part, source) for part in parts)
        case ast.Name():
            fault = "a name, whose value the text does not hold: write the number"
        case ast.BinOp():
            fault = "a calculation, and none is carried out here: write its result"
        case _:
            fault = "no number, word or tuple: write one of them"
    raise LayerTextError(f"{name} is `{shown(node, source)}`, {fault}")


def _bounded(name: str, number: float) -> float:
    """Refuse a number so large that it must be a slip."""
    if number > LARGEST_NUMBER:
        raise LayerTextError(
            f"{name} is more than {LARGEST_NUMBER}, the limit: write a smaller number"
        )
    return number
