"""Questions for a room: of Check yourself, of a lesson's predictions, or a teacher's own."""

import streamlit as st

from classroom import AskedQuestion, RoomError, Store
from ui.lessons.classroom import words
from ui.lessons.classroom.own_questions import read_choices, read_number
from ui.questions.asked import ask_of_paper
from ui.questions.rounds import TOPICS, Paper
from ui.shell.in_class import act_as_teacher
from ui.state.framework import framework
from ui.state.keys import QUIZ_SEED
from ui.state.memories import (
    CLASS_LENGTH,
    CLASS_SEED,
    CLASS_TOPICS,
    OWN_ANSWERS,
    OWN_KIND,
    OWN_NUMBER,
    OWN_QUESTION,
    OWN_REFUSAL,
    QUESTION_SOURCE,
)
from ui.state.session import read, write

MOST_AT_ONCE = 8


def add_questions() -> None:
    """Draw the three ways to a question."""
    st.subheader(words.ADD_QUESTIONS, anchor=False)
    source = st.segmented_control(
        words.SOURCE,
        (words.MADE, words.OWN, words.FROM_LESSON),
        default=words.MADE,
        required=True,
        key=QUESTION_SOURCE.name,
        help=words.SOURCE_HELP,
        label_visibility="collapsed",
    )
    match source:
        case words.OWN:
            _offer_own()
        case words.FROM_LESSON:
            st.write(words.PREDICTIONS)
        case _:
            _offer_made()


def _offer_made() -> None:
    """Ask for seed and topics of questions that are made."""
    with st.form("made", border=False):
        with st.container(horizontal=True):
            st.number_input(
                QUIZ_SEED.label,
                QUIZ_SEED.low,
                QUIZ_SEED.high,
                CLASS_SEED.default,
                key=CLASS_SEED.name,
                help=words.SEED_HELP,
                width=140,
            )
            st.number_input(
                words.HOW_MANY,
                1,
                MOST_AT_ONCE,
                CLASS_LENGTH.default,
                key=CLASS_LENGTH.name,
                width=140,
                help=words.HOW_MANY_HELP.format(most=MOST_AT_ONCE),
            )
        st.pills(
            words.TOPICS,
            tuple(TOPICS),
            selection_mode="multi",
            format_func=lambda topic: TOPICS[topic].title,
            key=CLASS_TOPICS.name,
            help=words.TOPICS_HELP,
        )
        st.form_submit_button(words.ADD_MADE, on_click=_add_made, help=words.ADD_MADE_HELP)


def _add_made() -> None:
    chosen = read(CLASS_TOPICS)
    topics = tuple(topic for topic in TOPICS if topic in chosen) or tuple(TOPICS)
    paper = Paper(read(CLASS_SEED), 1, topics, read(CLASS_LENGTH))
    asked = [ask_of_paper(paper, place, framework()) for place in range(paper.length)]
    _add(*asked)


def _offer_own() -> None:
    """Ask for a question in a teacher's own words."""
    kind = st.segmented_control(
        words.ANSWERED_BY,
        (words.CHOICES, words.WHOLE_NUMBER),
        default=words.CHOICES,
        required=True,
        key=OWN_KIND.name,
        help=words.ANSWERED_BY_HELP,
    )
    if kind != words.WHOLE_NUMBER:
        st.caption(words.OWN_HELP)
    with st.form("own", border=False):
        st.text_area(
            words.QUESTION,
            key=OWN_QUESTION.name,
            height=80,
            help=words.QUESTION_HELP,
        )
        if kind == words.WHOLE_NUMBER:
            st.text_input(
                words.RIGHT_NUMBER,
                key=OWN_NUMBER.name,
                width=260,
                help=words.RIGHT_NUMBER_HELP,
            )
        else:
            st.text_area(
                words.ANSWERS,
                key=OWN_ANSWERS.name,
                height=120,
                placeholder=words.OWN_EXAMPLE,
                help=words.OWN_HELP,
            )
        st.form_submit_button(words.ADD_OWN, on_click=_add_own, help=words.ADD_OWN_HELP)
    _say_refusal()


def _say_refusal() -> None:
    """Say under the form why the question was not added."""
    if refusal := read(OWN_REFUSAL):
        st.warning(refusal)
        write(OWN_REFUSAL, None)


def _add_own() -> None:
    """Add the typed question; what cannot be added stays typed."""
    try:
        if read(OWN_KIND) == words.WHOLE_NUMBER:
            question = read_number(read(OWN_QUESTION), read(OWN_NUMBER))
        else:
            question = read_choices(read(OWN_QUESTION), read(OWN_ANSWERS))
    except RoomError as refusal:
        write(OWN_REFUSAL, str(refusal))
        return
    _add(question)
    for key in (OWN_QUESTION, OWN_ANSWERS, OWN_NUMBER):
        write(key, "")


def _add(*questions: AskedQuestion) -> None:
    def add(store: Store, code: str, secret: str) -> None:
        for question in questions:
            store.add_question(code, secret, question)

    act_as_teacher(add, words.ADDED_ONE if len(questions) == 1 else words.ADDED)
