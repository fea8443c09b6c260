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
NUMBERS_VOTED = "{votes} of {phones} phones have voted."
OWN_EXAMPLE = """They are added up *
They stay apart | Each channel would get its own feature map
They are averaged | The sum would be divided by the number of channels"""
OWN_HELP = (
    "One answer per line, 2 to 6 of them. A * at the end marks the right one. After a | you can "
    "say what people believe who choose this answer. The class sees that at the end."
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
BELIEFS = "What people believe who choose each answer. This gives away the right one"
VOTES_OF_ONE = "{votes} of {all}"
VOTES = {1: "First vote: {votes} of {all}", 2: "Second vote: {votes} of {all}"}
NO_PHONES, ONE_PHONE, PHONES = (
    "No phone is in the room yet.",
    "**1** phone is in the room.",
    "**{phones}** phones are in the room.",
)
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
