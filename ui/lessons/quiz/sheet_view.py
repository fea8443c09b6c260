"""A round to take along: the buttons that save it to print, or for Moodle."""

from ui.controls.downloads import download
from ui.lessons.quiz import words
from ui.lessons.quiz.gift import write_gift
from ui.lessons.quiz.sheet import write_sheet
from ui.questions.rounds import Paper
from ui.state.framework import framework


def show_sheet(paper: Paper) -> None:
    """Offer the questions of a round with their key as a file to print, and as one for Moodle."""
    side = framework()
    download(
        words.SHEET,
        f"questions-seed-{paper.seed}-round-{paper.round_number}.html",
        lambda: write_sheet(paper, paper.questions(side)),
        words.SHEET_HELP,
    )
    download(
        words.MOODLE,
        f"questions-seed-{paper.seed}-round-{paper.round_number}.gift.txt",
        lambda: write_gift(paper, paper.questions(side)),
        words.MOODLE_HELP,
    )
