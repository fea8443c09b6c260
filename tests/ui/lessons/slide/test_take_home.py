"""Taking home: nothing is made before it is asked for, and the film is that of the layer shown."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest

from tests.numbers_said import numbers_in, says
from tests.open_page import notes_of, open_page, words_of
from ui.lessons.films.films import CHANNELS, CLASSIC, ReadyPicture
from ui.lessons.slide.take_home_view import filmed_layer
from ui.shell.lesson_table import LESSONS, Lesson
from ui.state.memories import FILM, MAKE_FILM
from ui.state.scenario import scenario_of
from ui.state.valid_settings import nearest_valid

SLIDE = LESSONS[0]
READY = next(lesson for lesson in LESSONS if "take home" in lesson.title)


def opened(lesson: Lesson, **link: object) -> AppTest:
    return open_page(lesson.file, **link)


def labels(page: AppTest) -> list[str]:
    assert len(page.exception) == len(page.error) == 0
    return [button.proto.label for button in page.get("download_button")]


def pictures(page: AppTest) -> list[Any]:
    return list(page.get("image"))


def suffix(picture: Any) -> str:
    return str(picture.proto.imgs[0].url).rsplit(".", 1)[-1]


def test_a_page_offers_its_files_when_the_learner_opens_them() -> None:
    files = {"Page (HTML)", "Step as CSV", "Feature maps as CSV"}
    assert files.isdisjoint(labels(opened(SLIDE)))
    assert files <= set(labels(opened(SLIDE, take_home="true")))


def test_the_step_that_is_taken_is_the_one_the_learner_stopped_at() -> None:
    page = opened(SLIDE, take_home="true", at="1.2.0")
    assert says(words_of(page), 1, 2, 0)  # filter, row, column


def test_a_film_is_made_on_a_press_and_is_gone_when_another_is_wanted() -> None:
    page = opened(SLIDE, take_home="true", kernel=4, filters=1)
    assert pictures(page) == []
    page.button(key=MAKE_FILM.name).click().run()
    assert "Animation (GIF)" in labels(page)
    assert len(pictures(page)) == 1
    assert page.session_state[FILM.name][1].startswith(b"GIF89a")
    assert suffix(pictures(page)[0]) == "gif"
    page.toggle(key="film_moving").set_value(False).run()
    assert suffix(pictures(page)[0]) == "png"  # stopped
    page.segmented_control(key="film_speed").set_value("Slow").run()
    assert "Animation (GIF)" not in labels(page)


def test_a_narrow_film_is_made_of_the_same_layer() -> None:
    page = opened(SLIDE, take_home="true", kernel=4, filters=1, film_size="Narrow")
    page.button(key=MAKE_FILM.name).click().run()
    film = Image.open(BytesIO(page.session_state[FILM.name][1]))
    assert film.width < 700
    assert getattr(film, "n_frames", 1) == 2 * 2


def test_a_layer_too_large_for_a_film_is_refused_in_a_sentence() -> None:
    page = opened(SLIDE, take_home="true", size=16, filters=8)
    page.button(key=MAKE_FILM.name).click().run()
    assert "Animation (GIF)" not in labels(page)
    (refusal,) = notes_of(page)
    assert numbers_in(refusal) == [8, 14, 14, 8 * 14 * 14, 200]


def test_pictures_are_of_the_scenario_and_are_captioned_with_its_call() -> None:
    scenario = scenario_of(nearest_valid({"stride": 2, "input": "still_life"})[0])
    filmed = filmed_layer(scenario)
    assert filmed.caption == "Conv2D(filters=2, kernel_size=3, strides=2)"
    assert filmed.full_hue == 255
    assert filmed.layer.channel_names == ("red", "green", "blue")


@pytest.mark.parametrize(("section", "films"), list(zip(READY.sections, (4, 2), strict=True)))
def test_every_case_is_its_finished_picture_until_it_is_told_to_move(
    section: str, films: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.lessons.films.view.animated_gif", _refuse_film)
    page = opened(READY, section=section, ready_shape="Wide, for a slide")
    assert page.segmented_control(key="ready_shape").value == "wide"
    assert labels(page) == ["Download the GIF"] * films
    assert [suffix(picture) for picture in pictures(page)] == ["png"] * films


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collect the files that the page hands to the browser."""
    files: list[bytes] = []
    keep = MemoryMediaFileStorage.load_and_get_id

    def load_and_get_id(self: MemoryMediaFileStorage, content: bytes, *rest: Any) -> str:
        files.append(content)
        return keep(self, content, *rest)

    monkeypatch.setattr(MemoryMediaFileStorage, "load_and_get_id", load_and_get_id)
    return files


@pytest.mark.parametrize("half", ["first", "second"])
@pytest.mark.parametrize(
    ("section", "cases"), list(zip(READY.sections, (CLASSIC, CHANNELS), strict=True))
)
def test_every_case_moves_when_it_is_told_to(
    section: str, cases: Sequence[ReadyPicture], half: str, served: list[bytes]
) -> None:
    films = len(cases) // 2
    page = opened(READY, section=section, ready_moving="true", ready_half=half)
    assert [suffix(picture) for picture in pictures(page)] == ["gif"] * films
    shown = [Image.open(BytesIO(file)) for file in served if file.startswith(b"GIF")]
    half_of = cases[:films] if half == "first" else cases[films:]
    frames = [case.filmed.layer.output.size for case in half_of]  # one per output cell
    assert [getattr(film, "n_frames", 1) for film in shown] == frames
    page.toggle(key="ready_moving").set_value(False).run()
    assert [suffix(picture) for picture in pictures(page)] == ["png"] * films


def _refuse_film(*_: object, **__: object) -> bytes:
    raise AssertionError("a film was painted that nobody asked for")


@pytest.mark.parametrize("picture", [*CLASSIC, *CHANNELS], ids=lambda picture: picture.title)
def test_words_and_file_of_a_case_are_its_own(picture: ReadyPicture) -> None:
    assert picture.words.endswith(".")
    same = [other for other in (*CLASSIC, *CHANNELS) if other.file == picture.file]
    assert same == [picture]


def test_a_film_in_groups_sums_only_the_channels_of_a_group() -> None:
    grouped = next(picture.filmed.layer for picture in CHANNELS if picture.title == "Two groups")
    assert [grouped.step(f, 0, 0).channels for f in range(2)] == [(0, 1), (2, 3)]
