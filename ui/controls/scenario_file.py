"""Save what is set in one file, and open it again on any page."""

from typing import Any

import streamlit as st

from files.pictures import PictureError, pixels_as_png, working_copy
from files.scenario_file import (
    LARGEST_FILE,
    SavedScenario,
    ScenarioFileError,
    read_scenario,
    scenario_as_json,
)
from text import as_sentence
from ui.controls.downloads import download
from ui.controls.words import layer as say
from ui.state.edited_input import EditedInput, edited_input, with_changes
from ui.state.edited_kernels import (
    NO_KERNELS,
    can_undo,
    edited_kernels,
    replace_kernels,
    undo_change,
)
from ui.state.key_kinds import Key
from ui.state.memories import EDITED_INPUT, EXACT_BIASES, SCENARIO_FILE, SCENARIO_SAID, UNDO, UPLOAD
from ui.state.own_picture import checked_upload, own_picture
from ui.state.scenario import region_of
from ui.state.session import forget, read, write
from ui.state.settings import (
    EDITED,
    LARGEST_KERNEL,
    MOST_CHANNELS,
    MOST_FILTERS,
    OWN_PICTURE,
    SETTINGS,
    SMALL_INTEGERS,
    Settings,
)
from ui.state.valid_settings import checked, depth, filter_kinds

LONGEST_SIDE = 512
"""Most pixels a side of the region of a picture that a file takes along."""


def scenario_file(settings: Settings) -> None:
    """Draw the download of what is set, and the way back in."""
    with st.expander(say.SAVE_SETTINGS, icon=":material/save:"):
        st.write(say.WHAT_IS_SAVED)
        download(
            say.SAVE_SCENARIO,
            "scenario.json",
            lambda: scenario_as_json(saved_scenario(settings)),
            say.SAVE_SCENARIO_HELP,
        )
        st.file_uploader(
            say.SCENARIO,
            type="json",
            max_upload_size=LARGEST_FILE // 10**6,
            key=SCENARIO_FILE.name,
            on_change=_open,
            help=say.SCENARIO_HELP,
        )
        refused, text = read(SCENARIO_SAID) or (False, "")
        if text:
            (st.error if refused else st.success)(text)
        if text and not refused:
            st.button(
                say.UNDO,
                key=UNDO.of("scenario"),
                on_click=_take_back,
                disabled=not can_undo(),
                help=say.UNDO_SCENARIO_HELP,
            )


def saved_scenario(settings: Settings) -> SavedScenario:
    """Collect what is set: kernels and picture only where they are used."""
    kernels = edited_kernels() if EDITED in filter_kinds(settings) else None
    biases, picture = read(EXACT_BIASES), own_picture(settings)
    if picture is None:
        input = edited_input(settings)
        return SavedScenario(dict(settings), kernels, input=input, biases=biases)
    top, left, span = region_of(settings, picture)
    region = working_copy(picture.pixels[:, top : top + span, left : left + span], LONGEST_SIDE)
    # In the file the region is the whole picture.
    place = {"top": 0, "left": 0, "span": max(region.shape[1:])}
    png = pixels_as_png(region)
    return SavedScenario({**settings, **place}, kernels, png, biases=biases)


def _open() -> None:
    """Set all that a file holds before the page runs; a damaged one changes nothing."""
    forget(SCENARIO_SAID)
    file = read(SCENARIO_FILE)
    if file is None:
        return
    try:
        scenario = read_scenario(file.getvalue())
        _restore(scenario, _complete(scenario))
    except (ScenarioFileError, PictureError) as refusal:
        write(SCENARIO_SAID, (True, as_sentence(str(refusal))))
        return
    write(SCENARIO_SAID, (False, say.ALL_IS_BACK))


def _complete(scenario: SavedScenario) -> Settings:
    """Return all settings of a file; what was saved is whole, and makes a layer."""
    missing = [key for key in SETTINGS if key not in scenario.settings]
    if missing:
        raise ScenarioFileError(say.miss_setting(missing[0]))
    try:
        return checked(scenario.settings)
    except ValueError as refusal:
        raise ScenarioFileError(str(refusal)) from None


def _restore(scenario: SavedScenario, settings: Settings) -> None:
    """Set all of it as one change, which one press of Undo takes back."""
    kernels = NO_KERNELS if scenario.kernels is None else scenario.kernels
    _check_kernel_shape(scenario)
    values: dict[Key[Any], Any] = {SETTINGS[name]: value for name, value in settings.items()}
    values[EXACT_BIASES] = scenario.biases
    values[EDITED_INPUT] = _changed_input(scenario, settings)
    if scenario.picture is not None:
        values[UPLOAD] = checked_upload(scenario.picture, say.SAVED_PICTURE)
    elif settings["input"] == OWN_PICTURE:
        values[UPLOAD] = None
    replace_kernels(0, kernels, values=values)


def _changed_input(scenario: SavedScenario, settings: Settings) -> EditedInput | None:
    """Return the input with its changed cells, where it belongs to the settings of the file."""
    numbers = scenario.input
    if numbers is None:
        return None
    side = int(settings["size"])
    shape = (depth(settings), side, side)
    if settings["input"] != SMALL_INTEGERS or numbers.shape != shape:
        raise ScenarioFileError(say.misfit_input(numbers.shape))
    return with_changes(numbers, settings)


def _take_back() -> None:
    forget(SCENARIO_SAID)
    undo_change()


def _check_kernel_shape(scenario: SavedScenario) -> None:
    limits = (MOST_FILTERS, MOST_CHANNELS, LARGEST_KERNEL, LARGEST_KERNEL)
    if scenario.kernels is None:
        return
    shape = scenario.kernels.shape
    if any(n > limit for n, limit in zip(shape, limits, strict=True)):
        raise ScenarioFileError(say.large_kernels(shape, limits))
