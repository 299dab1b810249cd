"""Bytes of a rubric file to its records, or to everything that is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import Rubric, UnknownPolicy
from factcheck.spec.codes import UNKNOWN_KEY, WRONG_VALUE
from factcheck.spec.document.kind import RUBRIC_FILE
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.document.parse_document import parse_document
from factcheck.spec.located import in_order
from factcheck.spec.rubric.inputs import read_inputs
from factcheck.spec.rubric.old_form import NAME, ROOT_KEYS_MEANT
from factcheck.spec.rubric.outputs import read_given, read_policy
from factcheck.spec.rubric.reader import Reader
from factcheck.spec.rubric.rules import Outline, read_rules, warn_of_unused
from factcheck.spec.rubric.sources import read_sources
from factcheck.spec.structure.clean import Cleaner
from factcheck.spec.structure.plain import existing, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.span import Span
    from factcheck.spec.document.kind import FileKind
    from factcheck.spec.document.node import Document, Node
    from factcheck.spec.rubric.rules import Rules
    from factcheck.spec.structure.plain import Path

    Read = Callable[[Reader, Document, Mapping], Rubric]

KEYS = (
    *("rubric", "title", "about", "version", "author", "sources"),
    *("unknown", "hit_policy", "inputs", "classes", "outputs", "rules"),
)

_POLICIES = tuple(each.value for each in UnknownPolicy)
_NULL = "null"
_VALUES = (("when",), ("then",), ("otherwise",))
"""The keys of a rule below which values stand."""


class _RubricCleaner(Cleaner):
    """Knows that null is a value of tests and outcomes: S-FEEL has it."""

    def _check(self, node: Node, path: Path, name: str) -> None:
        is_null = isinstance(node, Scalar) and node.text == _NULL
        is_value = path[0] == "outputs" or (path[0] == "rules" and path[2:3] in _VALUES)
        if not is_null or not is_value:
            super()._check(node, path, name)


def load_rubric(text: bytes, *, file: str) -> Rubric:
    """Return the records of a rubric file; ``file`` is the name that places carry.

    Raises ``ProblemsError`` with every problem of YAML, structure, tests and classes that can
    be found in one run, in the order of the file.
    """
    return read_document(text, file, RUBRIC_FILE, _rubric)


def read_document(text: bytes, file: str, kind: FileKind, read: Read) -> Rubric:
    """Return what ``read`` makes of a file; raises ``ProblemsError`` with all that is wrong."""
    document = parse_document(text, file, kind)
    if document.root is None:
        raise ProblemsError(in_order(document.problems))
    cleaner = _RubricCleaner(document.lines)
    cleaner.visit(document.root)
    root = without(document.root, cleaner.holes)
    assert isinstance(root, Mapping)
    reader = Reader(document.lines, frozenset(_lost(document.root, cleaner)))
    rubric = read(reader, document, root)
    problems = in_order([*document.problems, *cleaner.problems, *reader.problems])
    if problems:
        raise ProblemsError(problems)
    return rubric


def _lost(root: Mapping, cleaner: Cleaner) -> Iterator[tuple[Span, str | None]]:
    """Yield the blocks in which something was left out, with its key where it is known."""
    for path in cleaner.holes:
        yield existing(root, path[:-1])[1].span, str(path[-1])
    for path in cleaner.leaky:
        yield existing(root, path)[1].span, None


def _rubric(reader: Reader, document: Document, root: Mapping) -> Rubric:
    refuse_claims(reader, root, "rubric")
    _refuse_scale(reader, root)
    reader.check_keys(root, KEYS, "a rubric", ROOT_KEYS_MEANT)
    name = _name(reader, root)
    policy = read_policy(reader, root)
    inputs = read_inputs(reader, root)
    given = read_given(reader, root, policy)
    outline = Outline(inputs, given, policy)
    rules = read_rules(reader, root, outline)
    if not reader.problems:
        warn_of_unused(reader, outline, rules)
    unknown = reader.choice(root, "unknown", _POLICIES) or UnknownPolicy.EITHER.value
    whole = assembled(reader, document, root, outline, rules)
    return replace(whole, name=name, unknown=UnknownPolicy(unknown))


def assembled(
    reader: Reader, document: Document, root: Mapping, outline: Outline, rules: Rules
) -> Rubric:
    """Return the rubric of a file, still without its name."""
    return Rubric(
        document.file,
        outline.policy,
        UnknownPolicy.EITHER,
        tuple(each for each in outline.inputs.values() if each is not None),
        outline.given.outputs or (),
        rules.rules,
        rules.otherwise,
        outline.given.classes,
        title=reader.words(root, "title"),
        about=reader.words(root, "about"),
        version=reader.words(root, "version"),
        author=reader.words(root, "author"),
        sources=read_sources(reader, root),
        warnings=in_order(reader.warnings),
    )


def refuse_claims(reader: Reader, root: Mapping, kind: str) -> None:
    """Raise ``ProblemsError`` where a file is one of claims: all else follows from it."""
    found = root.entry("factcheck")
    if found is None or (kind == "rubric" and root.entry(kind) is not None):
        return
    message = f"this is a claim file, and no {kind}"
    hint = f"`factcheck run` reads it; a {kind} begins with '{kind}: NAME'"
    reader.report(UNKNOWN_KEY, message, found.key.span, hint)
    raise ProblemsError(reader.problems)


def _refuse_scale(reader: Reader, root: Mapping) -> None:
    """Raise ``ProblemsError`` where a file is a scale: all else that is wrong follows from it."""
    found = root.entry("scale")
    if found is None or root.entry("rubric") is not None:
        return
    message = "this file is a scale of labels, and no rubric for the rows of a table"
    hint = "check it with `factcheck rubric scale`; a claim file names it under 'scale:'"
    reader.report(UNKNOWN_KEY, message, found.key.span, hint)
    raise ProblemsError(reader.problems)


def _name(reader: Reader, root: Mapping) -> str | None:
    hint = "begin the file with its name: 'rubric: children-in-traffic'"
    node = reader.require(root, "rubric", "the file", hint)
    found = reader.scalar(node, "'rubric'")
    if found is None:
        return None
    name = " ".join(found.text.split())
    if re.fullmatch(r"[\d.]+", name):
        message = f"'rubric' is {quoted(name)}, which is no name"
        reader.report(WRONG_VALUE, message, found.span, NAME)
    return name
