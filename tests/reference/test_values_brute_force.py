"""Every completion of a small table lies within what is found for an aggregate of its values."""

from __future__ import annotations

from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import assume, event, given, note
from hypothesis import strategies as st
from naive_values import Root, value_of
from value_strategies import tables, terms

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from naive_values import Number, Table, Term

    from factcheck.model.interval import Interval
    from factcheck.model.result import Assessment

MOST_COMPLETIONS = 2500
COLUMNS = "gdywnm"
_NUMBERS = "".join(
    f"      {name}:\n        type: number\n        unit: things\n        markers:\n"
    "          '<3': 0..2\n          '0-3': 0..3\n          '2-3': 2..3\n          '-': none\n"
    for name in "ywnm"
)
_HEAD = (
    "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    columns:\n"
    "      g:\n        type: text\n        empty: unknown\n        markers:\n          '-': none\n"
    "      d:\n        type: date\n        empty: unknown\n        markers:\n          '-': none\n"
    f"{_NUMBERS}claims:\n  c:\n"
)
_FIGURES = {
    "correlation": ("0.5", "above 0.9", "at most -0.2", "1"),
    "distinct": ("2", "at least 3", "fewer than 2"),
    "count": ("2", "at least 3", "fewer than 2"),
}
_OTHERS = ("2 things", "1.5 things", "at least 3 things", "less than 1 things", "exactly 1 things")
_SIGNS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "!=": ne}


def judged(table: Table, body: str) -> Assessment:
    content = ",".join(COLUMNS) + "\n"
    content += "".join(",".join(row[c] for c in COLUMNS) + "\n" for row in table.rows)
    note(content)
    note(body)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.yml"
        path.with_name("t.csv").write_text(content, encoding="utf-8")
        path.write_text(_HEAD + body, encoding="utf-8")
        (found,) = run_file(path, root=Path(folder)).claims[0].readings
    note(f"{found.verdict} {found.reason} {found.explanation} {found.found}")
    return found


def values_of(table: Table, *of: Term) -> list[tuple[Number | None, ...]]:
    """Return some terms in every completion, each combination once."""
    columns = frozenset[str]().union(*(term.columns for term in of))
    assume(table.count(columns) <= MOST_COMPLETIONS)
    every = (tuple(value_of(term, rows) for term in of) for rows in table.completions(columns))
    return list(dict.fromkeys(every))


def is_in(number: Number, interval: Interval) -> bool:
    return number.is_in(interval) if isinstance(number, Root) else number in interval


@given(tables(), terms(), st.data())
def test_found_holds_every_completion(table: Table, term: Term, data: st.DataObject) -> None:
    every = [values[0] for values in values_of(table, term)]
    figure = data.draw(st.sampled_from(_FIGURES.get(term.function, _OTHERS)))
    assessment = judged(table, f"    measure: '{term.text}'\n    figure: {figure}\n")
    numbers = [each for each in every if each is not None]
    if assessment.verdict is Verdict.NOT_CHECKABLE:
        is_excused(assessment, term, every)
        return
    assert assessment.found is not None
    assert assessment.claimed is not None
    found, claimed = assessment.found.interval, assessment.claimed.interval
    assert all(is_in(each, found) for each in numbers), (found, numbers)
    agrees(assessment, [is_in(each, claimed) for each in numbers])
    tell_width(term, found, numbers)


def is_excused(assessment: Assessment, term: Term, every: list[Number | None]) -> None:
    """Not checkable needs a reason that the naive engine can see."""
    explanation = assessment.explanation or ""
    if explanation.startswith(NO_SUCH_VALUE.code):
        return
    assert None in every, explanation
    if term.function != "last":
        assert set(every) == {None}, explanation


def agrees(assessment: Assessment, truths: list[bool]) -> None:
    match assessment.verdict:
        case Verdict.SUPPORTED:
            assert all(truths)
        case Verdict.REFUTED:
            assert not any(truths)
        case Verdict.UNDETERMINED if assessment.reason == "evidence does not decide":
            assert any(truths)
            assert not all(truths)
        case _:
            assert assessment.reason in {"needs bounds", "wording"}, assessment.reason


def tell_width(term: Term, found: Interval, numbers: list[Number]) -> None:
    """Tell how often the bounds are wider than what the completions reach."""
    exact = [each.exact if isinstance(each, Root) else each for each in numbers]
    known = [each for each in exact if each is not None]
    is_sharp = len(known) < len(exact) or (found.lower, found.upper) == (min(known), max(known))
    event(f"{term.function}: {'sharp' if is_sharp else 'wider'}")
    if term.function in {"min", "max", "median", "quantile", "distinct", "last"}:
        assert is_sharp, (found, sorted(known))


@given(tables(), terms(), terms(), st.sampled_from(sorted(_SIGNS)))
def test_comparisons_agree_with_every_completion(
    table: Table, one: Term, other: Term, sign: str
) -> None:
    kinds = [{"correlation": 1, "distinct": 2, "count": 2}.get(t.function, 3) for t in (one, other)]
    assume(kinds[0] == kinds[1] != 1)
    every = values_of(table, one, other)
    assessment = judged(table, f"    holds: '{one.text} {sign} {other.text}'\n")
    truths = [
        _SIGNS[sign](left, right)
        for left, right in every
        if isinstance(left, Fraction) and isinstance(right, Fraction)
    ]
    if assessment.verdict is not Verdict.NOT_CHECKABLE:
        agrees(assessment, truths)
        event(f"{assessment.verdict.value} {assessment.reason}")
