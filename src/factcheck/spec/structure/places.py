"""The places of a claim file: which keys each knows, and which the language has in store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.spec.structure.claim_models import (
    AssumptionModel,
    ClaimModel,
    FigureModel,
    FileModel,
    QuantityModel,
    ReadingModel,
    StatementModel,
)
from factcheck.spec.structure.evidence_models import Block, ColumnModel, SourceModel, TableModel

if TYPE_CHECKING:
    from factcheck.spec.structure.plain import Path

_SECTIONS: dict[str, tuple[str, type[Block]]] = {
    "sources": ("source", SourceModel),
    "evidence": ("table", TableModel),
    "quantities": ("quantity", QuantityModel),
    "statements": ("statement", StatementModel),
    "assumptions": ("assumption", AssumptionModel),
    "claims": ("claim", ClaimModel),
}
_BELOW: dict[tuple[str, str], tuple[str, type[Block]]] = {
    ("table", "columns"): ("column", ColumnModel),
    ("claim", "readings"): ("reading", ReadingModel),
    ("claim", "parts"): ("part", ClaimModel),
    ("part", "readings"): ("reading", ReadingModel),
    ("part", "parts"): ("part", ClaimModel),
}


class Place:
    """A block of keys: what it is called and which keys it knows."""

    def __init__(self, kind: str, name: str, model: type[Block]) -> None:
        self.kind = kind
        self.name = name
        fields = model.model_fields.items()
        self.keys = tuple(field.alias or name for name, field in fields)
        self.later = not_yet(kind)

    def __str__(self) -> str:
        """Return words such as ``the claim 'around-9000'``."""
        return f"the {self.kind} '{self.name}'" if self.name else f"the {self.kind}"


def place_at(path: Path) -> Place:
    """Return the innermost block of keys that a path leads to."""
    place = Place("file", "", FileModel)
    steps = [str(step) for step in path]
    while steps:
        kind = _SECTIONS.get(steps[0]) if place.kind == "file" else None
        kind = kind or _BELOW.get((place.kind, steps[0]))
        if kind is None:
            # The only block that is not one of several with a name.
            return Place("figure", "", FigureModel)
        place = Place(kind[0], steps[1], kind[1])
        steps = steps[2:]
    return place


_FORMS = (
    "by", "of", "place", "order", "unique", "lead", "among", "over", "from", "to", "direction",
    "within", "in", "total", "for_each", "where", "except", "unfiltered",
)  # fmt: skip
_LATER = {
    "file": ("disputes", "rubrics", "for_each", "locale", "vintages"),
    "table": (
        "rubric", "header_row", "header_rows", "skip", "sheet", "locale", "unpivot", "stack",
        "ticks", "fill_down", "files", "adds", "join", "vintages", "min_cell", "compute", "parse",
        "ignore", "margin", "confidence", "rounded", "exact",
    ),
    "column": (
        "compute", "parse", "ignore", "exact", "margin", "confidence", "step", "locale",
    ),
    "quantity": ("where", "except", "unfiltered", "for_each", "rubric", "margin", "confidence"),
    "statement": ("where", "except", "unfiltered", "for_each", "margin", "confidence"),
    "assumption": ("for_each",),
    "claim": _FORMS,
    "part": _FORMS,
    "reading": tuple(key for key in _FORMS if key != "for_each"),
}  # fmt: skip


def not_yet(kind: str) -> tuple[str, ...]:
    """Return the keys that belong to the language in this place, but not to this version."""
    return _LATER.get(kind, ())
