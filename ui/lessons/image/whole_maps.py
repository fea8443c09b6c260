"""The feature maps of a whole picture at full resolution: worked out band by band, each kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from math import prod

import numpy as np

from conv_engine import Layer
from figures.axes import colour_limit
from files.decoding import Pixels
from files.pictures import resized
from ui.state.scenario import Array, Scenario

SHOWN_SIDE = 900
"""Longest side of before and after, in pixels; what is taken home is never shrunk."""
TILE_SIDE = 512
"""Longest side of a tile of the board; every sample is shown as it is."""
BAND = 1_000_000
"""About so many numbers are worked out between two looks at the clock."""
COMFORTABLE = 4_000_000
"""Feature maps with so many numbers together are all kept at full resolution, not the chosen one
alone; and maps that are shown no longer are kept up to so many numbers."""


@dataclass(frozen=True, eq=False)
class WholeMap:
    """One map of one filter.

    Attributes
    ----------
    tile : ndarray
        As large as a tile.
    whole, overview : ndarray, optional
        At full resolution, and with sides up to `SHOWN_SIDE`.
    """

    tile: Array
    whole: Array | None = None
    overview: Array | None = None

    @property
    def size(self) -> int:
        """How many numbers are kept."""
        return sum(one.size for one in (self.tile, self.whole, self.overview) if one is not None)


@dataclass(frozen=True)
class KeptMaps:
    """Maps that were worked out, by the content they follow from; the latest stand last.

    Attributes
    ----------
    maps : dict of str to WholeMap
    limits : dict
        Ends of the colour scale that several maps share, by the keys of these maps.
    """

    maps: dict[str, WholeMap] = field(default_factory=dict)
    limits: dict[tuple[str, ...], float] = field(default_factory=dict)

    def limit(self, keys: tuple[str, ...]) -> float:
        """Return the end of the colour scale of these maps."""
        if keys not in self.limits:
            self.limits[keys] = colour_limit(*(self.maps[key].tile for key in keys))
        return self.limits[keys]

    def make_room(self, used: Sequence[str]) -> None:
        """Forget the oldest maps that are not used, until the others are few enough."""
        others = [key for key in self.maps if key not in used]
        spare = sum(self.maps[key].size for key in others) - COMFORTABLE
        for key in others:
            if spare <= 0:
                return
            spare -= self.maps.pop(key).size
            for keys in [keys for keys in self.limits if key in keys]:
                del self.limits[keys]


@dataclass(frozen=True, eq=False)
class WholeMaps:
    """What a layer makes of a whole picture.

    Attributes
    ----------
    feature_map, overview : ndarray of shape (H_out, W_out), and with sides up to `SHOWN_SIDE`
        Of the chosen filter.
    shown, partial : tuple of ndarray
        Every feature map, and the partial maps of the chosen filter if they were asked for, as
        large as a tile.
    step : int
        A position of a tile is the mean of so many rows and columns.
    picture : ndarray of uint8, shape (C, h, w)
        Its longest side at most `SHOWN_SIDE`.
    limit, limit_with_parts : float
        End of the colour scale of the feature maps, and of them with the partial maps.
    """

    feature_map: Array
    overview: Array
    shown: tuple[Array, ...]
    partial: tuple[Array, ...]
    step: int
    picture: Pixels
    limit: float
    limit_with_parts: float


@dataclass(frozen=True, eq=False)
class _Job:
    """One map to work out: a layer of one filter, and the key of what it follows from."""

    layer: Layer
    key: str


def work_out_maps(
    scenario: Scenario, number: int, kept: KeptMaps, *, with_parts: bool
) -> Iterator[float | WholeMaps]:
    """Yield the share of the work that is done, and at the end the maps.

    A map that is kept is not worked out again, so a change costs the maps that it changes.

    Parameters
    ----------
    scenario : Scenario
    number : int
        The chosen filter.
    kept : KeptMaps
        Each map is put here as soon as it is done.
    with_parts : bool
        Also the partial maps of the chosen filter.
    """
    jobs, parts = _feature_jobs(scenario), _partial_jobs(scenario, number) if with_parts else []
    if (chosen := kept.maps.get(jobs[number].key)) and chosen.whole is None:
        del kept.maps[jobs[number].key]
    missing = [job for job in [*jobs, *parts] if job.key not in kept.maps]
    all_whole = len(jobs) * prod(jobs[0].layer.output_shape) <= COMFORTABLE
    for done, job in enumerate(missing):
        for share in _work_out(job, kept, job is jobs[number] or (all_whole and job in jobs)):
            yield (done + share) / len(missing)
    kept.make_room([job.key for job in [*jobs, *parts]])
    yield _gather(scenario, number, kept, [job.key for job in jobs], [job.key for job in parts])


def _gather(
    scenario: Scenario, number: int, kept: KeptMaps, features: list[str], parts: list[str]
) -> WholeMaps:
    """Put the kept maps of a layer together."""
    chosen = kept.maps[features[number]]
    assert chosen.whole is not None and chosen.overview is not None, "work_out_maps sees to it"
    limit = kept.limit(tuple(features))
    return WholeMaps(
        feature_map=chosen.whole,
        overview=chosen.overview,
        shown=tuple(kept.maps[key].tile for key in features),
        partial=tuple(kept.maps[key].tile for key in parts),
        step=_shrink_factor(chosen.whole.shape, TILE_SIDE),
        picture=shrunk_picture(scenario.full, _shrink_factor(scenario.full.shape[1:], SHOWN_SIDE)),
        limit=limit,
        limit_with_parts=kept.limit((*features, *parts)) if parts else limit,
    )


def _feature_jobs(scenario: Scenario) -> list[_Job]:
    """List the feature maps of a layer, one for each filter."""
    spec = scenario.layer.spec
    return [_job(scenario, f, spec.group_of(f), slice(None)) for f in range(spec.out_channels)]


def _partial_jobs(scenario: Scenario, number: int) -> list[_Job]:
    """List the partial maps of a filter, one for each channel of its group; without the bias."""
    return [
        _job(scenario, number, range(channel, channel + 1), slice(place, place + 1), bias=False)
        for place, channel in enumerate(scenario.layer.spec.group_of(number))
    ]


def _job(scenario: Scenario, f: int, channels: range, kernels: slice, *, bias: bool = True) -> _Job:
    """Make a layer of one filter, or of some of its kernels, on these channels of the picture."""
    spec = replace(scenario.layer.spec, in_channels=len(channels), out_channels=1, groups=1)
    layer = Layer(
        scenario.full[channels.start : channels.stop],
        scenario.exact_weight[f : f + 1, kernels].astype(np.float32),
        scenario.exact_bias[f : f + 1].astype(np.float32) * bias,
        spec,
    )
    content = sha256(scenario.load().digest.encode())
    content.update(layer.weight.tobytes())
    content.update(repr((channels, layer.bias.tolist(), spec)).encode())
    return _Job(layer, content.hexdigest())


def _work_out(job: _Job, kept: KeptMaps, keep_whole: bool) -> Iterator[float]:
    """Work one map out from top to bottom, and keep it; yield the share that is done."""
    _, rows, columns = job.layer.output_shape
    shrink = _shrink_factor((rows, columns), TILE_SIDE)
    step = max(1, BAND // columns // shrink) * shrink  # bands end where shrunk pixels end
    whole = np.empty((rows, columns), dtype=np.float32) if keep_whole else None
    tile: list[Array] = []
    for first, (band,) in job.layer.bands(step):
        if whole is not None:
            whole[first : first + len(band)] = band
        tile.append(shrunk_map(band, shrink))
        yield (first + len(band)) / rows
    overview = None
    if whole is not None:
        overview = _printable(shrunk_map(whole, _shrink_factor(whole.shape, SHOWN_SIDE)))
    kept.maps[job.key] = WholeMap(_printable(np.concatenate(tile)), whole, overview)


def _shrink_factor(shape: tuple[int, ...], most: int) -> int:
    """Say how many pixels become one, so that the longest side is at most `most`.

    Examples
    --------
    >>> _shrink_factor((510, 300), 512), _shrink_factor((900, 1025), 512)
    (1, 3)
    """
    return max(1, -(-max(shape) // most))


def shrunk_picture(pixels: Pixels, factor: int) -> Pixels:
    """Average squares of pixels of a picture, as `shrunk_map` does, to whole numbers."""
    if factor == 1:
        return pixels
    _, height, width = pixels.shape
    rows, columns = height // factor, width // factor
    return resized(pixels[:, : rows * factor, : columns * factor], rows, columns)


def shrunk_map(band: Array, factor: int) -> Array:
    """Average squares of pixels; what is left over at the right and the bottom is left out.

    Examples
    --------
    >>> shrunk_map(np.array([[1, 3, 9], [5, 7, 9]]), 2).tolist()
    [[4.0]]
    """
    if factor == 1:
        return band
    rows, columns = (length // factor for length in band.shape)
    squares = band[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    means: Array = squares.mean(axis=(1, 3))
    return means


def _printable(values: Array) -> Array:
    """Keep as many decimals as are printed; whole numbers become integers, which travel small.

    Examples
    --------
    >>> _printable(np.array([3, -4], dtype=np.float32))
    array([ 3, -4], dtype=int32)
    >>> _printable(np.array([1 / 3, 8]))
    array([0.33, 8.  ])
    """
    greatest = np.abs(values).max()
    if greatest >= 2**24:  # float32 holds no hundredths there, and int32 no more
        return values
    whole = np.rint(values)
    if np.array_equal(whole, values):
        return whole.astype(np.int32)
    if greatest < 1:
        return values
    rounded: Array = np.rint(values.astype(float) * 100) / 100
    return rounded
