"""The places of a claim file: which keys each knows, and which the language has in store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.spec.structure.claim_models import (
    AssumptionModel,
    FileModel,
    PublisherModel,
    QuantityModel,
    ReportModel,
    StatementModel,
)
from factcheck.spec.structure.dispute_models import DisputeModel
from factcheck.spec.structure.evidence_models import (
    Block,
    ColumnModel,
    JoinModel,
    RoundedModel,
    SourceModel,
    TableModel,
    UnpivotModel,
)
from factcheck.spec.structure.form_models import (
    ClaimModel,
    FigureModel,
    ForEachModel,
    ReadingModel,
)

if TYPE_CHECKING:
    from factcheck.spec.structure.plain import Path

_SECTIONS: dict[str, tuple[str, type[Block]]] = {
    "reports": ("report", ReportModel),
    "sources": ("source", SourceModel),
    "evidence": ("table", TableModel),
    "quantities": ("quantity", QuantityModel),
    "statements": ("statement", StatementModel),
    "assumptions": ("assumption", AssumptionModel),
    "claims": ("claim", ClaimModel),
    "disputes": ("dispute", DisputeModel),
}
_BELOW: dict[tuple[str, str], tuple[str, type[Block]]] = {
    ("table", "columns"): ("column", ColumnModel),
    ("claim", "readings"): ("reading", ReadingModel),
    ("claim", "parts"): ("part", ClaimModel),
    ("reading", "parts"): ("part", ClaimModel),
    ("part", "readings"): ("reading", ReadingModel),
    ("part", "parts"): ("part", ClaimModel),
}
_ONLY: dict[tuple[str, str], tuple[str, type[Block]]] = {
    ("table", "unpivot"): ("unpivot", UnpivotModel),
    ("table", "join"): ("join", JoinModel),
    ("column", "rounded"): ("rounded", RoundedModel),
    ("claim", "for_each"): ("for_each", ForEachModel),
    ("file", "publisher"): ("publisher", PublisherModel),
    ("part", "for_each"): ("for_each", ForEachModel),
}
"""Blocks that are not one of several with a name; all others are figures."""
_CALLED_BY_KEY = frozenset(kind for kind, _ in _ONLY.values())


def _keys(model: type[Block]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


class Place:
    """A block of keys: what it is called and which keys it knows."""

    def __init__(self, kind: str, name: str, model: type[Block]) -> None:
        self.kind = kind
        self.name = name
        self.keys = _keys(model)

    def __str__(self) -> str:
        """Return words such as ``the claim 'around-9000'``."""
        if self.kind in _CALLED_BY_KEY:
            return f"the block under '{self.kind}'"
        return f"the {self.kind} '{self.name}'" if self.name else f"the {self.kind}"


def place_at(path: Path) -> Place:
    """Return the innermost block of keys that a path leads to."""
    place = Place("file", "", FileModel)
    steps = [str(step) for step in path]
    while steps:
        kind = _SECTIONS.get(steps[0]) if place.kind == "file" else None
        kind = kind or _BELOW.get((place.kind, steps[0]))
        if kind is None:
            return Place(*_only(place.kind, steps[0]))
        # The items of a list have no names.
        place = Place(
            kind[0], "" if steps[1].isdigit() and kind[0] == "report" else steps[1], kind[1]
        )
        steps = steps[2:]
    return place


def _only(above: str, key: str) -> tuple[str, str, type[Block]]:
    kind, model = _ONLY.get((above, key), ("figure", FigureModel))
    return kind, "", model


_Owner = tuple[str, type[Block]]
_OF_COLUMN: _Owner = ("a column, under 'columns:'", ColumnModel)
_OF_STATEMENT: _Owner = ("a statement, under 'statements:'", StatementModel)
_ELSEWHERE: dict[str, tuple[_Owner, ...]] = {
    "table": (_OF_COLUMN,),
    "column": (("the table, beside 'columns:'", TableModel),),
    "file": (("a claim, under 'claims:'", ClaimModel),),
    "figure": (("the block around it, beside 'figure:'", StatementModel),),
    **dict.fromkeys(("claim", "reading", "part"), (_OF_STATEMENT, _OF_COLUMN)),
}


def belongs_to(kind: str, key: str) -> str | None:
    """Return the hint for a key that stands in a place next to the one it belongs to."""
    owners = (owner for owner, model in _ELSEWHERE.get(kind, ()) if key in _keys(model))
    owner = next(owners, None)
    return None if owner is None else f"'{key}' is a key of {owner}"
