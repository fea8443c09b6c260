"""The layer as one matrix product, on one picture, in the technique of the stage."""

from typing import Any

import streamlit as st

from conv_engine import Layer, filter_matrix
from conv_engine.matrix import patch_matrix
from stage.look import add_look
from stage.packing import packed
from stage.picture import PictureKind
from stage.scene import scene
from stage.words import AS_PRODUCT, description

MATRIX = PictureKind("matrix", "stage", "stage.css", "matrix/matrix.css")


def matrix_scene(layer: Layer) -> dict[str, Any]:
    """Write a layer down for the browser, with its three matrices.

    Parameters
    ----------
    layer : Layer
        As for `stage.scene.scene`.

    Returns
    -------
    dict
        What `scene` returns, and `patches`, `filters` and `products` as `conv_engine` makes them.
        The products are without bias.
    """
    patches = patch_matrix(layer.input, layer.spec)
    filters = filter_matrix(layer.weight, groups=layer.spec.groups)
    return {
        **scene(layer),
        "patches": packed(patches),
        "filters": packed(filters),
        "products": packed(filters @ patches),
    }


def matrix_stage(layer: Layer, full_hue: float | None = None) -> None:
    """Show the patch matrix, the filter matrix, their product, and the maps it folds into.

    Pointing at any of them lights what belongs to it in the others, without the server.

    Parameters
    ----------
    layer : Layer
        Of numbers with at most two decimals, as for `stage.stage`.
    full_hue : float, optional
        The input value that has a channel's full hue, 255 for a picture.
    """
    alt = AS_PRODUCT.format(layer=description(layer.spec, layer.input.shape))
    with st.container(gap=None):
        MATRIX.show("matrix stage", add_look(matrix_scene(layer), alt, full_hue))
