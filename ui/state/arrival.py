"""A link from another page: what it asks for is set, whatever the learner had set before.

Streamlit reads a link only into controls that have no value yet, and a setting that is as it was
at first is not in the address at all. So a link that has to be obeyed says so.
"""

from collections.abc import Mapping

import streamlit as st

from ui.state.settings import SETTINGS

OBEY = "obey"
"""The query parameter of a link that has to be obeyed; it is gone once that is done."""


def obeyed(link: Mapping[str, str]) -> dict[str, str]:
    """Mark a link: all that it names is set where it leads.

    Examples
    --------
    >>> obeyed({"stride": "2"}), obeyed({})
    ({'stride': '2', 'obey': '1'}, {})
    """
    return {**link, OBEY: "1"} if link else {}


def obey_link() -> None:
    """Set what a marked link names; to be called before any control of the lesson is drawn.

    A control of one page alone forgets its value, so that Streamlit reads the link again.
    """
    if OBEY not in st.query_params:
        return
    del st.query_params[OBEY]
    for name, text in st.query_params.items():
        if not set_shared(name, text):
            st.session_state.pop(name, None)


def set_shared(name: str, value: object) -> bool:
    """Set one of the shared settings to what a link or a file says; return whether it is one."""
    setting = SETTINGS.get(name)
    if setting is None:
        return False
    parsed = setting.parsed(str(value))
    st.session_state[name] = value if parsed is None else parsed
    return True
