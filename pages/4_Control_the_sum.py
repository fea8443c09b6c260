"""Lesson 4: which channels are added, how they are mixed afterwards, and other operators."""

from ui.controls.call import layer_call, show_layer_call
from ui.controls.edits import stage_edits
from ui.controls.layer import current_scenario, current_settings, layer_controls
from ui.lessons.control.groups import predict_groups, predict_same_group
from ui.lessons.control.groups_view import (
    choose_groups,
    dense_scenario,
    introduce_groups,
    show_connectivity,
    show_costs,
    show_partial_maps,
    withheld_groups,
)
from ui.lessons.control.mixing_view import mix_channels
from ui.lessons.control.programs_view import show_programs
from ui.lessons.control.reductions_view import compare_operators
from ui.pictures.stage_view import show_call, show_stage
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.predict import predict
from ui.shell.sections import choose_section
from ui.state.settings import GROUPS

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
dense = dense_scenario(settings)
scenario = current_scenario(settings)

match choose_section(this):
    case "Which channels are added together":
        asked = predict_same_group()
        choose_groups(settings, asked)
        call = layer_call(settings, withheld=withheld_groups(settings, asked), about=(GROUPS,))
        show_stage(scenario, call, stage_edits(settings))
        let_picture_come()
        show_call(scenario)
        introduce_groups(settings, asked)
        if predict(asked):
            show_connectivity(scenario)

    case "Partial maps and weights":
        asked = predict_groups()
        choose_groups(settings, asked)
        show_layer_call(settings, withheld=withheld_groups(settings, asked), about=(GROUPS,))
        show_partial_maps(scenario, dense)
        if predict(asked):
            show_costs(scenario)

    case "Mixing afterwards":
        explain(
            "A depthwise layer keeps the channels apart. A 1x1 convolution after it sees one cell "
            "of every channel at a time, and gives weighted sums of these cells. Its weights form "
            "a matrix with a row for each feature map. The two layers together are called a "
            "separable convolution. Move the sliders to change the weights."
        )
        mix_channels(dense)

    case "Another operator":
        explain(
            "Conv2D does not let you choose the operator. But once you have the partial maps, you "
            "can combine them with any operator. Here the same partial maps are combined in seven "
            "ways."
        )
        compare_operators(dense)

    case "Code for these sums":
        show_programs(scenario, dense)

layer_controls(settings)

close_page(this)
