"""Pictures from files: whatever was uploaded becomes channels of 8 bits, or a sentence.

What is decoded is chosen by the bytes, never by the name; size limits are checked on the header,
before a pixel is decoded.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from conv_engine.samples import mean_weights
from files.array_pictures import open_array
from files.avif import join_associations
from files.damaged_pictures import MISSING, mend_picture
from files.decoding import CHANNELS, Mode, Pixels, UnusableError, decoded
from files.signatures import describe_file, is_heic
from text import one_line

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "PPM", "ICO")
"""What is read, by Pillow's names; AVIF where Pillow was built with it."""
LARGEST_FILE = 20_000_000
"""Largest file, in bytes."""
MOST_PIXELS = 65_000_000
"""Most pixels a picture may have: a telephone of 64 megapixels takes 9248x6936."""

TEXT_BOMB = (
    "{name} is a PNG picture whose text or colour profile unpacks to more than 1 MB: save it again "
    "without them"
)

TILE_WIDTH, TILE_LENGTH = 322, 323  # of TIFF 6.0, section 15


class PictureError(ValueError):
    """A file that is no usable picture; its message is one sentence for whoever chose the file."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A decoded picture.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (channels, height, width)
    name : str
        Name of the file, as plain text.
    channel_names : tuple of str
        What each channel holds.
    notes : tuple of str
        What was done to it on the way in.
    """

    pixels: Pixels
    name: str
    channel_names: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_picture(data: bytes, name: str, mode: Mode = "colour") -> Picture:
    """Decode a picture file, upright, in 8 bits; of several frames, the first.

    Parameters
    ----------
    data : bytes
        Content of the file.
    name : str
        Its name, for messages. It is plain text: escape it wherever markup is understood.
    mode : {"colour", "grey", "alpha"}
        "colour" gives red, green and blue, "grey" one channel, 0.299 red + 0.587 green + 0.114
        blue; transparency is laid on white in both. "alpha" keeps it as a fourth channel instead,
        255 where a picture is opaque.

    Raises
    ------
    PictureError
        If the file is empty, too large or damaged from its start, or no picture of a kind in
        `FORMATS`, no HEIC picture and no NPY file.

    Notes
    -----
    A picture that is damaged or cut off is read as far as it goes, with a note, where a browser
    would show it too. An NPY file is a picture if its array has the shape of one.

    Floating-point numbers are multiplied by 255 if all of them lie between 0 and 1, and else
    stretched from their least and greatest to 0 and 255. Grey is what Pillow calls mode "L",
    ITU-R 601-2 luma.

    Examples
    --------
    >>> dot = b"P6 1 1 255 " + bytes([10, 20, 30])
    >>> read_picture(dot, "dot.ppm").pixels.ravel()
    array([10, 20, 30], dtype=uint8)

    0.299 * 10 + 0.587 * 20 + 0.114 * 30 = 18.15

    >>> read_picture(dot, "dot.ppm", mode="grey").pixels.ravel()
    array([18], dtype=uint8)
    """
    if mode not in CHANNELS:
        raise ValueError(f"mode {mode!r} is not one of {', '.join(map(repr, CHANNELS))}")
    name = one_line(name, 80) or "the file"
    if not data:
        raise PictureError(f"{name} is empty: choose a file with a picture in it")
    if len(data) > LARGEST_FILE:
        raise PictureError(
            f"{name} has {len(data) / 1e6:.1f} MB and the limit is {LARGEST_FILE / 1e6:.0f} MB:"
            " save it smaller, or as JPEG"
        )
    with warnings.catch_warnings():
        # Pillow warns of odd files that it can read, and of sizes below its own limit, which is
        # higher than ours.
        warnings.simplefilter("ignore")
        try:
            image, before = _opened(data, name)
            _check_pixel_count(image, name)
            pixels, notes = _decode_rest(image, data, name, mode)
        except UnusableError as refusal:
            raise PictureError(refusal.sentence(name)) from None
    return Picture(pixels, name, CHANNELS[mode], (*before, *notes))


def _decode_rest(
    image: Image.Image, data: bytes, name: str, mode: Mode
) -> tuple[Pixels, tuple[str, ...]]:
    """Decode a picture whose header is sound, as far as the rest is."""
    try:
        return decoded(image, mode)
    except UnusableError:
        raise
    except Exception as cause:  # decoders raise whatever they stumble over
        mended = None if _is_text_bomb(cause) else mend_picture(image, data)
        if mended is None:
            raise PictureError(_damage(image, cause).format(name=name)) from cause
        pixels, notes = decoded(mended, mode)
        return pixels, (MISSING, *notes)


def _opened(data: bytes, name: str) -> tuple[Image.Image, tuple[str, ...]]:
    """Read the header only, but for an array, and tell what was done to it."""
    if data.startswith(b"\x93NUMPY"):
        return open_array(data)
    if is_heic(data):
        return _open_heic(data, name), ()
    return _open_plain(data, name), ()


def _open_heic(data: bytes, name: str) -> Image.Image:
    """Read the header of a picture of a telephone, which Pillow itself does not know."""
    from pillow_heif import HeifImageFile  # loaded when such a picture comes

    try:
        image: Image.Image = HeifImageFile(BytesIO(data))
    except Exception as cause:
        raise PictureError(describe_file(data, name)) from cause
    return image


def _open_plain(data: bytes, name: str) -> Image.Image:
    try:
        return _open_image(data)
    except Image.DecompressionBombError:
        raise PictureError(
            f"{name} has far more than {MOST_PIXELS // 10**6} million pixels, the limit: save it "
            "smaller"
        ) from None
    except Exception as cause:  # as above: a broken header raises anything
        if _is_text_bomb(cause):
            raise PictureError(TEXT_BOMB.format(name=name)) from cause
        raise PictureError(describe_file(data, name)) from cause


def _open_image(data: bytes) -> Image.Image:
    """Read the header; that of an early AVIF file is mended where it has to be."""
    try:
        return Image.open(BytesIO(data), formats=FORMATS)
    except Exception:
        mended = join_associations(data) if data[4:8] == b"ftyp" else None
        if mended is None:
            raise
        return Image.open(BytesIO(mended), formats=FORMATS)


def _check_pixel_count(image: Image.Image, name: str) -> None:
    """Refuse by the header: a tile of TIFF is decoded whole, even if the picture is smaller."""
    tags = getattr(image, "tag_v2", {})
    tile = tags.get(TILE_WIDTH, 0), tags.get(TILE_LENGTH, 0)
    (width, height), limit = image.size, f"{MOST_PIXELS // 10**6} million"
    if width * height > MOST_PIXELS:
        raise PictureError(
            f"{name} has {width}x{height} pixels and the limit is {limit}: save it smaller"
        )
    width, height = tile
    if width * height > MOST_PIXELS:
        raise PictureError(
            f"{name} has {width}x{height} pixels in a tile and the limit is {limit}: save "
            "it smaller"
        )


def _damage(image: Image.Image, cause: Exception) -> str:
    """Describe why a picture whose header was sound cannot be decoded."""
    kind = "JPEG" if image.format == "MPO" else image.format  # MPO: a JPEG file with more behind
    if _is_text_bomb(cause):
        return TEXT_BOMB
    return f"{{name}} is a damaged or cut-off {kind} picture: save or download it again"


def _is_text_bomb(cause: Exception) -> bool:
    """Whether text or a colour profile unpacks beyond Pillow's limit, a megabyte each."""
    return "MAX_TEXT" in str(cause)


def working_copy(pixels: Pixels, longest_side: int = 128) -> Pixels:
    """Shrink a picture by area means until its longer side fits; never enlarge it.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (channels, height, width)
    longest_side : int
        Most rows and most columns of the copy.

    Returns
    -------
    ndarray of uint8, shape (channels, h, w)

    Examples
    --------
    >>> working_copy(np.array([[[10, 20, 30, 40]]], dtype=np.uint8), longest_side=2)
    array([[[15, 35]]], dtype=uint8)
    """
    _, height, width = pixels.shape
    scale = min(1.0, longest_side / max(height, width))
    return resized(pixels, max(1, round(height * scale)), max(1, round(width * scale)))


def resized(pixels: Pixels, height: int, width: int) -> Pixels:
    """Bring a picture to a size by area means; enlarged, its pixels become blocks.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (channels, H, W)
    height, width : int

    Returns
    -------
    ndarray of uint8, shape (channels, height, width)

    Examples
    --------
    >>> resized(np.array([[[10, 20, 30, 40]]], dtype=np.uint8), 1, 2)
    array([[[15, 35]]], dtype=uint8)
    """
    box = Image.Resampling.BOX
    return np.stack(
        [np.asarray(Image.fromarray(one).resize((width, height), box)) for one in pixels]
    )


def region_as_cells(
    pixels: Pixels, top: int, left: int, height: int, width: int, rows: int, columns: int
) -> NDArray[np.int64]:
    """Cut out a region and average it into a grid of whole numbers.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (channels, H, W)
    top, left, height, width : int
        The region, in pixels.
    rows, columns : int
        Size of the grid.

    Returns
    -------
    ndarray of int64, shape (channels, rows, columns)
        Area means, rounded, a half upwards.

    Raises
    ------
    ValueError
        If the region reaches outside the picture or is empty.

    Examples
    --------
    >>> pixels = np.array([[[0, 2, 4], [6, 8, 9]]], dtype=np.uint8)
    >>> region_as_cells(pixels, 0, 0, 2, 2, rows=1, columns=1)  # (0 + 2 + 6 + 8) / 4
    array([[[4]]])
    """
    _, tall, wide = pixels.shape
    if top < 0 or left < 0 or top + height > tall or left + width > wide:
        raise ValueError(
            f"region of {height}x{width} at row {top}, column {left} reaches outside the picture"
            f" of {tall}x{wide}"
        )
    if min(height, width, rows, columns) < 1:
        raise ValueError(f"region of {height}x{width} as {rows}x{columns} cells is empty")
    region = pixels[:, top : top + height, left : left + width]
    down = mean_weights(rows, height, scale=height / rows)
    across = mean_weights(columns, width, scale=width / columns)
    means = down @ region @ across.T
    return np.floor(means.round(6) + 0.5).astype(np.int64)


def pixels_as_png(pixels: Pixels) -> bytes:
    """Encode 1 or 3 channels as a PNG file.

    Notes
    -----
    At zlib's level 1: on photos the file is a tenth larger than at the usual 6 and is written in a
    half to a seventeenth of the time.

    Examples
    --------
    >>> read_picture(pixels_as_png(np.full((3, 1, 1), 7, dtype=np.uint8)), "dot.png").pixels.ravel()
    array([7, 7, 7], dtype=uint8)
    """
    image = Image.fromarray(pixels[0] if len(pixels) == 1 else pixels.transpose(1, 2, 0).copy())
    file = BytesIO()
    image.save(file, format="PNG", compress_level=1)
    return file.getvalue()
