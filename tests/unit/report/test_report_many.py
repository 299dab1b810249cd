"""The report of many claim files, piece by piece."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace
from report_samples import claim, result

from factcheck.model.spec import Verdict
from factcheck.model.total import Total, first_of
from factcheck.report.formats import Look
from factcheck.report.json_lines import claim_line
from factcheck.report.many import Json, JsonLines, Markdown, Pieces, Terminal
from factcheck.report.summary import summary_of_all

CLAIM = claim("a", Verdict.SUPPORTED)


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (
            Total(1, 0, 1, 1, 1),
            "1 file: 1 claim declared, 1 evaluated, 1 decided; all as expected.",
        ),
        (
            Total(3, 1, 2000, 9, 0),
            (
                "3 files, 1 of them not evaluated: 2,000 claims declared, 9 evaluated, 0 decided; "
                "what was evaluated is as expected."
            ),
        ),
        (
            Total(2, 0, 5, 5, 5, 2, 1),
            "2 files: 5 claims declared, 5 evaluated, 5 decided; 2 not as expected.",
        ),
    ],
)
def test_one_line_says_how_much_was_checked(total: Total, words: str) -> None:
    assert summary_of_all(total) == words


def test_the_exit_code_of_all_is_the_first_in_order() -> None:
    assert [first_of(0, 3), first_of(3, 1), first_of(1, 2), first_of(0, 0)] == [3, 1, 2, 0]
    assert Total().with_wrong(3).with_result(result()).with_wrong(2).exit_code == 2


@pytest.mark.parametrize("pieces", [Json(), Markdown(Look()), Terminal(Look())])
def test_claims_stand_in_the_report_of_their_file(pieces: Pieces) -> None:
    assert pieces.claim("c.yml", CLAIM) == ""
    assert not pieces.wants_claims


def test_a_line_is_printed_whatever_a_text_holds() -> None:
    spoilt = replace(CLAIM, note="half of a pair: \ud800, a line end: \u2028, and \x9b")
    line = claim_line("c.yml", spoilt)
    assert line.count("\n") == 1
    assert line.encode("utf-8")
    assert json.loads(line)["note"] == spoilt.note
    assert "\u2028" not in line
    plain = claim_line("c.yml", CLAIM)
    assert json.loads(plain)["kind"] == "claim"
    assert JsonLines().claim("c.yml", CLAIM) == plain
