"""What a reading tells of quantities that are only partly published."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quantity_files import claim, ends

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.model.unit import Unit, UnitKind
from factcheck.pipeline import run_text
from factcheck.quantity.decide.leaves import reached_by_steps
from factcheck.quantity.measures import Measures
from factcheck.quantity.unknowns import Unknowns
from factcheck.quantity.world_numbers import world_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantity_files import Files

    from factcheck.model.result import Assessment

ROWS = "k,n\na,10\nb,:\nc,5\nd,9\n"
WORLD = """\
sources: {office: {title: An office}, one: {title: One}, other: {title: Another}}
evidence:
  t:
    file: t.csv
    key: k
    source: office
    columns: {n: {unit: things, markers: {":": 1..3}}}
quantities:
  A: {unit: things, measure: 't.n[k = a]'}
  B: {unit: things, part_of: A}
  C: {unit: things, part_of: A}
  H: {unit: things, measure: 't.n[k = b]'}
  F: {unit: things, measure: 't.n[k = c]'}
  N: {unit: things, measure: 't.n[k = d]', part_of: F}
  L: {unit: things, is: l}
  P: {unit: things, part_of: L}
statements:
  third: {measure: 'share(A, B)', figure: at least 30 percent, source: one}
  small: {measure: B, figure: at most 40, source: other}
  few: {measure: L, figure: at most 7, source: other}
  tenth: {measure: C / H, figure: at most 45 percent}
"""


def judged(files: Files, measure: str, figure: str, *more: str, world: str = WORLD) -> Assessment:
    files.table(ROWS)
    return files.one(world, claim(measure, figure, *more))


def texts(found: Assessment) -> list[str]:
    return [f"{step.text} | {step.value}" for step in found.calculation]


def test_sources_are_those_of_evidence_that_was_used(files: Files) -> None:
    # That B is at most 40 says nothing, as A has 10.
    assert judged(files, "B", "exactly 1").sources == ("office", "one")
    assert judged(files, "C", "exactly 1").sources == ("office",)
    # A table that only an idle statement looks at was not used.
    idle = WORLD + "  idle: {measure: P + A, figure: at least 0, source: one}\n"
    assert judged(files, "L", "exactly 3", world=idle).sources == ("other",)
    assert judged(files, "L + A", "exactly 3", world=idle).sources == ("office", "other")


@pytest.mark.parametrize(
    ("measure", "lower", "upper"),
    [
        ("B", "3", "10"),
        ("A - B", "0", "7"),
        # C is at most 45 % of at most 3.
        ("C", "0", "1"),
        ("H - C", "1", "3"),
        ("C / 2", "0", "1/2"),
        ("B + 0.5", "7/2", "21/2"),
    ],
)
def test_ends_are_numbers_that_counts_can_reach(
    files: Files, measure: str, lower: str, upper: str
) -> None:
    assert ends(judged(files, measure, "about 3")) == (lower, upper)


def test_the_calculation_has_whole_ends_too(files: Files) -> None:
    found = judged(files, "H - C", "at least 9")
    assert "H - C = (1 to 3) − (0 to 1) | 1 to 3" in texts(found)


def test_the_set_around_steps() -> None:
    step = Fraction(1, 2)
    within = Interval(Fraction(1, 3), Fraction(3, 2), True, False)
    assert reached_by_steps(within, step) == Interval(step, Fraction(1))
    assert reached_by_steps(within, None) == within
    assert reached_by_steps(within, Fraction(0)) == within
    assert reached_by_steps(Interval(Fraction(1, 3), Fraction(2, 5)), step) is None
    assert reached_by_steps(Interval(None, step, False, False), step) == Interval(None, Fraction(0))


MEASURES: dict[str, Callable[[int, int, int], Fraction]] = {
    "B - C": lambda _a, b, c: Fraction(b - c),
    "A - B - C": lambda a, b, c: Fraction(a - b - c),
    "2 * B + C": lambda _a, b, c: Fraction(2 * b + c),
    "largest(B, 2 * C)": lambda _a, b, c: Fraction(max(b, 2 * c)),
    "abs(B - 3 * C)": lambda _a, b, c: Fraction(abs(b - 3 * c)),
}
SMALL = """\
factcheck: 1
quantities:
  A: {{unit: things, is: a}}
  B: {{unit: things, part_of: A}}
  C: {{unit: things, part_of: B}}
statements:
  there-are: {{measure: A, figure: exactly {whole}}}
  share: {{measure: B / A, figure: at most {percent} percent}}
claims:
  c: {{measure: '{measure}', figure: exactly 1}}
"""


@settings(max_examples=40)
@given(st.integers(1, 7), st.integers(5, 99), st.sampled_from(sorted(MEASURES)))
def test_whole_ends_leave_out_no_world(whole: int, percent: int, measure: str) -> None:
    text = SMALL.format(whole=whole, percent=percent, measure=measure)
    here = Path()
    found = run_text(text.encode(), file="c.yml", folder=here, root=here).claims[0].readings[0]
    worlds = [
        MEASURES[measure](whole, b, c)
        for b, c in product(range(whole + 1), repeat=2)
        # Words of a statement are read generously: half a step more.
        if c <= b and 200 * b <= (2 * percent + 1) * whole
    ]
    assert found.found is not None
    interval = found.found.interval
    assert all(value in interval for value in worlds)
    assert all(end is not None and end.denominator == 1 for end in (interval.lower, interval.upper))


def test_numbers_that_a_statement_brings_in_are_calculated(files: Files) -> None:
    found = judged(files, "C", "at least 1")
    assert "H = t.n[k = b] | 1 to 3 things" in texts(found)
    assert "C / H is at most 45 percent, read as 0 % to 45.5 % | " in texts(found)


def test_a_world_names_open_cells(files: Files) -> None:
    found = judged(files, "H", "exactly 2")
    (true, false) = found.worlds
    assert ("n of t[k = b]", "2") in true.numbers
    assert ("n of t[k = b]", "2") not in false.numbers


def test_a_world_names_few_open_cells_or_none(files: Files) -> None:
    files.table("k,n\n" + "".join(f"{k},:\n" for k in "abcdefg"))
    total = " + ".join(f"t.n[k = {k}]" for k in "abcdefg")
    found = files.one(WORLD, claim(total, "exactly 9", "using: t"))
    assert len(found.worlds) == len(("true", "false"))
    names = {name for world in found.worlds for name, _ in world.numbers}
    assert not any(name.startswith("n of") for name in names)


def test_cells_that_nothing_tells_apart_are_not_named() -> None:
    unknowns = Unknowns()
    for place, label in enumerate(("n of t", "n of t", "n of t[k = b]")):
        name = f"t.n#{place}"
        unknowns.add(name, Interval.at_least(0), label, is_integer=True)
        unknowns.sums[name] = None
    assert world_numbers(Measures({}, unknowns)) == {"t.n#2": Unit(UnitKind.COUNT)}


def test_open_amounts_have_their_unit(files: Files) -> None:
    table = """\
        evidence:
          t:
            file: t.csv
            key: k
            columns: {n: {unit: EUR, markers: {':': 1..3}}}
        """
    files.table(ROWS)
    found = files.one(table, claim("t.n[k = b] + t.n[k = c]", "at least 6.5 EUR"))
    assert [name for name, _ in found.worlds[0].numbers] == ["n of t[k = b]"]


def test_cells_are_told_though_the_evidence_contradicts_itself(files: Files) -> None:
    found = judged(files, "share(F, N)", "at least 50 percent")
    assert found.verdict is Verdict.CONFLICTING
    assert texts(found)[:2] == ["N = t.n[k = d] | 9 things", "F = t.n[k = c] | 5 things"]
    assert "share(F, N) = 9 / 5 | 180 %" in texts(found)


def test_nothing_is_told_of_unpublished_numbers_then(files: Files) -> None:
    world = WORLD.replace("figure: at most 7", "figure: exactly 0").replace(
        "  tenth:", "  swapped: {measure: L / P, figure: at most 20 percent}\n  tenth:"
    )
    found = judged(files, "P / A", "at least 5", world=world)
    assert found.verdict is Verdict.CONFLICTING
    assert not any("not published" in text for text in texts(found))
    parts = files.form("parts: [P, F]\ntotal: A\n", table=world)
    assert "P | nothing possible" in texts(parts)


ASSUMED = """\
assumptions:
  none: {holds: 'H = 0'}
  nought: {holds: 'L = 0'}
  again: {holds: C part of A}
  square: {holds: 'C * B <= A'}
  product: {holds: 'B * C <= A'}
  unlike: {holds: 'C != A'}
"""


def test_assumptions_that_leave_nothing_to_divide_by(files: Files) -> None:
    found = judged(files, "A / L", "at least 1", "under: nought", world=WORLD + ASSUMED)
    assert found.reason == "assumptions leave no value"
    assert found.explanation == "what 'A / L' divides by is zero with the assumptions: nought"
    assert not found.conflicts
    assert not found.assumption_sets
    found = judged(files, "A / H", "at least 1", "under: none", world=WORLD + ASSUMED)
    assert found.reason == "assumptions contradict the evidence"


def test_an_assumption_that_repeats_what_is_declared_is_in_the_conflict(files: Files) -> None:
    world = WORLD.replace("  tenth:", "  many: {measure: C, figure: exactly 11}\n  tenth:")
    found = judged(files, "C", "at least 1", "under: again", world=world + ASSUMED)
    assert ("again", "many") in found.conflicts
    assert ("C part of A", "many") in found.conflicts
    # A verdict rests on what is declared rather than on what is assumed.
    found = judged(files, "C - A", "exactly 3", "under: again", world=WORLD + ASSUMED)
    assert [each.name for each in found.premises if each.kind == "assumption"] == []


def test_every_assumption_that_is_not_linear_is_told_with_its_place(files: Files) -> None:
    world = WORLD + ASSUMED
    under = "under: [square, product, unlike]"
    found = judged(files, "C", "at least 1", under, world=world)
    lines = ["factcheck: 1", *world.splitlines()]
    first = lines.index("  square: {holds: 'C * B <= A'}") + 1
    assert found.obstacle_at is not None
    assert found.obstacle_at.line == first
    nothing = "is no sum and no single quotient, so it bounds nothing"
    assert found.explanation == (
        f"FC126 statement-not-linear: line {first}: 'square' {nothing}; line {first + 1}: "
        f"'product' {nothing}; line {first + 2}: an assumption with != bounds nothing"
    )


def test_what_is_declared_and_not_linear_stands_where_it_is_needed(files: Files) -> None:
    more = "  M: {unit: things, measure: 'largest(B, C)', part_of: A}\n"
    world = WORLD.replace("statements:\n", f"{more}statements:\n")
    found = judged(files, "M + B", "at least 1", world=world)
    assert found.explanation is not None
    assert "'M part of A' is no sum and no single quotient" in found.explanation
    assert ": line " not in found.explanation
    assert found.obstacle_at is not None


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [("64 percent", Verdict.REFUTED), ("65 percent", Verdict.SUPPORTED),
     ("two thirds", Verdict.REFUTED), ("at least 1/2", Verdict.SUPPORTED)],
)  # fmt: skip
def test_a_count_divided_by_a_written_number_is_compared_by_value(
    files: Files, figure: str, verdict: Verdict
) -> None:
    found = judged(files, "t.n[k = a] / 15.4", figure)
    assert found.claimed is not None
    assert found.claimed.unit.kind.value == "factor"
    assert ends(found) == ("50/77", "50/77")
    assert found.verdict is verdict
    assert "not-a-share" in [each.slug for each in found.findings]


def test_such_a_number_is_a_count_where_a_count_is_claimed(files: Files) -> None:
    found = judged(files, "t.n[k = a] / 2", "5 things")
    assert found.verdict is Verdict.SUPPORTED
    assert found.claimed is not None
    assert found.claimed.unit.kind.value == "count"


def test_such_numbers_of_groups_and_statements(files: Files) -> None:
    files.table(ROWS)
    form = "measure: t.n / 20\nfigure: at least 45 percent\nby: k\nin: 2\n"
    assert files.form(form, table=WORLD).verdict is Verdict.SUPPORTED
    said = WORLD + "  eighth: {measure: L / 8, figure: at least 40 percent}\n"
    assert ends(judged(files, "L", "exactly 9", world=said)) == ("4", "7")
