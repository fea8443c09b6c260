"""The layer as one matrix product, on one picture, in the technique of the stage."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

import colours
from conv_engine import ConvSpec, filter_matrix, im2col
from stage.frontend_files import joined_script, joined_styles
from stage.look import with_look
from stage.packing import Array, packed
from stage.scene import description, scene

SCRIPT = "matrix/matrix.js"

_component = st.components.v2.component(
    "conv_matrix",
    html='<div class="stage" data-testid="matrix"></div>',
    css=joined_styles("stage.css", "matrix/matrix.css"),
    js=joined_script(SCRIPT),
)


def matrix_scene(
    input: Array,
    weight: Array,
    bias: Array,
    spec: ConvSpec,
    channel_names: Sequence[str],
    channel_colours: Sequence[str],
) -> dict[str, Any]:
    """Write a layer down for the browser, with its three matrices.

    Parameters
    ----------
    input, weight, bias, spec, channel_names, channel_colours
        As for `stage.scene.scene`.

    Returns
    -------
    dict
        What `scene` returns, and `patches`, `filters` and `products` as `conv_engine` makes them.
        The products are without bias.
    """
    patches = im2col(
        input,
        spec.kernel_size,
        stride=spec.stride,
        padding=spec.padding,
        dilation=spec.dilation,
        padding_mode=spec.padding_mode,
    )
    filters = filter_matrix(weight, groups=spec.groups)
    return {
        **scene(input, weight, bias, spec, channel_names, channel_colours),
        "patches": packed(patches),
        "filters": packed(filters),
        "products": packed(filters @ patches),
    }


def matrix_stage(
    input: Array,
    weight: Array,
    bias: Array,
    spec: ConvSpec,
    *,
    channel_names: Sequence[str] = (),
    full_hue: float | None = None,
    key: str = "matrix stage",
) -> None:
    """Show the patch matrix, the filter matrix, their product, and the maps it folds into.

    Pointing at any of them lights what belongs to it in the others, without the server.

    Parameters
    ----------
    input, weight, bias, spec
        As for `stage.stage`: numbers with at most two decimals.
    channel_names : sequence of str
        Names of the input's channels.
    full_hue : float, optional
        The input value that has a channel's full hue, 255 for a picture.
    key : str
        Of the component, unique on the page.
    """
    hues = colours.channel_colours(channel_names, spec.in_channels)
    content = matrix_scene(input, weight, bias, spec, channel_names, hues)
    alt = (
        f"{description(spec, input.shape)} The same as one matrix product: patches copied out, "
        "filters as lines, and the product folded into the feature maps."
    )
    _component(key=key, data=with_look(content, alt, full_hue))
