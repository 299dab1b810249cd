"""Keys that do not go together, and which entry cannot be used for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.spec.document.node import Mapping, Node
    from factcheck.spec.structure.plain import Path


class FormFault(Struct, frozen=True):
    """Keys that do not go together: what to report, and which entry cannot be used."""

    path: Path
    code: Code
    message: str
    span: Span
    hint: str | None = None


def value_of(node: Mapping, key: str) -> Node | None:
    """Return what stands under a key, ``None`` where there is no such key."""
    entry = node.entry(key)
    return None if entry is None else entry.node
