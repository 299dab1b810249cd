"""What there is to notice in runs: the worst first, each with its rule, place and fingerprint."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import report_runs as runs
import report_samples as samples
from msgspec.structs import replace

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.result import ClaimResult, Finding
from factcheck.model.span import Span
from factcheck.model.span import Text as Placed
from factcheck.model.spec import FigureForm, FigureText, Reading, Scope, Verdict
from factcheck.report.ci import rules
from factcheck.report.ci.identity import address_of, plain_path, with_fingerprints
from factcheck.report.ci.notices import Weight, fails, is_undecided, notices_of, place_of
from factcheck.report.ci.words import MOST_READINGS, cut

if TYPE_CHECKING:
    from factcheck.model.expression import Expression

FIGURE = Span(samples.FILE, 70, 13, 70, 20)


def with_figure(span: Span, measure: Expression) -> Reading:
    form = FigureForm(measure, "m", FigureText(Placed("9,000", span), "en"))
    return Reading(None, span, form, Scope())


def test_what_is_as_expected_is_no_notice() -> None:
    assert {each.weight for each in notices_of(runs.FINE)} == {Weight.FINDING}
    assert not any(each.weight.is_error for each in notices_of(runs.WARNED))


def test_the_worst_comes_first() -> None:
    found = [(each.weight, each.rule.code, each.subject) for each in notices_of(runs.MIXED)]
    assert found == [
        (Weight.WRONG, "FC066", ""),
        (Weight.WRONG, "FC066", ""),
        (Weight.FAILED, "refuted", "both"),
        (Weight.FAILED, "dispute-incompatible", "dispute both"),
        (Weight.NOT_EVALUATED, "conflicting", "clash"),
        (Weight.NOT_EVALUATED, "fault", "faulty"),
        (Weight.WARNING, "FC040", ""),
        (Weight.FINDING, "FC110", "reports-2018"),
        (Weight.FINDING, "FC103", "just-under-ten"),
        (Weight.FINDING, "FC110", "both / first"),
    ]


def test_a_notice_says_what_was_claimed_and_found() -> None:
    refuted = samples.claim(
        "passed-on", Verdict.REFUTED, replace(samples.FLAGSHIP.readings[0], name=None),
        quote="Just under ten percent.", as_expected=False,
    )  # fmt: skip
    first = notices_of(runs.runs_of(samples.result(refuted, exit_code=1)))[0]
    assert first.lines == (
        (
            "passed-on: refuted; claimed 9 % to under 10 %, found 6.68 %, "
            "the claim is 2.32 points too low"
        ),
        "“Just under ten percent.”",
        "NOT AS EXPECTED: the claim file does not say `expect: refuted`",
    )


def test_several_readings_are_told_one_by_one() -> None:
    readings = [replace(samples.RELEVANT_2020, name=str(number)) for number in range(12)]
    many = samples.claim("many", Verdict.REFUTED, *readings, title="Many", as_expected=False)
    lines = notices_of(runs.runs_of(samples.result(many, exit_code=1)))[0].lines
    assert lines[:3] == (
        "many: refuted",
        "Many",
        (
            "0: refuted if passed-on-is-relevant holds; claimed 9 % to under 10 %, "
            "found 14.85 % to 100 %, the claim is 4.85 points too high"
        ),
    )
    assert lines[2 + MOST_READINGS] == "and 2 more"


def test_a_part_that_is_not_as_expected_has_a_notice_of_its_own() -> None:
    second = replace(samples.PARTS.parts[1], as_expected=False, expected=Verdict.SUPPORTED)
    whole = replace(samples.PARTS, parts=(samples.PARTS.parts[0], second), expected=Verdict.REFUTED)
    found = notices_of(runs.runs_of(samples.result(whole, exit_code=1)))
    assert [each.subject for each in found if each.weight.is_error] == ["both / second"]
    assert fails(whole)


def test_nothing_decided_is_told_where_all_is_as_expected() -> None:
    (only,) = notices_of(runs.runs_of(runs.NOTHING))
    assert (only.rule.code, only.span, only.file) == ("nothing-decided", None, samples.FILE)
    assert is_undecided(runs.NOTHING)
    assert not is_undecided(samples.SWISS)
    assert not is_undecided(samples.EVERYTHING)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_rule(verdict: Verdict) -> None:
    claim = samples.claim("a", verdict, as_expected=False)
    (found,) = notices_of(runs.runs_of(samples.result(claim, exit_code=1)))
    assert found.rule is rules.BY_VERDICT[verdict]
    assert found.weight is (Weight.FAILED if claim.is_evaluated else Weight.NOT_EVALUATED)


@pytest.mark.parametrize("verdict", list(DisputeVerdict))
def test_every_result_of_a_dispute_has_a_rule(verdict: DisputeVerdict) -> None:
    dispute = runs.dispute(verdict, title="Ten or 63", reason="because")
    result = replace(samples.SWISS, disputes=(dispute,), exit_code=1)
    found = notices_of(runs.runs_of(result))[0]
    assert found.rule is rules.BY_VERDICT[verdict]
    unexpected = f"NOT AS EXPECTED: the claim file does not say `expect: {verdict.value}`"
    assert found.lines[1:3] == ("Ten or 63", unexpected)
    fault = replace(dispute, reason="fault")
    found = notices_of(runs.runs_of(replace(result, disputes=(fault,))))[0]
    assert found.rule is rules.FAULT


def test_a_rule_is_called_like_its_code_and_explained() -> None:
    for rule in (*rules.BY_VERDICT.values(), rules.FAULT, rules.NOTHING_DECIDED):
        assert rule.code == rule.slug
        assert rule.title.endswith(".")
        assert rule.explanation.endswith(".")


def test_findings_of_one_code_are_one_notice_with_the_page_of_the_code() -> None:
    found = (
        Finding("FC103", "not-a-share", "one", runs.CIRCLE),
        Finding("FC103", "not-a-share", "two", runs.CIRCLE),
    )
    readings = [samples.assessment(name=name, findings=found) for name in ("a", "b")]
    claim = samples.claim("c", Verdict.SUPPORTED, *readings)
    (notice,) = notices_of(runs.runs_of(samples.result(claim)))
    assert notice.lines == ("c: one", "c: two")
    assert notice.rule is runs.CIRCLE


def test_the_place_is_the_figure_that_all_readings_share() -> None:
    measure = None
    reading = samples.assessment(reading=with_figure(FIGURE, measure))  # type: ignore[arg-type]
    claim = samples.claim("c", Verdict.REFUTED, reading, reading)
    assert place_of(claim) == FIGURE
    elsewhere = replace(FIGURE, line=71)
    other = samples.assessment(reading=with_figure(elsewhere, measure))  # type: ignore[arg-type]
    assert place_of(replace(claim, readings=(reading, other))) == claim.span
    assert place_of(replace(claim, readings=())) == claim.span


def test_the_place_of_a_fault_is_where_it_was_met_in_the_same_file() -> None:
    claim = replace(samples.FAULTY, obstacle_at=FIGURE)
    assert place_of(claim) == FIGURE
    outside = replace(FIGURE, file="rubric.yml")
    assert place_of(replace(claim, obstacle_at=outside)) == claim.span


def fingerprints(*claims: ClaimResult, times: int = 1) -> list[str]:
    notices = notices_of(runs.runs_of(*[samples.result(*claims, exit_code=1)] * times))
    return [fingerprint for _, fingerprint in with_fingerprints(notices)]


def test_a_fingerprint_is_that_of_the_claim_whatever_comes_out_and_wherever_it_stands() -> None:
    claim = samples.claim("a", Verdict.REFUTED, as_expected=False)
    moved = replace(claim, span=replace(claim.span, line=9), verdict=Verdict.SUPPORTED)
    assert fingerprints(claim) == fingerprints(moved)
    assert fingerprints(claim) != fingerprints(replace(claim, id="b"))
    other = replace(claim, span=replace(claim.span, file="other.yml"))
    assert fingerprints(claim) != fingerprints(other)


def test_no_two_fingerprints_are_the_same() -> None:
    for each in (runs.MIXED, runs.hostile("x"), runs.hostile(runs.HOSTILE)):
        found = [fingerprint for _, fingerprint in with_fingerprints(notices_of(each))]
        assert len(set(found)) == len(found)
    claim = samples.claim("a", Verdict.REFUTED, as_expected=False)
    assert len(set(fingerprints(claim, times=2))) == 2


def test_paths_and_addresses() -> None:
    assert plain_path(".\\claims\\a.yml") == "claims/a.yml"
    assert address_of("./claims/ä b%.yml") == "claims/%C3%A4%20b%25.yml"
    assert address_of("/home/a.yml") == "file:///home/a.yml"
    assert address_of("a\ud800:b") == "a%ED%A0%80%3Ab"


def test_a_text_is_cut_with_an_ellipsis() -> None:
    assert cut("abc", 3) == "abc"
    assert cut("ab cd", 4) == "ab…"


def test_weights_are_in_the_order_of_the_exit_codes() -> None:
    assert all(one < other for one, other in pairwise(Weight))
