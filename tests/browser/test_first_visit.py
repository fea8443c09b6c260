"""A first visit by phone: the browser has nothing of the app yet, and nothing jumps while it comes.

What a desktop sees is watched in test_accessibility.py.
"""

import pytest
from playwright.sync_api import Browser
from whole_pages import WATCH_FOR_JUMPS, jumps, open_at_rest

from tests.open_page import Screen
from ui.shell.lesson_table import HOME, LESSONS


@pytest.mark.parametrize("screen", [Screen(HOME), Screen(LESSONS[0])], ids=str)
def test_nothing_jumps_on_a_phone(browser: Browser, app: str, screen: Screen) -> None:
    phone = browser.new_context(
        base_url=app, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    page.add_init_script(WATCH_FOR_JUMPS)
    open_at_rest(page, screen)
    assert jumps(page) < 0.05
    phone.close()
