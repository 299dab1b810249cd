"""What a rubric leaves open, filled in every possible way, against what the program finds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from naive_rubrics import (
    AGES,
    DAYS,
    KINDS,
    UNCLEAR,
    completions,
    measures,
    measures_of_roles,
    measures_of_scores,
    rows,
    rubrics,
    score_rubrics,
)

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.dates import ordinal_of
from factcheck.model.interval import Interval
from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import Categories, Numbers
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file
from factcheck.rubric import (
    NoRuleError,
    SeveralRulesError,
    classes_of,
    cut,
    scores_of,
)
from factcheck.rubric.analysis.codes import OVERLAP
from factcheck.rubric.codes import NO_RULE, SEVERAL_RULES
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from naive_rubrics import Measure, Row, Rubric, Rule

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
    values = _values(rubric, ages, kinds)
    note(rubric.text)
    note(str(values))
    expected = [rubric.classes(rules) for rules in _matching(rubric, ages, kinds)]
    try:
        actual = classes_of(cut(load_rubric(rubric.text.encode(), file="r.yml")), values)
    except (NoRuleError, SeveralRulesError) as error:
        assert None in expected
        _is_a_witness(rubric, error)
        return
    assert None not in expected
    assert set(actual) == {name for names in expected if names is not None for name in names}


@settings(max_examples=200)
@given(score_rubrics(), st.data())
def test_the_engine_finds_exactly_the_scores_of_all_combinations(
    rubric: Rubric, data: st.DataObject
) -> None:
    ages = data.draw(st.lists(st.sampled_from(AGES), min_size=1, unique=True))
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
    note(rubric.text)
    expected = {rubric.score(rules) for rules in _matching(rubric, ages, kinds)}
    table = cut(load_rubric(rubric.text.encode(), file="r.yml"))
    actual = scores_of(table, _values(rubric, ages, kinds))
    assert set(actual) == expected
    assert len(actual) == len(expected)


def _values(rubric: Rubric, ages: list[int], kinds: list[str]) -> dict[str, ValueSet | None]:
    first = ordinal_of(DAYS[0]) if rubric.has_days else 0
    return {
        "age": Numbers(tuple(Interval.point(first + age) for age in sorted(ages))),
        "kind": Categories(tuple(kind for kind in KINDS if kind in kinds)),
    }


def _matching(rubric: Rubric, ages: list[int], kinds: list[str]) -> list[list[Rule]]:
    """Return the rules that match each way the values may be."""
    cells = [(age, kind) for age in ages for kind in kinds]
    if rubric.is_no_match:
        return [[rule for rule in rubric.rules if all(rule.matches(*cell) for cell in cells)]]
    return [[rule for rule in rubric.rules if rule.matches(*cell)] for cell in cells]


def _is_a_witness(rubric: Rubric, error: NoRuleError | SeveralRulesError) -> None:
    """The values that an error names show what it says."""
    if rubric.is_no_match:
        return
    named = dict(error.witness)
    age = DAYS.index(named["age"]) if rubric.has_days else int(named["age"])
    matching = [r for r in rubric.rules if r.matches(age, named["kind"])]
    if isinstance(error, NoRuleError):
        assert matching == []
    else:
        assert matching == [rubric.rules[rule.number - 1] for rule in error.rules]
        assert len(matching) > 1


def judged(
    rubric: Rubric,
    table: tuple[Row, ...],
    figures: dict[Measure, str],
    *,
    is_typed: bool,
    is_halved: bool,
) -> dict[Measure, Assessment]:
    """Return what is said of claims of some measures; ``is_typed`` declares the first input.

    ``is_halved`` prints half of its numbers, with decimal commas, and declares that.
    """
    header = "g;age;kind;n\n"
    # What the claim file does not say of a column, the rubric does.
    domain = f"domain: [{', '.join(KINDS)}, {UNCLEAR}]" if len(table) % 2 else "type: text"
    cells = [rubric.cell_of(row.age) for row in table]
    if is_halved:
        cells = [rubric.halved(cell) for cell in cells]
    pairs = zip(table, cells, strict=True)
    body = "".join(f"{row.group};{cell};{row.kind};{row.number}\n" for row, cell in pairs)
    declared = ["type: date" if rubric.has_days else "type: number"] * is_typed
    declared += ["scale: 2, locale: de-DE"] * is_halved
    claims = (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n    empty: unknown\n"
        "    delimiter: ';'\n"
        "    columns:\n"
        "      g: {domain: [u, v]}\n"
        f"      kind: {{{domain}}}\n"
        "      n: {unit: people}\n"
        f"      age: {{{', '.join(declared)}}}\n"
        "claims:\n"
    ) + "".join(
        f"  c{n}:\n    measure: '{rubric.measure_text(each.text)}'\n    figure: {figure}\n"
        for n, (each, figure) in enumerate(figures.items())
    )
    note(rubric.text + header + body + claims)
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(header + body)
        (Path(folder) / "r.yml").write_text(rubric.text)
        path = Path(folder) / "claims.yml"
        path.write_text(claims)
        found = run_file(path, root=Path(folder)).claims
    return {each: claim.readings[0] for each, claim in zip(figures, found, strict=True)}


@settings(max_examples=200)
@given(rubrics(), rows(), st.data())
def test_found_is_what_every_way_to_fill_the_table_gives(
    rubric: Rubric, table: tuple[Row, ...], data: st.DataObject
) -> None:
    _is_found(rubric, table, data, (*measures(), *(measures_of_roles() if rubric.roles else ())))


@settings(max_examples=200)
@given(score_rubrics(), rows(), st.data())
def test_found_is_what_every_way_to_fill_the_table_gives_of_scores(
    rubric: Rubric, table: tuple[Row, ...], data: st.DataObject
) -> None:
    _is_found(rubric, table, data, measures_of_scores())


def _is_found(
    rubric: Rubric, table: tuple[Row, ...], data: st.DataObject, every_measure: tuple[Measure, ...]
) -> None:
    has_ranges = any(not row.age.isdigit() and row.age for row in table)
    is_typed = not has_ranges and data.draw(st.booleans())
    # An unknown date is as exact as the others.
    assume(not rubric.has_days or any(row.age.isdigit() for row in table))
    is_halved = not rubric.has_days and data.draw(st.booleans())
    usable = [each for each in every_measure if is_typed or not each.needs_numbers]
    chosen = data.draw(st.lists(st.sampled_from(usable), min_size=1, max_size=6, unique=True))
    figures = {
        each: data.draw(st.sampled_from(SHARES if "share" in each.text else FIGURES))
        for each in chosen
    }
    worlds = [row.worlds(rubric) for row in table]
    known = [each for each in worlds if each is not None]
    is_classified = len(known) == len(worlds)
    every = {each: completions(each, table, known) if is_classified else [] for each in chosen}
    assume(None not in every.values())
    try:
        found = judged(rubric, table, figures, is_typed=is_typed, is_halved=is_halved)
    except ProblemsError as error:
        _is_told_of_the_rubric(rubric, error)
        return
    assert not _contradicts_itself(rubric)
    for measure, assessment in found.items():
        note(f"{measure.text}: {assessment.verdict} {assessment.explanation} {assessment.found}")
        if not is_classified:
            assert assessment.reason == "fault"
            explanation = assessment.explanation or ""
            assert NO_RULE.code in explanation or SEVERAL_RULES.code in explanation
            continue
        numbers = {measure.number(world) for world in every[measure] or ()}
        _agrees(assessment, sorted(value for value in numbers if value is not None))


def _is_told_of_the_rubric(rubric: Rubric, error: ProblemsError) -> None:
    """The analysis of a rubric tells of a contradiction, be there such a row or not."""
    assert {problem.code for problem in error.problems} == {OVERLAP}
    assert _contradicts_itself(rubric)


def _contradicts_itself(rubric: Rubric) -> bool:
    """Whether rules of which one must decide give different classes to some row."""
    if rubric.hit not in {"unique", "any"}:
        return False
    cells = ((age, kind) for age in AGES for kind in KINDS)
    every = ([rule for rule in rubric.rules if rule.matches(*cell)] for cell in cells)
    return any(len({frozenset(rule.classes) for rule in matching}) > 1 for matching in every)


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
