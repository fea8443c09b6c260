"""Picture files made by code: every kind we read, odd ones, and those that must be refused."""

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray
from PIL import Image, features

from files.pictures import LARGEST_FILE

KINDS = [
    "PNG",
    "JPEG",
    "WEBP",
    "GIF",
    "BMP",
    "TIFF",
    "PPM",
    *(["AVIF"] if features.check("avif") else []),
]


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format=kind, **options)
    return file.getvalue()


def noise(height: int, width: int, channels: int = 3) -> Image.Image:
    shape = (height, width, channels) if channels > 1 else (height, width)
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8))


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG file: length, name, content, check sum."""
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def png(
    width: int,
    height: int,
    bits: int,
    colour_type: int,
    rows: bytes,
    *chunks: bytes,
) -> bytes:
    """Write a PNG file by hand; `rows` begin with a filter byte each, `chunks` stand before them.

    Colour types are 0 for grey, 2 for red, green and blue, 4 and 6 for the same with alpha.
    """
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    parts = (
        chunk(b"IHDR", header),
        *chunks,
        chunk(b"IDAT", zlib.compress(rows)),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def png_header(width: int, height: int) -> bytes:
    """Start of a PNG file that promises `width` x `height` pixels, and has none."""
    return png(width, height, 8, 2, b"")[:33] + struct.pack(">I", 1000) + b"IDAT"


def tiff(width: int, height: int, bits: int, data: bytes, **tags: int) -> bytes:
    """Write a grey TIFF file by hand, little endian: one strip of `data`, or one tile."""
    tile = tags.get("tile", 0)
    fields = {256: width, 257: height, 258: bits, 259: tags.get("compression", 1), 262: 1, 277: 1}
    fields[339] = tags.get("sample_format", 1)  # 1 unsigned, 2 signed, 3 floating point
    offset = 8 + 2 + 12 * (len(fields) + 4 if tile else len(fields) + 3) + 4
    if tile:
        fields |= {322: tile, 323: tile, 324: offset, 325: len(data)}
    else:
        fields |= {273: offset, 278: height, 279: len(data)}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, fields[tag]) for tag in sorted(fields))
    return b"II*\0" + struct.pack("<IH", 8, len(fields)) + entries + bytes(4) + data


def box(brand: bytes, *compatible: bytes) -> bytes:
    """First box of a file in the container of MP4, of HEIC and of AVIF."""
    content = b"ftyp" + brand + bytes(4) + b"".join(compatible)
    return struct.pack(">I", 4 + len(content)) + content + bytes(100)


def zipped() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("holiday.png", encoded(noise(4, 4), "PNG"))
    return file.getvalue()


def npy(array: NDArray[Any]) -> bytes:
    file = BytesIO()
    np.save(file, array)
    return file.getvalue()


def first_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


megabytes_of_text = zlib.compress(b"a" * 2_000_000)

REFUSED: dict[str, tuple[bytes, str]] = {
    "zero bytes": (b"", "is empty: choose a file with a picture in it"),
    "text": (b"hello, teacher", "is text, not a picture: save it as PNG or JPEG"),
    "text like BMP": (b"BMW is a car", "is text, not a picture: save it as PNG or JPEG"),
    "text like PPM": (b"P3 is a motorway", "is text, not a picture: save it as PNG or JPEG"),
    "SVG": (
        b"<?xml version='1.0'?><svg/>",
        "is an SVG drawing, which has shapes but no pixels: export it as PNG",
    ),
    "web page": (
        b"<!DOCTYPE html><title>404</title>",
        "is a web page, not a picture: save the picture in it, not the page",
    ),
    "PDF": (b"%PDF-1.7\n", "is a PDF document, not a picture: save one page of it as PNG"),
    "ZIP": (zipped(), "is a ZIP archive, not a picture: unpack it and choose a picture in it"),
    "HEIC": (
        box(b"heic"),
        "is a HEIC picture with a damaged start, or of a kind that cannot be read here:"
        " save it again, as PNG or JPEG",
    ),
    "HEIC by a second brand": (
        box(b"abcd", b"heic"),
        "is a HEIC picture with a damaged start, or of a kind that cannot be read here:"
        " save it again, as PNG or JPEG",
    ),
    "AVIF header only": (
        box(b"avif"),
        "is an AVIF picture with a damaged start, or of a kind that cannot be read here:"
        " save it again, as PNG or JPEG",
    ),
    "MP4": (box(b"isom"), "is a video, not a picture: save one frame of it as PNG"),
    "WebM": (b"\x1a\x45\xdf\xa3", "is a video, not a picture: save one frame of it as PNG"),
    "AVI": (b"RIFF\0\0\0\0AVI LIST", "is a video, not a picture: save one frame of it as PNG"),
    "PNG signature only": (
        b"\x89PNG\r\n\x1a\n",
        "is a PNG picture with a damaged start, or of a kind that cannot be read here:"
        " save it again, as PNG or JPEG",
    ),
    "every byte once": (
        bytes(range(256)),
        "is not a picture of a kind that can be read here: save it as PNG or JPEG",
    ),
    "PNG without rows": (
        png_header(8, 8),
        "is a damaged or cut-off PNG picture: save or download it again",
    ),
    "PNG with the start of one row": (
        png(8, 8, 8, 2, bytes(1)),
        "is a damaged or cut-off PNG picture: save or download it again",
    ),
    "an array of numbers in one row": (
        npy(np.zeros(5)),
        "is a NumPy array of shape (5,), not a picture: save one of shape (H, W), (H, W, 3) or"
        " (H, W, 4)",
    ),
    "an array of Python objects": (
        npy(np.array([None])),
        "is a NumPy array that cannot be read: it holds Python objects, which are never unpickled:"
        " save an array of numbers",
    ),
    "an array that promises more than it holds": (
        npy(np.zeros((9, 9)))[:-1],
        "is a NumPy array that cannot be read: its NPY header promises 648 bytes of numbers, but"
        " 647 follow: save it again with numpy.save",
    ),
    "FITS": (
        b"SIMPLE  =  T",
        "is a FITS picture, which cannot be read here: save it as TIFF or PNG",
    ),
    "half a TIFF": (
        first_half(tiff(30, 30, 8, bytes(900))),
        "is a damaged or cut-off TIFF picture: save or download it again",
    ),
    "65 010 000 pixels": (
        png_header(10_000, 6_501) + bytes(2000),
        "has 10000x6501 pixels and the limit is 65 million: save it smaller",
    ),
    "100 million pixels, about which Pillow warns": (
        png_header(10_000, 10_000) + bytes(2000),
        "has 10000x10000 pixels and the limit is 65 million: save it smaller",
    ),
    "3600 million pixels": (
        png_header(60_000, 60_000) + bytes(2000),
        "has far more than 65 million pixels, the limit: save it smaller",
    ),
    "one pixel in a tile of 900 million": (
        tiff(1, 1, 8, zlib.compress(bytes(10**6)), tile=30_000, compression=8),
        "has 30000x30000 pixels in a tile and the limit is 65 million: save it smaller",
    ),
    "text that unpacks to megabytes": (
        png(1, 1, 8, 0, b"\0\7", chunk(b"zTXt", b"Comment\0\0" + megabytes_of_text)),
        "is a PNG picture whose text or colour profile unpacks to more than 1 MB:"
        " save it again without them",
    ),
    "a colour profile that unpacks to megabytes": (
        png(1, 1, 8, 0, b"\0\7", chunk(b"iCCP", b"profile\0\0" + megabytes_of_text)),
        "is a PNG picture whose text or colour profile unpacks to more than 1 MB:"
        " save it again without them",
    ),
    "more than 20 MB": (
        bytes(LARGEST_FILE + 100_000),
        "has 20.1 MB and the limit is 20 MB: save it smaller, or as JPEG",
    ),
    "floating point without a value": (
        tiff(2, 1, 32, struct.pack("<2f", 1, float("nan")), sample_format=3),
        "holds numbers that are not finite: replace them, or save it as PNG",
    ),
}
