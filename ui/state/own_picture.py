"""The learner's own picture: the file is kept for the session, decoded as it is to be read."""

from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from files.pictures import read_picture
from ui.state import words
from ui.state.memories import UPLOAD
from ui.state.scenario import WholePicture
from ui.state.session import read
from ui.state.settings import OWN_PICTURE, Settings
from ui.state.turns import HEAVY_WORK


@dataclass(frozen=True)
class Upload:
    """A file as it came, and what tells it from others."""

    content: bytes
    name: str
    digest: str


def checked_upload(content: bytes, name: str) -> Upload:
    """Take a file that can be read without complaint; a large one waits for its turn.

    Raises
    ------
    PictureError
        If it is no usable picture.
    """
    upload = Upload(content, name, sha256(content).hexdigest())
    with HEAVY_WORK.turn():
        read_as(upload, "colour")
    return upload


@st.cache_resource(
    max_entries=6,
    show_spinner=words.READING_PICTURE,
    hash_funcs={Upload: lambda upload: upload.digest},
)
def read_as(upload: Upload, reading: str) -> tuple[WholePicture, tuple[str, ...]]:
    """Decode a file, and tell what was done to it; the same one in the same way only once."""
    picture = read_picture(upload.content, upload.name, mode=reading)  # type: ignore[arg-type]
    picture.pixels.flags.writeable = False  # every session that has this file shares it
    return WholePicture(picture.pixels), picture.notes


def own_picture(settings: Settings) -> WholePicture | None:
    """Return the learner's picture with the channels that are set; None if there is none."""
    upload: Upload | None = read(UPLOAD)
    if settings["input"] != OWN_PICTURE or upload is None:
        return None
    return read_as(upload, str(settings["reading"]))[0]
