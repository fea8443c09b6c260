"""Lesson 7: its numbers follow the layer, its code runs, and measuring fills in what it took."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from conv_engine import conv2d
from conv_engine.known_layers import NETWORKS
from conv_engine.matrix import patch_matrix_shape
from conv_engine.other_ways import WAYS
from tests.conv_engine.random_layers import RandomLayer, layers
from tests.numbers_said import line_of, numbers_in, says
from tests.open_page import formulas_of, open_page, words_of
from ui.lessons.matrix.measurements import LAYERS, held_megabytes
from ui.lessons.matrix.other_ways_view import result_text
from ui.lessons.matrix.words.copies import describe_copies
from ui.lessons.matrix.words.geometry import DILATION, GROUPS, STRIDE, describe_geometry
from ui.lessons.matrix.words.other_ways import WAY_WORDS
from ui.lessons.matrix.words.product import code_of
from ui.shell.lesson_table import LESSONS
from ui.state.keys import MEASURED_LAYER
from ui.state.memories import MEASURE

PRODUCT = next(lesson for lesson in LESSONS if "matrix product" in lesson.title)


_, COPIES, NETWORKS_SECTION, OTHER_WAYS = PRODUCT.sections


def opened(**link: object) -> AppTest:
    return open_page(PRODUCT.file, reveal=1, **link)


def test_the_default_layer_is_a_patch_matrix_of_27_rows_and_9_columns() -> None:
    page = opened(section=COPIES)
    # 243 numbers of 4 bytes, beside the 3*5*5 = 75 of the input
    assert says(words_of(page), 27, 9, 27 * 9, 243 * 4, 243 / 75)
    assert says(formulas_of(page), 2, 3, 3, 3, 3, 3, 2 * 3 * 3 * 3 * 3 * 3)


def test_the_words_follow_stride_dilation_and_groups() -> None:
    page = opened(section=COPIES, size=9, channels=4, filters=4, groups=2, stride=2, dilation=2)
    text = words_of(page)
    assert says(line_of(text, "stride of"), 2, 1, 2 * 2) or says(line_of(text, "stride of"), 2, 4)
    assert numbers_in(line_of(text, "dilation of"))[0] == 2
    assert says(text, 2, 4 // 2, 4 // 2 * 3 * 3)


@given(layers())
def test_the_code_on_the_page_makes_the_feature_maps(layer: RandomLayer) -> None:
    names = {"input": layer.input, "weight": layer.weight, "bias": layer.bias}
    exec(code_of(layer.spec, layer.input.shape), names)
    expected = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    np.testing.assert_array_equal(names["maps"], expected)


@given(layers())
def test_the_numbers_in_the_words_are_those_of_the_matrix(layer: RandomLayer) -> None:
    spec, shape = layer.spec, layer.input.shape
    rows, columns = patch_matrix_shape(shape, spec)
    assert says(describe_copies(spec, shape), rows, columns, rows * columns)
    assert [name for name, _ in describe_geometry(spec)] == [STRIDE, DILATION, GROUPS]


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_shows_with_its_source(network: str) -> None:
    page = opened(section=NETWORKS_SECTION, network=NETWORKS[network].title)
    authors = NETWORKS[network].source.split()[0].removesuffix(",")
    assert any(authors in caption.value for caption in page.caption)
    assert len(page.exception) == 0


def test_measuring_fills_in_what_every_way_took() -> None:
    page = opened(section=OTHER_WAYS, measured_layer=MEASURED_LAYER.title("mobilenet"))
    assert words_of(page).count("not measured yet") == len(WAYS)
    page.button(key=MEASURE.name).click().run()
    assert "not measured yet" not in words_of(page)
    assert words_of(page).count(" ms, ") == len(WAYS)


def test_every_way_of_the_engine_has_its_words_and_winograd_only_its_count() -> None:
    assert set(WAY_WORDS) == {*WAYS, "winograd"}
    grouped = LAYERS["alexnet"]
    assert numbers_in(result_text("winograd", grouped, None)) == [3, 3, 1]


@given(st.floats(0, 1e4))
def test_what_a_way_took_is_written_to_one_decimal(ms: float) -> None:
    layer = LAYERS["large"]
    text = result_text("direct", layer, ms)
    assert numbers_in(text) == [round(ms, 1), round(held_megabytes("direct", layer), 1)]
    assert text.index("ms") < text.index("MB")


def test_no_layer_to_measure_needs_more_memory_than_a_small_server_has() -> None:
    assert max(held_megabytes("matrix", layer) for layer in LAYERS.values()) < 128
