"""Which sets are scanned: those that cost least together, and every wanted one is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_workspace import SPAN
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence import choose
from factcheck.evidence.choose import Cost, cheapest, chosen, groups_in, total
from factcheck.evidence.header import Header
from factcheck.evidence.sizes import Sizes
from factcheck.model.cell import Cut, GroupingSet
from factcheck.model.fraction import Fraction
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text
from factcheck.model.spec import TableDeclaration

if TYPE_CHECKING:
    import pytest

CUTS = {"n": (Cut(Fraction(5), begins=True), Cut(Fraction(9), begins=False))}
NAMES = ("a", "b", "c", "n")
HEADER = Header(NAMES, tuple((name, place) for place, name in enumerate(NAMES)), ())


def by(names: str, measures: str = "") -> GroupingSet:
    """Return a set in which ``n`` is cut once."""
    cuts = tuple((name, CUTS[name][:1]) for name in names if name in CUTS)
    return GroupingSet(tuple(names), tuple(measures), cuts)


def plan(*wanted: GroupingSet) -> TablePlan:
    declaration = TableDeclaration("t", SPAN, Text("t.parquet", SPAN))
    return TablePlan(declaration, wanted, NAMES, wanted=wanted)


def sizes(rows: int, *distinct: int) -> Sizes:
    return Sizes(rows, dict(enumerate(distinct)))


def scanned(rows: int, distinct: tuple[int, ...], *wanted: GroupingSet) -> set[str]:
    """Return the columns of the sets that are chosen."""
    found = chosen(plan(*wanted), HEADER, sizes(rows, *distinct))
    return {"".join(one.dimensions) for one in found.sets}


def directly(rows: int, *distinct: int) -> Cost:
    """Return the costs of scans of the table itself."""
    every = plan(by("a"), by("b"), by("c"), by("n"))
    return Cost(groups_in(every, HEADER, sizes(rows, *distinct)), choose.ROW * rows)


def test_small_sets_become_one_where_rows_are_many() -> None:
    assert cheapest([by("a"), by("b")], directly(10_000_000, 3, 4)) == [by("ab")]


def test_small_sets_are_taken_out_of_one_base_where_rows_are_many() -> None:
    found = chosen(plan(by("a"), by("b")), HEADER, sizes(10_000_000, 3, 4))
    assert found.has_base
    assert found.sets == (by("a"), by("b"))


def test_sets_whose_groups_would_be_many_stay_apart() -> None:
    assert scanned(100_000, (5_000, 4_000, 5, 6), by("a"), by("b")) == {"a", "b"}


def test_a_set_that_another_contains_is_added_up_from_it() -> None:
    found = cheapest([by("a", "m"), by("ab")], directly(1_000_000, 10, 10))
    assert found == [by("ab", "m")]


def test_a_small_set_is_scanned_where_the_one_that_contains_it_is_huge() -> None:
    found = chosen(plan(by("a"), by("ab")), HEADER, sizes(1_000_000, 3, 900_000))
    assert {"".join(one.dimensions) for one in found.sets} == {"a", "ab"}


def test_groups_of_a_base_are_grouped_again_where_rows_are_many() -> None:
    wanted = [by(names) for names in ("abc", "abn", "acn", "bcn")]
    found = chosen(plan(*wanted), HEADER, sizes(50_000_000, 30, 30, 30, 30))
    assert found.has_base
    assert len(found.sets) > 1


def test_a_plan_of_sets_that_each_have_to_be_scanned_stays() -> None:
    alone = TablePlan(plan().declaration, (by("a"), by("ab")), NAMES)
    assert chosen(alone, HEADER, sizes(10, 1)) is alone


def test_cuts_make_few_groups_of_many_values() -> None:
    groups_of = groups_in(plan(by("n"), by("an")), HEADER, sizes(10_000, 3, 4, 5, 9_000))
    assert groups_of(by("n")) == 2
    assert groups_of(by("an")) == 6
    assert groups_of(by("an")) == 6
    assert groups_of(GroupingSet(("n",))) == 9_000


def test_columns_that_a_file_lacks_make_no_groups() -> None:
    one = GroupingSet(("a", "z"), (), (("z", CUTS["n"]),))
    assert groups_in(plan(one), HEADER, sizes(10_000, 3))(one) == 3


def test_more_sets_than_can_be_compared_are_only_put_into_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choose, "MOST", 1)
    found = cheapest([by("a"), by("b"), by("ac")], directly(10_000_000, 3, 4, 5))
    assert found == [by("ac"), by("b")]


SETS = st.lists(
    st.builds(
        lambda names, measures: by("".join(sorted(names)), "".join(sorted(measures))),
        st.sets(st.sampled_from(NAMES)),
        st.sets(st.sampled_from("xy")),
    ),
    min_size=1,
    max_size=7,
)


def cost(groups: dict[str, int], scan: int) -> Cost:
    def groups_of(grouping: GroupingSet) -> int:
        found = 1
        for name in grouping.dimensions:
            found *= groups[name]
        return found

    return Cost(groups_of, scan)


COSTS = st.builds(
    cost,
    st.fixed_dictionaries({name: st.integers(1, 500) for name in NAMES}),
    st.integers(0, 10**9),
)


@given(SETS, COSTS)
def test_every_wanted_set_has_its_parts_in_some_chosen_one(
    wanted: list[GroupingSet], of: Cost
) -> None:
    found = cheapest(wanted, of)
    assert all(any(home.has_parts_of(each) for home in found) for each in wanted)


@given(SETS, COSTS)
def test_what_is_chosen_costs_no_more_than_every_set_for_itself(
    wanted: list[GroupingSet], of: Cost
) -> None:
    assert total(wanted, cheapest(wanted, of), of) <= total(wanted, apart(wanted), of)


def apart(wanted: list[GroupingSet]) -> list[GroupingSet]:
    found: dict[tuple[str, ...], GroupingSet] = {}
    for each in wanted:
        known = found.get(each.dimensions)
        found[each.dimensions] = each if known is None else known.joined(each)
    return list(found.values())
