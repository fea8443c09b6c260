"""A layer at work as an animated GIF; its first frame is the finished picture, so it prints."""

from collections.abc import Callable, Sequence
from io import BytesIO
from math import ceil

import numpy as np
from PIL import Image, ImageColor

from colours import theme
from files.drawing import Drawing
from files.filmed_layer import FilmedLayer
from files.narrow_layout import layout_of
from files.painting import paint, painted
from files.step_layout import NUMBER_TYPE, Layout
from files.step_marks import step_marks, still_marks

MOST_FRAMES = 200
HIGHEST = 1600
"""Pixels of height, about that of a page."""
SMALLEST_TYPE = 7.0
"""Pixels; smaller numbers cannot be read."""
HOLD = 2.5
"""How much longer than the others the finished picture stays, in seconds."""
PLAIN = Image.Dither.NONE
COLOURS = 250
"""A GIF has 256, and Pillow needs one of them for what stays as it was."""


def animated_gif(
    filmed: FilmedLayer,
    width: int | None = None,
    seconds: float = 0.8,
    progress: Callable[[float], object] | None = None,
    narrow: bool = False,
) -> bytes:
    """Film a layer position by position, over and over.

    Parameters
    ----------
    filmed : FilmedLayer
    width : int, optional
        In pixels; by default a cell of the input has 24 of them, or as many as its numbers need.
    seconds : float
        How long a frame stays.
    progress : callable, optional
        Told the share of frames that are painted, up to 1.
    narrow : bool
        Whether it has to fit a phone: then the rows of the channels stand below the input.

    Returns
    -------
    bytes
        One frame an output cell. The first is the last position, with every feature map filled;
        it stays longer, and the film goes on at the first position.

    Raises
    ------
    ValueError
        If there would be too many frames, too high a picture, or numbers too small to read.

    Examples
    --------
    >>> from conv_engine import Layer
    >>> layer = Layer.of(np.ones((1, 2, 4), int), np.ones((1, 1, 2, 2), int), [3])
    >>> film = Image.open(BytesIO(animated_gif(FilmedLayer(layer), width=600)))
    >>> film.n_frames, film.width, film.info["duration"]  # 4 - 2 + 1 positions; 2.5 + 0.8 s
    (3, 600, 3300)
    """
    layout = layout_of(filmed, narrow)
    width = width or round(layout.width)
    _check_film_size(layout, width)
    places = list(np.ndindex(*filmed.layer.output.shape))
    camera = _Camera(layout, width)
    colours = _colours([camera.frame(place) for place in places[:: ceil(len(places) / 6)]])
    order = (places[-1], *places[:-1])
    frames = []
    for i, place in enumerate(order):
        # Kept in a byte a pixel. The finished picture comes first, with every cell filled.
        frames.append(
            _set_paper_colour(camera.frame(place).quantize(palette=colours, dither=PLAIN))
        )
        if progress is not None:
            progress((i + 1) / len(order))
    durations = [round(1000 * (HOLD + seconds)), *[round(1000 * seconds)] * (len(order) - 1)]
    file = BytesIO()
    frames[0].save(
        file,
        format="GIF",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
        optimize=True,  # what stays as it was is not written again
        comment=filmed.caption.encode(),
    )
    return file.getvalue()


def finished_picture(filmed: FilmedLayer, narrow: bool = False) -> Image.Image:
    """Paint the first frame of a film: the last position, with every feature map filled.

    Parameters
    ----------
    filmed : FilmedLayer
    narrow : bool
        As for `animated_gif`.

    Returns
    -------
    PIL.Image.Image
        A cell of the input has at least 24 pixels.
    """
    layout = layout_of(filmed, narrow)
    last = tuple(size - 1 for size in filmed.layer.output.shape)
    return _Camera(layout, round(layout.width)).frame(last)


def _check_film_size(layout: Layout, width: int) -> None:
    filters, rows, columns = layout.layer.output.shape
    count, scale = filters * rows * columns, width / layout.width
    if count > MOST_FRAMES:
        raise ValueError(
            f"an animation of {filters} feature maps of {rows}x{columns} cells has {count:,} "
            f"frames, one per position, and the limit is {MOST_FRAMES}: choose fewer filters or a "
            "larger stride"
        )
    if scale * NUMBER_TYPE < SMALLEST_TYPE:
        nearest = ceil(layout.width * SMALLEST_TYPE / NUMBER_TYPE / 10) * 10
        raise ValueError(
            f"numbers of this layer cannot be read in a picture {width} pixels wide;"
            f" nearest is {nearest}"
        )
    if scale * layout.height > HIGHEST:
        raise ValueError(
            f"a picture of {layout.layer.spec.in_channels} channels, {width} pixels wide, is "
            f"{scale * layout.height:.0f} pixels high, and the limit is {HIGHEST}: choose fewer "
            "channels or a smaller width"
        )


class _Camera:
    """Paints frames; what stays the same is painted once."""

    def __init__(self, layout: Layout, width: int) -> None:
        self.layout, self.scale = layout, width / layout.width
        still = tuple(still_marks(layout))
        self.background = painted(Drawing(layout.width, layout.height, still), self.scale)

    def frame(self, place: Sequence[int]) -> Image.Image:
        """Paint the step at a filter, row and column."""
        frame = self.background.copy()
        step = self.layout.layer.step(*place)
        paint(frame, step_marks(self.layout, step), self.scale)
        return frame


def _colours(frames: Sequence[Image.Image]) -> Image.Image:
    """Choose one set of colours for a whole film from some frames of it."""
    width, height = frames[0].size
    together = Image.new("RGB", (width, height * len(frames)))
    for i, frame in enumerate(frames):
        together.paste(frame, (0, i * height))
    return together.quantize(COLOURS, dither=PLAIN)


def _set_paper_colour(frame: Image.Image) -> Image.Image:
    """Give paper its own colour again: Pillow finds the nearest one only to within a few levels."""
    colours = frame.getpalette() or []
    paper = 3 * frame.tobytes()[0]  # the corner of a frame is empty
    colours[paper : paper + 3] = ImageColor.getrgb(theme().paper)
    frame.putpalette(colours)
    return frame
