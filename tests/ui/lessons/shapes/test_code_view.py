"""The programs of lesson 3: of the whole network, of a stack, or of one layer."""

import ast

import pytest
from streamlit.testing.v1 import AppTest

from tests.open_page import open_page
from ui.shell.lesson_table import LESSONS

SHAPES = next(lesson for lesson in LESSONS if "Shapes" in lesson.title)
CODE = SHAPES.sections[-1]
TORCH = "nn.Conv2d(3, 8, 3)\nnn.MaxPool2d(2)\nnn.Flatten()\nnn.Linear(12321 * 8, 10)"
KERAS = "Conv2D(8, 3)\nMaxPooling2D(2)\nFlatten()\nDense(10)"


def program(text: str) -> str:
    """Open the section with a text, and return the program that it shows."""
    page: AppTest = open_page(SHAPES.file, section=CODE)
    page.text_area(key="layers").set_value(text).run()
    (shown,) = [code.value for code in page.code if "import" in code.value]
    ast.parse(shown)
    return shown


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (TORCH, ["nn.Conv2d(3, 8, 3)", "nn.MaxPool2d(2)", "nn.Linear(98568, 10)"]),
        (KERAS, ["layers.Conv2D(8, 3, ", "layers.MaxPooling2D(2)", "layers.Dense(10, "]),
    ],
)
def test_the_program_of_a_network_holds_all_of_it(text: str, made: list[str]) -> None:
    shown = program(text)
    assert [layer for layer in made if layer not in shown] == []


def test_one_layer_alone_prints_the_same_numbers_in_all_frameworks() -> None:
    assert "checksum" in program("nn.Conv2d(3, 8, 3)")
