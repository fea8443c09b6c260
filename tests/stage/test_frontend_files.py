"""The JavaScript files: what a file imports comes before it, and together they are one module."""

import re
from pathlib import Path

import pytest

from stage import export, parcels
from stage.frontend_files import FRONTEND, joined_script, module_files, strip_comments
from stage.picture import MOUNT

ENTRIES = (
    *sorted(f"scripts/{file.name}" for file in (FRONTEND / "scripts").iterdir()),
    *(MOUNT, parcels.SCRIPT, export.SCRIPT),
)
IMPORTED = re.compile(r"^import \{ (.*) \} from", re.MULTILINE)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_every_file_of_the_folder_belongs_to_a_component() -> None:
    files = {str(file.relative_to(FRONTEND)) for file in FRONTEND.rglob("*.js")}
    assert {file for entry in ENTRIES for file in module_files(entry)} == files


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_joined_script_imports_nothing_and_exports_one_function(entry: str) -> None:
    joined = joined_script(entry)
    statements = re.findall(r"^(?:import|export)\b.*", joined, flags=re.MULTILINE)
    assert statements == ["export default function (component) {"]


@pytest.mark.parametrize("file", sorted(FRONTEND.rglob("*.js")), ids=lambda file: file.stem)
def test_a_file_imports_only_what_it_uses(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    names = [name for found in IMPORTED.findall(text) for name in found.split(", ")]
    code = strip_comments(IMPORTED.sub("", text))
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []


def test_a_file_comes_after_those_it_imports_and_once_only(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a='import { b } from "./b.js";\nimport { c } from "./c.js";\nexport const a = b + c;\n',
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c="export const c = 1;\n",
    )
    assert module_files("a.js", folder) == ["c.js", "b.js", "a.js"]
    assert joined_script("a.js", folder) == "const c = 1;\nconst b = c;\nconst a = b + c;\n"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {
                "a": 'import { b } from "./b.js";\nexport const a = 1;\n',
                "b": 'import { a } from "./a.js";\nexport const b = 1;\n',
            },
            "a.js -> b.js -> a.js",
        ),
        ({"a": 'import { b } from "./b.js";\n', "b": "const b = 1;\n"}, "does not export it"),
        (
            {
                "a": 'import { b } from "./b.js";\nconst twice = b;\n',
                "b": "export const b = 1;\nconst twice = 2;\n",
            },
            "twice is declared in b.js and in a.js",
        ),
        ({"a": 'import b from "./b.js";\n'}, "cannot be joined: import b from"),
        ({"a": "export { a };\n"}, "cannot be joined: export { a }"),
        ({"a": "const text = `\n// gone`;\n"}, "a text runs over the end of the line"),
    ],
    ids=["circle", "not exported", "one name twice", "other import", "other export", "long text"],
)
def test_what_would_not_survive_joining_is_refused(
    files: dict[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        joined_script("a.js", write(tmp_path, **files))


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("/**\n * A sum.\n */\nsum();\n", "sum();\n"),
        ("if (a) {\n  // why\n  sum();\n}\n", "if (a) {\nsum();\n}\n"),
        ("sum(); // so\nmore();\n", "sum();\nmore();\n"),
        ('const text = "a; // b";\n', 'const text = "a; // b";\n'),
        ("  /** A type. */ (sum)();\n/** More. */\n", "/** A type. */ (sum)();\n"),
        ("const text = `// ${1} /** 2 */`;\n", "const text = `// ${1} /** 2 */`;\n"),
    ],
    ids=["block", "line", "behind code", "in quotation marks", "before code", "in a text"],
)
def test_only_comments_and_indents_stay_at_home(script: str, left: str) -> None:
    assert strip_comments(script) == left
