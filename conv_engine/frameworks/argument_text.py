"""How people write the arguments of a layer."""

import json


def argument_text(value: object) -> str:
    """Return an argument as people write it: double quotes, and equal numbers once.

    Examples
    --------
    >>> argument_text((2, 2)), argument_text((2, 3)), argument_text("same")
    ('2', '(2, 3)', '"same"')
    >>> argument_text(((1, 1), (2, 2))), argument_text(((2, 3), (2, 3)))
    ('(1, 2)', '((2, 3), (2, 3))')
    """
    return json.dumps(value) if isinstance(value, str) else repr(_shortest(value))


def _shortest(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    parts = tuple(_shortest(part) for part in value)
    if any(isinstance(part, tuple) for part in parts):
        return value
    return parts[0] if len(set(parts)) == 1 else parts
