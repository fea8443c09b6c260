"""Programs whose lines have lost their indentation, as pages and chats show them: put in again.

A block ends where Python's words say so: a method at the next `def`, a function at its last
`return`, an `if` after one statement.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

OPENS = re.compile(r"(?:class|async def|def|if|elif|else|for|while|with|try|except|finally)\b")
KINDS = {
    "class": "class",
    **dict.fromkeys(("def", "async def"), "def"),
    **dict.fromkeys(("if", "elif", "else", "try", "except", "finally"), "short"),
}
"""Blocks by their words; those that are not here go on until a `return` or the next function."""
MAKES = re.compile(r"\w+ = (\w+)\(")
SCOPE = re.compile(r"(?:async )?(?:class|def)\b")
METHOD = re.compile(r"(?:async )?def \w+\(\s*(?:self|cls)\b")
GOES_ON = re.compile(r"(?:elif|else|except|finally)\b")
COMMENT = re.compile(r"\s+#[^'\"]*$")
BRACKETS = re.compile(r"[(\[{]|[)\]}]|'[^']*'|\"[^\"]*\"|#.*")
DECORATORS = ("@staticmethod", "@classmethod", "@property")
"""What stands before a method whose first argument does not tell that it is one."""
STEP = "    "


def has_lost_indentation(lines: Sequence[str]) -> bool:
    """Whether a text has blocks, and no line of it is indented.

    Examples
    --------
    >>> has_lost_indentation(["def f(x):", "return x"]), has_lost_indentation(["f(x)"])
    (True, False)
    """
    written = [line for line in lines if line.strip()]
    opens = any(SCOPE.match(line) and _code(line).endswith(":") for line in written)
    return opens and not any(_is_indented(line, before) for before, line in pairwise(written))


def _is_indented(line: str, before: str) -> bool:
    """Whether a line stands deeper than the one that opens its block."""
    return bool(OPENS.match(before)) and _code(before).endswith(":") and line[:1].isspace()


def restore_indentation(lines: Sequence[str]) -> list[str]:
    r"""Indent the lines of a program that has lost its indentation.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    list of str
        As many.

    Examples
    --------
    >>> print("\n".join(restore_indentation([
    ...     "class Net(nn.Module):", "def forward(self, x):", "return x", "net = Net()"
    ... ])))
    class Net(nn.Module):
        def forward(self, x):
            return x
    net = Net()
    """
    restored = _Restoring()
    return [restored.indent(line.strip()) for line in lines]


class _Restoring:
    """The blocks that are open, from the outermost."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.classes: set[str] = set()
        self.depth = 0
        self.ended = False
        self.level = 0
        self.decorated = False
        self.start = ""

    def indent(self, line: str) -> str:
        """Return a line with its indentation, and keep what it opens."""
        if not line:
            return ""
        if self.depth > 0:  # within brackets, where nothing counts
            self._count(line)
            if self.depth <= 0:
                self._finish(line)
            return STEP * (self.level + 1) + line
        if line.startswith("#"):
            return STEP * len(self.blocks) + line
        self._leave(line)
        self.level = len(self.blocks)
        self.start = line
        self._count(line)
        if self.depth <= 0:
            self._finish(line)
        return STEP * self.level + line

    def _count(self, line: str) -> None:
        for token in BRACKETS.findall(line):
            self.depth += (token in "([{") - (token in ")]}")

    def _leave(self, line: str) -> None:
        """Close the blocks that a line does not stand in."""
        while self.blocks[-1:] == ["done"]:
            self.blocks.pop()
            if GOES_ON.match(line):
                break
        is_method = METHOD.match(line) or self.decorated or line.startswith(DECORATORS)
        if is_method and "class" in self.blocks:
            del self.blocks[self.blocks.index("class") + 1 :]
        elif SCOPE.match(line) or line.startswith("@") or self.ended or self._makes_model(line):
            self.blocks.clear()
        elif line.startswith("return"):
            while self.blocks[-1:] == ["loop"]:
                self.blocks.pop()
        self.ended = False
        self.decorated = line.startswith(DECORATORS)

    def _makes_model(self, line: str) -> bool:
        """Whether a line uses a class of the text, outside all classes."""
        made = MAKES.match(line)
        return line.startswith(("print(", "if __name__")) or (
            made is not None and made[1] in self.classes
        )

    def _finish(self, line: str) -> None:
        """Open the block of a statement that is complete, or note that it ends one."""
        self.depth = 0
        keyword = OPENS.match(self.start)
        if keyword and _code(line).endswith(":"):
            self.blocks.append(KINDS.get(keyword[0], "loop"))
            if keyword[0] == "class":
                self.classes.add(re.split(r"\W+", self.start)[1])
            return
        within = self.blocks[-1:] == ["short"]
        if within:
            self.blocks[-1] = "done"
        self.ended = self.start.startswith("return") and not within


def _code(line: str) -> str:
    return COMMENT.sub("", line).rstrip()
