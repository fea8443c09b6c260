"""A layer of any size on the stage: whole groups, a window that moves, and what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec
from tests.numbers_said import says
from ui.state.settings import DEFAULTS, MOST_CELLS, MOST_FILTERS
from ui.state.staged_layer import SHOWN_CHANNELS, stage_layer
from ui.state.valid_settings import nearest_valid, spec_of


@pytest.mark.parametrize(
    ("spec", "settings", "said"),
    [
        (
            ConvSpec(64, 128, 3, stride=2, padding=1),
            {"channels": 8, "filters": 8, "padding": 1, "stride": 2, "size": 9},
            (8, 64, 8, 128, 9, 9, 56, 60),
        ),
        # Depthwise: one channel a group, and as many groups as there are channels to show.
        (
            ConvSpec(16, 16, 3, groups=16),
            {"channels": 8, "filters": 8, "groups": 8, "size": 6},
            (56, 60, 8, 16),
        ),
        # 3 channels and 2 filters a group: 2 groups have 6 channels and 4 filters.
        (
            ConvSpec(12, 8, 1, groups=4, bias=False),
            {"channels": 6, "filters": 4, "groups": 2, "kernel": 1, "bias0": 0, "bias1": 0},
            (56, 60, 2, 4),
        ),
        (
            ConvSpec(3, 1, (1, 7), padding=((0, 0), (3, 2))),
            {"padding": "sides", "pad_left": 3, "pad_right": 2, "kernel": 7, "filters": 1},
            (56, 60, 7, 1, 7),
        ),
    ],
)
def test_the_stage_shows_the_first_of_all(
    spec: ConvSpec, settings: dict[str, int | str], said: tuple[int, ...]
) -> None:
    staged = stage_layer(spec, 56, 60)
    assert staged.settings.items() >= settings.items()
    assert says(staged.sentence, *said)


@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.integers(1, 9),
    st.integers(1, 5),
    st.integers(1, 5),
    st.integers(1, 6),
)
def test_whatever_the_layer_the_stage_has_one(
    depth: int, filters: int, kernel: int, stride: int, dilation: int, groups: int
) -> None:
    spec = ConvSpec(
        depth * groups, filters * groups, kernel, stride=stride, dilation=dilation, groups=groups
    )
    staged = stage_layer(spec, 100, 100).settings
    settings, corrections = nearest_valid({**DEFAULTS, **staged})
    shown = spec_of(settings)
    assert corrections == ()
    assert shown.in_channels <= min(SHOWN_CHANNELS, spec.in_channels)
    assert shown.out_channels <= min(MOST_FILTERS, spec.out_channels)
    assert int(settings["size"]) <= MOST_CELLS
