"""Gaps, overlaps and rules in each other's way, as another project's tests have them.

The set is Drools' tests of its analysis of decision tables (Apache-2.0), beside the project in
``../shared/conformance/drools-dtanalysis``; its ``SOURCE.txt`` says how it was extracted. Every
analysis that is there is compared. Tables whose tests are FEEL beyond S-FEEL are refused here,
and those with times and durations.

Five conventions are needed to compare: sets of points count, not rectangles; enumerations are
sorted and written as ranges; an input that may be any text has no gaps there, where we warn; the
missing value lies outside and days are discrete; and the values of a test that lie beyond the
domain are an error there, and a warning here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from drools_analyses import analyses, grid, holds_in, is_in, matching, subject_of
from msgspec.structs import replace

from factcheck.model.rubric import CategoryDomain, HitPolicy
from factcheck.rubric.analysis import Kind, analyse
from factcheck.rubric.dmn import read_dmn

if TYPE_CHECKING:
    from pathlib import Path

    from drools_analyses import Expected, Row

    from factcheck.model.rubric import Rubric
    from factcheck.rubric.analysis import Analysis

SET = "drools-dtanalysis"
KIT = "dmn-tck"
COLLECTING = {
    HitPolicy.COLLECT,
    HitPolicy.SUM,
    HitPolicy.MINIMUM,
    HitPolicy.MAXIMUM,
    HitPolicy.NUMBER,
}
"""There neither gaps nor overlaps are sought under these."""


def folder_in(shared: Path, name: str) -> Path:
    folder = shared / "conformance" / name
    if not folder.is_dir():
        pytest.skip(f"the conformance set {name} is not beside the project")
    return folder


def test_every_analysis_that_is_read_agrees(shared: Path) -> None:
    folder = folder_in(shared, SET)
    found: Counter[str] = Counter()
    for expected in analyses(folder):
        subject = subject_of(folder, expected)
        if subject.rubric is None:
            assert subject.problems
            assert all(each.message for each in subject.problems)
            found["refused"] += 1
            print(f"refused: {expected['test']}: {subject.problems[0].message}")  # noqa: T201
            continue
        for name in _disagreements(subject.rubric, expected):
            found["wrong"] += 1
            print(f"wrong: {expected['test']}: {name}")  # noqa: T201 - all of them are shown
        found["agreed"] += 1
    print(dict(found))  # noqa: T201 - the counts are what one wants to know
    assert found["wrong"] == 0
    assert found["agreed"] >= 36


def _disagreements(rubric: Rubric, expected: Expected) -> list[str]:
    analysis = analyse(rubric)
    assert not analysis.of(Kind.UNFINISHED)
    rows = grid(rubric, expected)
    checks = {
        "gaps": _gaps_agree(analysis, expected, rows),
        "overlaps": _overlaps_agree(analysis, expected, rows),
        "masked": _masked_agree(analysis, expected),
        "misleading": _pairs_agree(analysis, expected, "misleading", Kind.MISLEADING),
        "subsumptions": _pairs_agree(analysis, expected, "subsumptions", Kind.SUBSUMED),
        "duplicates": _duplicates_agree(analysis, expected),
    }
    return [name for name, agrees in checks.items() if not agrees]


def _gaps_agree(analysis: Analysis, expected: Expected, rows: list[Row]) -> bool:
    rubric, gaps = analysis.rubric, analysis.of(Kind.GAP)
    if "gaps_count" not in expected or rubric.hit in COLLECTING:
        return True
    if any(
        isinstance(each.domain, CategoryDomain) and each.domain.is_open for each in rubric.inputs
    ):
        return bool(expected["gaps_count"] == 0)
    assert all((not matching(rubric, row)) == any(holds_in(g, row) for g in gaps) for row in rows)
    if "gaps" in expected:
        return all(
            any(holds_in(each, row) for each in gaps)
            == any(is_in(box, row, rubric) for box in expected["gaps"])
            for row in rows
        )
    return bool(gaps) == bool(expected["gaps_count"])


def _overlaps_agree(analysis: Analysis, expected: Expected, rows: list[Row]) -> bool:
    if "overlaps_count" not in expected or analysis.rubric.hit in COLLECTING:
        return True
    if analysis.rubric.hit.is_single:
        found = [each for each in analysis.findings if each.kind.is_overlap]
        told = (
            frozenset(rule.number for each in found if holds_in(each, row) for rule in each.rules)
            for row in rows
        )
        assert all(a == b for a, b in zip(told, _met(analysis.rubric, rows), strict=True))
    if "overlaps" not in expected:
        return analysis.has_overlaps == bool(expected["overlaps_count"])
    return all(
        met
        == frozenset(
            rule
            for each in expected["overlaps"]
            if is_in(each["area"], row, analysis.rubric)
            for rule in each["rules"]
        )
        for row, met in zip(rows, _met(analysis.rubric, rows), strict=True)
    )


def _met(rubric: Rubric, rows: list[Row]) -> list[frozenset[int]]:
    """Return for each row the rules that match it, where they are several."""
    every = (matching(rubric, row) for row in rows)
    return [rules if len(rules) > 1 else frozenset() for rules in every]


def _masked_agree(analysis: Analysis, expected: Expected) -> bool:
    """Theirs are the masked rule and each wider one; ours has one that is enough."""
    if "masked" not in expected or analysis.rubric.hit is not HitPolicy.PRIORITY:
        return True
    theirs = {tuple(each["args"]) for each in expected["masked"]}
    ours = {each.rules[0].number: each.others for each in analysis.of(Kind.MASKED)}
    return set(ours) >= {masked for masked, _ in theirs} and all(
        len(others) > 1 or (masked, others[0].number) in theirs for masked, others in ours.items()
    )


def _pairs_agree(analysis: Analysis, expected: Expected, name: str, kind: Kind) -> bool:
    ours = {tuple(rule.number for rule in each.rules) for each in analysis.of(kind)}
    if kind is Kind.SUBSUMED:
        # Of two rules that test the same, either lies within the other.
        for each in analysis.of(Kind.DUPLICATE):
            one, other = each.rules
            if one.outcomes == other.outcomes:
                ours |= {(one.number, other.number), (other.number, one.number)}
    if name in expected:
        return ours == {tuple(each["args"]) for each in expected[name]}
    return bool(expected.get(f"{name}_count", len(ours)) == len(ours))


def _duplicates_agree(analysis: Analysis, expected: Expected) -> bool:
    if "duplicates_count" not in expected:
        return True
    groups: list[set[int]] = []
    for each in analysis.of(Kind.DUPLICATE):
        pair = {rule.number for rule in each.rules}
        joined = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*joined))
    if "duplicates" in expected:
        return sorted(map(sorted, groups)) == sorted(map(sorted, expected["duplicates"]))
    return bool(len(groups) == expected["duplicates_count"])


def tables_in(folder: Path) -> list[Rubric]:
    """Return the tables of a folder of the TCK that are read."""
    return [
        each.rubric
        for path in sorted(folder.rglob("*.dmn"))
        for each in read_dmn(path.read_bytes(), path.name)
        if each.rubric is not None
    ]


def test_the_hole_of_the_lending_example_is_found(shared: Path) -> None:
    """The kit's chapter 11 leaves out a score of 130, and its corrected copy does not."""
    kit = folder_in(shared, KIT)
    holes, complete = [], set()
    for path in sorted(kit.rglob("*.dmn")):
        for each in read_dmn(path.read_bytes(), path.name):
            if "pre-bureau" not in each.name.casefold() or each.rubric is None:
                continue
            analysis = analyse(each.rubric)
            holes += [(path.stem[:4], dict(gap.witness)) for gap in analysis.of(Kind.GAP)]
            complete |= {path.stem[:4]} if analysis.is_complete else set()
    assert holes == [("0004", {"ExistingCustomer": "false", "ApplicationRiskScore": "130"})]
    assert "0087" in complete


def test_leaving_out_any_rule_is_found_in_every_complete_table(shared: Path) -> None:
    """A rule that is missing leaves a gap, but where others match the same rows."""
    folder = folder_in(shared, SET)
    tables = [subject_of(folder, each).rubric for each in analyses(folder)]
    tables += tables_in(folder_in(shared, KIT))
    mutants = 0
    for table in tables:
        if table is None or not (whole := analyse(table)).is_complete or whole.has_overlaps:
            continue
        idle = {each.rules[0] for each in whole.of(Kind.NEVER_MATCHES)}
        for rule in table.rules:
            rest = tuple(each for each in table.rules if each != rule)
            mutants += 1
            assert analyse(replace(table, rules=rest)).is_complete == (rule in idle)
    assert mutants > 20
