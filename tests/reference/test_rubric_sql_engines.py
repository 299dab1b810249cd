"""A rubric's CASE in DuckDB and SQLite against the decision of the table itself."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import duckdb
import pytest
from decision_strategies import rows_of, rubrics
from dmn_cases import cases_in, outcome_of, value_in
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.model.cell import number_key
from factcheck.model.dates import day_of
from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    NumberDomain,
    Numbers,
    ValueKind,
)
from factcheck.rubric import NoRuleError, classes_of, cut
from factcheck.rubric.decide import decide, known_value
from factcheck.rubric.dmn import choose, read_dmn
from factcheck.rubric.errors import SeveralRulesError, WordsError
from factcheck.rubric.scores import scores_of
from factcheck.rubric.sql import DIALECTS, to_sql

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from factcheck.model.rubric import Domain, Rubric, RubricInput
    from factcheck.rubric.decide import Known

SINGLE = [each for each in HitPolicy if each.is_single or each.is_score]
DUCKDB_TYPES = {"number": "DECIMAL(18, 3)", "date": "DATE", "boolean": "BOOLEAN", "text": "VARCHAR"}
SQLITE_TYPES = {"number": "NUMERIC", "date": "TEXT", "boolean": "INTEGER", "text": "TEXT"}


def kind(domain: Domain) -> str:
    if isinstance(domain, NumberDomain):
        return "date" if domain.is_date else "number"
    return "boolean" if domain.is_boolean else "text"


def cell(value: Known, of: RubricInput) -> object:
    """Return a value as a parameter of a statement."""
    if value is None:
        return None
    if isinstance(of.domain, CategoryDomain):
        if of.domain.is_boolean:
            return value == "true"
        return "some other text" if value == OTHER else value
    assert isinstance(value, Fraction)
    return day_of(int(value)) if of.domain.is_date else number_key(value)


def table(rubric: Rubric, types: Mapping[str, str]) -> str:
    columns = ", ".join(
        '"{}" {}'.format(each.column.replace('"', '""'), types[kind(each.domain)])
        for each in rubric.inputs
    )
    return f"CREATE TEMPORARY TABLE t ({columns})"


@cache
def duckdb_alone() -> duckdb.DuckDBPyConnection:
    """Return one database in memory for all tables, one thread of it."""
    return duckdb.connect(config={"threads": 1})


def in_duckdb(rubric: Rubric, values: Mapping[str, Known]) -> object:
    marks = ", ".join("?" for _ in rubric.inputs)
    connection = duckdb_alone()
    connection.execute("DROP TABLE IF EXISTS t")
    connection.execute(table(rubric, DUCKDB_TYPES))
    cells = [cell(values[each.name], each) for each in rubric.inputs]
    connection.execute(f"INSERT INTO t VALUES ({marks})", cells)  # noqa: S608 - marks alone
    found = connection.execute(f"SELECT {to_sql(rubric)} FROM t").fetchone()  # noqa: S608 - ours
    assert found is not None
    return found[0]


def in_sqlite(rubric: Rubric, values: Mapping[str, Known]) -> object:
    marks = ", ".join("?" for _ in rubric.inputs)
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(table(rubric, SQLITE_TYPES))
        cells = [cell(values[each.name], each) for each in rubric.inputs]
        connection.execute(f"INSERT INTO t VALUES ({marks})", cells)  # noqa: S608 - marks alone
        text = to_sql(rubric, DIALECTS["sqlite"])
        found: tuple[object] = connection.execute(f"SELECT {text} FROM t").fetchone()  # noqa: S608 - ours
        return found[0]
    finally:
        connection.close()


def literal(found: object, expected: Literal | None) -> Literal | None:
    """Return what a database gave, as the kind that is expected."""
    if found is None:
        return None
    assert expected is not None
    if expected.kind is ValueKind.NUMBER:
        return Literal(ValueKind.NUMBER, number_key(fraction_of(str(Decimal(str(found))))))
    if expected.kind is ValueKind.BOOLEAN:
        return Literal(ValueKind.BOOLEAN, "true" if found else "false")
    return Literal(expected.kind, str(found))


def decided(rubric: Rubric, values: Mapping[str, Known]) -> Literal | None:
    found = decide(rubric, values)
    assert len(found.outcomes) <= 1
    value = found.outcomes[0][0] if found.outcomes else None
    return None if value is not None and value.kind is ValueKind.NOTHING else value


@given(st.data())
def test_random_tables_decide_alike(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(policies=SINGLE))
    values = data.draw(rows_of(rubric))
    try:
        to_sql(rubric)
        expected = decided(rubric, values)
    except (SeveralRulesError, WordsError):
        assume(False)
    for found in (in_duckdb(rubric, values), in_sqlite(rubric, values)):
        assert literal(found, expected) == expected


@given(st.data())
def test_a_point_is_decided_as_a_row_is_classified(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(policies=SINGLE))
    values = data.draw(rows_of(rubric))
    assume(rubric.classes or rubric.hit.is_score)
    sets = {
        name: None
        if value is None
        else Categories((value,))
        if isinstance(value, str)
        else Numbers((Interval.point(value),))
        for name, value in values.items()
    }
    try:
        found = decide(rubric, values).outcomes
    except SeveralRulesError:
        with pytest.raises(SeveralRulesError):
            classes_of(cut(rubric), sets)
        return
    if rubric.hit.is_score:
        scores = [
            None if each is None else number_key(each) for each in scores_of(cut(rubric), sets)
        ]
        assert scores == [found[0][0].text if found else None]
    elif not found:
        with pytest.raises(NoRuleError):
            classes_of(cut(rubric), sets)
    else:
        assert classes_of(cut(rubric), sets) == tuple(outcome[0].text for outcome in found)


def test_single_hit_tables_of_the_kit_decide_alike(shared: Path) -> None:
    folder = shared / "conformance" / "dmn-tck" / "tier-a-tables"
    checked = 0
    for case in cases_in(folder):
        rubric = choose(read_dmn(case.model.read_bytes(), "m.dmn"), "m.dmn", case.decision)
        values = {}
        for each in rubric.inputs:
            given_value = value_in(case.given[each.name])
            assert given_value is None or isinstance(given_value, Literal)
            text = "null" if given_value is None else given_value.text
            values[each.name] = known_value(text, each)
        is_list = not rubric.hit.is_single and not rubric.hit.is_score
        if is_list or len(rubric.outputs) > 1:
            with pytest.raises(WordsError) as caught:
                to_sql(rubric)
            assert caught.value.code.code == "FC339"
            continue
        checked += 1
        expected = outcome_of(rubric, case)
        assert expected is None or isinstance(expected, Literal)
        for found in (in_duckdb(rubric, values), in_sqlite(rubric, values)):
            assert literal(found, expected) == expected
    assert checked
