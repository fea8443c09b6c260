"""Pictures from files: whatever was uploaded becomes red, green and blue of 8 bits, or a sentence.

What is decoded is chosen by the bytes, never by the name; size limits are checked on the header,
before a pixel is decoded.
"""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM")
LARGEST_FILE = 20_000_000
"""Largest file, in bytes."""
MOST_PIXELS = 50_000_000
"""Most pixels a picture may have."""

Pixels = NDArray[np.uint8]
"""Shape (channels, height, width), 0 to 255."""


class PictureError(ValueError):
    """A file that is no usable picture; its message is one sentence for whoever chose the file."""


@dataclass(frozen=True)
class Picture:
    """A decoded picture.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (3, height, width)
        Red, green and blue.
    name : str
        Name of the file, as plain text.
    notes : tuple of str
        What was done to it on the way in.
    """

    pixels: Pixels
    name: str
    notes: tuple[str, ...] = ()


def read_picture(data: bytes, name: str) -> Picture:
    """Decode a picture file, upright, opaque, in 8-bit red, green and blue.

    Parameters
    ----------
    data : bytes
        Content of the file.
    name : str
        Its name, for messages. It is plain text: escape it wherever markup is understood.

    Returns
    -------
    Picture

    Raises
    ------
    PictureError
        If the file is empty, damaged, too large, or no picture of a kind in `FORMATS`.

    Examples
    --------
    >>> read_picture(b"P6 1 1 255 " + bytes([10, 20, 30]), "dot.ppm").pixels.ravel()
    array([10, 20, 30], dtype=uint8)
    """
    name = _plain(name)
    if not data:
        raise PictureError(f"{name} is empty: choose a file with a picture in it")
    if len(data) > LARGEST_FILE:
        raise PictureError(
            f"{name} has {len(data) / 1e6:.1f} MB and the limit is {LARGEST_FILE / 1e6:.0f} MB:"
            " save it smaller, or as JPEG"
        )
    image = _opened(data, name)
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise PictureError(
            f"{name} has {width}x{height} pixels and the limit is {MOST_PIXELS // 10**6} million:"
            " save it smaller"
        )
    try:
        pixels, notes = _decoded(image)
    except PictureError as refusal:
        raise PictureError(f"{name} {refusal}") from None
    except Exception as cause:  # decoders raise whatever they stumble over
        raise PictureError(
            f"{name} is a damaged or cut-off {image.format} picture: save or download it again"
        ) from cause
    return Picture(pixels, name, notes)


def _plain(name: str) -> str:
    """Keep a file's name printable, on one line and of a bearable length."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name).strip()
    return shown if len(shown) <= 80 else f"{shown[:60]}…{shown[-16:]}"


def _opened(data: bytes, name: str) -> Image.Image:
    """Read the header only."""
    try:
        return Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PictureError(
            f"{name} has far more than {MOST_PIXELS // 10**6} million pixels, the limit:"
            " save it smaller"
        ) from None
    except Exception as cause:  # as above: a broken header raises anything
        raise PictureError(f"{name} is {_kind(data)}: save it as PNG or JPEG") from cause


def _kind(data: bytes) -> str:
    """Tell in words what a file is that could not be opened."""
    start = data[:1024].lstrip().lower()
    if start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif"):
        return "a HEIC or AVIF picture, which cannot be read here"
    if b"<svg" in start:
        return "an SVG drawing, which has shapes but no pixels"
    if start.startswith(b"%pdf"):
        return "a PDF document, not a picture"
    signatures = (b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"ii*\0", b"mm\0*")
    if start.startswith(signatures):
        return "a picture with a damaged start"
    if start and all(byte >= 32 or byte in b"\t\r\n" for byte in start):
        return "text, not a picture"
    return "not a picture of a kind that can be read here"


def _decoded(image: Image.Image) -> tuple[Pixels, tuple[str, ...]]:
    """Decode pixels, shape (3, height, width), and tell what was done to them."""
    notes = []
    if (frames := getattr(image, "n_frames", 1)) > 1:
        notes.append(f"first of {frames} frames")
    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        notes.append("turned upright as its EXIF says")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith(("I", "F")):
        notes.append("brought from 16 to 8 bits")
        image = _eight_bits(image)
    if image.has_transparency_data:
        notes.append("transparency laid on white")
        opaque = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), opaque)
    elif image.mode == "CMYK":
        notes.append("printing colours turned into red, green and blue")
    elif image.mode in ("1", "L"):
        notes.append("grey: red, green and blue are equal")
    return np.asarray(image.convert("RGB")).transpose(2, 0, 1).copy(), tuple(notes)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring grey of 16 bits to 8 bits: 65535 = 255 * 257 becomes 255."""
    values = np.asarray(image)
    if values.dtype.kind == "f" or values.min() < 0 or values.max() > 65535:
        raise PictureError("holds numbers beyond 16 bits: save it as PNG or JPEG")
    return Image.fromarray(np.rint(values / 257).astype(np.uint8))


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
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    box = Image.Resampling.BOX
    return np.stack([np.asarray(Image.fromarray(one).resize(size, box)) for one in pixels])


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
    means = _shares(height, rows) @ region @ _shares(width, columns).T
    return np.floor(means.round(6) + 0.5).astype(np.int64)


def _shares(length: int, cells: int) -> NDArray[np.float64]:
    """Share of each pixel in the mean of each cell, shape (cells, length); rows add up to 1."""
    edges = np.linspace(0, length, cells + 1)
    start, stop = edges[:-1, None], edges[1:, None]
    pixel = np.arange(length)
    overlap = np.minimum(stop, pixel + 1) - np.maximum(start, pixel)
    shares: NDArray[np.float64] = np.clip(overlap, 0, None) * cells / length
    return shares


def as_png(pixels: Pixels) -> bytes:
    """Encode 1 or 3 channels as a PNG file.

    Examples
    --------
    >>> read_picture(as_png(np.full((3, 1, 1), 7, dtype=np.uint8)), "dot.png").pixels.ravel()
    array([7, 7, 7], dtype=uint8)
    """
    image = Image.fromarray(pixels[0] if len(pixels) == 1 else pixels.transpose(1, 2, 0).copy())
    file = BytesIO()
    image.save(file, format="PNG")
    return file.getvalue()
