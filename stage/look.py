"""How a picture looks, beside its numbers: signs in colour, words for it, and an id of all."""

import hashlib
import json
from typing import Any

import colours


def add_look(content: dict[str, Any], alt: str, full_hue: float | None) -> dict[str, Any]:
    """Add to what is drawn how it looks, and an id made of all of it.

    Parameters
    ----------
    content : dict
        As `stage.scene` gives it; can be written as JSON.
    alt : str
        What the picture shows, in words.
    full_hue : float or None
        The input value that has a slab's full hue; None for the greatest value of each slab.

    Returns
    -------
    dict
        The browser draws anew where the `id` is another, so it covers everything that is drawn.
        Signs have the colours of both themes; the browser takes those of the theme it is in.

    Examples
    --------
    >>> one, other = (add_look({"slabs": []}, "Nothing.", hue) for hue in (None, 255))
    >>> one["id"] == other["id"], one["colours"]["dark"]["negative"]
    (False, '#a987e6')
    """
    drawn = {**content, "colours": sign_colours(), "alt": alt, "fullHue": full_hue}
    digest = hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:16]
    return {"id": digest, **drawn}


def sign_colours() -> dict[str, dict[str, str]]:
    """Return the colours below and above zero, of the light and of the dark theme."""
    return {
        name: {"negative": shades.negative, "positive": shades.positive}
        for name, shades in (("light", colours.theme()), ("dark", colours.theme(dark=True)))
    }
