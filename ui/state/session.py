"""The one place that reads and writes the session and the address of the page.

A page reads a key by `read`: what its control holds, else what the link says, else its default.
For that, `take_link` puts what a link says into the controls before any of them is drawn.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException, StreamlitDuplicateElementKey

from text import escape_markdown
from ui.state.key_kinds import Control, Key, Values
from ui.state.keys import FRAMEWORK, KEYS, SECTION, TOURED, link_keys
from ui.state.link import LONGEST_SHOWN, Texts, correction, is_late, newer_texts, take
from ui.state.memories import (
    LIMIT_NOTES,
    LINK_LEFT,
    LINK_NOTES,
    LINK_SEEN,
    LINK_TAKEN,
    PAGE,
)
from ui.state.settings import Setting

V = TypeVar("V")
OBEY = "obey"
"""A parameter of older links, which had to say that they win; every link does now."""


def read(key: Key[V], default: V | None = None) -> V:
    """Return what a control holds, else its default, or the one that is given for it here."""
    value: V | None = st.session_state.get(key.name)
    if value is not None:
        return value
    return key.default if default is None else default


def begin(key: Key[V], value: V) -> V:
    """Set what a control holds unless it holds something already; return what it holds."""
    kept: V = st.session_state.setdefault(key.name, value)
    return kept


def write(key: Key[V], value: V) -> None:
    """Set what a control holds; before it is drawn, or in answer to a click."""
    st.session_state[key.name] = value


def keep_possible(key: Key[V], options: Sequence[V]) -> None:
    """Begin a menu anew whose choice is none of its options, before it is drawn.

    A menu holds the title that was chosen in it, and Streamlit gives that back as a word where the
    options have changed since.
    """
    if options and read(key) not in options:
        write(key, options[0])


def write_all(values: Values) -> None:
    """Set what several controls hold."""
    for key, value in values.items():
        st.session_state[key.name] = value


def forget(key: Key[Any]) -> None:
    """Go back to the default, in the session and in the link."""
    st.session_state.pop(key.name, None)
    _set_in_link({key.name: ()})


def write_link(key: Control[V], value: V) -> None:
    """Set a key that no control has, and let the link say so."""
    write(key, value)
    _set_in_link({key.name: key.in_link(value)})


def renew_link(key: Control[V], value: V) -> None:
    """Set a key that no control has, and let the address say so.

    A link to the page one is on leaves the browser's address as it is, while the run it starts has
    the link's own. The next run would have the old address again.
    """
    write(key, value)
    _set_in_link({key.name: key.in_link(value)}, anew=True)


def say_in_link(key: Control[V], value: V | None) -> None:
    """Let the link say a value that is set already, or leave the key out."""
    _set_in_link({key.name: () if value is None else key.in_link(value)})


def write_choice(key: Control[V], value: V) -> None:
    """Set a key as its control would: the link says it, unless it is the default."""
    write(key, value)
    _set_in_link({key.name: () if value == key.default else key.in_link(value)})


def write_texts(texts: Mapping[str, object]) -> None:
    """Set controls by the names and texts that links have, such as the steps of a tour."""
    for name, text in texts.items():
        key = KEYS[name]
        if isinstance(key, Control):
            st.session_state[name] = _asked(key, (str(text),))
    if _set_in_link({name: () for name in texts if name in st.query_params}):
        st.rerun()  # a control takes what the link said of it when the run began


def forget_unsaid(lesson: str, said: Collection[str]) -> None:
    """Go back to the defaults of what a lesson has controls for and a link to it does not say."""
    own = link_keys(lesson).keys() & TOURED.keys()
    for name in own - set(said):
        if name in st.session_state:
            st.session_state[name] = TOURED[name].default


def _asked(key: Control[Any], texts: Sequence[str]) -> Any:
    """Return what a link asks for; of a setting the text, if need be: its rules come later."""
    if isinstance(key, Setting):
        asked = key.from_link(texts)
        return texts[-1][:LONGEST_SHOWN] if asked is None else asked
    return take(key, texts).value


def take_link(lesson: str) -> None:
    """Set what the link says, once on each page, and bring it into the form that controls write.

    What cannot be had comes to the nearest value, or goes, and a sentence is kept that says so.
    Parameters that this page does not know stay as they are.
    """
    keys = link_keys(lesson)
    entered = read(PAGE) != lesson
    if entered:
        st.session_state.pop(SECTION.name, None)  # a lesson begins with its first section
        write_all({PAGE: lesson, LINK_SEEN: {}, LINK_LEFT: {}, LINK_TAKEN: {}})
        write_all({LINK_NOTES: (), LIMIT_NOTES: {}})
    seen = read(LINK_SEEN)
    _set_in_link(newer_texts(_said(keys), seen, read(LINK_LEFT), monotonic()))
    link = _said(keys)
    corrected: dict[str, Texts] = {OBEY: ()} if OBEY in st.query_params else {}
    for name, texts in link.items():
        if entered or (not keys[name].drawn and seen.get(name) != texts):
            corrected |= _take_parameter(keys[name], texts)
    write(LINK_SEEN, link | corrected)
    if _set_in_link(corrected):
        st.rerun()  # Streamlit seeds controls from the link as it was when the run began


def _said(names: Collection[str]) -> dict[str, Texts]:
    """Return what the address says of some parameters."""
    return {name: tuple(st.query_params.get_all(name)) for name in names if name in st.query_params}


def _take_parameter(key: Control[Any], texts: Texts) -> dict[str, Texts]:
    """Set what one parameter says; return what the link is to say, where that is something else."""
    if isinstance(key, Setting):
        st.session_state[key.name] = _asked(key, texts)
        return {}
    taken = take(key, texts)
    if taken.value is None:
        st.session_state.pop(key.name, None)
    else:
        write(key, taken.value)
        known = read(LINK_TAKEN)
        write(LINK_TAKEN, {**known, key.name: taken.value})
    if taken.changed:
        used = key.default if taken.value is None else taken.value
        note = correction(key, " ".join(texts), key.limit, used, read(FRAMEWORK))
        write(LINK_NOTES, (*read(LINK_NOTES), (key.name, used, note)))
    return {} if taken.texts == texts else {key.name: taken.texts}


def refuse(key: Control[Any], limit: str) -> None:
    """Forget what a link asks for, since the page has a limit of its own, and say so."""
    note = correction(key, key.title(read(key)), limit, key.default, read(FRAMEWORK))
    forget(key)
    write(LINK_NOTES, (*read(LINK_NOTES), (key.name, key.default, note)))


def _set_in_link(texts: Mapping[str, Texts], anew: bool = False) -> bool:
    """Write or remove parameters; one whose control is on the page is Streamlit's own.

    What is written here is not taken for a link that somebody followed. What is there already is
    left alone, unless it is to be written anew.
    """
    written: dict[str, Texts] = {}
    before = _said(texts)
    for name, wanted in texts.items():
        if not anew and before.get(name, ()) == wanted:
            continue
        try:
            if wanted:
                st.query_params[name] = wanted[0] if len(wanted) == 1 else list(wanted)
            else:
                del st.query_params[name]
        except StreamlitAPIException:
            continue
        written[name] = wanted
    if written:
        seen = read(LINK_SEEN)
        write(LINK_SEEN, {**seen, **written})
        _remember_left({name: before[name] for name in written if name in before})
    return bool(written)


def _remember_left(texts: Mapping[str, Texts]) -> None:
    """Remember when the page wrote over something that the address said."""
    now = monotonic()
    known = {left: when for left, when in read(LINK_LEFT).items() if is_late(when, now)}
    write(LINK_LEFT, known | dict.fromkeys(texts.items(), now))


def taken_from_link(key: Control[Any]) -> bool:
    """Whether the link has just set a control; only once for each link."""
    taken = read(LINK_TAKEN)
    value = taken.get(key.name)
    write(LINK_TAKEN, {name: value for name, value in taken.items() if name != key.name})
    return value is not None and value == read(key)


def read_within(key: Control[Any], low: int, high: int, default: int | None = None) -> int:
    """Read a whole number, brought between limits that depend on what else is set.

    What a link asks for beyond them gets a sentence (`limit_note`); what an earlier choice left
    beyond limits that have moved since just follows them.
    """
    wanted = read(key, default)
    number: int = min(max(wanted, low), high)
    if taken_from_link(key) and number != wanted:
        note = correction(key, str(wanted), f"{low} to {high}", number, read(FRAMEWORK))
        bring_to(key, number, note)
    if number != wanted:
        write(key, number)
    return number


def bring_to(key: Control[V], nearest: V, note: str) -> None:
    """Set the nearest to what a link asked for, and keep the sentence on it (`limit_note`)."""
    write_link(key, nearest)
    notes = read(LIMIT_NOTES)
    write(LIMIT_NOTES, {**notes, key.name: (nearest, note)})


def limit_note(key: Control[Any]) -> str:
    """Return the sentence on what a link could not have, while the nearest to it is set."""
    nearest, note = read(LIMIT_NOTES).get(key.name, (None, ""))
    return note if nearest == read(key) else ""


def show_link_notes() -> None:
    """Say what the link could not have, for as long as nothing else is set."""
    show_notes("link", [note for name, used, note in read(LINK_NOTES) if read(KEYS[name]) == used])


def show_notes(about: str, notes: Sequence[str]) -> None:
    """Say above the picture, and only once, what is set otherwise than it was asked for.

    The style finds the notes by their key, and gives them room on the screen of the picture.
    """
    if notes:
        with suppress(StreamlitDuplicateElementKey), st.container(key=f"{about}-notes"):
            st.info(escape_markdown(" ".join(notes)), icon=":material/info:")


def link_settings(meant: Mapping[Setting, Any], corrected: Collection[Setting]) -> None:
    """Let the link say what is set, and start again if the link of a control did not.

    Streamlit writes those of its controls itself; the others are here unless they are defaults.
    """
    drawn = {
        setting.name: setting.in_link(value)
        for setting, value in meant.items()
        if setting.drawn and (setting.name in st.query_params or setting in corrected)
    }
    others = {
        setting.name: () if value == setting.default else setting.in_link(value)
        for setting, value in meant.items()
        if not setting.drawn
    }
    _set_in_link(others)
    if _set_in_link(drawn):
        st.rerun()


def is_in_link(key: Control[Any]) -> bool:
    """Whether the address says a key."""
    return key.name in st.query_params


def link_in_address() -> dict[str, str]:
    """Return the parameters of the address as it is now."""
    return st.query_params.to_dict()


def link_text(without: Collection[Key[Any]]) -> str:
    """Write the parameters of the address as it is now, but for some."""
    names = {key.name for key in without}
    every = ((name, st.query_params.get_all(name)) for name in st.query_params)
    return urlencode({name: texts for name, texts in every if name not in names}, doseq=True)


def is_drawn(name: str) -> bool:
    """Whether a parameter of a link belongs to a control, which Streamlit binds to the address."""
    key = KEYS.get(name)
    return isinstance(key, Control) and key.drawn
