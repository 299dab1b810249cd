"""What holds of every record of the vocabulary, and the few that do something."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from pkgutil import iter_modules

import pytest
from msgspec import Struct

from factcheck import model
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import Code, Problem, ProblemsError, Severity
from factcheck.model.result import ClaimResult
from factcheck.model.span import Span, Text
from factcheck.model.spec import Verdict
from factcheck.model.unit import Unit, UnitKind

MODULES = [
    import_module(f"{model.__name__}.{found.name}") for found in iter_modules(model.__path__)
]
CLASSES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == module.__name__
]
RECORDS = [found for found in CLASSES if issubclass(found, Struct)]
ENUMS = [found for found in CLASSES if issubclass(found, Enum)]


def test_there_are_records_and_closed_sets_to_look_at() -> None:
    assert Interval in RECORDS
    assert Verdict in ENUMS


@pytest.mark.parametrize("record", RECORDS)
def test_records_are_frozen_and_described(record: type[Struct]) -> None:
    assert record.__struct_config__.frozen
    assert (record.__doc__ or "").split("\n")[0].endswith((".", "?", ":", '"')), record.__doc__


@pytest.mark.parametrize("record", RECORDS)
def test_records_hold_tuples_and_never_lists_or_dicts(record: type[Struct]) -> None:
    annotations = [str(found) for found in vars(record).get("__annotations__", {}).values()]
    assert not [text for text in annotations if text.startswith(("list", "dict", "set"))]


@pytest.mark.parametrize("closed_set", ENUMS)
def test_closed_sets_have_no_two_names_for_one_value(closed_set: type[Enum]) -> None:
    assert len(closed_set.__members__) == len(list(closed_set))


def test_outcomes_are_spelt_as_users_write_them() -> None:
    assert [verdict.value for verdict in Verdict] == [
        "supported",
        "refuted",
        "undetermined",
        "conflicting",
        "not checkable",
    ]


def test_a_stretch_within_a_line_counts_from_its_beginning() -> None:
    span = Span("claims.yml", 7, 5, 7, 40)
    assert span.within_line(3, 10) == Span("claims.yml", 7, 8, 7, 15)


def test_spans_sort_by_file_then_place() -> None:
    spans = [Span("a", 2, 1, 2, 2), Span("b", 1, 1, 1, 2), Span("a", 1, 9, 1, 10)]
    assert sorted(spans) == [spans[2], spans[0], spans[1]]


def test_text_prints_as_written() -> None:
    assert str(Text("2.70", Span("a", 1, 1, 1, 5))) == "2.70"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit(UnitKind.COUNT, "reports"), "reports"),
        (Unit(UnitKind.COUNT), "count"),
        (Unit(UnitKind.RELATIVE_CHANGE), "relative change"),
    ],
)
def test_units_print_their_noun_or_their_kind(unit: Unit, expected: str) -> None:
    assert str(unit) == expected


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    code = Code("FC999", "made-up", "Made up", "Made up for this test.")
    assert Problem(code, "a message").severity is Severity.ERROR


def test_an_error_carries_every_problem_of_its_stage() -> None:
    code = Code("FC999", "made-up", "Made up", "Made up for this test.")
    problems = [Problem(code, "first fault"), Problem(code, "second fault")]
    error = ProblemsError(problem for problem in problems)
    assert error.problems == tuple(problems)
    assert str(error) == "first fault; second fault"


def test_one_change_is_made_to_each_profile() -> None:
    point = Interval.point
    profiles = Profiles(point(1), point(2), point(3))
    halves = profiles.mapped(lambda found: found.scaled(Fraction(1, 2)))
    assert halves == Profiles(point(Fraction(1, 2)), point(1), point(Fraction(3, 2)))


@pytest.mark.parametrize("verdict", Verdict)
def test_a_claim_is_evaluated_unless_the_evidence_fails_it(verdict: Verdict) -> None:
    fields = dict.fromkeys(ClaimResult.__struct_fields__, None)
    result = ClaimResult(**{**fields, "verdict": verdict})  # type: ignore[arg-type] # one counts
    unevaluated = {Verdict.NOT_CHECKABLE, Verdict.CONFLICTING}
    assert result.is_evaluated == (verdict not in unevaluated)
