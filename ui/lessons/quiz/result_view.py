"""The end of a round on the screen: the score, what to revisit, and a file to hand in."""

import streamlit as st

from ui.lessons.quiz.results import LONGEST_NAME, Result
from ui.shell.lesson_table import LESSONS
from ui.shell.predict import Guess
from ui.state.keys import QUESTION, QUIZ_ROUND
from ui.state.memories import LEARNER_NAME, PREDICTED
from ui.state.session import read, write_all


def show_result(result: Result) -> None:
    """Say which answers were right, and which lessons to revisit."""
    st.subheader(f"{result.right} of {len(result.questions)} right", anchor=False)
    revisit = result.lessons_to_revisit()
    if revisit:
        st.write("What to revisit:")
    elif len(result.given) == len(result.questions):
        st.write("Nothing to revisit.")
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
    st.subheader("What you predicted at first", anchor=False)
    for guess in guesses:
        st.markdown(f"- {guess.question} {_verdict(guess)}")


def _verdict(guess: Guess) -> str:
    if guess.is_wrong:
        return f"You chose **{guess.answer}**. The right answer is **{guess.right}**."
    return f"You chose **{guess.answer}**, which is right."


def hand_in(result: Result) -> None:
    """Offer the results as a file; nothing is kept on the server."""
    st.subheader("Hand it in", anchor=False)
    st.write("Nothing is stored on the server. Type your name, press Enter, and save the results.")
    name = st.text_input(
        "Your name",
        max_chars=LONGEST_NAME,
        key=LEARNER_NAME.name,
        width=360,
        help="It is written into the file and nowhere else. Press Enter after typing.",
    )
    paper = result.paper
    st.download_button(
        "Results as CSV",
        result.write_csv(name),
        f"results-seed-{paper.seed}-round-{paper.round_number}.csv",
        "text/csv",
        on_click="ignore",
        # A click while the name is being typed would save the file from before it.
        disabled=not name.strip(),
        icon=":material/download:",
        help="One line per question: your answer and the right one. Type your name first.",
    )


def next_round(result: Result) -> None:
    """Draw the button to the next round, which goes on with other questions."""
    is_last = result.paper.round_number == QUIZ_ROUND.high
    st.button(
        "Next round",
        disabled=is_last,
        on_click=_begin,
        args=(result.paper.round_number + 1,),
        help=f"Round {QUIZ_ROUND.high} is the last one. Choose another seed."
        if is_last
        else "The same number of questions, with other numbers.",
    )


def _begin(round_number: int) -> None:
    write_all({QUIZ_ROUND: round_number, QUESTION: "1"})
