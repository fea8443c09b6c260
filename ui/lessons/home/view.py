"""The small stage of the home page: numbers a child can check."""

import numpy as np

from conv_engine import Layer
from conv_engine.samples import RGB
from stage import Options, stage
from ui.controls.places import STAGE, keep_place

# One 2x2 filter of ones on three channels of 3x3: every product is the number itself, every
# channel sum is four numbers added up. The channels hold ones, tens and hundreds, so that each
# channel's share can be read in the digits of the output.
INPUT = np.array(
    [
        [[1, 0, 2], [0, 1, 0], [2, 0, 1]],
        [[10, 0, 0], [0, 20, 10], [0, 10, 0]],
        [[0, 100, 0], [100, 0, 0], [0, 0, 200]],
    ]
)
WEIGHT = np.ones((1, 3, 2, 2), dtype=int)


def show_small_stage() -> None:
    """Show the small layer, playing channel by channel."""
    with keep_place("small-stage-place", 500, widest=STAGE):
        stage(
            Layer.of(INPUT, WEIGHT, channel_names=RGB),
            options=Options(autoplay=True, loop=True, compact=True, granularity="channel"),
            key="small stage",
        )
