"""What questions say that are read off maps."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from text import NUMBERED_CHANNELS, list_text, number_text

GREATEST_CHANNEL = "The channel that adds most"
ASK_FOR_GREATEST = "At the outlined window, which channel adds most to the output?"
ADDS_LEAST = "It adds least of all."
LARGEST_CELLS = "Its numbers are the largest, but its kernel decides what they add."
LARGEST_WEIGHTS = (
    "Its weights are the largest, but they are multiplied by the cells they cover, and signs "
    "matter."
)
ANOTHER_ADDS_MORE = "Another channel adds more."


def explain_greatest(channels: Sequence[str], sums: Sequence[float]) -> str:
    """Name the sum of each channel.

    Examples
    --------
    >>> explain_greatest(("channel 0", "channel 1", "channel 2"), (4, -2, 7))
    'The channel sums are 4 for channel 0, −2 for channel 1 and 7 for channel 2.'
    """
    named = [f"{number_text(value)} for {name}" for name, value in zip(channels, sums, strict=True)]
    return list_text(named, "The only channel sum is {n}.", "The channel sums are {n}.")


WHICH_MAP = "Which map is it"
ASK_FOR_MAP = "A filter has these kernels and no bias. Which of the four maps does it give?"
MAPS_OF_SLIPS: Mapping[str, str] = MappingProxyType(
    {
        "flipped": "You get map {letter} if every kernel is flipped.",
        "first kernel": "You get map {letter} if the first kernel is used for all channels.",
        "first channel": "You get map {letter} if only the first channel is counted.",
    }
)
"""How each wrong map comes about."""


def title_map(letter: str) -> str:
    """Name a map to choose.

    Examples
    --------
    >>> title_map("B")
    'Map B'
    """
    return f"Map {letter}"


def explain_map(letter: str, others: Sequence[str]) -> str:
    """Say which map is right, and how the others come about.

    Examples
    --------
    >>> explain_map("B", ["You get map A if every kernel is flipped."])
    'It is map B. You get map A if every kernel is flipped.'
    """
    return " ".join((f"It is map {letter}.", *others))


DROPPED_CHANNEL = "A channel is switched off"
SUM_IS_MISSING = "A channel of zeros has a sum of zero, so what it added is missing."
BIAS_DROPPED = "You dropped the bias too. It stays, whatever the channels are."
REST_AVERAGED = "You averaged the channels that are left. They are added."
MISSING_ONLY = "That is what the missing channel would give."
OTHERS_COUNT = "The other channels and the bias still count."


def ask_without_channel(addition: str, channel: str) -> str:
    """Ask what is left of an output without a channel.

    Examples
    --------
    >>> print(ask_without_channel("12 + 4 − 3 + 1 bias = 14", "channel 1"))
    At one position the output is 12 + 4 − 3 + 1 bias = 14. The terms are the channel sums in order.
    Now channel 1 is all zeros. What is the output?
    """
    return (
        f"At one position the output is {addition}. The terms are the channel sums in order. Now "
        f"{channel} is all zeros. What is the output?"
    )


def describe_missing(added: float) -> str:
    """Say what becomes of an output without a channel, to who turned it the other way round.

    Examples
    --------
    >>> describe_missing(4)
    'This channel added 4. Without it the output is 4 less, not more.'
    >>> describe_missing(-3)
    'This channel took 3 away. Without it the output is 3 more, not less.'
    """
    size = number_text(abs(added))
    if added < 0:
        return f"This channel took {size} away. Without it the output is {size} more, not less."
    return f"This channel added {size}. Without it the output is {size} less, not more."


def explain_dropped(addition: str) -> str:
    """Explain an output without a channel.

    Examples
    --------
    >>> explain_dropped("12 + 0 − 3 + 1 bias = 10")
    'Its channel sum becomes 0: 12 + 0 − 3 + 1 bias = 10.'
    """
    return f"Its channel sum becomes 0: {addition}."


SWAPPED_INPUT = "Channels change places"
KERNELS_MOVED = "It would stay the same if the kernels moved with their channels."


def ask_for_swap(addition: str) -> str:
    """Ask what comes out when two channels of the input change places.

    Examples
    --------
    >>> print(ask_for_swap("12 + 4 + 1 bias = 17"))
    The output at the outlined window is 12 + 4 + 1 bias = 17. Now the two channels of the input
    change places, and the kernels stay where they are. What comes out?
    """
    return (
        f"The output at the outlined window is {addition}. Now the two channels of the input "
        "change places, and the kernels stay where they are. What comes out?"
    )


def explain_swap(addition: str) -> str:
    """Explain what comes out when channels have the kernels of each other.

    Examples
    --------
    >>> explain_swap("−3 + 8 + 1 bias = 6")
    "Each channel now meets the other one's kernel: −3 + 8 + 1 bias = 6."
    """
    return f"Each channel now meets the other one's kernel: {addition}."


TWO_GROUPS = "Two groups"
ALL_CHANNELS = "With two groups a filter no longer sees every channel."
OTHER_GROUP = "Those are the channels of the other filter's group."
BIAS_LEFT_OUT = "You left out the bias. Each filter keeps its own."
BIAS_SUBTRACTED = "You subtracted the bias. It is added."
ONE_CHANNEL = "A group has two channels here, not one."
SUM_HALVED = "Groups split the channels, not the sum."


def ask_in_groups(number: int, addition: str) -> str:
    """Ask what a filter gives once the layer is split into two groups.

    Examples
    --------
    >>> print(ask_in_groups(1, "3 + 4 − 3 + 6 + 1 bias = 11"))
    A layer has four channels and two filters. At one position filter 1 gives 3 + 4 − 3 + 6 + 1 bias
    = 11, where the terms are the channel sums in order. Now the layer has `groups=2`. Each filter
    keeps its kernels for the channels it sees. What does filter 1 give?
    """
    return (
        f"A layer has four channels and two filters. At one position filter {number} gives "
        f"{addition}, where the terms are the channel sums in order. Now the layer has "
        "`groups=2`. Each filter keeps its kernels for the channels it sees. What does filter "
        f"{number} give?"
    )


def explain_groups(number: int, channels: Sequence[int], addition: str) -> str:
    """Explain what a filter of a group gives.

    Examples
    --------
    >>> explain_groups(1, (2, 3), "−3 + 6 + 1 bias = 4")
    'Filter 1 sees only channels 2 and 3: −3 + 6 + 1 bias = 4.'
    """
    seen = list_text(channels, *NUMBERED_CHANNELS)
    return f"Filter {number} sees only {seen}: {addition}."


FLIPPED_KERNEL = "A flipped kernel"
OTHER_CELLS = "Each weight now covers another cell."
SIDEWAYS_ONLY = "You flipped it only left to right."
UPSIDE_DOWN_ONLY = "You flipped it only top to bottom."
SIGNS_CHANGED = "Flipping moves the weights. It does not change their signs."


def ask_for_flip(addition: str) -> str:
    """Ask what a layer gives once its kernel is flipped.

    Examples
    --------
    >>> print(ask_for_flip("12 + 1 bias = 13"))
    The output at the outlined window is 12 + 1 bias = 13. Now the kernel is flipped from top to
    bottom and from left to right. What does the layer give then?
    """
    return (
        f"The output at the outlined window is {addition}. Now the kernel is flipped from top to "
        "bottom and from left to right. What does the layer give then?"
    )


def explain_flip(addition: str) -> str:
    """Explain what a flipped kernel gives.

    Examples
    --------
    >>> explain_flip("8 + 1 bias = 9")
    'The weights are the same, but each covers another cell: 8 + 1 bias = 9.'
    """
    return f"The weights are the same, but each covers another cell: {addition}."
