"""A real browser for tests: chromium, driven by playwright, and axe-core for what hinders people.

Chromium is the system's, and axe-core is a file named by a variable: neither is downloaded here.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page

AXE = "FACTCHECK_TEST_AXE"
"""The path of ``axe.min.js``; else it is looked for where ``npm install axe-core`` puts it."""
_HERE = Path(__file__).resolve().parents[2]
_AXE_PLACE = "node_modules/axe-core/axe.min.js"
_PROGRAMS = "chromium", "chromium-browser", "google-chrome"
WIDE, NARROW = 1280, 400
"""Widths of a window in pixels: a desk's and a telephone's."""
_HEIGHT = 900
Scheme = Literal["light", "dark"]

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN_AXE = """async tags => {
  const result = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
  const told = each => each.nodes.map(
    node => `${each.id}: ${each.help}: ${node.target}: ${node.html.slice(0, 200)}`);
  return result.violations.flatMap(told);
}"""
_RUN_UNSURE = _RUN_AXE.replace("result.violations", "result.incomplete")
_OVERFLOW = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const sticksOut = each => each.getBoundingClientRect().right > page.clientWidth + 0.5;
  const told = each => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 60)}`;
  return [...document.body.querySelectorAll('*')].filter(sticksOut).map(told);
}"""


def program() -> str | None:
    """Return the path of the system's browser; ``None`` without one."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def axe_file() -> Path | None:
    """Return the file of axe-core; ``None`` where it is not installed."""
    named = os.environ.get(AXE)
    place = Path(named) if named else _HERE / _AXE_PLACE
    return place if place.is_file() else None


def lacking() -> str:
    """Return what is missing for a test in a browser, and how it is installed; else nothing."""
    if find_spec("playwright") is None:
        return "no playwright: pip install -e '.[browser]'"
    if program() is None:
        return "no browser: apt-get install chromium"
    if axe_file() is None:
        return f"no axe-core: npm install axe-core, and name its axe.min.js in {AXE}"
    return ""


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser, and stop it in any case."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Without its sandbox it also starts as root, which machines of a CI often are.
        browser = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page in a window of its own, and what happened in it since it was opened."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on the console, uncaught errors, and dialogs."""
    requests: list[str] = field(default_factory=list)
    """The addresses that were asked for, in order; the page's own is the first."""

    def violations(self) -> list[str]:
        """Return what axe-core finds: rule, place and mark-up."""
        return self._axe(_RUN_AXE)

    def unsure(self) -> list[str]:
        """Return what axe-core cannot tell, to be looked at by somebody."""
        return self._axe(_RUN_UNSURE)

    def _axe(self, script: str) -> list[str]:
        file = axe_file()
        assert file is not None, lacking()
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.add_script_tag(content=file.read_text(encoding="utf-8"))
        found: list[str] = self.page.evaluate(script, _TAGS)
        return found

    def sticking_out(self) -> list[str]:
        """Return the elements past the window's right edge, where the page scrolls sideways."""
        found: list[str] = self.page.evaluate(_OVERFLOW)
        return found


class Windows:
    """Opens pages, and closes them all."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._visits: list[Visit] = []

    def open(
        self,
        address: str,
        *,
        scheme: Scheme = "light",
        width: int = WIDE,
        is_checked: bool = False,
        has_scripts: bool = True,
    ) -> Visit:
        """Return a page at an address, loaded.

        ``is_checked`` lets axe-core in, which the page's own security policy would not.
        """
        context = self._browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": _HEIGHT},
            bypass_csp=is_checked,
            java_script_enabled=has_scripts,
        )
        visit = Visit(context, context.new_page())
        self._visits.append(visit)
        _watch(visit)
        visit.page.goto(address)
        return visit

    def close(self) -> None:
        """Close every page that was opened."""
        for visit in self._visits:
            visit.context.close()


def _watch(visit: Visit) -> None:
    """Write down what happens in a page."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visit.complaints.append(f"{message.type}: {message.text}")

    def on_dialog(dialog: Dialog) -> None:
        visit.complaints.append(f"dialog: {dialog.message}")
        # One that nobody answers would hold the page for ever.
        dialog.dismiss()

    page = visit.page
    page.on("console", on_console)
    page.on("dialog", on_dialog)
    page.on("pageerror", lambda error: visit.complaints.append(f"uncaught: {error}"))
    page.on("request", lambda request: visit.requests.append(request.url))
