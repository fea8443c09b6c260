"""The page of a model of one's own: its file is opened or refused, and its filters are shown."""

import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from files.models import read_model
from files.models.example import example_model
from tests.numbers_said import says
from tests.open_page import captions_of, complaints, open_page, press, unescaped, words_of

PAGE = "pages/12_Your_model.py"
FILES = Path(__file__).parents[3] / "goldens" / "models"
FILTERS = "All filters"


def opened(file: str, section: str = "") -> AppTest:
    """Open the page, give it a file, and go to a section."""
    page = open_page(PAGE)
    data = (FILES / file).read_bytes()
    page.file_uploader(key="model.file").set_value((file, data, "")).run()
    if section:
        page.segmented_control(key="section").set_value(section).run()
    return page


def test_the_example_is_open_at_first_and_its_layers_are_listed() -> None:
    page = open_page(PAGE)
    page.session_state["model.table"] = True
    words = words_of(page.run())
    assert example_model().name in words
    for name, filters in (("conv1", "8 x 32 x 32"), ("conv4", "16 x 8 x 8"), ("scores", "9")):
        assert re.search(rf"{name}: .*\| {filters} \|", words)


@pytest.mark.parametrize("file", ["net.onnx", "net.keras", "maps.keras", "script.pt", "net.tflite"])
def test_every_kind_of_file_shows_its_layers(file: str) -> None:
    page = opened(file)
    words = words_of(page)
    model = read_model(file, (FILES / file).read_bytes())
    assert f"{file}" in words
    assert model.kind in words
    if model.network is None:
        assert all(layer.name in words for layer in model.layers)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("empty.pt", b"", None),
        ("<b>*m*</b>.zip", b"PK\x03\x04no archive", "`save_file(model.state_dict()"),
        ("model.pt", b"\x80\x02cos\nsystem\nX\x04\x00\x00\x00exit\x85R.", "`save_file("),
        ("notes.txt", b"hello, teacher", "`model.save("),
    ],
)
def test_a_file_that_is_no_model_is_refused_in_a_sentence(
    name: str, data: bytes, line: str | None
) -> None:
    page = open_page(PAGE)
    page.file_uploader(key="model.file").set_value((name, data, "")).run()
    assert len(page.exception) == 0
    assert example_model().name in unescaped(page.markdown[1].value)
    if data:
        (refusal,) = page.error
        assert name in unescaped(refusal.value)
        assert "<b>" not in refusal.value.replace(r"\<b\>", "")
        assert line is None or line in refusal.value


def test_the_example_can_be_taken_again() -> None:
    page = opened("net.onnx")
    next(button for button in page.button if button.label == "Take the example").click().run()
    assert example_model().name in words_of(page)


def test_a_filter_is_shown_with_what_it_has() -> None:
    page = open_page(PAGE, section=FILTERS, model_filter=5)
    assert complaints(page) == []
    layer = example_model().layers[0]
    assert layer.bias is not None
    size = np.sqrt((layer.weight[5].astype(float) ** 2).sum())
    said = captions_of(page)
    assert says(said[said.index("Filter 5") :], 5, 3, round(layer.bias[5], 4), round(size, 3))


def test_a_layer_is_chosen_by_its_name_and_the_link_holds_it() -> None:
    page = open_page(PAGE, section=FILTERS)
    menu = page.selectbox(key="model.menu")
    place = next(i for i, title in enumerate(menu.options) if "conv4" in title)
    menu.select_index(place).run()
    assert "16 filters of 12 kernels of 3x3" in page.selectbox(key="model.menu").options[place]
    assert "12 kernels" in captions_of(page)
    number = page.query_params["model_layer"]
    again = open_page(PAGE, section=FILTERS, model_layer=number[0])
    assert captions_of(again) == captions_of(page)


def test_an_order_of_axes_that_the_file_leaves_open_is_asked_for() -> None:
    page = opened("tensor.pt", FILTERS)
    assert complaints(page) == []


def test_a_pasted_network_gets_numbers_from_a_seed() -> None:
    page = open_page(PAGE)
    page.text_area(key="model.text").set_value("nn.Conv2d(3, 5, 3, padding=1)\nnn.ReLU()")
    press(page, "Open it")
    assert complaints(page) == []
    page.segmented_control(key="section").set_value("Follow a picture").run()
    assert complaints(page) == []
    assert says(captions_of(page), 5, 64, 64)


def test_a_pasted_network_takes_the_numbers_of_the_file_that_is_open() -> None:
    page = opened("state_dict.pt")
    layer = read_model("net.pt", (FILES / "state_dict.pt").read_bytes()).layers[0]
    filters, depth, rows, columns = layer.weight.shape
    text = f"nn.Conv2d({depth}, {filters}, ({rows}, {columns}))"
    page.text_area(key="model.text").set_value(text)
    page.radio(key="model.numbers").set_value("From the file that is open")
    press(page, "Open it")
    assert "state_dict.pt" in words_of(page)
    page.segmented_control(key="section").set_value(FILTERS).run()
    size = np.sqrt((layer.weight[0].astype(float) ** 2).sum())
    assert says(captions_of(page), round(size, 3))


def test_a_text_without_a_network_is_refused_and_the_model_stays() -> None:
    page = open_page(PAGE)
    page.text_area(key="model.text").set_value("hello, teacher")
    press(page, "Open it")
    assert len(page.exception) == 0
    assert len(page.error) == 1
    assert example_model().name in unescaped(page.markdown[1].value)


def test_a_layer_that_is_chosen_begins_in_the_middle_of_its_own_maps() -> None:
    """The fields and the number are of one cell, also where maps have another size than before."""
    page = open_page(PAGE, section="Why this number", model_row=3, model_column=5)
    menu = page.selectbox(key="model.menu")
    place = next(i for i, title in enumerate(menu.options) if "conv4" in title)
    menu.select_index(place).run()
    row, column = (page.number_input(key=f"model_{side}").value for side in ("row", "column"))
    assert (row, column) == (8 // 2, 8 // 2)
    assert f"row {row}, column {column}" in captions_of(page)
