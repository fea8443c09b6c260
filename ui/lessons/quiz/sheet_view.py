"""The sheet to print on the screen: the button that saves it."""

from ui.controls.downloads import download
from ui.lessons.quiz.sheet import write_sheet
from ui.questions.rounds import Paper
from ui.state.framework import framework


def show_sheet(paper: Paper) -> None:
    """Offer the questions of a round with their key as a file to print."""
    words = framework()
    download(
        "Sheet to print",
        f"questions-seed-{paper.seed}-round-{paper.round_number}.html",
        lambda: write_sheet(paper, paper.questions(words)),
        "All questions of the round. The answers are on a separate page.",
    )
