"""Real files, made here: what they become, and the sentence that refuses the others."""

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from files.pictures import (
    LARGEST_FILE,
    PictureError,
    Pixels,
    as_png,
    read_picture,
    region_as_cells,
    working_copy,
)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format=kind, **options)
    return file.getvalue()


def png_header(width: int, height: int) -> bytes:
    """Start of a PNG file that promises `width` x `height` pixels, and has none."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    checked = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + checked + struct.pack(">I", 1000) + b"IDAT"


@pytest.fixture
def half_red() -> Image.Image:
    """16 rows of 32 pixels: the left half red, the right half black."""
    image = Image.new("RGB", (32, 16))
    image.paste((255, 0, 0), (0, 0, 16, 16))
    return image


def test_a_png_keeps_every_pixel(half_red: Image.Image) -> None:
    picture = read_picture(encoded(half_red, "PNG"), "half.png")
    assert picture.pixels.shape == (3, 16, 32)
    assert list(picture.pixels[:, 0, 0]) == [255, 0, 0]
    assert list(picture.pixels[:, 0, 31]) == [0, 0, 0]
    assert (picture.name, picture.notes) == ("half.png", ())


def test_a_jpeg_from_a_turned_phone_stands_upright(half_red: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the scene is at the right of the stored picture
    picture = read_picture(encoded(half_red, "JPEG", exif=exif), "phone.jpg")
    assert picture.pixels.shape == (3, 32, 16)
    assert picture.pixels[0, 2, 8] > 240  # what was left is now at the top
    assert picture.pixels[0, 29, 8] < 15
    assert picture.notes == ("turned upright as its EXIF says",)


def test_a_palette_is_looked_up(half_red: Image.Image) -> None:
    picture = read_picture(encoded(half_red.quantize(4), "PNG"), "palette.png")
    np.testing.assert_array_equal(picture.pixels, np.asarray(half_red).transpose(2, 0, 1))


def test_transparency_is_laid_on_white() -> None:
    image = Image.new("RGBA", (1, 1), (0, 100, 200, 51))  # 51 of 255 is one fifth
    picture = read_picture(encoded(image, "PNG"), "glass.png")
    assert list(picture.pixels.ravel()) == [
        (4 * 255 + 0) // 5,
        (4 * 255 + 100) // 5,
        (4 * 255 + 200) // 5,
    ]
    assert picture.notes == ("transparency laid on white",)


def test_grey_has_three_equal_channels() -> None:
    picture = read_picture(encoded(Image.new("L", (2, 1), 77), "PNG"), "grey.png")
    assert (picture.pixels == 77).all()
    assert picture.notes == ("grey: red, green and blue are equal",)


def test_sixteen_bits_become_eight() -> None:
    deep = Image.fromarray(np.array([[0, 257, 128 * 257, 65535]], dtype=np.uint16))
    picture = read_picture(encoded(deep, "PNG"), "deep.png")
    assert list(picture.pixels[0, 0]) == [0, 1, 128, 255]
    assert "brought from 16 to 8 bits" in picture.notes


def test_printing_colours_become_red_green_and_blue() -> None:
    ink = Image.new("CMYK", (8, 8), (0, 255, 255, 0))  # magenta and yellow: red
    red, green, blue = read_picture(encoded(ink, "JPEG"), "print.jpg").pixels[:, 4, 4]
    assert red > 240
    assert max(green, blue) < 15


def test_of_a_film_the_first_frame_is_taken() -> None:
    frames = [Image.new("L", (4, 4), value) for value in (10, 200)]
    film = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    picture = read_picture(film, "film.gif")
    assert (picture.pixels == 10).all()
    assert picture.notes[0] == "first of 2 frames"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "x.png is empty: choose a file with a picture in it"),
        (b"hello, teacher", "x.png is text, not a picture: save it as PNG or JPEG"),
        (b"<?xml version='1.0'?><svg/>", "x.png is an SVG drawing, which has shapes but no"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "x.png is a HEIC or AVIF picture, which cannot be read"),
        (b"%PDF-1.7", "x.png is a PDF document, not a picture"),
        (b"\x89PNG\r\n\x1a\n", "x.png is a picture with a damaged start"),
        (bytes(range(256)), "x.png is not a picture of a kind that can be read here"),
        (png_header(10000, 5001), "x.png has 10000x5001 pixels and the limit is 50 million"),
        (png_header(60000, 60000), "x.png has far more than 50 million pixels"),
        (png_header(8, 8), "x.png is a damaged or cut-off PNG picture"),
        (bytes(LARGEST_FILE + 100_000), "x.png has 20.1 MB and the limit is 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(PictureError) as refusal:
        read_picture(data, "x.png")
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_file_cut_off_anywhere_is_refused(kind: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (20, 20, 3), dtype=np.uint8)
    whole = encoded(Image.fromarray(noise), kind)
    for length in range(0, len(whole) - 20, 17):
        with pytest.raises(PictureError, match=r"^cut\.bin "):
            read_picture(whole[:length], "cut.bin")


def test_a_files_name_stays_plain_text_on_one_line() -> None:
    with pytest.raises(PictureError, match=r"^<b>a</b> b\.png is empty"):
        read_picture(b"", "<b>a</b>\nb.png")
    with pytest.raises(PictureError) as refusal:
        read_picture(b"", "long" * 100 + ".png")
    assert len(str(refusal.value)) < 150


@pytest.mark.parametrize(
    ("size", "expected"), [((256, 64), (128, 32)), ((64, 256), (32, 128)), ((50, 20), (50, 20))]
)
def test_a_working_copy_fits_and_keeps_its_proportions(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert working_copy(np.zeros((3, *size), dtype=np.uint8)).shape == (3, *expected)


def test_a_working_copy_holds_area_means() -> None:
    pixels = np.array([[[10, 20, 3, 5], [30, 40, 7, 9]]], dtype=np.uint8)
    assert working_copy(pixels, 2).tolist() == [[[(10 + 20 + 30 + 40) // 4, (3 + 5 + 7 + 9) // 4]]]


def test_a_cell_counts_a_pixel_by_the_share_it_covers() -> None:
    pixels = np.array([[[0, 30, 90]]], dtype=np.uint8)
    # 3 pixels in 2 cells: each cell covers one pixel and half of the middle one.
    left, right = (0 + 30 / 2) / 1.5, (30 / 2 + 90) / 1.5
    assert region_as_cells(pixels, 0, 0, 1, 3, 1, 2).tolist() == [[[left, right]]]


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 12), st.integers(1, 12))
def test_a_flat_region_stays_flat_at_any_size(
    height: int, width: int, rows: int, columns: int
) -> None:
    flat = np.full((3, 9, 9), 201, dtype=np.uint8)
    cells = region_as_cells(flat, 0, 0, height, width, rows, columns)
    np.testing.assert_array_equal(cells, np.full((3, rows, columns), 201))


def test_a_region_pixel_by_pixel_is_the_picture_itself() -> None:
    pixels = np.arange(3 * 5 * 6, dtype=np.uint8).reshape(3, 5, 6)
    np.testing.assert_array_equal(
        region_as_cells(pixels, 1, 2, 3, 4, rows=3, columns=4), pixels[:, 1:4, 2:6]
    )


def test_a_region_outside_the_picture_is_refused_with_its_numbers() -> None:
    with pytest.raises(ValueError, match="4x4 at row 7, column 0 reaches outside the picture of"):
        region_as_cells(np.zeros((1, 10, 10), dtype=np.uint8), 7, 0, 4, 4, 2, 2)


@pytest.mark.parametrize("channels", [1, 3])
def test_a_png_of_our_own_reads_back(channels: int) -> None:
    pixels: Pixels = np.arange(channels * 6, dtype=np.uint8).reshape(channels, 2, 3)
    back = read_picture(as_png(pixels), "ours.png").pixels
    np.testing.assert_array_equal(back, np.broadcast_to(pixels, (3, 2, 3)))
