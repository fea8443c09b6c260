"""The JavaScript modules in a page of their own: tests call their functions as they are."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route

from stage.frontend_files import FRONTEND, joined_script

ORIGIN = "http://frontend.test"


class Frontend:
    """A page that has read every module; what they export is at hand by its name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.route(f"{ORIGIN}/**", serve_file)
        page.goto(f"{ORIGIN}/")
        files = sorted(str(file.relative_to(FRONTEND)) for file in FRONTEND.rglob("*.js"))
        exported: list[str] = page.evaluate(
            """async files => {
                window.pictures = {};
                window.exported = {};
                for (const file of files) {
                    const { default: picture, ...exported } = await import(`/${file}`);
                    if (picture) window.pictures[file] = picture;
                    Object.assign(window.exported, exported);
                }
                return Object.keys(window.exported);
            }""",
            files,
        )
        self.names = ", ".join(exported)

    def value(self, expression: str, **data: Any) -> Any:
        """What an expression is; exports of the modules and `data` are at hand by name."""
        given = ", ".join(data)
        # Names are the expression's alone: a module that lacks an import must not find it here.
        function = f"""data => {{
            const {{ {self.names} }} = window.exported;
            return (({{ {given} }}) => ({expression}))(data);
        }}"""
        return self.page.evaluate(function, json_of(data))

    def of_scene(self, content: dict[str, Any], expression: str, **data: Any) -> Any:
        """What an expression is where `scene` is the decoded content."""
        return self.value(
            f"(scene => ({expression}))(decodeScene(content))", content=content, **data
        )

    def show(self, kind: str, data: dict[str, Any]) -> Locator:
        """Give a picture its data, as Streamlit does: at first and whenever they change."""
        self.page.evaluate(
            """async ([kind, data]) => {
                if (document.body.dataset.shown !== kind) {
                    document.body.dataset.shown = kind;
                    document.body.replaceChildren(document.createElement("div"));
                    document.body.firstChild.className = "stage";
                    document.body.firstChild.dataset.kind = kind;
                }
                window.pictures[`scripts/${kind}.js`]({ data: { style: "" } });
                const setStateValue = () => {};
                window.pictures["mount.js"]({ parentElement: document.body, data, setStateValue });
                await new Promise(requestAnimationFrame);  // it begins once its script is there
            }""",
            [kind, json_of(data)],
        )
        return self.page.locator(".stage")

    def exports(self, entry: str) -> list[str]:
        """Read a joined script to its end, as Streamlit does; return what it exports."""
        read = """async script => Object.keys(
            await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" }))))"""
        names: list[str] = self.page.evaluate(read, joined_script(entry))
        return names


def serve_file(route: Route) -> None:
    """Answer from the folder, or with an empty page."""
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    if path.endswith(".js"):
        route.fulfill(path=Path(FRONTEND / path), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><html lang=en></html>", content_type="text/html")


def json_of(data: Any) -> Any:
    """Data as it comes out of a message: lists for tuples."""
    return json.loads(json.dumps(data))
