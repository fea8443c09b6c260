"""What a file is by its first bytes, in words, for files that are no picture we can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """What a file is, and what to do instead of choosing it.

    Parameters
    ----------
    what : str
        Goes on from "The file is".
    advice : str
        What to do.
    """

    what: str
    advice: str = "save it as PNG or JPEG"


def _damaged(picture: str) -> FileKind:
    what = f"{picture} with a damaged start, or of a kind that cannot be read here"
    return FileKind(what, "save it again, as PNG or JPEG")


ARCHIVE = "unpack it and choose a picture in it"
VIDEO = FileKind("a video, not a picture", "save one frame of it as PNG")
SOUND = FileKind("a sound, not a picture", "choose a picture")
UNREADABLE = "which cannot be read here"

STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", _damaged("a PNG picture")),
    (b"\xff\xd8\xff", _damaged("a JPEG picture")),
    (b"GIF8", _damaged("a GIF picture")),
    (b"II*\0", _damaged("a TIFF picture")),
    (b"MM\0*", _damaged("a TIFF picture")),
    (b"%PDF", FileKind("a PDF document, not a picture", "save one page of it as PNG")),
    (b"PK\x03\x04", FileKind("a ZIP archive, not a picture", ARCHIVE)),
    (b"PK\x05\x06", FileKind("an empty ZIP archive, not a picture", "choose a picture")),
    (b"\x1f\x8b", FileKind("a gzip archive, not a picture", ARCHIVE)),
    (b"7z\xbc\xaf\x27\x1c", FileKind("a 7z archive, not a picture", ARCHIVE)),
    (b"Rar!\x1a\x07", FileKind("a RAR archive, not a picture", ARCHIVE)),
    (b"8BPS", FileKind(f"a Photoshop document, {UNREADABLE}", "export it as PNG")),
    (b"\0\0\x01\0", _damaged("an icon")),
    (b"\0\0\0\x0cJXL ", FileKind(f"a JPEG XL picture, {UNREADABLE}")),
    (b"\xff\x0a", FileKind(f"a JPEG XL picture, {UNREADABLE}")),
    (b"\0\0\0\x0cjP  ", FileKind(f"a JPEG 2000 picture, {UNREADABLE}")),
    (b"\x1a\x45\xdf\xa3", VIDEO),  # Matroska and WebM
    (b"ID3", SOUND),
    (b"OggS", SOUND),
    (b"%!PS", FileKind("a PostScript document, not a picture", "export it as PNG")),
    (b"SIMPLE  =", FileKind(f"a FITS picture, {UNREADABLE}", "save it as TIFF or PNG")),
)

RIFF: dict[bytes, FileKind] = {
    b"WEBP": _damaged("a WebP picture"),
    b"AVI ": VIDEO,
    b"WAVE": SOUND,
}

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
HEIC = _damaged("a HEIC picture")


def kind_of(data: bytes) -> FileKind:
    """Name the kind of a file that could not be opened as a picture.

    Parameters
    ----------
    data : bytes
        Content of the file; its first 1024 bytes decide.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7")
    FileKind(what='a PDF document, not a picture', advice='save one page of it as PNG')
    """
    for start, kind in STARTS:
        if data.startswith(start):
            return kind
    if data[128:132] == b"DICM":
        return FileKind(f"a DICOM picture, {UNREADABLE}", "save it as PNG or TIFF")
    if data.startswith(b"RIFF") and data[8:12] in RIFF:
        return RIFF[data[8:12]]
    if data[4:8] == b"ftyp":
        return _brand(data)
    if data.startswith(b"BM") and data[6:10] == bytes(4):  # the header's reserved bytes
        return _damaged("a BMP picture")
    return _text(data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _brand(data: bytes) -> FileKind:
    """Name what shares the container of MP4: pictures by their brand, or else a video."""
    brands = {data[8:12], *(data[start : start + 4] for start in range(16, min(data[3], 64), 4))}
    if brands & {b"avif", b"avis"}:
        return _damaged("an AVIF picture")
    return HEIC if brands & HEIC_BRANDS else VIDEO


def _text(start: bytes) -> FileKind:
    """Name drawings, web pages and other text; `start` is in lower case."""
    if b"<svg" in start:
        return FileKind("an SVG drawing, which has shapes but no pixels", "export it as PNG")
    if start.startswith((b"<!doctype html", b"<html")):
        return FileKind("a web page, not a picture", "save the picture in it, not the page")
    if start and all(byte >= 32 or byte in b"\t\r\n" for byte in start):
        return FileKind("text, not a picture")
    return FileKind("not a picture of a kind that can be read here")
