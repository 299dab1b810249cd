"""How claims move when rules of their rubrics give other classes, against plain counting."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.pipeline import plan_text
from factcheck.sensitivity import NoRubricError, sensitivity_of

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.sensitivity import Sensitivity, Variant

TABLE = "kind,n\na,10\nb,20\nc,30\nd,40\n"
ROWS = {"a": 10, "b": 20, "c": 30, "d": 40}
CLASSES = ("in", "open", "out")
GIVEN = {"a": "in", "b": "open", "c": "out", "d": "out"}

RUBRIC = """\
rubric: kinds
inputs:
  kind: {values: [a, b, c, d]}
classes:
  in: {role: counted}
  open: {role: either}
  out: {role: not counted}
rules:
  - {id: A, when: {kind: a}, then: in}
  - {id: B, when: {kind: b}, then: open}
  - {id: C, when: {kind: c}, then: out}
  - {otherwise: out}
"""
CLAIMS = """\
factcheck: 1
evidence:
  t: {file: t.csv, rubric: r.yml, columns: {n: {unit: things}}}
  s: {file: t.csv, columns: {n: {unit: things}}}
claims:
  few:
    quote: Few of them.
    measure: share(sum(t.n), counted = yes)
    figure: at most 40 percent
  plain:
    measure: sum(s.n)
    figure: 100
  both:
    parts:
      in: {measure: "sum(t.n[class = in])", figure: 10}
      out: {measure: "sum(t.n[class = out])", figure: 70}
"""
RULES = {"rule A": "a", "rule B": "b", "rule C": "c", "otherwise": "d"}


def found(folder: Path, claims: str = CLAIMS, rubric: str = RUBRIC, **how: object) -> Sensitivity:
    (folder / "t.csv").write_text(TABLE)
    (folder / "r.yml").write_text(rubric)
    planned = plan_text(claims.encode(), file="c.yml", folder=folder, root=folder)
    return sensitivity_of(planned, **how)  # type: ignore[arg-type]  # options by their names


def counted(given: dict[str, str]) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest share of what counts."""
    sure = sum(ROWS[kind] for kind, name in given.items() if name == "in")
    open_ = sum(ROWS[kind] for kind, name in given.items() if name == "open")
    return Fraction(sure, 100), Fraction(sure + open_, 100)


def verdict_of(given: dict[str, str]) -> Verdict:
    least, greatest = counted(given)
    if greatest <= Fraction(2, 5):
        return Verdict.SUPPORTED
    return Verdict.REFUTED if least > Fraction(2, 5) else Verdict.UNDETERMINED


def changes_of(variant: Variant) -> dict[str, str]:
    return {RULES[one.rule]: one.becomes for one in variant.changes}


def check(variant: Variant) -> None:
    given = GIVEN | changes_of(variant)
    assert variant.verdict is verdict_of(given)
    (figured,) = variant.readings
    assert figured.found is not None
    interval = figured.found.interval
    assert (interval.lower, interval.upper) == counted(given)


def test_every_single_change_is_judged_as_plain_counting_does(tmp_path: Path) -> None:
    few = found(tmp_path).claims[0]
    assert (few.claim, few.quote) == ("few", "Few of them.")
    check(few.as_written)
    assert few.as_written.name == "as written"
    expected = [{kind: name} for kind in "abcd" for name in CLASSES if name != GIVEN[kind]]
    assert [changes_of(one) for one in few.each_rule] == expected
    for one in (*few.each_rule, *few.definitions):
        check(one)
    assert few.each_rule[0].name == "rule A gives “open”"
    assert few.each_rule[0].changes[0].line == 9


def test_a_conservative_definition_stands_against_a_broad_one(tmp_path: Path) -> None:
    conservative, broad = found(tmp_path).claims[0].definitions
    assert (conservative.name, changes_of(conservative)) == ("conservative", {"b": "out"})
    assert (broad.name, changes_of(broad)) == ("broad", {"b": "in"})


@pytest.mark.parametrize("percent", [30, 40, 70, 90, 100])
def test_the_smallest_sets_that_flip_are_all_that_there_are(tmp_path: Path, percent: int) -> None:
    top = Fraction(percent, 100)

    def verdict(given: dict[str, str]) -> Verdict:
        least, greatest = counted(given)
        if greatest <= top:
            return Verdict.SUPPORTED
        return Verdict.REFUTED if least > top else Verdict.UNDETERMINED

    few = found(tmp_path, CLAIMS.replace("at most 40", f"at most {percent}")).claims[0]
    flipping: list[dict[str, str]] = []
    for size in range(1, 5):
        for kinds in combinations("abcd", size):
            for names in product(CLASSES, repeat=size):
                some = dict(zip(kinds, names, strict=True))
                is_change = all(GIVEN[kind] != name for kind, name in some.items())
                if is_change and verdict(GIVEN | some) is not verdict(GIVEN):
                    flipping.append(some)
        if flipping:
            break
    shown = [changes_of(one) for one in few.flips]
    assert shown == flipping[:10]
    assert few.flips_cut is (len(flipping) > 10)
    assert few.is_complete


def test_a_search_that_is_cut_short_says_so(tmp_path: Path) -> None:
    claims = CLAIMS.replace("at most 40 percent", "at most 90 percent")
    few = found(tmp_path, claims, most_tried=10).claims[0]
    assert (few.tried, few.is_complete, few.flips) == (10, False, ())


def test_only_claims_that_look_at_classes_are_shown(tmp_path: Path) -> None:
    assert [each.claim for each in found(tmp_path).claims] == ["few", "both"]
    assert [each.claim for each in found(tmp_path, only="both").claims] == ["both"]
    with pytest.raises(NoRubricError):
        found(tmp_path, only="plain")


def test_the_parts_of_a_claim_are_readings_of_their_own(tmp_path: Path) -> None:
    both = found(tmp_path).claims[1]
    assert [one.reading for one in both.as_written.readings] == ["in", "out"]
    assert both.as_written.verdict is Verdict.SUPPORTED
    assert both.each_rule[0].verdict is Verdict.REFUTED


def test_classes_without_roles_are_each_tried_for_what_is_open(tmp_path: Path) -> None:
    before, after = RUBRIC.index("classes:"), RUBRIC.index("rules:")
    rubric = f"{RUBRIC[:before]}classes: [in, out]\n{RUBRIC[after:]}"
    rubric = rubric.replace("then: open", "then: in or out")
    claims = CLAIMS.replace("counted = yes", "class = in")
    few = found(tmp_path, claims, rubric).claims[0]
    named = [(one.name, changes_of(one)) for one in few.definitions]
    assert named == [("all open is “in”", {"b": "in"}), ("all open is “out”", {"b": "out"})]


def test_a_change_that_leaves_nothing_to_divide_by_flips_nothing(tmp_path: Path) -> None:
    claims = CLAIMS.replace(
        "share(sum(t.n), counted = yes)", "share(sum(t.n[class = in]), kind = a)"
    ).replace("at most 40 percent", "100 percent")
    few = found(tmp_path, claims).claims[0]
    away = next(one for one in few.each_rule if one.name == "rule A gives “out”")
    assert away.verdict is Verdict.NOT_CHECKABLE
    assert away not in few.flips


def test_rubrics_with_nothing_open_have_no_definitions(tmp_path: Path) -> None:
    few = found(tmp_path, rubric=RUBRIC.replace("then: open", "then: in")).claims[0]
    assert few.definitions == ()


def test_roles_that_no_class_has_leave_a_definition_out(tmp_path: Path) -> None:
    rubric = RUBRIC.replace("not counted}", "either}")
    few = found(tmp_path, rubric=rubric).claims[0]
    assert [one.name for one in few.definitions] == ["broad"]
