"""Lesson 7: the layer is one matrix product, with all channels in it, and what that costs."""

from ui.controls.call import show_layer_call
from ui.controls.layer import current_scenario, current_settings, layer_controls
from ui.lessons.matrix.other_ways_view import show_other_ways
from ui.lessons.matrix.view import (
    show_code,
    show_copies,
    show_geometry,
    show_known_layers,
    show_product,
)
from ui.pictures.stage_view import show_call
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario = current_scenario(settings)

match choose_section(this):
    case "Patches times filters":
        show_layer_call(settings)
        show_product(scenario)
        let_picture_come()
        explain(
            "Copy each patch, with all its channels, into one column. Write each filter as one "
            "row. **The sum over channels is just a longer dot product.**"
        )
        show_call(scenario)
        show_code(scenario)
        layer_controls(settings)

    case "The price: copies":
        show_layer_call(settings)
        show_copies(scenario)
        show_geometry(scenario.layer.spec)
        layer_controls(settings)

    case "In well-known networks":
        explain(
            "Each step along the axis is ten times the one before. So the length of a line shows "
            "how many times larger the patch matrix is than the input. A 1x1 kernel at stride 1 "
            "copies nothing. Its patch matrix is the input itself."
        )
        show_known_layers()

    case "Other ways to the same maps":
        explain(
            "All of these ways give the same numbers, up to rounding. None of them is the best for "
            "every layer."
        )
        show_other_ways()

close_page(this)
