"""Predict, commit, reveal: a page asks first, and shows the answer once one was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from stage.board import board
from stage.tiles import Spot
from text import hold_formulas
from ui.shell import words
from ui.shell.in_class import offer_question
from ui.shell.prediction import AskedBoard, Prediction
from ui.state.key_kinds import Memory
from ui.state.keys import REVEAL
from ui.state.memories import CONSIDERED, PLACES_CHOSEN, PREDICTED, PREDICTION, PREDICTION_BOARD
from ui.state.session import read, write, write_link
from ui.state.theme import presenting

SKIP = "skip"
"""Ends the name of the button that shows the answer; no answer is called so."""
UNMARKED, RIGHT, WRONG = (
    f":material/{icon}:" for icon in ("radio_button_unchecked", "check", "close")
)
"""As wide as each other, so that no button moves when one is chosen."""


@dataclass(frozen=True)
class Guess:
    """What was predicted, as the page had it; `answer` is empty where none was chosen."""

    question: str
    answer: str
    right: str
    misconception: str

    @property
    def is_wrong(self) -> bool:
        """Whether an answer was chosen, and not the right one."""
        return bool(self.answer) and self.answer != self.right


def keep_revealed() -> None:
    """Let the link of every page say that all is shown, once a link has said so."""
    if read(REVEAL):
        write_link(REVEAL, True)


def is_revealed(prediction: Prediction) -> bool:
    """Whether the page may show what is asked for, before the question is drawn."""
    return len(prediction.answers) == 1 or is_answered(prediction.name)


def is_answered(name: str) -> bool:
    """Whether a prediction of that name was made, or a link shows all answers."""
    return bool(read(REVEAL)) or name in read(PREDICTED)


def predict(prediction: Prediction) -> bool:
    """Ask for a prediction; return whether the page may show what it asks for.

    Its answers are buttons, or places of a board. They stay, so that a learner can see what each of
    them would mean. Only the first counts.
    Where the layer leaves but one answer, there is nothing to ask.
    """
    if len(prediction.answers) == 1:
        return True
    revealed = is_revealed(prediction)
    considered = read(CONSIDERED).get(prediction.name) if revealed else None
    with st.container(key=f"predict {prediction.name}"):
        st.markdown(words.PREDICT.format(question=prediction.question))
        if prediction.board is None:
            _draw_answers(prediction, considered, revealed)
            if revealed:
                _show_meaning(prediction, considered)
        else:
            _say_above_board(prediction, considered, revealed)
            _draw_board(prediction, prediction.board, revealed)
    return revealed


def reveal(prediction: Prediction) -> None:
    """Show what a prediction asks for, without an answer."""
    _choose(prediction, None)


def _draw_answers(prediction: Prediction, considered: str | None, revealed: bool) -> None:
    """Draw a button for each answer, for the way on, and for the vote of a class."""
    with st.container(horizontal=True, gap="small"):
        for name in prediction.answers:
            _draw_answer(prediction, name, _mark(prediction, name, considered))
        if not revealed:
            _offer_answer(prediction)
        offer_question(prediction)


def _say_above_board(prediction: Prediction, considered: str | None, revealed: bool) -> None:
    """Say how to choose, and then what the choice means: maps may fill the screen below."""
    with st.container(key=f"verdict {prediction.name}"):
        if revealed:
            _show_meaning(prediction, considered)
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(words.HOW_TO_CHOOSE, width="content")
            _offer_answer(prediction)


def _draw_board(prediction: Prediction, asked: AskedBoard, revealed: bool) -> None:
    """Draw the maps whose places are the answers; the right ones are outlined once it is known.

    A class does not vote on them: phones have answers to choose from, and no maps.
    """
    board(
        asked.tiles_outlining(prediction.right) if revealed else asked.tiles,
        choice=asked.choice(read(PLACES_CHOSEN).get(prediction.name)),
        legend=False,  # a learner looks at places, not at colours
        on_pin=lambda: _choose_place(prediction, asked),
        label=words.label_board(prediction.question, asked.label),
        key=PREDICTION_BOARD.of(prediction.name),
    )


def _choose_place(prediction: Prediction, asked: AskedBoard) -> None:
    """Take the place that was chosen for the answer that it is."""
    told: Memory[Any] = Memory(PREDICTION_BOARD.of(prediction.name))
    spot = _spot_reported(read(told)["pinned"])
    if spot in asked.places:
        chosen = read(PLACES_CHOSEN)
        write(PLACES_CHOSEN, {**chosen, prediction.name: spot})
        _choose(prediction, asked.places[spot])


def _spot_reported(pinned: Mapping[str, Any]) -> Spot:
    """Read the place that a board reports."""
    row, column = pinned["place"]
    return Spot(pinned["tile"], row, column)


def _mark(prediction: Prediction, name: str, considered: str | None) -> str:
    """Return the mark of an answer: of the right one as soon as any of them was chosen."""
    if considered and name == prediction.right:
        return RIGHT
    return WRONG if name == considered else UNMARKED


def _draw_answer(prediction: Prediction, name: str, mark: str) -> None:
    """Draw the button of an answer, with the mark that says whether it is right."""
    st.button(
        prediction.answers[name].text,
        key=PREDICTION.of(prediction.name, name),
        icon=mark,
        on_click=_choose,
        args=(prediction, name),
    )


def _offer_answer(prediction: Prediction) -> None:
    """Draw the way on for a class that has voted, and for people in a hurry."""
    st.button(
        words.SHOW_ANSWER if presenting() else words.SHOW_WITHOUT_GUESSING,
        key=PREDICTION.of(prediction.name, SKIP),
        type="tertiary",
        on_click=_choose,
        args=(prediction, None),
        help=words.SHOW_ANSWER_HELP,
    )


def _choose(prediction: Prediction, name: str | None) -> None:
    """Keep the first choice for the session, and consider the one made now."""
    answer = prediction.answers[name].text if name else ""
    right = prediction.answers[prediction.right].text
    first, considered = read(PREDICTED), read(CONSIDERED)
    guess = Guess(prediction.question, answer, right, prediction.misconception)
    write(PREDICTED, {prediction.name: guess, **first})
    write(CONSIDERED, {**considered, prediction.name: name})


def _show_meaning(prediction: Prediction, considered: str | None) -> None:
    """Say what the answer considered would mean; if there is none, which is right and why."""
    right = prediction.answers[prediction.right]
    answer = prediction.answers.get(considered or "")
    place = _place_chosen(prediction)
    if answer is None:
        said = words.ANSWER_IS.format(answer=right.text, meaning=hold_formulas(right.meaning))
        st.info(said, icon=":material/info:")
    elif answer is right:
        said = words.ANSWERED_RIGHT.format(meaning=hold_formulas(right.meaning))
        st.success(place + said, icon=RIGHT)
    else:
        meaning = hold_formulas(answer.meaning)
        said = words.ANSWERED_WRONG.format(meaning=meaning, right=right.text)
        outlines = f" {words.OUTLINES}" if place else ""
        st.warning(place + said + outlines, icon=WRONG)


def _place_chosen(prediction: Prediction) -> str:
    """Name the place that was chosen on a board, as a sentence; empty without one."""
    spot = read(PLACES_CHOSEN).get(prediction.name)
    if spot is None or prediction.board is None:
        return ""
    return f"{words.say_chosen(prediction.board.name_place(spot))} "
