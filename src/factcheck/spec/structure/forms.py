"""Which keys of a claim go together, with the message for those that do not.

The same rules stand in ``claim_rules.py`` as JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.spec.codes import MIXED_FORMS, NO_FORM, UNUSED_KEY
from factcheck.spec.document.node import Entry, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.spec.document.node import Node
    from factcheck.spec.structure.plain import Path

FORM_KEYS = ("measure", "figure", "holds", "readings", "parts")
_FIGURE_KEYS = ("measure", "figure")
_HOW = "write 'measure' with 'figure', or 'holds', or 'parts', or say why in 'not_checkable'"


@dataclass(frozen=True, slots=True)
class FormFault:
    """Keys that do not go together: what to report, and which entry cannot be used."""

    path: Path
    code: Code
    message: str
    span: Span
    hint: str | None = None


def claim_faults(claims: Node | None, path: Path, later: frozenset[str]) -> Iterator[FormFault]:
    """Yield what is wrong with the forms of the claims in a block, and of their parts.

    Claims with a key in ``later``, of forms that are not evaluated yet, are left alone.
    """
    if not isinstance(claims, Mapping):
        return
    for entry in claims.entries:
        here = (*path, entry.key.text)
        node = entry.node
        if isinstance(node, Mapping) and not node.is_doubtful:
            if not any(inner.key.text in later for inner in node.entries):
                yield from _one_claim(entry, node, here)
            yield from claim_faults(_value(node, "parts"), (*here, "parts"), later)


def _one_claim(entry: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = _keys(node)
    mixed = list(_mixed(node, keys, path))
    yield from mixed
    if not mixed:
        yield from _incomplete(entry, node, keys, path)


def _keys(node: Mapping) -> dict[str, Entry]:
    return {entry.key.text: entry for entry in node.entries if entry.key.text in FORM_KEYS}


def _value(node: Mapping, key: str) -> Node | None:
    entry = node.entry(key)
    return None if entry is None else entry.node


def _mixed(node: Mapping, keys: dict[str, Entry], path: Path) -> Iterator[FormFault]:
    """Yield keys of two forms in a claim, a reading, or a claim and its readings."""
    if "parts" in keys and len(keys) > 1:
        yield _mix(path, keys, "parts")
    elif "holds" in keys and any(key in keys for key in _FIGURE_KEYS):
        yield _mix(path, keys, "holds")
    else:
        yield from _mixed_readings(node, keys, path)


def _mix(path: Path, keys: dict[str, Entry], one: str) -> FormFault:
    other = next(key for key in keys if key != one and (one == "parts" or key in _FIGURE_KEYS))
    first, second = sorted((keys[one].key, keys[other].key), key=lambda key: key.span)
    return _mix_of(path, first, second)


def _mix_of(path: Path, first: Scalar, second: Scalar) -> FormFault:
    message = (
        f"{quoted(first.text)} and {quoted(second.text)} belong to different forms of claim; "
        "one claim has one form"
    )
    hint = "make two claims of it, or two 'parts' of one"
    return FormFault(path, MIXED_FORMS, message, second.span, hint)


def _readings(node: Mapping) -> tuple[Entry, ...]:
    """Return the readings that are texts or blocks; others are reported as such."""
    readings = _value(node, "readings")
    entries = readings.entries if isinstance(readings, Mapping) else ()
    return tuple(entry for entry in entries if isinstance(entry.node, (Scalar, Mapping)))


def _reading_keys(reading: Entry) -> dict[str, Scalar]:
    """Return the keys of the form that a reading has of its own; a plain text is ``measure``."""
    if isinstance(reading.node, Scalar):
        return {"measure": reading.key}
    inner = reading.node.entries if isinstance(reading.node, Mapping) else ()
    return {entry.key.text: entry.key for entry in inner if entry.key.text in FORM_KEYS[:3]}


def _mixed_readings(node: Mapping, keys: dict[str, Entry], path: Path) -> Iterator[FormFault]:
    first = next((entry.key for key, entry in keys.items() if key in FORM_KEYS[:3]), None)
    first_name = None if first is None else first.text
    for reading in _readings(node):
        own = _reading_keys(reading)
        here = (*path, "readings", reading.key.text)
        figure_key = next((key for key in _FIGURE_KEYS if key in own), None)
        if "holds" in own and figure_key is not None:
            pair = sorted((own["holds"], own[figure_key]), key=lambda key: key.span)
            yield _mix_of(here, *pair)
            continue
        name = "holds" if "holds" in own else figure_key
        if name is None:
            continue
        if first is not None and first_name is not None and _differ(first_name, name):
            yield _mix_readings(path, first_name, reading, own[name], name)
        if first is None:
            first, first_name = own[name], name


def _differ(one: str, other: str) -> bool:
    return (one == "holds") != (other == "holds")


def _mix_readings(path: Path, first: str, reading: Entry, key: Scalar, name: str) -> FormFault:
    message = (
        f"{quoted(first)} and the {quoted(name)} of the reading {quoted(reading.key.text)} belong "
        "to different forms of claim; all readings of a claim have one form"
    )
    return FormFault(path, MIXED_FORMS, message, key.span, "make two claims of it")


def _incomplete(
    entry: Entry, node: Mapping, keys: dict[str, Entry], path: Path
) -> Iterator[FormFault]:
    """Yield what a form lacks, and keys that every reading replaces."""
    readings = _readings(node)
    if not keys:
        if node.entry("not_checkable") is None:
            message = f"the claim {quoted(entry.key.text)} says nothing that can be checked"
            yield FormFault(path, NO_FORM, message, entry.key.span, _HOW)
    elif "readings" in keys:
        if readings:
            yield from _incomplete_readings(keys, readings, path)
    elif "measure" in keys and "figure" not in keys:
        message = "'measure' needs a 'figure': what the measure is claimed to be"
        yield FormFault(path, NO_FORM, message, keys["measure"].key.span, "add 'figure: …'")
    elif "figure" in keys and "measure" not in keys:
        message = "'figure' needs a 'measure', or 'readings': what the figure is claimed of"
        yield FormFault(path, NO_FORM, message, keys["figure"].key.span, "add 'measure: …'")


def _incomplete_readings(
    keys: dict[str, Entry], readings: tuple[Entry, ...], path: Path
) -> Iterator[FormFault]:
    own = [_reading_keys(reading) for reading in readings]
    is_holds = "holds" in keys or any("holds" in each for each in own)
    subject = "holds" if is_holds else "measure"
    lacking = [
        reading for reading, each in zip(readings, own, strict=True)
        if subject not in each and subject not in keys
    ]  # fmt: skip
    for reading in lacking:
        message = f"the reading {quoted(reading.key.text)} has no {quoted(subject)} of its own"
        hint = f"add {quoted(subject)} to the reading, or to the claim for all readings"
        here = (*path, "readings", reading.key.text)
        yield FormFault(here, NO_FORM, message, reading.key.span, hint)
    if not is_holds and "figure" not in keys:
        yield from _without_figure(keys, readings, own, path)
    if subject in keys and all(subject in each for each in own):
        message = f"every reading replaces this {quoted(subject)}, so that it is never used"
        span = keys[subject].key.span
        yield FormFault(path, UNUSED_KEY, message, span, "remove it, or make it a reading")


def _without_figure(
    keys: dict[str, Entry],
    readings: tuple[Entry, ...],
    own: list[dict[str, Scalar]],
    path: Path,
) -> Iterator[FormFault]:
    if not all("figure" in each for each in own):
        names = [
            quoted(reading.key.text)
            for reading, each in zip(readings, own, strict=True)
            if "figure" not in each
        ]
        message = f"'readings' needs a 'figure'; the claim has none and nor has {names[0]}"
        hint = "add 'figure: …' to the claim"
        yield FormFault(path, NO_FORM, message, keys["readings"].key.span, hint)


def declaration_faults(root: Mapping) -> Iterator[FormFault]:
    """Yield what is wrong with the keys of quantities and assumptions."""
    for name, rule in (("quantities", _quantity), ("assumptions", _assumption)):
        section = _value(root, name)
        for entry in section.entries if isinstance(section, Mapping) else ():
            if isinstance(entry.node, Mapping) and not entry.node.is_doubtful:
                yield from rule(entry, entry.node, (name, entry.key.text))


def _quantity(entry: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = {inner.key.text: inner.key for inner in node.entries}
    if not keys.keys() & {"is", "measure", "part_of", "missing"}:
        message = f"nothing says what the quantity {quoted(entry.key.text)} is"
        hint = "add 'is', 'measure', 'part_of' or 'missing'"
        yield FormFault(path, NO_FORM, message, entry.key.span, hint)
    if "measure" in keys and "missing" in keys:
        message = "a quantity with a 'measure' is not 'missing'"
        yield FormFault(path, MIXED_FORMS, message, keys["missing"].span, "remove one of the two")


def _assumption(entry: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = {inner.key.text: inner.key for inner in node.entries}
    forms = [key for key in keys if key in {"holds", "apart", "same"}]
    if not forms:
        message = f"the assumption {quoted(entry.key.text)} assumes nothing"
        hint = "add 'holds: a part of b', 'apart' with a list, or 'same' with 'of'"
        yield FormFault(path, NO_FORM, message, entry.key.span, hint)
        return
    if len(forms) > 1:
        first, second = forms[:2]
        message = f"{quoted(first)} and {quoted(second)} are two assumptions"
        yield FormFault(path, MIXED_FORMS, message, keys[second].span, "make two entries of them")
        return
    yield from _companions(path, forms[0], keys)


def _companions(path: Path, form: str, keys: dict[str, Scalar]) -> Iterator[FormFault]:
    """Yield keys that the form of an assumption lacks or has no use for."""
    if form == "same" and "of" not in keys:
        message = "'same' needs 'of': the names that it bridges"
        yield FormFault(path, NO_FORM, message, keys["same"].span, "add 'of: [a, b]'")
    if form != "same" and "of" in keys:
        message = f"'of' belongs to 'same', not to {quoted(form)}"
        yield FormFault(path, MIXED_FORMS, message, keys["of"].span, "remove it")
    if form != "holds" and "one_for_one" in keys:
        message = f"'one_for_one' belongs to 'a part of b', not to {quoted(form)}"
        yield FormFault(path, MIXED_FORMS, message, keys["one_for_one"].span, "remove it")
