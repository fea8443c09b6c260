"""The JavaScript files: joined in their order they are one module that a browser can read."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from stage import FRONTEND, MODULES, joined_modules

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="install node to read the module with it")


def run_module(source: str, folder: Path) -> str:
    file = folder / "module.mjs"
    file.write_text(source, encoding="utf-8")
    assert NODE is not None
    return subprocess.run([NODE, file], capture_output=True, text=True, check=True).stdout


def test_every_file_of_the_folder_is_joined_and_once_only() -> None:
    assert sorted(MODULES) == sorted(file.name for file in FRONTEND.glob("*.js"))


def test_no_file_imports_another_and_one_default_is_exported() -> None:
    joined = joined_modules()
    assert re.findall(r"^import\b", joined, flags=re.MULTILINE) == []
    assert re.findall(r"^export\b.*?\(", joined, flags=re.MULTILINE) == [
        "export default function ("
    ]


def test_comments_and_indents_stay_at_home() -> None:
    lines = joined_modules().splitlines()
    assert [line for line in lines if line.startswith(("//", "/*", "*", " "))] == []
    assert len(lines) > 500  # and the code itself does not


@needs_node
def test_the_joined_files_are_one_valid_module(tmp_path: Path) -> None:
    module = tmp_path / "stage.mjs"
    module.write_text(joined_modules(), encoding="utf-8")
    assert NODE is not None
    checked = subprocess.run([NODE, "--check", module], capture_output=True, text=True, check=False)
    assert checked.stderr == ""


@needs_node
def test_only_the_files_before_it_are_used_while_a_file_is_read(tmp_path: Path) -> None:
    """Read to the end without an error: nothing is used above the line that makes it."""
    assert run_module(joined_modules() + '\nconsole.log("read");', tmp_path) == "read\n"


@needs_node
def test_a_product_of_hundredths_is_exact_on_the_screen(tmp_path: Path) -> None:
    pairs = [(3, 0.1), (7, -0.29), (0.07, 100), (255, 0.11), (-3, 0), (1.15, 1.15)]
    print_all = f"console.log(JSON.stringify({json.dumps(pairs)}.map(([a, b]) => product(a, b))));"
    printed = json.loads(run_module(joined_modules() + "\n" + print_all, tmp_path))
    expected = [round(100 * a) * round(100 * b) / 10_000 for a, b in pairs]
    assert printed == expected
