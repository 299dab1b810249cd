"""Bytes of a scale's file to its records: a rubric whose inputs are known."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.near import quoted
from factcheck.rubric.scale import scale_inputs
from factcheck.rubric.scale_codes import SCALE_FORM
from factcheck.spec.codes import WRONG_VALUE
from factcheck.spec.document.kind import SCALE_FILE
from factcheck.spec.rubric.load import assembled, read_document, refuse_claims
from factcheck.spec.rubric.old_form import ROOT_KEYS_MEANT
from factcheck.spec.rubric.outputs import read_given, read_policy
from factcheck.spec.rubric.rules import Outline, read_rules, warn_of_unused

if TYPE_CHECKING:
    from factcheck.model.rubric import HitPolicy, Rubric
    from factcheck.spec.document.node import Document, Mapping
    from factcheck.spec.rubric.inputs import Inputs
    from factcheck.spec.rubric.outputs import Given
    from factcheck.spec.rubric.reader import Reader

KEYS = (
    *("scale", "title", "about", "version", "author", "sources"),
    *("hit_policy", "classes", "rules"),
)

LABEL_KEYS = ("label", "rating", "role")
"""The keys of a label; a role is refused with a word of its own."""

_MEANT = (
    *ROOT_KEYS_MEANT,
    ("rubric", "write 'scale:'"),
    ("inputs", "leave it out: what a scale looks at is known, the verdict and so on"),
    ("unknown", "leave it out: what is not known leaves several labels possible"),
    ("outputs", "write 'classes:', the labels"),
    ("labels", "write 'classes:'"),
)
_NAME = "write a name: 'scale: example'"


def load_scale(text: bytes, *, file: str, findings: tuple[str, ...]) -> Rubric:
    """Return the records of a scale's file; ``file`` is the name that places carry.

    ``findings`` are the slugs of the checks, each an input that is true or false. Raises
    ``ProblemsError`` with every problem of YAML, structure, tests and labels that can be found
    in one run, in the order of the file.
    """
    return read_document(text, file, SCALE_FILE, partial(_scale, findings=findings))


def _scale(
    reader: Reader, document: Document, root: Mapping, *, findings: tuple[str, ...]
) -> Rubric:
    refuse_claims(reader, root, "scale")
    reader.check_keys(root, KEYS, "a scale", _MEANT)
    name = _name(reader, root)
    policy = read_policy(reader, root)
    inputs = scale_inputs(findings, root.span)
    known: Inputs = {each.name: each for each in inputs}
    given = read_given(reader, root, policy, LABEL_KEYS)
    _check_form(reader, root, policy, given)
    outline = Outline(known, given, policy)
    rules = read_rules(reader, root, outline)
    if not reader.problems:
        # Nobody has to test all that is known.
        warn_of_unused(reader, outline._replace(inputs={}), rules)
    return replace(assembled(reader, document, root, outline, rules), name=name)


def _name(reader: Reader, root: Mapping) -> str | None:
    node = reader.require(root, "scale", "the file", f"begin the file with it: {_NAME}")
    found = reader.scalar(node, "'scale'")
    if found is None:
        return None
    name = " ".join(found.text.split())
    if re.fullmatch(r"[\d.]+", name):
        message = f"'scale' is {quoted(name)}, which is no name"
        reader.report(WRONG_VALUE, message, found.span, _NAME)
    return name


def _check_form(reader: Reader, root: Mapping, policy: HitPolicy, given: Given) -> None:
    """Report what gives no single label."""
    entry = root.entry("hit_policy")
    if entry is not None and not policy.is_single:
        message = f"the hit policy {quoted(policy.value)} gives no single label"
        hint = "write 'unique', 'any', 'priority' or 'first'"
        reader.report(SCALE_FORM, message, entry.node.span, hint)
    for each, span in zip(given.classes, given.spans, strict=True):
        if each.role is not None:
            message = f"the label {quoted(each.name)} has a role, which is for rows of a table"
            reader.report(SCALE_FORM, message, span, "leave 'role:' out")
