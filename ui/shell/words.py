"""What the shell says on every page: around a prediction that is made on maps."""

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
    >>> label_board("Which cell is the centre?", "An input of 5 rows and 5 columns.")
    'Which cell is the centre? An input of 5 rows and 5 columns. Arrow keys move, Enter chooses.'
    """
    return f"{question} {shown} Arrow keys move, Enter chooses."
