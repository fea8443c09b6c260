"""A kind of picture that lives in the browser: its script and style are sent once a page.

Streamlit sends the script of a component along with its data, again and again. So a picture of
ours is a component whose script only waits (`frontend/mount.js`). What draws it comes in a
component of its own, beside the first picture of its kind on the page.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from stage.frontend_files import joined_script, joined_styles

MOUNT = "mount.js"


class PictureKind:
    """A kind of picture, of which a page may show several.

    Parameters
    ----------
    name : str
        Its script is ``frontend/scripts/<name>.js``; tests find the picture by it.
    root : str
        The class of its element, by which its style knows it.
    styles : str
        Style sheets of ``frontend/``.
    """

    def __init__(self, name: str, root: str, *styles: str) -> None:
        self.name = name
        self.script = f"scripts/{name}.js"
        self._style = joined_styles(*styles)
        self._script = st.components.v2.component(
            f"conv_{name}_script", js=joined_script(self.script)
        )
        self._picture = st.components.v2.component(
            f"conv_{name}",
            html=f'<div class="{root}" data-testid="{name}" data-kind="{name}"></div>',
            js=joined_script(MOUNT),
        )

    def show(self, key: str, data: dict[str, Any], **listeners: Callable[[], None]) -> Any:
        """Show a picture.

        Parameters
        ----------
        key : str
            Unique on the page.
        data : dict
            What its script receives. A `height` in it, in pixels, is kept until it is drawn.
        **listeners : callable
            Called before the page runs again, each after the report of its name. The page hears
            no others.

        Returns
        -------
        The newest reports, by their names.
        """
        heard: Any = {f"on_{report}_change": listener for report, listener in listeners.items()}
        self._send_script()  # above the picture, which would push it down when it comes
        return self._picture(key=key, data=data, **heard)

    def _send_script(self) -> None:
        """Send what draws the pictures, unless another picture of this page has done it."""
        with (
            st.container(height=1, border=False, gap=None),
            suppress(StreamlitDuplicateElementKey),
        ):
            self._script(key=f"script of {self.name}", data={"style": self._style})
