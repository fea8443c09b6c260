"""Opened pictures to 8-bit channels, block by block, so that no second copy is ever held."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms

from text import one_line, small_number_text

Pixels = NDArray[np.uint8]
"""Shape (channels, height, width), 0 to 255."""

Mode = Literal["colour", "grey", "alpha"]
CHANNELS: dict[Mode, tuple[str, ...]] = {
    "colour": ("red", "green", "blue"),
    "grey": ("grey",),
    "alpha": ("red", "green", "blue", "alpha"),
}

FAINTEST_SHARE = 1 / 8
"""Of 16 bits: a picture whose greatest number is below this share would be nearly black."""
SAMPLE_FORMAT, SIGNED = 339, (2,)  # of TIFF 6.0, section 19
DNG_VERSION = 50706
"""The tag of a TIFF file that tells a camera's raw file; its first picture is a preview."""
BLOCK = 2**18
"""Pixels brought from one form to another at a time."""

# How a stored picture lies in the upright one: step along its rows and its columns, and whether
# rows and columns change places. The keys are EXIF's orientations; 1 is upright.
STORED: dict[object, tuple[int, int, bool]] = {
    2: (1, -1, False),
    3: (-1, -1, False),
    4: (-1, 1, False),
    5: (1, 1, True),
    6: (1, -1, True),
    7: (-1, -1, True),
    8: (-1, 1, True),
}


class UnusableError(ValueError):
    """A picture that opens but cannot be used; its message has `{name}` for the file's name."""

    def sentence(self, name: str) -> str:
        """Say it of a file."""
        return str(self).replace("{name}", name)


@dataclass(frozen=True)
class Scale:
    """How numbers beyond 8 bits become 0 to 255: the one for 0, and how far above it is 255."""

    lowest: float
    span: float
    note: str


def decoded(image: Image.Image, mode: Mode) -> tuple[Pixels, tuple[str, ...]]:
    """Decode the first frame of a picture, upright, and tell what was done to it.

    Parameters
    ----------
    image : PIL.Image.Image
        Opened, not yet loaded.
    mode : {"colour", "grey", "alpha"}
        Which channels to return: a key of `CHANNELS`.

    Returns
    -------
    pixels : ndarray of uint8, shape (channels, height, width)
    notes : tuple of str

    Raises
    ------
    UnusableError
        If its numbers cannot be brought to 8 bits.
    Exception
        Whatever a decoder stumbles over, if the file is damaged.

    Examples
    --------
    >>> decoded(Image.new("L", (1, 1), 7), "grey")[0]
    array([[[7]]], dtype=uint8)
    """
    notes = ["first of several frames"] if getattr(image, "is_animated", False) else []
    if DNG_VERSION in getattr(image, "tag_v2", {}):
        notes.append("the small preview in a camera's raw file")
    bits = _stored_bits(image)
    turns_itself = image.format == "TIFF" and _orientation(image) != 1
    image.load()
    orientation = _orientation(image)
    if turns_itself or orientation != 1:
        notes.append("turned upright as its EXIF says")
    if image.mode == "L" and getattr(image, "tag_v2", {}).get(SAMPLE_FORMAT) == SIGNED:
        image = image.point([(stored + 128) % 256 for stored in range(256)])
        notes.append("signed numbers from -128 to 127 raised by 128")
    notes += _notes_on_profile(image)
    scale = _scale(image, bits)
    if scale is not None:
        notes.append(scale.note)
    elif bits == 16:
        notes.append("reduced from 16 to 8 bits")
        _shorten_clear_colour(image)
    notes += _notes_on_channels(image, mode)

    turn = STORED.get(orientation, (1, 1, False))
    size = (image.width, image.height) if turn[2] else (image.height, image.width)
    pixels = np.empty((len(CHANNELS[mode]), *size), np.uint8)
    stored = _stored_view(pixels, turn)
    for top, block in _blocks(image):
        shallow = block if scale is None else _eight_bits(block, scale)
        cells = np.atleast_3d(np.asarray(_convert_mode(shallow, mode)))  # (rows, width, channels)
        stored[:, top : top + len(cells)] = cells.transpose(2, 0, 1)
    return pixels, tuple(notes)


def _notes_on_profile(image: Image.Image) -> Iterator[str]:
    """Bring colours of another profile to sRGB, in place; a broken profile does not spoil them."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        title = ImageCms.getProfileDescription(source).strip()
        if "srgb" in title.lower():
            return
        ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), inPlace=True)
    except (ImageCms.PyCMSError, OSError, ValueError):
        yield "its colour profile cannot be used: colours are the numbers of the file"
        return
    yield f"colours brought from {one_line(title, 40) or 'another profile'} to sRGB"


def _orientation(image: Image.Image) -> object:
    """EXIF's orientation; broken EXIF does not spoil a picture."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:
        return 1
    return orientation if orientation in STORED else 1


def _stored_view(pixels: Pixels, turn: tuple[int, int, bool]) -> Pixels:
    """View an upright picture as it lies in the file, so that writing to it turns it."""
    down, right, swapped = turn
    turned = pixels[:, ::down, ::right]
    return turned.swapaxes(1, 2) if swapped else turned


def _stored_bits(image: Image.Image) -> int:
    """Bits of each number in the file, where they are more than 8; known before it is loaded."""
    tiles = str(getattr(image, "tile", ""))
    return 12 if ";12" in tiles else 16 if ";16" in tiles else 8


def _blocks(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """First row and content of one block of rows after another."""
    rows = max(1, BLOCK // image.width)
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def _scale(image: Image.Image, bits: int) -> Scale | None:
    """How the numbers of a picture become 8 bits; None if Pillow has them in 8 bits already."""
    if not image.mode.startswith(("I", "F")):
        return None
    ends = [(cells.min(), cells.max()) for cells in (np.asarray(b) for _, b in _blocks(image))]
    low, high = float(np.min(ends)), float(np.max(ends))
    if image.mode == "F":
        if not np.isfinite([low, high]).all():
            raise UnusableError(
                "{name} holds numbers that are not finite: replace them, or save it as PNG"
            )
        if low >= 0 and high <= 1:
            return Scale(0, 1, "numbers from 0 to 1 multiplied by 255")
        return Scale(low, high - low, stretched_text(low, high))
    if low < 0 or high > 65535:
        return Scale(low, high - low, stretched_text(low, high))
    if bits == 12:
        return Scale(0, 4095, "reduced from 12 to 8 bits")
    if high - low > 0 and high < 65535 * FAINTEST_SHARE:
        return Scale(low, high - low, f"16-bit {stretched_text(low, high)}")
    return Scale(0, 65535, "reduced from 16 to 8 bits")


def stretched_text(low: float, high: float) -> str:
    """Say that the numbers of a picture are stretched, and from where.

    Examples
    --------
    >>> stretched_text(-1, 4095)
    'numbers from −1 to 4,095 stretched to 0 to 255'
    """
    ends = f"{small_number_text(low)} to {small_number_text(high)}"
    return f"numbers from {ends} stretched to 0 to 255"


def _eight_bits(block: Image.Image, scale: Scale) -> Image.Image:
    """Bring grey to 8 bits: 65535 = 255 * 257 becomes 255. A colour that is clear stays clear."""
    values = np.asarray(block)
    shares = (values - np.float64(scale.lowest)) / (scale.span or 1)
    grey = Image.fromarray(np.rint(shares * 255).astype(np.uint8))
    if (clear := block.info.get("transparency")) is None:
        return grey
    alpha = Image.fromarray(np.where(values == clear, 0, 255).astype(np.uint8))
    return Image.merge("LA", (grey, alpha))


def _shorten_clear_colour(image: Image.Image) -> None:
    """Let a clear colour given in 16 bits match pixels of which Pillow keeps the upper 8."""
    clear: Any = image.info.get("transparency")
    if isinstance(clear, tuple):
        image.info["transparency"] = tuple(level >> 8 for level in clear)


def _notes_on_channels(image: Image.Image, mode: Mode) -> Iterator[str]:
    """Describe what becomes of colours and of transparency."""
    if image.has_transparency_data:
        kept = "transparency kept as channel alpha: 0 is clear, 255 is opaque"
        yield kept if mode == "alpha" else "transparency replaced by white"
    elif mode == "alpha":
        yield "opaque: channel alpha is 255 everywhere"
    if image.mode == "CMYK":
        yield "printing colours turned into red, green and blue"
    is_grey = image.mode.startswith(("1", "L", "I", "F")) and image.mode != "LAB"
    if is_grey and mode != "grey":
        yield "grey: red, green and blue are equal"
    elif mode == "grey" and not is_grey:
        yield "made grey: 0.299 red + 0.587 green + 0.114 blue"


def _convert_mode(block: Image.Image, mode: Mode) -> Image.Image:
    """Bring 8-bit pixels of any kind to the channels of a mode."""
    clear = block.has_transparency_data
    pixels = block.convert("RGBA" if clear else "RGB")
    if mode == "alpha":
        return pixels.convert("RGBA")
    if clear:
        white = Image.new("RGBA", pixels.size, "white")
        pixels = Image.alpha_composite(white, pixels).convert("RGB")
    return pixels.convert("L") if mode == "grey" else pixels
