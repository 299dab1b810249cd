"""Which keys of a claim go together, with the message for those that do not.

The same rules stand in ``claim_rules.py`` as JSON Schema; both go by ``form_keys.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import listed, quoted
from factcheck.spec.codes import MIXED_FORMS, NO_FORM, UNUSED_KEY
from factcheck.spec.document.node import Entry, Mapping, Scalar, Sequence
from factcheck.spec.structure.form_fault import FormFault, value_of
from factcheck.spec.structure.form_keys import (
    KEYS,
    REPLACED,
    exclude_each_other,
    form_key,
    form_of,
    missing,
    written_as,
)
from factcheck.spec.structure.form_messages import lacking, nothing_to_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.spec.document.node import Node
    from factcheck.spec.structure.plain import Path

    Keys = dict[str, Scalar]


def claim_faults(claims: Node | None, path: Path) -> Iterator[FormFault]:
    """Yield what is wrong with the forms of the claims in a block, and of their parts."""
    if not isinstance(claims, Mapping):
        return
    for entry in claims.entries:
        here = (*path, entry.key.text)
        node = entry.node
        if isinstance(node, Mapping) and not node.is_doubtful:
            yield from _one_claim(entry, node, here)
            yield from _for_each(node, here)
            yield from claim_faults(value_of(node, "parts"), (*here, "parts"))
            for reading in _readings(node):
                if isinstance(reading.node, Mapping):
                    inner = (*here, "readings", reading.key.text, "parts")
                    yield from claim_faults(value_of(reading.node, "parts"), inner)


def _one_claim(entry: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = _keys(node)
    mixed = list(_mixed(node, keys, path))
    yield from mixed
    if mixed:
        return
    has_readings = node.entry("readings") is not None
    if has_readings:
        yield from _incomplete_readings(node, keys, path)
    elif keys:
        yield from _incomplete(keys, path)
    elif node.entry("not_checkable") is None:
        yield nothing_to_check(entry.key, path)


def _keys(node: Mapping) -> Keys:
    """Return the keys of forms that a block has, by what they count as."""
    return {
        form_key(entry.key.text, is_list=isinstance(entry.node, Sequence)): entry.key
        for entry in node.entries
        if entry.key.text in KEYS
    }


def _mix(path: Path, first: Scalar, second: Scalar) -> FormFault:
    if {first.text, second.text} == {"parts", "total"}:
        message = "'total' is what a list of expressions adds up to, and these 'parts' are claims"
        hint = "write 'parts: [a, b]' with an expression for each, or remove 'total'"
        return FormFault(path, MIXED_FORMS, message, second.span, hint)
    message = (
        f"{quoted(first.text)} and {quoted(second.text)} belong to different forms of claim; "
        "one claim has one form"
    )
    hint = "make two claims of it, or two 'parts' of one"
    return FormFault(path, MIXED_FORMS, message, second.span, hint)


def _mixed(node: Mapping, keys: Keys, path: Path) -> Iterator[FormFault]:
    """Yield keys of two forms in a claim, in a reading, or in a claim and its readings."""
    pair = _excluding(keys)
    if pair is not None:
        yield _mix(path, *pair)
        return
    met = dict(keys)
    for reading in _readings(node):
        its_own = _reading_keys(reading)
        pair = _excluding(its_own)
        if pair is not None:
            yield _mix((*path, "readings", reading.key.text), *pair)
            continue
        other = next(((a, b) for b in its_own for a in met if exclude_each_other(a, b)), None)
        if other is not None:
            yield _mix_readings(path, other[0], reading, its_own[other[1]], other[1])
        else:
            met |= its_own


def _excluding(keys: Keys) -> tuple[Scalar, Scalar] | None:
    """Return the first key that excludes one before it, with that one."""
    names = list(keys)
    for place, second in enumerate(names):
        for first in names[:place]:
            if exclude_each_other(first, second):
                return keys[first], keys[second]
    return None


def _readings(node: Mapping) -> tuple[Entry, ...]:
    """Return the readings that are texts or blocks; others are reported as such."""
    readings = value_of(node, "readings")
    entries = readings.entries if isinstance(readings, Mapping) else ()
    return tuple(entry for entry in entries if isinstance(entry.node, (Scalar, Mapping)))


def _reading_keys(reading: Entry) -> Keys:
    """Return the keys of the form that a reading has of its own; a plain text is ``measure``."""
    if isinstance(reading.node, Scalar):
        return {"measure": reading.key}
    return _keys(reading.node) if isinstance(reading.node, Mapping) else {}


def _mix_readings(path: Path, first: str, reading: Entry, key: Scalar, name: str) -> FormFault:
    before, behind = quoted(written_as(first)), quoted(written_as(name))
    message = (
        f"{before} and the {behind} of the reading {quoted(reading.key.text)} belong to different "
        "forms of claim; all readings of a claim have one form"
    )
    hint = (
        "make a claim of each form; where both have to be true, put the two, each with an id, "
        "under 'parts' of one claim"
    )
    return FormFault(path, MIXED_FORMS, message, key.span, hint)


def _incomplete(keys: Keys, path: Path) -> Iterator[FormFault]:
    """Yield what the form of a claim without readings lacks."""
    form = form_of(keys)
    absent = missing(form, keys)
    if absent:
        yield lacking(form, keys, absent, path)


def _incomplete_readings(node: Mapping, keys: Keys, path: Path) -> Iterator[FormFault]:
    """Yield what readings lack, and keys of the claim that every reading replaces."""
    readings = _readings(node)
    if not readings:
        return
    own = [_reading_keys(reading) for reading in readings]
    entry = node.entry("readings")
    assert entry is not None
    form = form_of({*keys, *(key for each in own for key in each)})
    for key in missing(form, keys):
        without = [reading for reading, each in zip(readings, own, strict=True) if key not in each]
        yield from _without_key(key, without, entry.key, path)
    for key, place in keys.items():
        if key not in REPLACED and all(key in each for each in own):
            message = f"every reading replaces this {quoted(place.text)}, so that it is never used"
            hint = (
                f"remove it where the readings ({_named(readings)}) are all there are; else give "
                "it a name among them"
            )
            yield FormFault(path, UNUSED_KEY, message, place.span, hint)


def _without_key(key: str, readings: list[Entry], place: Scalar, path: Path) -> Iterator[FormFault]:
    """Yield that a key is neither in the claim nor in some readings."""
    key = written_as(key)
    if key not in _SUBJECTS:
        if readings:
            first = quoted(readings[0].key.text)
            message = f"'readings' needs {_a(key)}; the claim has none and nor has {first}"
            hint = f"add '{key}: …' to the claim"
            yield FormFault(path, NO_FORM, message, place.span, hint)
        return
    for reading in readings:
        message = f"the reading {quoted(reading.key.text)} has no {quoted(key)} of its own"
        hint = f"add {quoted(key)} to the reading, or to the claim for all readings"
        here = (*path, "readings", reading.key.text)
        yield FormFault(here, NO_FORM, message, reading.key.span, hint)


def _named(readings: tuple[Entry, ...]) -> str:
    return listed([reading.key.text for reading in readings])


_SUBJECTS = frozenset({"measure", "holds", "parts"})


def _a(key: str) -> str:
    article = "an" if key[0] in "aeiou" else "a"
    return f"{article} {quoted(key)}"


def _for_each(node: Mapping, path: Path) -> Iterator[FormFault]:
    """Yield what ``for_each`` lacks, or has twice."""
    block = value_of(node, "for_each")
    if not isinstance(block, Mapping) or block.is_doubtful:
        return
    keys = {entry.key.text: entry.key for entry in block.entries}
    here = (*path, "for_each")
    other = next((key for key in ("table", "columns") if key in keys), None)
    if "rows" in keys and other is not None:
        message = f"'rows' and {quoted(other)} exclude each other: values come from one place"
        later = max(keys["rows"], keys[other], key=lambda key: key.span)
        yield FormFault(here, MIXED_FORMS, message, later.span, "keep one of the two")
    elif other is not None and ("table" not in keys or "columns" not in keys):
        absent = "columns" if other == "table" else "table"
        message = f"{quoted(other)} needs {quoted(absent)}: where the values come from"
        yield FormFault(here, NO_FORM, message, keys[other].span, f"add '{absent}: …'")
    elif "rows" not in keys and other is None:
        message = "'for_each' says nothing of the values to repeat the claim for"
        hint = "add 'rows: [{town: Aarau}, {town: Baden}]', or 'table' with 'columns'"
        key = next(entry.key for entry in node.entries if entry.key.text == "for_each")
        yield FormFault(here, NO_FORM, message, key.span, hint)
