"""The report of a room on the screen, and as a file."""

import streamlit as st

from classroom import Phase, QuestionState
from classroom.report import QuestionReport, report_as_csv
from text import count_text, escape_markdown, markdown_table, one_line
from ui.controls.downloads import download
from ui.controls.places import table
from ui.lessons.classroom import words
from ui.state.rooms import rooms


def show_report(code: str, questions: list[QuestionState]) -> None:
    """Show what was voted on each question, and offer it as a file."""
    asked = [
        QuestionReport(state, rooms().tallies(code, state.place))
        for state in questions
        if state.phase is not Phase.WAITING
    ]
    if not asked:
        return
    with st.expander(words.REPORT):
        table("report", markdown_table(words.REPORT_HEADS, map(_row, asked)))
        st.caption(words.GAIN_HELP)
        download(
            words.REPORT_CSV,
            f"room-{code}.csv",
            lambda: report_as_csv(asked),
            words.REPORT_CSV_HELP,
        )


def _row(report: QuestionReport) -> tuple[str, ...]:
    wrong = report.commonest_wrong
    question = report.state.question
    return (
        escape_markdown(one_line(question.text.replace("`", ""), 110)),
        _right(report, 1),
        _right(report, 2),
        "" if report.gain is None else f"{report.gain:.0%}",
        "" if wrong is None else escape_markdown(question.answer_text(wrong)),
    )


def _right(report: QuestionReport, round: int) -> str:
    votes, share = report.tallies[round].total(), report.share_right(round)
    if share is None:
        return count_text(votes, *words.COUNTED_VOTES) if votes else ""
    return words.RIGHT_OF.format(share=f"{share:.0%}", votes=votes)
