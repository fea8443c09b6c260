"""Pictures as NumPy arrays: what scikit-image, OpenCV and notebooks keep becomes an image."""

import numpy as np
from PIL import Image

from conv_engine.numeric import Array
from files.array_files import read_header
from files.decoding import UnusableError, stretched_text
from files.kernels import KernelError

MOST_NUMBERS = 20_000_000
"""Most numbers of a picture as an array: a file of 20 MB holds no more."""
DEPTHS = (1, 3, 4)
"""How many channels a picture has: grey, colours, and colours with transparency."""


def open_array(data: bytes) -> tuple[Image.Image, tuple[str, ...]]:
    """Read an NPY file of shape (H, W), (H, W, channels) or (channels, H, W).

    Parameters
    ----------
    data : bytes
        Content of the file.

    Returns
    -------
    image : PIL.Image.Image
        Of 8 bits where there are several channels; grey may be deeper.
    notes : tuple of str
        What was done to it.

    Raises
    ------
    UnusableError
        If it is damaged, or no array that can be a picture.

    Examples
    --------
    >>> from io import BytesIO
    >>> file = BytesIO()
    >>> np.save(file, np.array([[[0.0, 0.2, 1.0]]]))  # 0.2 * 255 = 51
    >>> image, notes = open_array(file.getvalue())
    >>> image.getpixel((0, 0)), notes
    ((0, 51, 255), ('numbers from 0 to 1 multiplied by 255',))
    """
    try:
        header = read_header(data, MOST_NUMBERS)
    except KernelError as refusal:
        raise UnusableError(
            f"{{name}} is a NumPy array that cannot be read: {refusal}"
        ) from refusal
    cells, notes = _put_last(header.read(data))
    if cells.dtype == bool:
        cells = cells * np.uint8(255)
    if cells.ndim == 2:
        return Image.fromarray(_grey_cells(cells)), notes
    eight, said = _eight_bits(cells)
    return Image.fromarray(eight), (*notes, *said)


def _put_last(cells: Array) -> tuple[Array, tuple[str, ...]]:
    """Bring channels behind rows and columns; one channel alone has no axis."""
    notes: tuple[str, ...] = ()
    if cells.ndim == 4 and cells.shape[0] == 1:  # a single sample
        cells = cells[0]
    if cells.ndim == 3 and cells.shape[0] in DEPTHS and cells.shape[2] not in DEPTHS:
        cells, notes = cells.transpose(1, 2, 0), ("read with channels first",)
    if cells.ndim == 3 and cells.shape[2] == 1:
        cells = cells[:, :, 0]
    if cells.ndim != 2 and (cells.ndim != 3 or cells.shape[2] not in DEPTHS):
        raise UnusableError(
            f"{{name}} is a NumPy array of shape {cells.shape}, not a picture: save one "
            "of shape (H, W), (H, W, 3) or (H, W, 4)"
        )
    return np.ascontiguousarray(cells), notes


def _grey_cells(cells: Array) -> Array:
    """Return grey in a type that an image can have."""
    if cells.dtype.kind == "f":
        return cells.astype(np.float32)
    if cells.min() < 0 or cells.max() > 65535:
        return cells.astype(np.float32)  # it is stretched, as floats are
    return cells.astype(np.uint8 if cells.max() <= 255 else np.uint16)


def _eight_bits(cells: Array) -> tuple[Array, tuple[str, ...]]:
    """Bring colours to 8 bits, all channels by the same scale, and say how."""
    low, high = float(cells.min()), float(cells.max())
    if not np.isfinite([low, high]).all():
        raise UnusableError(
            "{name} holds numbers that are not finite: replace them, or save it as PNG"
        )
    if cells.dtype.kind != "f" and low >= 0 and high <= 255:
        return cells.astype(np.uint8), ()
    if low >= 0 and high <= 1:
        return _scaled(cells, 0, 1), ("numbers from 0 to 1 multiplied by 255",)
    if low >= 0 and high <= 255:
        return _scaled(cells, 0, 255), ("numbers from 0 to 255 rounded",)
    return _scaled(cells, low, high), (stretched_text(low, high),)


def _scaled(cells: Array, low: float, high: float) -> Array:
    shares = (cells.astype(np.float32) - np.float32(low)) / np.float32(high - low or 1)
    return np.asarray(np.rint(shares * 255).astype(np.uint8))
