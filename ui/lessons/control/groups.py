"""Which channels are added together: possible groups, and what they leave. No Streamlit here."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec, Layer
from conv_engine.samples import sample
from stage.tiles import Spot, Tile
from text import NUMBERED_CHANNELS, list_text, markdown_table
from ui.lessons.control.words import FOUR_CHANNELS, GROUPS_PREDICTION, SAME_GROUP
from ui.shell.prediction import AskedBoard, Prediction
from ui.state.scenario import Array
from ui.state.settings import MOST_FILTERS, Settings
from ui.state.valid_settings import choices, depth, obstacle

NO_SPLIT = (
    "{channels} channels and {filters} filters cannot be split into equal groups. "
    "Set the number of filters to {fitting}."
)


def predict_groups() -> Prediction:
    """Ask what groups leave of the weights, with the numbers of the layers that are meant.

    Examples
    --------
    >>> predict_groups().answers["half"].meaning[-38:]
    '4 x 2 x 9 = 72 weights instead of 144.'
    """
    dense, split, shared = (
        prod(spec.weight_shape)
        for spec in (ConvSpec(4, 4, 3), ConvSpec(4, 4, 3, groups=2), ConvSpec(2, 2, 3))
    )
    return GROUPS_PREDICTION.with_numbers(dense=f"{dense}", split=f"{split}", shared=f"{shared}")


def predict_same_group() -> Prediction:
    """Ask which channel filter 2 sees beside channel 2, where four channels are in two groups.

    Examples
    --------
    >>> asked = predict_same_group()
    >>> [spot.tile for spot, name in asked.board.places.items() if name == asked.right]
    ['channel 3']
    """
    seen = 2
    spec = ConvSpec(4, 4, 3, groups=2)
    input = sample("small_integers", 4, 4, channels=spec.in_channels, seed=4)
    hues = channel_colours((), spec.in_channels)
    tiles = [
        Tile(
            f"channel {channel}",
            values,
            f"channel {channel}",
            kind="channel",
            colour=hues[channel],
            scale="input",
        )
        for channel, values in enumerate(input)
    ]
    (right,) = (channel for channel in spec.group_of(seen) if channel != seen)
    names = {right: SAME_GROUP.right, 0: "turns", 1: "middle"}
    places = {Spot(tiles[channel].name, 0, 0): name for channel, name in sorted(names.items())}
    return replace(SAME_GROUP, board=AskedBoard(tiles, places, whole=True, label=FOUR_CHANNELS))


def possible_groups(settings: Settings) -> tuple[int, ...]:
    """Return the numbers of groups that split the channels and the filters that are set.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS
    >>> possible_groups({**DEFAULTS, "channels": 6, "filters": 4})
    (1, 2)
    """
    return tuple(int(groups) for groups in choices(settings, "groups"))


def group_title(groups: int, channels: int) -> str:
    """Name a number of groups, and at both ends the layer that it makes.

    Examples
    --------
    >>> [group_title(groups, channels=4) for groups in (1, 2, 4)]
    ['1: dense', '2', '4: depthwise']
    """
    if groups == 1:
        return "1: dense"
    return f"{groups}: depthwise" if groups == channels else str(groups)


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
        return "One channel cannot be split into groups."
    splits = [groups for groups in range(2, channels + 1) if channels % groups == 0]
    refused = [groups for groups in splits if groups not in possible_groups(settings)]
    if not refused:
        return ""
    if all(int(settings["filters"]) % groups for groups in splits):
        fitting = [f for f in range(2, MOST_FILTERS + 1) if any(f % g == 0 for g in splits)]
        return NO_SPLIT.format(
            channels=channels, fitting=" or ".join(map(str, fitting)), filters=settings["filters"]
        )
    why = obstacle({**settings, "groups": refused[0]})
    return f"{' or '.join(map(str, refused))} groups are not possible, because {why}."


def describe_groups(spec: ConvSpec) -> str:
    """Say which filters sum which channels.

    Examples
    --------
    >>> describe_groups(ConvSpec(4, 4, 3, groups=2))
    'Filters 0 and 1 add up channels 0 and 1. Filters 2 and 3 add up channels 2 and 3.'
    >>> describe_groups(ConvSpec(3, 2, 3))
    'Filters 0 and 1 add up channels 0, 1 and 2.'
    >>> describe_groups(ConvSpec(2, 4, 3, groups=2))
    'Each filter sees a single channel, and each channel has 2 filters.'
    """
    each = spec.out_channels // spec.groups
    if spec.weight_shape[1] == 1:
        if each == 1:
            return "Each filter sees a single channel, and each channel has one filter."
        return f"Each filter sees a single channel, and each channel has {each} filters."
    sentences = []
    for first in range(0, spec.out_channels, each):
        seen = list_text(spec.group_of(first), *NUMBERED_CHANNELS)
        if each == 1:
            sentences.append(f"Filter {first} adds up {seen}.")
        else:
            filters = list_text(range(first, first + each), "Filter {n}", "Filters {n}")
            sentences.append(f"{filters} add up {seen}.")
    return " ".join(sentences)


def describe_group_kind(spec: ConvSpec) -> str:
    """Say what its groups make of a layer.

    Examples
    --------
    >>> describe_group_kind(ConvSpec(6, 4, 3, groups=2))
    'Groups do not share kernels. Each filter is 6 / 2 = 3 kernels deep, and no number passes from
    one group to another.'
    """
    if spec.groups == 1:
        return "With one group every filter is as deep as the input. This is a dense layer."
    if spec.groups == spec.in_channels:
        return (
            "With as many groups as channels, nothing is summed over channels. This is a "
            "depthwise layer, and each filter is one kernel deep."
        )
    return (
        f"Groups do not share kernels. Each filter is {spec.in_channels} / {spec.groups} = "
        f"{spec.weight_shape[1]} kernels deep, and no number passes from one group to another."
    )


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
    heads = ["filter", *map(str, range(sums.shape[1]))]
    signs = [["**+**" if one else "·" for one in row] for row in sums]
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


def describe_partial_maps(sums: Array) -> str:
    """Say how many partial maps there are, and how many of them are summed.

    Examples
    --------
    >>> from conv_engine.connectivity import connectivity
    >>> print(describe_partial_maps(connectivity(ConvSpec(4, 4, 3, groups=2))))
    Each kernel gives one partial map. A dense layer has 4 x 4 = 16 of them and adds up whole
    columns. Here only the 8 in colour remain. Each column adds up the ones it has, plus the bias.
    The grey ones are not summed, and this layer does not even compute them.
    """
    channels, filters = sums.shape
    if sums.size == 1:
        return "The only kernel gives one partial map. With the bias it is the feature map."
    count = f"{channels} x {filters} = {sums.size}"
    if sums.all():
        return (
            f"Each kernel gives one partial map, so there are {count} of them. Each column adds "
            f"up, plus the bias, to one feature map. That makes {filters} in all."
        )
    return (
        f"Each kernel gives one partial map. A dense layer has {count} of them and adds up whole "
        f"columns. Here only the {sums.sum()} in colour remain. Each column adds up the ones it "
        "has, plus the bias. The grey ones are not summed, and this layer does not even compute "
        "them."
    )
