"""What a verdict rests on: the minimal sets of assumptions, and what it is without each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.bounds import conflict
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, variable
from factcheck.pipeline import run_text
from factcheck.quantity.rows import blamable
from factcheck.report import render_json, render_markdown, render_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment, RunResult

WORLD = """\
factcheck: 1
sources:
  office: {title: An office}
  other: {title: Another}
evidence:
  police: {file: police.csv, key: year, source: office}
quantities:
  reports: {unit: reports, measure: sum(police.reports)}
  images: {unit: reports, part_of: reports}
  graphic: {unit: reports, part_of: images}
statements:
  low: {measure: 'graphic[year = 2021]', figure: exactly 10 reports, source: other}
  high: {measure: 'graphic[year = 2021]', figure: exactly 20 reports, source: other}
  higher: {measure: 'graphic[year = 2021]', figure: exactly 30 reports, source: other}
assumptions:
  a-third: {holds: 'graphic[year = 2020] >= reports[year = 2020] / 3'}
  a-fifth: {holds: 'images[year = 2020] >= reports[year = 2020] / 5'}
  most: {holds: 'graphic[year = 2020] >= 0.63 * images[year = 2020]'}
  at-most: {holds: 'graphic[year = 2020] <= reports[year = 2020] / 20'}
claims:
  c:
    {measure: 'share(reports[year = 2020], graphic)', figure: FIGURE, under: [UNDER], using: police}
"""
TABLE = "year,reports\n2020,7852\n2021,100\n"


def run(folder: Path, figure: str, under: str, text: str = WORLD) -> RunResult:
    folder.joinpath("police.csv").write_text(TABLE, encoding="utf-8")
    text = text.replace("FIGURE", figure).replace("UNDER", under)
    return run_text(text.encode(), file="c.yml", folder=folder, root=folder)


def judged(folder: Path, figure: str, under: str, text: str = WORLD) -> Assessment:
    return run(folder, figure, under, text).claims[0].readings[0]


def without(found: Assessment) -> dict[str, str]:
    return {name: verdict.value for name, verdict in found.without_each}


@pytest.mark.parametrize(
    ("figure", "under", "sets", "condition"),
    [
        ("under ten percent", "a-third", [["a-third"]], "refuted if a-third holds; "),
        ("under ten percent", "a-third, a-fifth, most", [["a-third"], ["a-fifth", "most"]],
         "refuted if a-third or (a-fifth and most) hold; "),
        ("under ten percent", "a-fifth, most", [["a-fifth", "most"]],
         "refuted if a-fifth and most hold; "),
        ("exactly 70%", "at-most, a-fifth", [["at-most"]], "refuted if at-most holds; "),
        ("over five percent", "a-third, a-fifth, most", [["a-third"], ["a-fifth", "most"]],
         "supported if a-third or (a-fifth and most) hold; "),
        ("at most 100%", "a-third, a-fifth", [], "supported also without a-third"),
        ("under 50%", "a-third, a-fifth", [["a-third"]], "undetermined also without a-third"),
    ],
)  # fmt: skip
def test_a_verdict_names_the_sets_it_rests_on(
    figure: str, under: str, sets: list[list[str]], condition: str, tmp_path: Path
) -> None:
    result = run(tmp_path, figure, under)
    found = result.claims[0].readings[0]
    assert [list(each) for each in found.assumption_sets] == sets
    assert condition in " ".join(render_terminal(result).split())
    assert set(without(found)) == set(under.split(", "))


def test_either_of_two_assumptions_is_enough(tmp_path: Path) -> None:
    text = WORLD.replace("  most: {", "  half: {holds: 'graphic[year = 2020] >= 3926'}\n  most: {")
    result = run(tmp_path, "under ten percent", "a-third, half", text)
    found = result.claims[0].readings[0]
    assert without(found) == {"a-third": "refuted", "half": "refuted"}
    told = " ".join(render_terminal(result).split())
    assert "refuted if a-third or half holds; undetermined without" in told
    assert "• a-third (assumption)" in told
    assert "• half (assumption)" in told
    assert "if a-third or half holds" in render_markdown(result)


def test_the_verdict_without_each_one(tmp_path: Path) -> None:
    found = judged(tmp_path, "under ten percent", "a-third, a-fifth, most")
    assert without(found) == dict.fromkeys(("a-third", "a-fifth", "most"), "refuted")
    found = judged(tmp_path, "under ten percent", "a-fifth, most")
    assert without(found) == dict.fromkeys(("a-fifth", "most"), "undetermined")


def test_assumptions_that_contradict_each_other_support_nothing(tmp_path: Path) -> None:
    result = run(tmp_path, "under ten percent", "a-third, at-most")
    found = result.claims[0].readings[0]
    assert (found.assumption_sets, found.conflicts) == ((), (("a-third", "at-most"),))
    assert without(found) == {"a-third": "supported", "at-most": "refuted"}
    told = render_terminal(result)
    assert "• supported without a-third" in told
    assert "• refuted without at-most" in told


def test_a_bridge_is_in_every_set(tmp_path: Path) -> None:
    text = WORLD.replace("key: year,", "key: year, definition: one,")
    text = text.replace("images: {unit: reports,", "images: {unit: reports, definition: two,")
    bridge = "alike: {same: definition, of: [police, images], because: they say so}"
    text = text.replace("  a-fifth: {", f"  {bridge}\n  a-fifth: {{")
    text = text.replace("share(reports[year = 2020], graphic)", "images[year = 2020] / reports")
    text = text.replace("/ reports'", "/ reports[year = 2020]'")
    found = judged(tmp_path, "under ten percent", "a-fifth, alike", text)
    assert found.assumption_sets == (("alike", "a-fifth"),)
    assert without(found) == {"alike": "not checkable", "a-fifth": "undetermined"}
    found = judged(tmp_path, "at most 100%", "a-fifth, alike", text)
    assert found.assumption_sets == (("alike",),)


def test_words_that_decide_only_as_usual_rest_on_what_is_found(tmp_path: Path) -> None:
    found = judged(tmp_path, "about 30%", "a-third")
    assert found.reason == "wording"
    assert found.assumption_sets == (("a-third",),)


def test_where_the_effort_is_not_enough_the_premises_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflict, "MAX_QUESTIONS", 0)
    found = judged(tmp_path, "under ten percent", "a-third, a-fifth, most")
    assert found.assumption_sets == (("a-third",),)


def test_no_formula_names_the_premises(tmp_path: Path) -> None:
    text = WORLD.replace(
        "share(reports[year = 2020], graphic)", "graphic[year = 2020] * images[year = 2020]"
    )
    found = judged(tmp_path, "under 10", "a-third, a-fifth", text)
    assert (found.certificate, found.verdict.value) == (None, "refuted")
    # Of what is found: images are at least as many as graphic ones.
    assert found.assumption_sets == (("a-third",),)


def test_the_json_has_them_at_the_claim_too(tmp_path: Path) -> None:
    told = render_json(run(tmp_path, "under ten percent", "a-third"))
    assert told.count('"assumption_sets"') == 2
    assert told.count('"without_each"') == 2


CONFLICT = WORLD.replace("using: police", "using: [police, low, high, higher]")
CONFLICT = CONFLICT.replace(
    "share(reports[year = 2020], graphic)", "share(reports[year = 2021], graphic)"
).replace("under: [UNDER], ", "")


def test_a_list_of_conflicts_that_was_cut_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(tmp_path, "5%", "", CONFLICT)
    found = result.claims[0].readings[0]
    assert found.conflicts == (("low", "high"), ("low", "higher"), ("high", "higher"))
    assert not found.conflicts_cut
    assert "cut" not in render_terminal(result)
    monkeypatch.setattr(conflict, "MAX_CONFLICTS", 1)
    result = run(tmp_path, "5%", "", CONFLICT)
    found = result.claims[0].readings[0]
    assert (len(found.conflicts), found.conflicts_cut) == (1, True)
    assert "• at least these; the list was cut" in render_terminal(result)
    assert "- at least these; the list was cut" in render_markdown(result)
    assert render_json(result).count('"conflicts_cut": true') == 2


def test_nobody_is_blamed_for_what_a_number_is() -> None:
    names = ("said", "choice", "weights", "denominator", "case", "police.n: few")
    rows = tuple(Row(name, variable("a"), Interval.at_least(0)) for name in names)
    system = System((), (*rows, *rows))
    assert blamable(system, ()) == ("said", "police.n: few")
    assert blamable(system, ("said", "choice", "elsewhere")) == ("said", "choice", "police.n: few")
