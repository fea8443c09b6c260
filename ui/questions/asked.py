"""Questions of this app as a class is asked them, and back. No Streamlit here."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import urlencode

from classroom import AskedQuestion, PossibleAnswer
from conv_engine.frameworks.layouts import FRAMEWORKS, Framework
from ui.questions.question import Question
from ui.questions.rounds import TOPICS, Paper
from ui.state.link import Link


def ask_of_paper(paper: Paper, place: int, words: Framework) -> AskedQuestion:
    """Make a question for a class of one of a paper.

    Examples
    --------
    >>> paper = Paper(seed=7, round_number=1, topics=("shapes",), length=4)
    >>> asked = ask_of_paper(paper, 0, "keras")
    >>> drawn_question(asked).prompt == asked.text
    True
    """
    question = paper.question(place, words)
    answers = question.answers
    choices = tuple(
        PossibleAnswer(text, belief_sentence(answers.wrong.get(number, "")))
        for number, text in enumerate(answers.choices)
    )
    known = tuple((number, belief_sentence(text)) for number, text in answers.wrong.items())
    return AskedQuestion(
        text=question.prompt,
        choices=choices,
        right=answers.right,
        why=question.explanation,
        known_wrong=() if choices else known,
        page=question.lesson,
        link=written_link(question.link),
        source=json.dumps({"paper": asdict(paper), "place": place, "words": words}),
    )


def belief_sentence(text: str) -> str:
    """Write what a wrong answer gives away as a sentence.

    Examples
    --------
    >>> belief_sentence("the bias is left out")
    'The bias is left out.'
    """
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""


def written_link(link: Link) -> str:
    """Write the parameters of a link as its text.

    Examples
    --------
    >>> written_link({"stride": "2", "quiz_topics": ["Shapes", "Numbers"]})
    'stride=2&quiz_topics=Shapes&quiz_topics=Numbers'
    """
    return urlencode(link, doseq=True)


def drawn_question(asked: AskedQuestion) -> Question | None:
    """Make the question again whose picture is to be drawn; None where there is none.

    What is kept in a database may be of another version of the app: what does not fit has no
    picture.
    """
    try:
        source: Mapping[str, object] = json.loads(asked.source or "null")
        paper, words = _paper_of(source["paper"]), source["words"]
        place = source["place"]
        if words not in FRAMEWORKS or not isinstance(place, int):
            return None
        question = paper.question(place, words)
    except (ValueError, TypeError, KeyError, IndexError):
        return None
    return question if question.prompt == asked.text else None


def _paper_of(kept: object) -> Paper:
    if not isinstance(kept, dict):
        raise TypeError("a paper is kept as a mapping")
    topics = tuple(topic for topic in kept["topics"] if topic in TOPICS)
    return Paper(
        seed=int(kept["seed"]),
        round_number=int(kept["round_number"]),
        topics=topics,
        length=int(kept["length"]),
        first=tuple(kept["first"]),
    )
