"""The plan of a run: what each table is scanned for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.report.visible import visible
from factcheck.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.scan_plan import PlannedSet, ScanPlan


def render_plans(plans: Iterable[ScanPlan], claims: int) -> str:
    """Return plans as text for a terminal; ``claims`` is how many claims there are."""
    plans = tuple(plans)
    lines = [f"{counted(claims, 'claim')} on {counted(len(plans), 'table')}"]
    for plan in plans:
        lines += ["", *_lines(plan)]
    return "".join(f"{visible(line)}\n" for line in lines)


def render_plans_json(plans: Iterable[ScanPlan], claims: int) -> str:
    """Return plans as JSON."""
    told = {"plan": 1, "claims": claims, "tables": [_json(plan) for plan in plans]}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _lines(plan: ScanPlan) -> Iterator[str]:
    rows = "" if plan.rows is None else f", {counted(plan.rows, 'row')}"
    yield f"{plan.table}: {plan.path}{rows}"
    yield f"  grouped {plan.where}, in one scan"
    sets = counted(len(plan.sets), "set")
    yield f"  claims look at {counted(plan.wanted, 'set')} of columns; scanned: {sets}"
    yield from (f"    {_set(each)}" for each in plan.sets)
    if plan.has_base:
        yield "  grouped by all of these columns first, and the sets made out of these groups"
    if plan.cuts:
        cuts = ", ".join(f"{name} ({counted(n, 'threshold')})" for name, n in plan.cuts)
        yield f"  told apart only by thresholds: {cuts}"
    if plan.folded:
        named = ", ".join(f"{name} ({counted(n, 'value')})" for name, n in plan.folded)
        yield f"  told apart only by values that claims name: {named}"
    if plan.distinct:
        yield "  values, by a sample: " + ", ".join(f"{name} {n:,}" for name, n in plan.distinct)


def _set(planned: PlannedSet) -> str:
    grouping = planned.grouping
    by = ", ".join(grouping.dimensions) or "all rows"
    added = f"; adds up {', '.join(grouping.measures)}" if grouping.measures else ""
    groups = "" if planned.groups is None else f" (about {counted(planned.groups, 'group')})"
    return f"{by}{added}{groups}"


def _json(plan: ScanPlan) -> dict[str, Any]:
    return {
        "table": plan.table,
        "path": plan.path,
        "where": plan.where,
        "rows": plan.rows,
        "wanted": plan.wanted,
        "sets": [
            {
                "dimensions": list(each.grouping.dimensions),
                "measures": list(each.grouping.measures),
                "groups": each.groups,
            }
            for each in plan.sets
        ],
        "base": plan.has_base,
        "cuts": dict(plan.cuts),
        "named": dict(plan.folded),
        "distinct": dict(plan.distinct),
    }
