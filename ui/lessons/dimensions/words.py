"""What lesson 6 asks about a block that is less deep than its input."""

from dataclasses import replace

from ui.shell.prediction import Answer, Prediction


def predict_places(channels: int) -> Prediction:
    """Ask how many maps come out once the block is one channel less deep than the input.

    Examples
    --------
    >>> asked = predict_places(3)
    >>> asked.question[-32:]
    'How many maps does it make then?'
    >>> asked.answers[asked.right].meaning[:54]
    'It has room to move in depth: 3 − 2 + 1 = 2 places. So'
    """
    depth = channels - 1
    asked = Prediction(
        "depth",
        "The channels of your input are the depth of a volume here. A block that is as deep, "
        "{channels}, makes one map. Make it {depth} deep, one less. How many maps does it make "
        "then?",
        {
            "one": Answer(
                "1, as before",
                "Then it would still stand in one place only. A block {depth} deep on {channels} "
                "channels can start at the first channel and at the second: {channels} − {depth} "
                "+ 1 = {places} places.",
            ),
            "places": Answer(
                "{places}",
                "It has room to move in depth: {channels} − {depth} + 1 = {places} places. So it "
                "makes {places} maps, which are a volume again. That is Conv3D.",
            ),
            "channels": Answer(
                "One for each channel: {channels}",
                "Then the block would start at every channel, also at the last. There it would "
                "stick out of the input: it fits in {channels} − {depth} + 1 = {places} places.",
            ),
        },
        "places",
        "M5",
    )
    if channels == 2:  # two places, and two channels
        asked = replace(asked, answers={name: asked.answers[name] for name in ("one", "places")})
    places = channels - depth + 1
    return asked.with_numbers(channels=f"{channels}", depth=f"{depth}", places=f"{places}")
