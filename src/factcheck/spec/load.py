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
    from factcheck.spec.assemble.context import Rows


def with_rows(spec: Spec, rows: Rows) -> Spec:
    """Return a file's records with the claims that its templates make.

    ``rows`` has, for the id of each template, the values of its columns in each row, or what is
    wrong with its table: then one claim says so. The claims stand where their templates do.

    Raises ``ProblemsError`` where a table has no row, or a value does not fit where it stands.
    """
    text = "\n".join(spec.lines).encode()
    return load_spec(text, file=spec.file, rows=rows)


def load_spec(text: bytes, *, file: str, rows: Rows | None = None) -> Spec:
    """Return the records of a claim file; ``file`` is the name that places carry.

    ``rows`` as for ``with_rows``.

    Raises ``ProblemsError`` with every problem of YAML, structure, expressions and references
    that can be found in one run, in the order of the file.
    """
    document = parse_document(text, file)
    if document.root is None:
        raise ProblemsError(in_order(document.problems))
    root, structural = check_structure(document.root, document.lines)
    spec, found = build_spec(document, root, rows)
    problems = in_order([*document.problems, *structural, *found])
    if problems:
        raise ProblemsError(problems)
    return spec
