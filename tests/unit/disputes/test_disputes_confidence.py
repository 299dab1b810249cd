"""Disputes of what holds only at a level of confidence, and every report of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from dispute_files import block, judged, run_disputes
from exact import exact

from factcheck.model.interval import Interval
from factcheck.report import (
    notebook,
    render_json,
    render_markdown,
    render_terminal,
    report_schema,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

    from factcheck.model.dispute_result import DisputeResult

WORLD = """\
factcheck: 1
quantities:
  voters: {unit: people, is: people who may vote}
  yes: {unit: people, part_of: voters}
  firm: {unit: people, part_of: yes}
statements:
  poll: {measure: yes / voters, figure: 63 percent, margin: 3, confidence: 95%}
  weaker: {measure: yes / voters, figure: 64 percent, margin: 2, confidence: 90%}
  firmness: {measure: firm / yes, figure: between 40 and 48 percent, confidence: 90%}
  doubtful: {measure: firm / yes, figure: between 40 and 48 percent, confidence: 54%}
  count: {measure: yes / voters, figure: at least 55 percent}
assumptions:
  all-firm: {holds: firm = yes, because: somebody said so}
claims:
  half: {measure: yes / voters, figure: at most half, expect: refuted}
  third: {measure: firm / voters, figure: more than a third, expect: refuted}
  most: {measure: firm / voters, figure: more than half, expect: refuted}
  open: {measure: yes / voters, figure: at least 62 percent}
  few: {measure: yes / voters, figure: at most 20 percent, using: firmness}
"""


def found(folder: Path, lines: str) -> DisputeResult:
    return judged(folder, lines, world=WORLD)


def sure(dispute: DisputeResult) -> tuple[str, str | None]:
    level = dispute.confidence
    return dispute.verdict.value, None if level is None else str(float(level))


@pytest.mark.parametrize(
    ("lines", "verdict", "confidence"),
    [
        # 60 % is more than half.
        ("between: [poll, half]", "incompatible", "0.95"),
        # 66 % of 48 % is 31.68 %, less than a third, and needs both.
        ("between: [poll, firmness, third]", "incompatible", "0.85"),
        # What is certain is enough.
        ("between: [count, half, poll]", "incompatible", None),
        ("between: [half, poll]\nusing: count", "incompatible", None),
        # The surest member is enough.
        ("between: [poll, weaker, half]", "incompatible", "0.95"),
        # The part cannot be larger, whoever is certain of what.
        ("between: [poll, open]", "compatible", None),
        # Evidence has a level as members have.
        ("between: [poll, third]\nusing: firmness", "incompatible", "0.85"),
        # 95 and 54 leave 49.
        ("between: [poll, doubtful, third]", "undetermined", None),
        ("between: [poll, third]\nusing: doubtful", "undetermined", None),
    ],
)
def test_a_result_is_as_sure_as_what_it_needs(
    tmp_path: Path, lines: str, verdict: str, confidence: str | None
) -> None:
    assert sure(found(tmp_path, lines)) == (verdict, confidence)


def test_what_a_result_needs_is_among_its_premises(tmp_path: Path) -> None:
    dispute = found(tmp_path, "between: [poll, third]\nusing: [firmness, doubtful]")
    told = [
        (each.kind, each.name, each.text) for each in dispute.premises if each.kind != "denominator"
    ]
    assert told == [
        (
            "wording",
            "firmness",
            "“between 40 and 48 percent” said of firm / yes, read generously",
        ),
        ("confidence", "poll", "confidence of poll: 95 %"),
        ("confidence", "firmness", "confidence of firmness: 90 %"),
    ]
    levels = dict(zip(dispute.conflicts, dispute.conflict_confidences, strict=True))
    assert levels == {
        ("poll", "third", "firmness"): exact("0.85"),
        ("poll", "third", "doubtful"): exact("0.49"),
    }


def test_too_little_is_said_and_asks_nobody_to_give_way(tmp_path: Path) -> None:
    dispute = found(tmp_path, "between: [poll, doubtful, third]")
    assert dispute.reason == "confidence"
    assert dispute.explanation == (
        "the confidence levels leave less than one half (poll 95 %, doubtful 54 %: together 49 % "
        "at least)"
    )
    assert dispute.profiles is not None
    assert dispute.profiles.default.verdict.value == "undetermined"
    assert [each.concession for each in dispute.members] == [None] * 3
    assert dispute.conflict_confidences == (exact("0.49"),)
    assert dispute.as_expected


def test_a_condition_has_the_level_of_what_it_needs(tmp_path: Path) -> None:
    """At most 66 % of the voters say yes: more than a third of the voters is over 50/99 of them."""
    dispute = found(tmp_path, "between: [poll, third, weaker]\nin_terms_of: firm / yes")
    assert sure(dispute) == ("compatible only if", "0.95")
    assert dispute.condition is not None
    assert dispute.condition.numbers.interval == Interval.at_least(exact("50/99"), closed=False)
    # The world has every member true, also those that the condition does not need.
    assert dispute.world is not None
    numbers = {name: int(number.replace(",", "")) for name, number in dispute.world.numbers}
    assert 62 * numbers["voters"] <= 100 * numbers["yes"] <= 66 * numbers["voters"]
    assert 3 * numbers["firm"] > numbers["voters"]


def test_without_the_assumptions_there_may_be_no_level(tmp_path: Path) -> None:
    """If all are firm, 60 % of the voters are; else nothing is said of them."""
    firm_few = "  firm-few: {measure: firm / voters, figure: at most half}\n"
    world = WORLD.replace("claims:\n", f"claims:\n{firm_few}")
    lines = "between: [poll, firm-few]\nunder: all-firm"
    dispute = judged(tmp_path, lines, world=world)
    assert sure(dispute) == ("incompatible", "0.95")
    without = dispute.without_assumptions
    assert without is not None
    assert (without.verdict.value, without.confidence) == ("compatible", None)


def test_evidence_may_contradict_itself_at_a_level(tmp_path: Path) -> None:
    low = "  low: {measure: yes / voters, figure: at most half, confidence: 80%}\n"
    world = WORLD.replace("assumptions:\n", f"{low}assumptions:\n")
    lines = "between: [open, third]\nusing: [poll, low]"
    dispute = judged(tmp_path, lines, world=world)
    assert sure(dispute) == ("conflicting", "0.75")
    weak = world.replace("80%", "50%")
    assert sure(judged(tmp_path, lines, world=weak)) == ("undetermined", None)


ALL = (
    "between: [poll, half]",
    "between: [poll, firmness, third]",
    "between: [poll, third, weaker]\nin_terms_of: firm / yes",
    "between: [poll, doubtful, third]",
)


@pytest.fixture(name="text")
def _text() -> str:
    blocks = "".join(
        block(lines, f"d{number}").removeprefix("disputes:\n") for number, lines in enumerate(ALL)
    )
    return f"{WORLD}disputes:\n{blocks}"


def test_json_has_the_levels_and_satisfies_its_schema(tmp_path: Path, text: str) -> None:
    report = json.loads(render_json(run_disputes(tmp_path, text)))
    jsonschema.validate(report, report_schema())
    claims = {each["id"]: each["confidence"] for each in report["claims"]}
    assert claims == {"half": None, "third": 0.85, "most": 0.9, "open": 0.9, "few": None}
    assert [each["confidence"] for each in report["disputes"]] == [0.95, 0.85, 0.95, None]
    assert report["disputes"][1]["conflict_confidences"] == [
        {"conflict": ["poll", "firmness", "third"], "confidence": 0.85}
    ]
    rows = report["disputes"][0]["certificate"]["impossible"][0]["rows"]
    assert {each.get("confidence") for each in rows if each["statement"] == "poll"} == {"19/20"}
    assert {each.get("confidence") for each in rows if each["statement"] == "half"} == {None}


def test_every_format_says_how_sure_a_verdict_is(tmp_path: Path, text: str) -> None:
    result = run_disputes(tmp_path, text)
    terminal = render_terminal(result)
    assert "REFUTED (at 85 % confidence)" in terminal
    assert "INCOMPATIBLE (at 95 % confidence)" in terminal
    assert "poll — firmness — third (at 85 % confidence)" in terminal
    memo = render_markdown(result)
    assert "**Refuted** (at 85 % confidence): The evidence refutes the claim." in memo
    assert "**Compatible only if** (at 95 % confidence)" in memo
    page = notebook.render(result)
    assert "refuted</span><br>at 85 % confidence" in page
    assert "incompatible</span><br>at 95 % confidence" in page


def test_what_is_so_without_the_assumptions_has_its_own_level(tmp_path: Path) -> None:
    """Half of the voters are firm, so half say yes; the poll says so too."""
    many = "  many-firm: {holds: firm >= voters / 2, because: somebody said so}\n"
    claim = "  c: {measure: yes / voters, figure: at least half, under: many-firm, using: poll}\n"
    world = WORLD.replace("claims:\n", f"{many}claims:\n{claim}")
    firm_few = "  firm-few: {measure: firm / voters, figure: at most 20 percent}\n"
    text = world.replace("claims:\n", f"claims:\n{firm_few}")
    lines = "between: [poll, half, firm-few]\nunder: all-firm"
    result = run_disputes(tmp_path, f"{text}{block(lines)}")
    terminal = render_terminal(result)
    assert "supported also without many-firm (at 95 % confidence)" in terminal
    assert "also incompatible (at 95 % confidence) without the assumptions" in terminal


def _report(folder: Path, text: str, run_cli: RunCli) -> dict[str, Any]:
    (folder / "claims.yml").write_text(text, encoding="utf-8")
    found: dict[str, Any] = json.loads(run_cli("run", "claims.yml", "--format", "json").stdout)
    return found


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("claims", "confidence", 0.99),
        ("disputes", "confidence", 0.99),
        ("disputes", "conflict_confidences", []),
    ],
)
def test_levels_are_worked_out_again_from_the_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_cli: RunCli,
    text: str,
    section: str,
    field: str,
    value: object,
) -> None:
    monkeypatch.chdir(tmp_path)
    report = _report(tmp_path, text, run_cli)
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    assert run_cli("verify", "report.json").exit_code == 0
    report[section][1][field] = value
    path.write_text(json.dumps(report), encoding="utf-8")
    told = run_cli("verify", "report.json")
    assert told.exit_code == 1
    assert field in told.stdout
