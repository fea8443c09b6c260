"""What can still be read of a picture that is damaged or cut off, as browsers show it."""

from io import BytesIO

from PIL import Image, ImageFile

JPEG_END = b"\xff\xd9"
"""The mark that ends a JPEG file: before it, the decoder gives all that it has."""
MENDED = {"PNG", "JPEG", "MPO", "GIF", "BMP"}
"""Kinds whose first rows are of use without the last."""
MISSING = "damaged or cut off: what cannot be read is blank"
"""The note on such a picture."""


def mend_picture(image: Image.Image, data: bytes) -> Image.Image | None:
    """Return the part of a picture that could be decoded.

    Pillow has a switch for this, but it holds for all pictures of the process at once.

    Parameters
    ----------
    image : PIL.Image.Image
        One that raised while it was loaded.
    data : bytes
        Content of its file.

    Returns
    -------
    PIL.Image.Image or None
        None where nothing is to be seen.

    Examples
    --------
    >>> file = BytesIO()
    >>> Image.effect_noise((64, 64), 50).save(file, format="PNG")
    >>> cut = file.getvalue()[:2000]
    >>> mended = mend_picture(Image.open(BytesIO(cut)), cut)
    >>> mended.size, mended.getpixel((63, 63))  # the last row is missing
    ((64, 64), 0)
    """
    if image.format not in MENDED or not isinstance(image, ImageFile.ImageFile):
        return None
    try:
        if image.format in ("JPEG", "MPO"):
            image = Image.open(BytesIO(data + JPEG_END), formats=("JPEG",))
            image.load()
        else:
            _keep_rows(image)
    except Exception:  # a damaged file raises anything, here as before
        return None
    # A copy has the mode of what was decoded; a GIF that was loaded twice names the former one.
    return image.copy() if _shows_something(image) else None


def _keep_rows(image: ImageFile.ImageFile) -> None:
    """Load a picture as far as it goes: what was decoded before a fault stays in it."""
    try:
        image.load()
    except Exception:
        image.tile = []  # nothing is left to decode
        image.load()


def _shows_something(image: Image.Image) -> bool:
    """Return whether two pixels differ."""
    ends = image.getextrema()
    pairs = ends if isinstance(ends[0], tuple) else (ends,)
    return any(low != high for low, high in pairs)
