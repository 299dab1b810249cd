"""Slices inside others, slices apart, and which quantities add up over them."""

from __future__ import annotations

import pytest
from plan_files import claim, planned, reading_of

from factcheck.model.bound import table_terms
from factcheck.model.term_text import slice_of
from factcheck.plan.nesting import Tests, are_apart, families_of, lies_within


def selected(slices: str) -> Tests:
    bound = reading_of(claim(f"count(t{slices})"))
    (term,) = table_terms(bound.targets[0].measure)
    return term.tests


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("[year = 2018]", ""),
        ("[year = 2018, region = north]", "[region = north]"),
        ("[year = 2018]", "[year in (2018, 2019)]"),
        ("[year = 2018]", "[year >= 2018]"),
        ("[year in (2018, 2019)]", "[year in 2018..2019]"),
        ("[year > 2018]", "[year >= 2018]"),
        ("[year in 2018..2019]", "[year < 2020]"),
        ("[year = 2018]", "[year != 2019]"),
        ("[year = 2018]", "[year not in (2019, 2020)]"),
        ("[year = 2018]", "[year not in 2019..2020]"),
        ("[year < 2018]", "[year != 2019]"),
    ],
)
def test_a_slice_lies_inside_a_wider_one(narrow: str, wide: str) -> None:
    assert lies_within(selected(narrow), selected(wide))
    assert not lies_within(selected(wide), selected(narrow))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[year = 2018]", "[year = 2019]"),
        ("[year in (2018, 2019)]", "[year = 2020]"),
        ("[year < 2018]", "[year >= 2018]"),
        ("[year = 2018]", "[year > 2018]"),
        ("[year = 2018]", "[year != 2018]"),
        ("[year != 2018]", "[year = 2018]"),
        ("[year in 2018..2019]", "[year not in 2017..2020]"),
        ("[region = north]", "[region = south]"),
        ("[region = north, year = 2018]", "[year = 2018, region = south]"),
        ('[region contains "n"]', '[not region contains "n"]'),
    ],
)
def test_slices_share_no_row(one: str, other: str) -> None:
    assert are_apart(selected(one), selected(other))
    assert are_apart(selected(other), selected(one))
    assert not lies_within(selected(one), selected(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[year = 2018]", "[region = north]"),
        ("[year = 2018]", "[year = 2018.0]"),
        ('[region = "1,5"]', '[region = "1.50"]'),
        ("[year != 2018]", "[year != 2019]"),
        ("[year <= 2018]", "[year in 2018..2019]"),
        ("[year in (2018, 2019)]", "[year > 2018]"),
        ('[region contains "n"]', "[region = south]"),
        ("[region = south]", '[region contains "n"]'),
        ("[year in (2018, 2019)]", "[year != 2018]"),
        ("[year != 2018]", "[year in (2018, 2019)]"),
        ("[year in (2018, 2019)]", "[year in (2019, 2020)]"),
        (f"[year = {'9' * 101}]", f"[year > {'9' * 101}]"),
        ("[year in 2018-01..2018-05]", "[year = 2018-07]"),
    ],
)
def test_what_tests_do_not_show_is_not_claimed(one: str, other: str) -> None:
    first, second = selected(one), selected(other)
    assert not are_apart(first, second)
    assert not are_apart(second, first)
    assert not lies_within(first, second)
    assert not lies_within(second, first)


def test_families_are_outermost_slices_that_share_nothing() -> None:
    texts = ["", "[year = 2018]", "[year = 2019]", "[region = north]", "[year = 2018, region = a]"]
    slices = {slice_of(selected(text)): selected(text) for text in texts}
    whole, first, second, north, inner = slices
    assert set(families_of(slices)) == {
        (whole, tuple(sorted((first, second)))),
        (whole, (north,)),
        (first, (inner,)),
    }


def test_what_tables_give_of_a_part_needs_no_relation_of_its_own_slices() -> None:
    quantities = (
        "quantities:\n  hidden: {is: all reports, unit: reports}\n"
        "  counted: {unit: reports, measure: sum(t.n), part_of: hidden}\n"
    )
    tables = "evidence:\n  t: {file: t.csv, columns: {n: {unit: reports}}}\n"
    measure = "counted[region = north] + counted[region = north, year = 2020]"
    ((reading,),) = (each.readings for each in planned(tables, quantities, claim(measure)).claims)
    names = {relation.premise.name for relation in reading.relations}
    assert not any(name.startswith("counted[region = north, year = 2020] part") for name in names)
