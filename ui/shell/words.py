"""What the frame of every page says: menu, tour, glossary, predictions, class. No Streamlit here.

Titles and questions of the lessons are in `lesson_table`, the words of the lessons in `glossary`,
and the steps of the tour in `tour.toml`: tables that hold nothing but texts.
"""

from collections.abc import Mapping
from types import MappingProxyType

# The menu, and what is at the end of a page.

COPY_LINK, COPY_FRAME = "Copy link", "Copy as iframe"
COPY_LINK_HELP = "Copies a link to this page with its current settings."
COPY_FRAME_HELP = "Copies a frame with this page and its current settings, for a page of your own."
LINK_FIELD = "Link to this view"
LINK_COPIED, FRAME_COPIED = "Link copied.", "Frame copied."
LINK_WITHOUT = (
    "Link copied, but without {left_out}. To keep them, save a scenario file under “Input and "
    "filters”."
)
FRAME_WITHOUT = (
    "Frame copied, but without {left_out}. To keep them, save a scenario file under “Input and "
    "filters”."
)
COPY_BY_HAND = "Copy it from here."
NEXT_LESSON = "Next: {title}"
SECTION_HELP = "Choose which part of the lesson you see."
SOURCES = (
    "Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016)",
    "Zhang, Lipton, Li and Smola, Dive into Deep Learning",
    "Warden, Why GEMM is at the heart of deep learning (2015)",
    "Araujo, Norris and Sim, Computing receptive fields of convolutional neural networks (2019)",
    "the documentation of Keras 3 and PyTorch 2.13",
)
FOOTER = "How channels add up {version}. Sources: {sources}."

# Presenting.

PRESENT = "Present"
PRESENT_HELP = "Shows large type and no side bar, for a projector. Press Escape to end it."
FOLLOWING = "Next lesson"
FOLLOWING_HELP = (
    "{title}. Use PageDown and PageUp to move through sections and lessons. B makes the screen "
    "black until the next key."
)
END_PRESENTING = "End presenting"
END_PRESENTING_HELP = "Goes back to the page with its menu."

# The glossary.

GLOSSARY = "Glossary"
GLOSSARY_HELP = "Shows all words of the lessons on one screen, each with a picture."
GLOSSARY_TITLE = "The words of these lessons"
PICTURES: Mapping[str, str] = MappingProxyType(
    {
        "input": "Three grids of 3 x 3 numbers, one behind the other.",
        "channel": "Three grids. The first is in full colour.",
        "window": "The same 2 x 2 cells are framed on all three grids.",
        "position": "A map of 2 x 2 numbers with one cell framed.",
        "patch": "Four numbers of each of the three channels.",
        "kernel": "One grid of 2 x 2 weights.",
        "filter": "Three grids of 2 x 2 weights, one behind the other, and a bias.",
        "weight": "A grid of 2 x 2 weights with one of them framed.",
        "product": "Patch times kernel gives products. One cell is framed in each.",
        "channel sum": "Four products, and an arrow to their sum.",
        "bias": "Three channel sums and a framed bias, added up.",
        "partial map": "A map of 2 x 2 channel sums in the frame of one channel.",
        "feature map": "A map of 2 x 2 output numbers.",
        "dot product": "A row of weights times a column of numbers is one number.",
        "block": "Three grids of 2 x 2 weights move across and down together.",
        "receptive field": "A framed grid of 3 x 3 cells, then 2 x 2 numbers, then one framed "
        "number.",
        "multiply-add": "A sum to which a number times a weight is added.",
        "dense": "Four channels by four filters, with ones everywhere.",
        "stride": "A grid with a frame of 2 x 2 cells, and the next one 2 cells on.",
        "padding": "A grid of 2 x 2 numbers with a ring of zeros around it.",
        "dilation": "Four cells of a grid are framed, with one cell between them.",
        "group": "Four channels by four filters, with ones in two blocks of 2 x 2.",
        "depthwise": "Four channels by four filters, with ones on the diagonal.",
        "1x1 convolution": "One cell of each channel, and an arrow to one number.",
    }
)
"""What the picture of each word shows, for those who do not see it."""

# Predictions.

PREDICT = "**Predict first.** {question}"
SHOW_ANSWER, SHOW_WITHOUT_GUESSING = "Show the answer", "Show without guessing"
SHOW_ANSWER_HELP = "Shows the answer and the reason for it."
ANSWER_IS = "**{answer}.** {meaning}"
ANSWERED_RIGHT = "**Right.** {meaning}"
ANSWERED_WRONG = "{meaning} The right answer: **{right}**."
OUTLINES = "Your choice has the solid outline, the right answer the dashed one."
HOW_TO_CHOOSE = "Click or tap your answer. By keyboard, the arrow keys move and Enter chooses."


def name_cell(row: int, column: int) -> str:
    """Name a cell of a map.

    Examples
    --------
    >>> name_cell(1, 2)
    'row 1, column 2'
    """
    return f"row {row}, column {column}"


def say_chosen(place: str) -> str:
    """Say which place of a map was chosen.

    Examples
    --------
    >>> say_chosen("row 1, column 2")
    'You chose row 1, column 2.'
    """
    return f"You chose {place}."


def label_board(question: str, shown: str) -> str:
    """Say to screen readers what is asked on maps, and how it is answered.

    Examples
    --------
    >>> label_board("Which cell does `stride=2` skip?", "An input of 5 rows.")
    'Which cell does stride=2 skip? An input of 5 rows. Arrow keys move, Enter chooses.'
    """
    return f"{question.replace('`', '')} {shown} Arrow keys move, Enter chooses."


# A class in a room.

ROOM = "Room {code}"
SHOW_TO_CLASS, TO_THE_ROOM = "Show to the class", "To the room"
SHOW_TO_CLASS_HELP = "Opens this page with these settings on all phones in your room."
PAGE_SHOWN = "All phones show this page."
ASK_CLASS = "Ask the class"
ASK_CLASS_HELP = "Puts this question to all phones in your room."
QUESTION_ASKED = "All phones ask this question."

# The tour.

STEP_NUMBER = "**Step {number} of {count}.** {words}"
STEP_NAME = "{tour}, step {number}"
DO = "{words}\n\n**Do:** {do}"
LOOK = "{words}\n\n**Look:** {look}"
BACK, NEXT, FINISH = "Back", "Next", "Finish"
FIRST_STEP = "This is the first step."
WHAT_STAYS = (
    "The layer stays as the tour has set it. You can start the tour again from the home page."
)
FINISHED = f"That was the tour. {WHAT_STAYS}"
END_TOUR = "End the tour"
TOUR_WAITS = "The tour waits for you."
BACK_TO_TOUR = "Back to the tour, step {number}"
TOUR = (
    "**{title}**: one step through the lessons, with one thing to try.",
    "**{title}**: {n} steps through the lessons, each with one thing to try.",
)
START_TOUR = "Start the tour"
GO_ON = "Go on with step {number}"
WRITE_TOUR = "Write your own tour"
WRITE_TOUR_HOW = "A tour is a text file. Download this one, change it, and open it here."
DOWNLOAD_TOUR = "Download the tour"
DOWNLOAD_TOUR_HELP = "The text of the built-in tour, with its title and its steps in order."
TOUR_FILE = "Tour"
TOUR_FILE_HELP = "Choose a text file with a title and steps, like the one above."

# Why the file of a tour is refused: a clause, which the page makes a sentence.

STEP_PROBLEM = "step {number}: {problem}"
NO_SUCH_PAGE = "page {page} is not one of {pages}"
NO_SUCH_LIGHT = "{name} is {word}, but it has to be one of {known}, or a name of a link"
NO_SUCH_NAME = "{name} is not one of {known}"
LEFT_OUT = "left out"
