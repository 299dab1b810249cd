"""Several scans of the same rows as one: each gets back what it finds alone."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence import small
from factcheck.evidence.cut_groups import with_least
from factcheck.evidence.raw import RawGroup, RawNumbers, RawRequest, RawScan, RawSet
from factcheck.evidence.united import part_of, united
from factcheck.model.cell import Cut
from factcheck.model.fraction import Fraction

COLUMNS = 4
CELLS = ("1", "2", "3,000", "x", "", "Total", "a")
AT_2 = Cut(Fraction(2), begins=True)
AT_9 = Cut(Fraction(9), begins=False)

places = st.integers(0, COLUMNS - 1)
sets = st.builds(
    lambda dimensions, measures: RawSet(tuple(sorted(dimensions)), tuple(sorted(measures))),
    st.sets(places, max_size=3),
    st.sets(places, max_size=2),
)


@st.composite
def requests(draw: st.DrawFn) -> RawRequest:
    """Draw a request as plans make them: it searches what it does not group by."""
    own = tuple(draw(st.lists(sets, min_size=1, max_size=3, unique=True)))
    used = {column for one in own for column in (*one.dimensions, *one.measures)}
    summed = {column for one in own for column in one.measures}
    texts = frozenset(draw(st.sets(st.sampled_from(sorted(used)))) if used else ())
    return RawRequest(
        own,
        tuple((column, frozenset({"1"})) for column in sorted(used) if draw(st.booleans())),
        tuple(column for column in range(COLUMNS) if column not in used),
        draw(st.sampled_from([(), ((0, frozenset({"Total"})),)])),
        texts,
        (),
        tuple(sorted(summed - texts)),
        draw(st.sampled_from([(), ((0, (AT_2,)),), ((0, (AT_9,)),), ((0, (AT_2, AT_9)),)])),
    )


def summed(found: RawScan, request: RawRequest) -> tuple[object, ...]:
    """Return a scan in which groups of the same texts are one, in any order."""
    return (
        found.rows,
        [_summed(groups) for groups in found.groups],
        found.totals,
        dict(found.doubts),
        len(request.sets),
    )


def _summed(groups: tuple[RawGroup, ...]) -> dict[object, list[Fraction]]:
    sums: dict[object, list[Fraction]] = {}
    for group in groups:
        texts, measures, rows = group
        marks = tuple(None if isinstance(one, RawNumbers) else one for one in measures)
        numbers = [one for one in measures if isinstance(one, RawNumbers)]
        known = sums.get((texts, marks))
        own = [Fraction(rows)]
        for one in numbers:
            own += [Fraction(one.rows), one.total, one.minimum, one.maximum]
        if known is None:
            sums[texts, marks] = own
        else:
            joined = [known[0] + own[0]]
            for at in range(1, len(own), 4):
                joined += [
                    known[at] + own[at],
                    known[at + 1] + own[at + 1],
                    min(known[at + 2], own[at + 2]),
                    max(known[at + 3], own[at + 3]),
                ]
            sums[texts, marks] = joined
    return sums


@given(
    st.lists(requests(), min_size=1, max_size=4),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=COLUMNS, max_size=COLUMNS), max_size=8),
)
def test_each_gets_what_it_finds_alone(asked: list[RawRequest], rows: list[list[str]]) -> None:
    whole, members = united(asked[0], asked)
    found = small.scan([rows] if rows else [], whole)
    assert members[0] == asked[0]
    for one in members:
        part = part_of(whole, found, one) if len(members) > 1 else found
        alone = small.scan([rows] if rows else [], one)
        assert summed(with_least(part, one), one) == summed(with_least(alone, one), one)


def test_sets_of_the_same_columns_are_one() -> None:
    one = RawRequest((RawSet((0,), (1,)),), (), (2, 3))
    other = RawRequest((RawSet((0,), (2,)), RawSet((0, 3), ())), (), (1,))
    whole, members = united(one, [one, other, other])
    assert members == [one, other]
    assert whole.sets == (RawSet((0,), (1, 2)), RawSet((0, 3), ()))
    assert whole.searched == (1, 2, 3)


def test_columns_that_are_read_otherwise_keep_scans_apart() -> None:
    plain = RawRequest((RawSet((0,), (1,)),), (), ())
    others = [
        plain._replace(special=((1, frozenset({"9"})),)),
        plain._replace(texts=frozenset({1})),
        plain._replace(totals=((0, frozenset({"Total"})),)),
        plain._replace(cuts=((0, (AT_2,)),)),
    ]
    for one, other in combinations([plain, *others], 2):
        assert united(one, [other])[1] == [one]


def test_cuts_are_joined() -> None:
    one = RawRequest((RawSet((0,), (), ((0, (AT_9,)),)),), (), (), cuts=((0, (AT_9,)),))
    other = RawRequest((RawSet((0,), ()), RawSet((0, 1), ())), (), (), cuts=((0, (AT_2,)),))
    whole, members = united(one, [other])
    assert members == [one, other]
    assert whole.cuts == ((0, (AT_2, AT_9)),)
    assert [each.cuts for each in whole.sets] == [((0, (AT_2, AT_9)),), ((0, (AT_2,)),)]


def test_a_column_that_is_cut_may_be_summed_by_another() -> None:
    one = RawRequest((RawSet((0,), ()),), (), (), cuts=((0, (AT_9,)),))
    other = RawRequest((RawSet((1,), (0,)),), (), ())
    assert united(one, [other])[1] == [one, other]
