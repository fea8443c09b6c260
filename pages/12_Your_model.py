"""Lesson 12: a model of one's own, its filters, and where any of its numbers comes from."""

from ui.lessons.model.filters_view import show_filters
from ui.lessons.model.open_view import choose_model, current_model, show_model
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)
section = choose_section(this)
opened = current_model()

match section:
    case "Its layers":
        choose_model()
        show_model(opened)
        let_picture_come()

    case "All filters":
        show_filters(opened)
        explain(
            "Each filter is as deep as the input of its layer: it has one kernel for every "
            "channel. Click one to see its kernels with their numbers."
        )

close_page(this)
