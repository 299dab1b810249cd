"""Text of a claim file or a rubric to records with the place of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric
    from factcheck.model.spec import Spec

__all__ = [
    "claims_schema",
    "load_rubric",
    "load_scale",
    "load_spec",
    "rubric_schema",
    "with_rows",
]


def load_spec(text: bytes, *, file: str) -> Spec:
    """Return the records of a claim file; ``file`` is the name that places carry.

    Raises ``ProblemsError`` with every problem of YAML, structure, expressions and references
    that can be found in one run, in the order of the file.
    """
    from factcheck.spec.load import load_spec as load

    return load(text, file=file)


def with_rows(spec: Spec, rows: Mapping[str, tuple[tuple[str, ...], ...] | Problem]) -> Spec:
    """Return a file's records with the claims that its templates make.

    ``rows`` has, for the id of each template, the values of its columns in each row, or what is
    wrong with its table: then one claim says so. The claims stand where their templates do.

    Raises ``ProblemsError`` where a table has no row, or a value does not fit where it stands.
    """
    from factcheck.spec.load import with_rows as make

    return make(spec, rows)


def claims_schema() -> dict[str, Any]:
    """Return the JSON Schema of claim files, draft 7, generated from the models."""
    from factcheck.spec.structure.claim_schema import claims_schema as generate

    return generate()


def load_rubric(text: bytes, *, file: str) -> Rubric:
    """Return the records of a rubric file; ``file`` is the name that places carry.

    Raises ``ProblemsError`` with every problem of YAML, structure, tests and classes that can
    be found in one run, in the order of the file.
    """
    from factcheck.spec.rubric.load import load_rubric as load

    return load(text, file=file)


def load_scale(text: bytes, *, file: str, findings: tuple[str, ...]) -> Rubric:
    """Return the records of a scale's file; ``file`` is the name that places carry.

    ``findings`` are the slugs of the checks. Raises ``ProblemsError`` as ``load_rubric``.
    """
    from factcheck.spec.rubric.scale import load_scale as load

    return load(text, file=file, findings=findings)


def rubric_schema() -> dict[str, Any]:
    """Return the JSON Schema of rubrics, draft 7."""
    import json
    from pkgutil import get_data

    data = get_data("factcheck.spec", "rubric.schema.json")
    assert data is not None
    schema: dict[str, Any] = json.loads(data)
    return schema
