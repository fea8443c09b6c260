"""Lesson 6: count the directions that the block moves in, not its axes."""

from ui.controls.call import show_layer_call
from ui.controls.layer import current_scenario, current_settings
from ui.lessons.dimensions.view import (
    chosen_depth,
    first_filter,
    show_depths,
    show_layer_kind,
    show_shuffled,
    show_table,
)
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario = current_scenario(settings)

match choose_section(this):
    case "Three kinds of layer":
        show_layer_kind()
        let_picture_come()
        explain(
            "Count the directions in which a filter's block of weights moves, not its axes. The "
            "block always has one more axis: the channels. It sees all of them at once and adds "
            "them up."
        )
        show_table()

    case "How deep is the block?":
        show_layer_call(settings, about=())
        one_filter = first_filter(scenario)
        show_depths(scenario, one_filter)

    case "Who is whose neighbour?":
        explain(
            "The order of the terms does not change a sum, so in a Conv2D no channel is next to "
            "another."
        )
        show_layer_call(settings, about=())
        one_filter = first_filter(scenario)
        show_shuffled(one_filter, chosen_depth(one_filter))
        explain("Neighbours matter only in the directions in which a block slides.")

close_page(this)
