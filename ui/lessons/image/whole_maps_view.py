"""The feature maps of a whole picture at full resolution: worked out band by band, with a stop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from conv_engine import Layer
from figures.axes import colour_limit
from files.decoding import Pixels
from files.pictures import resized
from ui.state.memories import IMAGE_MAPS, IMAGE_STOPPED
from ui.state.scenario import Array, Scenario
from ui.state.session import forget, read, write

SHOWN_SIDE = 900
"""Longest side of before and after, in pixels; what is taken home is never shrunk."""
TILE_SIDE = 512
"""Longest side of a tile of the board; every sample is shown as it is."""
PATIENCE = 0.5
"""Seconds before a progress bar appears."""
BAND = 1_000_000
"""About so many numbers are worked out between two looks at the clock."""


@dataclass(frozen=True, eq=False)
class WholeMaps:
    """What a layer makes of a whole picture.

    Attributes
    ----------
    key : str
        Tells the layer and the picture from others.
    feature_map, overview : ndarray of shape (H_out, W_out), and with sides up to `SHOWN_SIDE`
        Of the chosen filter.
    shown, partial : tuple of ndarray
        Every feature map, and the partial maps of the chosen filter, as large as a tile.
    step : int
        A position of a tile is the mean of so many rows and columns.
    picture : ndarray of uint8, shape (C, h, w)
        Its longest side at most `SHOWN_SIDE`.
    limit : float
        End of the colour scale of the tiles.
    """

    key: str
    feature_map: Array
    overview: Array
    shown: tuple[Array, ...]
    partial: tuple[Array, ...]
    step: int
    picture: Pixels
    limit: float


def whole_maps(scenario: Scenario, number: int) -> WholeMaps | None:
    """Work out the maps, or return them if they are the last that were worked out.

    What takes longer than half a second shows how far it is, and can be stopped; then there is
    nothing to return.
    """
    key = _key(scenario, number)
    kept: WholeMaps | None = read(IMAGE_MAPS)
    progress = st.empty()  # in every run: what comes below keeps its place, and is not shown twice
    if kept is not None and kept.key == key:
        return kept
    if read(IMAGE_STOPPED) == key:
        st.info("Stopped before the end.")
        st.button(
            "Go on",
            on_click=forget,
            args=(IMAGE_STOPPED,),
            help="Computes the maps again from the start.",
        )
        return None
    maps = _with_progress(_work(scenario, number, key), key, progress)
    write(IMAGE_MAPS, maps)
    return maps


def _with_progress(work: Iterator[float | WholeMaps], key: str, place: DeltaGenerator) -> WholeMaps:
    """Run through the work; past half a second, show the share that is done and offer to stop."""
    start, bar = perf_counter(), None
    for done in work:
        if isinstance(done, WholeMaps):
            place.empty()
            return done
        if bar is None and perf_counter() - start > PATIENCE:
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(done, "Computing the maps")
                st.button(
                    "Stop",
                    on_click=write,
                    args=(IMAGE_STOPPED, key),
                    help="Your settings are kept.",
                )
        if bar is not None:
            bar.progress(done, "Computing the maps")
    raise AssertionError("the work ends with its result")


def _work(scenario: Scenario, number: int, key: str) -> Iterator[float | WholeMaps]:
    """Yield the share of the work that is done, and at the end the maps."""
    spec = scenario.layer.spec
    group = spec.group_of(number)
    jobs = [(spec.group_of(f), f, slice(None), True) for f in range(spec.out_channels)]
    jobs += [(range(c, c + 1), number, slice(i, i + 1), False) for i, c in enumerate(group)]
    _, height, width = scenario.full.shape
    _, rows, columns = spec.output_shape(scenario.full.shape)
    shrink = _shrink_factor(rows, columns, TILE_SIDE)
    step = max(1, BAND // columns // shrink) * shrink  # bands end where shrunk pixels end
    whole = np.empty((rows, columns), dtype=np.float32)
    shown: list[Array] = []
    for done, (channels, f, kernels, with_bias) in enumerate(jobs):
        parts = []
        for first, band in _bands(scenario, channels, f, kernels, with_bias, step):
            if with_bias and f == number:
                whole[first : first + len(band)] = band
            parts.append(shrunk_map(band, shrink))
            yield (done + (first + len(band)) / rows) / len(jobs)
        shown.append(np.concatenate(parts))
    tiles = [_printable(one) for one in shown]
    overview = _printable(shrunk_map(whole, _shrink_factor(rows, columns, SHOWN_SIDE)))
    filters = spec.out_channels
    yield WholeMaps(
        key=key,
        feature_map=whole,
        overview=overview,
        shown=tuple(tiles[:filters]),
        partial=tuple(tiles[filters:]),
        step=shrink,
        picture=shrunk_picture(scenario.full, _shrink_factor(height, width, SHOWN_SIDE)),
        limit=colour_limit(*tiles),
    )


def _shrink_factor(rows: int, columns: int, most: int) -> int:
    """Say how many pixels become one, so that the longest side is at most `most`.

    Examples
    --------
    >>> _shrink_factor(510, 300, 512), _shrink_factor(900, 1025, 512)
    (1, 3)
    """
    return max(1, -(-max(rows, columns) // most))


def shrunk_picture(pixels: Pixels, factor: int) -> Pixels:
    """Average squares of pixels of a picture, as `shrunk_map` does, to whole numbers."""
    _, height, width = pixels.shape
    rows, columns = height // factor, width // factor
    return resized(pixels[:, : rows * factor, : columns * factor], rows, columns)


def _printable(values: Array) -> Array:
    """Keep as many decimals as are printed; whole numbers become integers, which travel small.

    Examples
    --------
    >>> _printable(np.array([3, -4], dtype=np.float32))
    array([ 3, -4], dtype=int32)
    >>> _printable(np.array([1 / 3, 8]))
    array([0.33, 8.  ])
    """
    if np.abs(values).max() >= 2**24:  # float32 holds no hundredths there, and int32 no more
        return values
    whole = np.rint(values)
    if np.array_equal(whole, values):
        return whole.astype(np.int32)
    if np.abs(values).max() < 1:
        return values
    rounded: Array = np.rint(values.astype(float) * 100) / 100
    return rounded


def _bands(
    scenario: Scenario, channels: range, f: int, kernels: slice, with_bias: bool, rows: int
) -> Iterator[tuple[int, Array]]:
    """One map of one filter, on these channels of the input, from top to bottom."""
    layer = Layer(
        scenario.full[channels.start : channels.stop],
        scenario.exact_weight[f : f + 1, kernels].astype(np.float32),
        scenario.layer.bias[f : f + 1].astype(np.float32) * with_bias,
        replace(scenario.layer.spec, in_channels=len(channels), out_channels=1, groups=1),
    )
    for first, band in layer.bands(rows):
        yield first, band[0]


def shrunk_map(band: Array, factor: int) -> Array:
    """Average squares of pixels; what is left over at the right and the bottom is left out.

    Examples
    --------
    >>> shrunk_map(np.array([[1, 3, 9], [5, 7, 9]]), 2).tolist()
    [[4.0]]
    """
    rows, columns = (length // factor for length in band.shape)
    squares = band[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    means: Array = squares.mean(axis=(1, 3))
    return means


def _key(scenario: Scenario, number: int) -> str:
    """Return a key that only this layer on this picture has."""
    content = sha256(scenario.load().digest.encode())
    content.update(np.ascontiguousarray(scenario.exact_weight, dtype=float).tobytes())
    content.update(repr((scenario.layer.bias.tolist(), scenario.layer.spec, number)).encode())
    return content.hexdigest()
