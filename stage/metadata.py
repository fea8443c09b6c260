"""What a file that is taken home says about itself to search engines and course systems."""

import json

from stage.words import TEACHES

WORK_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def learning_metadata(title: str, kind: str, description: str = "") -> str:
    """Write an element for a page of HTML: a LearningResource of schema.org, as JSON-LD.

    Parameters
    ----------
    title : str
    kind : str
        Of resource, such as "interactive resource" or "quiz".
    description : str

    Examples
    --------
    >>> print(learning_metadata("</script>", "quiz")[:35])
    <script type="application/ld+json">
    >>> learning_metadata("</script>", "quiz").count("</script>")
    1
    """
    about = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": title,
        "learningResourceType": kind,
        "teaches": TEACHES,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": WORK_LICENCE,
    }
    written = json.dumps(about | ({"description": description} if description else {}))
    safe = written.replace("<", r"\u003c")  # a title that was typed cannot end the element
    return f'<script type="application/ld+json">{safe}</script>'
