from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dispute_files import WORLD, block, judged, run_disputes
from exact import exact

from factcheck.bounds import conflict
from factcheck.bounds.simplex import TooLongError
from factcheck.bounds.solve import Solution
from factcheck.model.certificate import Combination, End, Use
from factcheck.model.dispute import DisputeVerdict, Outlook
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, variable
from factcheck.quantity.disputes import branches, concessions, condition, points, whole
from factcheck.quantity.disputes.cover import Cover, Way, cover
from factcheck.quantity.disputes.needed import needed_by
from factcheck.quantity.disputes.outlook import Looked
from factcheck.quantity.disputes.sets import complement, hull_of, moved_ends, united
from factcheck.report import render_json, render_markdown, render_terminal

if TYPE_CHECKING:
    from pathlib import Path

SHARE = "in_terms_of: share(reports[year = 2020], referrals)"
FLAGSHIP = f"between: [ten / 2020, at-least-63]\nunder: graphic-is-relevant\n{SHARE}"
UNKNOWN = Solution()


def too_long(*_: object) -> None:
    raise TooLongError


def test_what_is_not_certified_is_undetermined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.quantity.disputes.cover.solution_of", lambda _: UNKNOWN)
    found = judged(tmp_path, FLAGSHIP)
    assert (found.verdict.value, found.reason) == ("undetermined", "not certified")
    assert (found.is_evaluated, found.is_decided, found.as_expected) == (True, False, True)
    assert found.world is None


def test_a_point_that_is_not_found_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(points, "solve", lambda _: UNKNOWN)
    assert judged(tmp_path, FLAGSHIP).verdict.value == "undetermined"


def test_a_condition_that_is_not_certified_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(condition, "solve", lambda _: UNKNOWN)
    found = judged(tmp_path, FLAGSHIP)
    assert (found.verdict.value, found.reason) == ("undetermined", "not certified")
    assert found.explanation == (
        "the members can be true together, but the effort that is allowed was not enough to find "
        "on what condition"
    )
    assert found.world is not None


def test_a_condition_in_counts_that_is_not_certified_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "solution_of", lambda _: UNKNOWN)
    found = judged(tmp_path, f"{FLAGSHIP}\nusing: police")
    assert (found.verdict.value, found.integer_condition) == ("compatible only if", None)
    assert (found.explanation or "").endswith("find what whole numbers add to the condition")
    found = judged(tmp_path, f"between: [half, at-least-63]\nusing: police\n{SHARE}")
    assert found.verdict.value == "undetermined"


@pytest.mark.parametrize("known", range(1, 9))
def test_whatever_of_a_search_is_not_certified_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: int
) -> None:
    answers, solve = iter(range(1000)), points.solution_of
    monkeypatch.setattr(
        whole, "solution_of", lambda system: solve(system) if next(answers) < known else UNKNOWN
    )
    found = judged(tmp_path, f"{FLAGSHIP}\nusing: there-are-9000")
    assert found.integer_condition is None


def test_a_concession_that_is_not_found_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concessions, "range_over", too_long)
    found = judged(tmp_path, "between: [half, ten / 2020]")
    assert [each.concession for each in found.members] == [None, None]


def test_too_many_ways_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = "abs(referrals[year = 2020] / relevant[year = 2020] - 1)"
    claims = f"  far: {{measure: '{far}', figure: more than 10}}\n"
    for most in (1, 5):
        monkeypatch.setattr(branches, "MAX_BRANCHES", most)
        found = judged(tmp_path, "between: [far, half]", claims)
        assert (found.verdict.value, found.reason) == ("not checkable", "declared")
    monkeypatch.undo()
    found = judged(tmp_path, "between: [far, half]", claims)
    assert found.verdict.value == "incompatible"


def test_too_many_ways_of_all_members_are_refused(tmp_path: Path) -> None:
    letters = "abcdefgh"
    more = "".join(f"  {x}{n}: {{is: x, unit: things}}\n" for x in letters for n in (1, 2))
    claims = "".join(f"  k{x}: {{holds: {x}1 != {x}2}}\n" for x in letters)
    members = ", ".join(f"k{x}" for x in letters)
    world = WORLD.replace("statements:\n", f"{more}statements:\n")
    found = judged(tmp_path, f"between: [{members}]", claims, world=world)
    assert "in more ways than are looked at" in (found.explanation or "")


def test_amounts_need_not_be_whole(tmp_path: Path) -> None:
    more = "  cost: {is: x, unit: CHF, kind: amount}\n  paid: {is: y, unit: CHF, kind: amount}\n"
    claims = "  k: {holds: cost > 2 * paid}\n  l: {holds: paid > 3}\n"
    world = WORLD.replace("statements:\n", f"{more}statements:\n")
    found = judged(tmp_path, "between: [k, l]\nin_terms_of: cost", claims, world=world)
    assert found.condition is not None
    assert found.condition.text == "cost is more than 6"
    assert found.integer_condition is None


def test_a_quantity_may_be_a_share_itself(tmp_path: Path) -> None:
    more = "  part: {measure: referrals / reports}\n"
    world = WORLD.replace("statements:\n", f"{more}statements:\n")
    lines = FLAGSHIP.replace(SHARE, "in_terms_of: part[year = 2020]")
    found = judged(tmp_path, f"{lines}\nusing: there-are-9000", world=world)
    assert found.condition is not None
    assert found.condition.text == "part[year = 2020] is less than 10/63 (15.87 %)"
    assert found.integer_condition is not None
    assert found.integer_condition.text == "referrals[year = 2020] is at most 1,426"


@pytest.mark.parametrize(
    "terms",
    [
        "referrals[year = 2020] / (relevant[year = 2020] / reports[year = 2020])",
        "referrals[year = 2020] / reports[year = 2020] - 1",
        "(referrals[year = 2020] / relevant[year = 2020]) / 2",
        (
            "(referrals[year = 2020] / reports[year = 2020])"
            " / (relevant[year = 2020] / reports[year = 2020])"
        ),
    ],
)
def test_what_is_no_count_has_no_condition_in_counts(tmp_path: Path, terms: str) -> None:
    found = judged(tmp_path, f"between: [ten / 2020, at-least-63]\nin_terms_of: {terms}")
    assert found.integer_condition is None


def test_a_missing_quantity_in_terms_of_is_in_the_way(tmp_path: Path) -> None:
    world = WORLD.replace("statements:\n", "  lost: {missing: nobody counts it}\nstatements:\n")
    found = judged(tmp_path, "between: [half, ten / 2020]\nin_terms_of: lost", world=world)
    assert (found.verdict.value, found.explanation) == ("not checkable", "nobody counts it")


def test_a_lower_end_in_counts(tmp_path: Path) -> None:
    claims = (
        "  big: {measure: 'referrals[year = 2020] / reports[year = 2020]', figure: more than 10%}\n"
    )
    found = judged(tmp_path, f"between: [big, half]\nusing: police\n{SHARE}", claims)
    assert found.integer_condition is not None
    assert found.integer_condition.numbers.interval == Interval.at_least(786)
    assert found.proofs is not None
    shown = found.proofs.default.impossible
    (counts,) = [e for e in shown if "referrals[year = 2020] at most" in e.what]
    assert counts.what == "all members, with referrals[year = 2020] at most 785"


def covered(system: System) -> Cover:
    return cover(system, ())


def test_a_largest_number_is_found_by_halving() -> None:
    five = Form(terms=(("x", exact("-1")), ("y", exact("5"))))
    row = Row("fives", five, Interval.point(0))
    numbers = (
        Variable("x", Interval(exact("1"), exact("13")), is_integer=True),
        Variable("y", Interval.everything(), is_integer=True),
    )
    fives = System(numbers, (row,))
    found = whole.top_of(variable("x"), covered(fives))
    assert found is not None
    assert found.number == 10
    smallest = whole.top_of(Form(terms=(("x", exact("-1")),)), covered(fives))
    assert smallest is not None
    assert smallest.mirrored().number == 5
    free = System((Variable("x", Interval.at_least(0), is_integer=True),))
    assert whole.top_of(variable("x"), covered(free)) is None
    lost = Cover(fives, (Way((), fives, None),))
    with pytest.raises(TooLongError):
        whole.top_of(variable("x"), lost)


def test_of_two_that_say_the_same_the_later_is_kept() -> None:
    one = Interval.at_least(1)
    rows = (Row("a", variable("x"), one), Row("b", variable("x"), one))
    system = System((Variable("x", Interval.everything()),), rows)
    below = (Row("c", variable("x"), Interval.at_most(0)),)
    proofs = tuple(
        (below, Combination((Use(n, End.LOWER, exact("1")), Use(2, End.UPPER, exact("1")))))
        for n in (0, 1)
    )
    impossible = Outlook(DisputeVerdict.INCOMPATIBLE)
    looked = Looked(impossible, Cover(system, (), proofs))
    assert needed_by(system, looked, ("a", "b")) == ("b",)
    assert needed_by(system, Looked(Outlook(DisputeVerdict.COMPATIBLE)), ("a",)) == ()


ONE, TWO = exact("1"), exact("2")


def test_sets_of_several_intervals() -> None:
    low, high = Interval(exact("0"), ONE, True, False), Interval(ONE, TWO, False, True)
    assert united([high, low]) == (low, high)
    assert united([high, Interval(exact("0"), ONE)]) == (Interval(exact("0"), TWO),)
    assert united([Interval.everything(), low]) == (Interval.everything(),)
    assert complement((low, high)) == (
        Interval.at_most(0, closed=False), Interval.point(1), Interval.at_least(2, closed=False),
    )  # fmt: skip
    assert complement((Interval.everything(),)) == ()
    assert hull_of((low, high)) == Interval(exact("0"), TWO)
    everything = (Interval(exact("0"), TWO),)
    assert moved_ends(everything, everything) == (Interval.everything(),)
    assert moved_ends((low, high), everything) == (
        Interval.at_most(1, closed=False), Interval.at_least(1, closed=False),
    )  # fmt: skip
    assert moved_ends((low,), everything) == (Interval.at_most(1, closed=False),)
    assert moved_ends((high,), everything) == (Interval.at_least(1, closed=False),)


CLASHING = """\
  ten-more: {measure: 'relevant[year = 2020]', figure: exactly 10 reports}
  twenty: {measure: 'relevant[year = 2020]', figure: exactly 20 reports}
"""


def test_a_list_of_conflicts_that_was_cut_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "between: [half, ten-more, twenty]\nusing: police"
    found = judged(tmp_path, lines, CLASHING)
    assert (len(found.conflicts), found.conflicts_cut) == (3, False)
    monkeypatch.setattr(conflict, "MAX_CONFLICTS", 1)
    result = run_disputes(tmp_path, WORLD + CLASHING + block(lines))
    (found,) = result.disputes
    assert (len(found.conflicts), found.conflicts_cut) == (1, True)
    assert "• at least these; the list was cut" in render_terminal(result)
    assert "- at least these; the list was cut" in render_markdown(result)
    assert '"conflicts_cut": true' in render_json(result)


def test_what_a_denominator_is_contradicts_nobody(tmp_path: Path) -> None:
    world = WORLD.replace(
        "assumptions:\n",
        "  none: {measure: 'reports[year = 2020]', figure: {text: exactly 0, reads: exact}}\n"
        "assumptions:\n",
    )
    lines = f"between: [fewer, at-least-63]\nusing: none\n{SHARE}"
    found = judged(tmp_path, lines, world=world)
    names = {name for each in found.conflicts for name in each}
    assert "denominator" not in names
    assert found.verdict.value in {"conflicting", "incompatible", "not checkable"}
