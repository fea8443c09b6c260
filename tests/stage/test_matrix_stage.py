"""The matrices on the picture: the engine's numbers, and what the browser makes of them."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from conv_engine import ConvSpec, im2col
from stage import FRONTEND, joined_modules
from stage.matrix import MATRIX_MODULES, matrix_scene
from tests.conv_engine.random_layers import Layer, layers
from tests.stage.test_scene import hundredths, units

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="install node to read the module with it")


def scene_of(layer: Layer) -> dict[str, Any]:
    hues = ["grey"] * layer.spec.in_channels
    return matrix_scene(layer.input, layer.weight, layer.bias, layer.spec, [], hues)


def said(layer: Layer, expression: str, folder: Path) -> Any:
    """What an expression of the joined module makes of a layer."""
    module = folder / "matrix.mjs"
    decoded = """
        const scene = { ...data };
        for (const name of ["input", "weight", "bias", "sums", "output", "patches", "filters",
            "products"]) scene[name] = new Tensor(data[name]);"""
    lines = f"const data = {json.dumps(scene_of(layer))};{decoded}"
    print_it = f"console.log(JSON.stringify({expression}));"
    module.write_text("\n".join((joined_modules(MATRIX_MODULES), lines, print_it)), "utf-8")
    assert NODE is not None
    run = subprocess.run([NODE, module], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def small_layer(**geometry: Any) -> Layer:
    """Two channels of 3x3 cells under one filter of 2x2 cells."""
    return Layer(
        np.arange(18).reshape(2, 3, 3), np.ones((1, 2, 2, 2), int), np.array([5]), geometry
    )


@given(layers())
def test_each_row_of_the_product_plus_its_bias_folds_into_a_feature_map(layer: Layer) -> None:
    sent = scene_of(layer)
    rows = units(sent["products"]) + layer.bias[:, None]
    np.testing.assert_array_equal(rows.reshape(sent["output"]["shape"]), units(sent["output"]))


@given(layers())
def test_the_product_is_filters_times_patches_as_sent(layer: Layer) -> None:
    filters, patches, products = (
        units(scene_of(layer)[name]).astype(int) for name in ("filters", "patches", "products")
    )
    np.testing.assert_array_equal(filters @ patches, products)


def test_hundredths_stay_hundredths_in_the_product() -> None:
    weight = np.array([[[[0.1, 0.2]]]])
    sent = matrix_scene(
        np.array([[[3, 3]]]), weight, np.zeros(1), ConvSpec.of(weight), [], ["grey"]
    )
    assert hundredths(sent["products"]).tolist() == [[3 * 10 + 3 * 20]]


def test_every_file_of_the_folder_is_joined_and_once_only() -> None:
    own = [name for name in MATRIX_MODULES if name.startswith("matrix/")]
    files = [f"matrix/{file.name}" for file in (FRONTEND / "matrix").glob("*.js")]
    assert sorted(own) == sorted(files)
    assert joined_modules(MATRIX_MODULES).count("export default") == 1


@needs_node
def test_first_every_patch_is_copied_then_every_filter_meets_every_patch(tmp_path: Path) -> None:
    steps = "Array.from({ length: matrixStepCount(scene) }, (_, step) => momentOf(scene, step))"
    moments = said(small_layer(), steps, tmp_path)
    assert [(m["position"], m["filter"], m["copied"], m["met"]) for m in moments] == [
        *((p, None, p + 1, 0) for p in range(4)),
        *((p, 0, 4, p + 1) for p in range(4)),
    ]


@needs_node
@pytest.mark.parametrize(
    "geometry",
    [{}, {"stride": (1, 2)}, {"dilation": (2, 1)}, {"padding": 1, "stride": 2}],
    ids=str,
)
def test_an_entry_is_the_copy_of_the_cell_it_is_said_to_come_from(
    geometry: dict[str, Any], tmp_path: Path
) -> None:
    layer = small_layer(**geometry)
    entries, positions = im2col(layer.input, 2, **geometry).shape
    places = [[k, p] for k in range(entries) for p in range(positions)]
    looked_up = f"""{places}.map(([k, p]) => [scene.patches.at(k, p),
        scene.input.at(...originOf(scene, k, p)), copiesOf(scene, originOf(scene, k, p))])"""
    for place, (copy, original, copies) in zip(
        places, said(layer, looked_up, tmp_path), strict=True
    ):
        assert copy == original
        assert place in copies


@needs_node
def test_a_cell_in_the_middle_stands_in_the_patch_matrix_four_times(tmp_path: Path) -> None:
    sentences = "[[0, 1, 1], [1, 0, 0]].map((cell) => tracedInWords(scene, cell))"
    assert said(small_layer(), sentences, tmp_path) == [
        "input, channel 0, row 1, column 1: 4; it stands in the patch matrix 4 times.",
        "input, channel 1, row 0, column 0: 9; it stands in the patch matrix once.",
    ]


@needs_node
def test_of_many_channels_the_first_cells_of_each_are_shown(tmp_path: Path) -> None:
    weight = np.ones((1, 8, 3, 3), int)
    layer = Layer(np.ones((8, 3, 3), int), weight, np.zeros(1, int), {})
    slots = said(layer, "shownEntries(scene)", tmp_path)
    # 36 lines for 8 channels are 4 each: 3 entries, and a line for the 9 - 3 left out.
    assert len(slots) == 8 * 4
    assert [slot["entry"] for slot in slots[4:8]] == [9, 10, 11, None]
    assert slots[7]["left"] == 9 - 3
    note = said(layer, "partInWords(scene, shownEntries(scene), 0, 1)", tmp_path)
    assert note.startswith("Shown: the first 3 of 9 numbers of each channel.")


@needs_node
def test_the_sums_of_a_meeting_add_up_as_printed(tmp_path: Path) -> None:
    first = 0 + 1 + 3 + 4
    second = 9 + 10 + 12 + 13
    assert said(small_layer(), "meetingInWords(scene, 0, 0)", tmp_path) == (
        f"filter 0, patch 0: {first} + {second} = {first + second}, + bias 5 = {first + second + 5}"
    )
