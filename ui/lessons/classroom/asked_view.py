"""What a class is asked, how it voted and why, as teacher and learners see it."""

import streamlit as st

from classroom import AskedQuestion, Phase, QuestionState
from classroom.room import Tally
from text import escape_markdown
from ui.lessons.classroom import words
from ui.questions.asked import drawn_question
from ui.questions.question_view import show_explanation, show_question
from ui.shell.explain import explain

MOST_NUMBERS = 6
"""Different numbers that were given, of which the votes are shown."""
RIGHT = ":material/check:"
WIDEST = 900
"""Pixels from an answer to the end of its bar: further away they are hard to read together."""


def show_asked(question: AskedQuestion) -> None:
    """Ask, with the picture of the question if there is one."""
    drawn = drawn_question(question)
    if drawn is not None:
        show_question(drawn)
    else:
        st.subheader(written(question, question.text), anchor=False)


def written(question: AskedQuestion, text: str) -> str:
    """Write a text of a question for Markdown; a teacher's own is shown as it was typed."""
    return text if question.page else escape_markdown(text)


def show_votes(state: QuestionState, tallies: dict[int, Tally], *, beliefs: bool = False) -> None:
    """Show how many voted for each answer, in the first vote and, if there was one, the second."""
    question, rounds = state.question, range(1, state.round + 1)
    explained = state.phase is Phase.EXPLAINED
    place = st.container(width=WIDEST)
    for answer in answers_to_show(question, tallies, with_right=explained):
        name, *bars = place.columns([3, *(2 for _ in rounds)], vertical_alignment="center")
        mark = f"{RIGHT} " if explained and answer == question.right else ""
        name.markdown(f"{mark}{written(question, question.answer_text(answer))}")
        belief = question.belief_of(answer)
        if (explained or beliefs) and belief:
            name.caption(written(question, belief))
        for round, bar in zip(rounds, bars, strict=True):
            votes, all_votes = tallies[round][answer], tallies[round].total()
            said = words.VOTES[round] if state.round > 1 else words.VOTES_OF_ONE
            share = votes / all_votes if all_votes else 0.0
            bar.progress(share, said.format(votes=votes, all=all_votes))


def answers_to_show(
    question: AskedQuestion, tallies: dict[int, Tally], *, with_right: bool
) -> list[int]:
    """List the answers of a question; where a number was asked for, those that most gave.

    The right number that nobody gave would give itself away, so it is only listed `with_right`.

    Examples
    --------
    >>> from collections import Counter
    >>> votes, asked = {1: Counter({27: 3}), 2: Counter()}, AskedQuestion("27 + 1?", right=28)
    >>> [answers_to_show(asked, votes, with_right=explained) for explained in (False, True)]
    [[27], [27, 28]]
    """
    if question.choices:
        return list(range(len(question.choices)))
    given = [answer for answer, _ in (tallies[1] + tallies[2]).most_common(MOST_NUMBERS)]
    if not with_right or not given or question.right is None or question.right in given:
        return given
    return [*given[: MOST_NUMBERS - 1], question.right]


def show_reason(question: AskedQuestion) -> None:
    """Say why the right answer is right: on the same numbers, with their picture."""
    drawn = drawn_question(question)
    if drawn is not None:
        show_explanation(drawn)
        return
    if question.why:
        explain(written(question, question.why))
