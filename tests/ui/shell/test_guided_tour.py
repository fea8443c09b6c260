"""The guided lesson: every step opens on its page, and a teacher's own tour takes its place."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from files.tour import Tour, TourError
from ui.shell.lesson_table import HOME, LESSONS
from ui.shell.tour import built_in, built_in_tour, checked_tour

ROOT = Path(__file__).parents[3]
TOUR = checked_tour(built_in())
FILES = {lesson.title: lesson.file for lesson in LESSONS}


def opened(file: str, **link: object) -> AppTest:
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = str(value)
    if file != HOME.file:
        page.switch_page(file)
    return page.run()


def words(page: AppTest) -> str:
    assert len(page.exception) == len(page.error) == 0
    return "\n".join(element.value for element in page.markdown).replace("\\", "")


@pytest.mark.parametrize("number", range(1, len(TOUR.steps) + 1))
def test_every_step_opens_on_its_page_as_it_is_set(number: int) -> None:
    step = TOUR.steps[number - 1]
    page = opened(FILES[step.page], tour=number)
    text = words(page)
    assert f"**Step {number} of {len(TOUR.steps)}.** {step.caption}" in text
    assert f"**Do:** {step.do}" in text
    assert len(page.info) == 0  # nothing that it sets had to be corrected


def test_the_step_of_1_100_10000_shows_40404() -> None:
    number = next(i for i, step in enumerate(TOUR.steps, 1) if "40404" in step.do)
    assert "40404" in words(opened(FILES["Sum the channels"], tour=number))


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "²", "00099", "9" * 99])
def test_a_link_to_no_step_is_no_tour(number: str) -> None:
    assert "Step" not in words(opened(FILES["Slide the kernel"], tour=number))


def test_the_apps_own_tour_is_checked_once_and_only_if_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checks: list[bytes] = []

    def counted(content: bytes) -> Tour:
        checks.append(content)
        return checked_tour(content)

    monkeypatch.setattr("ui.shell.tour.checked_tour", counted)
    built_in_tour.cache_clear()
    opened(FILES["Slide the kernel"]).run()
    assert checks == []
    opened(FILES["Slide the kernel"], tour=1).run()
    assert checks == [built_in()]


def test_what_the_learner_sets_in_a_step_stays() -> None:
    page = opened(FILES["Slide the kernel"], tour=1)
    page.segmented_control(key="stride").set_value(2).run()
    assert page.segmented_control(key="stride").value == 2


def test_a_tour_of_ones_own_takes_the_place_of_the_apps() -> None:
    own = TOUR.title.encode()
    page = opened(HOME.file)
    uploader = next(u for u in page.file_uploader if u.label == "Tour")
    uploader.set_value(("mine.toml", built_in().replace(own, b"Mine *alone*"), "text/plain")).run()
    assert "**Mine *alone***: " in words(page)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'"Slide the kernel"', b'"Slide"', "Step 1: page Slide is none of Slide the kernel"),
        (b"kernel = 3", b"kernal = 3", "Step 1: kernal is no setting."),
        (b"[[step]]", b"[step]]", "The file is no TOML"),
        (b"kernel = 3", b'kernel = "abc"', "Step 1: kernel is abc, but has to be 1 to 5."),
        (b"stride = 1", b"stride = 99", "Step 1: stride is 99, but has to be 1 to 4."),
        (b"kernel = 3", b"kernel = 3, at = 1", "Step 1: at is 1, but has to be filter, row and"),
        (b"kernel = 3", b"kernel = 3, scale = 2", "Step 1: scale is 2, but has to be Whole pict"),
        (b"kernel = 3", b'kernel = 3, kernel_depth = "q"', "Step 1: kernel_depth is q, but has to"),
        (b"kernel = 3", b"kernel = " + b"3" * 5000, "a number with too many digits"),
    ],
    ids=["page", "name", "table", "word", "number", "at", "scale", "kernel_depth", "digits"],
)
def test_a_wrong_tour_is_refused_and_the_one_before_stays(
    old: bytes, new: bytes, sentence: str
) -> None:
    page = opened(HOME.file)
    uploader = next(u for u in page.file_uploader if u.label == "Tour")
    uploader.set_value(("mine.toml", built_in().replace(old, new, 1), "text/plain")).run()
    assert sentence in page.error[0].value.replace("\\", "")
    assert f"**{TOUR.title}**" in "\n".join(element.value for element in page.markdown)


def test_a_tour_that_is_wrong_raises_one_sentence() -> None:
    with pytest.raises(TourError, match="is none of"):
        checked_tour(built_in().replace(b'"Slide the kernel"', b'"Nowhere"'))
