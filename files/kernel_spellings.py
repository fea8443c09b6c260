"""How people and programs write numbers in rows, brought to one plain spelling.

Every pattern replaces what it finds by plain text: nothing is evaluated. Repetitions in a pattern
have a limit or cannot share a character, so that none is slow on any text.
"""

import re
import unicodedata

DIGITS = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
"""A number in decimal notation."""

DRAWN = "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠"
"""Brackets that are drawn line by line."""
CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑－", "-"),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys(DRAWN, " "),
    }
)
"""What word processors make of a minus and a slash, and what takes no room."""

WIDE_OR_FRACTION = re.compile(r"[\uff01-\uff5e]|(?<![0-9])[¼-¾⅐-⅞]")
"""Full-width letters, and a fraction in one character that follows no digit."""

TEX = (
    (
        re.compile(
            r"(?<![0-9])(?<![0-9] )([-+]?) ?\\[dt]?frac\s{0,3}\{([^{}]{1,40})\}\s{0,3}"
            r"\{([^{}]{1,40})\}"
        ),
        r" \1\2/\3 ",
    ),
    (re.compile(r"\\\\(?:\[[0-9a-z.]{1,9}\])?|\\cr\b"), ";"),
    (re.compile(r"\\begin\s{0,3}\{[a-zA-Z]{1,20}\*?\}(?:\{[clr|]{1,40}\})?"), "["),
    (re.compile(r"\\end\s{0,3}\{[a-zA-Z]{1,20}\*?\}"), "]"),
    (re.compile(r"\\(?:left|right)\\?[\[\](){}|.]|\\[\[\]!,:;]|\\q?quad\b|\\hline\b|\$"), " "),
    (re.compile(r"\\(?:cdot|times)\b"), "*"),
    (re.compile("&"), " "),
    (re.compile(r";\s{0,99}\]"), "]"),
    (re.compile(r"\]\s{0,9}(?:\* ?(?:\\mathbf ?\{)?[A-Z]\}?\s{0,9})?[.,]?\s{0,9}\Z"), "]"),
)
"""A matrix of LaTeX: what is found, and what it becomes."""

CODE = (
    (re.compile(r"```[^\n]{0,20}"), ""),
    (re.compile(r"/\*[^*]{0,500}\*/"), " "),
    (re.compile(r"(?m)^[ \t]{0,99}(?:#|//|%)[^\n]*\n?"), ""),
    (re.compile(r"(?:#|//|(?<![0-9])%)[^\n]*"), ""),
    (re.compile(r"\.\.\. ?(?=\n)\n"), " "),
    (re.compile(r"(?m)^ ?>>> (?:print\(\w{1,40}\)|[^\n\[({]*)\n"), ""),
    (re.compile(r"(?m)^(?:import|from|using|include) [^\n]*\n"), ""),
    (re.compile(r"(?m)^ {0,20}- (?=\[)"), ""),
    (re.compile(r"(?m)^ ?\|([^|\n]*)\| ?$"), r"\1"),
    (re.compile(r"\A\s{0,99}\{\s{0,99}([\"'][\w. -]{1,60}[\"'] ?:[^:]*)\}\s{0,99}\Z"), r"\1"),
    (
        re.compile(
            r"\b(?:ImageFilter\.)?Kernel\( ?(?:size=)?\([0-9]{1,2}, ?[0-9]{1,2}\), ?(?:kernel=)?"
            rf"([\[(][^\[\]()]*[\])])(?:, ?(?:scale=)?({DIGITS}))?(?:, ?(?:offset=)?0)?\)"
        ),
        r"\1 / \2",
    ),
    (re.compile(r"(?<=[\])]) / \Z"), ""),
    (re.compile(r"(?m)^ ?(?:In|Out) ?\[[0-9]{0,5}\]: ?(?:[A-Za-z_]\w{0,40} ?$)?|^ ?>>> "), ""),
    (re.compile(r"\bParameter containing:"), ""),
    (re.compile(rf"\b(?:np|numpy|jnp|torch)\.[a-z]{{3,9}}[0-9]{{0,3}}\(({DIGITS})\)"), r"\1"),
    (re.compile(r"<tf\.[A-Z][a-z]{1,20}:?[^\n\[]{0,99}?numpy= ?"), ""),
    (re.compile(r"<tf\.[A-Z][a-z]{1,20} '[^']{0,99}'[^\n\[]{0,99}?numpy= ?"), ""),
    (re.compile(r"(?<=\))>\s{0,9}\Z"), ""),
    (re.compile(r"\s{0,3}, ?shape=\([0-9, ]{0,40}\)"), ""),
    (
        re.compile(r"\b(?:new )?(?:float|int|double)\[[0-9, ]{0,9}\](?:\[[0-9]{0,3}\])? ?(?=[({])"),
        "",
    ),
    (re.compile(rf"(?<![\w.])({DIGITS})[fF](?!\w)"), r"\1"),
)
"""What stands around numbers in programs and what they print."""

ASSIGNED = re.compile(
    r"\A\s{0,99}(?:[\"'][\w. -]{1,60}[\"'] ?:"
    r"|[A-Za-z_\\][\w.:<>*,\[\]&'{}\\ ]{0,80}(?:=(?!=)|<-|:=)"
    r"|[A-Za-z_]\w{0,40}:(?=\s?[\[({]))\s{0,99}"
)
"""A name that is given the numbers behind it."""

CALL = re.compile(
    r"(?:\b[A-Za-z]\w{0,20}\.){0,3}\b(?:[aA]rray|asarray|[mM]atrix|constant|Variable|Parameter"
    r"|(?:[A-Z][a-z]{1,9})?[tT]ensor)\(\s{0,99}(?P<brackets>[\[({][^()]*[\]})])"
    r"\s{0,99}(?:,[^()\[\]]*)?\)"
)
"""A call that makes an array of the brackets in it."""

METHOD = re.compile(
    r"(?<=[\])])\.(?:float|double|half|int|long|numpy|cpu|cuda|detach|clone|to|astype|type"
    r"|contiguous|tolist|requires_grad_|unsqueeze)\([^()]{0,40}\)"
    r"|(?<=[\])])\.(?:view|reshape)\(\(?(?:[0-9]{1,2}, ?){0,2}([357]), ?\1\)?\)"
)
"""A call that changes no number; the one that shapes is for a square."""


def spell_plainly(text: str) -> str:
    r"""Bring numbers in rows to one spelling, and leave out what stands around them.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Rows of numbers, or brackets. What is not understood stays as it is.

    Examples
    --------
    >>> spell_plainly(r"K = \frac{1}{4} \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}").split()
    ['1/4', '[', '1', '0', ';', '0', '1', ']']
    >>> spell_plainly("kernel = np.array([[1, 2]])  # two"), spell_plainly("− ½, 50%")
    ('[[1, 2]]', '-1/2, 50/100')
    """
    text = re.sub(rf"(?m)^[ {DRAWN}]{{2,200}}\n", "", text) if set(DRAWN) & set(text) else text
    text = text.translate(CHARACTERS)
    text = WIDE_OR_FRACTION.sub(_compatible, text).replace("⁄", "/")
    text = re.sub(r"(?<=[0-9])%(?![\w(])", "/100", text)
    text = re.sub(r"(?m)(?:(?<=[\s,;\[({])|^)- (?=[0-9.])", "-", text)
    if "\\" in text:
        text = _replace_all(TEX, text)
    text = ASSIGNED.sub("", _replace_all(CODE, text), count=1)
    text = METHOD.sub("", CALL.sub(r"\g<brackets>", METHOD.sub("", text)))
    return re.sub(r"(?<=[\])}]);\s{0,99}\Z", "", text).strip(" ")


def _compatible(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _replace_all(patterns: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    for pattern, plain in patterns:
        text = pattern.sub(plain, text)
    return text
