"""What the session of a page holds for a key of the table, as a page reads it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from ui.state.key_kinds import Key
from ui.state.memories import KEPT_SETTINGS


def held(page: AppTest, key: Key[Any]) -> Any:
    """Return what a control holds, or what the layer was when it had none, or the default."""
    state = page.session_state
    if key.name in state and state[key.name] is not None:
        return state[key.name]
    return state.get(KEPT_SETTINGS.name, {}).get(key.name, key.default)
