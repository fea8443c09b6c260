"""Lesson 5: convolution arithmetic under the hand, the padding lab, and transposed convolution."""

from ui.controls.layer import current_settings
from ui.lessons.geometry.cases_view import arithmetic
from ui.lessons.geometry.padding_lab_view import padding_lab
from ui.lessons.geometry.transposed_view import transposed_convolution
from ui.shell.explain import explain
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)

settings = current_settings()

match choose_section(this):
    case "Convolution arithmetic":
        arithmetic(settings)

    case "The padding lab":
        explain(
            "Nobody measured the padding cells, so their values have to be invented. How many "
            "cells there are, on which sides and with which values is a convention, and the "
            "frameworks differ."
        )
        padding_lab(settings)

    case "Transposed convolution":
        explain(
            "Each input cell multiplies the kernel by its value and stamps the result onto the "
            "output. Where stamps overlap, they add up."
        )
        transposed_convolution()
        explain(
            "A transposed convolution works the other way round from a Conv2D. If there are "
            "several input channels, each has its own kernel for each output channel. Their stamps "
            "add up too, just as the channels of a Conv2D do."
        )

close_page(this)
