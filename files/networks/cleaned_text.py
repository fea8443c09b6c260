"""A pasted text without what a page, a chat or an interpreter put around its lines.

Every line keeps its number, so that a problem can name it.
"""

import re
import textwrap
from itertools import pairwise

# What word processors make of quotes, of a minus and of a space.
TYPED = str.maketrans("“”„‟‘’‚−–\u00a0\u202f\u2028\ufeff\u200b", '""""\'\'\'--     ')
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2029\ud800-\udfff]")
FENCE = re.compile(r"\s*(?:```|~~~)[\w+-]*\s*")
PROMPTS = (
    re.compile(r"\s*(?:>>>|\.\.\.)(?: |$)"),  # of Python
    re.compile(r"\s*(?:In|Out)? ?\[\d+\]: ?|\s*\.\.\.: ?"),  # of IPython
)
QUOTED = re.compile(r"> ?")
LINE_NUMBER = re.compile(r"\s*(\d+)(?:[:.|)\t]|(?=\s|$)) ?")


def clean_lines(text: str) -> list[str]:
    r"""Return the lines of a text as they were in the file they come from.

    Typographic quotes become those of Python; fences of code, prompts, marks of quotation and
    numbers of lines go, and so does the indentation that all lines share.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        As many as the text has.

    Examples
    --------
    >>> clean_lines("```python\n>>> nn.Conv2d(3, 8, 3, padding_mode=“zeros”)\n```")
    ['', 'nn.Conv2d(3, 8, 3, padding_mode="zeros")', '']
    >>> clean_lines("1 x = 3\n2 if x:\n3     y = 4")
    ['x = 3', 'if x:', '    y = 4']
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(TYPED)
    lines = [CONTROL.sub(" ", line.expandtabs(4)).rstrip() for line in plain.split("\n")]
    lines = ["" if FENCE.fullmatch(line) else line for line in lines]
    lines = _without_prompts(_without_numbers(_without_quotation(lines)))
    return textwrap.dedent("\n".join(lines)).split("\n")


def _without_quotation(lines: list[str]) -> list[str]:
    """Take the mark of a quoted mail away, if every line has it."""
    written = [line for line in lines if line.strip()]
    if not written or any(not line.startswith(">") or line[:3] == ">>>" for line in written):
        return lines
    return [QUOTED.sub("", line, count=1) for line in lines]


def _without_numbers(lines: list[str]) -> list[str]:
    """Take the numbers of lines away, if the lines are counted one by one."""
    found = [LINE_NUMBER.match(line) for line in lines if line.strip()]
    numbers = [int(match[1][:9]) for match in found if match]
    if len(found) < 3 or len(numbers) < len(found):
        return lines
    if any(after != before + 1 for before, after in pairwise(numbers)):
        return lines
    return [LINE_NUMBER.sub("", line, count=1) for line in lines]


def _without_prompts(lines: list[str]) -> list[str]:
    """Take the prompts of an interpreter away, if the text has any that asks for a statement."""
    for prompt, asks in zip(PROMPTS, (">>>", "In ["), strict=True):
        if any(line.lstrip().startswith(asks) for line in lines):
            return [prompt.sub("", line, count=1) for line in lines]
    return lines
