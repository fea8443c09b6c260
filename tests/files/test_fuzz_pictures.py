"""Whatever goes in, a picture or one sentence comes out."""

import struct
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from files.decoding import CHANNELS, Mode
from files.pictures import PictureError, read_picture
from tests.files.hostile_pictures import KINDS, encoded, noise, tiff

NAME = "<b>my</b>\npicture.png"
PLAIN = "<b>my</b> picture.png"

modes = st.sampled_from(list(CHANNELS))


def read_or_refused(data: bytes, mode: Mode) -> bool:
    """Whether a file was read; what is refused is refused in one plain sentence."""
    try:
        picture = read_picture(data, NAME, mode)
    except PictureError as refusal:
        sentence = str(refusal)
        assert sentence.startswith((f"{PLAIN} is ", f"{PLAIN} has ", f"{PLAIN} holds "))
        assert sentence.isprintable()
        assert len(sentence) < 200
        assert not any(word in sentence for word in ("Traceback", "Error", "0x", "object at"))
        return False
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.shape[0] == len(picture.channel_names) == len(CHANNELS[mode])
    assert picture.pixels.size > 0
    return True


@cache
def valid_files() -> dict[str, bytes]:
    """One small file of each kind, and of the kinds inside them that are decoded in other ways."""
    exif = Image.Exif()
    exif[0x0112] = 6
    small = noise(6, 9)
    frames = [noise(5, 5).convert("P"), noise(5, 5, 1).convert("P")]
    return {kind: encoded(small, kind) for kind in KINDS} | {
        "clear palette": encoded(frames[0], "PNG", transparency=bytes(range(0, 250, 5))),
        "16 bits": encoded(Image.fromarray(np.arange(30, dtype=np.uint16).reshape(5, 6)), "PNG"),
        "APNG": encoded(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        "film": encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "turned": encoded(small, "JPEG", exif=exif, progressive=True),
        "CMYK": encoded(small.convert("CMYK"), "JPEG"),
        "turned TIFF": encoded(small, "TIFF", exif=exif),
        "packed TIFF": encoded(small, "TIFF", compression="tiff_lzw"),
        "floating point": tiff(2, 2, 32, struct.pack("<4f", 1, 2, 3, 9), sample_format=3),
        "clear WebP": encoded(noise(6, 6, 4), "WEBP", lossless=True),
        "BMP with alpha": encoded(noise(6, 6, 4), "BMP"),
    }


@given(st.binary(max_size=300), modes)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_random_bytes_are_refused_in_one_sentence(data: bytes, mode: Mode) -> None:
    read_or_refused(data, mode)


@given(st.sampled_from([data[:16] for data in valid_files().values()]), st.binary(max_size=200))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_random_bytes_behind_a_true_start_are_refused(start: bytes, rest: bytes) -> None:
    read_or_refused(start + rest, "colour")


@pytest.mark.parametrize("kind", valid_files())
def test_a_file_with_changed_bytes_is_read_or_refused(kind: str) -> None:
    assert read_or_refused(valid_files()[kind], "alpha")
    random = np.random.default_rng(list(kind.encode()))
    for turn in range(60):
        data = bytearray(valid_files()[kind])
        for _ in range(random.integers(1, 5)):
            # The header is what steers a decoder: half of all changes fall on the first 64 bytes.
            end = min(64, len(data)) if random.integers(2) else len(data)
            data[random.integers(end)] = random.integers(256)
        read_or_refused(bytes(data), list(CHANNELS)[turn % 3])


@pytest.mark.parametrize("kind", valid_files())
def test_a_file_with_a_piece_cut_out_or_doubled_is_read_or_refused(kind: str) -> None:
    data = valid_files()[kind]
    random = np.random.default_rng(list(kind.encode()))
    for _ in range(30):
        start, stop = sorted(random.integers(0, len(data), 2))
        read_or_refused(data[:start] + data[stop:], "colour")
        read_or_refused(data[:stop] + data[start:], "grey")
