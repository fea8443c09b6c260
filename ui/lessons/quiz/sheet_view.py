"""A round to take along: the buttons that save it to print, or for Moodle."""

from ui.controls.downloads import download
from ui.lessons.quiz.gift import write_gift
from ui.lessons.quiz.sheet import write_sheet
from ui.questions.rounds import Paper
from ui.state.framework import framework


def show_sheet(paper: Paper) -> None:
    """Offer the questions of a round with their key as a file to print, and as one for Moodle."""
    words = framework()
    download(
        "Sheet to print",
        f"questions-seed-{paper.seed}-round-{paper.round_number}.html",
        lambda: write_sheet(paper, paper.questions(words)),
        "All questions of the round. The answers are on a separate page.",
    )
    download(
        "Questions for Moodle",
        f"questions-seed-{paper.seed}-round-{paper.round_number}.gift.txt",
        lambda: write_gift(paper, paper.questions(words)),
        "All questions of the round in the GIFT format, which Moodle imports into its question "
        "bank. Each wrong answer says which mistake leads to it.",
    )
