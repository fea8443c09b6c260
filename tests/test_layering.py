"""The rooms of the project import one way only, and each rule that has one home keeps it."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ui.shell.lesson_table import LESSONS
from ui.state.settings import SETTINGS

ROOT = Path(__file__).parent.parent

# What each room may import beside the standard library and itself: imports point one way.
MAY_IMPORT = {
    "colours.py": set(),
    "text.py": {"numpy"},
    "classroom": {"sqlalchemy"},
    "conv_engine": {"numpy"},
    "deploy": set(),
    "files": {
        *("numpy", "PIL", "openpyxl", "pillow_heif", "pyfive"),
        *("conv_engine", "colours", "text"),
    },
    "figures": {"numpy", "plotly", "conv_engine", "colours", "text"},
    "stage": {"numpy", "streamlit", "conv_engine", "colours", "text"},
    "ui": {
        *("numpy", "plotly", "streamlit", "PIL", "segno"),
        *("classroom", "conv_engine", "files", "figures", "stage", "colours", "text"),
    },
    "pages": {"streamlit", "ui", "stage", "conv_engine"},
    "app.py": {"streamlit", "ui", "stage", "conv_engine"},
}


def python_files(room: str) -> list[Path]:
    place = ROOT / room
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


SHIPPED = [file for room in MAY_IMPORT for file in python_files(room)]
FRONTEND = sorted((ROOT / "stage" / "frontend").rglob("*.js"))
STYLES = sorted([*ROOT.glob("stage/**/*.css"), *ROOT.glob("ui/**/*.css")])


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported_packages(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0] if node.level == 0 else "a relative name"


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_stands_to_its_left(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room} | sys.stdlib_module_names
    files = python_files(room)
    assert files, f"{room} has no Python file"
    strangers = {
        f"{short(file)} imports {package}"
        for file in files
        for package in imported_packages(parsed(file))
        if package not in allowed
    }
    assert not strangers


FLOORS = ("ui.state", "ui.controls", "ui.pictures", "ui.shell", "ui.questions", "ui.lessons")
"""The rooms of ui/: each may import itself and those before it."""


def imported_modules(file: Path) -> Iterator[str]:
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


@pytest.mark.parametrize("floor", FLOORS)
def test_a_room_of_ui_imports_only_itself_and_the_floors_below(floor: str) -> None:
    above = FLOORS[FLOORS.index(floor) + 1 :]
    climbing = {
        f"{short(file)} imports {module}"
        for file in python_files(floor.replace(".", "/"))
        for module in imported_modules(file)
        if any(is_in(module, room) for room in above)
    }
    assert climbing == set()


LESSON_ROOMS = sorted(folder.parent for folder in (ROOT / "ui" / "lessons").glob("*/__init__.py"))


@pytest.mark.parametrize("folder", LESSON_ROOMS, ids=lambda folder: folder.name)
def test_no_lesson_imports_another(folder: Path) -> None:
    own = f"ui.lessons.{folder.name}"
    strangers = {
        f"{short(file)} imports {module}"
        for file in folder.rglob("*.py")
        for module in imported_modules(file)
        if is_in(module, "ui.lessons") and not is_in(module, own)
    }
    assert strangers == set()


def test_in_a_lesson_only_views_know_streamlit() -> None:
    files = [file for file in python_files("ui/lessons") if not file.stem.endswith("view")]
    assert [short(f) for f in files if "streamlit" in imported_packages(parsed(f))] == []


SESSION = "ui/state/session.py"
KNOWS_STREAMLIT = {SESSION, *(f"ui/state/{name}.py" for name in ("theme", "own_picture", "rooms"))}
DRAWN = {
    *("segmented_control", "pills", "radio", "selectbox", "multiselect", "toggle", "checkbox"),
    *("slider", "select_slider", "number_input", "text_input", "text_area", "data_editor"),
    *("file_uploader", "camera_input", "tabs", "expander", "form"),
    *("button", "form_submit_button", "download_button"),
}
"""What Streamlit keeps a value of under its key; the key of a container is only its class."""


def test_one_file_reads_and_writes_the_session_and_the_link() -> None:
    touching = {
        short(file)
        for file in SHIPPED
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Attribute) and node.attr in ("session_state", "query_params")
    }
    assert touching == {SESSION}


def test_the_rules_of_what_is_set_know_no_streamlit() -> None:
    files = python_files("ui/state")
    knowing = {short(file) for file in files if "streamlit" in imported_packages(parsed(file))}
    assert knowing == KNOWS_STREAMLIT


def test_every_key_of_a_control_comes_from_the_table() -> None:
    written = [
        f"{short(file)}:{node.lineno}"
        for file in SHIPPED
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in DRAWN
        for keyword in node.keywords
        if keyword.arg == "key" and isinstance(keyword.value, ast.Constant | ast.JoinedStr)
    ]
    assert written == []


def names_of_settings(tree: ast.Module) -> Iterator[str]:
    """The names by which a setting is looked up: `settings["kernel"]`, `choices(settings, ...)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=ast.Name(id="settings"), slice=ast.Constant(value=str(name))):
                yield name
            case ast.Call(
                func=ast.Name(id="choices" | "filter_choices"),
                args=[_, ast.Constant(value=str(name))],
            ):
                yield name


def test_every_setting_that_is_looked_up_is_in_the_table() -> None:
    names = {name for file in SHIPPED for name in names_of_settings(parsed(file))}
    assert names
    assert names - set(SETTINGS) == set()


def test_every_room_of_ui_is_on_a_floor() -> None:
    rooms = {f"ui.{folder.parent.name}" for folder in (ROOT / "ui").glob("*/__init__.py")}
    assert rooms == set(FLOORS)


def test_every_room_has_its_row_in_the_table() -> None:
    rooms = {file.parent.name for file in ROOT.glob("*/*.py")} | {f.name for f in ROOT.glob("*.py")}
    assert rooms - {"tests", "bench", "tools"} == set(MAY_IMPORT)


def test_a_class_name_means_one_class() -> None:
    places: dict[str, list[str]] = {}
    for file in SHIPPED:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(short(file))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


LONGEST_NAME = 3
"""Words in the name of a function: a verb, and a noun of the domain."""


def test_a_function_name_has_at_most_three_words() -> None:
    sentences = {
        f"{short(file)}: {node.name}"
        for file in (*SHIPPED, *python_files("bench"), *python_files("tools"))
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef) and len(node.name.strip("_").split("_")) > LONGEST_NAME
    }
    assert sentences == set()


def calls(file: Path, name: str) -> bool:
    """Whether a function of another library is called; a program that is shown only names it."""
    called = (node.func for node in ast.walk(parsed(file)) if isinstance(node, ast.Call))
    return any(name in (getattr(each, "id", ""), getattr(each, "attr", "")) for each in called)


def test_the_window_slides_in_one_place_only() -> None:
    sliding = [file for file in SHIPPED if calls(file, "sliding_window_view")]
    assert [short(file) for file in sliding] == ["conv_engine/windows.py"]


def test_every_part_that_runs_alone_tells_the_tour_what_was_done_in_it() -> None:
    alone = [file for file in SHIPPED if "st.fragment" in file.read_text(encoding="utf-8")]
    without_controls = "ui/shell/repeated.py"
    assert [short(file) for file in alone] == ["ui/shell/page_part.py", without_controls]


STARTS_PROGRAMS = python_files("deploy")
"""What starts the app and nginx; nothing of a learner comes there."""


def test_nothing_a_learner_gives_can_run_as_code() -> None:
    files = [file for file in SHIPPED if file not in STARTS_PROGRAMS]
    called = {
        f"{short(file)} calls {node.func.id}"
        for file in files
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile", "__import__"}
    }
    assert called == set()
    assert files_importing("pickle", "marshal", "shelve", "subprocess").isdisjoint(files)


def files_importing(*packages: str) -> set[Path]:
    return {f for f in SHIPPED if not set(packages).isdisjoint(imported_packages(parsed(f)))}


def test_nothing_is_measured_that_other_sessions_change() -> None:
    # A trace of memory sees all threads of the process, and slows all of them.
    assert files_importing("tracemalloc", "resource") == set()


def test_text_is_never_given_to_streamlit_as_html() -> None:
    trusting = {
        short(file)
        for file in SHIPPED
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.keyword)
        and node.arg in {"unsafe_allow_html", "unsafe_allow_javascript"}
    }
    assert trusting == set()


def test_the_browser_sets_text_never_markup() -> None:
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    found = {short(f): re.findall(markup, f.read_text(encoding="utf-8")) for f in FRONTEND}
    assert {file: markups for file, markups in found.items() if markups} == {}


HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")


def strings_of_code(tree: ast.Module) -> Iterator[str]:
    """Every string but the docstrings, whose examples may show a colour."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.value


def test_one_file_knows_colours() -> None:
    coloured = {
        short(file)
        for file in SHIPPED
        for text in strings_of_code(parsed(file))
        if HEX_COLOUR.search(text)
    }
    assert coloured == {"colours.py"}


def test_the_browser_knows_colours_only_as_fallbacks_of_the_theme() -> None:
    fallback = re.compile(r"var\(--st-[a-z-]+, *#[0-9a-fA-F]+\)")
    own = {
        short(file): HEX_COLOUR.findall(fallback.sub("", file.read_text(encoding="utf-8")))
        for file in (*FRONTEND, *STYLES)
    }
    assert {file: colours for file, colours in own.items() if colours} == {}


ROOMS_OF_WORDS = ("ui", "stage", "figures")
"""Where all that people read is in files of words, in which a translator finds it."""
TABLES_OF_WORDS = {
    "ui/shell/lesson_table.py",  # titles, questions and sections of the lessons
    "ui/shell/glossary.py",  # what each word of the lessons means
    *("ui/state/keys.py", "ui/state/settings.py"),  # what each control is called
}
"""Tables of which a text is one column: it is found in its row."""
TITLES = {title for lesson in LESSONS for title in (lesson.title, *lesson.sections)}
"""Names of the table of lessons, by which code means one of them."""
CODE = re.compile(r"<\w|: [\w-]+; |^(import|export) ")
"""What a browser or Python reads: markup, a style, a program."""
WORD = r"(?:[A-Za-z]{2,}|\{\})"
SENTENCE = re.compile(rf"(?:{WORD}[,.;:]? ){{2}}[A-Za-z]{{2,}}(?![\w=])")
"""Three words in a row, where each but the last can be a place for a number or a name.

The name of an attribute of an SVG is none of them."""
LABEL = re.compile(r"[A-Z][a-z]+(?: [a-z]+)*[.:?!]?")
"""Words alone, the first with a capital."""
NO_LABELS = {
    *("Linear", "Dense", "Gemm", "Softmax"),  # nodes, as the file of a network names them
    *("Narrow", "Small", "Medium", "Large", "Slow", "Normal", "Fast"),  # values in a link
    *("Keras", "Flat", "Esc"),  # a name, a value in a tour, a key
}


def texts_of(tree: ast.Module) -> Iterator[str]:
    """Every string that people may read, with `{}` for each place."""
    skipped = {id(part) for node in ast.walk(tree) for part in unread_parts(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in skipped:
            skipped.update(map(id, node.values))
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in skipped:
            yield node.value


MISTAKES = {"AssertionError", "TypeError", "ValueError"}
"""What tells a programmer of a mistake; what a learner is refused has an error of its own."""


def unread_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, types, names of what is kept, and what only programmers are told."""
    match node:
        case ast.Expr(value=ast.Constant() as text):
            yield text
        case ast.Assert(msg=ast.AST() as message):
            yield from ast.walk(message)
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in MISTAKES:
            yield from ast.walk(node)
        case ast.Call(func=ast.Name(id="Names" | "TypeVar")):
            yield from ast.walk(node)
        case ast.FunctionDef(returns=ast.AST() as annotation):
            yield from ast.walk(annotation)
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.AST() as annotation):
            yield from ast.walk(annotation)
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            yield from ast.walk(node)


def is_read(text: str) -> bool:
    if CODE.search(text) or text in NO_LABELS | TITLES:
        return False
    return bool(SENTENCE.search(text) or LABEL.fullmatch(text))


@pytest.mark.parametrize(
    "text",
    [
        'st.write("The block is 1 deep.")',
        'st.write(f"{count} maps are {how}")',
        'st.button("Shuffle")',
        'help = "how many rows"',
    ],
)
def test_what_people_read_is_told_from_code(text: str) -> None:
    assert any(map(is_read, texts_of(ast.parse(text))))


@pytest.mark.parametrize("room", ROOMS_OF_WORDS)
def test_what_people_read_is_in_files_of_words(room: str) -> None:
    elsewhere = {
        f"{short(file)}: {text}"
        for file in python_files(room)
        if "words" not in (file.stem, file.parent.name) and short(file) not in TABLES_OF_WORDS
        for text in texts_of(parsed(file))
        if is_read(text)
    }
    assert elsewhere == set()


TEXT_OF_SCRIPT = re.compile(r'["`]([A-Z][a-z]+[ ,.:][^"`\n]*)["`]')
"""A string that begins as a sentence or a label of several words does."""
NAMES_OF_TYPEFACES = {"Source Sans 3", "Source Sans Pro"}


def test_what_people_read_in_live_pictures_is_in_files_of_words() -> None:
    elsewhere = {
        f"{short(file)}: {text}"
        for file in FRONTEND
        if not file.stem.endswith(("words", "names"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.strip().startswith(("//", "/*", "*"))
        for text in set(TEXT_OF_SCRIPT.findall(line)) - NAMES_OF_TYPEFACES
    }
    assert elsewhere == set()


def test_the_map_in_the_readme_names_every_room() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^\| (`[^|]+`) \|", readme, flags=re.MULTILINE))
    named = {place.strip("`/ ") for row in shown for place in row.split(",")}
    rooms = {
        *(file.parent.name for file in ROOT.glob("*/*.py")),
        *(file.name for file in ROOT.glob("*.py")),
        *(f"ui/{folder.parent.name}" for folder in ROOT.glob("ui/*/__init__.py")),
    }
    assert {room for room in named if not room.startswith(("conv_engine/", "ui/lessons"))} == (
        rooms - {"ui", "ui/lessons"}
    )
