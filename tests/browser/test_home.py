"""The two things that the home page offers, and its cards."""

from playwright.sync_api import Page, expect


def test_a_typed_layer_is_shown_and_all_of_a_card_is_a_link(page: Page) -> None:
    page.goto("/")
    layer = page.get_by_role("textbox", name="Your layer")
    layer.fill("nn.Conv2d(3, 8, 5)")
    layer.press("Enter")
    expect(page.get_by_role("heading", name="Shapes and layouts")).to_be_focused()
    text = page.get_by_role("textbox", name="Layers, one per line")
    expect(text).to_have_value("nn.Conv2d(3, 8, 5)")
    expect(page.get_by_text(f"{8 * (3 * 5 * 5) + 8}").first).to_be_visible()  # its parameters
    page.keyboard.press("End")  # the page scrolls without a click before
    expect(page.get_by_role("link", name="Next: Control the sum")).to_be_in_viewport()
    page.get_by_role("link", name="How channels add up").click()
    question = page.get_by_text("What does each channel add to a feature map")
    question.click(force=True)  # the link lies over it
    expect(page.get_by_role("heading", name="Sum the channels")).to_be_visible()
