"""The picture file among the samples is what the script renders."""

import io

import numpy as np
from PIL import Image

from conv_engine.samples import STILL_LIFE, sample
from tools.render_still_life import PICTURE, SIDE, png_bytes, render_still_life


def test_the_script_renders_the_picture_that_is_kept() -> None:
    assert PICTURE == STILL_LIFE
    rendered, kept = render_still_life(SIDE, SIDE), sample("still_life", SIDE, SIDE)
    # Another processor may round a ray to the other side of an edge.
    assert (rendered != kept).mean() < 0.001


def test_other_readers_of_pictures_read_the_same_pixels() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (3, 4, 5)).astype(np.uint8)
    with Image.open(io.BytesIO(png_bytes(pixels))) as picture:
        np.testing.assert_array_equal(np.asarray(picture), pixels.transpose(1, 2, 0))
