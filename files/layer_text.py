"""Layers as text: what a person types or pastes becomes layers, or a sentence for what is none.

Text is parsed by `ast` and never executed. Lines are counted from 1, as an editor counts them.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from conv_engine.frameworks.remarks import AnyLayer
from files.layer_calls import EXAMPLE, KNOWN, LayerTextError, called, read_call, shown
from files.other_layers import shape_kept
from text import one_line

LONGEST_TEXT = 20_000
"""Most characters of a text."""
MOST_LINES = 500
"""Most lines, and most layers."""
DEEPEST = 20
"""Most brackets open at a time."""

# What word processors make of quotes, of a minus and of a space.
TYPED = str.maketrans("“”„‘’−–\u00a0\ufeff\t", '"""\'\'--   ')
PROMPT = re.compile(r">>> ?|\.\.\. ?|\(\w+\): ")  # of Python, and of a printed nn.Module
# Strings and comments are matched too, so that brackets within them do not count.
BRACKET = re.compile(r"""#.*|"[^"]*"|'[^']*'|[()\[\]{}]""")
CALL = re.compile(r"\w\s*\(")
# What stands around layers in a program, and is nothing that they do.
SURROUNDINGS = re.compile(r"(?:import|from|class|def|super\(\)|@|[\"']{3}|[)\]}]).*|pass|#.*|")
OPENING = re.compile(r"(?:[\w.]+ ?(?:: ?[\w.]+ ?)?= ?)?(?:[\w.]+\()*\[?")
CONTAINERS = ("Sequential", "OrderedDict", "ModuleList")
MODEL_METHODS = ("add", "append")


@dataclass(frozen=True)
class SourceLine:
    """What one layer of a text became: the layer, or the problem, or neither.

    A layer that keeps every shape, such as ReLU, is neither: a note says that it does.

    Parameters
    ----------
    number : int
        Line of the text, counted from 1.
    text : str
        How the layer was written, on one line and shortened.
    layer : AnyLayer or None
    notes : tuple of str
        A sentence each.
    problem : str or None
        One sentence.
    """

    number: int
    text: str
    layer: AnyLayer | None = None
    notes: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True)
class StackReading:
    """A text read as a stack of layers.

    Parameters
    ----------
    lines : tuple of SourceLine
        In the order of the text.
    """

    lines: tuple[SourceLine, ...]

    @property
    def layers(self) -> tuple[AnyLayer, ...]:
        """The layers that could be read."""
        return tuple(line.layer for line in self.lines if line.layer is not None)


def read_stack(text: str) -> StackReading:
    r"""Read a stack of layers, one a line or in a ``Sequential``.

    A line that cannot be read does not lose the others. Imports, comments, assignments, prompts and
    the brackets around a model are understood, and so is a printed `torch.nn.Module`.

    Parameters
    ----------
    text : str
        At most `LONGEST_TEXT` characters and `MOST_LINES` lines.

    Raises
    ------
    LayerTextError
        If the text is too long or has no line at all.

    Examples
    --------
    >>> stack = read_stack("Conv2D(8, 3)  # edges\nConv2D(16, 3, stride=2)")
    >>> [layer.call() for layer in stack.layers]
    ['Conv2D(8, 3)']
    >>> stack.lines[1].problem
    "stride is PyTorch's word; Conv2D of Keras says strides"
    """
    if len(text) > LONGEST_TEXT:
        raise LayerTextError(
            f"the text has {len(text):,} characters and the limit is {LONGEST_TEXT:,}:"
            " paste the layers alone"
        )
    lines = [_bare(line) for line in text.translate(TYPED).splitlines()]
    if len(lines) > MOST_LINES:
        raise LayerTextError(
            f"the text has {len(lines):,} lines and the limit is {MOST_LINES}:"
            " paste the layers alone"
        )
    read = tuple(islice(_lines(lines), MOST_LINES + 1))
    if not read:
        raise LayerTextError(f"there is no layer yet: write {EXAMPLE}")
    if len(read) > MOST_LINES:
        raise LayerTextError(f"the text has more than {MOST_LINES} layers, the limit: leave some")
    return StackReading(read)


def _bare(line: str) -> str:
    """Take away indentation and what an interpreter prints in front."""
    line = line.strip()
    return line[prompt.end() :] if (prompt := PROMPT.match(line)) else line


def _lines(lines: list[str]) -> Iterator[SourceLine]:
    """Read statement after statement; of one that cannot be parsed, its lines one by one."""
    start = 0
    while start < len(lines):
        end, fault = _end_of_statement(lines, start)
        source = "\n".join(lines[start:end])
        nodes: list[ast.expr] = []
        if fault is None:
            try:
                nodes = list(_expressions(source))
            except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
                fault = _fault(error)
        if fault is not None:
            if any(CALL.search(line) for line in lines[start + 1 : end]):
                end = start + 1  # the lines after it may each be a layer
            if not _is_surrounding(lines[start]):
                quoted = one_line(" ".join(source.split()), 40)
                yield SourceLine(start + 1, quoted, problem=f"`{quoted}` {fault}")
        for node in nodes:
            yield _line(node, source, start)
        start = end


def _end_of_statement(lines: list[str], start: int) -> tuple[int, str | None]:
    """Return where the brackets opened in a line are closed, or what is wrong with them."""
    depth = 0
    for end, line in enumerate(lines[start:], start + 1):
        for bracket in BRACKET.findall(line):
            depth += (bracket in ("(", "[", "{")) - (bracket in (")", "]", "}"))
            if depth > DEEPEST:
                return start + 1, f"opens more than {DEEPEST} brackets, the limit: leave some out"
        if depth <= 0:
            return end, None
    return start + 1, "opens a bracket that is never closed: close it"


def _fault(error: Exception) -> str:
    """Say why Python's parser refused a text."""
    if isinstance(error, SyntaxError) and error.msg:
        return f"is not a call as Python writes it: {one_line(error.msg, 80)}"
    return "is not a call as Python writes it"


def _is_surrounding(line: str) -> bool:
    """Return whether a line that is no statement by itself only stands around layers."""
    if SURROUNDINGS.fullmatch(line):
        return True
    names = re.findall(r"\w+", line)
    return OPENING.fullmatch(line) is not None and not KNOWN.keys() & set(names)


def _expressions(source: str) -> Iterator[ast.expr]:
    """Go through whatever may be a layer in the statements of a text."""
    if SURROUNDINGS.fullmatch(source):
        return
    for statement in ast.parse(source).body:
        match statement:
            case ast.Expr(value=value) | ast.Assign(value=value):
                yield from _parts(value)
            case ast.AnnAssign(value=ast.expr() as value) | ast.Return(value=ast.expr() as value):
                yield from _parts(value)


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Take a model apart into its layers; its depth is that of its brackets."""
    match node:
        case ast.Tuple(elts=[ast.Constant(value=str()), part]):
            yield from _parts(part)  # a layer with its name, as in an OrderedDict
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _parts(part)
        case ast.Starred(value=part):
            yield from _parts(part)
        case ast.Call(func=ast.Call(func=ast.Name() | ast.Attribute()) as part):
            yield from _parts(part)  # a layer that is called: Conv2D(32, 3)(x)
        case ast.Call(func=ast.Attribute(attr=method), args=[part]) if method in MODEL_METHODS:
            yield from _parts(part)
        case ast.Call(args=parts, keywords=keywords) if called(node) in CONTAINERS:
            for part in [*parts, *(word.value for word in keywords if word.arg == "layers")]:
                yield from _parts(part)
        case _:
            yield node


def _line(node: ast.expr, source: str, before: int) -> SourceLine:
    """Read what may be a layer; `before` counts the lines above its statement."""
    number, text = before + node.lineno, shown(node, source, 60)
    if isinstance(node, ast.Call) and (note := shape_kept(called(node))):
        return SourceLine(number, text, notes=(note,))
    try:
        reading = read_call(node, source)
    except LayerTextError as problem:
        return SourceLine(number, text, problem=str(problem))
    return SourceLine(number, text, reading.layer, reading.notes)
