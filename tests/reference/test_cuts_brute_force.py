"""Thresholds on typed stores: no engine, no cost and no cut changes what is found."""

from __future__ import annotations

import csv
import operator
from contextlib import contextmanager
from decimal import Decimal
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import pytest
from exact import exact
from hypothesis import given, note
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.evidence import child, reader, scan
from factcheck.model.cell import GroupingSet
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file
from factcheck.report.json_report import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.evidence.table import Table
    from factcheck.model.fraction import Fraction
    from factcheck.model.plan import TablePlan
    from factcheck.model.result import Assessment, RunResult

    Truth = bool | None
    """Whether a row passes a test; ``None`` where nobody knows."""
    Row = dict[str, Any]
    Ends = tuple[Fraction, Fraction]

# What a cell may hold instead of a number.
UNKNOWN, NOTHING, DROPPED = "unknown", "none", "not applicable"
TYPES: dict[str, st.SearchStrategy[object]] = {
    "INTEGER": st.integers(-3, 12) | st.sampled_from([-99, 5, 10]),
    "DECIMAL(9, 2)": st.decimals(-3, 12, places=2)
    | st.sampled_from([Decimal(text) for text in ("5.00", "-99.00", "10.00", "0.00")]),
    "DOUBLE": st.integers(-12, 48).map(lambda number: number / 4)
    | st.sampled_from([0.1, 0.3, 0.1 + 0.2, 5.0, -0.0, -99.0, 1e16, 1e-7, 10.000000000000002]),
    "VARCHAR": st.sampled_from(["5", "5.0", "10", "-2", "0", "-99", "n/a", "1,234", "7.25", "6"]),
}
"""The types of the column that is compared, and its values, of which some are thresholds."""
NUMBERS = ("-2", "0", "0.3", "5", "7.25", "10", "0.12345678901234")


class Declared(NamedTuple):
    """What the claim file says of the column that is compared."""

    empty: str
    scale: int
    is_marked: bool
    has_key: bool

    def number(self, row: Row) -> Fraction | str:
        """Return the number of a row, or what stands for it."""
        text = printed(row["n"])
        if text == "":
            return exact("0") if self.empty == "0" else self.empty
        if text == "n/a" or (text == "-99" and self.is_marked):
            return UNKNOWN
        return exact(text.replace(",", "")) * self.scale

    def lines(self) -> str:
        """Return the declaration of the table."""
        markers = ["        markers:\n", "          n/a: unknown\n"]
        markers += ["          '-99': unknown\n"] if self.is_marked else []
        key = "    key: id\n" if self.has_key else ""
        columns = f"      n:\n        empty: {self.empty}\n        scale: {self.scale}\n"
        share = (
            "      p:\n        unit: percent\n      m:\n        kind: amount\n        unit: CHF\n"
        )
        return (
            f"{key}    columns:\n{columns}{''.join(markers)}{share}      g:\n        empty: none\n"
        )


def printed(raw: object) -> str:
    """Return a value as a file of texts has it, a binary fraction with at most 15 digits."""
    if raw is None:
        return ""
    if isinstance(raw, float):
        text = format(Decimal(f"{raw:.15g}"), "f")
        text = text.rstrip("0").removesuffix(".") if "." in text else text
        return "0" if text == "-0" else text
    return str(raw)


ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Leaf(NamedTuple):
    """A test as the language writes it, its column, and what it means of a value."""

    text: str
    column: str
    holds: Callable[[Any], bool]

    def of(self, row: Row, declared: Declared) -> Truth | str:
        """Return whether a row passes; that it is left out where the column does not apply."""
        value = row_value(row, self.column, declared)
        if value == DROPPED:
            return DROPPED
        if self.text.endswith("known"):
            return self.holds(value)
        if value in {UNKNOWN, NOTHING}:
            return None if value == UNKNOWN else False
        return self.holds(value)


def row_value(row: Row, column: str, declared: Declared) -> Any:  # noqa: ANN401 - a number or text
    """Return what a row holds in a column."""
    if column == "n":
        return declared.number(row)
    if column == "g":
        return NOTHING if row["g"] is None else row["g"]
    return exact(printed(row[column])) / (100 if column == "p" else 1)


def _order(sign: str, number: str, column: str) -> Leaf:
    percent = "%" if column == "p" else ""
    limit = exact(number) / (100 if column == "p" else 1)
    return Leaf(f"{column} {sign} {number}{percent}", column, lambda v: ORDERS[sign](v, limit))


def _range(ends: tuple[str, str], *, is_negated: bool) -> Leaf:
    low, high = sorted(ends, key=exact)
    lower, upper = exact(low), exact(high)
    word = "not in" if is_negated else "in"
    return Leaf(f"n {word} {low}..{high}", "n", lambda v: (lower <= v <= upper) != is_negated)


LEAVES = st.one_of(
    st.builds(_order, st.sampled_from(sorted(ORDERS)), st.sampled_from(NUMBERS), st.just("n")),
    st.builds(_order, st.sampled_from(sorted(ORDERS)), st.sampled_from(("5", "50")), st.just("p")),
    st.builds(_order, st.sampled_from(sorted(ORDERS)), st.sampled_from(("0", "5")), st.just("m")),
    st.builds(
        _range,
        st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2, unique=True).map(tuple),
        is_negated=st.booleans(),
    ),
    st.just(Leaf("n known", "n", lambda v: v not in {UNKNOWN, NOTHING})),
    st.sampled_from(
        (
            Leaf("g = a", "g", lambda v: v == "a"),
            Leaf("g != a", "g", lambda v: v != "a"),
            Leaf("g in (a, b)", "g", lambda v: v in {"a", "b"}),
        )
    ),
)
Group = tuple[Leaf, ...]
"""Tests of which one is enough."""


class Claim(NamedTuple):
    """A claim: its lines, and what it measures."""

    kind: str
    groups: tuple[Group, ...]
    where: Group
    lines: str


def passes(groups: tuple[Group, ...], row: Row, declared: Declared) -> Truth | str:
    """Return whether a row passes every group of tests; that it is left out where one is."""
    every: Truth = True
    is_dropped = False
    for group in groups:
        found = [test.of(row, declared) for test in group]
        is_dropped |= DROPPED in found
        one = True if True in found else None if None in found else False
        every = False if every is False or one is False else None if None in {every, one} else True
    return DROPPED if is_dropped else every


FORMS = {
    "count": "measure: count(t{})",
    "sum": "measure: sum(t.m{})",
    "mean": "measure: mean(t.m{})",
    "share": "measure: count(t{}) / count(t)",
    "median": "measure: median(t.m{})",
    "own median": "measure: median(t.n{})",
    "own sum": "measure: sum(t.n{})",
    "quantile": "measure: quantile(t.m{}, 90%)",
    "largest": "measure: max(t.m{})",
    "own least": "measure: min(t.n{})",
    "distinct": "measure: distinct(t.m{})",
    "weighted": "measure: weighted_mean(t.m{}, t.id)",
    "correlation": "measure: correlation(t.m{}, t.id)",
    "last": "measure: last(t.m{} over id)",
    "groups": "measure: groups(t by g, holds count(t{}) > 1)",
    "rank": "place: 1\n    of: a\n    by: g\n    measure: count(t{})",
    "top": "measure: count(t[m in top 2]) + count(t{})",
}
MONEY = ("sum", "mean", "median", "quantile", "largest", "weighted", "last")
FIGURES = {"share": "50%", **dict.fromkeys(MONEY, "12 CHF")}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(sorted(FORMS)))
    groups = tuple(
        tuple(draw(st.lists(LEAVES, min_size=1, max_size=2)))
        for _ in range(draw(st.integers(1, 2)))
    )
    where = tuple(draw(st.lists(LEAVES, max_size=1)))
    texts = [" or ".join(test.text for test in group) for group in groups]
    texts = [f"({text})" if " or " in text else text for text in texts]
    form = FORMS[kind].format(f"[{', '.join(texts)}]")
    lines = [*form.split("\n    ")]
    lines += [] if kind == "rank" else [f"figure: {FIGURES.get(kind, '3')}"]
    lines += [f"where: {test.text}" for test in where]
    return Claim(kind, groups, where, "".join(f"    {line}\n" for line in lines))


class Case(NamedTuple):
    """A table, and claims of it."""

    types: dict[str, str]
    rows: list[Row]
    declared: Declared
    claims: list[Claim]


MEASURED: dict[str, Callable[[int], object]] = {
    "INTEGER": int,
    "DOUBLE": lambda number: number / 4,
    "DECIMAL(9, 2)": lambda number: Decimal(number) / 4,
}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    kind = draw(st.sampled_from(sorted(TYPES)))
    other = draw(st.sampled_from(("INTEGER", "DECIMAL(9, 2)", "DOUBLE")))
    types = {"id": "INTEGER", "g": "VARCHAR", "n": kind, "m": other, "p": "DOUBLE"}
    few = draw(st.lists(TYPES[kind], min_size=1, max_size=4))
    number = st.none() | st.sampled_from(few) | TYPES[kind]
    measured = st.integers(0, 40).map(MEASURED[other])
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "g": st.sampled_from(["a", "b", "c", "d", None]),
                    "n": number,
                    "m": measured,
                    "p": st.sampled_from([0.0, 5.0, 12.5, 50.0, 100.0]),
                }
            ),
            min_size=1,
            max_size=9,
        )
    )
    rows = [{"id": place, **row} for place, row in enumerate(rows)]
    empty = draw(st.sampled_from((UNKNOWN, NOTHING, DROPPED, "0")))
    declared = Declared(
        empty, draw(st.sampled_from((1, 1000))), draw(st.booleans()), draw(st.booleans())
    )
    return Case(types, rows, declared, draw(st.lists(claims(), min_size=2, max_size=5)))


def written(folder: Path, case: Case) -> dict[str, Path]:
    """Write the table in both formats with a claim file for each; return these files."""
    names = ", ".join(f'"{name}" {type_}' for name, type_ in case.types.items())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({names})")
        marks = ", ".join("?" * len(case.types))
        rows = [[row[name] for name in case.types] for row in case.rows]
        connection.executemany(f"INSERT INTO t VALUES ({marks})", rows)  # noqa: S608 - our own
        connection.table("t").write_parquet(str(folder / "t.parquet"))
    with (folder / "t.csv").open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(case.types)
        table.writerows([printed(row[name]) for name in case.types] for row in case.rows)
    claims = "".join(f"  c{place}:\n{one.lines}" for place, one in enumerate(case.claims))
    files = {}
    for kind in ("csv", "parquet"):
        head = f"factcheck: 1\nevidence:\n  t:\n    file: t.{kind}\n"
        files[kind] = folder / f"{kind}.yml"
        files[kind].write_text(f"{head}{case.declared.lines()}claims:\n{claims}", encoding="utf-8")
    note(files["csv"].read_text(encoding="utf-8"))
    note((folder / "t.csv").read_text(encoding="utf-8"))
    return files


Told = tuple[object, ...]


def told(result: RunResult) -> list[Told]:
    """Return verdict and interval of each claim."""
    return [_told(reading) for claim in result.claims for reading in claim.readings]


def _told(reading: Assessment) -> Told:
    found = None if reading.found is None else reading.found.interval
    # Where nothing is found, only the code says why: the words may name other values.
    return reading.verdict, found, None if found else (reading.explanation or "")[:5]


@contextmanager
def chosen_so(choose: Callable[[TablePlan], TablePlan] | None) -> Iterator[None]:
    """Have the sets of every plan chosen in one way, without looking at the table."""

    def chosen(plan: TablePlan, table: Table) -> TablePlan:  # noqa: ARG001 - as it is called
        return plan if choose is None or not plan.wanted else choose(plan)

    with pytest.MonkeyPatch.context() as patch:
        # A process for each run takes long.
        patch.setattr(child, "has_python", lambda: False)
        patch.setattr(reader, "chosen_for", chosen)
        yield


def apart(plan: TablePlan) -> TablePlan:
    return replace(plan, sets=tuple(dict.fromkeys(plan.wanted)))


def merged(plan: TablePlan) -> TablePlan:
    return replace(plan, sets=(reduce(GroupingSet.joined, plan.wanted),))


def with_base(plan: TablePlan) -> TablePlan:
    return replace(apart(plan), has_base=True)


def folded(plan: TablePlan) -> TablePlan:
    return replace(with_base(plan), folded=plan.named)


@given(cases())
def test_every_way_to_scan_finds_the_same(case: Case) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = written(folder, case)
        results = []
        for choose in (None, apart, merged, with_base, folded):
            with chosen_so(choose):
                results.append(run_file(files["parquet"], root=folder))
        with chosen_so(None), pytest.MonkeyPatch.context() as patch:
            patch.setattr(scan, "_scan_where_it_lies", lambda *_: None)
            in_python = run_file(files["parquet"], root=folder)
        printed_alike = run_file(files["csv"], root=folder)
    first, *others = map(render, results)
    assert all(other == first for other in others)
    assert told(results[0]) == told(in_python)
    assert told(results[0]) == told(printed_alike)
    for claim, found in zip(case.claims, told(results[0]), strict=True):
        compare(claim, case, found)


def compare(claim: Claim, case: Case, found: Told) -> None:
    """Compare a claim with what a naive reader of the rows finds."""
    verdict, interval, _ = found
    if verdict is Verdict.NOT_CHECKABLE or interval is None:
        return
    expected = naive(claim, case)
    if expected is not None:
        note(f"{claim} {expected}")
        assert (interval.lower, interval.upper) == expected  # type: ignore[attr-defined]


def naive(claim: Claim, case: Case) -> Ends | None:
    """Return the least and the most that a claim's measure may be; ``None`` for other kinds."""
    if claim.kind not in {"count", "sum"}:
        return None
    groups = (*claim.groups, *((test,) for test in claim.where))
    every = [(row, passes(groups, row, case.declared)) for row in case.rows]

    def size(held: Truth) -> Fraction:
        rows = (row for row, found in every if found is held)
        return sum(
            (exact("1") if claim.kind == "count" else exact(printed(row["m"])) for row in rows),
            exact("0"),
        )

    sure = size(True)
    return sure, sure + size(None)
