"""Claims of one shape: what ``for_each`` makes, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spec_helpers import HEAD, load, problems_of

from factcheck.model.expression import (
    Arithmetic,
    Column,
    CompareTest,
    Literal,
    Name,
    Negated,
    Number,
    Sliced,
)
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.spec import Claim, EachForm, FigureForm, RankForm, Spec, TrendForm, Verdict
from factcheck.spec import load_spec, with_rows
from factcheck.spec.assemble import for_each
from factcheck.spec.codes import FOR_EACH

TABLES = "evidence:\n  t: {file: t.csv}\n"


def file(*lines: str, head: str = TABLES) -> str:
    """Return a file whose claim ``c`` has these lines; the first is line 6, from column 5."""
    written = "\n".join(f"    {line}" for line in lines)
    return f"{HEAD}{head}claims:\n  c:\n{written}\n"


def claims(*lines: str, head: str = TABLES) -> tuple[Claim, ...]:
    return load(file(*lines, head=head)).claims


def said(*lines: str, head: str = TABLES) -> list[str]:
    problems = problems_of(file(*lines, head=head))
    return [
        f"{p.code.code} {p.span.line}:{p.span.column} {p.message} | {p.hint}"
        for p in problems
        if p.span
    ]


TOWNS = "for_each: {rows: [{town: Aarau, n: 812}, {town: Baden, n: 640}]}"


def test_a_claim_is_made_of_each_row() -> None:
    first, second = claims(
        TOWNS,
        "title: About {town}",
        "quote: '{town} has {n} pupils; $5 {each}.'".replace(" {each}", ""),
        "note: in {town}",
        "measure: sum(t.n[town = $town]) / $n",
        "figure: around $n",
    )
    assert (first.id, second.id) == ("c[town=Aarau,n=812]", "c[town=Baden,n=640]")
    assert first.span == second.span
    assert (first.title, first.note) == ("About Aarau", "in Aarau")
    assert str(second.quote) == "Baden has 640 pupils; $5."
    form = first.readings[0].form
    assert isinstance(form, FigureForm)
    assert form.measure_text == "sum(t.n[town = Aarau]) / 812"
    assert str(form.figure.text) == "around 812"
    measure = form.measure
    assert isinstance(measure, Arithmetic)
    assert isinstance(measure.right, Number)
    assert measure.right.number == 812
    assert measure.right.text == "812"


def test_values_stand_wherever_one_may() -> None:
    first, second = claims(
        "for_each:",
        "  rows:",
        "    - {p: 1, town: Aarau, from: 2018, d: 2020-05, v: supported, k: old}",
        "    - {p: 3, town: Baden, from: 2019, d: 2021, v: not checkable, k: new}",
        "measure: count(t)",
        "by: town",
        "of: [$town, Chur]",
        "place: top $p",
        "among: kind = $k",
        "date: $d",
        "as_of: [$d, $from]",
        "lead: at least $p percent",
        "expect: $v",
    )
    form = first.readings[0].form
    assert isinstance(form, RankForm)
    assert [tuple(map(str, group)) for group in form.of] == [("Aarau",), ("Chur",)]
    assert (form.place.last, str(form.place.text)) == (1, "top 1")
    assert form.lead is not None
    assert str(form.lead.text) == "at least 1 percent"
    assert str(first.date) == "2020-05"
    assert [str(date) for date in second.readings[0].as_of] == ["2021", "2019"]
    assert (first.expect, second.expect) == (Verdict.SUPPORTED, Verdict.NOT_CHECKABLE)
    assert "'new'" in str(second.readings[0].form)


def test_values_stand_in_trends_and_in_claims_about_each() -> None:
    (trend,) = claims(
        "for_each: {rows: [{a: 2018, b: 5}]}",
        "measure: count(t)",
        "over: year",
        "from: $a",
        "to: 2020",
        "direction: flat",
        "within: {text: a bit, means: $b percent}",
    )
    form = trend.readings[0].form
    assert isinstance(form, TrendForm)
    assert form.within is not None
    assert (str(form.start), str(form.within.means)) == ("2018", "5 percent")
    (each,) = claims(
        "for_each: {rows: [{a: 7, b: Chur, c: 5 %}]}",
        "holds: $c < count(t)",
        "by: town",
        "in: at least $a",
        "of: $a",
        "where: town != $b",
    )
    inner = each.readings[0].form
    assert isinstance(inner, EachForm)
    assert (inner.selection.text, inner.of) == ("at least 7", 7)
    assert inner.inner.text == "5% < count(t)"  # type: ignore[union-attr]  # it is a comparison


def test_values_stand_in_readings_and_parts() -> None:
    (claim,) = claims(
        "for_each: {rows: [{n: 5, m: 6}]}",
        "parts:",
        "  a: {quote: '{m}', measure: count(t), figure: $n}",
        "  b:",
        "    figure: over $n",
        "    readings: {x: count(t) * $m, y: {measure: count(t), note: '{n}'}}",
    )
    first, second = claim.parts
    assert (str(first.quote), first.id, claim.id) == ("6", "a", "c[n=5,m=6]")
    assert second.readings[1].note == "5"
    form = second.readings[0].form
    assert isinstance(form, FigureForm)
    assert form.measure_text == "count(t) * 6"


def test_parts_may_be_made_of_rows() -> None:
    (claim,) = claims(
        "parts:",
        "  a: {holds: count(t) < 5}",
        f"  b: {{{TOWNS}, measure: 't.n[town = $town]', figure: $n}}",
    )
    assert [part.id for part in claim.parts] == ["a", "b[town=Aarau,n=812]", "b[town=Baden,n=640]"]


def test_the_order_is_that_of_the_file() -> None:
    text = file(TOWNS, "measure: t.n[town = $town]", "figure: $n")
    spec = load(
        text.replace("claims:\n", "claims:\n  a: {not_checkable: x}\n")
        + "  z: {not_checkable: x}\n"
    )
    assert [claim.id[:2] for claim in spec.claims] == ["a", "c[", "c[", "z"]
    assert spec.templates == ()


NEGATIVE = "for_each: {rows: [{n: '-1,000.5'}]}"


def test_numbers_take_the_place_of_names() -> None:
    (claim,) = claims(NEGATIVE, "measure: count(t) - $n", "figure: 5")
    form = claim.readings[0].form
    assert isinstance(form, FigureForm)
    assert form.measure_text == "count(t) - -1000.5"
    assert isinstance(form.measure, Arithmetic)
    assert isinstance(form.measure.right, Negated)
    (claim,) = claims("for_each: {rows: [{n: 12}]}", "holds: count(t) / $n > $n %")
    assert "12%" in str(claim.readings[0].form)
    assert "Fraction(3, 25)" in str(claim.readings[0].form)
    (claim,) = claims("for_each: {rows: [{n: '12 %'}]}", "holds: count(t) / 5 > $n")
    assert "Fraction(3, 25)" in str(claim.readings[0].form)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30))
@example('a", b = "c')
@example("x] / count(t) + t.n[town = y")
@example("a or b")
@example("t.town")
@example("$town")
@example("top 10")
@example("1..9")
def test_no_value_changes_the_expression(value: str) -> None:
    quoted = "'" + value.replace("'", "''") + "'"
    text = file(
        f"for_each: {{rows: [{{town: {quoted}}}]}}", "measure: t.n[town = $town]", "figure: 5"
    )
    (claim,) = load(text).claims
    form = claim.readings[0].form
    assert isinstance(form, FigureForm)
    assert isinstance(form.measure, Sliced)
    (test,) = form.measure.tests
    assert isinstance(form.measure.base, Column)
    assert isinstance(test, CompareTest)
    assert isinstance(test.value, Literal)
    assert test.value.text == value


def test_claims_that_bridge_name_the_set() -> None:
    text = file(TOWNS, "measure: t.n[town = $town]", "figure: $n")
    spec = load(text + "assumptions:\n  a: {same: period, of: [c, t]}\n")
    (assumption,) = spec.assumptions
    members = [str(each) for each in assumption.relation.of]  # type: ignore[union-attr]  # it is
    assert members == ["c[town=Aarau,n=812]", "c[town=Baden,n=640]", "t"]


WRONG = (
    ([TOWNS, "measure: t.n[town = $town]", "figure: 5"], "FC075 6:5 the claim does not use 'n'"),
    ([TOWNS, "measure: t.n[town = $twn]", "figure: $n", "quote: '{town}'"], "FC076 7:25 there is"),
    ([TOWNS, "measure: count(t) / $m", "figure: $n", "quote: '{town}'"], "FC076 7:25 there is no"),
    (
        [TOWNS, "measure: count(t)", "figure: $m", "quote: '{town} {n}'"],
        "FC076 8:13 there is no 'm'",
    ),
    ([TOWNS, "measure: t.n[town = $town]", "figure: $n", "quote: '{twn}'"], "FC076 9:12 there is"),
    ([TOWNS, "measure: t.n[town = $town]", "figure: $n", "quote: $n"], "FC076 9:12 'n' is written"),
    ([TOWNS, "measure: t.n[town = $town]", "figure: '{n}'"], "FC076 8:13 'n' is written otherwise"),
    ([TOWNS, "measure: t.n[town = $town]", "figure: $n", "speaker: $n"], "FC076 9:14 no value of"),
    ([TOWNS, "measure: t.n[town = $town]", "figure: $n", "speaker: '{n}'"], "FC076 9:14 no value"),
    ([TOWNS, "figure: $n", "readings: {$town: count(t)}"], "FC076 8:16 no value of 'for_each'"),
    ([TOWNS, "measure: t.n[town = '$town']", "figure: $n"], "FC076 7:25 found '$town' inside"),
    ([TOWNS, "measure: t.n[town = $town City]", "figure: $n"], "FC076 7:25 found '$town' inside"),
    ([TOWNS, "measure: $town + $n", "figure: 5"], "FC076 7:14 '$town' is 'Aarau' here, and a numb"),
    ([TOWNS, "measure: sum($town.n)", "figure: $n"], "FC052 7:18 'sum' takes a column"),
    ([TOWNS, "measure: t.$town", "figure: $n"], "FC055 7:"),
    ([TOWNS, "measure: t.n[$town = 5]", "figure: $n"], "FC053 7:18 found '$' where the"),
    (["for_each: {rows: []}"], "FC035 6:22 expected a list of at least 1"),
    (["for_each: {rows: [{}]}"], "FC035 6:23"),
    (["for_each: {rows: [{a: ''}]}"], "FC035 6:27 expected a text, found only blanks"),
    (["for_each: {rows: [{a: [b]}]}"], "FC014 6:27"),
    (["for_each: {rows: [{a b: 5}]}"], "FC024 6:24 expected a name of letters"),
    (["for_each: {rows: [a]}"], "FC033 6:23"),
    (["for_each: {rows: a}"], "FC033 6:22"),
    (["for_each: {row: [{a: 5}]}"], "FC030 6:16 the block under 'for_each' has an unknown key"),
    (["for_each: {table: t}"], "FC038 6:16 'table' needs 'columns': where the values come from"),
    (["for_each: {columns: a}"], "FC038 6:16 'columns' needs 'table'"),
    (["for_each: {columns: a, table: t, rows: [{a: 5}]}"], "FC037 6:38 'rows' and 'table' exclude"),
    (["for_each: {}"], "FC038 6:5 'for_each' says nothing of the values"),
    (["for_each: {table: t, columns: a b}"], "FC024 6:35"),
    (["for_each: a"], "FC033 6:15 expected a block of keys for 'for_each'"),
)


@pytest.mark.parametrize(("lines", "expected"), WRONG)
def test_what_for_each_refuses(lines: list[str], expected: str) -> None:
    found = said(*lines) if len(lines) > 1 else said(*lines, "measure: count(t)", "figure: 5")
    assert any(line.startswith(expected) for line in found), found


def test_a_number_with_too_many_digits_is_none() -> None:
    rows = f"for_each: {{rows: [{{n: {'1' * 200}}}]}}"
    (found,) = said(rows, "measure: count(t) / $n", "figure: 5")
    assert found.startswith("FC076 7:25 '$n' is '1111")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("[{a: 1, b: 2}, {a: 1, b: 2}]", "FC075 6:37 this row is the same as one before it"),
        ("[{a: 1, b: 2}, {a: 2}]", "FC075 6:37 this row has no 'b', which the first one has"),
        ("[{a: 1, b: 2}, {a: 2, c: 3}]", "FC075 6:44 the first row has no 'c'"),
        ("[{a: '1,b=2', b: 3}, {a: 1, b: '2,b=3'}]", "FC075 5:3 two rows make a claim with the id"),
    ],
)
def test_rows_that_do_not_go_together(rows: str, expected: str) -> None:
    found = said(f"for_each: {{rows: {rows}}}", "measure: t.n[x = $a, y = $b]", "figure: 5")
    assert found[0].startswith(expected), found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("place: $v", "FC074 10:12 '4..2' is no place"),
        ("place: top $v", "FC074"),
        ("place: 1\n    expect: $v", "FC074 11:13 '4..2' is no verdict (in the row '$v = 4..2')"),
    ],
)
def test_values_that_do_not_fit_are_told_with_their_row(line: str, expected: str) -> None:
    rows = "for_each: {rows: [{v: 4..2}]}"
    if line == "place: $v":
        expected = "FC074 10:12 the range of places '4..2' begins after its end (in the row"
    (found,) = said(rows, "measure: count(t)", "by: a", "of: x", line)
    assert found.startswith(expected)


def test_no_set_is_made_inside_another() -> None:
    found = said(
        TOWNS,
        "quote: '{town} {n}'",
        "parts: {a: {for_each: {rows: [{m: 5}]}, measure: count(t), figure: $m}}",
    )
    assert [line.split(" | ")[0] for line in found] == [
        "FC075 8:17 a claim with 'for_each' cannot be a part of one that has it too",
    ]


def test_a_file_makes_so_many_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_each.MOST_CLAIMS == 100_000
    monkeypatch.setattr(for_each, "MOST_CLAIMS", 50)

    def rows(count: int) -> str:
        return "[" + ", ".join(f"{{n: {n}}}" for n in range(count)) + "]"

    text = file(f"for_each: {{rows: {rows(51)}}}", "measure: count(t)", "figure: $n")
    (problem,) = problems_of(text)
    assert problem.message == "'for_each' makes more than 50 claims in this file"
    less = file(f"for_each: {{rows: {rows(50)}}}", "measure: count(t)", "figure: $n")
    assert len(load(less).claims) == 50


def test_a_fault_is_told_once_for_all_rows() -> None:
    found = said(TOWNS, "measure: q[town = $town]", "figure: $n")
    assert [line.split(" | ")[0] for line in found] == [
        "FC060 7:14 there is no quantity, table or condition 'q'"
    ]


# Rows of a table


OF_TABLE = file(
    "for_each: {table: t, columns: [town, n]}",
    "quote: In {town}",
    "measure: t.n[town = $town]",
    "figure: $n",
    "expect: $n",
)


def template_of(text: str = OF_TABLE.replace("    expect: $n\n", "")) -> Spec:
    return load(text)


def test_a_template_waits_for_the_rows_of_its_table() -> None:
    spec = template_of()
    assert spec.claims == ()
    assert spec.warnings == ()
    (template,) = spec.templates
    assert (template.id, str(template.table)) == ("c", "t")
    assert [str(column) for column in template.columns] == ["town", "n"]
    made = with_rows(spec, {"c": (("Aarau", "812"), ("Baden", "640"))})
    assert made.templates == ()
    assert [claim.id for claim in made.claims] == ["c[town=Aarau,n=812]", "c[town=Baden,n=640]"]
    assert str(made.claims[0].quote) == "In Aarau"
    assert made.claims[0].span == template.span
    assert (made.file, made.lines, made.tables) == (spec.file, spec.lines, spec.tables)


def test_a_template_may_be_a_part() -> None:
    text = file(
        "parts:",
        "  a: {for_each: {table: t, columns: n}, measure: count(t), figure: $n}",
    )
    spec = load(text)
    (template,) = spec.templates
    assert template.id == "c/a"
    (claim,) = with_rows(spec, {"c/a": (("5",),)}).claims
    assert [part.id for part in claim.parts] == ["a[n=5]"]


def test_templates_in_readings_are_told_apart() -> None:
    text = file(
        "parts: {a: {for_each: {table: t, columns: n}, measure: count(t), figure: $n}}",
        "readings: {x: {where: n = 1}, y: {where: n = 2}}",
    )
    spec = load(text)
    assert [template.id for template in spec.templates] == ["c/x/a", "c/y/a"]


def test_values_of_a_table_that_do_not_fit() -> None:
    spec = load(OF_TABLE)
    with pytest.raises(ProblemsError) as raised:
        with_rows(spec, {"c": (("Aarau", "supported"), ("Baden", "640"))})
    (problem,) = raised.value.problems
    assert problem.message == "'640' is no verdict (in the row '$town = Baden, $n = 640')"
    assert problem.span is not None
    assert problem.span.line == 10


def test_a_table_without_rows_makes_no_claim() -> None:
    with pytest.raises(ProblemsError) as raised:
        with_rows(template_of(), {"c": ()})
    (problem,) = raised.value.problems
    assert problem.message == "the table 't' has no row to make a claim of"


def test_a_table_with_a_fault_makes_one_claim_that_says_so() -> None:
    text = (
        OF_TABLE.replace("    quote:", "    source: s\n    quote:") + "sources: {s: {title: x}}\n"
    )
    problem = Problem(FOR_EACH, "the table is torn")
    (claim,) = with_rows(load(text), {"c": problem}).claims
    assert (claim.id, claim.form, claim.source, claim.fault) == ("c", "none", "s", problem)
    assert (claim.readings, claim.quote, claim.expect) == ((), None, None)


@pytest.mark.parametrize(
    ("table", "head", "expected"),
    [
        ("tt", TABLES, "FC060 6:23 there is no table 'tt' | did you mean 't'?"),
        ("t", "evidence:\n  t: {vintages: {2016: a.csv}}\n", "FC075 6:23 't' comes in vintages"),
    ],
)
def test_tables_that_no_claims_are_made_of(table: str, head: str, expected: str) -> None:
    line = f"for_each: {{table: {table}, columns: n}}"
    (found,) = said(line, "measure: 5", "figure: $n", head=head)
    assert found.startswith(expected)


def test_what_is_wrong_with_a_template_is_told_before_its_rows_are_known() -> None:
    line = "for_each: {table: t, columns: n}"
    assert said(line, "measure: count(q)", "figure: $n")[0].startswith("FC060 7:20")
    assert said(line, "measure: count(t)", "figure: $m", "note: '{n}'")[0].startswith("FC076 8:13")
    assert said(line, "measure: count(t)", "figure: 5")[0].startswith("FC075 6:5 the claim does")
    assert said(line, "holds: count(t) >", "quote: '{n}'")[0].startswith("FC050 7:")


def test_values_of_a_template_are_not_judged_before_they_are_known() -> None:
    text = file(
        "for_each: {table: t, columns: [n, m]}",
        "measure: count(t) / $m",
        "by: a",
        "of: x",
        "place: 5..$n",
        "expect: $n",
    )
    assert load(text).claims == ()


def test_a_placeholder_without_for_each() -> None:
    (found,) = said("measure: count(t) / $n", "figure: 5")
    assert found.startswith("FC053 6:25 found '$' where a number, a name, a function")
    assert found.endswith("in a claim with for_each")
    (claim,) = claims("measure: t.n[ticker = $AAPL]", "figure: $5 million")
    form = claim.readings[0].form
    assert isinstance(form, FigureForm)
    assert "$AAPL" in str(form.measure)


def test_texts_with_a_dollar_that_no_row_names_are_unknown_names_in_a_set() -> None:
    found = said("for_each: {rows: [{n: 5}]}", "measure: t.n[ticker = $AAPL]", "figure: $n")
    assert found[0].startswith("FC076 7:27 there is no 'AAPL' in the rows of 'for_each'")
    (claim,) = claims("for_each: {rows: [{n: 5}]}", 'measure: t.n[ticker = "$AAPL"]', "figure: $n")
    assert "$AAPL" in str(claim.readings[0].form)


def test_loading_with_rows_is_loading() -> None:
    spec = load_spec(file(TOWNS, "measure: t.n[town = $town]", "figure: $n").encode(), file="f")
    assert with_rows(spec, {}) == spec


def test_names_in_a_tree_stay_as_they_are() -> None:
    (claim,) = claims("for_each: {rows: [{n: 5}]}", "measure: count(t)", "figure: $n")
    form = claim.readings[0].form
    assert isinstance(form, FigureForm)
    assert isinstance(form.measure.of, Name)  # type: ignore[union-attr]  # it is an aggregate
