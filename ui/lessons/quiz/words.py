"""What Check yourself says on the page, on the sheet to print, and in the file for Moodle."""

RIGHT_OF = "{right} of {questions} right"
CHOSE_WRONG = "You chose **{answer}**. The right answer: **{right}**."
CHOSE_RIGHT = "You chose **{answer}**, which is right."
LAST_ROUND = "Round {round} is the last one. Choose another seed."
NONE_ANSWERED = "None of the {questions} questions is answered yet."
SOME_ANSWERED = "{answered} of {questions} answered, {right} of them right."
ALL_ANSWERED = "All {questions} answered, {right} of them right."
SHEET_TITLE, SHEET_KEY = "Check yourself, sheet {seed}.{round}", "Key to sheet {seed}.{round}"
SHEET_NAME, SHEET_ANSWER = "Name:", "Answer:"
GIFT_CATEGORY = "How channels add up"
GIFT_ROUND = "Seed {seed}, round {round}"
GIFT_QUESTION = "Seed {seed}, round {round}, question {question}"
RESULT_COLUMNS = (
    "name",
    "seed",
    "round",
    "question",
    "kind",
    "asks about the belief",
    "answered",
    "right answer",
    "right",
)
YES, NO = "yes", "no"
REVISIT = "What to revisit:"
NOTHING_TO_REVISIT = "Nothing to revisit."
PREDICTED = "What you predicted at first"
HAND_IN = "Hand it in"
NOTHING_STORED = "Nothing is stored on the server. Type your name, and save the results."
ON_PAPER = (
    "You can also print the questions of this round. Open *The round, for teachers* at the top and "
    "save the sheet. The key is on a separate page."
)
NAME = "Your name"
NAME_HELP = "It is written into the file and nowhere else."
RESULTS = "Results as CSV"
RESULTS_HELP = "One line per question: your answer and the right one. Type your name first."
NEXT_ROUND, NEXT_ROUND_HELP = "Next round", "The same number of questions, with other numbers."
NOT_ANSWERED = "not answered"
NOT_KNOWN = "not known"
SHEET = "Sheet to print"
SHEET_HELP = "All questions of the round. The answers are on a separate page."
MOODLE = "Questions for Moodle"
MOODLE_HELP = (
    "All questions of the round in the GIFT format, which Moodle imports into its question bank. "
    "Each wrong answer says which mistake leads to it."
)
FIRST_COUNTS = "Your first answer counts. Then you see the explanation."
BELIEFS_FIRST = "The first questions are about what you predicted wrongly."
THE_ROUND = "The round, for teachers"
SAME_LINK = "Everybody who opens your link gets these questions."
SEED_HELP = "Everybody with the same seed gets the same questions."
ROUND_HELP = "Each round has other questions."
LENGTH_HELP = "Choose what you have time for."
TOPICS_HELP = "The topics take turns. If none is chosen, all of them do."
FEW_QUESTIONS = (
    "This round has room for {some} of the {all} topics. The next rounds go on with the others."
)
BELIEFS_HELP = "Questions about these beliefs come before all others."
QUESTION_HELP = "Go back to any of them, and to the result at any time."
YOUR_ANSWER = "Your answer"
WHOLE_NUMBER = "A whole number"
ANSWER = "Answer"
GIVE_UP = "I do not know"
GIVE_UP_HELP = "Shows the answer and the explanation. It does not count as right."
ANSWER_FIRST = "Answer first. Then you see the explanation."
TO_RESULT = "See the result"
NEXT_QUESTION, NEXT_QUESTION_HELP = "Next question", "You can come back to every question."
