"""What is asked of a table with a rubric: the inputs stand behind the column ``class``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from rubric_helpers import AGES, rubric_of

from factcheck.model.cell import GroupingSet, OpenedTable
from factcheck.model.classified import asked_of_file, has_class, with_inputs
from factcheck.model.problem import ProblemsError
from factcheck.plan.codes import NO_SUCH_COLUMN
from factcheck.plan.make import make_plan
from factcheck.rubric.codes import CLASS_TAKEN, NO_NUMBERS
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.plan import BoundReading, Plan
    from factcheck.model.problem import Code

HEADER = ("content", "age", "n")


def planned(measure: str, *, columns: str = "", header: tuple[str, ...] = HEADER) -> Plan:
    text = (
        f"factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n{columns}"
        f"claims:\n  c:\n    measure: '{measure}'\n    figure: 5\n"
    )
    spec = load_spec(text.encode(), file="claims.yml")
    (table,) = spec.tables
    spec = replace(spec, tables=(replace(table, classified_by=rubric_of(AGES)),))
    return make_plan(spec, [OpenedTable("t", "t.csv", header)])


def reading_of(plan: Plan) -> BoundReading:
    (claim,) = plan.claims
    return claim.readings[0]


def obstacle_of(plan: Plan) -> tuple[Code | None, str]:
    obstacle = reading_of(plan).obstacle
    assert obstacle is not None
    return obstacle.code, obstacle.message


def test_a_class_is_asked_of_its_inputs() -> None:
    plan = planned("sum(t.n[class = young])")
    reading = reading_of(plan)
    assert dict(reading.groupings) == {"t": GroupingSet(("age", "class", "content"), ("n",))}
    assert ("t", "age") in reading.columns
    (table,) = plan.tables
    assert table.sets == (GroupingSet(("age", "content"), ("n",)),)
    assert table.columns == ("age", "content", "n")


def test_without_the_class_the_inputs_are_not_read() -> None:
    plan = planned("sum(t.n)")
    assert plan.tables[0].sets == (GroupingSet((), ("n",)),)
    assert reading_of(plan).premises == ()


def test_the_values_of_the_class_can_be_counted() -> None:
    plan = planned("distinct(t.class)")
    assert plan.tables[0].sets == (GroupingSet(("age", "content")),)
    assert [premise.kind for premise in reading_of(plan).premises] == ["rubric"]


def test_a_class_cannot_be_summed() -> None:
    code, message = obstacle_of(planned("sum(t.class)"))
    assert code is NO_NUMBERS
    assert "the column 'class' of table 't' holds the classes of a rubric" in message


def test_an_input_that_the_table_does_not_have_is_told() -> None:
    plan = planned("count(t[class = young])", header=("content", "aeg"))
    code, message = obstacle_of(plan)
    assert code is NO_SUCH_COLUMN
    assert "'age'" in message


@pytest.mark.parametrize(
    ("columns", "header"),
    [
        ("", (*HEADER, "class")),
        ("    columns: {class: {from: grade}}\n", (*HEADER, "grade")),
    ],
)
def test_the_column_class_must_be_free(columns: str, header: tuple[str, ...]) -> None:
    with pytest.raises(ProblemsError) as error:
        planned("count(t[class = young])", columns=columns, header=header)
    (problem,) = error.value.problems
    assert problem.code is CLASS_TAKEN
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (5, 13)


def test_a_column_class_may_have_another_name() -> None:
    columns = "    columns: {grade: {from: class}}\n"
    plan = planned("count(t[class = young, grade = a])", columns=columns, header=(*HEADER, "class"))
    assert plan.tables[0].sets == (GroupingSet(("age", "content", "grade")),)


def test_a_table_without_a_rubric_is_asked_as_it_is() -> None:
    spec = load_spec(
        b"factcheck: 1\nevidence:\n  t: {file: t.csv}\n"
        b"claims:\n  c: {measure: 'count(t[class = a])', figure: 5}\n",
        file="claims.yml",
    )
    plan = make_plan(spec, [OpenedTable("t", "t.csv", ("class",))])
    assert plan.tables[0].sets == (GroupingSet(("class",)),)
    (table,) = spec.tables
    assert not has_class(table, ("class",))
    assert with_inputs(table, ("class",)) == {"class"}
    assert asked_of_file(table, GroupingSet(("class",))) == GroupingSet(("class",))


def test_a_declared_class_is_told_otherwise_than_one_of_the_file() -> None:
    columns = "    columns: {class: {domain: [young, old]}}\n"
    with pytest.raises(ProblemsError) as error:
        planned("count(t[class = young])", columns=columns)
    (problem,) = error.value.problems
    assert problem.message == (
        "the columns of table 't' declare 'class', which is the column that its rubric adds"
    )
    with pytest.raises(ProblemsError) as error:
        planned("count(t[class = young])", header=(*HEADER, "class"))
    (problem,) = error.value.problems
    assert "has a column 'class' already" in problem.message


def test_the_class_of_a_joined_table_does_not_come_along() -> None:
    text = (
        "factcheck: 1\nevidence:\n  u: {file: u.csv, key: n, rubric: r.yml}\n"
        "  t: {file: t.csv, join: {table: u, on: n}}\n"
        "claims:\n  c:\n    measure: 'count(t[class = young])'\n    figure: 5\n"
        "  d:\n    measure: 'count(u[class = young])'\n    figure: 5\n"
    )
    spec = load_spec(text.encode(), file="claims.yml")
    first, second = spec.tables
    tables = (replace(first, classified_by=rubric_of(AGES)), second)
    opened = [OpenedTable(name, f"{name}.csv", HEADER) for name in ("u", "t")]
    one, other = make_plan(replace(spec, tables=tables), opened).claims
    obstacle = one.readings[0].obstacle
    assert obstacle is not None
    assert obstacle.code is NO_SUCH_COLUMN
    assert "name the 'rubric' of this table too" in str(obstacle.hint)
    assert other.readings[0].obstacle is None
