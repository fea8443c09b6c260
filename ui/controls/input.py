"""The controls of the input beside the call: its seed, an own picture, and the region of it."""

from typing import Any

import streamlit as st

from conv_engine.samples import SAMPLES
from files.pictures import LARGEST_FILE, PictureError
from files.renderings import screen_colours
from stage.region import Region, picked, region_picker
from text import as_sentence, escape_markdown
from ui.controls.widgets import choice_buttons, number_field
from ui.controls.words import layer as say
from ui.state.key_kinds import Key, Memory
from ui.state.memories import PHOTO, PICTURE_FILE, PICTURE_REFUSAL, REGION, UPLOAD
from ui.state.own_picture import checked_upload, own_picture, read_as
from ui.state.scenario import channel_names, is_picture, region_of, whole_picture
from ui.state.session import forget, read, write, write_all
from ui.state.settings import (
    INPUT,
    LEFT,
    OWN_PICTURE,
    RANDOM,
    READING,
    SEED,
    SMALL_INTEGERS,
    SPAN,
    TOP,
    Settings,
)
from ui.state.valid_settings import filter_kinds


def input_controls(settings: Settings, with_files: bool) -> None:
    """Draw the seed, the ways to a picture of one's own, and the region that is shown."""
    if settings["input"] == SMALL_INTEGERS or RANDOM in filter_kinds(settings):
        number_field(SEED, help=SEED.help, width=322)
    with st.container():  # always there, so that the tabs below keep their place
        if settings["input"] in SAMPLES:
            st.caption(SAMPLES[str(settings["input"])].notice)
    if with_files:
        own_picture_controls()
    if settings["input"] == OWN_PICTURE:
        reading_controls(settings)
    if is_picture(settings):
        region_controls(settings)


def own_picture_controls(chosen: Key[Any] = INPUT) -> None:
    """Upload a file or take a photo; what cannot be read is refused, and the last picture stays.

    `chosen` is what is set to the picture.
    """
    uploaded, photographed = st.tabs([say.UPLOAD_PICTURE, say.TAKE_PHOTO])
    with uploaded:
        picture_uploader(chosen)
    with photographed:
        if st.toggle(say.USE_CAMERA, help=say.USE_CAMERA_HELP):
            st.camera_input(
                say.PHOTO,
                key=PHOTO.name,
                on_change=_take,
                args=(PHOTO, chosen),
                help=say.PHOTO_HELP,
            )
    show_refusal()


def reading_controls(settings: Settings) -> None:
    """Choose how many channels the own picture has; say what was done to it on the way in."""
    upload = read(UPLOAD)
    choice_buttons(READING, READING.help)
    if upload is None:
        st.caption(say.SAMPLE_SHOWN)
        return
    for note in read_as(upload, str(settings["reading"]))[1]:
        st.caption(as_sentence(note))


def picture_uploader(chosen: Key[Any] = INPUT) -> None:
    """Choose a picture file; it becomes the input, or what else is to be set to it."""
    st.file_uploader(
        say.PICTURE,
        max_upload_size=LARGEST_FILE // 10**6,
        key=PICTURE_FILE.name,
        on_change=_take,
        args=(PICTURE_FILE, chosen),
        help=say.PICTURE_HELP,
    )


def _take(key: Memory[Any], chosen: Key[Any]) -> None:
    """Take a new file before the page runs; one that cannot be read leaves the last as it is."""
    forget(PICTURE_REFUSAL)
    file = read(key)
    if file is None:
        return
    try:
        write_all({UPLOAD: checked_upload(file.getvalue(), file.name), chosen: OWN_PICTURE})
    except PictureError as refusal:
        write(PICTURE_REFUSAL, f"{refusal}.")


def show_refusal() -> None:
    """Say why the file that was chosen last cannot be read."""
    if refusal := read(PICTURE_REFUSAL):
        st.error(escape_markdown(refusal), icon=":material/broken_image:")


def region_controls(settings: Settings) -> None:
    """Choose the region of the stage, by drawing it on the picture or by numbers."""
    picture = whole_picture(settings, own_picture(settings))
    _, height, width = picture.pixels.shape
    top, left, span = region_of(settings, picture)
    shown, numbers = st.columns([1, 2], vertical_alignment="center")
    with shown:
        region_picker(
            screen_colours(picture.working, channel_names(settings)),
            (height, width),
            Region(top, left, span),
            label=say.describe_region(height, width, top, left, span),
            key=REGION.name,
            on_pick=lambda: _take_picked_region(height, width),
        )
    with numbers:
        number_field(SPAN, min(3, height, width), min(height, width), help=SPAN.help)
        number_field(TOP, 0, height - span, help=TOP.help)
        number_field(LEFT, 0, width - span, help=LEFT.help)
        st.caption(say.DRAG_REGION)


def _take_picked_region(height: int, width: int) -> None:
    """Set the region to the one that was drawn or moved."""
    if region := picked(read(REGION), (height, width)):
        write_all({SPAN: region.span, TOP: region.top, LEFT: region.left})
