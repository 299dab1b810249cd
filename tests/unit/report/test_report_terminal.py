"""The report as a terminal shows it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import report_samples as samples
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.spec import Verdict
from factcheck.report import render_terminal
from factcheck.report.visible import cells

_CODES = re.compile("\x1b\\[[0-9;]*m")

SWISS = """\
Were just under ten percent of Switzerland's reports relevant?
claims/swiss.yml

── reports-2018 ─────────────────────────────────────────────────────────── SUPPORTED ──
  Around 9,000 reports

  note        The spokesperson says 'last year'.
  claimed     8,500 to 9,500  │  found 9,167 reports
  measure     reports[year = 2018]
  words       “around 9,000”
  calculated  reports[year = 2018] = 9,167
                evidence/cybertipline/fedpol.csv, year = 2018, 1 row
  counts      1 row of evidence
  sources     • fedpol in Zahlen 2021 (fedpol, 2022-05)
              • an-undeclared-one
  profiles    refuted if the words are read strictly, supported as usual or generously
  finding     FC110 small-base: nothing to see here

── just-under-ten ────────────────────────────────────────────────────── UNDETERMINED ──
  “Just under ten percent of them were criminally relevant.”
  — a fedpol spokesperson, Tages-Anzeiger, 2021

  expected    undetermined: as expected
  because     readings differ: The verdict depends on the reading.
  words       “just under ten percent”: the last tenth below the numeral, without the
              numeral itself (class tight_below)
  sources     fedpol in Zahlen 2021 (fedpol, 2022-05)

  passed on, 2018 ······························································ REFUTED
    claimed     9 % to under 10 %  │  found 6.68 %  │  the claim is 2.32 points too low
    measure     forwarded[year = 2018] / reports[year = 2018]
    calculated  forwarded[year = 2018] = 612
                  evidence/cybertipline/fedpol.csv, year = 2018, 1 row
                reports[year = 2018]   = 9,167
                  evidence/cybertipline/fedpol.csv, year = 2018, 1 row
                612 / 9,167            = 6.68 %
    counts      numerator 612, denominator 9,167, 1 row of evidence
    finding     FC103 not-a-share: cases are no part of reports, so this is a ratio

  passed on, 2020 ······························································ REFUTED
    claimed     9 % to under 10 %
    found       14.85 %
    distance    the claim is 4.85 points too high
    measure     forwarded[year = 2020] / reports[year = 2020]
    calculated  forwarded[year = 2020] = 1,166
                  evidence/cybertipline/fedpol.csv, year = 2020, 1 row
                reports[year = 2020]   = 7,852
                  evidence/cybertipline/fedpol.csv, year = 2020, 1 row
                1,166 / 7,852          = 14.85 %
    counts      numerator 1,166, denominator 7,852, 1 row of evidence
    finding     FC103 not-a-share: cases are no part of reports, so this is a ratio

  relevant, 2018 ·························································· UNDETERMINED
    claimed     9 % to under 10 %  │  found 0 % to 100 %
    measure     share(reports[year = 2018], relevant)
    because     missing parts: No table and no statement gives relevant reports; they
                lie between none and all.
    calculated  relevant[year = 2018] = 0 to 9,167
                  part of reports[year = 2018]
                reports[year = 2018]  = 9,167
                  evidence/cybertipline/fedpol.csv, year = 2018, 1 row
    counts      numerator 0 to 9,167, denominator 9,167, 1 row of evidence
    rests on    relevant part of reports (part of): relevant reports are some of all
                reports
    true if     for example relevant[year = 2018] = 871, which gives 9.5 %
    false if    for example relevant[year = 2018] = 0, which gives 0 %
    decides     the number of relevant reports in 2018

  relevant, 2020 ······························································· REFUTED
    claimed     9 % to under 10 %
    found       14.85 % to 100 %
    distance    the claim is 4.85 points too high
    measure     share(reports[year = 2020], relevant)
    calculated  relevant[year = 2020]    = 1,166 to 7,852
                  at least forwarded[year = 2020]
                reports[year = 2020]     = 7,852
                  evidence/cybertipline/fedpol.csv, year = 2020, 1 row
                (1,166 to 7,852) / 7,852 = 14.85 % to 100 %
    counts      numerator 1,166 to 7,852, denominator 7,852, 1 row of evidence
    rests on    • passed-on-is-relevant (assumption): fedpol passes a case on when its
                  content is relevant and a suspect can be identified
                • relevant part of reports (part of): relevant reports are some of all
                  reports
    assuming    refuted if passed-on-is-relevant holds; undetermined without (found
                then: 0 % to 100 %)

evidence    evidence/cybertipline/fedpol.csv: 8 rows; columns year, reports, rapporte;
            sha256 3f3f3f3f3f3f…

2 claims declared, 2 evaluated, 2 decided (verdicts: 1 supported, 1 undetermined); all
as expected.
"""

REST = """\
── at-least-63 ─────────────────────────── SUPPORTED (illustrative: made-up evidence) ──
  claimed     at least 62.5 %  │  found 63 % to 70 %
  measure     share(imagery, class = meets)
  calculated  Rows that the rubric leaves open count between nothing and all.
  counts      numerator 756 to 840, denominator 1,200
  rests on    ncmec-63 (wording): “at least 63 percent” is taken as 62.5 % or more
  assuming    supported also without the assumptions

── clash ──────────────────────────────────────────────────────────────── CONFLICTING ──
  expected    NOT AS EXPECTED: the claim file does not say `expect: conflicting`
  measure     reports[year = 2018]
  because     conflict: Two statements contradict each other.
  conflict    • ncmec-63: at least 63 % — other: at most 10 %
              • a — b — c

── faulty ───────────────────────────────────────────────────────────── NOT CHECKABLE ──
  expected    NOT AS EXPECTED: a fault in the evidence never is
  measure     reports[year = 2018]
  because     fault: column 'year' is missing

── quite-small ──────────────────────────────────────────────────────── NOT CHECKABLE ──
  because     declared: "quite small" is no number

── both ───────────────────────────────────────────────────────────────────── REFUTED ──
  expected    NOT AS EXPECTED: the claim file says `expect: supported`

  ── first ──────────────────────────────────────────────────────────────── SUPPORTED ──
    measure     reports[year = 2018]
    finding     FC110 small-base: nothing to see here

  ── second ───────────────────────────────────────────────────────────────── REFUTED ──
    measure     reports[year = 2018]
    decides     a count

evidence    evidence/cybertipline/fedpol.csv: 8 rows; columns year, reports, rapporte;
            sha256 3f3f3f3f3f3f…
            evidence/cybertipline/imagery-example.csv: 1,200 rows; columns age, content;
            illustrative: made-up evidence; sha256 a0a0a0a0a0a0…
            The rows of region 'all' are not summed: they are totals.

rubrics     rubrics/acts.yml: “Depicted acts”, version 2, by A. Author; hit policy
            unique; after Tages-Anzeiger; sha256 d4d4d4d4d4d4…

claims/swiss.yml:45:3: warning FC040 unused-name: nothing uses the quantity 'graphic'
   45 |   graphic:
      |   ^^^^^^^

7 claims declared, 4 evaluated, 4 decided (verdicts: 2 supported, 1 refuted, 1
undetermined, 1 conflicting, 2 not checkable); 3 not as expected: clash, faulty and
both.
"""


def test_the_flagship_is_shown_in_full() -> None:
    assert render_terminal(samples.SWISS) == SWISS


def test_every_other_kind_of_claim_is_shown() -> None:
    text = render_terminal(samples.EVERYTHING)
    assert text[text.index("── at-least-63") :] == REST


def test_an_empty_result_says_that_nothing_was_decided() -> None:
    expected = "0 claims declared, 0 evaluated, 0 decided; all as expected. Nothing was decided.\n"
    assert render_terminal(samples.BARE) == expected


def test_colour_changes_no_character() -> None:
    coloured = render_terminal(samples.EVERYTHING, colour=True)
    assert _CODES.sub("", coloured) == render_terminal(samples.EVERYTHING)
    assert "\x1b[1;31mREFUTED\x1b[0m" in coloured
    assert "\x1b[1;32mSUPPORTED\x1b[0m" in coloured
    assert "\x1b[1;33mUNDETERMINED\x1b[0m" in coloured


def test_the_last_line_is_red_where_something_is_not_as_expected_or_nothing_decided() -> None:
    ends = [
        render_terminal(result, colour=True).splitlines()[-1]
        for result in (samples.SWISS, samples.EVERYTHING, samples.BARE)
    ]
    assert [end.startswith("\x1b[1;31m") for end in ends] == [False, True, True]


def test_rich_is_loaded_for_colour_only() -> None:
    script = (
        "import sys, report_samples as samples\n"
        "from factcheck.report import render_terminal\n"
        "render_terminal(samples.SWISS)\n"
        "assert not any(name.split('.')[0] == 'rich' for name in sys.modules)\n"
    )
    path = {"PYTHONPATH": samples.__file__.rpartition("/")[0]}
    subprocess.run([sys.executable, "-c", script], check=True, env=path)


def test_sets_too_long_for_one_line_stand_below_each_other() -> None:
    text = render_terminal(samples.SWISS, width=60)
    assert "    claimed     9 % to under 10 %\n    found       6.68 %\n    distance    the" in text


def test_origins_stand_beside_the_results_where_all_fit() -> None:
    text = render_terminal(samples.SWISS, width=130)
    origin = "evidence/cybertipline/fedpol.csv, year = 2018, 1 row"
    lines = [
        f"    calculated  forwarded[year = 2018] = 612      {origin}",
        f"                reports[year = 2018]   = 9,167    {origin}",
        "                612 / 9,167            = 6.68 %",
    ]
    assert "\n".join(lines) in text


def test_names_too_long_for_one_line_stand_above_their_verdict() -> None:
    reading = samples.assessment(name="r" * 50)
    claim = samples.claim("c" * 50, Verdict.SUPPORTED, reading)
    lines = render_terminal(samples.result(claim), width=40).splitlines()
    start = lines.index("─" * 40)
    assert lines[start + 1 : start + 4] == ["c" * 40, "c" * 10, "SUPPORTED"]
    start = lines.index(f"  {'·' * 38}")
    assert lines[start + 1 : start + 4] == [f"  {'r' * 38}", f"  {'r' * 12}", "  SUPPORTED"]


def test_deep_parts_are_no_longer_indented() -> None:
    claim = samples.claim("p9", Verdict.SUPPORTED, samples.assessment())
    for level in range(8, -1, -1):
        claim = samples.claim(f"p{level}", Verdict.SUPPORTED, parts=(claim,))
    lines = render_terminal(samples.result(claim), width=40).splitlines()
    starts = [re.match(r" *── p\d", line) for line in lines]
    assert [len(start[0]) for start in starts if start] == [5, 7, 9, 11, 13, 13, 13, 13, 13, 13]


@pytest.mark.parametrize("width", [1, 40, 61, 88, 200])
def test_no_line_is_wider_than_asked(width: int) -> None:
    result = replace(samples.EVERYTHING, warnings=())
    lines = render_terminal(result, width=width).splitlines()
    assert max(map(cells, lines)) <= max(width, 40)


HOSTILE = "\x1b]0;title\x07\x9b31m\r\u202e<script>|\u2028"


@given(st.text(max_size=30))
@example(HOSTILE)
@example("")
def test_no_text_of_the_users_commands_the_terminal(text: str) -> None:
    result = samples.filled(samples.EVERYTHING, text, kept=frozenset({"verdict"}))
    shown = render_terminal(result, width=50)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    wide = [line for line in shown.splitlines() if cells(line) > 50]
    assert all(": warning" in line or "warning " in line for line in wide)
    coloured = render_terminal(result, width=50, colour=True)
    assert _CODES.sub("", coloured) == shown


def test_without_rubrics_none_are_told() -> None:
    assert "rubrics" not in render_terminal(samples.SWISS, width=200)
