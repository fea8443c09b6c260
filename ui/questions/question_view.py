"""A question on the screen: what is asked, the verdict on an answer, and why it is right."""

from dataclasses import replace

import streamlit as st

from stage import Options, Position, stage, volume_stage
from stage.board import Line, Sliding, Tile, board
from ui.pictures.chart import chart
from ui.questions.question import Answers, Columns, LessonFigure, Question
from ui.questions.words import verdict as say
from ui.questions.words.tiles import describe_rows
from ui.shell.explain import explain
from ui.shell.lesson_table import LESSONS
from ui.state.framework import framework
from ui.state.theme import is_dark

RIGHT, NOT_RIGHT, UNCHOSEN = (
    f":material/{icon}:" for icon in ("check", "close", "radio_button_unchecked")
)


def show_question(question: Question) -> None:
    """Ask, and show what to look at."""
    st.subheader(question.kind, anchor=False)
    explain(question.prompt)
    _show_tiles(question.look, question, "look", marked=question.outlined)


def show_verdict(question: Question, given: int | None) -> None:
    """Say whether the answer is right, and what a wrong one gives away."""
    answers = question.answers
    _show_choices(answers, given)
    right = answers.text(answers.right)
    if given == answers.right:
        st.success(say.say_right(right), icon=":material/check:")
    elif given is None:
        st.info(say.tell_answer(right), icon=":material/info:")
    else:
        slip = answers.wrong.get(given, "")
        st.warning(say.say_wrong(answers.text(given), slip, right), icon=":material/close:")


def _show_choices(answers: Answers, given: int | None) -> None:
    """Keep the choices in sight: which is right, and which the learner took."""
    if not answers.choices:
        return
    lines = []
    for place, choice in enumerate(answers.choices):
        mark = RIGHT if place == answers.right else NOT_RIGHT if place == given else UNCHOSEN
        lines.append(f"{mark} {choice}")
    st.markdown("  \n".join(lines))


def show_explanation(question: Question) -> None:
    """Show why, on the same numbers: words, equations, maps and the stage."""
    explain(question.explanation)
    for equation in question.equations:
        st.latex(equation if isinstance(equation, str) else equation.written(is_dark()))
    _show_tiles(question.proof, question, "proof", marked=True, line=question.line)
    if question.pictures:
        with st.grid("auto", min_column_width=330):
            for place, picture in enumerate(question.pictures):
                with st.container():
                    st.markdown(f"**{picture.title}**")
                    _show_picture(picture, f"quiz picture {place}")
    _link_lesson(question)
    _show_stage(question)


def _show_picture(picture: LessonFigure, key: str) -> None:
    drawn = picture.draw(is_dark())
    if isinstance(drawn, str):
        st.html(drawn)
    else:
        chart(drawn, key, picture.words)


def _show_stage(question: Question) -> None:
    key, volume, layer = f"stage of {question.prompt}", question.volume, question.layer
    options = Options(compact=True, channels_first=framework() == "pytorch")
    if volume is not None:
        volume_stage(volume.input, volume.block, options=options, key=key)
    elif layer is not None:
        stage(layer, replace(options, start=Position(*question.cell)), key)


def _link_lesson(question: Question) -> None:
    title = next(lesson.title for lesson in LESSONS if lesson.file == question.lesson)
    st.page_link(
        question.lesson,
        label=say.link_lesson(title),
        icon=":material/replay:",
        query_params=question.link,
    )


def _show_tiles(
    columns: Columns, question: Question, key: str, *, marked: bool, line: Line = ()
) -> None:
    """Draw small maps on one board; screen readers get all numbers, since they are asked about."""
    if not columns:
        return
    stacks = [[tiles] if isinstance(tiles, Tile) else tiles for tiles in columns]
    layer, (_, row, column) = question.layer, question.cell
    board(
        [[_read_aloud(tile) for tile in stack] for stack in stacks],
        at=(row, column) if marked else None,
        sliding=None if layer is None else Sliding.of(layer.spec, *layer.input.shape[1:]),
        line=line,
        legend=False,  # every number is printed
        reports=False,
        label=say.NUMBERS_OF_QUESTION,
        key=f"{key} of {question.prompt}",
    )


def _read_aloud(tile: Tile) -> Tile:
    return replace(tile, alt=f"{tile.alt or tile.title}, {describe_rows(tile.values)}")
