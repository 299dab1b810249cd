from __future__ import annotations

import pytest
from spec_helpers import HEAD, SMALLEST, load, place_of, places_of, problems_of

from factcheck.model.problem import Severity

BASE = """\
factcheck: 1
sources:
  office: {title: a}
evidence:
  police: {file: a.csv, source: office}
quantities:
  reports: {measure: sum(police.reports)}
  relevant: {part_of: reports}
statements:
  says: {measure: relevant, figure: 5, source: office}
assumptions:
  bridge: {holds: relevant <= reports}
conditions:
  old: year < 2000
claims:
  c: {measure: 'reports[old]', figure: 5, under: bridge}
"""


def said(old: str, new: str) -> list[str]:
    """Return the problems of the base with one thing changed."""
    assert old in BASE
    return [
        f"{place_of(problem)} {problem.message} | {problem.hint}"
        for problem in problems_of(BASE.replace(old, new))
    ]


def test_the_base_has_no_fault_and_no_warning() -> None:
    assert load(BASE).warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "file: a.csv, source: office",
            "file: a.csv, source: ofice",
            "FC062 5:33 there is no source 'ofice' | did you mean 'office'?",
        ),
        (
            "sum(police.reports)",
            "sum(polce.reports)",
            "FC060 7:26 there is no table 'polce' | did you mean 'police'?",
        ),
        (
            "sum(police.reports)",
            "sum(relevant.reports)",
            (
                "FC060 7:26 there is no table 'relevant' | a quantity has no columns; a slice of "
                "it is written name[column = value]"
            ),
        ),
        (
            "part_of: reports",
            "part_of: police",
            "FC065 8:23 there is no quantity 'police' | known here: 'reports', 'relevant'",
        ),
        (
            "measure: relevant,",
            "measure: relevnt,",
            (
                "FC060 10:19 there is no quantity, table or condition 'relevnt' | did you mean "
                "'relevant'?"
            ),
        ),
        (
            "relevant <= reports",
            "relevant <= report",
            (
                "FC060 12:31 there is no quantity, table or condition 'report' | did you mean "
                "'reports'?"
            ),
        ),
        (
            "reports[old]",
            "reports[odl]",
            "FC060 16:25 there is no condition 'odl' | did you mean 'old'?",
        ),
        (
            "under: bridge",
            "under: [bridge, brigde]",
            "FC063 16:59 there is no assumption 'brigde' | did you mean 'bridge'?",
        ),
        (
            "under: bridge",
            "under: bridge, using: polic",
            "FC064 16:65 there is no table, statement or source 'polic' | did you mean 'police'?",
        ),
        (
            "under: bridge",
            "under: bridge, using: [police, each source]",
            (
                "FC064 16:74 there is no table, statement or source 'each source' | did you mean "
                "'each source'?"
            ),
        ),
        (
            "holds: relevant <= reports",
            "same: period, of: [reports, c, says, office]",
            (
                "FC069 12:49 there is no table, quantity, statement or claim 'office' | did you "
                "mean 'police'?"
            ),
        ),
        (
            "  old: year < 2000",
            "  old: year < 2000, not od",
            "FC060 14:25 there is no condition 'od' | did you mean 'old'?",
        ),
    ],
)
def test_names_that_are_not_declared(old: str, new: str, expected: str) -> None:
    (found,) = said(old, new)
    assert found == expected


def test_a_name_that_two_kinds_of_evidence_have() -> None:
    text = BASE.replace("says:", "police:").replace("bridge}", "bridge, using: police}")
    (problem,) = problems_of(text)
    assert place_of(problem) == "FC068 16:65"
    assert problem.message == "'police' is both a table and a statement"
    assert places_of(BASE.replace("says:", "police:")) == []


def test_quantities_tables_and_conditions_share_their_names() -> None:
    text = BASE.replace("  old:", "  police: year = 1\n  reports: year = 1\n  old:")
    first, second = problems_of(text)
    assert (place_of(first), place_of(second)) == ("FC061 14:3", "FC061 15:3")
    assert first.message.startswith("'police' is a table already, on line 5;")
    assert second.message.startswith("'reports' is a quantity already, on line 7;")


def test_a_value_with_a_dot_is_no_reference() -> None:
    assert places_of(BASE.replace("year < 2000", "canton = St.Gallen")) == []


def test_a_condition_may_be_the_part_of_a_share() -> None:
    assert places_of(BASE.replace("'reports[old]'", "'share(reports, old)'")) == []


def test_all_uses_of_evidence() -> None:
    text = BASE.replace("under: bridge", "under: bridge, using: [police, says, office]")
    assert places_of(text) == []


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [
        (
            "a: {measure: a + 1}",
            ["FC066 3:3 'a' is defined by itself: 'a' → 'a'"],
        ),
        (
            "a: {measure: b}\n  b: {measure: c * 2}\n  c: {measure: b / 2}\n  d: {measure: c}",
            ["FC066 4:3 'b' is defined by itself: 'b' → 'c' → 'b'"],
        ),
        (
            "a: {part_of: b}\n  b: {part_of: c}\n  c: {part_of: a}",
            ["FC066 3:3 'a' is part of itself: 'a' → 'b' → 'c' → 'a'"],
        ),
        (
            "a: {part_of: a, is: x}\n  b: {measure: d}\n  c: {is: x}\n  d: {measure: b + c}",
            [
                "FC066 3:3 'a' is part of itself: 'a' → 'a'",
                "FC066 4:3 'b' is defined by itself: 'b' → 'd' → 'b'",
            ],
        ),
    ],
)
def test_circular_definitions(quantities: str, expected: list[str]) -> None:
    text = f"{HEAD}quantities:\n  {quantities}\nclaims:\n  c: {{not_checkable: x}}\n"
    found = [f"{place_of(problem)} {problem.message}" for problem in problems_of(text)]
    assert found == expected


def test_circular_conditions() -> None:
    text = BASE.replace("year < 2000", "not new").replace("claims:", "  new: not old\nclaims:")
    (problem,) = problems_of(text)
    assert place_of(problem) == "FC066 14:3"


def test_a_long_circle_and_many_circles_are_cut() -> None:
    names = [f"q{n}" for n in range(30)]
    ring = "".join(
        f"  {a}: {{part_of: {b}}}\n" for a, b in zip(names, [*names[1:], "q0"], strict=True)
    )
    text = f"{HEAD}quantities:\n{ring}claims:\n  c: {{not_checkable: x}}\n"
    (problem,) = problems_of(text)
    assert problem.message == (
        "'q0' is part of itself: 'q0' → 'q1' → 'q2' → 'q3' → 'q4' → … → 'q0'"
    )
    loops = "".join(f"  {name}: {{part_of: {name}}}\n" for name in names)
    assert len(problems_of(f"{HEAD}quantities:\n{loops}claims:\n  c: {{not_checkable: x}}\n")) == 20


def test_a_long_chain_of_definitions_is_no_circle() -> None:
    chain = "".join(f"  q{n}: {{measure: q{n + 1}}}\n" for n in range(2000))
    text = f"{HEAD}quantities:\n{chain}  q2000: {{is: x}}\nclaims:\n  c: {{holds: q0 > 1}}\n"
    assert places_of(text) == []


UNUSED = """\
factcheck: 1
sources:
  no_source: {title: a}
  s: {title: a}
evidence:
  no_table: {file: a.csv}
  t: {file: a.csv}
quantities:
  no_quantity: {measure: no_quantity_either}
  no_quantity_either: {measure: 5}
  itself: {is: x}
  a: {is: a}
  b: {part_of: a}
  d: {is: d}
statements:
  no_statement: {measure: no_quantity_either, figure: 5}
  near: {measure: a, figure: 5, source: s}
  far: {measure: d, figure: 5}
assumptions:
  no_assumption: {holds: a = 5}
  bridge: {holds: d = b}
conditions:
  no_condition: year = 1
claims:
  c:
    parts:
      p: {holds: b < 5, under: bridge}
      q: {measure: count(t), figure: 5}
"""


def test_declared_names_that_nothing_uses_are_warnings() -> None:
    warnings = load(UNUSED).warnings
    assert [f"{place_of(each)} {each.message}" for each in warnings] == [
        "FC067 3:3 nothing uses the source 'no_source'",
        "FC067 6:3 nothing uses the table 'no_table'",
        "FC067 9:3 nothing uses the quantity 'no_quantity'",
        "FC067 11:3 nothing uses the quantity 'itself'",
        "FC067 16:3 nothing uses the statement 'no_statement'",
        "FC067 20:3 nothing uses the assumption 'no_assumption'",
        "FC067 23:3 nothing uses the condition 'no_condition'",
    ]
    assert {each.severity for each in warnings} == {Severity.WARNING}
    assert warnings[0].excerpt == "  no_source: {title: a}"


def test_a_statement_is_used_where_anything_names_it() -> None:
    text = UNUSED.replace("holds: a = 5", "same: period, of: [no_statement, no_table]")
    assert "no_statement" not in " ".join(each.message for each in load(text).warnings)
    used = UNUSED.replace("count(t), figure: 5}", "count(t), figure: 5, using: no_statement}")
    assert "no_statement" not in " ".join(each.message for each in load(used).warnings)


def test_references_in_blocks_with_faults_do_not_lead_to_more_of_them() -> None:
    text = BASE.replace("part_of: reports", "part_of: reports, unti: x").replace(
        "{title: a}", "{titel: a}"
    )
    assert [place.split()[0] for place in places_of(text)] == ["FC030", "FC030"]
    assert places_of(SMALLEST.replace("5}", "5, source: x}")) == ["FC062 5:45"]


def test_expressions_that_cannot_be_read_are_told_wherever_they_stand() -> None:
    text = """\
    factcheck: 1
    quantities:
      a: {measure: 5 +}
    statements:
      s: {measure: 5 +, figure: 5}
    assumptions:
      h: {holds: a <}
      b:
        apart: [5 +, a]
    conditions:
      c: year <
      d: {x: year =, y: year = 1}
    claims:
      one: {holds: a <}
      two: {figure: 5, readings: {x: 5 +, y: a}}
      three: text
    """
    assert places_of(text) == [
        "FC050 3:18",
        "FC050 5:18",
        "FC050 7:16",
        "FC050 9:15",
        "FC057 11:11",
        "FC057 12:15",
        "FC050 14:18",
        "FC050 15:36",
        "FC033 16:10",
    ]
