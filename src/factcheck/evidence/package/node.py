"""A place in a descriptor: its value, and how messages call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.evidence.package.codes import BROKEN_PACKAGE
from factcheck.evidence.stored.json_text import Printed, shown_kind
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from factcheck.model.problem import Code
    from factcheck.model.span import Text

_SHOWN = 40


class Node(Struct, frozen=True):
    """A value of a descriptor."""

    value: Any
    file: Text
    """The descriptor, or the file of a schema, as the claim file would name it."""
    pointer: str = ""
    """Its place, as a JSON pointer."""

    @property
    def place(self) -> str:
        """Return ``'data/datapackage.json' at /resources/0``."""
        return f"{quoted(self.file.value)} at {self.pointer or '/'}"

    def error(
        self, message: str, code: Code = BROKEN_PACKAGE, hint: str | None = None
    ) -> ProblemsError:
        """Return the error of what stands here, at the place of the file in the claim file."""
        return ProblemsError([Problem(code, f"{self.place}: {message}", self.file.span, hint=hint)])

    def expected(self, what: str) -> ProblemsError:
        """Return the error of something else that stands here."""
        return self.error(f"{what} is expected, and {shown_kind(self.value)} stands there")

    def get(self, key: str) -> Node | None:
        """Return what a record has under a key; ``None`` for nothing or null."""
        value = self.record().get(key)
        return None if value is None else self.at(key, value)

    def at(self, key: str | int, value: object) -> Node:
        """Return a value inside this one."""
        step = str(key)[:_SHOWN].replace("~", "~0").replace("/", "~1")
        return Node(value, self.file, f"{self.pointer}/{step}")

    def record(self) -> dict[str, Any]:
        """Return the record here; raises ``ProblemsError`` for anything else."""
        if not isinstance(self.value, dict):
            raise self.expected("a record")
        return self.value

    def items(self, what: str = "a list") -> list[Node]:
        """Return the values of the list here; raises ``ProblemsError`` for anything else."""
        if not isinstance(self.value, list):
            raise self.expected(what)
        return [self.at(place, value) for place, value in enumerate(self.value)]

    def text(self) -> str:
        """Return the text here; raises ``ProblemsError`` for anything else."""
        if not is_text(self.value):
            raise self.expected("a text")
        return str(self.value)

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts, also of a single one."""
        if is_text(self.value):
            return (str(self.value),)
        return tuple(each.text() for each in self.items("a text or a list of texts"))

    def truth(self) -> bool:
        """Return the truth value here; raises ``ProblemsError`` for anything else."""
        if not isinstance(self.value, bool):
            raise self.expected("true or false")
        return self.value

    def whole(self) -> int:
        """Return the number here, from 1 to 999,999; raises ``ProblemsError`` for anything else."""
        value = self.value
        is_whole = isinstance(value, Printed) and value.isdigit() and len(value) < len("1000000")
        if not is_whole or not int(value):
            raise self.expected("a whole number from 1")
        return int(value)


def is_text(value: object) -> bool:
    """Whether a value is a text, and no number that is kept as it is printed."""
    return isinstance(value, str) and not isinstance(value, Printed)


def text_in(node: Node, key: str) -> str | None:
    """Return the text under a key of a record, if there is one."""
    found = node.get(key)
    return None if found is None else found.text()
