from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from dispute_files import WORLD, block, run_disputes
from exact import exact

from factcheck.bounds.check import refutes
from factcheck.model.exact_wording import word_all_exactly, word_exactly
from factcheck.model.interval import Interval
from factcheck.model.linear import System
from factcheck.model.unit import Unit, UnitKind
from factcheck.report import (
    notebook,
    render_json,
    render_markdown,
    render_terminal,
    report_schema,
)

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import RunResult

SHARE = "in_terms_of: share(reports[year = 2020], referrals)"
FLAGSHIP = f"between: [ten / 2020, at-least-63]\nunder: graphic-is-relevant\n{SHARE}"
CLASH = "between: [ten / 2020, at-least-63, a-fifth]\nunder: graphic-is-relevant"
WHOLE = (
    "between: [ten / 2020, at-least-63, many]\nunder: graphic-is-relevant\nusing: there-are-9000"
)
MANY = "  many: {measure: 'referrals[year = 2020]', figure: {text: '1,427', reads: exact}}\n"
ALL = (
    FLAGSHIP,
    f"{FLAGSHIP}\nusing: police\ntitle: A title\nabout: |-\n  One.\n  Two.\nnote: A note.",
    CLASH,
    WHOLE,
    "between: [half, fewer]\nexpect: compatible",
    "between: [half, ten / 2018]",
    f"{FLAGSHIP}\nexpect: incompatible",
    "between: [half, ten / 2020]",
    f"between: [half, fewer]\n{SHARE}",
    "between: [half, fewer]\nin_terms_of: relevant[yaer = 2020]",
)


@pytest.fixture
def result(tmp_path: Path) -> RunResult:
    blocks = "".join(
        block(lines, f"d{number}").removeprefix("disputes:\n") for number, lines in enumerate(ALL)
    )
    return run_disputes(tmp_path, f"{WORLD}{MANY}disputes:\n{blocks}")


def test_every_dispute_satisfies_the_schema_in_its_order(result: RunResult) -> None:
    schema = report_schema()
    report = json.loads(render_json(result))
    jsonschema.Draft7Validator(schema).validate(report)
    assert len(report["disputes"]) == len(ALL)
    for dispute in report["disputes"]:
        assert list(dispute) == list(schema["definitions"]["dispute"]["properties"])
    flagship = report["disputes"][0]
    for kind, record in (
        ("condition", flagship["condition"]),
        ("member", flagship["members"][0]),
        ("certificate", flagship["certificate"]),
        ("row", flagship["certificate"]["rows"][0]),
        ("outlook", flagship["conditions"]["lenient"]),
        ("concession", report["disputes"][2]["members"][0]["concession"]),
    ):
        definition = schema["definitions"][kind]
        assert list(record) == definition["required"]
        # A row has a level only where it is less than certain.
        others = ["confidence"] if kind == "row" else []
        assert list(definition["properties"]) == [*definition["required"], *others]


def test_the_json_says_what_the_design_promises(result: RunResult) -> None:
    first = json.loads(render_json(result))["disputes"][0]
    assert first["verdict"] == "compatible only if"
    assert first["condition"]["measure"] == "share(reports[year = 2020], referrals)"
    condition = first["condition"]["set"]
    assert (condition["upper_exact"], condition["upper_closed"]) == ("10/63", False)
    assert first["profiles"] == dict.fromkeys(
        ("strict", "default", "lenient"), "compatible only if"
    )
    assert first["conditions"]["lenient"]["condition"]["set"]["upper_exact"] == "4/25"
    assert first["position"] == {"file": "claims.yml", "line": 40, "column": 3}
    assert first["without_assumptions"]["verdict"] == "compatible"


def test_every_certificate_is_accepted_by_the_checker(result: RunResult) -> None:
    checked = 0
    for dispute in result.disputes:
        if dispute.proofs is None:
            continue
        proved = dispute.proofs.default
        system = System(proved.variables, proved.rows)
        for each in proved.impossible:
            assert refutes(system.with_rows(each.rows), each.refutation)
            checked += 1
        if proved.possible is not None:
            assert system.admits(dict(proved.possible))
    assert checked >= 5


def uses_of(refutation: dict[str, Any]) -> list[dict[str, Any]]:
    if refutation["type"] == "sum":
        found: list[dict[str, Any]] = refutation["uses"]
        return found
    return uses_of(refutation["below"]) + uses_of(refutation["above"])


def test_a_sum_of_the_printed_certificate_is_impossible(result: RunResult) -> None:
    """Add up what the JSON prints, with nothing of the program."""
    certificate = json.loads(render_json(result))["disputes"][0]["certificate"]
    (impossible,) = certificate["impossible"]
    rows = [*certificate["rows"], *impossible["rows"]]
    total, constant, is_strict = dict[str, Any](), exact("0"), False
    for use in uses_of(impossible["refutation"]):
        row, multiple = rows[use["of"]], exact(use["multiple"])
        sign = 1 if use["end"] == "lower" else -1
        form, allowed = row["form"], row["allowed"]
        constant += sign * multiple * (exact(form["constant"]) - exact(allowed[use["end"]]))
        is_strict = is_strict or not allowed[f"{use['end']}_closed"]
        for name, times in form["terms"]:
            total[name] = total.get(name, exact("0")) + sign * multiple * exact(times)
    assert set(total.values()) == {exact("0")}
    assert constant < 0 or (constant == 0 and is_strict)


def test_the_terminal_tells_each_dispute(result: RunResult) -> None:
    told = render_terminal(result, width=100)
    for words in (
        "══ d0 ",
        "COMPATIBLE ONLY IF ══",
        "only if     share(reports[year = 2020], referrals) is less than 10/63 (15.87 %)",
        "in counts   referrals[year = 2020] is at most 1,246",
        "read generously: compatible only if share(reports[year = 2020], referrals) is",
        "assuming    compatible without the assumptions",
        "conflict    ten / 2020 — at-least-63 — a-fifth — graphic-is-relevant",
        "• a-fifth: compatible if it said less than 10/63 (15.87 %)",
        "because     whole numbers: only because counts are whole numbers",
        "expected    compatible: as expected",
        "NOT AS EXPECTED: the claim file says `expect: incompatible`",
        "NOT AS EXPECTED: the claim file does not say `expect: incompatible`",
        "NOT AS EXPECTED: a fault in the evidence never is",
        "fewer: relevant[year = 2020] < referrals[year = 2020]",
        "A title",
        "note        A note.",
    ):
        assert words in told
    assert "10 disputes (3 compatible only if, " not in told
    assert "; 10 disputes (" in " ".join(told.split())


def test_the_memo_tells_each_dispute(result: RunResult) -> None:
    told = render_markdown(result)
    assert "| Dispute d0 | – | **Compatible only if** |" in told
    assert "## Dispute: d1" in told
    assert "**A title**\n\nOne.\n\nTwo.\n\n**Compatible only if**" in told
    assert "**In whole numbers, only if:**" in told


def test_a_notebook_shows_each_dispute(result: RunResult) -> None:
    told = notebook.render(result)
    assert "<strong>d0</strong>" in told
    assert ">compatible only if</span>" in told
    assert "is less than 10/63 (15.87 %)<br>referrals[year = 2020] is at most 1,246" in told
    assert "NOT AS EXPECTED: the claim file says `expect: incompatible`" in told
    assert "not connected: nothing connects the members" in told


def test_made_up_evidence_is_told(tmp_path: Path) -> None:
    text = WORLD.replace("source: office\n    columns", "illustrative: true\n    columns")
    text = text.replace("  office: {title: The office}\n", "  office: {title: x}\n")
    (found,) = run_disputes(tmp_path, f"{text}{block('between: [half, fewer]')}").disputes
    assert not found.is_illustrative
    result = run_disputes(
        tmp_path, f"{text}{block('between: [half, fewer]' + chr(10) + 'using: police')}"
    )
    assert result.disputes[0].is_illustrative
    assert "COMPATIBLE (illustrative" in render_terminal(result)
    assert "**Compatible** (illustrative" in render_markdown(result)


COUNT, PERCENT = Unit(UnitKind.COUNT), Unit(UnitKind.SHARE)


@pytest.mark.parametrize(
    ("interval", "unit", "words"),
    [
        (Interval.point(exact("1/3")), COUNT, "1/3 (0.33)"),
        (Interval.point(exact("1/8")), COUNT, "0.125"),
        (Interval.at_most(exact("10/63"), closed=False), PERCENT, "less than 10/63 (15.87 %)"),
        (Interval.at_most(exact("4/25")), PERCENT, "at most 16 %"),
        (Interval.at_least(2), COUNT, "at least 2"),
        (Interval(exact("1"), exact("2"), False, True), COUNT, "more than 1 and at most 2"),
        (Interval.everything(), COUNT, "any number"),
    ],
)
def test_ends_are_worded_exactly(interval: Interval, unit: Unit, words: str) -> None:
    assert word_exactly(interval, unit) == words
    assert word_all_exactly((interval, interval), unit) == f"{words}, or {words}"
