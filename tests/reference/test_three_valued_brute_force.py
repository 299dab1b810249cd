"""Every completion of a small table's unknown cells lies within what the program finds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import assume, given, note
from hypothesis import strategies as st
from naive_tables import looked_at, values_of
from table_strategies import measures, tables

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file
from factcheck.plan.codes import UNITS_DO_NOT_MIX
from factcheck.quantity.codes import ZERO_DENOMINATOR

if TYPE_CHECKING:
    from naive_tables import Measure, Table

    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.result import Assessment

MOST_COMPLETIONS = 4000

_FIGURES = {
    "number": ("5 things", "at least 7 things", "less than 3 things", "12 things"),
    "share": ("at least 40%", "half", "less than 25%", "100%"),
    "change": ("at least 50% more", "a rise of 10%"),
    "points": ("at least 20 percentage points", "10 percentage points less"),
}


def claim_file(table: Table, claims: dict[str, str]) -> str:
    columns = "".join(
        f"      {name}:\n        type: {kind}\n        empty: {table.empties[name]}\n"
        for name, kind in (("g", "text"), ("h", "text"), ("d", "number"))
    )
    rounded = f"        rounded: {table.rounded}\n" if table.rounded else ""
    has_total = any(row["g"] == "Total" for row in table.rows)
    totals = "    totals:\n      g: Total\n" if table.has_totals and has_total else ""
    domain = "        domain:\n" + "".join(f"          - {v}\n" for v in table.domain)
    texts = "".join(f"  {name}:\n{body}" for name, body in claims.items())
    return (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    may_be_empty: true\n"
        f"{totals}    columns:\n{columns}"
        f"      n:\n        unit: things\n        empty: {table.empties['n']}\n"
        f"{rounded}        markers:\n          '<5': 0..4\n"
        f"{domain if table.domain else ''}"
        "conditions:\n  is_a: (g = a or d > 3)\n"
        f"claims:\n{texts}"
    )


def judged(table: Table, claims: dict[str, str]) -> dict[str, Assessment]:
    header = "g,h,d,n\n"
    body = "".join(",".join(row[c] for c in "ghdn") + "\n" for row in table.rows)
    text = claim_file(table, claims)
    note(header + body)
    note(text)
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(header + body)
        path = Path(folder) / "claims.yml"
        path.write_text(text)
        result = run_file(path, root=Path(folder))
    return {claim.id: claim.readings[0] for claim in result.claims}


def known_values(table: Table, measure: Measure) -> list[Fraction]:
    assume(table.count_completions(looked_at(table, measure) | {"n"}) <= MOST_COMPLETIONS)
    return [value for value in values_of(table, measure) if value is not None]


def is_exhaustive(table: Table) -> bool:
    """Whether the completions are all there are, and not only some."""
    return all(row["n"] != "" or table.empties["n"] != "unknown" for row in table.rows)


def has_rounded_noughts(table: Table) -> bool:
    """Whether a sum over them is only bounded: how many rows are noughts is not scanned."""
    return table.rounded is not None and any(row["n"] in {"0", ""} for row in table.rows)


@given(tables(), measures(), st.data())
def test_found_holds_every_completion_and_the_verdict_agrees(
    table: Table, measure: Measure, data: st.DataObject
) -> None:
    values = known_values(table, measure)
    figure = data.draw(st.sampled_from(_FIGURES[measure.kind]))
    body = f"    measure: '{measure.text}'\n    figure: {figure}\n"
    assessment = judged(table, {"c": body})["c"]
    note(f"{assessment.verdict} {assessment.reason} {assessment.explanation} {assessment.found}")
    if assessment.verdict is Verdict.NOT_CHECKABLE:
        _is_excused(table, measure, assessment, values)
        return
    assert assessment.found is not None
    assert assessment.claimed is not None
    found, claimed = assessment.found.interval, assessment.claimed.interval
    assert all(value in found for value in values), (found, sorted(set(values)))
    _agrees(assessment, values, claimed, is_exhaustive(table))
    if measure.is_sharp and values and not has_rounded_noughts(table):
        _is_attained(found, values, is_complete=is_exhaustive(table))


def _is_excused(
    table: Table, measure: Measure, assessment: Assessment, values: list[Fraction]
) -> None:
    """Not checkable needs a reason that the naive engine can see."""
    explanation = assessment.explanation or ""
    if NO_SUCH_VALUE.code in explanation:
        assert assessment.reason == "fault"
    elif ZERO_DENOMINATOR.code in explanation:
        assert not values
    else:  # a smallest, largest or mean of rows that may not be there
        assert measure.terms[0].function in {"min", "max", "mean"}, explanation
        assert None in list(values_of(table, measure)), explanation


def _agrees(
    assessment: Assessment, values: list[Fraction], claimed: Interval, is_complete: bool
) -> None:
    inside = [value in claimed for value in values]
    match assessment.verdict:
        case Verdict.SUPPORTED:
            assert all(inside)
        case Verdict.REFUTED:
            assert not any(inside)
        case Verdict.UNDETERMINED if assessment.reason == "evidence does not decide":
            assert not is_complete or (any(inside) and not all(inside))
        case _:
            assert assessment.reason in {"needs bounds", "wording"}, assessment.reason


def _is_attained(found: Interval, values: list[Fraction], *, is_complete: bool) -> None:
    if found.lower is not None and found.lower_closed and is_complete:
        assert found.lower == min(values)
    if found.upper is not None and found.upper_closed and is_complete:
        assert found.upper == max(values)


@given(tables(), st.data())
def test_comparisons_agree_with_every_completion(table: Table, data: st.DataObject) -> None:
    one, other = data.draw(measures()), data.draw(measures())
    assume(one.kind == other.kind)
    sign = data.draw(st.sampled_from(("<", "<=", ">", ">=", "=", "!=")))
    both = _difference(one, other)
    values = known_values(table, both)
    body = f"    holds: '{one.text} {sign} {other.text}'\n"
    try:
        assessment = judged(table, {"c": body})["c"]
    except ProblemsError as error:  # a number of rows and a mean of things
        assert {each.code for each in error.problems} == {UNITS_DO_NOT_MIX}  # noqa: PT017
        return
    note(f"{assessment.verdict} {assessment.reason} {assessment.explanation} {assessment.found}")
    if assessment.verdict is Verdict.NOT_CHECKABLE:
        return
    truths = [_HOLDS[sign](value) for value in values]
    match assessment.verdict:
        case Verdict.SUPPORTED:
            assert all(truths)
        case Verdict.REFUTED:
            assert not any(truths)
        case _ if assessment.reason == "evidence does not decide":
            assert not is_exhaustive(table) or (any(truths) and not all(truths))
        case _:
            assert assessment.reason == "needs bounds"


_HOLDS = {
    "<": lambda v: v < 0,
    "<=": lambda v: v <= 0,
    ">": lambda v: v > 0,
    ">=": lambda v: v >= 0,
    "=": lambda v: v == 0,
    "!=": lambda v: v != 0,
}


def _difference(one: Measure, other: Measure) -> Measure:
    from naive_tables import Measure as Joined

    def joined(numbers: list[Fraction]) -> Fraction | None:
        left = one.joined(numbers[: len(one.terms)])
        right = other.joined(numbers[len(one.terms) :])
        return None if left is None or right is None else left - right

    return Joined("", (*one.terms, *other.terms), joined, one.kind)
