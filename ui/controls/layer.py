"""The controls of the scenario, and what keeps them in agreement.

Every control is bound to the link, so any view is a link. A value that cannot be had, from a
link or because another setting changed, is replaced by the nearest one, and a sentence says so.
"""

from collections.abc import Mapping

import streamlit as st

from text import as_sentence
from ui.controls.filter_pages import filter_pages, large_filters, lay_over_picture
from ui.controls.filters import filter_controls
from ui.controls.input import input_controls
from ui.controls.scenario_file import scenario_file
from ui.controls.words import layer as say
from ui.state.edited_input import edited_input
from ui.state.edited_kernels import edited_kernels
from ui.state.framework import framework
from ui.state.memories import (
    BEGUN_LAYER,
    EXACT_BIASES,
    FIRST_LAYER,
    KEPT_SETTINGS,
    LAYER_FOLD,
    LINK_SEEN,
    SETTING_NOTES,
)
from ui.state.own_numbers import link_own_numbers, take_linked_cells
from ui.state.own_picture import own_picture
from ui.state.scenario import Scenario, scenario_of
from ui.state.session import link_settings, read, show_notes, write, write_all
from ui.state.settings import (
    DEFAULTS,
    EDITED,
    FILTERS,
    KERNEL,
    OWN_PICTURE,
    SETTINGS,
    Setting,
    Settings,
    Value,
)
from ui.state.valid_settings import filter_kinds, nearest_valid


def current_settings() -> Settings:
    """Return the nearest valid setting to what is set, and say what had to be changed.

    To be called before any control is drawn: a control shows what is in the session.
    """
    return settle(wanted_settings())


def begin_layer(lesson: str, first: Settings) -> None:
    """Set the layer that a lesson begins with, unless anybody has set another one before.

    It goes again with its lesson: as long as nobody has changed it, the next lesson begins with
    its own. Where a link asks for what the usual layer cannot have, all else is as the lesson has
    it.

    Parameters
    ----------
    lesson : str
        Folder of the lesson.
    first : mapping of str to int or str
        In what its layer differs from the usual one.
    """
    page, before = read(BEGUN_LAYER)
    if page == lesson:
        return
    own = {**DEFAULTS, **first}
    write(FIRST_LAYER, own)
    in_link = SETTINGS.keys() & read(LINK_SEEN).keys()
    wanted = wanted_settings()
    if in_link or wanted != before:
        write(BEGUN_LAYER, (lesson, None))  # from now on it is somebody's own
        left_out = SETTINGS.keys() - in_link
        untouched = before is not None and all(wanted[name] == before[name] for name in left_out)
        if untouched and nearest_valid(wanted)[1]:  # a link that a page has written needs no change
            write_all({SETTINGS[name]: own[name] for name in left_out})
        return
    write(BEGUN_LAYER, (lesson, own))
    write_all({SETTINGS[name]: own[name] for name in own if own[name] != before[name]})


def wanted_settings() -> dict[str, Value]:
    """Return what is set, be it a layer or not; a setting without a control is as it was last."""
    kept = read(KEPT_SETTINGS) or DEFAULTS
    return {name: read(setting, kept[name]) for name, setting in SETTINGS.items()}


def settle(wanted: Mapping[str, Value]) -> Settings:
    """Set the layer that is nearest to what is wanted, and say what is different."""
    settings, corrections = nearest_valid(wanted)
    corrected = {SETTINGS[correction.key]: correction.used for correction in corrections}
    write(KEPT_SETTINGS, settings)
    write_all(corrected)
    notes = [correction.sentence(framework()) for correction in corrections]
    if KERNEL in corrected:
        notes += filter(None, [_describe_corner(settings)])
    notes += filter(None, [take_linked_cells(settings)])
    if notes:
        write(SETTING_NOTES, (settings, tuple(notes)))
    link_own_numbers(settings)
    link_settings({SETTINGS[name]: value for name, value in settings.items()}, corrected)
    noted, said = read(SETTING_NOTES) or ({}, ())
    if noted == settings:
        show_notes("layer", said)
    return settings


def _describe_corner(settings: Settings) -> str:
    """Say what is left of one's own kernels where they had to become smaller."""
    side, kernels = int(settings["kernel"]), edited_kernels()
    own = [f for f, kind in enumerate(filter_kinds(settings)) if kind == EDITED]
    if not kernels[own, :, side:].any() and not kernels[own, :, :, side:].any():
        return ""
    return say.describe_corner(side)


def layer_controls(settings: Settings, whole_picture: bool = False) -> None:
    """Draw what the call does not hold: seed, biases, kernels and pictures of one's own.

    It is folded, unless the input is a picture that is still to be chosen here. What brings files
    in comes only when it is opened: a browser would draw it anew with every change. Numbers are
    there before, since Streamlit writes the link of a control as long as it is drawn.

    Parameters
    ----------
    settings : Settings
    whole_picture : bool
        Whether the page lays the filters over a whole picture, and brings in files elsewhere.
    """
    filter_pages(settings, whole_picture)
    kinds = filter_kinds(settings)
    if whole_picture and large_filters(settings):
        kinds = ()  # they are in a file, and the stage has none of them
    own_picture_wanted = settings["input"] == OWN_PICTURE
    fold = st.expander(
        say.INPUT_AND_FILTERS,
        expanded=own_picture_wanted,
        icon=":material/tune:",
        key=LAYER_FOLD.of("picture" if own_picture_wanted else "layer"),
        on_change="rerun",
    )
    with fold:
        files_wanted = bool(fold.open) and not whole_picture
        input_tab, filters_tab = st.tabs([say.INPUT, say.FILTERS])
        with input_tab:
            input_controls(settings, files_wanted)
        with filters_tab:
            filter_controls(settings, kinds, files_wanted)
        if fold.open:
            scenario_file(settings)


def current_scenario(settings: Settings) -> Scenario:
    """Return the scenario that is set."""
    picture = own_picture(settings)
    return scenario_of(
        settings, picture, edited_kernels(), edited_input(settings), read(EXACT_BIASES)
    )


def stand_in_note(scenario: Scenario) -> str:
    """Say where a picture stands in for the few numbers of the call."""
    return "" if scenario.is_picture else say.STANDS_IN


def picture_scenario(settings: Settings) -> tuple[Scenario, Mapping[Setting, Value]]:
    """Return the scenario for a whole picture, and what large filters of a file fix of it."""
    scenario, kept = current_scenario(settings), large_filters(settings)
    if kept is None:
        return scenario, {}
    try:
        fixed = {KERNEL: kept.side, FILTERS: len(kept.page)}
        return lay_over_picture(scenario, kept), fixed
    except ValueError as refusal:
        st.info(as_sentence(say.name_refusal(kept.name, str(refusal))), icon=":material/info:")
        return scenario, {}
