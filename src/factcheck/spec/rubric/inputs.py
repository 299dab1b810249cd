"""The inputs of a rubric: the columns it looks at and the values they may have."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.rubric import CLASS, COUNTED, SCORE, CategoryDomain, RubricInput
from factcheck.rubric.codes import REPEATED, TOO_LARGE
from factcheck.spec.codes import WRONG_VALUE
from factcheck.spec.document.node import Mapping, Sequence
from factcheck.spec.rubric.domains import MAX_VALUES, Asked, read_domain
from factcheck.spec.rubric.old_form import INPUT_KEYS_MEANT
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.rubric.value_sets import read_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.rubric import Domain, ValueSet
    from factcheck.spec.document.node import Entry, Node
    from factcheck.spec.rubric.reader import Reader

INPUT_KEYS = ("from", "type", "values", "domain", "integer", "unit", "label", "means")
MAX_INPUTS = 20

_HINT = "name a column, and below it its values: 'values: [image, video]'"

Inputs = dict[str, RubricInput | None]
"""The inputs by name; ``None`` for one that is there but cannot be read."""


def read_inputs(reader: Reader, root: Mapping) -> Inputs:
    """Return the inputs of a rubric in the order of the file."""
    node = reader.require(root, "inputs", "the rubric", _HINT)
    block = reader.block(node, "'inputs'", _HINT)
    if block is None:
        return {}
    if not block.entries:
        reader.report(WRONG_VALUE, "the rubric looks at no input", block.span, _HINT)
    names = [text_of(entry.key).value for entry in block.entries]
    if len(names) > MAX_INPUTS:
        message = f"the rubric has {len(names)} inputs; the limit is {MAX_INPUTS}"
        reader.report(TOO_LARGE, message, block.entries[MAX_INPUTS].key.span)
        return dict.fromkeys(names)
    pairs = zip(names, block.entries, strict=True)
    found = {name: _input(reader, root, name, entry) for name, entry in pairs}
    _check_columns(reader, found)
    return found


def _check_columns(reader: Reader, inputs: Inputs) -> None:
    """Report inputs that read one column: they would be taken for independent of each other."""
    readers: dict[str, str] = {}
    for each in inputs.values():
        if each is None:
            continue
        if each.column in readers:
            names = f"{quoted(readers[each.column])} and {quoted(each.name)}"
            message = f"the inputs {names} read the same column, {quoted(each.column)}"
            reader.report(REPEATED, message, each.span, "make one input of them")
        readers.setdefault(each.column, each.name)


def _input(reader: Reader, root: Mapping, name: str, entry: Entry) -> RubricInput | None:
    where = f"the input {quoted(name)}"
    block = reader.block(entry.node, where, "write 'type: number' or 'values:' below it")
    if block is None:
        return None
    reader.check_keys(block, INPUT_KEYS, where, INPUT_KEYS_MEANT)
    column = _column(reader, name, entry, block)
    asked = Asked(entry.key, where, partial(_tests, root, name, block))
    domain = read_domain(reader, block, asked)
    if domain is None:
        return None
    meanings = tuple(_meanings(reader, block, domain))
    label = reader.words(block, "label")
    return RubricInput(name, entry.key.span, column, domain, meanings, label)


def _tests(root: Mapping, name: str, block: Mapping) -> Iterator[Node]:
    """Yield what the rules test an input by, and what its labels mean."""
    rules = root.entry("rules")
    items = rules.node.items if rules is not None and isinstance(rules.node, Sequence) else ()
    for item in items:
        tests = item.entry("when") if isinstance(item, Mapping) else None
        if tests is not None and isinstance(tests.node, Mapping):
            yield from (each.node for each in tests.node.entries if text_of(each.key).value == name)
    labels = block.entry("means")
    if labels is not None and isinstance(labels.node, Mapping):
        yield from (each.node for each in labels.node.entries)


def _column(reader: Reader, name: str, entry: Entry, block: Mapping) -> str:
    """Return the column that an input reads."""
    found = reader.text(block, "from")
    column = name if found is None else found.value
    if column in (CLASS, COUNTED, SCORE):
        span = entry.key.span if found is None else found.span
        message = f"an input cannot read the column {quoted(column)}, which rubrics add"
        hint = (
            "give the table's own another name under 'columns:' of the claim file, and say "
            "'from:' which that is"
        )
        reader.report(WRONG_VALUE, message, span, hint)
    return column


def _meanings(reader: Reader, block: Mapping, domain: Domain) -> Iterator[tuple[str, ValueSet]]:
    """Yield the labels of ``means`` with the values that they may stand for."""
    hint = "write a label and what it stands for: 'minor: under 18'"
    entry = block.entry("means")
    labels = None if entry is None else reader.block(entry.node, "'means'", hint)
    if labels is None:
        return
    if len(labels.entries) > MAX_VALUES:
        message = f"'means' has {len(labels.entries):,} labels; the limit is {MAX_VALUES}"
        reader.report(TOO_LARGE, message, labels.entries[MAX_VALUES].key.span)
        return
    for each in labels.entries:
        label = text_of(each.key).value
        if isinstance(domain, CategoryDomain) and label in domain.values:
            message = f"{quoted(label)} is a value of the domain, so it can mean nothing else"
            reader.report(REPEATED, message, each.key.span, "remove it here or from the domain")
        found = read_set(reader, each.node, domain, quoted(label))
        if found is None:
            continue
        if found.holds_without:
            message = f"{quoted(label)} stands for values, and null is none"
            hint = "declare the label as 'none' under 'markers' of the claim file"
            reader.report(WRONG_VALUE, message, each.node.span, hint)
        yield label, found.allowed
