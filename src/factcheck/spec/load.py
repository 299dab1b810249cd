"""Bytes of a claim file to its records, or to everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.problem import ProblemsError
from factcheck.spec.assemble.build_spec import build_spec
from factcheck.spec.document.parse_document import parse_document
from factcheck.spec.located import in_order
from factcheck.spec.structure.check_structure import check_structure

if TYPE_CHECKING:
    from factcheck.model.spec import Spec


def load_spec(text: bytes, *, file: str) -> Spec:
    """Return the records of a claim file; ``file`` is the name that places carry.

    Raises ``ProblemsError`` with every problem of YAML, structure, expressions and references
    that can be found in one run, in the order of the file.
    """
    document = parse_document(text, file)
    if document.root is None:
        raise ProblemsError(in_order(document.problems))
    root, structural = check_structure(document.root, document.lines)
    spec, found = build_spec(document, root)
    problems = in_order([*document.problems, *structural, *found])
    if problems:
        raise ProblemsError(problems)
    return spec
