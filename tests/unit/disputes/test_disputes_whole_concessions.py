"""What members would have to say where only whole numbers forbid what they say."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model.dispute import DisputeVerdict
from factcheck.pipeline import run_text
from factcheck.quantity.disputes import whole_concessions

if TYPE_CHECKING:
    import pytest

    from factcheck.model.dispute_result import DisputeResult

FILE = """\
factcheck: 1
quantities:
  jurors: {is: j, unit: jurors}
  women: {unit: jurors, part_of: jurors}
  ywomen: {unit: jurors, part_of: women}
  more: {is: m, unit: jurors}
  money: {is: o, unit: EUR}
statements:
  there-are: {measure: jurors, figure: exactly WHOLE}
  ratio: {measure: "RATIO", figure: PERCENT percent}
  more-than: {measure: more, figure: exactly 7}
claims:
  count: {measure: "COUNT", figure: exactly WOMEN}
disputes:
  d: {between: [count, ratio], using: USING}
"""


def judged(
    women: int | str,
    percent: int | str,
    *,
    whole: int = 8,
    ratio: str = "share(women, ywomen)",
    count: str = "women",
    using: str = "there-are",
    file: str = FILE,
) -> DisputeResult:
    text = file.replace("WHOLE", str(whole)).replace("PERCENT", str(percent))
    text = text.replace("RATIO", ratio).replace("COUNT", count).replace("USING", using)
    text = text.replace("WOMEN", str(women))
    here = Path()
    (found,) = run_text(text.encode(), file="c.yml", folder=here, root=here).disputes
    return found


def told(found: DisputeResult) -> list[str]:
    return [each.concession.text for each in found.members if each.concession is not None]


def test_the_nearest_numbers_on_both_sides_are_told() -> None:
    found = judged(6, 75)
    assert found.verdict is DisputeVerdict.INCOMPATIBLE
    assert told(found) == [
        "compatible if it said 4 or 8",
        "compatible if it said 2/3 (66.67 %) or 5/6 (83.33 %)",
    ]
    sets = [each.concession.needed for each in found.members if each.concession is not None]
    ends = [None if each is None else (each.interval.lower, each.interval.upper) for each in sets]
    assert ends == [(4, 4), (Fraction(2, 3), Fraction(2, 3))]


def test_there_may_be_numbers_on_one_side_only() -> None:
    found = judged(6, 75, whole=7)
    assert told(found)[0] == "compatible if it said 4"
    found = judged("7", 67)
    assert told(found)[0] == "compatible if it said 6"
    file = FILE.replace("exactly WOMEN", "at least 7")
    assert told(judged(0, 67, file=file))[0] == "compatible if it said 6"


def test_what_is_impossible_by_itself_is_told_too() -> None:
    found = judged(3, 64, ratio="share(jurors, women)")
    assert told(found) == [
        "nothing that it could say would make them compatible",
        "compatible if it said at most 37.5 %",
    ]
    found = judged(3, 36, ratio="share(jurors, women)")
    assert told(found)[1] == "compatible if it said at least 37.5 %"


CUT = (
    "what it says would do if counts were not whole numbers; no nearest whole number was found "
    "with the effort that is allowed"
)


def test_more_denominators_than_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_concessions, "MAX_DENOMINATORS", 0)
    assert told(judged(6, 75)) == ["compatible if it said 4 or 8", CUT]


def test_a_denominator_without_end() -> None:
    found = judged(1, 30, count="women - ywomen", using="more-than")
    assert told(found) == ["compatible if it said 7", CUT]


def test_more_than_whole_numbers() -> None:
    found = judged("1 EUR", "exactly 300", count="money", ratio="money / women")
    assert found.verdict is DisputeVerdict.INCOMPATIBLE
    assert told(found) == [CUT, CUT]


@settings(max_examples=40)
@given(st.integers(1, 9), st.integers(0, 9), st.integers(1, 99))
def test_by_enumeration(whole: int, women: int, percent: int) -> None:
    found = judged(women, percent, whole=whole)
    low, high = Fraction(2 * percent - 1, 200), Fraction(2 * percent + 1, 200)
    worlds = [(w, y) for w in range(1, whole + 1) for y in range(w + 1)]
    is_said = [(w, y) for w, y in worlds if low <= Fraction(y, w) < high]
    is_possible = any(w == women for w, _ in is_said)
    assert (found.verdict is not DisputeVerdict.INCOMPATIBLE) == is_possible
    if is_possible:
        return
    ratios = [Fraction(y, w) for w, y in worlds if w == women]
    _check(found, 0, [Fraction(w) for w, _ in is_said], (Fraction(women), Fraction(women)))
    _check(found, 1, ratios, (low, high))


def _check(
    found: DisputeResult, member: int, possible: list[Fraction], claimed: tuple[Fraction, Fraction]
) -> None:
    """Check what a member would have to say against all that it could."""
    concession = found.members[member].concession
    assert concession is not None
    if not possible:
        assert concession.needed is None
        return
    assert concession.needed is not None
    interval = concession.needed.interval
    if interval.is_point:
        assert interval.lower is not None
        nearest = min(_distance(each, claimed) for each in possible)
        assert Fraction(str(interval.lower)) in possible
        assert _distance(Fraction(str(interval.lower)), claimed) == nearest
    else:
        # An end over the real numbers leaves out nothing that is possible.
        ends = (interval.lower, interval.upper)
        assert all(ends[0] is None or Fraction(str(ends[0])) <= each for each in possible)
        assert all(ends[1] is None or Fraction(str(ends[1])) >= each for each in possible)


def _distance(number: Fraction, claimed: tuple[Fraction, Fraction]) -> Fraction:
    return min(abs(number - end) for end in claimed)
