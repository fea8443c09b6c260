"""What is asked and said about a block that is less deep than its input."""

from dataclasses import replace

from ui.shell.prediction import Answer, Prediction

ONE_CHANNEL = (
    "This filter sees only one channel, so its depth is 1. Choose more channels, or fewer groups."
)
DEPTH_HELP = (
    "How many channels the block covers. In a Conv2D you cannot choose this: it always covers all "
    "of them."
)


def predict_places(channels: int) -> Prediction:
    """Ask how many maps come out once the block is one channel less deep than the input.

    Examples
    --------
    >>> asked = predict_places(3)
    >>> asked.question[-27:]
    'How many maps does it give?'
    >>> asked.answers[asked.right].meaning[:57]
    'It has room to move in depth: 3 − 2 + 1 = 2 positions. So'
    """
    depth = channels - 1
    asked = Prediction(
        "depth",
        "The filter's block of weights is {channels} deep, as deep as the input, and gives one "
        "map. Now make the block {depth} deep, so that it covers one channel less. How many maps "
        "does it give?",
        {
            "one": Answer(
                "1, as before",
                "Then it would still have only one position. A block {depth} deep on {channels} "
                "channels can start at the first channel or at the second: {channels} − {depth} "
                "+ 1 = {places} positions.",
            ),
            "places": Answer(
                "{places}",
                "It has room to move in depth: {channels} − {depth} + 1 = {places} positions. So "
                "it gives {places} maps, which form a volume again. That is Conv3D.",
            ),
            "channels": Answer(
                "One for each channel: {channels}",
                "Then the block would start at every channel, even at the last. There it would "
                "stick out of the input. It fits at only {channels} − {depth} + 1 = {places} "
                "positions.",
            ),
        },
        "places",
        "M5",
    )
    if channels == 2:  # two places, and two channels
        asked = replace(asked, answers={name: asked.answers[name] for name in ("one", "places")})
    places = channels - depth + 1
    return asked.with_numbers(channels=f"{channels}", depth=f"{depth}", places=f"{places}")


def announce_slider(channels: int) -> str:
    """Say what will be chosen once the question is answered.

    Examples
    --------
    >>> print(announce_slider(3))
    The block is 3 deep, as deep as the input. Below, predict what a shallower block would do. Then
    you can choose its depth here.
    """
    return (
        f"The block is {channels} deep, as deep as the input. Below, predict what a shallower "
        "block would do. Then you can choose its depth here."
    )


def describe_one_place(channels: int, equal: int, numbers: int) -> str:
    """Say that a block as deep as the input is a Conv2D, and in how many numbers both agree.

    Examples
    --------
    >>> print(describe_one_place(3, 9, 9))
    The block is as deep as the input. It has 3 − 3 + 1 = 1 position in depth, so it has no room to
    move there. The result is one map, the same as Conv2D's. Equal numbers: 9 of 9.
    """
    return (
        f"The block is as deep as the input. It has {channels} − {channels} + 1 = 1 position in "
        "depth, so it has no room to move there. The result is one map, the same as Conv2D's. "
        f"Equal numbers: {equal:,} of {numbers:,}."
    )


def describe_places(channels: int, depth: int) -> str:
    """Say at how many places a less deep block fits, and what it makes there.

    Examples
    --------
    >>> print(describe_places(3, 2))
    A block 2 deep on 3 channels has 3 − 2 + 1 = 2 positions in depth, so it slides in depth too.
    The result is 2 maps, which form a volume. That is Conv3D.
    """
    places = channels - depth + 1
    return (
        f"A block {depth} deep on {channels} channels has {channels} − {depth} + 1 = {places} "
        f"positions in depth, so it slides in depth too. The result is {places} maps, which form a "
        "volume. That is Conv3D."
    )
