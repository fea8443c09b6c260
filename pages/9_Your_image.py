"""Lesson 9: your own picture and kernels, at full resolution."""

from ui.controls.call import show_layer_call
from ui.controls.layer import (
    current_settings,
    layer_controls,
    picture_scenario,
    stand_in_note,
)
from ui.lessons.image.view import (
    choose_view,
    downloads,
    maps_of,
    pixel_of,
    show_comparison,
    show_maps,
    show_pixel,
    show_rendering,
    space_for_results,
)
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section
from ui.state.settings import CHANNELS

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario, fixed = picture_scenario(settings)
section = choose_section(this)

show_layer_call(settings, fixed, stand_in_note(scenario), about=(CHANNELS,))
number, rendering = choose_view(settings, scenario)

results = space_for_results(section)  # filled last: a stop leaves all controls as they are

layer_controls(settings, whole_picture=True)
close_page(this)

with results:
    if maps := maps_of(scenario, number, section):
        match section:
            case "Before and after":
                show_comparison(scenario, maps, number, rendering, pixel_of(maps))
                show_rendering(rendering)

            case "What each channel adds":
                show_maps(scenario, maps, number, rendering)
                show_rendering(rendering)

            case "One pixel":
                show_pixel(scenario, maps, number)

            case "Take it home":
                downloads(scenario, maps, number, rendering)
