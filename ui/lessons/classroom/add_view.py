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

MADE, OWN, PREDICTED = "From Check yourself", "Your own", "From a lesson"
CHOICES, NUMBER = "Answers to choose from", "A whole number"
MOST_AT_ONCE = 8


def add_questions() -> None:
    """Draw the three ways to a question."""
    st.subheader("Add questions", anchor=False)
    source = st.segmented_control(
        "Where from",
        (MADE, OWN, PREDICTED),
        default=MADE,
        required=True,
        key=QUESTION_SOURCE.name,
        help="Where the question comes from.",
        label_visibility="collapsed",
    )
    match source:
        case "Your own":
            _offer_own()
        case "From a lesson":
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
                help="The same seed gives the same questions.",
                width=140,
            )
            st.number_input(
                "How many",
                1,
                MOST_AT_ONCE,
                CLASS_LENGTH.default,
                key=CLASS_LENGTH.name,
                width=140,
                help=f"Up to {MOST_AT_ONCE} at once.",
            )
        st.pills(
            "Topics",
            tuple(TOPICS),
            selection_mode="multi",
            format_func=lambda topic: TOPICS[topic].title,
            key=CLASS_TOPICS.name,
            help="The topics take turns. If none is chosen, all of them do.",
        )
        st.form_submit_button(
            "Add these questions", on_click=_add_made, help="Puts them at the end of the list."
        )


def _add_made() -> None:
    chosen = read(CLASS_TOPICS)
    topics = tuple(topic for topic in TOPICS if topic in chosen) or tuple(TOPICS)
    paper = Paper(read(CLASS_SEED), 1, topics, read(CLASS_LENGTH))
    asked = [ask_of_paper(paper, place, framework()) for place in range(paper.length)]
    _add(*asked)


def _offer_own() -> None:
    """Ask for a question in a teacher's own words."""
    kind = st.segmented_control(
        "It is answered by",
        (CHOICES, NUMBER),
        default=CHOICES,
        required=True,
        key=OWN_KIND.name,
        help="What your class is asked for.",
    )
    if kind != NUMBER:
        st.caption(words.OWN_HELP)
    with st.form("own", border=False):
        st.text_area(
            "Question",
            key=OWN_QUESTION.name,
            height=80,
            help="Your class reads it exactly as you type it.",
        )
        if kind == NUMBER:
            st.text_input(
                "The right number, if there is one",
                key=OWN_NUMBER.name,
                width=260,
                help="Your class sees it at the end.",
            )
        else:
            st.text_area(
                "Answers, one per line",
                key=OWN_ANSWERS.name,
                height=120,
                placeholder=words.OWN_EXAMPLE,
                help=words.OWN_HELP,
            )
        st.form_submit_button(
            "Add this question", on_click=_add_own, help="Puts it at the end of the list."
        )
    _say_refusal()


def _say_refusal() -> None:
    """Say under the form why the question was not added."""
    if refusal := read(OWN_REFUSAL):
        st.warning(refusal)
        write(OWN_REFUSAL, None)


def _add_own() -> None:
    """Add the typed question; what cannot be added stays typed."""
    try:
        if read(OWN_KIND) == NUMBER:
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
