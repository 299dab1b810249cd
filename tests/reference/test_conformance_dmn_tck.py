"""Decision tables and unary tests against DMN's technology compatibility kit.

The kit lies beside the project, in ``../shared/conformance/dmn-tck``; its README says where it is
from. Of the cases that are there (``pytest -s`` prints the counts of a run):

=====================  ======  =======  =====
tier                   passed  refused  wrong
=====================  ======  =======  =====
A, single tables       all     none     none
B, several decisions   some    some     none
C, expressions         none    all      none
=====================  ======  =======  =====

A case of tier B or C is refused because its decision is no table, because part of the table is
beyond S-FEEL, or because one of its inputs is the result of another decision: each by a code, and
never by an answer that could be wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from dmn_cases import OtherKindError, cases_in, outcome_of, value_in
from dmn_records import without_places

from factcheck.model.problem import ProblemsError
from factcheck.report.rubric_yaml import render_rubric
from factcheck.rubric.dmn import choose, read_dmn, write_dmn
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sfeel import holds
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from pathlib import Path

    from dmn_cases import Case

    from factcheck.model.rubric import Rubric
    from factcheck.rubric.dmn import DmnTable

KIT = "conformance/dmn-tck"


def kit(shared: Path) -> Path:
    folder = shared / KIT
    if not folder.is_dir():
        pytest.skip("DMN's compatibility kit is not among the outside test data: not run")
    return folder


@cache
def tables_of(model: Path) -> tuple[DmnTable, ...]:
    return read_dmn(model.read_bytes(), model.name)


def rubric_of(case: Case) -> Rubric:
    """Return a decision's table as the YAML form reads it back."""
    table = choose(tables_of(case.model), case.model.name, case.decision)
    return load_rubric(render_rubric(table).encode(), file="table.yml")


def outcome(case: Case) -> str:
    """Return ``passed`` or ``wrong``, or the code by which a case is refused."""
    try:
        rubric = rubric_of(case)
        found = outcome_of(rubric, case)
    except ProblemsError as error:
        return error.problems[0].code.code
    except WordsError as error:
        return error.code.code
    except (LookupError, OtherKindError):
        return "an input is no value that is given"
    expected = None if case.is_error else value_in(case.expected)
    return "passed" if found == expected else "wrong"


def counted(folder: Path) -> Counter[str]:
    found = Counter(outcome(case) for case in cases_in(folder))
    print(f"\n{folder.name}: {dict(sorted(found.items()))}")  # noqa: T201 - the counts are asked for
    return found


def test_unary_tests_hold_as_the_kit_says(shared: Path) -> None:
    files = sorted(kit(shared).glob("unary_tests*.json"))
    assert files
    cases = [case for file in files for case in json.loads(file.read_text(encoding="utf-8"))]
    wrong = [
        case["id"]
        for case in cases
        if holds(case["unary_tests"], case["value"]) is not case["expected"]
    ]
    print(f"\nunary tests: {len(cases) - len(wrong)} of {len(cases)}")  # noqa: T201 - as above
    assert cases
    assert wrong == []


def test_every_case_of_tier_a_passes(shared: Path) -> None:
    found = counted(kit(shared) / "tier-a-tables")
    assert found
    assert set(found) == {"passed"}


@pytest.mark.parametrize("tier", ["tier-b-tables", "tier-c-feel"])
def test_no_case_of_the_other_tiers_is_answered_wrongly(shared: Path, tier: str) -> None:
    found = counted(kit(shared) / tier)
    assert found
    assert found["wrong"] == 0


def models(shared: Path) -> list[Path]:
    found = sorted(kit(shared).glob("*/*/*.dmn"))
    others = shared / "conformance" / "drools-dtanalysis" / "models"
    return [*found, *sorted(others.glob("*.dmn"))]


def test_every_table_reads_back_the_same_from_yaml_and_from_xml(shared: Path) -> None:
    count = 0
    for model in models(shared):
        for table in read_dmn(model.read_bytes(), model.name):
            if table.rubric is None:
                assert table.problems
                assert all(problem.span is not None for problem in table.problems)
                continue
            count += 1
            again = load_rubric(render_rubric(table.rubric).encode(), file=model.name)
            assert without_places(again) == without_places(table.rubric)
            (exported,) = read_dmn(write_dmn(table.rubric).encode(), model.name)
            assert exported.rubric is not None
            bare = without_places(exported.rubric, has_texts=False)
            assert bare == without_places(table.rubric, has_texts=False)
    assert count
