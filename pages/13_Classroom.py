"""Classroom: a class predicts, votes, discusses and votes again."""

from ui.lessons.classroom.learner_view import attend_room
from ui.lessons.classroom.start_view import open_or_join, room_to_show
from ui.lessons.classroom.teacher_view import run_room
from ui.shell.page import close_page, lesson_of, open_page
from ui.state.rooms import teaches

this = lesson_of(__file__)
open_page(this)

room = room_to_show()

if room is None:
    open_or_join()
elif teaches():
    run_room(room)
else:
    attend_room(room)

close_page(this)
