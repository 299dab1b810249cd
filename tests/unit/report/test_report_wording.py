"""The words that formats share."""

from __future__ import annotations

import pytest
import report_samples as samples
from exact import exact
from msgspec.structs import replace

from factcheck.model.chart import Band, BandChart
from factcheck.model.interval import Interval
from factcheck.model.plan import Premise
from factcheck.model.result import (
    Alternative,
    Counts,
    NumberSet,
    RubricUsed,
    VerdictByProfile,
    World,
)
from factcheck.model.spec import Verdict
from factcheck.model.total import Total
from factcheck.model.unit import Unit, UnitKind
from factcheck.report import cited, wording
from factcheck.report.summary import summary, summary_of_all
from factcheck.verdict.combine import DEPENDS
from factcheck.verdict.ruling import WORDING

BRIDGE = Premise("bridge", "same-year", "both speak of 2020")


def test_each_verdict_is_a_sentence_of_its_own() -> None:
    sentences = {wording.sentence(verdict) for verdict in Verdict}
    assert len(sentences) == len(Verdict)
    assert all(each.endswith(".") for each in sentences)


@pytest.mark.parametrize(
    ("reason", "explanation", "expected"),
    [
        ("missing", "no table gives it", "missing: no table gives it"),
        ("wording", None, "wording"),
        (None, "because", "because"),
        (None, None, ""),
    ],
)
def test_why(reason: str | None, explanation: str | None, expected: str) -> None:
    assert wording.why(reason, explanation) == expected


@pytest.mark.parametrize(
    ("premises", "other", "expected"),
    [
        (
            (samples.ASSUMED, samples.PART),
            Verdict.UNDETERMINED,
            "refuted if passed-on-is-relevant holds; undetermined without",
        ),
        (
            (samples.ASSUMED, BRIDGE),
            Verdict.UNDETERMINED,
            "refuted if passed-on-is-relevant and same-year hold; undetermined without",
        ),
        ((), Verdict.SUPPORTED, "refuted if the assumptions hold; supported without"),
        ((BRIDGE,), Verdict.REFUTED, "refuted also without same-year"),
    ],
)
def test_without_assumptions(premises: tuple[Premise, ...], other: Verdict, expected: str) -> None:
    reading = samples.assessment(
        Verdict.REFUTED, premises=premises, without_assumptions=Alternative(other, None)
    )
    assert wording.without_assumptions(reading) == expected


def test_what_is_found_without_assumptions_is_told() -> None:
    alternative = Alternative(Verdict.REFUTED, samples.ANY_SHARE)
    reading = samples.assessment(
        Verdict.REFUTED, premises=(BRIDGE,), without_assumptions=alternative
    )
    expected = "refuted also without same-year (found then: 0 % to 100 %)"
    assert wording.without_assumptions(reading) == expected
    same = replace(reading, found=samples.ANY_SHARE)
    assert wording.without_assumptions(same) == "refuted also without same-year"


@pytest.mark.parametrize(
    ("strict", "default", "lenient", "expected"),
    [
        ("supported", "supported", "supported", ""),
        ("refuted", "supported", "supported", "refuted if {}, supported as usual or generously"),
        ("refuted", "refuted", "supported", "refuted if {} or as usual, supported if generously"),
        (
            "undetermined",
            "refuted",
            "supported",
            "undetermined if {}, refuted as usual, supported if generously",
        ),
    ],
)
def test_profiles(strict: str, default: str, lenient: str, expected: str) -> None:
    profiles = VerdictByProfile(Verdict(strict), Verdict(default), Verdict(lenient))
    reading = samples.assessment(Verdict.REFUTED, profiles=profiles)
    words = expected.format("the words are read strictly")
    assert wording.profiles_in_words(reading) == words


@pytest.mark.parametrize(
    ("figure", "hedge", "meaning", "expected"),
    [
        (None, None, None, ""),
        ("9,000", None, None, "“9,000”"),
        ("over 9,000", "gt", "above the number", "“over 9,000”: above the number (class gt)"),
    ],
)
def test_how_words_are_read(
    figure: str | None, hedge: str | None, meaning: str | None, expected: str
) -> None:
    reading = samples.assessment(
        Verdict.REFUTED, figure=figure, figure_hedge=hedge, figure_meaning=meaning
    )
    assert wording.reading_of_words(reading) == expected


@pytest.mark.parametrize(
    ("verdict", "expected", "as_expected", "words"),
    [
        (Verdict.SUPPORTED, None, True, ""),
        (Verdict.REFUTED, Verdict.REFUTED, True, "refuted: as expected"),
        (
            Verdict.REFUTED,
            None,
            False,
            "NOT AS EXPECTED: the claim file does not say `expect: refuted`",
        ),
        (
            Verdict.REFUTED,
            Verdict.SUPPORTED,
            False,
            "NOT AS EXPECTED: the claim file says `expect: supported`",
        ),
        (
            Verdict.NOT_CHECKABLE,
            Verdict.NOT_CHECKABLE,
            False,
            "NOT AS EXPECTED: a fault in the evidence never is",
        ),
    ],
)
def test_expectation(
    verdict: Verdict, expected: Verdict | None, as_expected: bool, words: str
) -> None:
    claim = samples.claim("a", verdict, expected=expected, as_expected=as_expected)
    assert wording.expectation(claim) == words


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            samples.counts("1,166", "7,852", 1),
            "numerator 1,166, denominator 7,852, 1 row of evidence",
        ),
        (samples.counts(None, "7,852", 2), "denominator 7,852, 2 rows of evidence"),
        (Counts(None, None, 0), "0 rows of evidence"),
        (Counts(None, None, None), ""),
    ],
)
def test_counts(counts: Counts, expected: str) -> None:
    assert wording.counts_in_words(counts) == expected


def test_a_world_without_unknown_numbers_is_its_measure() -> None:
    assert wording.world_in_words(World("true", "9 %", ())) == "the measure is for example 9 %"
    clause = World("true", "it rises at every step", (("a", "5"),), is_told=True)
    assert wording.world_in_words(clause) == "for example a = 5; then it rises at every step"
    assert wording.world_in_words(replace(clause, numbers=())) == "it rises at every step"


def test_a_source_that_is_not_declared_is_its_id() -> None:
    assert cited.title_of("somewhere", (samples.FEDPOL,)) == "somewhere"
    untitled = replace(samples.TAGI, title=None)
    assert cited.title_of("tages-anzeiger", (untitled,)) == "tages-anzeiger"
    assert cited.cited(untitled) == "tages-anzeiger"
    assert cited.title_of(None, ()) == ""


def test_evidence_without_columns_is_its_rows() -> None:
    assert cited.evidence_in_words(replace(samples.POLICE, columns=())) == "8 rows"


def test_evidence_in_several_vintages_says_which() -> None:
    dated = replace(samples.POLICE, columns=(), vintage="2016-01")
    assert cited.evidence_in_words(dated) == "police of 2016-01; 8 rows"


def test_many_unexpected_claims_are_not_all_named() -> None:
    claims = [samples.claim(f"c{n}", Verdict.REFUTED, as_expected=False) for n in range(7)]
    assert summary(samples.result(*claims)).endswith(
        "; 7 not as expected: c0, c1, c2, c3, c4 and 2 more."
    )


def test_one_claim_is_told_in_the_singular() -> None:
    text = summary(samples.result(samples.AROUND_9000))
    assert text == (
        "1 claim declared, 1 evaluated, 1 decided (verdicts: 1 supported); all as expected."
    )


def test_the_why_of_a_claim_is_left_out_where_its_only_reading_says_it() -> None:
    assert wording.own_why(samples.CLASH) == ""
    assert wording.own_why(samples.FLAGSHIP) == (
        "readings differ: The verdict depends on the reading."
    )


def test_a_claim_that_is_as_expected_but_for_a_part_names_the_part() -> None:
    fine = samples.claim("fine", Verdict.SUPPORTED)
    wrong = samples.claim("wrong", Verdict.REFUTED, as_expected=False)
    whole = samples.claim("whole", Verdict.REFUTED, as_expected=False, parts=(fine, wrong))
    assert wording.expectation(whole) == "NOT AS EXPECTED: see wrong"


@pytest.mark.parametrize(
    ("kind", "noun", "text", "shown"),
    [
        (UnitKind.AMOUNT, "kg", "245 to under 255", "245 to under 255 kg"),
        (UnitKind.AMOUNT, "CHF", "more than 29,000,000", "more than 29,000,000 CHF"),
        (UnitKind.AMOUNT, "kg", "difference 3 kg", "difference 3 kg"),
        (UnitKind.AMOUNT, "kg", "any number", "any number"),
        (UnitKind.AMOUNT, None, "5", "5"),
        (UnitKind.COUNT, "reports", "9,167", "9,167"),
        (UnitKind.SHARE, None, "9 % to under 10 %", "9 % to under 10 %"),
    ],
)
def test_an_amount_is_told_with_what_it_is_measured_in(
    kind: UnitKind, noun: str | None, text: str, shown: str
) -> None:
    numbers = NumberSet(Interval.everything(), Unit(kind, noun), text)
    assert wording.set_in_words(numbers) == shown
    assert wording.set_in_words(None) == ""


@pytest.mark.parametrize(
    ("rubric", "told"),
    [
        (samples.ACTS, "“Depicted acts”, version 2, by A. Author; hit policy unique"),
        (replace(samples.ACTS, title=None), "“acts”, version 2, by A. Author; hit policy unique"),
        (RubricUsed("r.yml", "d4" * 32, "first"), "hit policy first"),
    ],
)
def test_a_rubric_is_told_with_its_authors(rubric: RubricUsed, told: str) -> None:
    assert cited.rubric_in_words(rubric) == told


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("depends on the reading", "The verdict depends on how the claim is understood."),
        ("wording", "The verdict depends on how strictly the words are read."),
        ("needs bounds", "The evidence does not decide the claim."),
        (None, "The evidence does not decide the claim."),
    ],
)
def test_what_leaves_a_verdict_open_is_not_always_the_evidence(
    reason: str | None, words: str
) -> None:
    assert wording.sentence(Verdict.UNDETERMINED, reason) == words
    assert wording.sentence(Verdict.REFUTED, reason) == "The evidence refutes the claim."


def test_the_reasons_are_those_of_verdicts() -> None:
    assert (wording.DEPENDS, wording.WORDING) == (DEPENDS, WORDING)


def test_the_numbers_of_a_profile_stand_beside_its_verdict() -> None:
    unit = samples.SHARE
    claimed = Interval(exact("0.09"), exact("0.1"))
    band = Band(
        None, unit, (claimed,), "", (), "", None,
        Interval(exact("0.095"), exact("0.1")), Interval(exact("0.08"), exact("0.1")),
    )  # fmt: skip
    verdicts = VerdictByProfile(Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.SUPPORTED)
    reading = replace(
        samples.assessment(Verdict.UNDETERMINED), profiles=verdicts, chart=BandChart((band,))
    )
    assert wording.profiles_in_words(reading) == (
        "refuted (9.5 % to 10 %) if the words are read strictly, undetermined as usual, supported "
        "(8 % to 10 %) if generously"
    )


def test_a_file_in_which_nothing_was_decided_is_counted() -> None:
    nothing = replace(samples.result(), exit_code=3, unexpected=0)
    total = Total().with_result(nothing).with_result(samples.result())
    assert total.undecided == 1
    assert summary_of_all(total).endswith("all as expected. In 1 file nothing was decided.")
