"""A board as the browser receives it: its tiles, their arrays, their scales and the legend."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

import colours
from conv_engine.numeric import symmetric_limit
from stage.parcels import SentArray, sent_array
from stage.tiles import TWO_SIDED, Kind, Line, Place, Sliding, Tile
from stage.words import MAP_RANGE
from text import number_text, small_number_text


def board_data(
    stacks: Sequence[Sequence[Tile]],
    at: Place | None,
    sliding: Sliding | None,
    line: Line,
    limits: Mapping[str, float],
    legend: bool,
    off: str = "switched off",
) -> tuple[dict[str, Any], list[bytes]]:
    """Write a board for the browser: what can be written as JSON, and the parcels of its arrays."""
    tiles = [tile for stack in stacks for tile in stack]
    ends = {**_greatest(tiles), **limits}
    written, parcels = {}, []
    for tile in tiles:
        written[tile.name], large = _written_tile(tile, off)
        parcels += large
    data = {
        "columns": [[tile.name for tile in stack] for stack in stacks],
        "tiles": written,
        "scales": {
            _scale_key(t): written_scale(t.kind, ends[t.scale], t.colour)
            for t in tiles
            if t.kind != "picture"
        },
        "inks": colours.INKS,
        "sliding": sliding and vars(sliding),
        "at": at,
        "line": [part if isinstance(part, str) else vars(part) for part in line],
        "legend": written_legend(tiles, ends) if legend else [],
        "off": off,
    }
    return data, parcels


def _written_tile(tile: Tile, off: str) -> tuple[dict[str, Any], list[bytes]]:
    """Write a tile, and the parcels of those of its arrays that are large."""
    arrays, parcels = _sent_arrays(tile)
    written = {
        "title": tile.title,
        "alt": f"{tile.alt or tile.title}{'' if tile.on else f', {off}'}: {_words(tile)}",
        "frame": tile.colour,
        "axes": tile.axes,
        "scale": None if tile.kind == "picture" else _scale_key(tile),
        "on": tile.on,
        "operator": tile.operator,
        "note": tile.note,
        "decimals": tile.decimals,
        **arrays,
        "boxes": [box._asdict() for box in tile.boxes],
        "origin": tile.origin,
        "tints": tile.tints,
        "heads": tile.heads and tile.heads._asdict(),
    }
    return written, parcels


def _sent_arrays(tile: Tile) -> tuple[dict[str, SentArray | None], list[bytes]]:
    """Write the arrays of a tile, and the parcels of those that are large."""
    rings = None if tile.rings is None else tile.rings.astype(np.uint8)
    sent: dict[str, SentArray | None] = {}
    parcels = []
    for name, array in (("values", tile.values), ("rings", rings), ("numbering", tile.numbering)):
        sent[name], parcel = (None, None) if array is None else sent_array(array)
        if parcel is not None:
            parcels.append(parcel)
    return sent, parcels


def _words(tile: Tile) -> str:
    """Say the shape and the range of a map."""
    rows, columns = tile.values.shape[-2:]
    low, high = (_text(end, tile) for end in (tile.values.min(), tile.values.max()))
    return MAP_RANGE.format(rows=rows, columns=columns, low=low, high=high)


def _text(value: float, tile: Tile) -> str:
    """Write a number with the decimals of its tile."""
    if tile.decimals is None:
        return small_number_text(value)
    return number_text(value, tile.decimals)


def _greatest(tiles: Sequence[Tile]) -> dict[str, float]:
    """Find the greatest distance from zero of each scale, 1 where there is none."""
    return {
        scale: symmetric_limit(*(tile.values for tile in tiles if tile.scale == scale))
        for scale in dict.fromkeys(tile.scale for tile in tiles)
    }


def _scale_key(tile: Tile) -> str:
    hue = f" {tile.colour}" if tile.kind in ("channel", "light") else ""
    return f"{tile.scale} {tile.kind}{hue}"


def written_scale(kind: Kind, end: float, colour: str | None = None) -> dict[str, Any]:
    """Write a scale in the colours of both themes; the browser takes those it is in."""
    low = -end if kind in TWO_SIDED else 0
    light, dark = (_stops(kind, colour, dark) for dark in (False, True))
    return {"low": low, "high": end, "light": light, "dark": dark}


def _stops(kind: Kind, colour: str | None, dark: bool) -> list[list[float | str]]:
    hue = colour or colours.theme(dark).ink
    match kind:
        case "light":
            return colours.light_scale(hue)
        case "channel":
            return colours.channel_scale(hue, dark)
        case "clip":
            return colours.grey_scale()
        case "absolute":
            return colours.absolute_scale()
        case _:
            return colours.signed_scale(dark)


def written_legend(tiles: Sequence[Tile], ends: Mapping[str, float]) -> list[dict[str, Any]]:
    """Write an entry for each scale; what lies beyond its ends is drawn as its ends."""
    greatest, entries = _greatest(tiles), {}
    for tile in tiles:
        if tile.kind == "picture" or tile.scale in entries:
            continue
        end = ends[tile.scale]
        low, high = ("≤ ", "≥ ") if greatest[tile.scale] > end else ("", "")
        ticks = ["0", f"{high}{_text(end, tile)}"]
        if tile.kind in TWO_SIDED:
            ticks = [f"{low}{_text(-end, tile)}", *ticks]
        entries[tile.scale] = {"title": tile.scale, "scale": _scale_key(tile), "ticks": ticks}
    return list(entries.values())
