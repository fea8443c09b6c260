"""Codes that are read aloud, and secrets that are not."""

import hmac
import secrets
from hashlib import sha256

LETTERS = "BCDFGHJKLMNPQRSTVWXZ2456789"
"""No vowels, so no words; no 0, 1 and 3, which look like O, I and B from the last row."""
CODE_LENGTH = 6
SECRET_BITS = 128


def new_code() -> str:
    """Draw the code of a room, one of 27^6, which are 387 million.

    Examples
    --------
    >>> code = new_code()
    >>> len(code), set(code) <= set(LETTERS)
    (6, True)
    """
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """Read a code as people type it.

    Examples
    --------
    >>> read_code(" bcd-f24 ")
    'BCDF24'
    """
    return "".join(letter for letter in text.upper() if letter.isalnum())[: 4 * CODE_LENGTH]


def spaced(code: str) -> str:
    """Write a code in two halves, as it is read aloud.

    Examples
    --------
    >>> spaced("BCDF24")
    'BCD F24'
    """
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"


def new_secret() -> str:
    """Draw what only its owner may know, with 128 random bits, as it stands in a link."""
    return secrets.token_urlsafe(SECRET_BITS // 8)


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret: who reads the database cannot go back to it."""
    return sha256(secret.encode()).hexdigest()


def is_secret_of(secret: str, kept: str) -> bool:
    """Whether a secret belongs to a fingerprint; takes as long for a wrong one as for a right one.

    Examples
    --------
    >>> is_secret_of("a", fingerprint("a")), is_secret_of("b", fingerprint("a"))
    (True, False)
    """
    return hmac.compare_digest(fingerprint(secret), kept)
