"""How people and programs write numbers in rows, brought to one plain spelling.

Every pattern replaces what it finds by plain text: nothing is evaluated. Repetitions in a pattern
have a limit or cannot share a character, so that none is slow on any text.
"""

import re
import unicodedata
from fractions import Fraction

MANTISSA = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
DIGITS = rf"{MANTISSA}(?:[eE][+-]?[0-9]+)?"
"""A number in decimal notation."""

RULED = re.compile(r"(?m)^[\s─-╿|]{0,9}[─━═┌┏╔└┗╚][\s─-╿|]{0,200}(?:\n|\Z)")
"""A line of a table or of a large bracket that is drawn."""
DRAWN = "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠⌈⌊⌉⌋"
"""Brackets that are drawn line by line."""
CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑－", "-"),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys(DRAWN, " "),
        **{"⟨": "[", "⟩": "]"},
        **dict.fromkeys("│║┃", "|"),
    }
)
"""What word processors make of a minus and a slash, and what takes no room."""

WIDE_OR_FRACTION = re.compile(r"[\uff01-\uff5e]|(?<![0-9])[¼-¾⅐-⅞]")
"""Full-width letters, and a fraction in one character that follows no digit."""

MIXED = re.compile(r"([0-9]{1,4})([¼-¾⅐-⅞])")
"""A whole number and a fraction in one character."""

YAML = re.compile(
    rf"(?:\w{{1,40}}: *\n)?(?: *- (?:- ){{1,3}}{DIGITS} *\n(?: *- {DIGITS} *(?:\n|\Z))+)+"
)
"""Lists in lists, a number a line."""

TEX = (
    (re.compile(r"\\[dt]?frac\s{0,3}([0-9])\s{0,3}([0-9])"), r"\\frac{\1}{\2}"),
    (re.compile(r"\\[dt]?frac\s{0,3}([0-9])\s{0,3}(?=\{)"), r"\\frac{\1}"),
    (re.compile(rf"(?<![a-z}}])(?<!\}})\{{ ?({DIGITS}) ?\}}"), r" \1 "),
    (
        re.compile(r"\\(?:begin|end)\s{0,3}\{(?:equation|align|displaymath|center|math)\*?\}"),
        " ",
    ),
    (re.compile(r"\\[a-z]{0,9}matrix\s{0,3}(?=\{)"), " "),
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

MADE = re.compile(
    r"(?:(?P<library>\b(?:np|numpy|jnp|cp|torch|tf|mx)\.)|(?<![\w.]))(?P<what>ones|zeros|eye|identity)"
    r"\( ?(?P<open>[\[(])? ?(?P<rows>[0-9]{1,2})(?: ?, ?(?P<columns>[0-9]{1,2}))? ?,? ?"
    r"(?(open)[\])])(?: ?, ?[^(){}\[\]]{1,60})?\)"
)
"""An array of ones or zeros, or with ones on its diagonal."""

CODE = (
    (
        re.compile(r"(?m)^ ?[0-9]{1,3}[x×][0-9]{1,3} [A-Z]\w{1,20}\{[^}\n]{1,40}\}[^\n]{0,40}:\n"),
        "",
    ),
    (re.compile(r"(?m)^ *[0-9]{1,3}[x×][0-9]{1,3} [a-z]{1,9} matrix *\n"), ""),
    (re.compile(r"(?m)^ *Columns? [0-9]{1,3}(?: through [0-9]{1,3})?:? *\n"), ""),
    (
        re.compile(
            r"(?m)^(?: *\w{0,40}\((?:[0-9:.]{1,3},){1,3}[0-9:.]{1,3}\) *=| *, , [0-9]{1,3}) *\n\s*"
        ),
        "\n",
    ),
    (re.compile(r"\[torch\.\w{1,20} of size [0-9x]{1,40}\]"), ""),
    (re.compile(r"(?m)^ ?\[[0-9]{1,5} rows x [0-9]{1,5} columns\] *$"), ""),
    (re.compile(r"(?m)^ ?\.\.\. {1,40}(?=[\[(])"), ""),
    (re.compile(r", ?\$ ?\n"), ",\n"),
    (re.compile(rf"(?m)^ *({DIGITS}) ?\* *\n\s*\n"), r"\1 *\n"),
    (
        re.compile(
            r"\A[^\n\"'=]{0,200}[\"']?\bconvolution=[\"']?([-+0-9. ]{5,400})(?::\1){0,3}[\"']?"
            r"(?:\s[^\n]{0,100})?\Z"
        ),
        r"[\1]",
    ),
    (
        re.compile(
            r"\A[^\n=]{0,200}-convolve [\"']?([-+0-9.]{1,9}(?:,[-+0-9.]{1,9}){3,99})[\"']?"
            r"(?: [^\n=]{0,100})?\Z"
        ),
        r"[\1]",
    ),
    (re.compile(r"\\n(?=[-+0-9.\s\[])"), "\n"),
    (re.compile(r"</m?t[dh]>"), "\t"),
    (re.compile(r"</m?tr>"), "\n"),
    (re.compile(r"</?(?:math|m?table|tbody|thead|m?tr|m?td|th|m[nor]|mrow)\b[^<>]{0,200}>"), ""),
    (re.compile(r"(?<![\w.])mat(?:rix)?\(([^();\n]*;[^()\n]*)\)"), r"[\1]"),
    (re.compile(r"(?m)^ *(?:\[,[0-9]{1,3}\] *){1,99}\n"), ""),
    (re.compile(r"(?m)^ *\[[0-9]{1,3},\]"), ""),
    (re.compile(r"(?:\[\]){1,4}[a-z]{1,9}[0-9]{0,3}(?=\{)"), ""),
    (re.compile(r"\bvec[234]\("), "("),
    (re.compile(r"\bmatrix\(\s{0,9}[\"']([^\"'()\n]{1,9999})[\"']\)"), r"matrix([\1])"),
    (re.compile(r"(?m)\A\s{0,9}\{\|[^\n]*\n|^\s{0,9}\|[-}][^\n]*\n?"), ""),
    (re.compile(r"\|\|"), "|"),
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
    (re.compile(rf"(?<![\w.])({DIGITS})[fFlL](?!\w)"), r"\1"),
    (re.compile(rf"(?<![\w.])({MANTISSA})[dD](?=[+-]?[0-9]{{1,3}}(?!\w))"), r"\1e"),
)
"""What stands around numbers in programs and what they print."""

ASSIGNED = re.compile(
    r"\A\s{0,99}(?:\$(?=[A-Za-z]))?(?:[\"'][\w. -]{1,60}[\"'] ?:"
    r"|[A-Za-z_\\][\w.:;<>*,\[\]&'{}\\ ]{0,80}(?:=(?!=)|<-|:=)"
    r"|[A-Za-z_]\w{0,40}:(?=\s?[\[({]))\s{0,99}"
)
"""A name that is given the numbers behind it."""

CALL = re.compile(
    r"(?:\b[A-Za-z]\w{0,20}\.){0,3}\b(?:[aA]rray|asarray|[mM]atrix|DeviceArray|constant|Variable|Parameter"
    r"|(?:[A-Z][a-z]{1,9})?[tT]ensor)\(\s{0,99}(?P<brackets>[\[({][^()]*[\]})])"
    r"\s{0,99}(?:,[^()\[\]]*)?\)"
)
"""A call that makes an array of the brackets in it."""

LIST_CALL = re.compile(
    r"\b(?:array|[a-z]{0,9}ArrayOf|arrayOf|listOf|list|tuple|c)\(([^()A-Za-z]*)\)"
)
"""A call that makes a list of the numbers or lists in it."""
DEEPEST_CALL = 3
"""How many calls may be in one another."""
QUOTED = re.compile(rf"[\"']({DIGITS})[\"']")
"""A number in quotes."""

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
    text = RULED.sub("", text).translate(CHARACTERS)
    text = _join_items(text) if YAML.fullmatch(text.strip()) else text
    text = MIXED.sub(_improper, text)
    text = WIDE_OR_FRACTION.sub(_compatible, text).replace("⁄", "/")
    text = re.sub(r"(?<=[0-9])%(?![\w(])", "/100", text)
    text = re.sub(r"(?m)(?:(?<=[\s,;\[({])|^)- (?=[0-9.])", "-", text)
    if "\\" in text:
        text = _replace_all(TEX, text)
    text = ASSIGNED.sub("", _replace_all(CODE, MADE.sub(_write_out, text)), count=1)
    if "[" in text:
        text = QUOTED.sub(r"\1", text)
    for _ in range(DEEPEST_CALL):
        text = METHOD.sub("", CALL.sub(r"\g<brackets>", METHOD.sub("", text)))
        text = LIST_CALL.sub(r"[\1]", text)
    return re.sub(r"(?<=[\])}0-9.]);\s{0,99}\Z", "", text).strip(" ")


def _write_out(made: re.Match[str]) -> str:
    """Write the numbers of an array that a program makes of its size.

    Of one number NumPy makes a row, and MATLAB a square.
    """
    rows, columns = int(made["rows"]), int(made["columns"] or made["rows"])
    on_diagonal = made["what"] in ("eye", "identity")
    if made["library"] and not made["columns"] and not on_diagonal:
        rows = 1
    number = "0" if made["what"] == "zeros" else "1"
    written = [
        ", ".join("0" if on_diagonal and row != column else number for column in range(columns))
        for row in range(rows)
    ]
    return f"[{', '.join(f'[{row}]' for row in written)}]"


def _join_items(text: str) -> str:
    """Put numbers that stand one below the other in nested lists of YAML into rows."""
    rows = ""
    for line in text.splitlines():
        *marks, number = line.split()
        begins = {0: "", 1: " ", 2: "\n"}.get(len(marks), "\n\n")
        rows += "" if number.endswith(":") else begins + number
    return rows


def _improper(found: re.Match[str]) -> str:
    """Write 1½ as 3/2."""
    part = Fraction(unicodedata.numeric(found[2])).limit_denominator(10)
    return str(int(found[1]) + part)


def _compatible(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _replace_all(patterns: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    for pattern, plain in patterns:
        text = pattern.sub(plain, text)
    return text
