"""What the steps of a tour can set, light and wait for; a file that asks for more is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from math import radians
from pathlib import Path
from types import MappingProxyType
from typing import Any

from files.tour import Tour, TourError, TourStep, read_tour
from stage.options import PARTS, Move, Position
from ui.shell import words
from ui.shell.lesson_table import LESSONS, Lesson
from ui.shell.prediction import Answer, Prediction
from ui.state.key_kinds import Choice, Control, FreeText, Place, Whole
from ui.state.keys import SECTION, TOURED
from ui.state.link import refusal, take
from ui.state.settings import SETTINGS, Value
from ui.state.valid_settings import checked
from ui.state.words import GRANULARITIES, VIEWS

BUILT_IN = Path(__file__).parent / "tour.toml"
PICTURE_DEEDS = ("play", "step", "turn", "point")
"""What is done with a picture: it plays so many steps, is moved by so many."""
ANSWER, PREDICT = "answer", "predict"
DEEDS: Mapping[str, Control[Any]] = MappingProxyType(
    {
        **{
            name: Whole(name, 1, low=1, high=99, clamped=False) for name in (*PICTURE_DEEDS, ANSWER)
        },
        PREDICT: FreeText(PREDICT, "", longest=40),
    }
)
"""What is done so many times, with a picture or to questions of the quiz; and the name of a
question on a page."""
MOVES: Mapping[str, Control[Any]] = MappingProxyType(
    {
        "at": Place("at", None, parts=("filter", "row", "column")),
        "advance": Choice("advance", None, titles=GRANULARITIES),
        "view": Choice("view", None, titles=VIEWS),
        "spread": Whole("spread", None, low=0, high=100, clamped=False),
        "turn": Whole("turn", None, low=-60, high=60, clamped=False),
        "tilt": Whole("tilt", None, low=6, high=50, clamped=False),
    }
)
"""How the stage is led, by the names of its own controls; turned and tilted by degrees."""
STAGE = ".st-key-stage-place"
PAGE = '[data-testid="stMainBlockContainer"]'
QUESTION = "question"
PLACES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("picture", *PARTS), STAGE),
        "sections": ".st-key-sections-place",
        "switches": ".st-key-switches-place",
        "addition": ".st-key-addition-place",
        "groups": ".st-key-groups-place",
        "quiz question": ".st-key-quiz-question-place",
        QUESTION: '[data-testid="stVerticalBlock"][class*="st-key-predict-"]',
    }
)
"""What a step can light beside the controls that links name, and how the page's style finds it."""
HANDS: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys(SETTINGS, "call"), "play": "transport", "step": "transport", "turn": "input"}
)
"""The part of the stage that a deed is done with: it never steps back."""


@cache
def built_in() -> bytes:
    """Read the tour that the app has."""
    return BUILT_IN.read_bytes()


@cache
def built_in_tour() -> Tour:
    """Check the tour that the app has, once for all learners."""
    return checked_tour(built_in())


def checked_tour(content: bytes) -> Tour:
    """Read a tour, and refuse lessons, settings, lights and deeds that are not there.

    Raises
    ------
    TourError
        If a step asks for one of those.

    Examples
    --------
    >>> checked_tour(built_in()).steps[0].page
    'Slide the kernel'
    """
    tour = read_tour(content)
    for number, step in enumerate(tour.steps, start=1):
        try:
            _check_step(step)
        except ValueError as problem:
            raise TourError(words.STEP_PROBLEM.format(number=number, problem=problem)) from None
    return tour


def lesson_of_step(step: TourStep) -> Lesson:
    """Find the lesson that a step is about."""
    return next(lesson for lesson in LESSONS if lesson.title == step.page)


def words_lit(step: TourStep) -> tuple[str, ...]:
    """Return the words of what a step lights, which a comma parts in the file."""
    return tuple(filter(None, (word.strip() for word in step.light.split(","))))


def after_deed(step: TourStep) -> TourStep:
    """Return a step as it is once its deed is done: it lights something else, and waits no more.

    Examples
    --------
    >>> step = TourStep("Slide the kernel", "c", "d", "l", light="call", then="feature map")
    >>> stage_move(after_deed(step), 8).light
    ('feature map',)
    """
    return replace(step, light=step.then, move={}, until={})


def place_lit(step: TourStep) -> str:
    """Return the selector of what a step lights; empty where that is nothing.

    What the page asks about is lit until the other things of the step are there.

    Examples
    --------
    >>> place_lit(TourStep("Slide the kernel", "c", "d", "l", light="window"))
    ':is(.st-key-stage-place)'
    >>> place_lit(TourStep("Precision", "c", "d", "l", light="p_number, sections"))
    ':is(.st-key-p_number, .st-key-sections-place)'
    >>> print(place_lit(TourStep("Precision", "c", "d", "l", light="question, p_format")))
    :is(.st-key-p_format, [data-testid="stMainBlockContainer"]:not(:has(:is(.st-key-p_format)))
    [data-testid="stVerticalBlock"][class*="st-key-predict-"])
    """
    places = _places_lit(step)
    asked = places.pop(QUESTION, None)
    others = _any_of(places.values())
    if not asked or not others:
        return others or _any_of([asked] if asked else [])
    return _any_of((*places.values(), f"{PAGE}:not(:has({others})) {asked}"))


def _places_lit(step: TourStep) -> dict[str, str]:
    """Return the selectors of what a step lights, by its words."""
    return {word: PLACES.get(word, f".st-key-{word}") for word in words_lit(step)}


def place_kept(step: TourStep) -> str:
    """Return the selector of what does not step back: what is lit, and what is acted on.

    Examples
    --------
    >>> place_kept(TourStep("Precision", "c", "d", "l", light="sections", until={"play": 3}))
    ':is(.st-key-sections-place, .st-key-stage-place)'
    """
    hands = (STAGE if name in PICTURE_DEEDS else f".st-key-{name}" for name in step.until)
    return _any_of((*_places_lit(step).values(), *hands))


def _any_of(selectors: Iterable[str]) -> str:
    listed = ", ".join(selectors)
    return f":is({listed})" if listed else ""


def deeds(step: TourStep) -> list[Mapping[str, Value]]:
    """Return what a step waits for, and the deeds after which it says something else.

    Those of its hints come in their order, and last what it needs first.
    """
    first = [step.first.until] if step.first else []
    return [step.until, *(hint.when for hint in step.hints), *first]


def picture_deeds(deed: Mapping[str, Value]) -> dict[str, int]:
    """Return what of a deed is done with a picture, and how many times."""
    return {name: int(times) for name, times in deed.items() if name in PICTURE_DEEDS}


def deed_settings(deed: Mapping[str, Value]) -> dict[Control[Any], Any]:
    """Return the controls that are set by a deed, each with its value."""
    return {
        TOURED[name]: take(TOURED[name], (str(value),)).value
        for name, value in set_by_deed(deed).items()
    }


def set_by_deed(deed: Mapping[str, Value]) -> dict[str, Value]:
    """Return what of a deed is done with controls, by the names of links.

    Examples
    --------
    >>> set_by_deed({"groups": 4, "play": 3})
    {'groups': 4}
    """
    return {name: value for name, value in deed.items() if name not in DEEDS}


def stage_move(step: TourStep, number: int) -> Move:
    """Write where a step leads the stage, as the move of that number.

    Examples
    --------
    >>> step = TourStep("Slide the kernel", "c", "d", "l", light="patch", move={"at": "0.2.1"})
    >>> stage_move(step, 7).at, stage_move(step, 7).light
    (Position(filter=0, row=2, column=1), ('patch',))
    """
    asked = {name: MOVES[name].from_link((str(value),)) for name, value in step.move.items()}
    at, spread, turn, tilt = (asked.get(name) for name in ("at", "spread", "turn", "tilt"))
    return Move(
        number,
        at=None if at is None else Position(*at),
        granularity=asked.get("advance"),
        view=asked.get("view"),
        spread=None if spread is None else spread / 100,
        yaw=None if turn is None else radians(turn),
        pitch=None if tilt is None else radians(tilt),
        light=_parts_lit(step),
    )


def _parts_lit(step: TourStep) -> tuple[str, ...]:
    """Return the parts of the stage that are lit: what is spoken of, and what is acted on."""
    spoken = tuple(word for word in words_lit(step) if word in PARTS)
    hands = tuple(HANDS[name] for name in step.until if name in HANDS)
    return spoken + hands if spoken else ()


def prediction_of(step: TourStep, name: str) -> Prediction | None:
    """Write what a step asks as a prediction that is kept by a name."""
    question = step.question
    if question is None:
        return None
    answers = {text: Answer(text, meaning) for text, meaning in question.answers.items()}
    return Prediction(name, question.ask, answers, question.right)


def _check_step(step: TourStep) -> None:
    titles = [lesson.title for lesson in LESSONS]
    if step.page not in titles:
        raise ValueError(words.NO_SUCH_PAGE.format(page=step.page, pages=", ".join(titles)))
    _check_settings(step.settings)
    _check_section(LESSONS[titles.index(step.page)], step.settings.get(SECTION.name))
    _check_values(step.move, MOVES)
    for deed in deeds(step):
        _check_values(deed, {**TOURED, **DEEDS})
    for name, each in (("light", step), ("then", after_deed(step))):
        for word in words_lit(each):
            if word not in {*PLACES, *TOURED}:
                known = ", ".join(PLACES)
                raise ValueError(words.NO_SUCH_LIGHT.format(name=name, word=word, known=known))


def _check_settings(values: Mapping[str, Value]) -> None:
    """Refuse what no lesson has, and what its control cannot have."""
    own = {name: key for name, key in TOURED.items() if name not in SETTINGS}
    checked({name: value for name, value in values.items() if name not in own})
    _check_values({name: values[name] for name in own.keys() & values.keys()}, own)


def _check_values(values: Mapping[str, Value], keys: Mapping[str, Control[Any]]) -> None:
    """Refuse names that are not there, and values that their controls cannot have."""
    for name, value in values.items():
        if name not in keys:
            raise ValueError(words.NO_SUCH_NAME.format(name=name, known=", ".join(keys)))
        if take(keys[name], (str(value),)).changed:
            raise ValueError(refusal(name, value, keys[name].limit))


def _check_section(lesson: Lesson, section: Value | None) -> None:
    """Refuse a section that the lesson does not have."""
    if section is not None and take(SECTION, (str(section),)).value not in lesson.sections:
        known = ", ".join(lesson.sections) or words.LEFT_OUT
        raise ValueError(refusal(SECTION.name, section, known))
