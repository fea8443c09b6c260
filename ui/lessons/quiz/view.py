"""Check yourself on the screen: the paper, one question at a time, and the way to the next."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.controls.places import BUTTONS, CONTROL, keep_place
from ui.controls.widgets import choice_buttons, number_field
from ui.lessons.quiz import words
from ui.lessons.quiz.results import Result
from ui.lessons.quiz.sheet_view import show_sheet
from ui.questions.question import Question
from ui.questions.rounds import TOPICS, Paper
from ui.state.framework import framework
from ui.state.key_kinds import Key, Memory
from ui.state.keys import (
    QUESTION,
    QUIZ_ANSWERS,
    QUIZ_FIRST,
    QUIZ_LENGTH,
    QUIZ_ROUND,
    QUIZ_SEED,
    QUIZ_TOPICS,
    RESULT,
)
from ui.state.memories import ANSWER, ANSWER_FORM, GIVEN, PAPER_BEFORE, PREDICTED, UNANSWERED
from ui.state.session import begin, is_in_link, read, say_in_link, taken_from_link, write

PAPER: tuple[Key[Any], ...] = (
    *(QUIZ_SEED, QUIZ_ROUND, QUIZ_LENGTH, QUIZ_TOPICS, QUIZ_FIRST),
    QUESTION,
)


def choose_paper() -> Paper:
    """Draw what makes a round: all of it is in the link, so that a class has the same paper."""
    _restore_paper()
    _begin_with_beliefs()
    if set(read(QUIZ_FIRST)) & set(_wrong_beliefs()):
        st.caption(words.BELIEFS_FIRST)
    with st.expander(words.THE_ROUND):
        paper = _draw_paper()
        st.write(words.SAME_LINK)
        show_sheet(paper)
    return paper


def _draw_paper() -> Paper:
    with st.grid(3, min_column_width=220, row_height=CONTROL, key="paper-rows"):
        seed = number_field(QUIZ_SEED, help=words.SEED_HELP)
        round_number = number_field(QUIZ_ROUND, help=words.ROUND_HELP)
        length = choice_buttons(QUIZ_LENGTH, words.LENGTH_HELP)
    with keep_place("topics-place", BUTTONS):
        chosen = st.pills(
            QUIZ_TOPICS.label,
            QUIZ_TOPICS.values,
            selection_mode="multi",
            default=QUIZ_TOPICS.default,
            format_func=QUIZ_TOPICS.title,
            key=QUIZ_TOPICS.name,
            help=words.TOPICS_HELP,
            wrap=True,
            bind="query-params",
        )
    first = st.multiselect(
        QUIZ_FIRST.label,
        QUIZ_FIRST.values,
        format_func=QUIZ_FIRST.title,
        key=QUIZ_FIRST.name,
        max_selections=QUIZ_LENGTH.values[0],
        help=words.BELIEFS_HELP,
        bind="query-params",
    )
    topics = tuple(topic for topic in TOPICS if topic in chosen) or tuple(TOPICS)
    if 0 < (some := length - len(first)) < len(topics):
        st.caption(words.FEW_QUESTIONS.format(some=some, all=len(topics)))
    return Paper(seed, round_number, topics, length, tuple(first))


def _begin_with_beliefs() -> None:
    """Let a paper of no link's begin with what the learner predicted wrongly."""
    if read(PAPER_BEFORE) or is_in_link(QUIZ_SEED) or is_in_link(QUIZ_FIRST):
        return
    begin(QUIZ_FIRST, _wrong_beliefs()[: QUIZ_LENGTH.values[0]])


def _wrong_beliefs() -> list[str]:
    """Return what the learner's predictions of this session say that they believe."""
    wrong = (guess.misconception for guess in read(PREDICTED).values() if guess.is_wrong)
    return [belief for belief in wrong if belief]


def _restore_paper() -> None:
    """Set what was set before the learner went to a lesson, unless the link says otherwise.

    A link with settings for the lesson drops those of this page, and Streamlit their controls.
    """
    for key, value in read(PAPER_BEFORE).items():
        begin(key, value)


def result_of(paper: Paper) -> Result:
    """Return the questions of a paper with what was answered to them.

    The link holds the answers, too: who reloads the page has them still.
    """
    answers = read(GIVEN)
    linked = read(QUIZ_ANSWERS)
    if linked and taken_from_link(QUIZ_ANSWERS) and paper not in answers:
        answers = {**answers, paper: linked}
        write(GIVEN, answers)
    given = {place: n for place, n in answers.get(paper, {}).items() if place < paper.length}
    say_in_link(QUIZ_ANSWERS, given or None)
    return Result(paper, paper.questions(framework()), given)


def choose_question(result: Result) -> int | None:
    """Draw the choice of question; return its place, or None for the result."""
    options = (*(str(place + 1) for place in range(len(result.questions))), RESULT)
    # Each answer changes what the buttons say: to Streamlit they are new ones, with nothing chosen.
    write(QUESTION, read(QUESTION) if read(QUESTION) in options else options[0])
    with keep_place("question-place", BUTTONS):
        chosen = st.segmented_control(
            QUESTION.label,
            options,
            required=True,
            format_func=result.mark,
            key=QUESTION.name,
            help=words.QUESTION_HELP,
        )
    # Bound to the link, the control would write its marks there, too.
    say_in_link(QUESTION, None if chosen == QUESTION.default else chosen)
    paper: dict[Key[Any], Any] = {key: read(key) for key in PAPER}
    write(PAPER_BEFORE, paper)
    st.caption(result.describe())
    return None if chosen in (RESULT, None) else int(chosen) - 1


def question_place() -> DeltaGenerator:
    """Return the place of one question and its answer, which a tour can light."""
    return st.container(key="quiz-question-place")


def ask(question: Question, result: Result, place: int) -> None:
    """Draw the form for the answer: a number or a choice; Enter sends it."""
    key = Memory[int | None](ANSWER.of(place, result.paper))
    with st.form(ANSWER_FORM.of(place, result.paper), border=False):
        if question.answers.choices:
            st.radio(
                words.YOUR_ANSWER,
                range(len(question.answers.choices)),
                index=None,
                format_func=question.answers.text,
                key=key.name,
                help=words.FIRST_COUNTS,
            )
        else:
            st.number_input(
                words.YOUR_ANSWER,
                value=None,
                step=1,
                key=key.name,
                width=240,
                placeholder=words.WHOLE_NUMBER,
                help=words.FIRST_COUNTS,
            )
        with st.container(horizontal=True):
            st.form_submit_button(
                words.ANSWER,
                on_click=_take_answer,
                args=(result.paper, place, key),
                help=words.FIRST_COUNTS,
            )
            st.form_submit_button(
                words.GIVE_UP,
                on_click=_give,
                args=(result.paper, place, None),
                help=words.GIVE_UP_HELP,
            )
    if read(UNANSWERED) == key.name:
        st.info(words.ANSWER_FIRST, icon=":material/info:")


def _take_answer(paper: Paper, place: int, key: Memory[int | None]) -> None:
    answer = read(key)
    if answer is None:
        write(UNANSWERED, key.name)
    else:
        _give(paper, place, answer)


def _give(paper: Paper, place: int, answer: int | None) -> None:
    """Keep the first answer to a question; a second one would not be a prediction."""
    answers = read(GIVEN)
    given = {place: answer, **answers.get(paper, {})}
    write(GIVEN, {**answers, paper: given})


def show_next_button(result: Result, place: int) -> None:
    """Draw the button to the next question, and after the last one to the result."""
    last = place + 1 == len(result.questions)
    st.button(
        words.TO_RESULT if last else words.NEXT_QUESTION,
        icon=":material/arrow_forward:",
        on_click=_go_to,
        args=(RESULT if last else str(place + 2),),
        help=words.NEXT_QUESTION_HELP,
    )


def _go_to(question: str) -> None:
    write(QUESTION, question)
