"""The words of the lessons: marked once each, nowhere in code, and known to the pictures."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from conv_engine import conv2d
from stage.frontend_files import FRONTEND
from stage.options import PARTS
from tests.open_page import open_page
from ui.shell.glossary import MARK, TERMS, mark_terms
from ui.shell.lesson_table import HOME
from ui.shell.word_pictures import INPUT, WEIGHT, picture_of

SENTENCE = re.compile(r"[A-Z].*\.")


def marked(text: str) -> list[str]:
    """What is marked in a text, as it stands there."""
    return re.findall(rf"\[([^]]+)\]\({MARK}", mark_terms(text))


def test_a_term_is_marked_where_it_first_stands_in_either_form() -> None:
    assert marked("Patches and kernels: a patch, a kernel.") == ["Patches", "kernels"]
    assert marked("The channel sums of a channel.") == ["channel sums", "channel"]


def test_nothing_is_marked_in_code_formulas_and_links() -> None:
    text = "`Conv2D(filters=2)`, `kernel`, $input$, [the window](https://a.b/window)"
    assert mark_terms(text) == text
    assert marked("Dense(10) is Keras's, and a dense layer is another.") == ["dense"]


def test_a_meaning_is_one_sentence_that_a_link_can_carry() -> None:
    for term in TERMS:
        assert SENTENCE.fullmatch(term.meaning), term.name
        assert not re.search(r'["`\[\]<>]', term.meaning), term.name


def test_pictures_know_every_term_and_every_part_of_a_tour() -> None:
    files = ("stage_parts.js", "board/board_parts.js", "matrix/matrix_parts.js")
    known = "".join((FRONTEND / file).read_text(encoding="utf-8") for file in files)
    for name in {*PARTS, *(term.name for term in TERMS if term.lit)}:
        assert re.search(rf'^ +"?{name}"?:', known, re.MULTILINE), name


@pytest.mark.parametrize("dark", [False, True])
def test_every_term_has_a_picture_and_words_for_those_who_do_not_see_it(dark: bool) -> None:
    pictures = [picture_of(term.name, dark) for term in TERMS]
    assert all(SENTENCE.fullmatch(picture.alt) for picture in pictures)
    assert len({picture.svg for picture in pictures}) == len(TERMS)


def test_a_picture_shows_the_numbers_of_the_engine() -> None:
    printed = re.findall(r">([-−\d]+)</text>", picture_of("feature map").svg)
    output = conv2d(INPUT, WEIGHT, [1])[0]
    assert printed == [str(number).replace("-", "−") for number in output.flat]


def test_a_link_opens_the_glossary_over_any_page() -> None:
    assert words_in_glossary(open_page(HOME.file, glossary=1)) == len(TERMS)
    assert words_in_glossary(open_page(HOME.file)) == 0


def words_in_glossary(page: AppTest) -> int:
    return sum(element.proto.body.count("<dt>") for element in page.get("html"))
