"""Whatever `min_cell` hides can be otherwise without a report that says otherwise.

A small group with any other number of rows, from one to the last that is hidden, and with other
numbers in them, gives the same bytes in every format: so nobody can tell these apart by anything
that is shown, whatever he adds, subtracts or solves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from factcheck.behind import Wanted, rows_of_file
from factcheck.model.render_expression import render_test
from factcheck.pipeline import run_file
from factcheck.planning import plan_text
from factcheck.quantity.cells.told_apart import asked_of
from factcheck.report import render_json, render_markdown, render_terminal
from factcheck.report.rows_report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable


class Person(NamedTuple):
    """One row."""

    region: str
    sex: str
    age: int | None
    income: str


TESTS: dict[str, Callable[[Person], bool | None]] = {
    "region = A": lambda one: one.region == "A",
    "region in (B, C)": lambda one: one.region in {"B", "C"},
    "not region = B": lambda one: one.region != "B",
    "region starts with A": lambda one: one.region == "A",
    "age known": lambda one: one.age is not None,
    "sex = f": lambda one: one.sex == "f",
    "sex != f": lambda one: one.sex != "f",
    "age > 60": lambda one: None if one.age is None else one.age > 60,
    "age in 30..49": lambda one: None if one.age is None else 30 <= one.age <= 49,
    "age <= 30": lambda one: None if one.age is None else one.age <= 30,
}
LEAVES: dict[str, Callable[[Person], bool | None]] = {
    **{name: test for name, test in TESTS.items() if not name.startswith("not ")},
    "region = B": lambda one: one.region == "B",
    "region = Z": lambda one: one.region == "Z",
    "region in (B)": lambda one: one.region == "B",
    "region in (C)": lambda one: one.region == "C",
}
SINGLY = {"region in (B, C)": ("region in (B)", "region in (C)")}
ALWAYS = frozenset({"sex = f", "region = Z"})
"""Tests of the statement, and of what never occurs."""
FORMS = (
    "measure: count(t[{0}])\n    figure: 5",
    "measure: count(t[{0}, {1}])\n    figure: fewer than 10",
    "measure: sum(t.income[{0}])\n    figure: 1000",
    "measure: mean(t.income[{0}])\n    figure: 50",
    "measure: count(t[{0}, {1}]) / count(t[{0}])\n    figure: 30%",
    "measure: count(t) - count(t[{0}])\n    figure: 4",
    "holds: count(t[{0}]) < count(t[{1}])",
    "measure: median(t.income[{0}])\n    figure: 50",
    "measure: max(t.income)\n    figure: 50",
    "measure: sum(t.income[{0}]) - sum(t.income[{0}, {1}])\n    figure: 50",
    "measure: share(count(t), {0})\n    figure: 50%",
    "measure: count(t[{0}])\n    figure: 5\n    date: 2020",
    "measure: count(t[region = Z])\n    figure: 5",
    "measure: count(t[age in top 3])\n    figure: 3",
    "measure: t.income[{0}, {1}]\n    figure: 3",
    "measure: distinct(t.age)\n    figure: 3",
    "measure: count(t[({0} or {1})])\n    figure: 5",
    "measure: largest(count(t[{0}]), count(t[{1}]))\n    figure: 5",
    "measure: hurt[{0}]\n    figure: more than 3",
    "measure: share(people[{0}], hurt)\n    figure: at least half\n    under: few",
    "holds: mean(t.income[{0}]) < mean(t.income[{1}])",
    "measure: change(count(t[{0}]) -> count(t[{1}]))\n    figure: 10%",
)
REFUSED = frozenset(
    form for form in FORMS if re.search(r"median|max|top|distinct|: t\.income", form)
)
BY_REGION = (
    "measure: count(t[{0}])\n    by: region\n    of: A\n    place: 1",
    "measure: count(t[{0}])\n    by: region\n    figure: at least 3\n    in: 2",
    "measure: sum(t.income[{0}])\n    by: region\n    figure: at least 3\n    in: 2",
    "measure: groups(t by region, holds count(t) > 4)\n    figure: 2",
    "measure: count(t[{0}])\n    by: [region, sex]\n    figure: at least 3\n    in: at least 2",
    "measure: people[{0}]\n    by: region\n    of: [A, B]\n    place: top 2",
)
KNOWLEDGE = """\
quantities:
  people:
    is: everybody in the table
    unit: people
    measure: count(t)
  hurt:
    is: those who were hurt
    unit: people
    part_of: people
statements:
  many:
    measure: hurt[sex = f] / people[sex = f]
    figure: at least 63 percent
assumptions:
  few:
    holds: hurt <= people
    because: all of them are people
disputes:
  both:
    between: [many, d]
"""
AGES = st.integers(18, 80)
PEOPLE = st.builds(
    Person,
    st.sampled_from("AABBBC"),
    st.sampled_from("fm"),
    st.one_of(AGES, AGES, AGES, st.none()),
    st.integers(1, 99).map(str),
)
NAMES = st.sampled_from(sorted(TESTS))
CLAIMS = st.lists(st.tuples(st.sampled_from(FORMS + BY_REGION), NAMES, NAMES), min_size=1)


def _claims(claims: list[tuple[str, str, str]], least: int) -> str:
    """Return a claim file."""
    written = "".join(
        f"  c{number}:\n    {form.format(one, other)}\n"
        for number, (form, one, other) in enumerate(claims)
    )
    return (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n"
        f"    min_cell: {least}\n    columns:\n      income: {{unit: EUR}}\n"
        f"      age: {{empty: unknown}}\n{KNOWLEDGE}claims:\n{written}"
        "  d:\n    measure: hurt[sex = f]\n    figure: 5\n"
    )


def _asked(form: str, one: str, other: str) -> set[str]:
    """Return the tests of a claim; none of one that is refused whatever its rows are."""
    if form in REFUSED:
        return set()
    names = {name for place, name in (("{0}", one), ("{1}", other)) if place in form}
    return {leaf for name in names for leaf in SINGLY.get(name, (name.removeprefix("not "),))}


def _told_apart(text: str, folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return the tests of a run by which rows are told apart, and the columns they are grouped by.

    What statements ask of is told apart only in a file in which some claim needs them.
    """
    (folder / "t.csv").write_text("region,sex,age,income\n", encoding="utf-8")
    plan = plan_text(text.encode(), file="claims.yml", folder=folder, root=folder).plan
    asked = asked_of(plan)
    tests = {render_test(test) for every in asked.tests.values() for test in every}
    return frozenset(tests), asked.by_value & {"region", "sex"}


def _answers(one: Person, told: tuple[frozenset[str], frozenset[str]]) -> tuple[object, ...]:
    tests, columns = told
    answers = (LEAVES[name](one) for name in sorted(tests))
    return (*answers, *(getattr(one, column) for column in sorted(columns)))


def _groups(
    people: list[Person], told: tuple[frozenset[str], frozenset[str]]
) -> list[list[Person]]:
    """Return the rows that some claim tells apart, found by hand."""
    groups: dict[object, list[Person]] = defaultdict(list)
    for one in people:
        groups[_answers(one, told)].append(one)
    return list(groups.values())


def _ages(one: Person, told: tuple[frozenset[str], frozenset[str]]) -> list[int | None]:
    """Return the ages that no claim tells from that of a row."""
    if one.age is None:
        return [None]
    return [
        age for age in range(18, 81) if _answers(one._replace(age=age), told) == _answers(one, told)
    ]


def _shown(folder: Path, people: list[Person], text: str) -> str:
    """Return everything that is printed of a table, without its digest."""
    rows = "".join(f"{one.region},{one.sex},{one.age or ''},{one.income}\n" for one in people)
    (folder / "t.csv").write_text(f"region,sex,age,income\n{rows}", encoding="utf-8")
    path = folder / "claims.yml"
    path.write_text(text, encoding="utf-8")
    result = run_file(path, root=folder)
    shown = [render_json(result), render_markdown(result), render_terminal(result)]
    for claim in result.claims:
        found = rows_of_file(path, Wanted(claim.id, None, 9, True), root=folder)
        shown += [render(found) for render in FORMATS.values()]
    return re.sub(r"[0-9a-f]{12,64}", "digest", "\n".join(shown))


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(people=st.lists(PEOPLE, min_size=8, max_size=40), claims=CLAIMS, data=st.data())
def test_what_is_hidden_can_be_otherwise(
    people: list[Person], claims: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    # What tests the column that it groups by is refused, and tells no rows apart.
    claims = [each for each in claims if each[0] not in BY_REGION or "region" not in each[1]][:6]
    assume(claims)
    least = data.draw(st.integers(3, 6))
    text = _claims(claims, least)
    with TemporaryDirectory() as name:
        folder = Path(name)
        told = _told_apart(text, folder)
        expected = {leaf for claim in claims for leaf in _asked(*claim)}
        assert expected <= told[0] <= expected | ALWAYS
        other: list[Person] = []
        for group in _groups(people, told):
            number = data.draw(st.integers(1, least - 1)) if len(group) < least else 0
            other += group if number == 0 else []
            for place in range(number):
                alike = group[place % len(group)]
                income = str(data.draw(st.integers(1, 99)))
                age = data.draw(st.sampled_from(_ages(alike, told)))
                other.append(alike._replace(income=income, age=age))
        other = data.draw(st.permutations(other))
        assert _shown(folder, people, text) == _shown(folder, other, text)
