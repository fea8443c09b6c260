"""What every refusal of a text or a file is: one sentence for the person who wrote it."""


def check_sentence(sentence: str) -> None:
    assert sentence.isprintable()
    assert 10 < len(sentence) < 500
    assert "Traceback" not in sentence
