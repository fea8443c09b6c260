"""The words of the lessons: what each means, and how sentences mark them. No Streamlit here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

MARK = "#word-"
"""Begins the address that a marked word leads to, by which style and script know it."""


@dataclass(frozen=True)
class Term:
    """A word of the lessons.

    Attributes
    ----------
    name : str
        As sentences have it; pictures light what they know by this name.
    meaning : str
        One sentence, which a learner reads where the word first stands.
    by_channel : bool
        Whether every channel has its own; then the channels' colours underline the word.
    plural : str
        What several of them are called; empty where nobody counts them.
    lit : bool
        Whether pictures can light it; of all others a sentence only says what they mean.
    """

    name: str
    meaning: str
    by_channel: bool = False
    plural: str = ""
    lit: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """One and several."""
        return (self.name, self.plural) if self.plural else (self.name,)


TERMS: tuple[Term, ...] = (
    Term(
        "input", "What goes into the layer: one grid of numbers for each channel.", True, "inputs"
    ),
    Term(
        "channel",
        "One of the grids that make up the input, such as the red of a picture.",
        True,
        plural="channels",
    ),
    Term(
        "window",
        "The rows and columns that the filter covers now. It goes through all channels at once.",
        plural="windows",
    ),
    Term(
        "position",
        "Where the window is, given by a row and a column of the output.",
        plural="positions",
    ),
    Term(
        "patch",
        "The numbers under the window, from all channels.",
        True,
        "patches",
    ),
    Term("kernel", "A grid of weights for one channel, such as 3x3.", True, plural="kernels"),
    Term(
        "filter",
        "All the kernels that make one feature map, one for each channel, together with one bias.",
        plural="filters",
    ),
    Term(
        "weight",
        "One number of a kernel. Training finds it. All weights of a layer together are its weight "
        "in PyTorch and its kernel in Keras.",
        True,
        plural="weights",
    ),
    Term("product", "A number of the patch times the weight over it.", True, plural="products"),
    Term(
        "channel sum",
        "All products of one channel at one position, added up.",
        True,
        plural="channel sums",
    ),
    Term("bias", "One number for each filter, added once at every position.", False, "biases"),
    Term(
        "partial map",
        "The channel sums of one filter and one channel at all positions.",
        True,
        plural="partial maps",
    ),
    Term(
        "feature map",
        "What one filter gives at all positions. Each number is its channel sums plus its bias.",
        plural="feature maps",
    ),
    Term(
        "dot product",
        "The numbers of two lists, such as a filter and a patch, multiplied in pairs and added up.",
        plural="dot products",
    ),
    Term(
        "block",
        "The weights of one filter as a solid, such as 3x3x3. They move as one.",
        plural="blocks",
        lit=False,
    ),
    Term("stride", "How many cells the window moves per step.", plural="strides", lit=False),
    Term(
        "padding",
        "Cells added around the input, usually zeros. With them the window can start further out.",
        lit=False,
    ),
    Term(
        "dilation",
        "The distance between neighbouring weights on the input. 1 means no gaps.",
        lit=False,
    ),
    Term(
        "receptive field",
        "The cells of the first input that one output number depends on, through all layers.",
        plural="receptive fields",
        lit=False,
    ),
    Term(
        "multiply-add",
        "One multiplication and one addition. Counting them shows how much work a layer does.",
        plural="multiply-adds",
        lit=False,
    ),
    Term(
        "dense",
        "A layer is dense if it has one group, so that each filter sees all channels. The layer "
        "that Keras calls Dense is something else.",
        lit=False,
    ),
    Term(
        "group",
        "Some of the channels and some of the filters. Those filters see only those channels.",
        plural="groups",
        lit=False,
    ),
    Term(
        "depthwise",
        "A layer is depthwise if it has as many groups as channels. Each filter sees a single "
        "channel.",
        lit=False,
    ),
    Term(
        "1x1 convolution",
        "A convolution with kernels of one weight. At each position it gives a weighted sum of "
        "the channels.",
        plural="1x1 convolutions",
        lit=False,
    ),
)
"""All of them, in the order in which a learner meets them."""
BY_FORM: Mapping[str, Term] = MappingProxyType(
    {form: term for term in TERMS for form in term.forms}
)
_FORMS = "|".join(sorted(BY_FORM, key=len, reverse=True))
_WORD = re.compile(rf"\b({_FORMS})\b", re.IGNORECASE)
_KEPT = re.compile(r"(`[^`]*`|\$[^$]*\$|\[[^\]]*\]\([^)]*\)|\bDense\b)")
"""Code, formulas and links, in which no word is marked, and the layer of Keras."""


def address_of(term: Term) -> str:
    """Return where a marked word leads.

    Examples
    --------
    >>> address_of(BY_FORM["feature maps"])
    '#word-feature-map'
    """
    return f"{MARK}{term.name.replace(' ', '-')}"


def mark_terms(text: str) -> str:
    """Mark each term of a text in Markdown where it first stands, with its meaning.

    Examples
    --------
    >>> mark_terms("Each `filter` has a bias, and biases are learned.").split('"')[::2]
    ['Each `filter` has a [bias](#word-bias ', '), and biases are learned.']
    >>> mark_terms("A biased view.")
    'A biased view.'
    """
    return "".join(_marked_parts(text))


def _marked_parts(text: str) -> Iterator[str]:
    met: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        term = BY_FORM[found[0].lower()]
        if term.name in met:
            return found[0]
        met.add(term.name)
        return f'[{found[0]}]({address_of(term)} "{term.meaning}")'

    for part in _KEPT.split(text):
        yield part if _KEPT.fullmatch(part) else _WORD.sub(mark, part)
