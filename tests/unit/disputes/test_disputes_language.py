from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dispute_files import WORLD, judged, problems, run_disputes

from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path

BOTH = "between: [ten / 2020, at-least-63]"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "between: [ten, at-least-63]",
            "'ten' has readings or parts; name one | write one of 'ten / 2018', 'ten / 2020'",
        ),
        (
            "between: [ten / 2021, at-least-63]",
            ("there is no claim, reading or statement 'ten / 2021' | did you mean 'ten / 2020' or "
            "'ten / 2018'?"),
        ),
        (
            "between: [ten / 2020, at-least-36]",
            "there is no claim, reading or statement 'at-least-36' | did you mean 'at-least-63'?",
        ),
        (
            "between: [half, half]",
            "'half' is a member twice | remove one of them",
        ),
        (
            f"{BOTH}\nusing: at-least-63",
            ("'at-least-63' is a member of the dispute, and no evidence in it | remove it under "
            "'using'"),
        ),
        (f"{BOTH}\nusing: polic", ("there is no table, statement or source 'polic' | did you mean "
         "'police'?")),
        (f"{BOTH}\nunder: graphic-is-relevent", ("there is no assumption 'graphic-is-relevent' | "
         "did you mean 'graphic-is-relevant'?")),
        (f"{BOTH}\nin_terms_of: reportz", ("there is no quantity, table or condition 'reportz' | "
         "did you mean 'reports'?")),
        (
            f"{BOTH}\nin_terms_of: referrals[year = 2021]",
            ("nothing connects 'referrals[year = 2021]' with any member of the dispute | "
            "'in_terms_of' speaks of the members' quantities, at the same slices"),
        ),
    ],
)  # fmt: skip
def test_what_a_dispute_names_has_to_be_there(tmp_path: Path, lines: str, said: str) -> None:
    assert [each.partition(": ")[2] for each in problems(tmp_path, lines)] == [said]


def test_blanks_in_an_address_do_not_matter(tmp_path: Path) -> None:
    found = judged(tmp_path, "between:\n  - 'ten  /   2020'\n  - at-least-63")
    assert [each.name for each in found.members] == ["ten / 2020", "at-least-63"]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("odd: {not_checkable: because}", ("'odd' cannot be a member: it only says why it is not "
         "checkable")),
        ("odd: {measure: sum(police.n), by: police.year, of: 2018, place: 1}", ("'odd' cannot be a "
         "member: its form is 'rank'")),
    ],
)  # fmt: skip
def test_a_member_is_a_figure_or_a_comparison(tmp_path: Path, claim: str, said: str) -> None:
    found = problems(tmp_path, "between: [half, odd]", f"  {claim}\n")
    hint = "members are statements, and claims with a 'figure' or with 'holds'"
    assert [each.partition(": ")[2] for each in found] == [f"{said} | {hint}"]


def test_a_part_of_a_claim_may_be_a_member(tmp_path: Path) -> None:
    claim = "  all: {parts: {p: {measure: 'reports[year = 2020]', figure: 'at least 5'}}}\n"
    assert problems(tmp_path, "between: [all, half]", claim) == [
        "FC097 41: 'all' has readings or parts; name one | write 'all / p'"
    ]
    found = judged(tmp_path, "between: [all / p, half]", claim)
    assert found.verdict.value == "compatible"


def test_a_name_of_a_claim_and_a_statement_is_ambiguous(tmp_path: Path) -> None:
    claim = "  a-fifth: {measure: 'reports[year = 2020]', figure: 5}\n"
    found = problems(tmp_path, "between: [a-fifth, half]", claim)
    assert found == ["FC068 41: 'a-fifth' is both a claim and a statement | rename one of them"]


def test_problems_of_a_claim_are_told_once(tmp_path: Path) -> None:
    claim = "  odd: {measure: 'reportz[year = 2020] +', figure: 5}\n"
    found = problems(tmp_path, "between: [odd, half]", claim)
    assert len(found) == 1
    assert "reportz" in found[0] or "+" in found[0] or "ends" in found[0]


def test_claims_made_of_rows_may_be_members(tmp_path: Path) -> None:
    claim = """\
  each:
    for_each: {table: police, columns: year}
    measure: reports[year = $year]
    figure: at least 5
"""
    found = judged(tmp_path, "between: ['each[year=2020]', half]", claim)
    assert found.verdict.value == "compatible"
    (said,) = problems(tmp_path, "between: ['each[year=2021]', half]", claim)
    assert "there is no claim, reading or statement 'each[year=2021]'" in said


def test_a_fault_in_the_table_of_such_claims_is_the_disputes(tmp_path: Path) -> None:
    world = WORLD.replace("evidence:\n", "evidence:\n  rows: {file: rows.csv}\n")
    claim = """\
  each:
    for_each: {table: rows, columns: yaer}
    measure: reports[year = $yaer]
    figure: at least 5
"""
    (tmp_path / "rows.csv").write_text("year\n2018\n")
    found = judged(tmp_path, "between: [each, half]", claim, world=world)
    assert (found.verdict.value, found.reason, found.as_expected) == (
        "not checkable", "fault", False,
    )  # fmt: skip


def test_a_column_that_no_table_has_is_a_fault(tmp_path: Path) -> None:
    found = judged(tmp_path, f"{BOTH}\nin_terms_of: relevant[yaer = 2020]")
    assert found.reason == "fault"
    assert "has no column 'yaer'" in (found.explanation or "")
    claim = "  odd: {measure: 'relevant[yaer = 2020]', figure: at least 5}\n"
    claim += "  other: {holds: 'relevant[yaer = 2020] > 5'}\n"
    for name in ("odd", "other"):
        found = judged(tmp_path, f"between: [{name}, half]", claim)
        assert found.reason == "fault"
        assert (found.explanation or "").startswith(f"FC240 no-such-column: '{name}': ")


def test_what_reads_a_table_needs_using(tmp_path: Path) -> None:
    claim = "  direct: {measure: 'sum(police.n[year = 2020])', figure: at least 5}\n"
    claim += "  more: {holds: 'sum(police.n[year = 2020]) > 5'}\n"
    for name in ("direct", "more"):
        found = judged(tmp_path, f"between: [{name}, half]", claim)
        assert (found.verdict.value, found.reason) == ("not checkable", "missing")
        told = found.explanation or ""
        assert "reads table 'police', which 'using' does not name" in told
        assert "a dispute uses evidence only if 'using' names it: name the table there" in told
        found = judged(tmp_path, f"between: [{name}, half]\nusing: office", claim)
        assert found.verdict.value == "compatible"
    terms = (
        "between: [half, fewer]\nin_terms_of: relevant[year = 2020] / sum(police.n[year = 2020])"
    )
    assert judged(tmp_path, terms).reason == "missing"


def test_a_member_says_one_thing(tmp_path: Path) -> None:
    more = """\
conditions:
  old: {a: year < 2020, b: year < 2019}
"""
    claim = "  odd: {measure: 'sum(police.n[old])', figure: at least 5}\n"
    found = problems(tmp_path, "between: [odd, half]\nusing: police", claim, more)
    assert "stands for several readings: 'a', 'b'" in found[0]


def test_members_of_different_dates_are_not_comparable(tmp_path: Path) -> None:
    table = "vintages: {2019: old.csv, 2021: police.csv}"
    world = WORLD.replace("file: police.csv", table)
    claims = """\
  early: {measure: 'reports[year = 2020]', figure: at least 5, as_of: 2019}
  late: {measure: 'reports[year = 2020]', figure: at least 5, as_of: 2021}
"""
    (tmp_path / "old.csv").write_text("year,n\n2018,1\n2020,2\n")
    found = judged(tmp_path, "between: [early, late]\nusing: police", claims, world=world)
    assert found.reason == "not comparable"
    assert found.explanation == "the members are of different dates: '2019', '2021'"
    found = judged(tmp_path, "between: [early, half]\nusing: police", claims, world=world)
    assert found.verdict.value == "incompatible"
    assert found.explanation == "'early' is impossible whatever the others say"


def test_members_of_other_populations_are_not_comparable(tmp_path: Path) -> None:
    claims = """\
  men: {measure: 'relevant[year = 2020]', figure: at least 5, population: men}
  women: {measure: 'relevant[year = 2020]', figure: at least 5, population: women}
"""
    found = judged(tmp_path, "between: [men, women]", claims)
    assert found.reason == "not comparable"
    assert "'men' and 'women' declare a different population" in (found.explanation or "")
    bridge = "  alike: {same: population, of: [men, women], because: so}\nclaims:\n"
    world = WORLD.replace("claims:\n", bridge)
    found = judged(tmp_path, "between: [men, women]\nunder: alike", claims, world=world)
    assert found.verdict.value == "compatible"
    assert [(each.kind, each.name) for each in found.premises] == [("bridge", "alike")]


def test_a_quantity_that_is_missing_is_in_the_way(tmp_path: Path) -> None:
    world = WORLD.replace("statements:\n", "  lost: {missing: nobody counts it}\nstatements:\n")
    claim = "  odd: {measure: lost, figure: 5}\n"
    found = judged(tmp_path, "between: [odd, half]\nexpect: not checkable", claim, world=world)
    assert found.as_expected
    assert found.explanation == "'odd': nobody counts it"
    assert [each.measure for each in found.members] == ["", ""]


def test_a_fault_in_a_table_that_is_used_is_in_the_way(tmp_path: Path) -> None:
    world = WORLD.replace("{n: {unit: reports}}", "{n: {unit: reports}, bad: {}}")
    found = judged(tmp_path, f"{BOTH}\nusing: police", world=world)
    assert (found.verdict.value, found.reason) == ("not checkable", "fault")


def test_a_member_named_like_a_relation_is_told_apart(tmp_path: Path) -> None:
    claim = "  graphic-is-relevant: {measure: 'relevant[year = 2020]', figure: at most 5}\n"
    lines = "between: [graphic-is-relevant, at-least-63, big]\nunder: graphic-is-relevant"
    claim += "  big: {measure: 'referrals[year = 2020]', figure: at least 5000}\n"
    found = judged(tmp_path, lines, claim)
    assert found.conflicts == (
        ("member graphic-is-relevant", "at-least-63", "big", "graphic-is-relevant"),
    )


def test_units_that_do_not_mix_are_told(tmp_path: Path) -> None:
    claim = "  odd: {measure: 'relevant[year = 2020]', figure: 5%}\n"
    with pytest.raises(ProblemsError):
        run_disputes(tmp_path, f"{WORLD}{claim}disputes:\n  d: {{between: [odd, half]}}\n")
