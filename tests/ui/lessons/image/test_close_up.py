"""The stage shows the same arithmetic as the whole picture, wherever it can show it at all."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conv_engine import ConvSpec, Layer
from ui.lessons.image.close_up import close_up
from ui.state.scenario import WholePicture, scenario_of
from ui.state.settings import DEFAULTS, OWN_PICTURE
from ui.state.valid_settings import nearest_valid

HEIGHT, WIDTH = 23, 31
PICTURE = WholePicture(
    np.random.default_rng(0).integers(0, 256, (3, HEIGHT, WIDTH)).astype(np.uint8)
)


@given(
    st.sampled_from([1, 2, 3, 5, 7]),
    st.integers(1, 4),
    st.sampled_from([0, 1, 2, 3, "same"]),
    st.integers(1, 3),
    st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
    st.integers(0, 999),
)
def test_a_close_up_has_the_patch_of_the_whole_picture(
    kernel: int, stride: int, padding: int | str, dilation: int, mode: str, place: int
) -> None:
    wanted = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    asked = {**DEFAULTS, "input": OWN_PICTURE, "size": 16, **wanted, "padding_mode": mode}
    settings, _ = nearest_valid(asked)
    whole = scenario_of(settings, PICTURE)
    _, rows, columns = whole.layer.spec.output_shape(PICTURE.pixels.shape)
    row, column = place % rows, place * 7 % columns
    found = close_up(whole, row, column)
    assume(found is not None)
    region = {"size": found.size, "span": found.size, "top": found.top, "left": found.left}
    close = scenario_of({**settings, **region}, PICTURE)
    near = close.layer.step(0, found.row, found.column)
    far = replace(whole.layer, input=PICTURE.pixels).step(0, row, column)
    np.testing.assert_array_equal(near.patch, far.patch)
    assert near.output == far.output


def test_every_position_of_a_plain_layer_has_a_close_up() -> None:
    scenario = scenario_of({**DEFAULTS, "input": OWN_PICTURE, "padding": 1}, PICTURE)
    assert all(close_up(scenario, row, column) for row in range(HEIGHT) for column in range(WIDTH))


def test_a_window_wider_than_the_stage_has_none() -> None:
    wide = {"input": OWN_PICTURE, "kernel": 7, "dilation": 4, "padding": "same", "size": 16}
    scenario = scenario_of({**DEFAULTS, **wide}, PICTURE)  # 4 * (7 - 1) + 1 = 25 > 16
    assert close_up(scenario, 11, 15) is None


@pytest.mark.parametrize(
    "geometry",
    [
        {"padding": ((1, 0), (0, 2))},
        {"padding": "same"},
        {"padding": "same", "stride": (1, 2)},
        {"padding": ((0, 3), (2, 0)), "stride": (2, 1), "dilation": (1, 2)},
    ],
    ids=str,
)
def test_a_close_up_of_a_kernel_that_is_not_square_has_the_same_patch(
    geometry: dict[str, object],
) -> None:
    spec = ConvSpec(3, 1, (2, 3), **geometry)
    weight = np.arange(3 * 2 * 3).reshape(1, 3, 2, 3)
    base = scenario_of({**DEFAULTS, "input": OWN_PICTURE}, PICTURE)
    whole = Layer.of(PICTURE.pixels, weight, [0], spec)
    # What the stage shows does not matter here: only where the window lies in the whole picture.
    asked = replace(base, layer=Layer.of(PICTURE.pixels[:, :16, :16], weight, [0], spec))
    _, rows, columns = whole.output_shape
    found = {
        (row, column): close
        for row in range(rows)
        for column in range(columns)
        if (close := close_up(asked, row, column)) is not None
    }
    assert len(found) > rows * columns // 2
    for (row, column), close in found.items():
        region = PICTURE.pixels[:, close.top :, close.left :][:, : close.size, : close.size]
        near = replace(whole, input=region).step(0, close.row, close.column)
        np.testing.assert_array_equal(near.patch, whole.step(0, row, column).patch)
