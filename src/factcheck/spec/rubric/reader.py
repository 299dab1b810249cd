"""What reading each part of a rubric shares: shapes, keys and the problems found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from factcheck.model.near import did_you_mean, listed, nearest, quoted
from factcheck.model.problem import Severity
from factcheck.model.span import Text
from factcheck.spec.codes import MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE, WRONG_VALUE
from factcheck.spec.document.node import Mapping, Scalar, Sequence
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Sequence as Items

    from factcheck.model.problem import Code, Problem
    from factcheck.model.span import Span
    from factcheck.spec.document.node import Node


class Reader:
    """Reads parts of one rubric and gathers what is wrong with them."""

    def __init__(self, lines: Items[str], lost: Collection[tuple[Span, str | None]] = ()) -> None:
        self._lines = lines
        self._lost = lost
        """Blocks with a key whose value is reported already; ``None`` for any of their keys."""
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def report(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(problem_at(code, message, span, self._lines, hint=hint))

    def warn(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        """Note something that is no error."""
        severity = Severity.WARNING
        found = problem_at(code, message, span, self._lines, hint=hint, severity=severity)
        self.warnings.append(found)

    def check_keys(self, block: Mapping, known: Iterable[str], where: str) -> None:
        """Report the keys of a block that it does not have."""
        names = tuple(known)
        for entry in block.entries:
            key = entry.key.text
            if key not in names:
                message = f"{where} has no key {quoted(key)}"
                self.report(UNKNOWN_KEY, message, entry.key.span, did_you_mean(key, names))

    def require(self, block: Mapping, key: str, where: str, hint: str) -> Node | None:
        """Return what stands under a key; report that it is missing unless it is misspelt."""
        entry = block.entry(key)
        if entry is not None:
            return entry.node
        is_misspelt = any(nearest(each.key.text, (key,)) for each in block.entries)
        is_lost = any((block.span, lost) in self._lost for lost in (key, None))
        if not is_misspelt and not is_lost:
            self.report(MISSING_KEY, f"{where} needs the key '{key}'", block.span, hint)
        return None

    def has_lost(self, block: Mapping) -> bool:
        """Whether some key or value of a block was left out and reported already."""
        return any(span == block.span for span, _ in self._lost)

    def block(self, node: Node | None, what: str, hint: str) -> Mapping | None:
        """Return a block of keys; report anything else."""
        if node is None or isinstance(node, Mapping):
            return node
        self.report(
            WRONG_SHAPE, f"{what} is a block of keys; found {_shape(node)}", node.span, hint
        )
        return None

    def items(self, node: Node | None, what: str, hint: str) -> tuple[Node, ...] | None:
        """Return the items of a list; report anything else, and a list without items."""
        if node is None:
            return None
        if isinstance(node, Sequence):
            if not node.items:
                self.report(WRONG_VALUE, f"{what} is an empty list", node.span, hint)
                return None
            return node.items
        self.report(WRONG_SHAPE, f"{what} is a list; found {_shape(node)}", node.span, hint)
        return None

    def names(self, node: Node | None, what: str, hint: str) -> tuple[Text, ...] | None:
        """Return a list of texts; report anything else."""
        items = self.items(node, what, hint)
        if items is None:
            return None
        found = [self.scalar(item, f"an item of {what}") for item in items]
        texts = tuple(text_of(each) for each in found if each is not None)
        return texts if len(texts) == len(found) else None

    def scalar(self, node: Node | None, what: str) -> Scalar | None:
        """Return a text that is not blank; report anything else."""
        if node is None:
            return None
        if isinstance(node, Scalar):
            if node.text.strip():
                return node
            self.report(WRONG_VALUE, f"{what} is blank", node.span, "write a text, or leave it out")
            return None
        self.report(WRONG_SHAPE, f"{what} is a text; found {_shape(node)}", node.span)
        return None

    def text(self, block: Mapping, key: str) -> Text | None:
        """Return the text under a key, ``None`` where it is not there."""
        entry = block.entry(key)
        found = None if entry is None else self.scalar(entry.node, f"'{key}'")
        return None if found is None else text_of(found)

    def words(self, block: Mapping, key: str) -> str | None:
        """Return the text under a key without its place."""
        found = self.text(block, key)
        return None if found is None else found.value

    def choice(self, block: Mapping, key: str, choices: Items[str]) -> str | None:
        """Return one of some words; report any other one."""
        found = self.text(block, key)
        if found is None or found.value in choices:
            return None if found is None else found.value
        message = f"'{key}' is {quoted(found.value)}; expected one of {listed(choices)}"
        self.report(WRONG_VALUE, message, found.span, did_you_mean(found.value, choices))
        return None


def text_of(found: Scalar) -> Text:
    """Return a text as the program compares it, with its place."""
    return Text(" ".join(normalize("NFC", found.text).split()), found.inner)


def _shape(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a block of keys"
    return "a list" if isinstance(node, Sequence) else "a text"
