"""What a room cannot do, said in one sentence."""


class RoomError(ValueError):
    """Something that a room does not accept; its text says what, and what to do instead."""


class UnreachableError(RoomError):
    """The database does not answer: nothing was done, and it may answer again."""


NO_ROOM = "There is no room {code}. A code has {letters} letters and digits: look at it again."
ENDED = "This room has ended."
NOT_YOURS = "This link does not lead to a room of yours. Open a new room."
TOO_MANY_TRIES = "Too many wrong codes came from your network. Wait a minute, then try again."
NOT_OPEN = "The vote on this question is closed."
NO_ANSWER = "Answer {answer} is not one of the {count} answers."
NO_QUESTION = "There is no question {number} in this room."
FULL_OF_QUESTIONS = "A room holds {most} questions. Take one away first."
FULL_OF_PHONES = "This room is full: it holds {most} phones."
FULL_OF_VOTES = "{most} people have voted in this room, which is the most it holds."
NO_FREE_CODE = "No code for a new room was found. Try again."
UNREACHABLE = (
    "The room's database does not answer. Nothing that was kept is lost, and this page goes on by "
    "itself when the database answers again."
)
