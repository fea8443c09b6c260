"""A page of the app as AppTest runs it, what it says, and the numbers in what it says."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.shell.lesson_table import HOME

ROOT = Path(__file__).parents[1]
NUMBER = re.compile(
    r"""(?:(?<![\w)])-)?   # a sign, unless it stands between two numbers: 5-3
        (?<![A-Za-wyz_\d.])   # neither inside a name, as in Conv2D, nor inside another number
        \d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?""",
    re.VERBOSE,
)


def open_page(file: str, **link: object) -> AppTest:
    """Open a page by a link.

    The home page comes first, since only its folder holds `pages/`.
    """
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = str(value)
    if file != HOME.file:
        page.switch_page(file)
    return page.run()


def complaints(page: AppTest) -> list[str]:
    """What the page says went wrong: exceptions, and errors meant for the learner."""
    return [element.message for element in page.exception] + [e.value for e in page.error]


def words_of(page: AppTest) -> str:
    """What a page without complaints writes, without the escapes of Markdown."""
    assert complaints(page) == []
    return unescaped("\n".join(element.value for element in page.markdown))


def captions_of(page: AppTest) -> str:
    """The small print of a page, without the escapes of Markdown."""
    return unescaped("\n".join(caption.value for caption in page.caption))


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def numbers_in(text: str) -> list[float]:
    """All numbers of a text, in order: a test that asks for these leaves the words free.

    Examples
    --------
    >>> numbers_in("A 3x3 window: −10 + 16 = 6, of 1,024 in Conv2D, or 1.5e-3.")
    [3.0, 3.0, -10.0, 16.0, 6.0, 1024.0, 0.0015]
    >>> numbers_in("rows 2-4, 5 − 3")
    [2.0, 4.0, 5.0, 3.0]
    """
    found = NUMBER.findall(unescaped(text).replace("−", "-"))
    return [float(number.replace(",", "")) for number in found]
