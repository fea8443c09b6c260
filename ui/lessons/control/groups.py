"""Which channels are added together: possible groups, and what they leave. No Streamlit here."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec, Layer
from conv_engine.samples import sample
from stage.tiles import Spot, Tile
from text import channel_label, count_text, markdown_table
from ui.lessons.control.words import groups as words
from ui.pictures.derivations import aligned
from ui.shell.prediction import AskedBoard, Prediction
from ui.state.scenario import Array
from ui.state.settings import MOST_FILTERS, Settings
from ui.state.valid_settings import choices, depth, obstacle

ASKED = ConvSpec(4, 4, 3, groups=2)
"""The layer that the predictions are about, whatever layer is set."""


def predict_groups() -> Prediction:
    """Ask what groups leave of the weights, with the numbers of the layers that are meant.

    Examples
    --------
    >>> predict_groups().answers["half"].meaning[-38:]
    '4 × 2 × 9 = 72 weights instead of 144.'
    """
    dense, split, shared = (
        prod(spec.weight_shape) for spec in (replace(ASKED, groups=1), ASKED, ConvSpec(2, 2, 3))
    )
    return words.GROUPS_PREDICTION.with_numbers(
        dense=f"{dense}", split=f"{split}", shared=f"{shared}"
    )


def asked_weights_equation() -> str:
    r"""Write as LaTeX how many weights the layer asked about has, without and with its groups.

    Examples
    --------
    >>> print(asked_weights_equation())
    \begin{aligned}
    \text{weights with 1 group: } & 4 \cdot 4 \cdot 9 = 144 \\
    \text{weights with 2 groups: } & 4 \cdot 2 \cdot 9 = 72
    \end{aligned}
    """
    lines = []
    for spec in (replace(ASKED, groups=1), ASKED):
        filters, kernels, k_h, k_w = spec.weight_shape
        name = count_text(spec.groups, *words.ASKED_WEIGHTS)
        product = rf"{filters} \cdot {kernels} \cdot {k_h * k_w}"
        lines.append(rf"\text{{{name} }} & {product} = {prod(spec.weight_shape)}")
    return aligned(*lines)


def predict_same_group() -> Prediction:
    """Ask which channel filter 2 sees beside channel 2, where four channels are in two groups.

    Examples
    --------
    >>> asked = predict_same_group()
    >>> [spot.tile for spot, name in asked.board.places.items() if name == asked.right]
    ['channel 3']
    """
    seen = 2
    input = sample("small_integers", 4, 4, channels=ASKED.in_channels, seed=4)
    hues = channel_colours((), ASKED.in_channels)
    tiles = [
        Tile(
            f"channel {channel}",
            values,
            channel_label(channel, ()),
            kind="channel",
            colour=hues[channel],
            scale="input",
        )
        for channel, values in enumerate(input)
    ]
    (right,) = (channel for channel in ASKED.group_of(seen) if channel != seen)
    names = {right: words.SAME_GROUP.right, 0: "turns", 1: "middle"}
    places = {Spot(tiles[channel].name, 0, 0): name for channel, name in sorted(names.items())}
    return replace(
        words.SAME_GROUP, board=AskedBoard(tiles, places, whole=True, label=words.FOUR_CHANNELS)
    )


def possible_groups(settings: Settings) -> tuple[int, ...]:
    """Return the numbers of groups that split the channels and the filters that are set.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS
    >>> possible_groups({**DEFAULTS, "channels": 6, "filters": 4})
    (1, 2)
    """
    return tuple(int(groups) for groups in choices(settings, "groups"))


def groups_to_choose(settings: Settings, *, told: bool) -> tuple[int, ...]:
    """Return the numbers of groups that are offered.

    Until a learner has been told what groups between dense and depthwise do, only these two are,
    and what is set.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS
    >>> six = {**DEFAULTS, "channels": 6, "filters": 6, "groups": 1}
    >>> groups_to_choose(six, told=True), groups_to_choose(six, told=False)
    ((1, 2, 3, 6), (1, 6))
    """
    possible = possible_groups(settings)
    if told:
        return possible
    return tuple(g for g in possible if g in {1, depth(settings), settings["groups"]})


def group_title(groups: int, channels: int) -> str:
    """Name a number of groups, and at both ends the layer that it makes.

    Examples
    --------
    >>> [group_title(groups, channels=4) for groups in (1, 2, 4)]
    ['1: dense', '2', '4: depthwise']
    """
    if groups == 1:
        return words.DENSE_TITLE.format(groups=groups)
    return words.DEPTHWISE_TITLE.format(groups=groups) if groups == channels else str(groups)


def explain_refused_groups(settings: Settings) -> str:
    """Say which groups split the channels but not the filters, and why; nothing if none do.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS
    >>> explain_refused_groups({**DEFAULTS, "channels": 6, "filters": 4})
    '3 or 6 groups are not possible, because 4 filters cannot be split into 3 groups.'
    >>> explain_refused_groups({**DEFAULTS, "channels": 3, "filters": 4})
    '3 channels and 4 filters cannot be split into equal groups. Set the number of filters to 3 or
    6.'
    >>> explain_refused_groups({**DEFAULTS, "channels": 1})
    'One channel cannot be split into groups.'
    """
    channels = depth(settings)
    if channels == 1:
        return words.ONE_CHANNEL
    splits = [groups for groups in range(2, channels + 1) if channels % groups == 0]
    refused = [groups for groups in splits if groups not in possible_groups(settings)]
    if not refused:
        return ""
    if all(int(settings["filters"]) % groups for groups in splits):
        fitting = [f for f in range(2, MOST_FILTERS + 1) if any(f % g == 0 for g in splits)]
        return words.NO_SPLIT.format(
            channels=channels, fitting=words.OR.join(map(str, fitting)), filters=settings["filters"]
        )
    why = obstacle({**settings, "groups": refused[0]})
    return words.REFUSED.format(groups=words.OR.join(map(str, refused)), why=why)


def connectivity_table(sums: Array, labels: Sequence[str]) -> str:
    """Write a table with a row for each channel, and a plus under each filter that sums it.

    Examples
    --------
    >>> from conv_engine.connectivity import connectivity
    >>> sums = connectivity(ConvSpec(2, 2, 3, groups=2))
    >>> print(connectivity_table(sums, ["red", "green"]))
    | filter | 0 | 1 |
    |---|---|---|
    | **red** | **+** | · |
    | **green** | · | **+** |
    """
    heads = [words.FILTER, *map(str, range(sums.shape[1]))]
    signs = [[words.ADDED if one else words.LEFT_OUT for one in row] for row in sums]
    names = [f"**{label}**" for label in labels]
    return markdown_table(heads, [[name, *row] for name, row in zip(names, signs, strict=True)])


def all_partial_maps(layer: Layer, dense: Layer, sums: Array) -> Array:
    """Return the partial maps of the dense layer, with those of the layer in their places.

    They have shape (C_out, C_in, H_out, W_out). What the layer sums, bool of shape (C_in, C_out),
    comes from `conv_engine.connectivity.connectivity`.
    """
    maps, own = dense.partial, layer.partial
    every: Array = maps.astype(np.result_type(maps, own))
    every[sums.T] = own.reshape(-1, *own.shape[2:])
    return every
