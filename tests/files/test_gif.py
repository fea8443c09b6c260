"""The film of a layer: the finished picture first, one frame a position, small and quick."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from conv_engine import ConvSpec, Layer
from conv_engine.kernels import random_weight
from conv_engine.samples import sample
from files.filmed_layer import FilmedLayer
from files.gif import HIGHEST, MOST_FRAMES, animated_gif, finished_picture
from files.painting import painted
from files.step_layout import Layout
from tests.files.drawn_steps import step_drawing


def layer_of(channels: int = 2, filters: int = 2, size: int = 4, **geometry: int) -> FilmedLayer:
    weight = random_weight(filters, channels // geometry.get("groups", 1), 3, seed=1)
    input = sample("small_integers", size, size, channels=channels, seed=1)
    return FilmedLayer(Layer.of(input, weight, spec=ConvSpec.of(weight, **geometry)))


LAYER = layer_of()
FILM = animated_gif(LAYER, width=800, seconds=0.5)


def frame_of(film: bytes, number: int) -> np.ndarray:
    image = Image.open(BytesIO(film))
    image.seek(number)
    return np.asarray(image.convert("RGB")).astype(int)


def test_a_film_has_one_frame_a_position_in_the_width_that_was_asked_for() -> None:
    film = Image.open(BytesIO(FILM))
    assert (film.format, film.n_frames, film.width) == ("GIF", 2 * 2 * 2, 800)
    assert film.info["loop"] == 0  # over and over


@pytest.mark.parametrize(
    ("number", "place"), [(0, (1, 1, 1)), (1, (0, 0, 0)), (4, (0, 1, 1)), (7, (1, 1, 0))]
)
def test_the_first_frame_is_the_finished_picture_and_then_come_the_positions(
    number: int, place: tuple[int, int, int]
) -> None:
    step = LAYER.layer.step(*place)
    expected = painted(step_drawing(LAYER, step), 800 / Layout(LAYER).width)
    difference = np.abs(frame_of(FILM, number) - np.asarray(expected))
    # 250 colours for all frames: a shade may be off, a number may not.
    assert difference.mean() < 1
    assert np.quantile(difference, 0.999) < 40


def test_the_finished_picture_is_the_first_frame() -> None:
    film = frame_of(animated_gif(LAYER), 0)
    difference = np.abs(film - np.asarray(finished_picture(LAYER)))
    assert difference.mean() < 1  # 250 colours


def test_paper_is_paper_in_every_frame() -> None:
    for number in range(8):
        assert frame_of(FILM, number)[0, 0].tolist() == [255, 255, 255]


def test_the_finished_picture_stays_longer_than_the_others() -> None:
    film = Image.open(BytesIO(FILM))
    durations = []
    for number in range(film.n_frames):
        film.seek(number)
        durations.append(film.info["duration"])
    assert durations == [3000, *[500] * 7]  # 2.5 s more


def test_the_share_of_painted_frames_is_told() -> None:
    told: list[float] = []
    animated_gif(LAYER, width=800, progress=told.append)
    assert told == [frame / 8 for frame in range(1, 9)]


def test_a_narrow_film_fits_a_phone_with_every_number_as_large_as_in_a_wide_one() -> None:
    wide, narrow = (Image.open(BytesIO(animated_gif(LAYER, narrow=n))) for n in (False, True))
    assert (wide.width, narrow.width) == (873, 458)
    assert wide.n_frames == narrow.n_frames == 8


def test_the_same_layer_gives_the_same_film() -> None:
    assert animated_gif(LAYER, width=800, seconds=0.5) == FILM


def test_a_layer_of_the_default_size_stays_under_3_mb() -> None:
    assert len(animated_gif(layer_of(channels=3, size=5), width=1280)) < 3_000_000


def test_too_many_frames_are_refused() -> None:
    with pytest.raises(ValueError, match=r"2 feature maps of 11x11 cells has 242 frames"):
        animated_gif(layer_of(size=13))
    assert MOST_FRAMES < 2 * 11 * 11


def test_numbers_too_small_to_read_are_refused_with_a_width_that_is_enough() -> None:
    with pytest.raises(ValueError, match="cannot be read in a picture 300 pixels wide") as refusal:
        animated_gif(LAYER, width=300)
    nearest = int(str(refusal.value).split()[-1])
    animated_gif(LAYER, width=nearest)
    with pytest.raises(ValueError, match="cannot be read"):
        animated_gif(LAYER, width=nearest - 20)


def test_a_picture_higher_than_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match=f"8 channels, 1280 .* high, .* {HIGHEST}:"):
        animated_gif(layer_of(channels=8, size=8), width=1280)
