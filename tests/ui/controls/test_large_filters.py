"""Filters of a file that are too large for the stage lie over whole pictures, as they are."""

import numpy as np

from conv_engine import conv2d
from tests.open_page import complaints, open_page, press, unfold_layer, words_of
from tests.ui.controls.test_undo import npz
from ui.controls.filter_pages import FileFilters, lay_over_picture
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS

WEIGHT = np.arange(2 * 3 * 16 * 16).reshape(2, 3, 16, 16) / 8
BIAS = np.array([0.25, -3.0])


def test_large_filters_are_laid_over_the_picture_with_their_own_numbers() -> None:
    scenario = scenario_of(DEFAULTS, biases={0: 0.25, 1: -3.0})
    kept = FileFilters(WEIGHT, BIAS, "vit.npz")
    over = lay_over_picture(scenario, kept)
    np.testing.assert_array_equal(over.exact_weight, WEIGHT)
    np.testing.assert_array_equal(over.exact_bias, [1, -2])  # those that are set
    expected = conv2d(over.picture, over.layer.weight, over.layer.bias)
    np.testing.assert_array_equal(over.layer.output, expected)


def test_a_file_with_large_kernels_is_used_on_your_image_and_given_back() -> None:
    page = open_page("pages/9_Your_image.py", input="stripes")
    uploader = next(field for field in page.file_uploader if field.label == "Kernels")
    data = npz(**{"proj.weight": WEIGHT, "proj.bias": BIAS})
    page = press(uploader.set_value(("vit.npz", data, "")).run(), "Use these 2 filters")
    assert complaints(page) == []
    assert "kernels of 16x16" in words_of(page)
    assert page.number_input(key="bias.field 0").value == 0.25
    page = press(page, "Back to the filters of other lessons")
    assert "kernels of 16x16" not in words_of(page)


def test_the_stage_says_where_large_kernels_fit() -> None:
    page = unfold_layer(open_page("pages/1_Slide_the_kernel.py"))
    page.text_area[0].set_value("\n".join(["1 " * 12] * 12)).run()
    (refusal,) = page.error
    assert "kernels up to 32x32" in refusal.value
