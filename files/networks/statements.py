"""Statements of Python in a text that may hold other things, too: parsed, never executed.

A line that Python cannot parse does not lose the others: brackets that were cut off are closed,
a comma that was forgotten is put in, and what still is no statement is left out.
"""

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from files.networks.lost_indentation import has_lost_indentation, restore_indentation

MOST_PARSED = 1_000_000
"""Characters given to the parser, all attempts together: about half a second."""
MOST_REPAIRS = 12
"""Attempts to repair one part of a text."""
MOST_JOINED = 12
"""Lines of one call."""
LONGEST_SENTENCE = 1_000
"""Characters of a line that is searched for calls."""

CLOSING = {"(": ")", "[": "]", "{": "}"}
# Strings and comments are matched too, so that brackets within them do not count.
TOKEN = re.compile(r"\"{3}|'{3}|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|#[^\n]*|[()\[\]{}]")
# Lines that begin no statement, though they are not indented.
GOES_ON = re.compile(r"(?:else|elif|except|finally)\b|[)\]}]")
CALL = re.compile(r"(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*\(")


@dataclass
class Statements:
    """What could be parsed of a text, in its order.

    Attributes
    ----------
    nodes : list of ast.stmt
        With the line numbers of the text.
    lost : set of int
        Lines that could not be parsed, counted from 1.
    quoting : set of int
        Those of them in which calls stand that could.
    """

    nodes: list[ast.stmt] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    quoting: set[int] = field(default_factory=set)


def parse_statements(lines: list[str]) -> Statements:
    """Parse as much of a text as is Python.

    Parameters
    ----------
    lines : list of str
        As `clean_lines` returns them.

    Examples
    --------
    >>> found = parse_statements(["My layer is", "conv = nn.Conv2d(3, 8,", "  kernel_size=3"])
    >>> [ast.unparse(node) for node in found.nodes], found.lost
    (['conv = nn.Conv2d(3, 8, kernel_size=3)'], {1})
    """
    return _Parsing(lines).run()


class _Parsing:
    """One text on its way through the parser, with what is left of its budget."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.budget = MOST_PARSED
        self.found = Statements()

    def run(self) -> Statements:
        if has_lost_indentation(self.lines):
            self.lines = restore_indentation(self.lines)
        whole = self.parse(self.lines) or self.parse(_indent_first(self.lines))
        if whole is not None:
            self.found.nodes = whole
            return self.found
        for start, end in _parts(self.lines):
            self.read_part(start, end)
        self.found.nodes.sort(key=lambda node: node.lineno)
        return self.found

    def parse(self, lines: list[str]) -> list[ast.stmt] | None:
        """Parse some lines; None if they are not Python, or the budget is used up."""
        try:
            return self.parse_or_raise(lines)
        except SyntaxError:
            return None

    def parse_or_raise(self, lines: list[str]) -> list[ast.stmt]:
        source = "\n".join(lines)
        self.budget -= len(source)
        if self.budget < 0:
            raise SyntaxError("the budget is used up")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about strings such as "\d"
                return ast.parse(source).body
        except (ValueError, MemoryError, RecursionError) as error:
            raise SyntaxError("not parsed") from error

    def read_part(self, start: int, end: int) -> None:
        """Parse the lines of a part, repaired where they must be, or one by one."""
        lines = textwrap.dedent("\n".join(self.lines[start:end])).split("\n")
        lost: set[int] = set()
        for _ in range(MOST_REPAIRS):
            try:
                self.keep(self.parse_or_raise(lines), start)
            except SyntaxError as error:
                if not _repair(lines, error, lost):
                    break
            else:
                for place in sorted(lost):
                    self.read_calls(start + place)
                return
        place = start
        while place < end:
            place = self.read_lines(place, end)

    def read_lines(self, place: int, end: int) -> int:
        """Parse a line with those that close its brackets; return where the next one begins."""
        stop = min(_closing_line(self.lines, place), end)
        for last in (stop, place + 1):
            together = "\n".join(self.lines[place:last]).strip().rstrip(",")
            nodes = self.parse([together])
            if nodes is not None:
                self.keep(nodes, place)
                return last
        self.read_calls(place)
        return place + 1

    def read_calls(self, place: int) -> None:
        """Parse the calls that stand in a line of prose."""
        for text in _calls_within(self.lines[place]):
            nodes = self.parse([text])
            if nodes is not None:
                self.keep(nodes, place)
                self.found.quoting.add(place + 1)
        self.found.lost.add(place + 1)

    def keep(self, nodes: list[ast.stmt], before: int) -> None:
        """Keep statements, with `before` lines above them."""
        said = (node for node in nodes if not isinstance(node, ast.Pass))
        self.found.nodes += [ast.increment_lineno(node, before) for node in said]


def _indent_first(lines: list[str]) -> list[str]:
    """Indent a first line that was copied without its indentation, as the next least is."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    others = [len(line) - len(line.lstrip()) for line in lines[first + 1 :] if line.strip()]
    if not others or not min(others):
        return lines
    moved = [*lines]
    moved[first] = " " * min(others) + moved[first]
    return textwrap.dedent("\n".join(moved)).split("\n")


def _parts(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Cut a text where a line that is not indented begins, outside all brackets and strings."""
    start, open_brackets, quote = 0, 0, ""
    for place, line in enumerate(lines):
        begins = line[:1].strip() and not GOES_ON.match(line) and not quote and place > start
        if begins and (open_brackets <= 0 or _looks_new(line, lines[place - 1])):
            yield start, place
            start, open_brackets = place, 0
        for token in TOKEN.findall(line):
            if token in ('"""', "'''"):
                quote = "" if quote == token else (quote or token)
            elif not quote:
                open_brackets += (token in CLOSING) - (token in CLOSING.values())
    yield start, len(lines)


def _closing_line(lines: list[str], place: int) -> int:
    """Return the line after the one that closes the brackets of a line, if that is near."""
    depth = 0
    for stop in range(place, min(place + MOST_JOINED, len(lines))):
        tokens = TOKEN.findall(lines[stop])
        depth += sum((t in CLOSING) - (t in CLOSING.values()) for t in tokens)
        if depth <= 0:
            return stop + 1
    return place + 1


def _looks_new(line: str, before: str) -> bool:
    """Whether a line begins something new although a bracket above it is still open."""
    if re.match(r"(?:class|def|import|from)\b|[\w.]+ *=[^=]", line):
        return True
    return re.match(r"[\w.]+\(", line) is not None and not before.endswith((",", "(", "[", "{"))


def _repair(lines: list[str], error: SyntaxError, lost: set[int]) -> bool:
    """Change the lines where the parser stopped; return whether another attempt is worth it."""
    place = (error.lineno or 0) - 1
    if not 0 <= place < len(lines):
        return False
    message = error.msg or ""
    if "never closed" in message:
        lines[-1] = _close_brackets(lines)
        return True
    if "comma" in message and not lines[place].endswith(","):
        lines[place] += ","
        return True
    if not lines[place].strip():
        return False
    indent = len(lines[place]) - len(lines[place].lstrip())
    lines[place] = " " * indent + "pass" if "indent" not in message else ""
    lost.add(place)
    return True


def _close_brackets(lines: list[str]) -> str:
    """Return the last line with what closes the brackets that the lines leave open."""
    waiting: list[str] = []
    for token in TOKEN.findall("\n".join(lines)):
        if token in CLOSING:
            waiting.append(CLOSING[token])
        elif waiting and token == waiting[-1]:
            waiting.pop()
    return re.sub(r"\s*#.*$", "", lines[-1]) + "".join(reversed(waiting))


def _calls_within(line: str) -> Iterator[str]:
    """Find the calls that stand in a sentence, from their name to their last bracket."""
    if len(line) > LONGEST_SENTENCE:
        return
    end = 0
    for call in CALL.finditer(line):
        if call.start() < end:
            continue
        depth = 0
        for token in TOKEN.finditer(line, call.end() - 1):
            depth += (token[0] in CLOSING) - (token[0] in CLOSING.values())
            if depth == 0:
                end = token.end()
                yield line[call.start() : end]
                break
