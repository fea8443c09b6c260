"""Lesson 4, code: programs for the setting on the screen, as they run in Keras, PyTorch, NumPy."""

from collections.abc import Callable
from functools import partial

from files.layer_code import Language, Program
from files.sum_code import layer_program, operator_program, separable_program
from ui.controls.widgets import choice_buttons, choice_menu
from ui.lessons.control.mixing_view import read_matrix
from ui.lessons.control.words import operators as words
from ui.pictures.program_tabs import show_program_tabs
from ui.shell.page_part import page_part
from ui.state.keys import OPERATOR, OPERATOR_PROGRAM, SEPARABLE_PROGRAM, SUM_PROGRAM
from ui.state.memories import SUM_LANGUAGE
from ui.state.scenario import Scenario


@page_part
def show_programs(scenario: Scenario, dense: Scenario) -> None:
    """Choose what a program is for, and write it in Keras, PyTorch and NumPy."""
    kind = choice_buttons(SUM_PROGRAM, words.PROGRAM_HELP)
    matrix, shape = read_matrix(dense.layer.spec.in_channels), scenario.layer.input.shape
    write: Callable[[Language], Program]
    if kind == SEPARABLE_PROGRAM:
        write = partial(separable_program, dense.layer.spec, len(matrix), shape)
    elif kind == OPERATOR_PROGRAM:
        operator = choice_menu(OPERATOR, words.OPERATOR_HELP, width=300)
        weights = matrix[-1].tolist()
        write = partial(operator_program, dense.layer.spec, operator, shape, weights=weights)
    else:
        write = partial(layer_program, scenario.layer.spec, shape)
    show_program_tabs(
        lambda language: write(language).text(), name="control_the_sum", key=SUM_LANGUAGE
    )
