"""What is said in and under the small picture of a layer."""

from conv_engine import ConvSpec

FEATURE_MAPS = ("1 feature map", "{n} feature maps")
FIRST_FILTER = ("1 filter", "1 of {n} filters")
PLUS_BIAS, THEIR_SUM, NO_SUM = "+ bias", "their sum", "no sum"
SEE_AT_WORK = "See its first filters at work"
FIRST_OF_TWO = "This is the first of its two steps."
ONE_CHANNEL = "The input has one channel, so **there is nothing to add across channels**."
ONE_SEEN = "Each filter sees 1 of the {channels} channels, so **nothing is added across channels**."
SOME_SEEN = "Each filter sees {depth} of the {channels} channels."
ALL_SEEN = "Each filter has one kernel for each of the {channels} channels."
ADDED_WITH_BIAS = (
    "At every position the {depth} channel sums **are added**, and then one bias. That is one "
    "number, so each filter gives one feature map."
)
ADDED = (
    "At every position the {depth} channel sums **are added**. That is one number, so each "
    "filter gives one feature map."
)


def describe_sum(spec: ConvSpec) -> str:
    """Say how the layer brings its channels together.

    Examples
    --------
    >>> describe_sum(ConvSpec(3, 32, 3))
    'Each filter has one kernel for each of the 3 channels. At every position the 3 channel sums
    **are added**, and then one bias. That is one number, so each filter gives one feature map.'
    >>> describe_sum(ConvSpec(3, 3, 3, groups=3, bias=False))
    'Each filter sees 1 of the 3 channels, so **nothing is added across channels**.'
    """
    depth, channels = spec.weight_shape[1], spec.in_channels
    if channels == 1:
        return ONE_CHANNEL
    if depth == 1:
        return ONE_SEEN.format(channels=channels)
    seen = ALL_SEEN if depth == channels else SOME_SEEN
    added = ADDED_WITH_BIAS if spec.bias else ADDED
    return f"{seen} {added}".format(depth=depth, channels=channels)
