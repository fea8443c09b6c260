"""The JavaScript files: joined in their order they are one module that a browser can read."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from conv_engine import ConvSpec
from stage import FRONTEND, MODULES, joined_modules
from stage.scene import scene, volume_scene

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


INPUT = np.array([[[1]], [[10]], [[100]]])
ONES = np.ones((1, 3, 1, 1), int)
LAYER = scene(INPUT, ONES, np.array([5]), ConvSpec.of(ONES), [], ["grey"] * 3)
PAIR = ONES[:, :2]
VOLUME = volume_scene(INPUT, PAIR[0], 5, ConvSpec.of(PAIR), [], ["grey"] * 3)


def said(content: dict[str, object], expression: str, folder: Path) -> list[str]:
    """What the browser would write of every step of a scene."""
    data = json.dumps({**content, "options": {"fullHue": None}})
    lines = f"""
        const scene = decoded({data});
        const steps = Array.from({{ length: stepCount(scene) }}, (_, step) => step);
        const done = progress(scene, {{ ...initialState(), peek: 0 }});
        console.log(JSON.stringify(steps.map((step) => {expression})));"""
    sentences: list[str] = json.loads(run_module(joined_modules() + lines, folder))
    return sentences


@needs_node
def test_a_step_of_a_layer_is_told_by_its_filter(tmp_path: Path) -> None:
    assert said(LAYER, "stepInWords(scene, step, done)", tmp_path) == [
        "filter 0, row 0, column 0: 1 + 10 + 100 + bias 5 = 116"
    ]


@needs_node
def test_a_step_in_a_volume_is_told_by_its_depth(tmp_path: Path) -> None:
    assert said(VOLUME, "stepInWords(scene, step, done)", tmp_path) == [
        "depth 0, row 0, column 0: 1 + 10 + bias 5 = 16",
        "depth 1, row 0, column 0: 10 + 100 + bias 5 = 115",
    ]


@needs_node
def test_of_a_volume_the_caption_tells_how_many_slices_the_block_covers(tmp_path: Path) -> None:
    sentence = "sentence(scene, initialState(), placeOf(scene, step), done)"
    assert said(VOLUME, sentence, tmp_path) == [
        f"At depth {depth} the block covers 2 slices: 2 slice sums and one bias make one number "
        f"of the output, depth {depth}."
        for depth in (0, 1)
    ]


@needs_node
def test_a_cell_of_a_volume_is_used_at_every_depth_whose_block_crosses_its_slice(
    tmp_path: Path,
) -> None:
    # The block of two slices crosses the middle one of three twice, the first and last one once.
    traced = "tracedSentence(scene, [2 * step, 0, 0])"
    assert said(VOLUME, traced, tmp_path) == [
        "input, depth 0, row 0, column 0: 1; 1 position of the output uses it.",
        "input, depth 2, row 0, column 0: 100; 1 position of the output uses it.",
    ]
    assert said(VOLUME, "tracedSentence(scene, [1, 0, 0])", tmp_path)[0] == (
        "input, depth 1, row 0, column 0: 10; 2 positions of the output use it."
    )
