"""Tests on columns that were rounded or moved by noise: always, never or sometimes."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from exact import exact
from quantity_files import Files, ends

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.cell import Rounded
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.quantity.cells.rounded import is_clear_cut

ROWS = "k,year,g,n,v\na,2018,x,10,1\nb,2018,x,5,2\nc,2019,y,20,4\n"


def table(n: str = "unit: people, rounded: 5", *lines: str, more: str = "") -> str:
    said = "".join(f"        {line}\n" for line in lines)
    columns = f"          n: {{{n}}}\n"
    head = f"    evidence:\n      t:\n        file: t.csv\n{said}        columns:\n"
    return f"{head}{columns}          v: {{unit: things}}\n{more}"


@pytest.fixture(autouse=True)
def rows(files: Files) -> None:
    files.table(ROWS)


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        # 8 to 12, 3 to 7 and 18 to 22 people.
        ("n >= 8", ("2", "2")),
        ("n >= 10", ("1", "2")),
        ("n > 12", ("1", "1")),
        ("n < 13", ("2", "2")),
        ("n in 3..12", ("2", "2")),
        ("n not in 3..12", ("1", "1")),
        ("n in 10..20", ("0", "2")),
        ("n = 10", ("0", "1")),
        ("n != 10", ("2", "3")),
        ("n = 12", ("0", "1")),
        ("n in (10, 12)", ("0", "1")),
        ('n in (10, "20")', ("0", "2")),
        ("not n >= 10", ("1", "2")),
        ("n known", ("3", "3")),
        ("n unknown", ("0", "0")),
        ("n contains 0", ("2", "2")),
        ("n >= t.v", ("3", "3")),
        ("t.v <= t.n", ("3", "3")),
        # In quotes, equality is about what is printed; sizes never are.
        ('n = "10"', ("1", "1")),
        ('n != "10"', ("2", "2")),
        ('n in ("5", "20")', ("2", "2")),
        ('n not in ("5", "20")', ("1", "1")),
        ('n >= "10"', ("1", "2")),
        ('n >= 10, n != "10"', ("1", "1")),
        ('(n = "10" or n >= 30)', ("1", "1")),
    ],
)
def test_a_test_looks_at_all_that_was_printed_so(
    files: Files, test: str, expected: tuple[str, str]
) -> None:
    assert ends(files.measure(f"count(t[{test}])", table=table())) == expected


def test_a_second_column_without_rounding_is_what_is_printed(files: Files) -> None:
    said = table(more="          printed: {from: n}\n")
    assert ends(files.measure("count(t[printed >= 10])", table=said)) == ("2", "2")


@pytest.mark.parametrize("test", ["n = 33", 'n = "12"', 'n in ("5", "12")', "n in (5, 33)"])
def test_a_number_that_cannot_be_is_a_fault(files: Files, test: str) -> None:
    found = files.measure(f"count(t[{test}])", table=table())
    assert (found.reason, found.verdict) == ("fault", Verdict.NOT_CHECKABLE)
    assert NO_SUCH_VALUE.code in (found.explanation or "")


def test_what_a_sum_adds_agrees_with_its_test(files: Files) -> None:
    # Either 10 to 12 and 18 to 22, or the latter alone.
    assert ends(files.measure("sum(t.n[n >= 10])", table=table())) == ("18", "34")
    assert ends(files.measure("sum(t.n[n >= 10]) - sum(t.n)", table=table())) == ("-16", "-3")
    assert ends(files.measure("sum(t.n[n <= 9]) + sum(t.n[n > 9])", table=table())) == ("29", "41")


@pytest.mark.parametrize(
    ("n", "test", "expected"),
    [
        ("unit: people, rounded: {to: 5, mode: up}", "n > 10", ("1", "1")),
        ("unit: people, rounded: {to: 5, mode: up}", "n >= 10", ("1", "2")),
        ("unit: people, rounded: {to: 5, mode: down}", "n >= 10", ("2", "2")),
        ("unit: people, rounded: {to: 5, mode: random}", "n >= 9", ("1", "3")),
        ("unit: people, perturbation: 2", "n >= 8", ("2", "2")),
        ("unit: people, perturbation: 2, rounded: 5", "n >= 8", ("1", "3")),
        # Not whole: 7.5 to under 12.5.
        ("unit: CHF, rounded: 5", "n >= 8", ("1", "2")),
        ("unit: CHF, rounded: 5", "n >= 12.5", ("1", "1")),
        ("unit: CHF, rounded: 5, scale: 1000", "n >= 7500", ("2", "2")),
        ("unit: percent, rounded: 5", "n >= 7.5%", ("2", "2")),
        ("unit: percent, rounded: 5", "n >= 8%", ("1", "2")),
        ("unit: percent, rounded: 5", 'n = "10%"', ("1", "1")),
        ("rounded: 5", "n = 10", ("0", "1")),
        ("kind: count, perturbation: 1", "n = 10", ("0", "1")),
    ],
)
def test_the_numbers_are_those_that_sums_take(
    files: Files, n: str, test: str, expected: tuple[str, str]
) -> None:
    assert ends(files.measure(f"count(t[{test}])", table=table(n))) == expected


def test_keys_are_names(files: Files) -> None:
    files.table("n,v\n10,1\n5,2\n")
    keyed = table("unit: people, rounded: 5", "key: n")
    assert ends(files.measure("count(t[n >= 10])", table=keyed)) == ("1", "1")
    assert ends(files.measure("t.v[n = 10]", table=keyed)) == ("1", "1")


def test_what_only_its_table_says_is_moved_may_be_a_name(files: Files) -> None:
    said = table("unit: people", "perturbation: 1")
    for test, expected in (
        ("year = 2018", ("2", "2")),
        ("year in (2018, 2019)", ("3", "3")),
        ("year != 2018", ("1", "1")),
        ("year >= 2019", ("0", "3")),
        ("n = 10", ("0", "1")),
    ):
        assert ends(files.measure(f"count(t[{test}])", table=said)) == expected
    assert ends(files.measure("distinct(t.year)", table=said)) == ("2", "2")
    assert ends(files.measure("last(t.v over year)", table=said)) == ("3", "5")
    assert files.measure("count(t[year = 2020])", table=said).reason == "fault"


def test_one_cell_is_asked_for_in_quotes(files: Files) -> None:
    found = files.measure("t.v[n = 10]", table=table())
    assert 'in quotes, the number is what is printed: n = "10"' in (found.explanation or "")
    assert ends(files.measure('t.v[n = "10"]', table=table())) == ("1", "1")
    found = files.measure("t.v[n >= 3, g = x]", table=table())
    assert "add a test" in (found.explanation or "")


def test_groups_go_by_what_is_printed(files: Files) -> None:
    found = files.form("measure: sum(t.v)\nby: n\nfigure: at least 2\nin: [5, 20]", table=table())
    assert found.verdict is Verdict.SUPPORTED
    found = files.form("measure: sum(t.v)\nby: n\nof: 20\nplace: 1", table=table())
    assert found.verdict is Verdict.SUPPORTED
    said = table(more="          w: {from: v, domain: [1, 2, 4]}\n")
    found = files.form("measure: count(t[w >= 2])\nby: n\nfigure: 1\nin: 2", table=said)
    assert found.verdict is Verdict.SUPPORTED


def test_a_group_may_pass_a_test_of_its_own_column(files: Files) -> None:
    body = "measure: count(t[n >= 10])\nby: n\nfigure: 1\nin: 2"
    assert files.form(body, table=table()).verdict is Verdict.UNDETERMINED
    body = "measure: count(t)\nby: n\namong: n >= 10\nfigure: 1\nin: 2"
    assert files.form(body, table=table()).verdict is Verdict.UNDETERMINED
    body = "measure: count(t)\nby: n\namong: n >= 8\nfigure: 1\nin: 2"
    assert files.form(body, table=table()).verdict is Verdict.SUPPORTED


def test_groups_that_are_counted(files: Files) -> None:
    measure = "groups(t by g, holds count(t[n >= 10]) > 0)"
    assert ends(files.measure(measure, table=table())) == ("1", "2")
    measure = "groups(t by n, holds count(t) > 0)"
    assert ends(files.measure(measure, table=table())) == ("3", "3")


def test_different_numbers_may_be_printed_alike(files: Files) -> None:
    files.table("k,n,v\na,10,1\nb,10,2\nc,15,3\n")
    assert ends(files.measure("distinct(t.n)", table=table())) == ("2", "3")
    assert ends(files.measure("distinct(t.n[n >= 14])", table=table())) == ("0", "1")
    said = table("unit: people, rounded: 5, domain: [5, 10, 15]")
    assert ends(files.measure("distinct(t.n)", table=said)) == ("2", "3")
    assert ends(files.measure("count(t[n >= 11])", table=said)) == ("1", "3")
    assert ends(files.measure("sum(t.n[n >= 12])", table=said)) == ("13", "41")


def test_the_latest_hangs_on_rounding(files: Files) -> None:
    assert ends(files.measure("last(t.v over n)", table=table())) == ("4", "4")
    files.table("k,n,v\na,10,1\nb,15,2\n")
    assert ends(files.measure("last(t.v over n)", table=table())) == ("2", "2")
    said = table("unit: people, rounded: {to: 5, mode: random}")
    assert ends(files.measure("last(t.v over n)", table=said)) == ("1", "2")
    said = table("unit: people, rounded: {to: 5, mode: random}, domain: [10, 15]")
    assert ends(files.measure("last(t.v over n)", table=said)) == ("1", "2")


def test_ranks_need_rounding_to_leave_them(files: Files) -> None:
    assert ends(files.measure("count(t[n in top 2])", table=table())) == ("2", "2")
    assert ends(files.measure("count(t[n in top 2, n >= 10])", table=table())) == ("1", "2")
    both = "count(t[n in top 2]) - count(t[n in top 2, g = x])"
    assert ends(files.measure(both, table=table())) == ("1", "1")
    files.table("k,n,v\na,10,1\nb,10,2\nc,5,3\n")
    for places, reason in ((1, "missing"), (2, None), (3, None)):
        found = files.measure(f"count(t[n in top {places}])", table=table())
        assert found.reason == reason or found.found is not None
    body = "measure: count(t)\nby: n\namong: n in top 1\nfigure: 1\nin: all"
    assert files.form(body, table=table()).reason == "missing"
    body = "measure: count(t[n in top 1])\nby: n\nfigure: 1\nin: all"
    assert files.form(body, table=table()).reason == "missing"


@pytest.mark.parametrize("seed", range(200))
def test_when_rounding_leaves_the_first_places(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    sets: dict[str, Rounded] = {}
    for number in random.sample(range(6), random.randint(1, 3)):
        below, above = (Fraction(random.randint(0, 2), 2) for _ in range(2))
        possible = Interval(
            number - below,
            number + above,
            lower_closed=not below or random.random() < 0.5,
            upper_closed=not above or random.random() < 0.5,
        )
        sets[str(number)] = Rounded.of(possible, str(number))
    counted = {key: random.randint(1, 2) for key in sets} | {"Total": 1}
    rows = [key for key in sets for _ in range(counted[key])]
    places = random.randint(1, 3)
    fine = [Fraction(number, 8) for number in range(-8, 64)]
    ways = [[n for n in fine if n in sets[key]] for key in rows]
    ends_ = [{each[0], each[1 % len(each)], each[-1], each[-2 % len(each)]} for each in ways]

    def first(numbers: tuple[Fraction, ...]) -> frozenset[int]:
        places_of = ((i, sum(m > n for m in numbers)) for i, n in enumerate(numbers))
        return frozenset(i for i, above in places_of if above < places)

    every = {first(numbers) for numbers in product(*ends_)}
    every.add(first(tuple(exact(key) for key in rows)))
    assert is_clear_cut(counted, sets, places) == (len(every) == 1)


RUBRIC = """\
    rubric: sizes
    inputs:
      n:
        type: number
        integer: true
    classes: [large, small]
    rules:
      - when: {n: at least 10}
        then: large
      - otherwise: small
"""
CATEGORIES = """\
    rubric: sizes
    inputs:
      n:
        values: ["5", "10", "20"]
      g:
        values: [x, y]
    classes: [large, small]
    rules:
      - when: {n: "10 or 20"}
        then: large
      - otherwise: small
"""


@pytest.mark.parametrize(
    ("rubric", "measure", "expected"),
    [
        (RUBRIC, "count(t[class = large])", ("1", "2")),
        (RUBRIC, "count(t[class = large, n >= 10])", ("1", "2")),
        (RUBRIC, "count(t[class = large, n < 10])", ("0", "0")),
        (RUBRIC, "count(t[class = small]) + count(t[class = large])", ("3", "3")),
        (CATEGORIES, "count(t[class = large])", ("2", "2")),
        (CATEGORIES, "count(t[class = large, n >= 10])", ("1", "2")),
        (CATEGORIES, "count(t[class = small, n < 10])", ("1", "1")),
    ],
)
def test_a_rubric_looks_at_the_same_numbers(
    files: Files, rubric: str, measure: str, expected: tuple[str, str]
) -> None:
    files.table(rubric, "r.yml")
    said = table("unit: people, rounded: 5", "rubric: r.yml")
    assert ends(files.measure(measure, table=said)) == expected


def test_a_printed_number_may_have_a_meaning_in_a_rubric(files: Files) -> None:
    meant = RUBRIC.replace("    classes", '        means:\n          "10": 3\n    classes')
    files.table(meant, "r.yml")
    said = table("unit: people, rounded: 5", "rubric: r.yml")
    assert ends(files.measure("count(t[class = large])", table=said)) == ("1", "1")


def test_parts_add_up_as_printed_where_a_test_is_open(files: Files) -> None:
    files.table("k,g,n\na,x,10\nb,x,5\nc,total,15\n")
    said = (
        "    evidence:\n      t:\n        file: t.csv\n        columns:\n"
        "          n: {unit: people, rounded: 5}\n"
    )
    body = "parts: ['sum(t.n[k = a])', 'sum(t.n[k = b])']\ntotal: sum(t.n[k = c])"
    assert files.form(body, table=said).verdict is Verdict.SUPPORTED
    for test, verdict in (("n >= 8", Verdict.SUPPORTED), ("n >= 10", Verdict.UNDETERMINED)):
        parts = f"parts: ['sum(t.n[k = a, {test}])', 'sum(t.n[k = b])']"
        found = files.form(f"{parts}\ntotal: sum(t.n[k = c])", table=said)
        assert found.verdict is verdict


def test_no_row_at_all_adds_up_to_nothing(files: Files) -> None:
    # Above 0 and below 10, so that all that is known of the sum leaves out 0.
    files.table("k,n,v\na,5,1\n")
    said = table("unit: CHF, rounded: {to: 5, mode: random}")
    assert ends(files.measure("sum(t.n[n = 2.5])", table=said)) == ("0", "5/2")
    assert ends(files.measure("sum(t.n[n > 2.5])", table=said)) == ("0", "10")


def test_what_is_printed_bounds_no_sizes(files: Files) -> None:
    said = (
        f"{table()}    quantities:\n      all_of:\n        unit: things\n"
        "        measure: sum(t.v)\n      some_of:\n        unit: things\n"
        "        part_of: all_of\n"
    )
    # What is printed as 10 may have been 8, so that its things are not among those from 10 on.
    assert files.holds('some_of[n = "10"] <= some_of[n >= 10]', table=said).verdict is (
        Verdict.UNDETERMINED
    )
    assert files.holds("some_of[n >= 12] <= some_of[n >= 10]", table=said).verdict is (
        Verdict.SUPPORTED
    )
