"""Real files, made here: what they become, and the sentence that refuses the others."""

import struct
import tracemalloc
import warnings
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps
from pillow_heif import from_pillow

from conv_engine.numeric import Array
from files.avif import join_associations
from files.damaged_pictures import MISSING
from files.decoding import CHANNELS
from files.pictures import (
    Mode,
    PictureError,
    Pixels,
    pixels_as_png,
    read_picture,
    region_as_cells,
    working_copy,
)
from tests.files.hostile_pictures import (
    KINDS,
    REFUSED,
    chunk,
    encoded,
    noise,
    npy,
    png,
    png_header,
    tiff,
)
from tests.numbers_said import says


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
    assert picture.notes == ("transparency replaced by white",)


def test_grey_has_three_equal_channels() -> None:
    picture = read_picture(encoded(Image.new("L", (2, 1), 77), "PNG"), "grey.png")
    assert (picture.pixels == 77).all()
    assert picture.notes == ("grey: red, green and blue are equal",)


def test_sixteen_bits_become_eight() -> None:
    deep = Image.fromarray(np.array([[0, 257, 128 * 257, 65535]], dtype=np.uint16))
    picture = read_picture(encoded(deep, "PNG"), "deep.png")
    assert list(picture.pixels[0, 0]) == [0, 1, 128, 255]
    assert "reduced from 16 to 8 bits" in picture.notes


def test_a_faint_picture_of_sixteen_bits_is_stretched_and_says_so() -> None:
    faint = Image.fromarray(np.array([[100, 151, 610]], dtype=np.uint16))
    picture = read_picture(encoded(faint, "PNG"), "faint.png")
    assert list(picture.pixels[0, 0]) == [0, 51 * 255 // 510 + 1, 255]  # 25.5 is rounded to even
    assert "16-bit numbers from 100 to 610 stretched to 0 to 255" in picture.notes


def test_colours_of_another_profile_are_brought_to_srgb_and_it_is_said() -> None:
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    dot = encoded(Image.new("RGB", (1, 1), (10, 20, 30)), "PNG", icc_profile=xyz)
    picture = read_picture(dot, "dot.png")
    assert any("sRGB" in note or "profile" in note for note in picture.notes)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    dot = encoded(Image.new("RGB", (1, 1), (10, 20, 30)), "PNG", icc_profile=srgb)
    assert read_picture(dot, "dot.png").pixels.ravel().tolist() == [10, 20, 30]


def test_signed_numbers_of_a_tiff_are_raised_so_that_the_least_is_black() -> None:
    data = tiff(3, 1, 8, struct.pack("3b", -128, -1, 127), sample_format=2)
    picture = read_picture(data, "signed.tif")
    assert picture.pixels[0, 0].tolist() == [-128 + 128, -1 + 128, 127 + 128]
    assert "signed numbers from -128 to 127 raised by 128" in picture.notes


def test_an_icon_is_a_picture() -> None:
    icon = Image.new("RGB", (16, 16), (10, 20, 30))
    assert read_picture(encoded(icon, "ICO"), "app.ico").pixels[:, 8, 8].tolist() == [10, 20, 30]


def test_printing_colours_become_red_green_and_blue() -> None:
    ink = Image.new("CMYK", (8, 8), (0, 255, 255, 0))  # magenta and yellow: red
    red, green, blue = read_picture(encoded(ink, "JPEG"), "print.jpg").pixels[:, 4, 4]
    assert red > 240
    assert max(green, blue) < 15


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF"])
def test_of_several_frames_the_first_is_taken(kind: str) -> None:
    frames = [Image.new("RGB", (4, 4), (value, value, value)) for value in (10, 200)]
    film = encoded(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    picture = read_picture(film, "film")
    assert (picture.pixels == 10).all()
    assert picture.notes[0] == "first of several frames"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (7, 5)], ids=str)
@pytest.mark.parametrize("mode", CHANNELS)
def test_every_kind_is_read_at_any_aspect_ratio(
    kind: str, size: tuple[int, int], mode: Mode
) -> None:
    picture = read_picture(encoded(noise(*size), kind), "noise", mode)
    assert picture.pixels.shape == (len(CHANNELS[mode]), *size)
    assert picture.channel_names == CHANNELS[mode]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_every_orientation_of_exif_comes_out_upright(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = noise(5, 7)
    picture = read_picture(encoded(stored, kind, exif=exif), "turned")
    stored.getexif()[0x0112] = orientation
    upright = np.asarray(ImageOps.exif_transpose(stored)).transpose(2, 0, 1)
    np.testing.assert_array_equal(picture.pixels, upright)
    assert bool(picture.notes) == (orientation != 1)


def test_broken_exif_does_not_spoil_a_picture() -> None:
    data = encoded(noise(2, 2), "PNG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\0\0")
    assert read_picture(data, "x.png").pixels.shape == (3, 2, 2)


def test_grey_weighs_red_green_and_blue_by_how_bright_they_look() -> None:
    image = Image.new("RGB", (1, 1), (100, 200, 50))
    picture = read_picture(encoded(image, "PNG"), "x.png", "grey")
    assert picture.pixels.ravel() == round(0.299 * 100 + 0.587 * 200 + 0.114 * 50)
    assert picture.channel_names == ("grey",)
    assert picture.notes == ("made grey: 0.299 red + 0.587 green + 0.114 blue",)


@given(st.integers(0, 255))
def test_grey_read_as_grey_stays_what_it_is(level: int) -> None:
    data = encoded(Image.new("L", (1, 1), level), "PNG")
    assert read_picture(data, "x.png", "grey").pixels.ravel() == level


def test_transparency_is_kept_as_a_channel_where_that_is_asked_for() -> None:
    image = Image.new("RGBA", (1, 1), (0, 100, 200, 51))
    picture = read_picture(encoded(image, "PNG"), "glass.png", "alpha")
    assert list(picture.pixels.ravel()) == [0, 100, 200, 51]
    assert picture.channel_names == ("red", "green", "blue", "alpha")
    assert picture.notes == ("transparency kept as channel alpha: 0 is clear, 255 is opaque",)


def test_an_opaque_picture_has_an_alpha_of_255() -> None:
    picture = read_picture(encoded(noise(2, 3), "PNG"), "x.png", "alpha")
    assert (picture.pixels[3] == 255).all()
    assert picture.notes == ("opaque: channel alpha is 255 everywhere",)


def test_grey_with_alpha_is_laid_on_white() -> None:
    picture = read_picture(encoded(Image.new("LA", (1, 1), (100, 51)), "PNG"), "x.png")
    assert list(picture.pixels.ravel()) == [(4 * 255 + 100) // 5] * 3
    assert picture.notes == (
        "transparency replaced by white",
        "grey: red, green and blue are equal",
    )


def test_a_palette_may_have_a_clear_colour() -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([9, 9, 9, 200, 0, 0])
    image.putpixel((1, 0), 1)
    pixels = read_picture(encoded(image, "GIF", transparency=0), "x.gif").pixels
    assert pixels[:, 0].T.tolist() == [[255, 255, 255], [200, 0, 0]]


@pytest.mark.parametrize(
    ("data", "levels"),
    [
        (png(8, 1, 1, 0, b"\0\xa5"), [255, 0, 255, 0, 0, 255, 0, 255]),  # 0xa5 is 10100101
        (png(4, 1, 2, 0, b"\0\x1b"), [0 * 85, 1 * 85, 2 * 85, 3 * 85]),  # 0x1b is 00 01 10 11
        (png(2, 1, 16, 2, b"\0" + bytes([7, 9] * 3 + [255] * 6)), [7, 255]),  # upper bytes
        (tiff(2, 1, 16, struct.pack("<2H", 257 * 3, 65535)), [3, 255]),
        (tiff(2, 1, 12, b"\x00\x0f\xff"), [0, 255]),  # 000 and fff
        (b"P5 2 1 65535 " + struct.pack(">2H", 257 * 3, 65535), [3, 255]),
        (tiff(3, 1, 32, struct.pack("<3f", 0, 0.2, 1), sample_format=3), [0, 0.2 * 255, 255]),
        (tiff(3, 1, 32, struct.pack("<3f", -2, 3, 8), sample_format=3), [0, 127.5 + 0.5, 255]),
        (tiff(2, 1, 32, struct.pack("<2f", 7, 7), sample_format=3), [0, 0]),
    ],
)
def test_numbers_of_any_depth_become_8_bits(data: bytes, levels: list[float]) -> None:
    assert read_picture(data, "deep").pixels[0, 0].tolist() == levels


def test_it_is_said_how_floating_point_numbers_become_8_bits() -> None:
    def notes(*values: float) -> tuple[str, ...]:
        data = struct.pack(f"<{len(values)}f", *values)
        return read_picture(tiff(len(values), 1, 32, data, sample_format=3), "x.tif").notes

    assert notes(0, 0.5)[0] == "numbers from 0 to 1 multiplied by 255"
    assert notes(-2.5, 7)[0] == "numbers from −2.5 to 7 stretched to 0 to 255"


@pytest.mark.parametrize(("colour_type", "channels"), [(0, 1), (2, 3)])
def test_a_clear_colour_of_16_bits_is_laid_on_white(colour_type: int, channels: int) -> None:
    clear, black = struct.pack(">H", 0xCACA) * channels, bytes(2 * channels)
    data = png(2, 1, 16, colour_type, b"\0" + clear + black, chunk(b"tRNS", clear))
    picture = read_picture(data, "x.png")
    assert picture.pixels[0, 0].tolist() == [255, 0]
    assert set(picture.notes) >= {"reduced from 16 to 8 bits", "transparency replaced by white"}


def test_only_the_first_page_counts_against_the_limit() -> None:
    first = encoded(Image.new("L", (1, 1), 7), "TIFF")
    pages = encoded(
        Image.new("L", (1, 1), 7), "TIFF", save_all=True, append_images=[noise(3000, 1, 1)]
    )
    assert len(pages) > len(first)
    assert read_picture(pages, "pages.tif").pixels.ravel().tolist() == [7, 7, 7]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_picture_is_refused_in_one_sentence(kind: str) -> None:
    data, sentence = REFUSED[kind]
    with pytest.raises(PictureError) as refusal:
        read_picture(data, "x.png")
    assert str(refusal.value) == f"x.png {sentence}"


def test_warnings_of_pillow_do_not_reach_the_log() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(PictureError, match="has 10000x10000 pixels and the limit is"):
            read_picture(png_header(10_000, 10_000), "x.png")


def test_an_unknown_mode_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="mode 'rgb' is not one of 'colour', 'grey', 'alpha'"):
        read_picture(b"", "x.png", "rgb")  # type: ignore[arg-type]


def test_decoding_holds_little_beside_the_picture_itself() -> None:
    data = encoded(Image.new("RGB", (2000, 1500), (9, 8, 7)), "JPEG")
    tracemalloc.start()
    size = read_picture(data, "big.jpg").pixels.nbytes
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size + 4_000_000  # a few blocks of a quarter of a million pixels


@pytest.mark.parametrize("kind", ["WEBP", "PPM", "TIFF"])
def test_a_file_cut_off_anywhere_is_refused(kind: str) -> None:
    whole = encoded(noise(20, 20), kind)
    for length in range(0, len(whole) - 200, 17):
        with pytest.raises(PictureError, match=r"^cut\.bin "):
            read_picture(whole[:length], "cut.bin")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_a_file_cut_off_in_its_rows_shows_those_that_came_and_says_so(kind: str) -> None:
    whole = encoded(noise(60, 40), kind)
    complete = read_picture(whole, "whole.bin").pixels
    cut = read_picture(whole[: len(whole) * 3 // 4], "cut.bin")
    assert cut.notes[0] == MISSING
    edge = slice(0, 16) if kind != "BMP" else slice(-16, None)  # a BMP begins with its last row
    np.testing.assert_array_equal(cut.pixels[:, edge], complete[:, edge])


def test_a_png_without_its_end_is_whole_and_the_damage_is_said() -> None:
    whole = encoded(noise(6, 5), "PNG")
    cut = read_picture(whole[:-12], "cut.png")  # the chunk IEND has 12 bytes
    np.testing.assert_array_equal(cut.pixels, read_picture(whole, "whole.png").pixels)


def test_a_heic_picture_is_read_upright_and_in_its_colours() -> None:
    image = Image.new("RGB", (64, 32), (200, 40, 40))
    image.paste((40, 40, 200), (0, 0, 32, 32))
    file = BytesIO()
    from_pillow(image).save(file)
    picture = read_picture(file.getvalue(), "IMG_0001.HEIC")
    assert picture.pixels.shape == (3, 32, 64)
    np.testing.assert_allclose(
        picture.pixels[:, 16, [8, 56]].T, [(40, 40, 200), (200, 40, 40)], atol=9
    )


@pytest.mark.parametrize(
    ("array", "pixels", "note"),
    [
        (np.array([[0, 9]], np.uint8), [[0, 9]] * 3, ""),
        (np.array([[[1, 2, 3]]], np.uint8), [[1], [2], [3]], ""),
        (np.array([[[0, 0.2, 1]]]), [[0], [51], [255]], "numbers from 0 to 1"),
        (np.array([[[0, 51, 510]]]), [[0], [51 * 255 / 510 + 0.5], [255]], "from 0 to 510"),
        (np.array([[False, True]]), [[0, 255]] * 3, ""),
        (np.array([[0, 257, 65535]]), [[0, 1, 255]] * 3, "reduced from 16"),
        (np.array([[-1, 0, 1]]), [[0, 128, 255]] * 3, "from −1 to 1"),
        (np.arange(6, dtype=np.uint8).reshape(3, 1, 2), [[0, 1], [2, 3], [4, 5]], "channels first"),
        (np.full((1, 1, 1), 7, np.int64), [[7]] * 3, ""),
    ],
)
def test_an_array_is_a_picture(array: Array, pixels: list[list[int]], note: str) -> None:
    picture = read_picture(npy(array), "array.npy")
    assert np.floor(picture.pixels[:, 0]).tolist() == np.floor(pixels).tolist()
    assert note in " ".join(picture.notes)


def test_the_fourth_channel_of_an_array_is_its_transparency() -> None:
    glass = np.array([[[0, 100, 200, 51]]], np.uint8)  # 51 of 255 is one fifth
    assert read_picture(npy(glass), "x.npy", "alpha").pixels.ravel().tolist() == [0, 100, 200, 51]
    mixed = [(4 * 255 + level) // 5 for level in (0, 100, 200)]
    assert read_picture(npy(glass), "x.npy").pixels.ravel().tolist() == mixed


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
    back = read_picture(pixels_as_png(pixels), "ours.png").pixels
    np.testing.assert_array_equal(back, np.broadcast_to(pixels, (3, 2, 3)))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def test_lists_of_an_early_avif_file_become_one_and_nothing_moves() -> None:
    """Two items have a list each: the standard wants one list of both."""
    lists = [box(b"ipma", struct.pack(">IIHBB", 0, 1, item, 1, item)) for item in (1, 2)]
    inside = [box(b"ipco", b"properties"), *lists]
    meta = box(b"meta", bytes(4) + box(b"iprp", b"".join(inside)))
    data = box(b"ftyp", b"avif") + meta + box(b"mdat", b"pixels")
    joined = join_associations(data)
    assert joined is not None
    assert len(joined) == len(data)
    assert joined.endswith(box(b"mdat", b"pixels"))
    both = box(b"ipma", struct.pack(">IIHBBHBB", 0, 2, 1, 1, 1, 2, 1, 2))
    assert box(b"iprp", inside[0] + both) + box(b"free", bytes(8)) in joined
    assert join_associations(joined) is None
    cuts = [join_associations(data[:end]) for end in range(len(data))]
    assert all(cut is None or len(cut) == end for end, cut in enumerate(cuts))


def test_signed_numbers_of_16_bits_are_stretched() -> None:
    data = tiff(3, 1, 16, struct.pack("<3h", -5, 0, 5), sample_format=2)
    picture = read_picture(data, "signed.tif", mode="grey")
    assert picture.pixels.tolist() == [[[0, round(255 / 2), 255]]]
    assert says(picture.notes[0], -5, 5, 0, 255)
