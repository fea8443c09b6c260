"""Which files of `frontend/` make a component: the one it begins with, and all that this imports.

The files are JavaScript modules. Streamlit takes a component's script as one text, so they are
joined here, each after those it imports. An editor, a type checker and the tests read them as they
are.
"""

import re
from pathlib import Path, PurePosixPath

FRONTEND = Path(__file__).parent / "frontend"

IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "(\.{1,2}/[\w./]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function \w|class \w|const \w)", re.MULTILINE)
DECLARED = re.compile(r"^(?:export )?(?:(?:async )?function|class|const|let) (\w+)", re.MULTILINE)
COMMENT_BLOCK = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.DOTALL | re.MULTILINE)
STYLE_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
STYLE_SPACE = re.compile(r"\s*([{};,])\s*")
COMMENT_LINE = re.compile(r"^ *//.*\n", re.MULTILINE)
COMMENT_TAIL = re.compile(r"(?<=[;{},\])]) +// [^\"'`\n]*$", re.MULTILINE)
"""With a quotation mark after it, it could stand in a text."""


def module_files(entry: str, folder: Path = FRONTEND) -> list[str]:
    """List the files a script is made of, each after those it imports.

    Parameters
    ----------
    entry : str
        The file it begins with, from the folder, as "stage.js".
    folder : Path

    Raises
    ------
    ValueError
        If files import each other in a circle.

    Examples
    --------
    >>> module_files("tensor.js")
    ['numbers.js', 'tensor.js']
    """
    found: list[str] = []

    def visit(file: str, importers: tuple[str, ...]) -> None:
        if file in importers:
            raise ValueError(f"files import each other: {' -> '.join((*importers, file))}")
        if file in found:
            return
        for _, path in IMPORT.findall(_text(folder / file)):
            visit(_beside(file, path), (*importers, file))
        found.append(file)

    visit(entry, ())
    return found


def joined_script(entry: str, folder: Path = FRONTEND) -> str:
    """Join a file and all that it imports into one module that imports nothing.

    Comments and indents, which only people need, are left out.

    Parameters
    ----------
    entry : str
        The file it begins with; what this exports by default the module exports.
    folder : Path

    Raises
    ------
    ValueError
        If files import each other in a circle or a name that is not there, if two of them give
        the same name to something, if one has an import or an export of another kind than
        `import { name } from "./file.js";` and `export` before a declaration, or if a text in it
        runs over several lines, where what looks like a comment would not be one.
    """
    files = module_files(entry, folder)
    owners: dict[str, str] = {}
    for file in files:
        text = _text(folder / file)
        for names, path in IMPORT.findall(text):
            _check_exported(file, names.split(", "), _beside(file, path), folder)
        for name in DECLARED.findall(text):
            if name in owners:
                raise ValueError(f"{name} is declared in {owners[name]} and in {file}")
            owners[name] = file
    return "".join(_plain_script(file, folder, is_entry=file == entry) for file in files)


def joined_styles(*names: str, folder: Path = FRONTEND) -> str:
    """Join style sheets of a folder in their order, without what only people need."""
    return "".join(strip_style(_text(folder / name)) for name in names)


def strip_style(style: str) -> str:
    r"""Leave out comments, and spaces beside braces, commas and semicolons.

    Each rule ends its line: a style of one line would be the path of a file to Streamlit.

    Examples
    --------
    >>> strip_style("/* Why. */\n.cell, .map {\n  fill: red;\n  margin: 0 auto;\n}\n")
    '.cell,.map{fill: red;margin: 0 auto;}\n'
    """
    return STYLE_SPACE.sub(r"\1", STYLE_COMMENT.sub("", style)).replace("}", "}\n")


def strip_comments(script: str) -> str:
    r"""Leave out lines that are comments, comments behind code, and the indents.

    Examples
    --------
    >>> print(strip_comments("// Why.\nif (a) {\n  b(); // and so on\n}\n"), end="")
    if (a) {
    b();
    }

    A template string over several lines could hold a line that only looks like a comment.

    >>> strip_comments("const text = `\n// not a comment`;\n")
    Traceback (most recent call last):
    ValueError: a text runs over the end of the line: const text = `
    """
    stripped = COMMENT_TAIL.sub("", COMMENT_LINE.sub("", COMMENT_BLOCK.sub("", script)))
    for line in stripped.splitlines():
        if line.count("`") % 2 or line.endswith("\\"):
            raise ValueError(f"a text runs over the end of the line: {line}")
    return re.sub(r"^\s+", "", stripped, flags=re.MULTILINE)


def _plain_script(file: str, folder: Path, is_entry: bool) -> str:
    """Return a file's script without imports, exports and comments."""
    text = EXPORT.sub("", IMPORT.sub("", _text(folder / file)))
    default = "export default function (" if is_entry else None
    for line in text.splitlines():
        if line.startswith(("import", "export")) and not (default and line.startswith(default)):
            raise ValueError(f"{file} has an import or export that cannot be joined: {line}")
    return strip_comments(text)


def _check_exported(importer: str, names: list[str], file: str, folder: Path) -> None:
    text = _text(folder / file)
    for name in names:
        if not re.search(rf"^export (?:async )?(?:function|class|const) {name}\b", text, re.M):
            raise ValueError(f"{importer} imports {name} from {file}, which does not export it")


def _beside(file: str, path: str) -> str:
    """Name the file a relative path leads to from another file.

    Examples
    --------
    >>> _beside("matrix/words.js", "../dom.js")
    'dom.js'
    """
    parts: list[str] = []
    for part in (PurePosixPath(file).parent / path).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
