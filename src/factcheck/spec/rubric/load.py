"""Bytes of a rubric file to its records, or to everything that is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import HitPolicy, Rubric, UnknownPolicy
from factcheck.model.spec import Source
from factcheck.rubric.codes import NOT_EVALUATED
from factcheck.spec.codes import ADDRESS as WRONG_ADDRESS
from factcheck.spec.codes import VERSION, WRONG_VALUE
from factcheck.spec.document.kind import RUBRIC_FILE
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.document.parse_document import parse_document
from factcheck.spec.located import in_order
from factcheck.spec.rubric.domains import distinct
from factcheck.spec.rubric.inputs import read_inputs
from factcheck.spec.rubric.reader import Reader
from factcheck.spec.rubric.rules import Outline, read_rules, warn_of_unused
from factcheck.spec.structure.clean import Cleaner
from factcheck.spec.structure.patterns import ADDRESS
from factcheck.spec.structure.plain import existing, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.span import Span
    from factcheck.spec.document.node import Document

KEYS = ("rubric", "title", "about", "source", "unknown", "hit", "inputs", "classes", "rules")
SOURCE_KEYS = ("title", "publisher", "url", "archived", "published", "accessed")

_LATER = ("any", "priority")
_NEVER = ("collect", "output order", "rule order")
_CLASSES = "list the names of the classes: 'classes: [minor, adult]'"


def load_rubric(text: bytes, *, file: str) -> Rubric:
    """Return the records of a rubric file; ``file`` is the name that places carry.

    Raises ``ProblemsError`` with every problem of YAML, structure, tests and classes that can
    be found in one run, in the order of the file.
    """
    document = parse_document(text, file, RUBRIC_FILE)
    if document.root is None:
        raise ProblemsError(in_order(document.problems))
    cleaner = Cleaner(document.lines)
    cleaner.visit(document.root)
    root = without(document.root, cleaner.holes)
    assert isinstance(root, Mapping)
    reader = Reader(document.lines, frozenset(_lost(document.root, cleaner)))
    rubric = _rubric(reader, document, root)
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
    reader.check_keys(root, KEYS, "a rubric")
    _check_version(reader, root)
    inputs = read_inputs(reader, root)
    classes = _classes(reader, root)
    outline = Outline(inputs, None if classes is None else tuple(classes))
    rules = read_rules(reader, root, outline)
    warn_of_unused(reader, outline, rules, classes or {})
    hit = _hit(reader, root)
    policies = tuple(each.value for each in UnknownPolicy)
    unknown = reader.choice(root, "unknown", policies) or UnknownPolicy.EITHER.value
    return Rubric(
        document.file,
        hit,
        UnknownPolicy(unknown),
        tuple(each for each in inputs.values() if each is not None),
        tuple(classes or ()),
        rules.rules,
        rules.otherwise,
        title=reader.words(root, "title"),
        about=reader.words(root, "about"),
        source=_source(reader, root),
        warnings=in_order(reader.warnings),
    )


def _check_version(reader: Reader, root: Mapping) -> None:
    hint = "begin the file with 'rubric: 1'"
    node = reader.require(root, "rubric", "the file", hint)
    found = reader.scalar(node, "'rubric'")
    if found is not None and found.text != "1":
        message = f"'rubric' is {quoted(found.text)}; this program reads version 1"
        reader.report(VERSION, message, found.span, hint)


def _classes(reader: Reader, root: Mapping) -> dict[str, Span] | None:
    """Return the classes with their places."""
    node = reader.require(root, "classes", "the rubric", _CLASSES)
    items = reader.names(node, "'classes'", _CLASSES)
    names = None if items is None else distinct(reader, items, "'classes'")
    if node is None or items is None or names is None:
        return None
    if len(names) == 1:
        reader.report(WRONG_VALUE, "one class tells nothing apart", node.span, _CLASSES)
        return None
    return {item.value: item.span for item in items}


def _hit(reader: Reader, root: Mapping) -> HitPolicy:
    found = reader.text(root, "hit")
    choices = tuple(each.value for each in HitPolicy)
    if found is None or found.value in choices:
        return HitPolicy.UNIQUE if found is None else HitPolicy(found.value)
    if found.value in _LATER:
        message = f"the hit policy {quoted(found.value)} belongs to the language, not evaluated yet"
        reader.report(NOT_EVALUATED, message, found.span, "write 'unique' or 'first'")
    elif found.value in _NEVER:
        message = f"the hit policy {quoted(found.value)} gives a list or a sum of classes"
        hint = "a row is counted in one class: write 'unique' or 'first'"
        reader.report(WRONG_VALUE, message, found.span, hint)
    else:
        reader.choice(root, "hit", choices)
    return HitPolicy.UNIQUE


def _source(reader: Reader, root: Mapping) -> Source | None:
    """Return where a rubric is from: a text, or a block like those under ``sources``."""
    entry = root.entry("source")
    if entry is None:
        return None
    if isinstance(entry.node, Scalar):
        return Source("source", entry.key.span, title=reader.words(root, "source"))
    block = reader.block(entry.node, "'source'", "write a text, or 'title:' and 'url:' below it")
    if block is None:
        return None
    reader.check_keys(block, SOURCE_KEYS, "the source")
    for key in ("url", "archived"):
        found = reader.text(block, key)
        if found is not None and re.search(ADDRESS, found.value) is None:
            message = f"'{key}' is {quoted(found.value)}; expected an address of the web"
            hint = "write the whole address, as the browser shows it"
            reader.report(WRONG_ADDRESS, message, found.span, hint)
    texts = {key: reader.words(block, key) for key in SOURCE_KEYS}
    return Source("source", entry.key.span, **texts)
