"""The small project run once, and an application that shows it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from asgi import Answer, ask

from factcheck.serve.board import Board
from factcheck.serve.keeper import Keeper
from factcheck.serve.records import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from asgi import App

PORT = 8317


class ServedSite:
    """What a server would hold, without a server."""

    def __init__(self, claims: Path, language: str = "en", patience: float = 0.05) -> None:
        from factcheck.serve.app import app_of

        self.board = Board()
        self.keeper = Keeper(Settings((claims,), language=language), self.board, nullcontext)
        self.app: App = app_of(self.board, language, PORT, patience)

    def run(self) -> None:
        """Run what is new or changed."""
        self.keeper.look()

    def get(self, path: str, query: str = "", **said: object) -> Answer:
        """Return the answer to a request."""
        return ask(self.app, path, query, **said)

    def page(self, path: str, query: str = "") -> str:
        """Return a page that is there."""
        answer = self.get(path, query)
        assert answer.status == 200, answer
        return answer.text
