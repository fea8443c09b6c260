"""What a file is by its first bytes, in words, for files that are no picture we can read.

Each sentence has a place for the name of the file.
"""


def _damaged(picture: str) -> str:
    return (
        f"{{name}} is {picture} with a damaged start, or of a kind that cannot be read here: save "
        "it again, as PNG or JPEG"
    )


def _archive(kind: str) -> str:
    return f"{{name}} is {kind}, not a picture: unpack it and choose a picture in it"


def _unreadable(picture: str, format: str = "PNG or JPEG") -> str:
    return f"{{name}} is {picture}, which cannot be read here: save it as {format}"


VIDEO = "{name} is a video, not a picture: save one frame of it as PNG"
SOUND = "{name} is a sound, not a picture: choose a picture"

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", _damaged("a PNG picture")),
    (b"\xff\xd8\xff", _damaged("a JPEG picture")),
    (b"GIF8", _damaged("a GIF picture")),
    (b"II*\0", _damaged("a TIFF picture")),
    (b"MM\0*", _damaged("a TIFF picture")),
    (b"%PDF", "{name} is a PDF document, not a picture: save one page of it as PNG"),
    (b"PK\x03\x04", _archive("a ZIP archive")),
    (b"PK\x05\x06", "{name} is an empty ZIP archive, not a picture: choose a picture"),
    (b"\x1f\x8b", _archive("a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", _archive("a 7z archive")),
    (b"Rar!\x1a\x07", _archive("a RAR archive")),
    (b"8BPS", "{name} is a Photoshop document, which cannot be read here: export it as PNG"),
    (b"\0\0\x01\0", _damaged("an icon")),
    (b"\0\0\0\x0cJXL ", _unreadable("a JPEG XL picture")),
    (b"\xff\x0a", _unreadable("a JPEG XL picture")),
    (b"\0\0\0\x0cjP  ", _unreadable("a JPEG 2000 picture")),
    (b"\x1a\x45\xdf\xa3", VIDEO),  # Matroska and WebM
    (b"ID3", SOUND),
    (b"OggS", SOUND),
    (b"%!PS", "{name} is a PostScript document, not a picture: export it as PNG"),
    (b"SIMPLE  =", _unreadable("a FITS picture", "TIFF or PNG")),
)

RIFF: dict[bytes, str] = {
    b"WEBP": _damaged("a WebP picture"),
    b"AVI ": VIDEO,
    b"WAVE": SOUND,
}

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
HEIC = _damaged("a HEIC picture")


def describe_file(data: bytes, name: str) -> str:
    """Say what a file is that could not be opened as a picture, and what to do instead.

    Parameters
    ----------
    data : bytes
        Content of the file; its first 1024 bytes decide.
    name : str

    Examples
    --------
    >>> describe_file(b"%PDF-1.7", "notes.png")
    'notes.png is a PDF document, not a picture: save one page of it as PNG'
    """
    return _sentence(data).format(name=name)


def is_heic(data: bytes) -> bool:
    """Whether a file says that it is a picture as telephones take it."""
    return _sentence(data) == HEIC


def _sentence(data: bytes) -> str:
    for start, kind in STARTS:
        if data.startswith(start):
            return kind
    if data[128:132] == b"DICM":
        return _unreadable("a DICOM picture", "PNG or TIFF")
    if data.startswith(b"RIFF") and data[8:12] in RIFF:
        return RIFF[data[8:12]]
    if data[4:8] == b"ftyp":
        return _brand(data)
    if data.startswith(b"BM") and data[6:10] == bytes(4):  # the header's reserved bytes
        return _damaged("a BMP picture")
    return _text(data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _brand(data: bytes) -> str:
    """Name what shares the container of MP4: pictures by their brand, or else a video."""
    brands = {data[8:12], *(data[start : start + 4] for start in range(16, min(data[3], 64), 4))}
    if brands & {b"avif", b"avis"}:
        return _damaged("an AVIF picture")
    return HEIC if brands & HEIC_BRANDS else VIDEO


def _text(start: bytes) -> str:
    """Name drawings, web pages and other text; `start` is in lower case."""
    if b"<svg" in start:
        return "{name} is an SVG drawing, which has shapes but no pixels: export it as PNG"
    if start.startswith((b"<!doctype html", b"<html")):
        return "{name} is a web page, not a picture: save the picture in it, not the page"
    if start and all(byte >= 32 or byte in b"\t\r\n" for byte in start):
        return "{name} is text, not a picture: save it as PNG or JPEG"
    return "{name} is not a picture of a kind that can be read here: save it as PNG or JPEG"
