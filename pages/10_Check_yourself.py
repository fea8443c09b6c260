"""Check yourself: answer first, then see why, on exactly these numbers."""

from ui.lessons.quiz.result_view import hand_in, next_round, show_beliefs, show_result
from ui.lessons.quiz.view import (
    ask,
    choose_paper,
    choose_question,
    question_place,
    result_of,
    show_next_button,
)
from ui.questions.question_view import show_explanation, show_question, show_verdict
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page

this = lesson_of(__file__)
open_page(this)

paper = choose_paper()
result = result_of(paper)
place = choose_question(result)

if place is None:
    show_result(result)
    show_beliefs()
    hand_in(result)
    next_round(result)
else:
    question = result.questions[place]
    with question_place():
        show_question(question)
        let_picture_come()
        if place in result.given:
            show_verdict(question, result.given[place])
            show_next_button(result, place)
            show_explanation(question)
        else:
            ask(question, result, place)

close_page(this)
