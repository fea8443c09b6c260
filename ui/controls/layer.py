"""The controls of the scenario, and what keeps them in agreement.

Every control is bound to the link, so any view is a link. A value that cannot be had, from a
link or because another setting changed, is replaced by the nearest one, and a sentence says so.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from text import escape_markdown
from ui.controls.filters import filter_controls
from ui.controls.input import input_controls
from ui.controls.scenario_file import scenario_file
from ui.controls.widgets import segments, whole_number
from ui.state.edited_kernels import edited_kernels
from ui.state.framework import framework
from ui.state.own_picture import own_picture
from ui.state.scenario import Scenario, scenario_of
from ui.state.settings import BY_SIDE, DEFAULTS, SETTINGS, SIDES, Settings, Value
from ui.state.valid_settings import choices, nearest_valid

KEPT = "kept settings"
NOTES = "notes on settings"


def current_settings(before: Callable[[Settings], bool] | None = None) -> Settings:
    """Return the nearest valid setting to what is set, and say what had to be changed.

    To be called before any control is drawn: a control shows what is in the session. `before`
    may set something else, seeing what is set, and says whether it did.
    """
    first = KEPT not in st.session_state
    settings, corrections = nearest_valid(_wanted(first))
    if before is not None and before(settings):
        settings, corrections = nearest_valid(_wanted(first))
    notes = [correction.sentence(framework()) for correction in corrections]
    if notes:
        st.session_state[NOTES] = (dict(settings), notes)
    st.session_state[KEPT] = dict(settings)
    if first:
        _correct_link(settings, {correction.key for correction in corrections})
    for correction in corrections:
        st.session_state[correction.key] = correction.used
    _show_notes(settings)
    return settings


def _wanted(first: bool) -> Mapping[str, Value | str]:
    """Read the controls; else, when the app is opened, the link; else what was set before."""
    kept = st.session_state.get(KEPT, DEFAULTS)
    wanted: dict[str, Value | str] = {}
    for key, setting in SETTINGS.items():
        if st.session_state.get(key) is not None:
            wanted[key] = st.session_state[key]
        elif first and key in st.query_params:
            text = st.query_params[key]
            parsed = setting.parsed(text)
            wanted[key] = text[:40] if parsed is None else parsed
        else:
            wanted[key] = kept[key]
    return wanted


def _correct_link(settings: Settings, corrected: set[str]) -> None:
    """Let the link say what is set, in the words of the controls, and start again if it did not.

    Streamlit seeds bound controls from the link, and drops from it what a control does not offer.
    """
    named = [key for key in SETTINGS if key in st.query_params or key in corrected]
    meant = {key: SETTINGS[key].title(settings[key]) for key in named}
    if any(st.query_params.get(key) != title for key, title in meant.items()):
        st.query_params.update(meant)
        st.rerun()


def _show_notes(settings: Settings) -> None:
    """Say what was changed, for as long as nothing else is set."""
    noted, notes = st.session_state.get(NOTES, (None, ()))
    if noted == dict(settings):
        st.info(escape_markdown(" ".join(notes)), icon=":material/info:")


def layer_controls(settings: Settings, with_files: bool = True) -> None:
    """Draw the controls of input, filters and geometry, with those for files or without."""
    st.subheader("The layer", anchor=False)
    input_tab, filters_tab, geometry_tab = st.tabs(["Input", "Filters", "Kernel, stride, padding"])
    with geometry_tab:
        geometry_controls(settings)
    with input_tab:
        input_controls(settings, with_files)
    with filters_tab:
        filter_controls(settings, with_files)
    scenario_file(settings)


def current_scenario(settings: Settings) -> Scenario:
    """Return the scenario that is set."""
    return scenario_of(settings, own_picture(settings), edited_kernels())


def geometry_controls(settings: Settings, with_groups: bool = True) -> None:
    """Kernel size, stride, padding, dilation, groups: what makes the shapes."""
    groups = ("groups",) if with_groups else ()
    with st.grid("auto", min_column_width=300):
        for key in ("kernel", "stride", "padding", "dilation", *groups, "padding_mode"):
            segments(key, choices(settings, key))
        if settings["padding"] == BY_SIDE:
            for side in SIDES:
                amounts = [int(amount) for amount in choices(settings, side)]
                whole_number(side, amounts[0], amounts[-1])
