"""Text of a claim file to a Spec with the place of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.model.spec import Spec

__all__ = ["claims_schema", "load_spec"]


def load_spec(text: bytes, *, file: str) -> Spec:
    """Return the records of a claim file; ``file`` is the name that places carry.

    Raises ``ProblemsError`` with every problem of YAML, structure, expressions and references
    that can be found in one run, in the order of the file.
    """
    from factcheck.spec.load import load_spec as load

    return load(text, file=file)


def claims_schema() -> dict[str, Any]:
    """Return the JSON Schema of claim files, draft 7, generated from the models."""
    from factcheck.spec.structure.claim_schema import claims_schema as generate

    return generate()
