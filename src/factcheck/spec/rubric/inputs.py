"""The inputs of a rubric: the columns it looks at and the values they may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.rubric import CLASS, CategoryDomain, RubricInput
from factcheck.rubric.codes import REPEATED, TOO_LARGE
from factcheck.spec.codes import WRONG_VALUE
from factcheck.spec.rubric.domains import MAX_VALUES, read_domain
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.rubric.value_sets import read_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.rubric import Domain, ValueSet
    from factcheck.spec.document.node import Entry, Mapping
    from factcheck.spec.rubric.reader import Reader

INPUT_KEYS = ("from", "kind", "domain", "integer", "unit", "means")
RESERVED = ("class", "because", "otherwise")
"""Keys of a rule, which no input can be called."""
MAX_INPUTS = 20

_HINT = "name a column, and below it its values: 'domain: [image, video]'"

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
    found = {name: _input(reader, name, entry) for name, entry in pairs}
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


def _input(reader: Reader, name: str, entry: Entry) -> RubricInput | None:
    where = f"the input {quoted(name)}"
    if name in RESERVED:
        message = f"an input cannot be called {quoted(name)}, which is a key of rules"
        hint = "give it another name, and say 'from:' below it which column it reads"
        reader.report(WRONG_VALUE, message, entry.key.span, hint)
        return None
    block = reader.block(entry.node, where, "write 'kind: number' or a 'domain:' below it")
    if block is None:
        return None
    reader.check_keys(block, INPUT_KEYS, where)
    column = _column(reader, block, name)
    domain = read_domain(reader, entry.key, block, where)
    if domain is None:
        return None
    meanings = tuple(_meanings(reader, block, domain))
    return RubricInput(name, entry.key.span, column, domain, meanings)


def _column(reader: Reader, block: Mapping, name: str) -> str:
    """Return the column that an input reads."""
    found = reader.text(block, "from")
    if found is None:
        return name
    if found.value == CLASS:
        message = "an input cannot read the column 'class', which the rubric adds"
        hint = "give the table's own another name under 'columns:' of the claim file"
        reader.report(WRONG_VALUE, message, found.span, hint)
    return found.value


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
        if found is not None:
            yield label, found
