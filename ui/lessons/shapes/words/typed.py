"""What is said about the text of a layer or a network, and about its programs."""

from collections.abc import Sequence

from text import list_text

TEXT_HELP = (
    "Type or paste layers or a network in Keras or PyTorch: a program, printed model, summary or "
    "error message. The text is never run."
)
EXAMPLES, EXAMPLES_HELP = "Examples", "Each of these replaces the text above."
ONE_LAYER = "One layer"
FIRST_OF_RESNET = "First layer of ResNet"
BLOCK_OF_VGG = "A block of VGG"
DEPTHWISE = "Depthwise, then 1x1"
LENET = "LeNet"
DOWN_AND_UP = "Down and up again"
NOT_IN_TEXT, NUMBER_HELP = "not in the text", "The text does not give this number."
VOLUME = (
    "This network slides in 3 directions. Give its input in the text, for example `x = "
    "torch.randn(1, 3, 16, 112, 112)`."
)
GUESSED = "The text does not give the size of the input. {text} is a guess that fits the first row."
GIVEN = "The text gives the input as {text}."
FIELDS_SAY = "The fields say {fields}."
NOT_GIVEN = "The text does not give the size of the input. The fields say {fields}."
SWITCHED = "This text is in {framework}, so all lessons now use its names."
NO_LAYER = "There is no layer in the text."
PROBLEM_OF, ODDITY_OF, NOTE_OF = "{row}: {problem}", "{row} {oddity}", "line {line}: {note}"
NOT_TRANSLATED = "The layers stay as you wrote them, because not all of them can be translated."
NOT_WRITTEN = "{call} cannot be written in {framework}: {refusal}"
WRITE_INSTEAD = "- **{what}**: {why} Write {instead}."
FORMAT_HELP = "Where Keras puts the channels of input and output. The weight does not change."
CHANNELS_FIRST = (
    "On a CPU, TensorFlow runs channels_first only with oneDNN (float32 on x86). On some "
    "processors oneDNN is off by default. Set `TF_ENABLE_ONEDNN_OPTS=1` before Python starts. "
    "channels_last runs everywhere."
)
NOTHING_RUNS = "No 2-D convolution here fits this input, so there is nothing to run."
WHOLE_NETWORK = (
    "Each program builds the whole network, draws the same weights, and prints the shape of its "
    "output, a checksum and how many parameters it has. All three print the same checksum. If the "
    "layers of Keras do not give the same numbers, the program for Keras says so. The NumPy "
    "program needs only NumPy."
)


def name_others(rows: Sequence[str], most: int) -> str:
    """Name the other rows that may not be meant.

    Examples
    --------
    >>> name_others(["row 4 (Conv2D)"], 6), name_others(["row 4", "row 5", "row 6"], 2)
    ('look also at row 4 (Conv2D)', 'look also at row 4, row 5 and 1 more')
    """
    return list_text(rows, "look also at {n}", "look also at {n}", most)
