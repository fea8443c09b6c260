"""A teacher's own question, read as it is typed. No Streamlit here."""

from classroom import AskedQuestion, PossibleAnswer, RoomError
from ui.lessons.classroom import words

MARK, PARTS = "*", "|"


def read_choices(text: str, answers: str) -> AskedQuestion:
    r"""Read a question with answers to choose from, one a line.

    Examples
    --------
    >>> asked = read_choices("Is it a sum?", "yes *\nno | Each channel has its own map")
    >>> asked.right, asked.choices[1].text, asked.choices[1].belief
    (0, 'no', 'Each channel has its own map')

    Raises
    ------
    RoomError
        For a question that a room does not take, and for two right answers.
    """
    right, choices = None, list[PossibleAnswer]()
    for line in filter(None, map(str.strip, answers.splitlines())):
        shown, _, belief = (part.strip() for part in line.partition(PARTS))
        if shown.endswith(MARK):
            if right is not None:
                raise RoomError(words.TWO_RIGHT)
            right, shown = len(choices), shown.rstrip(MARK).strip()
        choices.append(PossibleAnswer(shown, belief))
    if not choices:
        raise RoomError(words.NO_ANSWERS)
    return AskedQuestion(text.strip(), tuple(choices), right)


def read_number(text: str, right: str) -> AskedQuestion:
    """Read a question that is answered by a whole number; the right one may be left out.

    Examples
    --------
    >>> read_number("27 + 1?", " 28 ").right, read_number("How many?", "").right
    (28, None)
    """
    typed = right.strip().replace("−", "-").replace(",", "")
    digits = typed.removeprefix("-")
    if typed and not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        raise RoomError(words.NOT_WHOLE.format(typed=right.strip()[:20]))
    return AskedQuestion(text.strip(), right=int(typed) if typed else None)
