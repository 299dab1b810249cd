"""What a rubric leaves open, filled in every possible way, against what the program finds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from naive_rubrics import AGES, KINDS, UNCLEAR, completions, measures, rows, rubrics

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.interval import Interval
from factcheck.model.rubric import Categories, Numbers
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file
from factcheck.rubric import (
    NoRuleError,
    SeveralRulesError,
    classes_of,
    cut,
)
from factcheck.rubric.codes import NO_RULE, SEVERAL_RULES
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from naive_rubrics import Measure, Row, Rubric

    from factcheck.model.fraction import Fraction
    from factcheck.model.result import Assessment
    from factcheck.model.rubric import ValueSet

FIGURES = ("1", "at least 2", "less than 1", "0")
SHARES = ("50%", "at least 40%", "less than 25%", "100%")


@settings(max_examples=200)
@given(rubrics(), st.data())
def test_the_engine_finds_exactly_the_classes_of_all_combinations(
    rubric: Rubric, data: st.DataObject
) -> None:
    ages = data.draw(st.lists(st.sampled_from(AGES), min_size=1, unique=True))
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
    values: dict[str, ValueSet | None] = {
        "age": Numbers(tuple(Interval.point(age) for age in sorted(ages))),
        "kind": Categories(tuple(kind for kind in KINDS if kind in kinds)),
    }
    note(rubric.text)
    note(str(values))
    cells = [(age, kind) for age in ages for kind in kinds]
    matching = [[rule for rule in rubric.rules if rule.matches(*cell)] for cell in cells]
    if rubric.is_no_match:
        matching = [[rule for rule in rubric.rules if all(rule.matches(*cell) for cell in cells)]]
    expected = [rubric.classes(rules) for rules in matching]
    try:
        actual = classes_of(cut(load_rubric(rubric.text.encode(), file="r.yml")), values)
    except (NoRuleError, SeveralRulesError) as error:
        assert None in expected
        _is_a_witness(rubric, error)
        return
    assert None not in expected
    assert set(actual) == {name for names in expected if names is not None for name in names}


def _is_a_witness(rubric: Rubric, error: NoRuleError | SeveralRulesError) -> None:
    """The values that an error names show what it says."""
    if rubric.is_no_match:
        return
    named = dict(error.witness)
    matching = [r for r in rubric.rules if r.matches(int(named["age"]), named["kind"])]
    if isinstance(error, NoRuleError):
        assert matching == []
    else:
        assert matching == [rubric.rules[rule.number - 1] for rule in error.rules]
        assert len(matching) > 1


def judged(rubric: Rubric, table: tuple[Row, ...], measure: Measure, figure: str) -> Assessment:
    header = "g,age,kind,n\n"
    # What the claim file does not say of a column, the rubric does.
    domain = f"domain: [{', '.join(KINDS)}, {UNCLEAR}]" if len(table) % 2 else "type: text"
    body = "".join(f"{row.group},{row.age},{row.kind},{row.number}\n" for row in table)
    claims = (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n    empty: unknown\n"
        "    columns:\n"
        "      g: {domain: [u, v]}\n"
        f"      kind: {{{domain}}}\n"
        "      n: {unit: people}\n"
        f"{'      age: {type: number}' if measure.needs_numbers else ''}\n"
        f"claims:\n  c:\n    measure: '{measure.text}'\n    figure: {figure}\n"
    )
    note(rubric.text + header + body + claims)
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(header + body)
        (Path(folder) / "r.yml").write_text(rubric.text)
        path = Path(folder) / "claims.yml"
        path.write_text(claims)
        (claim,) = run_file(path, root=Path(folder)).claims
    return claim.readings[0]


@settings(max_examples=200)
@given(rubrics(), rows(), st.data())
def test_found_is_what_every_way_to_fill_the_table_gives(
    rubric: Rubric, table: tuple[Row, ...], data: st.DataObject
) -> None:
    has_ranges = any(not row.age.isdigit() and row.age for row in table)
    usable = [each for each in measures() if not (has_ranges and each.needs_numbers)]
    measure = data.draw(st.sampled_from(usable))
    figure = data.draw(st.sampled_from(SHARES if "share" in measure.text else FIGURES))
    worlds = [row.worlds(rubric) for row in table]
    known = [each for each in worlds if each is not None]
    is_classified = len(known) == len(worlds)
    every = completions(measure, table, known) if is_classified else []
    assume(every is not None)
    assessment = judged(rubric, table, measure, figure)
    note(f"{assessment.verdict} {assessment.reason} {assessment.explanation} {assessment.found}")
    if not is_classified:
        assert assessment.reason == "fault"
        explanation = assessment.explanation or ""
        assert NO_RULE.code in explanation or SEVERAL_RULES.code in explanation
        return
    numbers = {measure.number(found) for found in every or ()}
    values = sorted(value for value in numbers if value is not None)
    _agrees(assessment, values)


def _agrees(assessment: Assessment, values: list[Fraction]) -> None:
    if assessment.verdict is Verdict.NOT_CHECKABLE:
        # A test may name a value that this table happens not to have.
        assert not values or NO_SUCH_VALUE.code in (assessment.explanation or "")
        return
    assert assessment.found is not None
    assert assessment.claimed is not None
    found, claimed = assessment.found.interval, assessment.claimed.interval
    assert (found.lower, found.upper) == (values[0], values[-1])
    inside = [value in claimed for value in values]
    match assessment.verdict:
        case Verdict.SUPPORTED:
            assert all(inside)
        case Verdict.REFUTED:
            assert not any(inside)
        case _ if assessment.reason == "evidence does not decide":
            assert any(inside)
            assert not all(inside)
        case _:  # between two whole numbers, which only counting would show
            assert assessment.reason == "needs bounds"
