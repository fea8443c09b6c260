"""What is said where a picture goes through a network, and where channels are switched off."""

from collections.abc import Sequence

from text import list_text, shape_text

PICTURE_HELP = "What goes into the network."
SHAPE_HELP = "The class that the picture shows."
SEED_HELP = "Each seed draws another picture of this class."
SCALING_HELP = "How pixels were scaled in training. With another scaling the answers are wrong."
OWN_PICTURE = "Your picture"
STRIDE_HELP = "How many cells the window moves per step. The file does not say."
PADDING_HELP = "How many cells are added on each side. The file does not say."
MEANS_HELP = "Subtracted from pixels between 0 and 1: one number, or three."
DEVIATIONS_HELP = "What is left is divided by these: one number, or three."
SIDE_HELP = "The network takes any size."
SAMPLE_UNTIL = "You see a sample until you choose a picture."
TOO_LARGE = "it takes pictures of {rows}x{columns}, but at most {most}x{most} is computed here"
NOT_NUMBERS = "{text!r} holds no numbers: write 0.5, or 0.485, 0.456, 0.406"
NO_PICTURE_TAKEN = (
    "This network does not take a single picture of rows, columns and channels, so you cannot "
    "follow one through it. Its filters are in the section before."
)
LAYER_HELP = "The layer whose maps you see."
ORDER_HELP = "How the maps are ordered."
SHEET_HELP = "A sheet has up to {most} maps."
FOLLOWING, FOLLOW_AGAIN = "Following the picture", "Follows the picture again from the start."
NO_MAP = "{layer} gives {shape}, which is not a map"
THE_PICTURE = "the picture"
MAP_TITLE = "map {map}"
FEATURES_TITLE = "all {features} features"
MAPS_LABEL = "The maps of the layer. A click pins a cell."
FEATURE_IS = "Feature {feature} is **{value}**."
CELL_IS = "Map {map}, row {row}, column {column} is **{value}**."
WHY_IS_IT, WHY_HELP = "Why is it {value}?", "Shows what each channel adds to this number."
CLASSES = "The network says **{first}** ({score}), then {second} ({next_score})."
SCORE, CHANCE = "score {score}", "{percent}%"
CLASS = "class {place}"

SWITCHED_LAYER_HELP = "The layer whose maps are switched off."
SWITCH_COLOURS = "Switch off in the picture"
SWITCH_COLOURS_HELP = (
    "A channel that is off becomes 0 everywhere before the first layer. Without the colours, all "
    "three channels become the same grey."
)
COLOURS = "the colours"
"""What can be taken away from a picture beside its channels."""
SWITCH_MAPS = "Switch off in {layer}"
CHOOSE_MAPS = "Choose maps"
SWITCH_MAPS_HELP = "All numbers of these maps become 0 before the next layer."
SWITCHED_LABEL = "The maps of the layer. Those that are off are grey."
WITH_ALL = "With all channels it says **{name}** ({score})."
SWITCH_ONE = "Switch a channel off."
SAME_WITHOUT = "Without {parts} it still says **{name}** ({score})."
OTHER_WITHOUT = "Without {parts} it says **{name}** ({score})."
NEVER_LEARNED = (
    "The network learned from pictures with all their channels. Here it gets numbers that it has "
    "never learned from, and still it has to choose one of its classes. So its answer can be odd."
)
NUMBERED_MAPS = ("map {n}", "maps {n}")
SCORE_HEADS = ("class", "all channels", "without")
NO_CLASSES = (
    "This network does not end in a list of scores, so there is no class to change. Open a network "
    "that tells classes apart, or take the example."
)
NO_GRAPH_TO_RUN = (
    "This file does not say how its layers are connected, so it cannot name a class. Paste the "
    "program of the network in the first section, or open an ONNX or Keras file."
)


def describe_sizes(layer: str, maps: Sequence[int], picture: Sequence[int]) -> str:
    """Say how many numbers a layer gives, and how large the picture is.

    Examples
    --------
    >>> describe_sizes("conv1", (8, 24, 24), (3, 28, 28))
    'conv1 gives 8 x 24 x 24 numbers. The picture is 3 x 28 x 28.'
    """
    return f"{layer} gives {shape_text(maps)} numbers. The picture is {shape_text(picture)}."


def describe_listed(listed: int, classes: int) -> str:
    """Say which classes are listed, where not all are.

    Examples
    --------
    >>> describe_listed(7, 9)
    'You see the classes with the highest scores, with all channels or without some: 7 of 9.'
    >>> describe_listed(3, 3)
    ''
    """
    if listed == classes:
        return ""
    return (
        "You see the classes with the highest scores, with all channels or without some: "
        f"{listed} of {classes}."
    )


def name_parts(colours: Sequence[str], maps: Sequence[int]) -> str:
    """Name the colours and maps that are switched off.

    Examples
    --------
    >>> name_parts(["red"], [2, 0]), name_parts(["red", "green"], [2])
    ('red and maps 0 and 2', 'red, green and map 2')
    """
    off = [list_text(sorted(maps), *NUMBERED_MAPS)] if maps else []
    return list_text([*colours, *off], "{n}", "{n}")
