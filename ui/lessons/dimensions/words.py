"""What lesson 6 asks about a block that is less deep than its input."""

from dataclasses import replace

from ui.shell.prediction import Answer, Prediction


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
        "Here the channels of your input are the depth of a volume. A block that is {channels} "
        "deep, as deep as the input, gives one map. Now make the block {depth} deep, one less. "
        "How many maps does it give?",
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
