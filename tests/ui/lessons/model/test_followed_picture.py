"""A picture followed through a network on the page, and its numbers taken apart."""

import re
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from conv_engine.coloured_shapes import FIRST_UNSEEN, SHAPE_CLASSES, draw_shape
from conv_engine.networks.weighted import WeightedNetwork
from files.models.example import example_model
from tests.numbers_said import numbers_in, says
from tests.open_page import captions_of, complaints, open_page, press, unescaped, words_of
from ui.shell.lesson_table import LESSONS

LESSON = next(lesson for lesson in LESSONS if lesson.folder == "model")
PAGE = LESSON.file
FOLLOW, WHY = "Follow a picture", "Why this number"
FILES = Path(__file__).parents[3] / "goldens" / "models"


def example() -> WeightedNetwork:
    network = example_model().network
    assert network is not None
    return network


def place_of(name: str) -> int:
    return [node.name for node in example().nodes].index(name)


def ask(name: str, *cell: int, **link: object) -> AppTest:
    """Ask why a cell of the example holds its number."""
    values = dict(zip(("model_map", "model_row", "model_column"), cell, strict=False))
    return open_page(PAGE, section=WHY, model_layer=place_of(name), **values, **link)


def addition_on(page: AppTest) -> tuple[list[float], float]:
    """The terms and the result of the addition that the page writes, as they are printed."""
    (line,) = re.findall(r"^−?[\d.]+ .*= −?[\d.]+$", words_of(page), flags=re.MULTILINE)
    signed = line.replace("− ", "−").replace("+ ", "")
    *terms, result = numbers_in(signed)
    return terms, result


@pytest.mark.parametrize(("name", "seed"), [("red disc", 0), ("blue square", 3)])
def test_the_page_says_the_class_and_the_number_of_the_pinned_cell(name: str, seed: int) -> None:
    link = {"model_shape": name, "model_seed": seed, "model_map": 2, "model_row": 9}
    page = open_page(PAGE, section=FOLLOW, **link)
    picture = draw_shape(FIRST_UNSEEN + seed, name) / 255
    results = example().results(picture, ["conv1", "chances"])
    assert name in words_of(page)
    assert SHAPE_CLASSES[int(results["chances"].argmax())] == name
    shown = float(results["conv1"][2, 9, 16])
    assert says(words_of(page), 2, 9, 16, round(shown, 2))
    assert says(captions_of(page), 8, 32, 32)


@pytest.mark.parametrize("name", ["skip", "pool3", "average", "flatten", "scores", "chances"])
def test_every_layer_can_be_followed_and_asked(name: str) -> None:
    assert complaints(open_page(PAGE, section=FOLLOW, model_layer=place_of(name))) == []
    assert complaints(ask(name)) == []


@pytest.mark.parametrize(
    ("name", "cell"), [("conv1", (0, 16, 16)), ("conv1", (3, 0, 31)), ("conv4", (5, 3, 4))]
)
def test_the_printed_parts_add_up_to_the_printed_result(name: str, cell: tuple[int, ...]) -> None:
    page = ask(name, *cell)
    terms, result = addition_on(page)
    assert round(sum(terms), 9) == result
    picture = draw_shape(FIRST_UNSEEN, "red disc") / 255
    own = example().results(picture, [name])[name][cell]
    assert result == pytest.approx(own, abs=0.01)
    assert any(abs(number - own) < 1e-4 for number in numbers_in(captions_of(page)))


def test_a_score_is_a_sum_of_features() -> None:
    terms, result = addition_on(ask("scores", 0))
    assert round(sum(terms), 9) == result


def test_one_asks_back_to_the_picture_and_forth_again() -> None:
    page = ask("conv4", 5, 3, 4)
    asked = []
    for _ in range(9):
        again = [button.label for button in page.button if button.label.startswith("Why is it")]
        if not again:
            break
        asked.append(again[0])
        page = press(page, again[0])
        assert complaints(page) == []
    assert "conv1" in asked[-1]
    assert "the picture" in words_of(page)
    for _ in asked:
        page = press(page, "Back to the number before")
    assert page.number_input(key="model_map").value == 5
    assert not any(button.label.startswith("Back to") for button in page.button)


def test_a_picture_of_ones_own_goes_through_the_network() -> None:
    page = open_page(PAGE, section=FOLLOW)
    file = BytesIO()
    Image.fromarray(np.full((40, 60, 3), (255, 0, 0), np.uint8)).save(file, "PNG")
    page.get_by_key("picture.file").set_value(("red.png", file.getvalue(), "image/png")).run()
    picture = np.zeros((3, 32, 32), np.float32)
    picture[0] = 1  # 255 / 255
    shown = example().results(picture, ["conv1"])["conv1"][0, 16, 16]
    assert says(words_of(page), 0, 16, 16, round(float(shown), 2))


def test_a_scaling_that_is_no_number_is_refused_in_a_sentence() -> None:
    page = open_page(PAGE, section=FOLLOW, model_scaling="Own mean and deviation", model_means="a")
    assert len(page.exception) == 0
    (refusal,) = page.error
    assert "0.485" in unescaped(refusal.value)


@pytest.mark.parametrize(
    "file", ["net.onnx", "maps.keras", "state_dict.pt", "net.h5", "net_int8.tflite"]
)
def test_every_kind_of_file_goes_through_all_sections(file: str) -> None:
    page = open_page(PAGE)
    page.file_uploader(key="model.file").set_value((file, (FILES / file).read_bytes(), "")).run()
    for section in LESSON.sections:
        page.segmented_control(key="section").set_value(section).run()
        assert [exception.message for exception in page.exception] == []
        assert len(page.error) <= 1


def test_weights_alone_are_laid_over_a_picture_with_a_geometry_by_hand() -> None:
    page = open_page(PAGE)
    weight = np.zeros((2, 3, 3, 3), np.float32)
    weight[:, 1, 1, 1] = 255, 510  # the green pixel in the middle, once and twice
    page.file_uploader(key="model.file").set_value(("w.npy", npy(weight), "")).run()
    page.segmented_control(key="section").set_value(FOLLOW).run()
    assert len(page.selectbox(key="model.menu").options) == 1
    page.number_input(key="model_padding").set_value(1).run()
    page.number_input(key="model_stride").set_value(2).run()
    assert complaints(page) == []
    assert says(captions_of(page), 2, 32, 32)


def npy(array: np.ndarray) -> bytes:
    file = BytesIO()
    np.save(file, array)
    return file.getvalue()


def test_a_class_changes_where_a_channel_is_switched_off() -> None:
    page = open_page(PAGE, section="Without a channel", model_shape="red disc")
    page.get_by_key("model.colours_off").set_value(["red"]).run()
    picture = (draw_shape(FIRST_UNSEEN, "red disc") / 255).astype(np.float32)
    picture[0] = 0
    chances = example().forward(picture)
    assert isinstance(chances, np.ndarray)
    words = words_of(page)
    assert f"Without red it says **{SHAPE_CLASSES[int(chances.argmax())]}**" in words
    assert SHAPE_CLASSES[int(chances.argmax())] != "red disc"
    assert says(words, round(100 * float(chances.max()), 1))


def test_without_the_colours_two_pictures_are_told_alike() -> None:
    """Red and blue of one seed are the same in grey, so the network says the same of both."""
    said = []
    for name in ("red disc", "blue disc"):
        page = open_page(PAGE, section="Without a channel", model_shape=name)
        page.get_by_key("model.colours_off").set_value(["the colours"]).run()
        said.append(
            re.findall(r"Without the colours it (?:still )?says \*\*(.*?)\*\*", words_of(page))
        )
    assert said[0] == said[1]
    assert len(said[0]) == 1


def test_maps_that_are_switched_off_are_0_for_the_next_layer() -> None:
    page = open_page(PAGE, section="Without a channel", model_layer=place_of("relu4"))
    page.multiselect[0].set_value([10, 11]).run()
    picture = (draw_shape(FIRST_UNSEEN, "red disc") / 255).astype(np.float32)
    chances = example().switch_off("relu4", [10, 11]).forward(picture)
    assert isinstance(chances, np.ndarray)
    assert says(words_of(page), round(100 * float(chances.max()), 1))
