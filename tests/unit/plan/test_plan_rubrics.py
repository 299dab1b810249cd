"""What is asked of a table with a rubric: the inputs stand behind the column ``class``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from rubric_helpers import AGES, rubric_of

from factcheck.model.cell import GroupingSet, OpenedTable
from factcheck.model.classified import added_among, asked_of_file, columns_added, with_inputs
from factcheck.model.problem import ProblemsError
from factcheck.plan.codes import NO_SUCH_COLUMN
from factcheck.plan.make import make_plan
from factcheck.rubric.codes import CLASS_TAKEN, NO_NUMBERS
from factcheck.rubric.use_codes import ADDED_TOO_EARLY, NOT_FOR_TABLES
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.plan import BoundReading, Plan
    from factcheck.model.problem import Code

HEADER = ("content", "age", "n")


def planned(
    measure: str, *, columns: str = "", header: tuple[str, ...] = HEADER, rubric: str = AGES
) -> Plan:
    text = (
        f"factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n{columns}"
        f"claims:\n  c:\n    measure: '{measure}'\n    figure: 5\n"
    )
    spec = load_spec(text.encode(), file="claims.yml")
    (table,) = spec.tables
    spec = replace(spec, tables=(replace(table, classified_by=rubric_of(rubric)),))
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
    assert added_among(table, ("class",)) == ()
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


# Roles and scores

ROLES = AGES.replace(
    "classes: [young, other]",
    "classes: {young: {role: counted}, other: {role: not counted}}",
)
UNMATCHED = AGES.replace("      - otherwise: other\n", "")
SCORES = """\
    rubric: scores
    hit_policy: collect +
    inputs:
      content: {values: [image, video, text]}
      age: {type: number}
    rules:
      - {when: {age: under 12}, then: 2}
      - {when: {content: image}, then: 1.5}
    """


@pytest.mark.parametrize(
    ("rubric", "added"),
    [
        (AGES, ("class",)),
        (ROLES, ("class", "counted")),
        (SCORES, ("score",)),
        (SCORES.replace("+", ">"), ("score",)),
        (SCORES.replace("collect +", "'collect #'"), ("score",)),
        (AGES.replace("inputs:", "hit_policy: collect\n    inputs:", 1), ()),
        (AGES.replace("inputs:", "hit_policy: 'collect #'\n    inputs:", 1), ()),
        (UNMATCHED.replace("inputs:", "hit_policy: 'collect #'\n    inputs:", 1), ("score",)),
        (AGES.replace("inputs:", "hit_policy: priority\n    inputs:", 1), ("class",)),
    ],
)
def test_a_rubric_adds_columns(rubric: str, added: tuple[str, ...]) -> None:
    assert columns_added(rubric_of(rubric)) == added


def test_every_class_needs_a_role_for_rows_to_be_counted() -> None:
    rubric = rubric_of(ROLES)
    young, other = rubric.classes
    assert columns_added(replace(rubric, classes=(young, replace(other, role=None)))) == ("class",)


@pytest.mark.parametrize(
    ("measure", "rubric"),
    [
        ("count(t[counted = yes])", ROLES),
        ("count(t[counted = yes, class = young])", ROLES),
        ("count(t[score > 1])", SCORES),
    ],
)
def test_what_is_added_is_asked_of_the_inputs(measure: str, rubric: str) -> None:
    plan = planned(measure, rubric=rubric)
    assert plan.tables[0].sets == (GroupingSet(("age", "content")),)


@pytest.mark.parametrize(
    ("measure", "rubric", "told", "hint"),
    [
        ("sum(t.counted)", ROLES, "holds 'yes' and 'no'", "count(table[counted = …])"),
        ("sum(t.score)", SCORES, "holds the scores of a rubric", "count(table[score >= …])"),
        ("mean(t.score)", SCORES, "holds the scores of a rubric", "count(table[score >= …])"),
        ("last(t.n over score)", SCORES, "holds the scores", "count(table[score >= …])"),
        ("last(t.n over class)", AGES, "holds the classes", "count(table[class = …])"),
    ],
)
def test_what_is_added_is_no_amount(measure: str, rubric: str, told: str, hint: str) -> None:
    plan = planned(measure, rubric=rubric)
    code, message = obstacle_of(plan)
    assert code is NO_NUMBERS
    assert told in message
    assert hint in str(reading_of(plan).obstacle.hint)  # type: ignore[union-attr]  # it has one


@pytest.mark.parametrize(
    ("column", "rubric", "hint"),
    [
        ("counted", AGES, "give each class of r.yml a 'role': counted, not counted or either"),
        ("score", AGES, "r.yml adds 'class'"),
        ("score", ROLES, "r.yml adds 'class' and 'counted'"),
        ("class", SCORES, "r.yml adds 'score'"),
        ("counted", SCORES, "r.yml adds 'score'"),
    ],
)
def test_a_column_that_this_rubric_does_not_add_is_told(
    column: str, rubric: str, hint: str
) -> None:
    plan = planned(f"count(t[{column} = yes])", rubric=rubric)
    code, _ = obstacle_of(plan)
    assert code is NO_SUCH_COLUMN
    assert reading_of(plan).obstacle.hint == hint  # type: ignore[union-attr]  # it has one


def test_a_table_without_a_rubric_has_no_hint_of_one() -> None:
    spec = load_spec(
        b"factcheck: 1\nevidence:\n  t: {file: t.csv}\n"
        b"claims:\n  c: {measure: 'count(t[score = 1])', figure: 5}\n",
        file="claims.yml",
    )
    obstacle = reading_of(make_plan(spec, [OpenedTable("t", "t.csv", ("scoer",))])).obstacle
    assert obstacle is not None
    assert obstacle.hint == "did you mean 'scoer'?"


@pytest.mark.parametrize(("column", "rubric"), [("counted", ROLES), ("score", SCORES)])
def test_every_added_column_must_be_free(column: str, rubric: str) -> None:
    with pytest.raises(ProblemsError) as error:
        planned("count(t)", header=(*HEADER, column), rubric=rubric)
    (problem,) = error.value.problems
    assert problem.code is CLASS_TAKEN
    assert problem.message == f"table 't' has a column '{column}' already, and its rubric adds one"
    assert str(problem.hint).endswith(f"'columns: {{grade: {{from: {column}}}}}'")
    plan = planned("count(t)", header=(*HEADER, column))
    assert plan.tables[0].sets == (GroupingSet(()),)


def test_a_rubric_cannot_look_at_what_it_adds() -> None:
    spec = load_spec(
        b"factcheck: 1\nevidence:\n  t: {file: t.csv, rubric: r.yml}\n"
        b"claims:\n  c: {measure: 'count(t[score > 1])', figure: 5}\n",
        file="claims.yml",
    )
    rubric = rubric_of(SCORES)
    first, second = rubric.inputs
    rubric = replace(rubric, inputs=(first, replace(second, column="score")))
    spec = replace(spec, tables=(replace(spec.tables[0], classified_by=rubric),))
    with pytest.raises(ProblemsError) as error:
        make_plan(spec, [OpenedTable("t", "t.csv", HEADER)])
    (problem,) = error.value.problems
    assert problem.code is CLASS_TAKEN
    assert problem.message == "an input of r.yml reads the column 'score', which the rubric adds"
    assert problem.span == second.span


OUTPUTS = """\
    rubric: two
    inputs:
      age: {type: number}
    outputs: {Status: {values: [good, bad]}, Rate: {}}
    rules:
      - {when: {age: under 12}, then: {Status: good, Rate: low}}
    """


def single(rubric: str) -> str:
    return rubric.replace(", Rate: {}", "").replace(", Rate: low", "")


@pytest.mark.parametrize(
    ("rubric", "why", "hint"),
    [
        (OUTPUTS, "it has 2 outputs, 'Status', 'Rate'", "make a rubric of its own"),
        (single(OUTPUTS), "it has no classes", "list the classes under 'classes'"),
        (
            AGES.replace("inputs:", "hit_policy: rule order\n    inputs:", 1),
            "it gives a list, as 'hit_policy: rule order' says",
            "let one rule decide",
        ),
        (
            single(OUTPUTS).replace("rubric: two", "rubric: two\n    hit_policy: collect >"),
            "what its rules give are no numbers",
            "write the scores as numbers",
        ),
    ],
)
def test_a_rubric_that_classifies_no_rows_is_told(rubric: str, why: str, hint: str) -> None:
    with pytest.raises(ProblemsError) as error:
        planned("count(t)", rubric=rubric)
    (problem,) = error.value.problems
    assert problem.code is NOT_FOR_TABLES
    assert problem.message == f"r.yml does not classify the rows of table 't': {why}"
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (5, 13)
    assert str(problem.hint).startswith(hint)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("", "the rows of t are classified by “ages”"),
        ("title: Young", "the rows of t are classified by “Young”"),
        (
            "title: Young\n    version: '2'\n    author: A. B.",
            "the rows of t are classified by “Young”, version 2, by A. B.",
        ),
    ],
)
def test_a_premise_says_whose_definition_it_is(head: str, told: str) -> None:
    rubric = AGES.replace("rubric: ages", f"rubric: ages\n    {head}")
    (premise,) = reading_of(planned("count(t[class = young])", rubric=rubric)).premises
    assert (premise.kind, premise.name, premise.text) == ("rubric", "r.yml", told)


def test_a_premise_tells_of_scores() -> None:
    (premise,) = reading_of(planned("count(t[score > 1])", rubric=SCORES)).premises
    assert premise.text == "the rows of t are scored by “scores”"
    unnamed = replace(rubric_of(AGES), name=None)
    spec = load_spec(
        b"factcheck: 1\nevidence:\n  t: {file: t.csv, rubric: r.yml}\n"
        b"claims:\n  c: {measure: 'count(t[class = young])', figure: 5}\n",
        file="claims.yml",
    )
    spec = replace(spec, tables=(replace(spec.tables[0], classified_by=unnamed),))
    (premise,) = reading_of(make_plan(spec, [OpenedTable("t", "t.csv", HEADER)])).premises
    assert premise.text == "the rows of t are classified by this rubric"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("key: [score, age]", "key"),
        ("fill_down: [score]", "fill_down"),
        ("totals: {score: All}", "totals"),
        ("columns: {n: {kind: stock, over: score}}", "over"),
        ("columns: {x: {compute: score + 1}}", "compute"),
    ],
)
def test_what_makes_the_rows_cannot_go_by_what_is_added(line: str, key: str) -> None:
    with pytest.raises(ProblemsError) as error:
        planned("count(t)", columns=f"    {line}\n", rubric=SCORES)
    (problem,) = error.value.problems
    assert problem.code is ADDED_TOO_EARLY
    assert problem.message.startswith(f"'{key}' of table 't' names the column 'score', which the")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (5, 13)
    assert planned("count(t)", columns=f"    {line}\n", header=(*HEADER, "score")).tables
