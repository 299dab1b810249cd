"""The records of the forms of a claim, and values that cannot be."""

from __future__ import annotations

import pytest
from spec_helpers import HEAD, load, problems_of

from factcheck.model.expression import Column
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import (
    AddsUpForm,
    Claim,
    Direction,
    EachForm,
    FigureForm,
    Form,
    HoldsForm,
    Quantifier,
    RankForm,
    Selection,
    TrendForm,
)

TABLES = "evidence:\n  {t: {file: t.csv}, u: {file: u.csv}}\nconditions: {old: n > 5}\n"


def claim(*lines: str) -> str:
    """Return a file whose claim ``c`` has these lines; the first is line 7, from column 5."""
    written = "\n".join(f"    {line}" for line in lines)
    return f"{HEAD}{TABLES}claims:\n  c:\n{written}\n"


def claim_of(*lines: str) -> Claim:
    return load(claim(*lines)).claims[0]


def form_of(*lines: str) -> Form:
    (reading,) = claim_of(*lines).readings
    return reading.form


def said(*lines: str) -> list[str]:
    problems = problems_of(claim(*lines))
    return [
        f"{p.code.code} {p.span.line}:{p.span.column} {p.message} | {p.hint}"
        for p in problems
        if p.span
    ]


RANK = ("measure: sum(t.n)", "by: town", "of: Chur")


def rank(*lines: str) -> RankForm:
    form = form_of(*lines)
    assert isinstance(form, RankForm)
    return form


def test_a_rank() -> None:
    form = rank(
        "measure: sum(t.n)",
        "by: [town, t.year, '`a b`', Release Year]",
        "of: [[Chur, 2018, x, y], [Baden, 2019, x, y]]",
        "place: 2",
        "order: lowest",
        "unique: true",
        "lead: {text: considerably, means: at least 5 percent}",
        "among: [old, n < 9]",
    )
    assert form.measure_text == "sum(t.n)"
    assert [(column.table, column.column) for column in form.by] == [
        (None, "town"),
        ("t", "year"),
        (None, "a b"),
        (None, "Release Year"),
    ]
    assert [tuple(map(str, group)) for group in form.of] == [
        ("Chur", "2018", "x", "y"),
        ("Baden", "2019", "x", "y"),
    ]
    assert (form.is_highest, form.is_unique, len(form.among)) == (False, True, 2)
    assert form.lead is not None
    assert (str(form.lead.text), str(form.lead.means)) == ("considerably", "at least 5 percent")


def test_a_rank_without_more_is_of_the_highest() -> None:
    form = rank(*RANK, "place: 1")
    assert (form.is_highest, form.is_unique, form.lead, form.among) == (True, False, None, ())
    assert [tuple(map(str, group)) for group in form.of] == [("Chur",)]
    several = rank("measure: sum(t.n)", "by: town", "of: [Chur, Baden]", "place: top 3")
    assert [tuple(map(str, group)) for group in several.of] == [("Chur",), ("Baden",)]


@pytest.mark.parametrize(
    ("text", "first", "last", "is_from_end", "is_negated"),
    [
        ("1", 1, 1, False, False),
        ("3", 3, 3, False, False),
        ("1..3", 1, 3, False, False),
        ("2 .. 2", 2, 2, False, False),
        ("top 3", 1, 3, False, False),
        ("in top 3", 1, 3, False, False),
        ("bottom 3", 1, 3, True, False),
        ("first", 1, 1, False, False),
        ("last", 1, 1, True, False),
        ("not in top 10", 1, 10, False, True),
        ("not top 10", 1, 10, False, True),
        ("not last", 1, 1, True, True),
        ("not 1", 1, 1, False, True),
        ("not in bottom 2", 1, 2, True, True),
    ],
)
def test_places(text: str, first: int, last: int, is_from_end: bool, is_negated: bool) -> None:
    place = rank(*RANK, f"place: {text}").place
    assert (place.first, place.last, place.is_from_end) == (first, last, is_from_end)
    assert (place.is_negated, str(place.text)) == (is_negated, text)


def test_a_trend() -> None:
    form = form_of("measure: sum(t.n)", "over: t.year", "direction: falling", "from: 2018")
    assert isinstance(form, TrendForm)
    assert (form.over.table, form.over.column) == ("t", "year")
    assert (str(form.start), form.end, form.direction) == ("2018", None, Direction.FALLING)
    assert form.within is None
    flat = form_of("measure: t", "over: year", "direction: flat", "to: 2020", "within: 5 %")
    assert isinstance(flat, TrendForm)
    assert flat.within is not None
    assert (str(flat.end), str(flat.within.text), flat.within.lang) == ("2020", "5 %", "en")


def each(*lines: str) -> EachForm:
    form = form_of(*lines)
    assert isinstance(form, EachForm)
    return form


EACH = ("holds: sum(t.n) > 5", "by: town")


def test_a_claim_about_each_group() -> None:
    form = each("measure: sum(t.n)", "figure: over 5", "by: town", "in: all", "of: 8")
    assert isinstance(form.inner, FigureForm)
    assert (form.inner.measure_text, str(form.inner.figure.text)) == ("sum(t.n)", "over 5")
    assert (form.selection.quantifier, form.of, form.among) == (Quantifier.ALL, 8, ())
    holds = each(*EACH, "among: old", "in: none")
    assert isinstance(holds.inner, HoldsForm)
    assert holds.inner.text == "sum(t.n) > 5"
    assert (holds.selection.quantifier, holds.of, len(holds.among)) == (Quantifier.NONE, None, 1)


def test_a_claim_about_each_group_is_about_all_of_them_unless_it_says_so() -> None:
    assert each(*EACH).selection.quantifier is Quantifier.ALL


def number(value: int) -> Fraction:
    return Fraction(value)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7", Interval.point(7)),
        ("0", Interval.point(0)),
        ("exactly 7", Interval.point(7)),
        ("at least 7", Interval.at_least(7)),
        ("at most 7", Interval.at_most(7)),
        ("more than 7", Interval.at_least(7, closed=False)),
        ("fewer than 7", Interval.at_most(7, closed=False)),
        ("7..9", Interval(number(7), number(9))),
        ("7 .. 7", Interval.point(7)),
    ],
)
def test_how_many_of_the_groups(text: str, count: Interval) -> None:
    selection = each(*EACH, f"in: {text}").selection
    assert (selection.quantifier, selection.count, selection.text) == (
        Quantifier.COUNT, count, text,
    )  # fmt: skip


def test_which_of_the_groups() -> None:
    def groups(selection: Selection) -> list[tuple[str, ...]]:
        return [tuple(map(str, group)) for group in selection.groups]

    these = each(*EACH, "in: [Chur, Baden]").selection
    assert (these.quantifier, these.count) == (Quantifier.THESE, None)
    assert (groups(these), these.text) == ([("Chur",), ("Baden",)], "Chur, Baden")
    pairs = each("holds: sum(t.n) > 5", "by: [town, year]", "in: [[Chur, 2018]]").selection
    assert (groups(pairs), pairs.text) == ([("Chur", "2018")], "Chur / 2018")


def test_a_sum() -> None:
    form = form_of("parts: [sum(t.n), 12%]", "total: sum(u.n)")
    assert isinstance(form, AddsUpForm)
    assert [text for _, text in form.parts] == ["sum(t.n)", "12%"]
    assert form.total_text == "sum(u.n)"


def test_readings_replace_single_keys_of_every_form() -> None:
    claim = claim_of(
        *RANK,
        "readings:",
        "  most: {place: 1}",
        "  fewest: {place: top 3, order: lowest, measure: count(t)}",
    )
    most, fewest = (reading.form for reading in claim.readings)
    assert isinstance(most, RankForm)
    assert isinstance(fewest, RankForm)
    assert (most.place.last, most.is_highest, most.measure_text) == (1, True, "sum(t.n)")
    assert (fewest.place.last, fewest.is_highest, fewest.measure_text) == (3, False, "count(t)")
    assert fewest.by == most.by
    sums = claim_of("total: 5", "readings: {a: {parts: [2, 3]}, b: {parts: [1, 4]}}")
    assert [
        len(reading.form.parts) for reading in sums.readings if isinstance(reading.form, AddsUpForm)
    ] == [2, 2]


def test_a_text_for_a_reading_replaces_the_measure_of_every_form() -> None:
    claim = claim_of("by: town", "of: x", "place: 1", "readings: {a: count(t), b: sum(u.n)}")
    forms = [reading.form for reading in claim.readings]
    assert [form.measure_text for form in forms if isinstance(form, RankForm)] == [
        "count(t)",
        "sum(u.n)",
    ]


def test_parts_may_have_readings() -> None:
    claim = claim_of(
        "parts:",
        "  a:",
        "    figure: 5",
        "    readings: {x: count(t), y: count(u)}",
        "  b: {holds: count(t) < 5, where: n = 1}",
    )
    first, second = claim.parts
    assert [reading.name for reading in first.readings] == ["x", "y"]
    assert (first.form, second.form, claim.are_parts_readings) == ("figure", "holds", False)


def test_a_claim_of_parts_may_have_readings() -> None:
    claim = claim_of(
        "where: n = 1",
        "parts: {a: {holds: count(t) < 5}, b: {holds: count(u) < 5}}",
        "readings:",
        "  x: {where: n = 2, note: why, date: 2020}",
        "  y: {parts: {c: {holds: count(t) < 6}}}",
    )
    assert (claim.form, claim.are_parts_readings, claim.readings) == ("parts", True, ())
    first, second = claim.parts
    assert [(each.id, each.form, each.note) for each in claim.parts] == [
        ("x", "parts", "why"),
        ("y", "parts", None),
    ]
    assert str(first.date) == "2020"
    assert [part.id for part in first.parts] == ["a", "b"]
    assert [part.id for part in second.parts] == ["c"]
    assert "2" in str(first.parts[0].readings[0].where[0])
    assert "'1'" in str(second.parts[0].readings[0].where[0])
    assert first.parts[0].readings[0].note is None


def test_a_file_with_every_form_has_no_unused_names() -> None:
    spec = load(
        f"{HEAD}evidence:\n  {{t: {{file: t.csv}}, u: {{file: u.csv}}, v: {{file: v.csv}}}}\n"
        "conditions: {old: n > 5, new: n > 6, small: n < 1, odd: n = 1, good: n = 2}\n"
        "claims:\n"
        "  rank: {measure: count(t), by: u.a, of: x, place: 1, among: old}\n"
        "  trend: {measure: count(t), over: v.year, direction: rising, where: new}\n"
        "  each: {holds: count(t) > 5, by: town, among: small, except: odd}\n"
        "  sum: {parts: [count(t), 'count(t[good])'], total: 5}\n"
    )
    assert spec.warnings == ()
    assert (
        load(claim(*RANK, "place: 1", "where: old"))
        .warnings[0]
        .message.startswith("nothing uses the table 'u'")
    )


WRONG = (
    ([*RANK, "place: 3..1"], "FC074 10:12 the range of places '3..1' begins after its end", "1..3"),
    ([*RANK, "place: second"], "FC034 10:12 expected a place in the ranking", "write 2;"),
    ([*RANK, "place: worst"], "FC034 10:12 expected a place in the ranking", "places are written"),
    ([*RANK, "place: $p"], "FC074 10:12 '$p' is no place in a ranking", "only in a claim with"),
    ([*RANK, "place: not 1", "unique: true"], "FC074 10:12 'unique' speaks of a place", "remove"),
    ([*RANK, "place: not 1", "lead: 5"], "FC074 10:12 'lead' speaks of a place that the", "remove"),
    ([*RANK, "place: 1", "order: desc"], "FC034 11:12 expected one of", "write 'highest'"),
    ([*RANK, "place: 1", "order: higest"], "FC034 11:12 expected one of", "did you mean 'highest'"),
    ([*RANK, "place: 1", "unique: yes"], "FC034 11:13 expected true or false", ""),
    (
        ["measure: t", "by: [a, b]", "of: [x]", "place: 1"],
        "FC074 9:10 the group 'x' has 1 value, and 'by' names 2 columns",
        "each group is a list of its own: of: [[a, b]]",
    ),
    (
        ["measure: t", "by: a", "of: [[x, y]]", "place: 1"],
        "FC074 9:10 the group 'x, y' has 2 values, and 'by' names 1 column",
        "several groups are a list: of: [a, b]",
    ),
    (["measure: t", "by: a", "of: [x, x]", "place: 1"], "FC074 9:13 the group 'x' is listed", ""),
    (["measure: t", "by: [a, a]", "of: [[x, x]]", "place: 1"], "FC074 8:13 the column 'a' is", ""),
    (["measure: t", "by: '`a'", "of: x", "place: 1"], "FC055 8:10 the backtick is never", ""),
    (["measure: t", "by: tt.a", "of: x", "place: 1"], "FC060 8:9 there is no table 'tt'", "'t'"),
    (["measure: t.", "by: a", "of: x", "place: 1"], "FC055 7:14", ""),
    ([*RANK, "place: 1", "among: n >"], "FC057 11:", ""),
    (["measure: t", "over: year", "direction: up"], "FC034 9:16 expected one of", "'rising'"),
    (["measure: t", "over: year", "direction: flat"], "FC074 9:16 'flat' needs 'within'", "add"),
    (
        ["measure: t", "over: year", "direction: rising", "within: 5 %"],
        "FC074 9:16 'within' belongs to a 'flat' trend, not to a 'rising' one",
        "remove 'within'",
    ),
    (["measure: t.", "over: year", "direction: rising"], "FC055 7:14", ""),
    (["measure: t", "over: '`a'", "direction: rising"], "FC055 8:12", ""),
    ([*EACH, "in: every"], "FC034 9:9 expected how many of the groups", "write all"),
    ([*EACH, "in: Chur"], "FC034 9:9 expected how many of the groups", "or a list of groups"),
    ([*EACH, "in: 7 of 8"], "FC034 9:9 expected how many", "write 'in: 7' and 'of: 8'"),
    ([*EACH, "in: $k"], "FC074 9:9 '$k' does not say how many of the groups", "for_each"),
    ([*EACH, "in: 9..7"], "FC074 9:9 the range '9..7' begins above its end", "write 7..9"),
    ([*EACH, "in: [[a, b]]"], "FC074 9:10 the group 'a, b' has 2 values", "in: [a, b]"),
    (
        [*EACH, "of: many"],
        "FC074 9:9 'of' says how many groups there are, and 'many' is no",
        "of: 8",
    ),
    ([*EACH, "of: [a, b]"], "FC074 9:9 'of' says how many groups there are, and a list is no", ""),
    (["holds: sum(t.n)", "by: a"], "FC050 7:", ""),
    (["parts: [5 +, 6]", "total: 5"], "FC050 7:", ""),
    (["parts: [5, 6]", "total: 5 +"], "FC050 8:", ""),
    (["parts: [5, v]", "total: 5"], "FC060 7:16 there is no quantity, table or condition 'v'", ""),
    (["measure: t.", "figure: 5", "by: a"], "FC055 7:14", ""),
    (["measure: t", "figure: 5", "expect: $v"], "FC074 9:13 '$v' is no verdict", "for_each"),
)


@pytest.mark.parametrize(("lines", "expected", "hint"), WRONG)
def test_values_that_cannot_be(lines: list[str], expected: str, hint: str) -> None:
    (found,) = said(*lines)
    assert found.startswith(expected)
    assert hint in found


def test_a_comment_behind_words_as_printed_is_refused() -> None:
    found = said(*RANK, "place: 1", "lead: at least 5 percent # or so")
    assert found[0].startswith("FC015 11:30")


def test_a_column_beside_a_table_is_one() -> None:
    (column,) = rank("measure: t", "by: '`t`.`a b`'", "of: x", "place: 1").by
    assert isinstance(column, Column)
    assert (column.table, column.column) == ("t", "a b")
