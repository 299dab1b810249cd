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

    def check_keys(
        self,
        block: Mapping,
        known: Iterable[str],
        where: str,
        meant: Items[tuple[str, str]] = (),
    ) -> None:
        """Report the keys of a block that it does not have.

        ``meant`` has keys of other forms of a rubric, each with what to write instead.
        """
        names = tuple(known)
        hints = dict(meant)
        for entry in block.entries:
            key = entry.key.text
            if key not in names:
                message = f"{where} has no key {quoted(key)}"
                hint = hints.get(key) or did_you_mean(key, names)
                self.report(UNKNOWN_KEY, message, entry.key.span, hint)

    def require(
        self,
        block: Mapping,
        key: str,
        where: str,
        hint: str,
        *,
        instead: Items[str] = (),
        beside: Items[str] = (),
    ) -> Node | None:
        """Return what stands under a key.

        Report that it is missing, unless it is misspelt or one of ``instead``, keys that are
        told of already, is there for it. ``beside`` has other keys that look like it.
        """
        entry = block.entry(key)
        if entry is not None:
            return entry.node
        others = [each.key.text for each in block.entries if each.key.text not in beside]
        is_misspelt = any(other in instead or nearest(other, (key,)) for other in others)
        is_lost = any((block.span, lost) in self._lost for lost in (key, None))
        if not is_misspelt and not is_lost:
            self.report(MISSING_KEY, f"{where} needs the key '{key}'", block.span, hint)
        return None

    def has_lost(self, block: Mapping, key: str | None = None) -> bool:
        """Whether some key or value of a block, or of one key, was left out and reported."""
        if key is not None:
            return (block.span, key) in self._lost
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

    def choice(
        self,
        block: Mapping,
        key: str,
        choices: Items[str],
        meant: Items[tuple[str, str]] = (),
    ) -> str | None:
        """Return one of some words; report any other one.

        ``meant`` has words that others use for the same, each with what to write instead.
        """
        found = self.text(block, key)
        if found is None or found.value in choices:
            return None if found is None else found.value
        message = f"'{key}' is {quoted(found.value)}; expected one of {listed(choices)}"
        hint = dict(meant).get(found.value.casefold()) or did_you_mean(found.value, choices)
        self.report(WRONG_VALUE, message, found.span, hint)
        return None

    def flag(self, block: Mapping, key: str) -> bool:
        """Return whether a key says true; report anything but true and false."""
        found = self.text(block, key)
        if found is None:
            return False
        if found.value not in TRUTHS:
            message = f"'{key}' is {quoted(found.value)}; expected true or false"
            self.report(WRONG_VALUE, message, found.span, truth_hint(found.value))
        return TRUTHS.get(found.value, False)


TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
"""The texts that YAML 1.2 reads as truth values."""

_OTHER_TRUTHS = (
    ("true", frozenset({"yes", "y", "on", "1"})),
    ("false", frozenset({"no", "n", "off", "0"})),
)


def truth_hint(word: str) -> str | None:
    """Return what to write for a word that other versions of YAML, or people, read as one."""
    for truth, words in _OTHER_TRUTHS:
        if word.casefold() in words:
            return f"to YAML 1.2 {quoted(word)} is no truth value: write '{truth}'"
    return None


def text_of(found: Scalar) -> Text:
    """Return a text as the program compares it, with its place."""
    return Text(" ".join(normalize("NFC", found.text).split()), found.inner)


def _shape(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a block of keys"
    return "a list" if isinstance(node, Sequence) else "a text"
