"""What the page of a question says around it: whether an answer is right, and where to go."""

NUMBERS_OF_QUESTION = "The numbers of the question. Arrow keys move the position."


def say_right(answer: str) -> str:
    """Say that an answer is right.

    Examples
    --------
    >>> say_right("Any number, 1 or more")
    '**Any number, 1 or more** is right.'
    """
    return f"**{answer}** is right."


def tell_answer(answer: str) -> str:
    """Tell the right answer to who gave none.

    Examples
    --------
    >>> tell_answer("896")
    'The right answer is **896**.'
    """
    return f"The right answer is **{answer}**."


def say_wrong(given: str, slip: str, right: str) -> str:
    """Say that an answer is not right, what it gives away where that is known, and what is right.

    Examples
    --------
    >>> say_wrong("288", "You counted one channel.", "896")
    '**288** is not right. You counted one channel. The right answer is **896**.'
    >>> say_wrong("7", "", "896")
    '**7** is not right. The right answer is **896**.'
    """
    said = (f"**{given}** is not right.", slip, tell_answer(right))
    return " ".join(filter(None, said))


def link_lesson(title: str) -> str:
    """Name the link to the lesson of a question.

    Examples
    --------
    >>> link_lesson("Slide the kernel")
    'Go to the lesson: Slide the kernel'
    """
    return f"Go to the lesson: {title}"
