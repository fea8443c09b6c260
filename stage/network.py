"""A network drawn to scale, whose layers can be chosen in the drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

import streamlit as st

from stage.network_layout import NetworkLayout, NetworkPart, lay_out
from stage.picture import PictureKind

NETWORK = PictureKind("network", "network", "network/network.css")

SAID = 27
"""Pixels of the line under a drawing."""
BlockKind = Literal["input", "layer", "plain", "sign"]


@dataclass(frozen=True)
class NetworkBlock:
    """A layer of the drawing.

    Parameters
    ----------
    part : NetworkPart
    label : str
        Written under it, such as its number in a table.
    shape : str
        Written under the label where there is room.
    says : str
        All of it in words.
    kind : {"input", "layer", "plain", "sign"}
        What comes in, what learns, what only changes the shape, and what merges.
    choice : int, optional
        What the page hears when it is chosen.
    sign : str
        In the circle.
    """

    part: NetworkPart
    label: str
    shape: str
    says: str
    kind: BlockKind = "layer"
    choice: int | None = None
    sign: str = ""


def show_drawing(
    blocks: Sequence[NetworkBlock],
    *,
    chosen: int | None,
    alt: str,
    key: str,
    on_choose: Callable[[], None],
    rows: Sequence[int | None] = (),
    rows_place: str = "",
) -> None:
    """Draw a network. Layers with a `choice` are chosen by a click, or by the arrow keys.

    Parameters
    ----------
    blocks : sequence of NetworkBlock
        Each after those it takes.
    chosen : int or None
        The choice that is marked.
    alt : str
    key : str
        Of the component. After a choice the session holds under it a mapping in which
        `chosen_layer` finds it.
    on_choose : callable
        Called before the page runs again.
    rows : sequence of int or None
        What a click on each row of a table of the page chooses.
    rows_place : str
        The key of the container that holds the table.
    """
    layout = lay_out([block.part for block in blocks])
    table = {"place": f"st-key-{rows_place}", "choices": list(rows)} if rows else None
    data = drawing_data(blocks, layout) | {"chosen": chosen, "alt": alt, "table": table}
    height = ceil(layout.height) + SAID
    with st.container(height=height, border=False, gap=None, key=f"{key} place"):
        NETWORK.show(key, data, layer=on_choose)


def drawing_data(blocks: Sequence[NetworkBlock], layout: NetworkLayout) -> dict[str, Any]:
    """Write a drawing for the browser; can be written as JSON."""
    written = []
    for block in blocks:
        box = layout.boxes[block.part.name]
        written.append(
            {
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
                "labelY": box.label,
                "label": block.label,
                "shape": block.shape if layout.writes_shapes else "",
                "says": block.says,
                "kind": block.kind,
                "choice": block.choice,
                "sign": block.sign,
            }
        )
    return {
        "width": layout.width,
        "height": layout.height,
        "blocks": written,
        "joins": [{"path": join.path, "skip": join.is_skip} for join in layout.joins],
    }


def chosen_layer(reported: Any) -> int | None:
    """Read which layer was chosen in the drawing.

    Examples
    --------
    >>> chosen_layer({"layer": {"choice": 2, "count": 1}}), chosen_layer(None)
    (2, None)
    """
    layer = (reported or {}).get("layer")
    return int(layer["choice"]) if layer else None
