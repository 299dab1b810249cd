"""Claims about samples, and about whom they stand for: hand-worked polls."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from quantity_files import Files

from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment, ClaimResult

PARTIES = """\
    party,share,asked
    A,48,1000
    B,40,1000
    C,12,1000
    """
CLOSE = """\
    party,share,asked
    A,48,1000
    B,45,1000
    C,7,1000
    """
POLLS = """\
    poll,month,yes,no,asked,moe,deff,people
    May,2024-05,52,40,1000,3.1,1.8,520
    June,2024-06,56,41,1000,3.1,1.8,560
    July,2024-07,62,36,1200,2.9,1.8,620
    """


def told(reading: Assessment | ClaimResult) -> tuple[str, str | None]:
    level = reading.confidence
    return reading.verdict.value, None if level is None else str(float(level))


def checked(
    folder: Path, claim: str, column: str, table: str = "key: poll", rows: str = POLLS
) -> Assessment:
    """Return what one claim of table ``t`` comes to; lines for the table, keys for its column."""
    files = Files(folder)
    files.table(rows)
    name = "share" if rows in {PARTIES, CLOSE} else "yes"
    head = indent(table, "    ")
    evidence = (
        f"evidence:\n  t:\n    file: t.csv\n{head}\n    columns:\n      {name}: {{{column}}}\n"
    )
    return files.one(evidence, f"claims:\n  c: {{{claim}}}\n")


SHARE = "unit: percent, n: asked"
PARTS = "parts: ['t.yes[poll = May]', 't.yes[poll = June]'], total: 't.yes[poll = July]'"
SAME = "key: party\nsame_sample: true"
LEAD = "holds: 't.share[party = A] > t.share[party = B]'"


def test_a_lead_of_three_points_among_a_thousand_is_within_the_margin(tmp_path: Path) -> None:
    # 1.96 · √((0.48 + 0.45 − 0.03²) / 1,000) = 5.97 points.
    found = checked(tmp_path, LEAD, SHARE, SAME, CLOSE)
    assert told(found) == ("undetermined", None)
    assert found.found is not None
    assert found.found.text == "difference −2.97 points to 8.97 points"


def test_a_lead_of_eight_points_is_none_by_chance(tmp_path: Path) -> None:
    # 1.96 · √((0.48 + 0.4 − 0.08²) / 1,000) = 5.79 points.
    found = checked(tmp_path, LEAD, SHARE, SAME, PARTIES)
    assert told(found) == ("supported", "0.95")
    assert found.found is not None
    assert found.found.text == "difference 2.21 points to 13.79 points"
    assert [each.kind for each in found.premises] == ["about", "confidence"]
    assert "(one sample, exact sign, normal size)" in found.premises[1].name


@pytest.mark.parametrize(
    ("poll", "verdict"), [("May", ("undetermined", None)), ("June", ("supported", "0.95"))]
)
def test_a_majority_has_to_be_outside_the_margin(
    tmp_path: Path, poll: str, verdict: tuple[str, str | None]
) -> None:
    claim = f"measure: 't.yes[poll = {poll}]', figure: more than half"
    found = checked(tmp_path, claim, SHARE)
    assert told(found) == verdict
    assert found.premises[0].text == (
        "the claim is read about the population, by default for majorities"
    )


def test_the_calculation_shows_wilson_and_names_what_is_the_evidence(tmp_path: Path) -> None:
    found = checked(tmp_path, "measure: 't.yes[poll = May]', figure: a majority", SHARE)
    (step,) = found.calculation
    assert step.value == "52 % (48.9 % to 55.1 % at 95 %, n = 1,000)"
    assert step.source == (
        "t.csv, 1 row of 3; Wilson's interval is shown; the evidence is Clopper-Pearson's, "
        "48.85 % to 55.14 %"
    )


@pytest.mark.parametrize(
    ("claim", "about"),
    [
        ("measure: 't.yes[poll = May]', figure: 52 percent", "sample, figures"),
        ("measure: 't.yes[poll = May]', figure: around 50 percent", "sample, figures"),
        ("measure: 't.yes[poll = May]', figure: less than half", "population, majorities"),
        ("measure: 't.yes[poll = May]', figure: at most half", "population, majorities"),
        ("measure: 't.yes[poll = May]', figure: more than 40 percent",
         "population, comparisons with a number"),
        ("measure: 't.yes[poll = May]', figure: at least a third",
         "population, comparisons with a number"),
        ("measure: 't.yes[poll = May]', figure: up to 60 percent",
         "population, comparisons with a number"),
        ("measure: 't.yes[poll = May]', figure: {text: a lot, means: over a third}",
         "population, comparisons with a number"),
        ("measure: 't.yes[poll = May]', figure: {text: over a third, reads: bare}",
         "sample, figures"),
        ("measure: 't.yes[poll = May]', figure: the vast majority", "population, majorities"),
        ("measure: 't.yes[poll = May]', figure: almost all", "population, majorities"),
        ("measure: 't.yes[poll = May]', figure: just over half", "sample, figures"),
        ("measure: 't.yes[poll = May]', figure: between 50 and 55 percent", "sample, figures"),
        ("measure: 'points(t.yes[poll = May] -> t.yes[poll = June])', figure: 4 points",
         "population, changes"),
        ("measure: 'change(t.yes[poll = May] -> t.yes[poll = June])', figure: 8 percent",
         "population, changes"),
        ("holds: 't.yes[poll = May] > t.yes[poll = June]'", "population, comparisons"),
        ("measure: t.yes, by: poll, of: July, place: 1", "population, ranks"),
        ("measure: t.yes, over: month, direction: rising", "population, trends"),
        ("holds: 't.yes > 40%', by: poll, in: all", "population, claims about each group"),
        (PARTS, "sample, sums"),
    ],
)  # fmt: skip
def test_whom_a_claim_is_about_goes_by_its_kind(tmp_path: Path, claim: str, about: str) -> None:
    found = checked(tmp_path, claim, SHARE)
    (premise,) = (each for each in found.premises if each.kind == "about")
    name, _, kind = about.partition(", ")
    assert premise.name == name
    assert premise.text.endswith(f"by default for {kind}")


@pytest.mark.parametrize(
    ("about", "verdict"), [("sample", "supported"), ("population", "undetermined")]
)
def test_a_claim_may_say_whom_it_is_about(tmp_path: Path, about: str, verdict: str) -> None:
    claim = f"measure: 't.yes[poll = May]', figure: 52 percent, about: {about}"
    found = checked(tmp_path, claim, SHARE)
    assert found.verdict.value == verdict
    assert found.premises[0].text.endswith(", as declared")


def test_about_is_handed_down_to_readings_and_parts(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.table(POLLS)
    evidence = f"evidence:\n  t: {{file: t.csv, key: poll, columns: {{yes: {{{SHARE}}}}}}}\n"
    half = "measure: 't.yes[poll = May]', figure: more than half"
    found = files.claims(
        evidence,
        "claims:\n"
        f"  r:\n    about: sample\n    figure: more than half\n    readings:\n"
        "      a: 't.yes[poll = May]'\n"
        "      b: {measure: 't.yes[poll = May]', about: population}\n"
        f"  p: {{about: sample, parts: {{x: {{{half}}}}}}}\n",
    )
    assert [each.verdict.value for each in found["r"].readings] == ["supported", "undetermined"]
    assert found["p"].verdict.value == "supported"


def test_a_published_margin_is_the_interval(tmp_path: Path) -> None:
    claim = "measure: 't.yes[poll = June]', figure: more than half"
    found = checked(tmp_path, claim, "unit: percent, margin: moe, confidence: 90%")
    assert told(found) == ("supported", "0.9")
    assert found.found is not None
    assert found.found.text == "52.9 % to 59.1 %"
    (step,) = found.calculation
    assert step.value == "56 % (52.9 % to 59.1 % at 90 %)"
    assert step.source == "t.csv, 1 row of 3; a published margin"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("unit: percent, margin: 3, confidence: 95%", "53 % to 59 %"),
        ("kind: share, scale: 0.01, margin: 3, confidence: 95%", "53 % to 59 %"),
        ("unit: percent, margin: 60, confidence: 95%", "0 % to 100 %"),
        ("unit: percent, n: 1000", "52.86 % to 59.11 %"),
        ("unit: percent, n: asked, design_effect: 1.8", "51.76 % to 60.18 %"),
        ("unit: percent, n: asked, weighted: true, design_effect: deff", "51.76 % to 60.18 %"),
        ("unit: percent, n: asked, rounded: 1", "52.36 % to 59.6 %"),
    ],
)
def test_what_is_found_about_the_population(tmp_path: Path, keys: str, text: str) -> None:
    claim = "measure: 't.yes[poll = June]', figure: 70 percent, about: population"
    found = checked(tmp_path, claim, keys)
    assert found.found is not None
    assert found.found.text == text


def test_margins_of_amounts_are_in_their_unit(tmp_path: Path) -> None:
    claim = "measure: 't.yes[poll = June]', figure: 56 km, about: population"
    found = checked(tmp_path, claim, "unit: km, margin: 3, confidence: 95%")
    assert found.found is not None
    assert found.found.text == "53 to 59"


def test_counts_of_those_who_said_something_are_shares_of_all_who_were_asked(
    tmp_path: Path,
) -> None:
    files = Files(tmp_path)
    files.table(POLLS)
    evidence = (
        "evidence:\n  t: {file: t.csv, key: poll, columns: {people: {unit: people, n: asked}}}\n"
    )
    measure = "measure: 't.people[poll = June] / t.asked[poll = June]'"
    found = files.one(evidence, f"claims:\n  c: {{{measure}, figure: more than half}}\n")
    assert told(found) == ("supported", "0.95")
    assert found.found is not None
    assert found.found.text == "0.529 to 0.591"
    assert found.calculation[0].value.startswith("560 (529.06 to 590.48 at 95 %, n = 1,000)")
    assert found.counts is not None
    assert found.counts.numerator is not None
    assert found.counts.numerator.text == "560"


def difference(found: Assessment) -> str:
    assert found.found is not None
    return found.found.text.removeprefix("difference ")


MONTHS = "holds: 't.yes[poll = June] > t.yes[poll = May]'"
LATER = "holds: 't.yes[poll = July] > t.yes[poll = May]'"
COLUMNS = "holds: 't.yes[poll = May] > t.no[poll = May]'"


@pytest.mark.parametrize(
    ("claim", "said", "text"),
    [
        # 0.52 · 0.48 / 1,000 + 0.56 · 0.44 / 1,000: variances add.
        (MONTHS, "same_sample: false", "−0.37 points to 8.37 points"),
        (MONTHS, "same_sample: poll", "−0.37 points to 8.37 points"),
        # As many were asked, and nobody says that they are others: deviations add.
        (MONTHS, "", "−2.17 points to 10.17 points"),
        # Other numbers of people are other people: 0.52 · 0.48 / 1,000 + 0.62 · 0.38 / 1,200.
        (LATER, "", "5.86 points to 14.14 points"),
        # (0.52 + 0.40 − 0.12²) / 1,000: one question.
        (COLUMNS, "same_sample: true", "6.1 points to 17.9 points"),
        (COLUMNS, "same_sample: poll", "6.1 points to 17.9 points"),
        # The same people, but perhaps of two questions.
        (COLUMNS, "", "5.87 points to 18.13 points"),
        (COLUMNS, "same_sample: false", "5.87 points to 18.13 points"),
    ],
)
def test_a_difference_has_its_own_variance(
    tmp_path: Path, claim: str, said: str, text: str
) -> None:
    table = f"key: poll\n{said}\nn: asked"
    files = Files(tmp_path)
    files.table(POLLS)
    head = indent(table, "    ")
    columns = "    columns: {yes: {unit: percent}, no: {unit: percent}}\n"
    evidence = f"evidence:\n  t:\n    file: t.csv\n{head}\n{columns}"
    found = files.one(evidence, f"claims:\n  c: {{{claim}}}\n")
    assert difference(found) == text


def test_differences_of_published_margins(tmp_path: Path) -> None:
    keys = "unit: percent, margin: 3, confidence: 95%"
    apart = checked(tmp_path, MONTHS, keys, "key: poll\nsame_sample: false")
    # √(3² + 3²) = 4.24
    assert difference(apart) == "−0.24 points to 8.24 points"
    perhaps = checked(tmp_path, MONTHS, keys)
    assert difference(perhaps) == "−2 points to 10 points"


@pytest.mark.parametrize(
    "relation",
    [
        "abs(t.yes[poll = May]) > t.yes[poll = June]",
        "t.yes[poll = May] / t.no[poll = May] > t.yes[poll = June] / t.no[poll = June]",
        "t.yes[poll = May] > 0 - t.yes[poll = June]",
        "t.yes[poll = May] + t.no[poll = May] > t.yes[poll = June]",
        "t.yes[poll = May] > 10%",
    ],
)
def test_what_is_no_difference_of_two_numbers_has_no_row_of_its_own(
    tmp_path: Path, relation: str
) -> None:
    files = Files(tmp_path)
    files.table(POLLS)
    columns = f"columns: {{yes: {{{SHARE}}}, no: {{{SHARE}}}}}"
    evidence = f"evidence:\n  t: {{file: t.csv, key: poll, {columns}}}\n"
    found = files.one(evidence, f"claims:\n  c: {{holds: '{relation}'}}\n")
    assert not any("difference" in each.name for each in found.premises)
    assert found.verdict.value in {"supported", "refuted", "undetermined"}


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ("poll,yes,moe\nMay,52 %,3 %\n", ""),
        ("poll,yes,moe\nMay,52 %,3\n", ", moe: {unit: percent}"),
        ("poll,yes,moe\nMay,52 %,0.3\n", ", moe: {scale: 0.1}"),
        ("poll,yes,moe\nMay,52 %,3\n", ""),
    ],
)
def test_a_margin_may_have_a_unit_of_its_own(tmp_path: Path, rows: str, more: str) -> None:
    files = Files(tmp_path)
    files.table(rows)
    keys = "unit: percent, margin: moe, confidence: 95%"
    evidence = f"evidence:\n  t: {{file: t.csv, key: poll, columns: {{yes: {{{keys}}}{more}}}}}\n"
    claim = "claims:\n  c: {measure: 't.yes[poll = May]', figure: 52 percent, about: population}\n"
    found = files.one(evidence, claim)
    assert found.found is not None
    assert found.found.text == "49 % to 55 %"


def test_no_normal_distribution_where_all_say_the_same(tmp_path: Path) -> None:
    rows = "party,share,asked\nA,100,5\nB,0,5\n"
    files = Files(tmp_path)
    files.table(rows)
    evidence = (
        f"evidence:\n  t: {{file: t.csv, key: party, same_sample: true, "
        f"columns: {{share: {{{SHARE}}}}}}}\n"
    )
    found = files.one(evidence, f"claims:\n  c: {{{LEAD}}}\n")
    # Two exact intervals, each at 95 %: the lead is not certain.
    assert difference(found) == "−4.36 points to 100 points"
    assert told(found) == ("undetermined", None)


def test_the_first_place_needs_all_differences_together(tmp_path: Path) -> None:
    rank = "measure: t.share, by: party, of: A, place: 1"
    close = checked(tmp_path, rank, SHARE, SAME, CLOSE)
    assert close.verdict.value == "undetermined"
    clear = checked(tmp_path, rank, SHARE, SAME, PARTIES)
    assert told(clear) == ("supported", "0.95")
    assert clear.premises[1].name.startswith("2 differences together, such as of")
    lead = checked(tmp_path, f"{rank}, lead: at least 1 point", SHARE, SAME, PARTIES)
    assert told(lead) == ("supported", "0.95")
    assert [step.value for step in clear.calculation][1] == (
        "48 % (44.9 % to 51.1 % at 95 %, n = 1,000)"
    )


def test_who_comes_next_is_not_told_by_a_level(tmp_path: Path) -> None:
    rank = "measure: t.share, by: party, of: B, place: 2, lead: at least 1 point"
    found = checked(tmp_path, rank, SHARE, SAME, PARTIES)
    assert found.verdict.value == "not checkable"
    assert found.explanation is not None
    assert "which group comes after 'B' is not known" in found.explanation


def test_a_trend_of_samples(tmp_path: Path) -> None:
    trend = "measure: t.yes, over: month, direction: rising"
    found = checked(tmp_path, trend, SHARE, "key: poll\nsame_sample: false")
    assert found.verdict.value == "undetermined"
    start = f"{trend}, from: 2024-06"
    late = checked(tmp_path, start, SHARE, "key: poll\nsame_sample: false")
    assert told(late) == ("supported", "0.95")


def test_numbers_that_nobody_knows_may_be_any_share(tmp_path: Path) -> None:
    rows = "poll,yes,asked\nMay,,1000\nJune,-,1000\n"
    for poll, text in (("May", "0 % to 100 %"), ("June", None)):
        claim = f"measure: 't.yes[poll = {poll}]', figure: more than half"
        keys = f"{SHARE}, empty: unknown, markers: {{'-': none}}"
        found = checked(tmp_path, claim, keys, rows=rows)
        assert (None if found.found is None else found.found.text) == text


@pytest.mark.parametrize(
    ("rows", "keys", "message"),
    [
        ("poll,yes,asked\nMay,52,1000.5\n", SHARE, "yes of t[poll = May] has n = 1,000.5"),
        ("poll,yes,asked\nMay,52,0\n", SHARE, "yes of t[poll = May] has n = 0"),
        ("poll,yes,asked\nMay,52,99999999\n", SHARE, "yes of t[poll = May] has n = 99,999,999"),
        ("poll,yes,asked\nMay,152,1000\n", SHARE, "yes of t[poll = May] is no share"),
        (
            "poll,yes,asked\nMay,1520,1000\n",
            "unit: people, n: asked",
            "yes of t[poll = May] is more than the 1,000 who were asked, or negative",
        ),
        (
            "poll,yes,asked\nMay,0.52,1000\n",
            "n: asked",
            "yes of t[poll = May] is no whole number of people, and not declared as a share",
        ),
        (
            "poll,yes,moe\nMay,52,-3\n",
            "unit: percent, margin: moe, confidence: 95%",
            "yes of t[poll = May] has a negative 'margin'",
        ),
        (
            "poll,yes,moe\nMay,520,3\n",
            "unit: percent, margin: moe, confidence: 95%",
            "yes of t[poll = May] is no share",
        ),
        (
            "poll,yes,asked,deff\nMay,52,1000,0\n",
            f"{SHARE}, design_effect: deff",
            "yes of t[poll = May] has a design effect that is not above 0",
        ),
    ],
)
def test_what_no_sample_can_have_is_a_fault(
    tmp_path: Path, rows: str, keys: str, message: str
) -> None:
    claim = "holds: 't.yes[poll = May] > 0.1'" if "percent" not in keys else (
        "holds: 't.yes[poll = May] > 10%'"
    )  # fmt: skip
    found = checked(tmp_path, claim, keys, rows=rows)
    assert found.verdict.value == "not checkable"
    assert found.explanation is not None
    assert message in found.explanation


def test_the_number_asked_has_to_be_known(tmp_path: Path) -> None:
    rows = "poll,yes,asked\nMay,52,\nJune,56,1000\n"
    files = Files(tmp_path)
    files.table(rows)
    evidence = (
        "evidence:\n  t: {file: t.csv, key: poll, "
        f"columns: {{yes: {{{SHARE}}}, asked: {{empty: unknown}}}}}}\n"
    )
    found = files.one(evidence, "claims:\n  c: {holds: 't.yes[poll = May] > 10%'}\n")
    assert found.explanation is not None
    assert "'n' of yes of t[poll = May] is not known: column 'asked'" in found.explanation


def test_a_column_that_does_not_exist_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, "holds: 't.yes[poll = May] > 10%'", "unit: percent, n: askd")
    assert found.explanation is not None
    assert "has no column 'askd'" in found.explanation


def test_columns_beside_never_leave_out_rows(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.table(POLLS)
    for where in ("asked: {empty: not applicable}", "asked: {markers: {x: not applicable}}"):
        evidence = (
            f"evidence:\n  t: {{file: t.csv, key: poll, columns: {{yes: {{{SHARE}}}, {where}}}}}\n"
        )
        found = files.one(evidence, "claims:\n  c: {holds: 't.yes[poll = May] > 10%'}\n")
        assert found.explanation is not None
        assert "cells of column 'asked' of table 't' may not apply" in found.explanation


def test_numbers_of_different_rows_are_told_apart_without_a_key(tmp_path: Path) -> None:
    rows = "poll,yes,asked\nMay,70,1000\nMay,71,1200\n"
    claim = "measure: 'mean(t.yes)', figure: more than half"
    found = checked(tmp_path, claim, SHARE, "lang: en", rows)
    # Two levels, not one.
    assert told(found) == ("supported", "0.9")


def test_differences_of_rounded_numbers_are_as_much_wider(tmp_path: Path) -> None:
    found = checked(tmp_path, LEAD, f"{SHARE}, rounded: 1", SAME, PARTIES)
    # Half a point for each of the two, beside 2.21 to 13.79 points.
    assert difference(found) == "1.21 points to 14.79 points"


def test_sums_of_parts_are_of_the_printed_numbers(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{PARTS}, about: population", SHARE)
    assert found.explanation is not None
    assert "a question of the printed numbers" in found.explanation


def test_each_number_of_a_sample_needs_a_row(tmp_path: Path) -> None:
    rows = "poll,yes,asked\nMay,52,1000\nMay,56,1000\n"
    found = checked(tmp_path, "holds: 'sum(t.yes) > 10%'", SHARE, "lang: en", rows)
    assert found.explanation is not None
    assert "numbers of a sample need a row each" in found.explanation


@pytest.mark.parametrize(
    "measure", ["median(t.yes)", "max(t.yes)", "weighted_mean(t.yes, t.asked)"]
)
def test_what_is_not_worked_out_is_refused(tmp_path: Path, measure: str) -> None:
    claim = f"measure: '{measure}', figure: more than half"
    found = checked(tmp_path, claim, SHARE)
    assert found.verdict.value == "not checkable"
    assert found.explanation is not None
    assert "only sums, means and single cells are worked out" in found.explanation
    printed = checked(tmp_path, f"{claim}, about: sample", SHARE)
    assert printed.verdict.value == "supported"


def test_means_are_worked_out(tmp_path: Path) -> None:
    found = checked(tmp_path, "measure: 'mean(t.yes)', figure: more than half", SHARE)
    # Three numbers at 95 % each.
    assert told(found) == ("supported", "0.85")


def test_rows_that_nobody_knows_to_belong_are_refused(tmp_path: Path) -> None:
    rows = "poll,region,yes,asked\nMay,,52,1000\nJune,north,56,1000\n"
    files = Files(tmp_path)
    files.table(rows)
    evidence = (
        "evidence:\n  t: {file: t.csv, key: poll, "
        f"columns: {{yes: {{{SHARE}}}, region: {{empty: unknown}}}}}}\n"
    )
    claim = "claims:\n  c: {holds: 'sum(t.yes[region = north]) > 10%'}\n"
    found = files.one(evidence, claim)
    assert found.explanation is not None
    assert "it is not known which rows it is of" in found.explanation


def test_very_many_samples_together_are_refused(tmp_path: Path) -> None:
    rows = "poll,yes,asked\n" + "".join(f"{n},50,1000\n" for n in range(201))
    claim = "measure: 'mean(t.yes)', figure: more than half"
    found = checked(tmp_path, claim, SHARE, rows=rows)
    assert found.explanation is not None
    assert "more than 200 numbers of samples are looked at together" in found.explanation


def test_too_many_levels_decide_nothing(tmp_path: Path) -> None:
    rows = "poll,yes,asked\n" + "".join(f"{n},60,1000\n" for n in range(12))
    found = checked(tmp_path, "measure: 'mean(t.yes)', figure: more than half", SHARE, rows=rows)
    assert (found.verdict.value, found.reason) == ("undetermined", "confidence")


def test_about_without_a_sample_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("poll,yes\nMay,52\n")
    (tmp_path / "c.yml").write_text(
        "factcheck: 1\nevidence:\n  t: {file: t.csv, key: poll}\n"
        "claims:\n  c: {holds: 't.yes[poll = May] > 10', about: population}\n"
        "  d: {holds: 't.yes[poll = April] > 10'}\n"
    )
    result = run_file(tmp_path / "c.yml", root=tmp_path)
    assert [each.code.slug for each in result.warnings] == ["idle-about"]
    assert "'about: population' has no effect" in result.warnings[0].message


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        # 52 % of 1,000 are 48.85 % to 55.14 % of everybody.
        ("at least half", "undetermined"),
        ("at least 45 percent", "supported"),
        ("over 51 percent", "undetermined"),
        ("over 60 percent", "refuted"),
        ("about 52 percent", "supported"),
    ],
)
def test_a_threshold_has_to_be_outside_the_margin(
    tmp_path: Path, figure: str, verdict: str
) -> None:
    found = checked(tmp_path, f"measure: 't.yes[poll = May]', figure: {figure}", SHARE)
    assert found.verdict.value == verdict


def test_a_count_of_those_asked_is_of_the_sample_whatever_it_is_compared_with(
    tmp_path: Path,
) -> None:
    files = Files(tmp_path)
    files.table(POLLS)
    evidence = (
        "evidence:\n  t: {file: t.csv, key: poll, columns: {people: {unit: people, n: asked}}}\n"
    )
    claim = "claims:\n  c: {measure: 't.people[poll = May]', figure: at least 515 people}\n"
    found = files.one(evidence, claim)
    assert (found.verdict.value, found.premises[0].name) == ("supported", "sample")
