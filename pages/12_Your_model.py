"""Lesson 12: a model of one's own, its filters, and where any of its numbers comes from."""

from ui.lessons.model.filters_view import show_filters
from ui.lessons.model.follow_view import follow_picture
from ui.lessons.model.open_view import choose_model, current_model, show_model
from ui.lessons.model.switch_view import switch_channels
from ui.lessons.model.why_view import explain_number
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
            "Each filter is as deep as the input of its layer, with one kernel for every channel. "
            "Click a filter to see its kernels with their numbers."
        )

    case "Follow a picture":
        follow_picture(opened)
        explain(
            "Every layer turns its input channels into feature maps, and these are the input "
            "channels of the next layer. Click a cell to ask where its number comes from."
        )

    case "Why this number":
        explain_number(opened)
        explain(
            "A cell of a feature map is a sum. Each input channel adds its channel sum, and the "
            "bias is added once. The inputs are cells of the layer before, so you can ask about "
            "them too."
        )

    case "Without a channel":
        switch_channels(opened)

close_page(this)
