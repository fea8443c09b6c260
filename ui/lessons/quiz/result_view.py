"""The end of a round on the screen: the score, what to revisit, and a file to hand in."""

import streamlit as st

from ui.lessons.quiz import words
from ui.lessons.quiz.results import LONGEST_NAME, Result
from ui.shell.lesson_table import LESSONS
from ui.shell.page_part import page_part
from ui.shell.predict import Guess
from ui.state.keys import QUESTION, QUIZ_ROUND
from ui.state.memories import LEARNER_NAME, PREDICTED
from ui.state.session import read, write_all


def show_result(result: Result) -> None:
    """Say which answers were right, and which lessons to revisit."""
    said = words.RIGHT_OF.format(right=result.right, questions=len(result.questions))
    st.subheader(said, anchor=False)
    revisit = result.lessons_to_revisit()
    if revisit:
        st.write(words.REVISIT)
    elif len(result.given) == len(result.questions):
        st.write(words.NOTHING_TO_REVISIT)
    for lesson in LESSONS:
        if lesson.file in revisit:
            places = revisit[lesson.file]
            st.page_link(
                lesson.file,
                label=lesson.title,
                icon=lesson.icon,
                query_params=result.questions[places[0]].link,
            )
            st.caption(" ".join(f"{p + 1}\\. {result.questions[p].kind}." for p in places))


def show_beliefs() -> None:
    """Say what the learner predicted at first, in any lesson of this session."""
    guesses = [guess for guess in read(PREDICTED).values() if guess.answer]
    if not guesses:
        return
    st.subheader(words.PREDICTED, anchor=False)
    for guess in guesses:
        st.markdown(f"- {guess.question} {_verdict(guess)}")


def _verdict(guess: Guess) -> str:
    if guess.is_wrong:
        return words.CHOSE_WRONG.format(answer=guess.answer, right=guess.right)
    return words.CHOSE_RIGHT.format(answer=guess.answer)


@page_part
def hand_in(result: Result) -> None:
    """Offer the results as a file; nothing is kept on the server."""
    st.subheader(words.HAND_IN, anchor=False)
    st.write(words.NOTHING_STORED)
    name = st.text_input(
        words.NAME,
        max_chars=LONGEST_NAME,
        key=LEARNER_NAME.name,
        width=360,
        live=True,
        help=words.NAME_HELP,
    )
    paper = result.paper
    st.download_button(
        words.RESULTS,
        result.write_csv(name),
        f"results-seed-{paper.seed}-round-{paper.round_number}.csv",
        "text/csv",
        on_click="ignore",
        disabled=not name.strip(),
        icon=":material/download:",
        help=words.RESULTS_HELP,
    )
    st.caption(words.ON_PAPER)


def next_round(result: Result) -> None:
    """Draw the button to the next round, which goes on with other questions."""
    is_last = result.paper.round_number == QUIZ_ROUND.high
    st.button(
        words.NEXT_ROUND,
        disabled=is_last,
        on_click=_begin,
        args=(result.paper.round_number + 1,),
        help=words.LAST_ROUND.format(round=QUIZ_ROUND.high) if is_last else words.NEXT_ROUND_HELP,
    )


def _begin(round_number: int) -> None:
    write_all({QUIZ_ROUND: round_number, QUESTION: "1"})
