"""The numbers in a text: a test that asks for these leaves the words free, and no number."""

import re

NUMBER = re.compile(
    r"""(?:(?<![\w)])-)?   # a sign, unless it stands between two numbers: 5-3
        (?<![A-Za-wyz_\d.])   # neither inside a name, as in Conv2D, nor inside another number
        \d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?""",
    re.VERBOSE,
)


def numbers_in(text: str) -> list[float]:
    """All numbers of a text, in order.

    Examples
    --------
    >>> numbers_in("A 3x3 window: −10 + 16 = 6, of 1,024 in Conv2D, or 1.5e-3.")
    [3.0, 3.0, -10.0, 16.0, 6.0, 1024.0, 0.0015]
    >>> numbers_in("rows 2-4, 5 − 3"), numbers_in(r"2 \\cdot 8 = 1{,}016")
    ([2.0, 4.0, 5.0, 3.0], [2.0, 8.0, 1016.0])
    """
    plain = text.replace("−", "-").replace("{,}", ",")
    return [float(number.replace(",", "")) for number in NUMBER.findall(plain)]


def says(text: str, *numbers: float) -> bool:
    """Whether a text holds these numbers side by side, whatever the words between them.

    Examples
    --------
    >>> says("5 rows and 2 above make 7.", 5, 2, 7), says("5 rows and 2 above make 7.", 5, 7)
    (True, False)
    """
    found, length = numbers_in(text), len(numbers)
    runs = (tuple(found[start : start + length]) for start in range(len(found) + 1))
    return numbers in runs


def line_of(text: str, *names: str) -> str:
    """The one line of a text, or row of a table, in which all these names stand.

    Examples
    --------
    >>> line_of("| **TF32** | 8 |\\n| **float16** | 9 |", "TF32")
    '| **TF32** | 8 |'
    """
    (line,) = (line for line in text.splitlines() if all(name in line for name in names))
    return line


def rows_of(tables: str, name: str) -> list[list[str]]:
    """The cells after the first of every table row whose first cell is this name, in order.

    Examples
    --------
    >>> rows_of("| **valid** | 0 | `refused` |", "valid")
    [['0', 'refused']]
    """
    rows = [[cell.strip(" *`") for cell in line.split("|")[1:-1]] for line in tables.splitlines()]
    return [row[1:] for row in rows if row and row[0] == name]


def in_order(*parts: object) -> re.Pattern[str]:
    """A pattern for a text that holds these numbers and names in order, whatever stands between.

    Examples
    --------
    >>> bool(in_order(2, 4, "right").search("2 of 4 answered, 1 of them right"))
    True
    """
    return re.compile(
        ".*".join(rf"(?<!\w){re.escape(str(part))}(?!\w)" for part in parts), re.DOTALL
    )
