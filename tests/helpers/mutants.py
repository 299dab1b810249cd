"""Small faults put into a claim file, one at a time: what a tired person types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSPELLINGS = ("change", "insert", "drop", "transpose")

EXPRESSIONS = frozenset({"measure", "holds", "between", "in_terms_of", "compute"})
NAMES = frozenset({"source", "part_of", "under", "using", "key", "over", "file", "expect", "kind"})

_OF_IDS = frozenset(
    {"sources", "evidence", "columns", "quantities", "statements", "assumptions", "conditions"}
    | {"claims", "readings", "parts", "disputes"}
)

_WORD = re.compile(r"[^\W\d_][\w.-]*|\d{4,}")


@dataclass(frozen=True)
class Place:
    """A key of the file: where it stands, and the keys that lead to it."""

    path: tuple[str, ...]
    line: int
    column: int
    text: str
    end_line: int
    """The line after the last one of its block."""
    value: yaml.Node

    def __str__(self) -> str:
        return f"line {self.line + 1}, {'/'.join(self.path)}"

    @property
    def shape(self) -> tuple[str, ...]:
        """The keys that lead to it without the ids that users choose."""
        return tuple("*" if before in _OF_IDS else key for before, key in _pairs(self.path))


@dataclass(frozen=True)
class Mutant:
    """A file with one fault."""

    kind: str
    what: str
    text: str
    shape: tuple[str, ...]
    """The place in the language, whatever it is called in the file."""


def _pairs(path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return zip(("", *path), path, strict=False)


def places_in(text: str) -> list[Place]:
    """Return every key of a claim file in block style, in order."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    assert node is not None
    return list(_places(node, (), len(text.splitlines())))


def _places(node: yaml.Node, path: tuple[str, ...], end: int) -> Iterator[Place]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _places(child, path, end)
    if not isinstance(node, yaml.MappingNode):
        return
    starts = [key.start_mark.line for key, _ in node.value]
    for (key, value), following in zip(node.value, [*starts[1:], end], strict=True):
        inner = (*path, key.value)
        mark = key.start_mark
        yield Place(inner, mark.line, mark.column, key.value, following, value)
        yield from _places(value, inner, following)


def misspelt(word: str, how: str, seed: int) -> str:
    """Return a word with one letter changed, added, dropped or two exchanged."""
    at = seed % len(word)
    match how:
        case "change":
            return f"{word[:at]}{_other(word[at])}{word[at + 1 :]}"
        case "insert":
            return f"{word[: at + 1]}{_other(word[at])}{word[at + 1 :]}"
        case "drop" if len(word) > 1:
            return word[:at] + word[at + 1 :]
        case "transpose":
            for index in [*range(at, len(word) - 1), *range(at)]:
                if index + 1 < len(word) and word[index] != word[index + 1]:
                    pair = word[index + 1] + word[index]
                    return word[:index] + pair + word[index + 2 :]
    return f"{word}{_other(word[-1])}"


def _other(letter: str) -> str:
    if letter.isdigit():
        return str((int(letter) + 3) % 10)
    return "x" if letter.lower() != "x" else "z"


def misspelt_keys(text: str) -> Iterator[Mutant]:
    """Yield the file with each key misspelt; the ways take turns from key to key.

    A key met for the first time is misspelt in every way.
    """
    lines = text.splitlines(keepends=True)
    met: set[str] = set()
    for number, place in enumerate(places_in(text)):
        one = MISSPELLINGS[number % len(MISSPELLINGS)]
        ways = (one,) if place.text in met else MISSPELLINGS
        met.add(place.text)
        for way in ways:
            wrong = misspelt(place.text, way, number)
            yield _replaced(lines, place.line, place.column, place.text, wrong, f"key {way}", place)


def duplicated_keys(text: str) -> Iterator[Mutant]:
    """Yield the file with each key and its block written twice."""
    lines = text.splitlines(keepends=True)
    for place in places_in(text):
        block = "".join(lines[place.line : place.end_line])
        before, after = lines[: place.end_line], lines[place.end_line :]
        first = " " * place.column + block[place.column :]
        yield Mutant("twice", str(place), "".join([*before, _ended(first), *after]), place.shape)


def without_required(text: str) -> Iterator[Mutant]:
    """Yield the file without each key that something rests on, its block included."""
    lines = text.splitlines(keepends=True)
    for place in places_in(text):
        if _is_required(place.path):
            rest = [*lines[: place.line], *lines[place.end_line :]]
            yield Mutant("missing", str(place), "".join(rest), place.shape)


def _is_required(path: tuple[str, ...]) -> bool:
    match path:
        case ("factcheck" | "claims" | "evidence" | "quantities" | "sources",):
            return True
        case ("evidence", _, "file"):
            return True
        case ("quantities" | "sources" | "evidence", _):
            return True
        case ("quantities", _, "measure"):
            return True
        case ("statements", _, "measure" | "figure"):
            return True
        case ("assumptions", _) | ("assumptions", _, "holds"):
            return True
        case ("claims", *_, "measure" | "figure" | "holds" | "readings" | "parts"):
            return True
        case ("claims", _) | ("claims", *_, "readings" | "parts", _):
            return True
        case ("disputes",) | ("disputes", _) | ("disputes", _, "between" | "under" | "in_terms_of"):
            return True
    return False


def misspelt_references(text: str) -> Iterator[Mutant]:
    """Yield the file with each name in an expression or a reference misspelt, in turning ways."""
    lines = text.splitlines(keepends=True)
    words = (each for place in places_in(text) for each in _words(lines, place))
    for number, (place, line, column, word) in enumerate(words):
        way = MISSPELLINGS[number % len(MISSPELLINGS)]
        wrong = misspelt(word, way, number)
        yield _replaced(lines, line, column, word, wrong, f"name {way}", place)


def _words(lines: list[str], place: Place) -> Iterator[tuple[Place, int, int, str]]:
    """Yield the names in the value of a key that holds an expression or a reference."""
    for scalar in _scalars(place):
        line = scalar.start_mark.line
        start = lines[line].find(scalar.value, scalar.start_mark.column)
        for match in _WORD.finditer(scalar.value) if start >= 0 else ():
            yield place, line, start + match.start(), match[0]


def _scalars(place: Place) -> list[yaml.ScalarNode]:
    parents = place.path[:-1]
    is_reading = bool(parents) and parents[-1] == "readings"
    is_condition = place.path[0] == "conditions"
    if not (place.text in EXPRESSIONS | NAMES or is_reading or is_condition):
        return []
    nodes = place.value.value if isinstance(place.value, yaml.SequenceNode) else [place.value]
    return [node for node in nodes if isinstance(node, yaml.ScalarNode)]


def _replaced(
    lines: list[str], line: int, column: int, old: str, new: str, kind: str, place: Place
) -> Mutant:
    text = lines[line]
    start = text.index(old, column)
    changed = f"{text[:start]}{new}{text[start + len(old) :]}"
    mutated = "".join([*lines[:line], changed, *lines[line + 1 :]])
    return Mutant(kind, f"{place}: {old} -> {new}", mutated, place.shape)


def _ended(block: str) -> str:
    return block if block.endswith("\n") else f"{block}\n"
