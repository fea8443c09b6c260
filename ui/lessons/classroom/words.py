"""What the classroom says."""

from classroom import Phase

OPEN_A_ROOM = (
    "Your class joins by phone, without names or accounts. You ask, everybody votes, neighbours "
    "discuss, and everybody votes again. Then you show why."
)
LOCAL_ADDRESS = (
    "Phones cannot open `{host}`, because that name means the device itself. This code leads to "
    "the address of this computer in your network, `{address}`. It works for phones in the same "
    "network."
)
PRIVATE_LINK = (
    "Whoever has this link can run the room, so do not show it to your class. Keep it if you want "
    "to come back from another browser."
)
WAITING = "You are in the room. The question comes when your teacher asks it."
DISCUSS = {
    Phase.CLOSED: "The vote is closed. Turn to a neighbour: who can convince the other?",
    Phase.COUNTED: "This is how the room voted. Who can convince a neighbour of another answer?",
}
LOOK_UP = "Your vote is kept: **{answer}**. You can change it until the vote is closed."
CHANGEABLE = "You can change it until the vote is closed."
NOT_VOTED = f"Choose one. {CHANGEABLE}"
NO_NUMBER = f"Type a whole number, then press Vote. {CHANGEABLE}"
NUMBER_MISSING = "Type a whole number first."
VOTE_NOT_KEPT = "Your vote was not kept, because the database does not answer. Vote once more."
NO_VOTE = "You did not vote on this question."
RIGHT = "You voted **{answer}**, which is right."
WRONG = "You voted **{answer}**, but the answer is **{right}**."
NUMBERS_VOTED = ("{votes} of 1 phone has voted.", "{votes} of {n} phones have voted.")
OWN_EXAMPLE = """They are added up *
They stay apart | Each channel would get its own feature map
They are averaged | The sum would be divided by the number of channels"""
OWN_HELP = (
    "One answer per line, 2 to 6 of them. A * at the end marks the right one. After a | you can "
    "say what people who choose this answer believe. The class sees that at the end."
)
PREDICTIONS = (
    "Wherever a lesson says **Predict first**, there is a button **Ask the class** while your room "
    "is open. It puts that question to all phones, with the layer that you have set there."
)
SHOW_A_VIEW = (
    "On any page, **Show to the class** opens that page on all phones, with your settings. Then "
    "everybody can try it on their own phone."
)
GAIN_HELP = (
    "The normalised gain is the part of the wrong first votes that the second vote put right: "
    "(second − first) / (100% − first)."
)
END_ROOM = "End the room now? Its questions and votes are deleted. Save the report first."
BELIEFS = "What people who choose each answer believe. This gives away the right one"
VOTES_OF_ONE = "{votes} of {all}"
VOTES = {1: "First vote: {votes} of {all}", 2: "Second vote: {votes} of {all}"}
NO_PHONES = "No phone is in the room yet."
PHONES = ("**1** phone is in the room.", "**{n}** phones are in the room.")
CODE_ALT = "QR code of the link to this room"
NOT_NOW = {
    "close": "The vote is closed already.",
    "count": "The votes are shown already.",
    "again": "Close the first vote, then let neighbours discuss. A question has two votes.",
    "explain": "Close the vote first.",
}
"""Why a deed of the teacher is not possible at the moment."""
DEEDS = {
    "close": "No more votes are taken.",
    "count": "Closes the vote, and shows everybody how many chose each answer.",
    "again": "After a discussion. The first vote is kept beside the second.",
    "explain": "Everybody sees the right answer, and the picture that shows why.",
}
ADDED_ONE = "The question is in the list. Press Ask to put it to the class."
ADDED = "The questions are in the list. Press Ask to put one to the class."
ROOM_ENDED = "The room has ended, and nothing of it is left."

MADE = "From Check yourself"
OWN = "Your own"
FROM_LESSON = "From a lesson"
CHOICES = "Answers to choose from"
WHOLE_NUMBER = "A whole number"
ADD_QUESTIONS = "Add questions"
SOURCE, SOURCE_HELP = "Where from", "Where the question comes from."
SEED_HELP = "The same seed gives the same questions."
HOW_MANY, HOW_MANY_HELP = "How many", "Up to {most} at once."
TOPICS, TOPICS_HELP = "Topics", "The topics take turns. If none is chosen, all of them do."
ADD_MADE, ADD_MADE_HELP = "Add these questions", "Puts them at the end of the list."
ANSWERED_BY, ANSWERED_BY_HELP = "It is answered by", "What your class is asked for."
QUESTION, QUESTION_HELP = "Question", "Your class reads it exactly as you type it."
RIGHT_NUMBER = "The right number, if there is one"
RIGHT_NUMBER_HELP = "Your class sees it at the end."
ANSWERS = "Answers, one per line"
ADD_OWN, ADD_OWN_HELP = "Add this question", "Puts it at the end of the list."
SECRET_VOTES = "Room {code}. Nobody sees who voted for what."
LEAVE, LEAVE_HELP = "Leave the room", "Your votes stay. With the code you can come back."
SECOND_VOTE = "**Second vote.** Vote again, even if you stay with your answer."
YOUR_ANSWER = "Your answer"
VOTE = "Vote"
VOTED = "You voted **{answer}**."
TWO_RIGHT = "Two answers are marked as right: mark one."
NO_ANSWERS = "The answers are missing: write one per line."
NOT_WHOLE = "The right answer, {typed}, is not a whole number up to 10^15."
REPORT = "Report"
REPORT_HEADS = ("Question", "First vote", "Second vote", "Gain", "Most common wrong answer")
COUNTED_VOTES = ("1 vote", "{n} votes")
RIGHT_OF = "{share} of {votes} right"
REPORT_CSV = "Report as CSV"
REPORT_CSV_HELP = "Both votes for every answer. It says nothing about who voted."
JOIN_ROOM = "Join a room"
CODE = "Code"
CODE_FORM = "{length} letters and digits"
CODE_HELP = "Your teacher shows it. Capital letters and spaces do not matter."
JOIN, JOIN_HELP = "Join", "You need no name and no account."
OPEN, OPEN_HELP = "Open a room", "You get a code for your class. The room ends after 24 hours."
ROOM = "Room {code}"
ROOM_CODE = "Code of the room"
SCAN = "Scan the picture, or open **{address}** and type the code."
CLOSE = "Close the vote"
SHOW_VOTES = "Show the votes"
VOTE_AGAIN = "Vote again"
SHOW_WHY = "Show why"
SHOW_LESSON = "Show the lesson on all phones"
SHOW_LESSON_HELP = "Opens it with exactly these numbers."
NEXT, NEXT_HELP = "Next question", "Puts it to the class."
QUESTIONS = "Questions"
ON_PHONES = "on all phones"
ASK = "Ask"
SHOW_AGAIN = "Show again"
ASK_HELP = "Puts this question to all phones."
REMOVE = "Remove"
REMOVE_HELP = "Takes this question off the list."
THIS_ROOM = "This room"
LET_GO = "Let the phones go"
LET_GO_HELP = "Phones stay on the page that you showed, and follow your next question."
END = "End the room"
END_ALL = "End it and delete everything"
END_HELP = "This cannot be undone."
