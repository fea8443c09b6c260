"""What is asked and said about groups: which filters see which channels, and what that costs."""

from conv_engine import ConvSpec
from text import NUMBERED_CHANNELS, count_text, list_text
from ui.shell.prediction import Answer, Prediction
from ui.state.scenario import Array

FOUR_CHANNELS = "The four channels of the input, side by side."
SAME_GROUP = Prediction(
    "same group",
    "A layer has four channels and four filters, with `groups=2`. Filter 2 sees two channels. One "
    "of them is channel 2. Choose the other one.",
    {
        "turns": Answer(
            "Channel 0",
            "Then the channels would take turns: 0 and 2 in one group, 1 and 3 in the other. But "
            "groups cut the channels into blocks, in their order.",
        ),
        "middle": Answer(
            "Channel 1",
            "Then filter 2 would see its own channel and the one before, and groups would overlap. "
            "But each channel is in one group only.",
        ),
        "block": Answer(
            "Channel 3",
            "Channels 0 and 1 are the first group, and channels 2 and 3 the second. Filters 2 and "
            "3 see only the second group.",
        ),
    },
    "block",
    "M12",
)

GROUPS_PREDICTION = Prediction(
    "groups",
    "A layer has four channels and four filters of 3x3. Split both into two groups. How many "
    "weights are left?",
    {
        "all": Answer(
            "All of them",
            "Then every filter would still have a kernel for each of the four channels: 4 × 4 × "
            "9 = {dense} weights. In groups it has kernels only for the channels of its own "
            "group.",
        ),
        "half": Answer(
            "Half of them",
            "Each filter sees two channels instead of four, so it has half of its kernels: 4 × 2 × "
            "9 = {split} weights instead of {dense}.",
        ),
        "quarter": Answer(
            "A quarter of them",
            "Then the two groups would share their kernels: 2 × 2 × 9 = {shared} weights. But "
            "each group has its own kernels.",
        ),
    },
    "half",
    "M12",
)
NO_SPLIT = (
    "{channels} channels and {filters} filters cannot be split into equal groups. "
    "Set the number of filters to {fitting}."
)
ONE_CHANNEL = "One channel cannot be split into groups."
OR = " or "
"""Between two numbers of groups, or of filters."""
REFUSED = "{groups} groups are not possible, because {why}."
DENSE_TITLE, DEPTHWISE_TITLE = "{groups}: dense", "{groups}: depthwise"
FOUR_IN_TWO, SIX_IN_THREE = "Four channels in two groups", "Six channels in three groups"
SPLIT_HELP = "Loads small numbers with that many channels and one filter per channel."
MULTIPLIER = {"keras": "Depth multiplier", "pytorch": "Filters of each channel"}
MULTIPLIER_HELP = "How many filters each channel of a depthwise layer has."
LOAD_ONE = (
    "With groups, a filter sees only some of the channels. To try it, load one of the two layers "
    "above."
)
PREDICT_FIRST = "Other numbers of groups come after the question below."
ANSWER_FIRST = "answer the question first"
MOVE_SLIDER = (
    "Move the slider from dense, where each filter sees all channels, to depthwise, where it sees "
    "only one. Each filter keeps only its kernels for the channels of its own group, and adds up "
    "only those channels."
)
FILTER, ADDED, LEFT_OUT = "filter", "**+**", "·"
"""In the table of who sums which channel."""
ASKED_LAYER = "The layer of the question"
THIS_LAYER, DENSE_LAYER = "The layer that is set", "The same layer, dense"
ASKED_WEIGHTS = ("weights with 1 group:", "weights with {n} groups:")
PARAMETERS, MULTIPLY_ADDS = "parameters:", "multiply-adds:"
GRID_LABEL = "Partial maps, channels down, filters across. Arrow keys move the position."
FILTERS_ADD = ("Filter {n} adds up {channels}.", "Filters {n} add up {channels}.")
ONE_EACH = (
    "Each filter sees a single channel, and each channel has one filter.",
    "Each filter sees a single channel, and each channel has {n} filters.",
)
IS_DENSE = "With one group every filter is as deep as the input. This is a dense layer."
IS_DEPTHWISE = (
    "With as many groups as channels, nothing is added across channels. This is a depthwise layer, "
    "and each filter is one kernel deep."
)
ONLY_KERNEL = "The only kernel gives one partial map. With the bias it is the feature map."


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
        return count_text(each, *ONE_EACH)
    sentences = []
    for first in range(0, spec.out_channels, each):
        one, several = (
            said.replace("{channels}", list_text(spec.group_of(first), *NUMBERED_CHANNELS))
            for said in FILTERS_ADD
        )
        sentences.append(list_text(range(first, first + each), one, several))
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
        return IS_DENSE
    if spec.groups == spec.in_channels:
        return IS_DEPTHWISE
    return (
        f"Groups do not share kernels. Each filter is {spec.in_channels} / {spec.groups} = "
        f"{spec.weight_shape[1]} kernels deep, and no number passes from one group to another."
    )


def describe_saving(groups: int) -> str:
    """Say what groups leave of the weights and of the work.

    Examples
    --------
    >>> print(describe_saving(2))
    Only 1 / 2 of the weights and multiply-adds remain, because each filter has 1 / 2 of the
    kernels. The biases are unchanged.
    """
    return (
        f"Only 1 / {groups} of the weights and multiply-adds remain, because each filter has 1 / "
        f"{groups} of the kernels. The biases are unchanged."
    )


def describe_partial_maps(sums: Array) -> str:
    """Say how many partial maps there are, and how many of them are summed.

    Examples
    --------
    >>> from conv_engine.connectivity import connectivity
    >>> print(describe_partial_maps(connectivity(ConvSpec(4, 4, 3, groups=2))))
    Each kernel gives one partial map. A dense layer has 4 × 4 = 16 of them and adds up whole
    columns. Here only the 8 in colour remain. Each column adds up the ones it has, plus the bias.
    The grey ones are not added, and this layer does not even compute them.
    """
    channels, filters = sums.shape
    if sums.size == 1:
        return ONLY_KERNEL
    count = f"{channels} × {filters} = {sums.size}"
    if sums.all():
        return (
            f"Each kernel gives one partial map, so there are {count} of them. Each column, plus "
            "its bias, adds up to one feature map."
        )
    return (
        f"Each kernel gives one partial map. A dense layer has {count} of them and adds up whole "
        f"columns. Here only the {sums.sum()} in colour remain. Each column adds up the ones it "
        "has, plus the bias. The grey ones are not added, and this layer does not even compute "
        "them."
    )


def describe_multiplier(channels: int, each: int) -> str:
    """Say how many feature maps a depthwise layer has.

    Examples
    --------
    >>> describe_multiplier(4, 2)
    'Each channel has 2 filters, so there are 4 × 2 = 8 feature maps.'
    >>> describe_multiplier(4, 1)
    'Each channel has one filter, so there are 4 feature maps.'
    """
    if each == 1:
        return f"Each channel has one filter, so there are {channels} feature maps."
    return (
        f"Each channel has {each} filters, so there are {channels} × {each} = "
        f"{channels * each} feature maps."
    )
