"""The tiles of lesson 8: numbers of both maps and their difference add up as printed."""

import numpy as np
import pytest

from conv_engine.rounding import FORMATS
from conv_engine.rounding_errors import rounded_conv2d
from ui.lessons.precision.maps import decimals_of, format_tiles
from ui.lessons.precision.maps_view import normalise_layer, without_bias
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS


@pytest.mark.parametrize("fed", [True, False])
@pytest.mark.parametrize("format", FORMATS)
def test_printed_numbers_add_up_and_the_error_keeps_two_digits(format: str, fed: bool) -> None:
    layer = without_bias(scenario_of(DEFAULTS).layer_on_picture.one_filter(0))
    maps = rounded_conv2d(normalise_layer(layer) if fed else layer, format)
    exact, rounded, error = (tile.values for tile in format_tiles(maps, format))
    decimals = decimals_of(maps)
    if decimals is None:
        assert not error.any()
        np.testing.assert_array_equal(rounded, exact)
        return
    exact, rounded, error = (np.rint(each * 10**decimals) for each in (exact, rounded, error))
    np.testing.assert_array_equal(rounded - exact, error)
    assert 10 <= np.sqrt(np.mean(np.square(error))) < 101
