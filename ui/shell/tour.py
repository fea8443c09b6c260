"""The guided tour: a bar that stays in view asks for a deed, waits for it, and leads on."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st

from files.tour import Tour, TourError, TourStep, Value
from stage import Move
from stage.frontend_files import joined_script
from text import as_sentence, count_text, escape_markdown, hold_formulas
from ui.controls.downloads import download
from ui.shell import words
from ui.shell.explain import hear_words
from ui.shell.glossary import mark_terms
from ui.shell.lesson_table import Lesson
from ui.shell.predict import is_answered, is_revealed, predict, reveal
from ui.shell.prediction import Prediction
from ui.shell.tour_rules import (
    ANSWER,
    PAGE,
    PREDICT,
    after_deed,
    built_in,
    built_in_tour,
    checked_tour,
    deed_settings,
    deeds,
    lesson_of_step,
    picture_deeds,
    place_kept,
    place_lit,
    prediction_of,
    set_by_deed,
    stage_move,
)
from ui.state.keys import TOUR, TOUR_DONE
from ui.state.link import Link, link_to
from ui.state.memories import (
    GIVEN,
    OWN_TOUR,
    PREDICTED,
    STAGE_MOVE,
    TOUR_ANSWERED,
    TOUR_FILE,
    TOUR_GUIDE,
    TOUR_HINT,
    TOUR_REFUSAL,
    TOUR_TAKEN,
)
from ui.state.session import (
    forget,
    read,
    refuse,
    renew_link,
    say_in_link,
    write,
    write_link,
    write_texts,
)
from ui.state.words import RANGE

HERE = Path(__file__).parent
DONE, ANOTHER = ":material/check_circle:", ":material/undo:"
FAINT = "{ opacity: 0.5 }"
HIDDEN = "{ &, & * { visibility: hidden !important } }"
"""Streamlit shows a text again within a place that is hidden, so each part of it is."""

_guide = st.components.v2.component(
    "tour_guide",
    html="<span></span>",
    js=joined_script("tour_guide.js", HERE),
)


def current_tour() -> Tour:
    """Return the tour that was opened last, or the app's own."""
    own: Tour | None = read(OWN_TOUR)
    return own or built_in_tour()


def take_step(lesson: Lesson) -> None:
    """Set what a step of the tour asks for, once, when a link leads to it.

    What was done in it before is done still.
    """
    number = read(TOUR)
    if number is None:
        return
    steps = current_tour().steps
    if number > len(steps):
        refuse(TOUR, RANGE.format(first=1, last=len(steps)))
        return
    step = steps[number - 1]
    if read(TOUR_TAKEN) == number or step.page != lesson.title:
        return
    write(TOUR_TAKEN, number)
    write(TOUR_ANSWERED, _answers_given())
    renew_link(TOUR, number)
    say_in_link(TOUR_DONE, read(TOUR_DONE) or None)
    if number in read(TOUR_DONE):
        _take_done(step, number)
    else:
        write(STAGE_MOVE, stage_move(step, _next_move()))
        write_texts(step.settings)


def _take_done(step: TourStep, number: int) -> None:
    """Set what a step asks for and what was done in it; what it asks is answered."""
    prediction = _prediction_of(step, number)
    if prediction is not None and not is_revealed(prediction):
        reveal(prediction)
    done = replace(after_deed(step), move=step.move)
    write(STAGE_MOVE, stage_move(done, _next_move()))
    write_texts({**step.settings, **set_by_deed(step.until)})


def _prediction_of(step: TourStep, number: int) -> Prediction | None:
    return prediction_of(step, words.STEP_NAME.format(tour=current_tour().title, number=number))


def _next_move() -> int:
    """Return a number for the next move of the stage, which makes each of them once."""
    before: Move | None = read(STAGE_MOVE)
    return before.number + 1 if before else 1


def show_tour(lesson: Lesson) -> None:
    """Draw the bar with the step that belongs to this page, or with the way back to the tour."""
    number = read(TOUR)
    if number is None:
        return
    steps = current_tour().steps
    step = steps[number - 1]
    with st.bottom, st.container(key="tour", gap="xsmall"):
        st.html(HERE / "tour.css")
        if step.page == lesson.title:
            _show_step(step, number, len(steps))
        elif read(TOUR_TAKEN) in (None, number):
            _offer_return(number)
        else:
            # A picture told its page something after the click on the way on, which calls one back.
            st.switch_page(lesson_of_step(step).file, query_params=_link_to_step(number))


def _show_step(step: TourStep, number: int, count: int) -> None:
    prediction = _prediction_of(step, number)
    if prediction is not None and not is_revealed(prediction):
        st.markdown(_numbered(number, count, _marked(step.caption)))
    asked = prediction is None or predict(prediction)
    done = asked and _is_done(step, number)
    with st.container(key="tour-line", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="tour-words"):
            if prediction is None:
                st.markdown(_numbered(number, count, _words_of(step, done)))
            elif asked:
                st.markdown(_numbered(number, count, _answer_of(step, done)))
        _show_ways(number, count)
    over = done if step.until else prediction is not None and asked
    about = place_lit(step)
    place = place_lit(after_deed(step)) if over else about
    if place and not over:
        st.html(_light(place, place_kept(step), FAINT if asked else HIDDEN))
    data = {
        "step": number,
        "entered": read(STAGE_MOVE).number,
        "place": place and f"{PAGE} {place}",
        "about": about and f"{PAGE} {about}",  # what is brought where nothing is lit any more
        "deeds": [] if done else [picture_deeds(deed) for deed in deeds(step)],
        "predicted": len(read(PREDICTED)),  # the guide looks again when an answer shows more
    }
    hear_words()
    _guide(key=TOUR_GUIDE.name, data=data, on_heard_change=lambda: None)


def _numbered(number: int, count: int, text: str) -> str:
    return words.STEP_NUMBER.format(number=number, count=count, words=text)


def _answer_of(step: TourStep, done: bool) -> str:
    """Say what is right once that was predicted, and what is still to do."""
    return _shown(step) if step.until and done else _pair(step.look, _task(step))


def _shown(step: TourStep) -> str:
    """Say what a step has shown, with the mark of what is done."""
    return f"{DONE} {_marked(step.look)}"


def _words_of(step: TourStep, done: bool) -> str:
    """Say what this is about and what to do; once that is done, what it showed."""
    if not step.until:
        return words.LOOK.format(words=_pair(step.caption, _task(step)), look=_marked(step.look))
    if done:
        return _shown(step)
    hint = _hint(step)
    return f"{ANOTHER} {_pair(hint, step.do)}" if hint else _pair(step.caption, _task(step))


def _pair(text: str, do: str) -> str:
    return words.DO.format(words=_marked(text), do=escape_markdown(do))


def _marked(text: str) -> str:
    """Write a text of the file as it is, its terms marked."""
    return mark_terms(escape_markdown(hold_formulas(text)))


def _show_ways(number: int, count: int) -> None:
    """Draw the ways out, back and on: the last one is at the edge, and so always at its place."""
    if number < count:
        _end_button()
    with st.container(key="tour-previous", width="content"):
        why = words.FIRST_STEP if number == 1 else None
        _link(max(1, number - 1), words.BACK, why_not=why)
    with st.container(key="tour-next", width="content"):
        if number < count:
            _link(number + 1, words.NEXT)
        else:
            st.button(words.FINISH, on_click=_finish, help=words.WHAT_STAYS)


def _is_done(step: TourStep, number: int) -> bool:
    """Whether the deed was done that the step waits for; it stays done until the tour ends."""
    if number in read(TOUR_DONE):
        return True
    if not _was_done(step.until, 0):
        return False
    write_link(TOUR_DONE, sorted({*read(TOUR_DONE), number}))
    write(STAGE_MOVE, stage_move(after_deed(step), _next_move()))
    return True


def _task(step: TourStep) -> str:
    """Say what is to be done now: first what the deed of the step needs."""
    if step.first and not _was_done(step.first.until, len(deeds(step)) - 1):
        return step.first.do
    return step.do


def _hint(step: TourStep) -> str:
    """Return what to say after a deed that the step does not wait for; empty without one."""
    fitting = (hint.say for n, hint in enumerate(step.hints, 1) if _was_done(hint.when, n))
    return next(fitting, "")


def _was_done(deed: Mapping[str, Value], place: int) -> bool:
    """Whether all of a deed was done, the one in that place among the deeds of the step."""
    heard = (read(TOUR_GUIDE) or {}).get("heard") or {}
    is_heard = heard.get("entered") == read(STAGE_MOVE).number and place in heard["deeds"]
    if picture_deeds(deed) and not is_heard:
        return False
    if _answers_given() - read(TOUR_ANSWERED) < int(deed.get(ANSWER, 0)):
        return False
    if PREDICT in deed and not is_answered(str(deed[PREDICT])):
        return False
    return all(read(key) == value for key, value in deed_settings(deed).items())


def _answers_given() -> int:
    """Count the questions of the quiz that were answered in this session."""
    return sum(len(answers) for answers in read(GIVEN).values())


def hear_deed() -> None:
    """Draw the page anew if a deed of the step was done in a part of it that runs alone."""
    number = read(TOUR)
    if number is None or read(TOUR_TAKEN) != number or number in read(TOUR_DONE):
        return
    step = current_tour().steps[number - 1]
    if not step.until:
        return
    before, hint = read(TOUR_HINT), _hint(step)
    write(TOUR_HINT, hint)
    if _is_done(step, number) or hint != before:
        st.rerun()


def _light(place: str, kept: str, others: str) -> str:
    """Write the style that outlines a place of the page, and that of all that is not kept.

    This steps back; where it could give an answer away, its place is empty until one is chosen.
    """
    return (
        f'<style>{PAGE} > [data-testid="stVerticalBlock"] > :not(:has({kept}), {kept}, :has(h1)) '
        f"{others}\n"
        f"{PAGE} {place} {{ outline: 2px solid; outline-offset: 4px; border-radius: 4px }}</style>"
    )


def _offer_return(number: int) -> None:
    """Draw the way back from a page that the step is not about."""
    with st.container(key="tour-line", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="tour-words"):
            st.markdown(words.TOUR_WAITS)
        _end_button()
        with st.container(key="tour-next", width="content"):
            _link(number, words.BACK_TO_TOUR.format(number=number))


def _link(number: int, label: str, why_not: str | None = None, anew: bool = False) -> None:
    """Draw a link to a step, or what says why there is none; anew, nothing is done yet."""
    lesson = lesson_of_step(current_tour().steps[number - 1])
    link, disabled = _link_to_step(number, anew), why_not is not None
    st.page_link(lesson.file, label=label, disabled=disabled, help=why_not, query_params=link)


def _link_to_step(number: int, anew: bool = False) -> Link:
    done = read(TOUR_DONE)
    return link_to({TOUR: number} | ({TOUR_DONE: [] if anew else done} if done else {}))


def _end_button() -> None:
    st.button(words.END_TOUR, type="tertiary", on_click=end_tour, help=words.WHAT_STAYS)


def _finish() -> None:
    end_tour()
    st.toast(words.FINISHED, icon=":material/flag:")


def end_tour() -> None:
    """Forget where the tour is."""
    for key in (TOUR, TOUR_TAKEN, TOUR_DONE, STAGE_MOVE):
        forget(key)


def offer_tour() -> None:
    """Draw the way into the tour, or back to where it was left."""
    tour, left_at = current_tour(), read(TOUR)
    st.write(count_text(len(tour.steps), *words.TOUR, title=escape_markdown(tour.title)))
    _link(1, words.START_TOUR, anew=True)
    if left_at is not None:
        _link(left_at, words.GO_ON.format(number=left_at))


def open_own_tour() -> None:
    """Draw the place for a tour of your own."""
    with st.expander(words.WRITE_TOUR):
        st.write(words.WRITE_TOUR_HOW)
        download(
            words.DOWNLOAD_TOUR,
            "tour.toml",
            built_in(),
            words.DOWNLOAD_TOUR_HELP,
        )
        st.file_uploader(
            words.TOUR_FILE,
            type=["toml", "txt"],
            max_upload_size=1,  # MB: the smallest limit that can be set
            key=TOUR_FILE.name,
            on_change=_open,
            help=words.TOUR_FILE_HELP,
        )
        if refused := read(TOUR_REFUSAL):
            st.error(refused)


def _open() -> None:
    """Take a new tour; a wrong one is refused, and the one before stays."""
    forget(TOUR_REFUSAL)
    file = read(TOUR_FILE)
    if file is None:
        return
    try:
        write(OWN_TOUR, checked_tour(file.getvalue()))
        end_tour()
    except TourError as problem:
        write(TOUR_REFUSAL, as_sentence(str(problem)))
