from __future__ import annotations

from textwrap import dedent

import pytest
from spec_helpers import CLAIM, HEAD, SMALLEST, TABLE, load, problems_of

from factcheck.model.expression import Apart, Comparison, PartOf, SameAs
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Span, Text
from factcheck.model.spec import (
    ColumnKind,
    ColumnType,
    EmptyCell,
    FigureForm,
    HoldsForm,
    Marker,
    Verdict,
)
from factcheck.spec import load_spec
from factcheck.spec.assemble.markers import parse_marker

FULL = dedent("""\
    factcheck: 1
    title: A title
    about: >-
      Free text
      on two lines.
    lang: de
    sources:
      paper-1:
        title: A paper
        publisher: A house
        url: https://a.example/b
        archived: http://c.example
        published: 2022-05
        accessed: 2026-11-22
      office: {title: An office}
    evidence:
      police:
        file: ../police.csv
        source: office
        key: year
        period: 2017..2024
        population: all
        definition: theirs
        as_of: 2025-01-01
      imagery:
        file: imagery.tsv
        illustrative: true
        delimiter: tab
        encoding: latin-1
        key: [year, kind]
        header: [year, kind, n]
        totals: {kind: Total}
        empty: unknown
        markers: {':': not applicable, x: suppressed 1..4}
        columns:
          n:
            from: Number of
            unit: reports
            scale: 1,000
            kind: stock
            over: year
            type: number
            rounded: 0.5
            empty: 0
            domain: [1, 2]
            map: {a: b}
            markers: {y: none}
          kind: {}
    quantities:
      reports:
        is: reports in a year
        unit: reports
        measure: sum(police.reports)
      relevant:
        part_of: reports
        unit: CHF
        kind: amount
        nonnegative: true
      forwarded: {is: cases, unit: cases}
      tags: {missing: no table gives it}
    statements:
      says-63:
        measure: relevant / reports
        figure: {text: at least 63 percent, reads: exact, to: 1, unit: points}
        source: paper-1
        quote: At least 63 percent.
        period: 2020
    assumptions:
      bridge:
        holds: forwarded part of relevant
        one_for_one: true
        because: they say so
      sums: {holds: reports = relevant + forwarded}
      apart: {apart: [relevant, forwarded]}
      same: {same: period, of: [police, says-63, one]}
    conditions:
      old: year < 2000
      passed:
        strict: binary = PASS
        dubious too: clean in (ok, dubious)
    claims:
      one:
        title: The first
        quote: "Around nine thousand: 9,000."
        speaker: somebody
        source: paper-1
        date: 2022-05-01
        note: a note
        expect: not checkable
        lang: en
        under: [bridge, sums]
        using: each source
        period: 2018
        figure: around 9,000
        readings:
          2018: reports[year = 2018, old]
          by name:
            measure: tags
            figure: {text: 5}
            lang: fr
            under: apart
            using: [police, says-63, office]
            date: 2023
            period: 2019
            note: why
      two:
        holds: forwarded < reports
        under: same
      three:
        source: office
        lang: fr
        under: bridge
        parts:
          a:
            measure: count(imagery[passed])
            figure: 5
            under: []
          b: {holds: reports > 5, source: paper-1, lang: it}
      four: {not_checkable: no number}
    """)


def test_the_head_of_the_file() -> None:
    spec = load(FULL)
    assert (spec.file, spec.language, spec.title, spec.lang) == ("claims.yml", 1, "A title", "de")
    assert spec.about == "Free text on two lines."
    assert spec.lines[:2] == ("factcheck: 1", "title: A title")
    assert spec.warnings == ()


def test_sources() -> None:
    paper, office = load(FULL).sources
    assert (paper.id, paper.span) == ("paper-1", Span("claims.yml", 8, 3, 8, 10))
    assert (paper.title, paper.publisher) == ("A paper", "A house")
    assert (paper.url, paper.archived) == ("https://a.example/b", "http://c.example")
    assert (paper.published, paper.accessed) == ("2022-05", "2026-11-22")
    assert office.publisher is None


def test_tables() -> None:
    police, imagery = load(FULL).tables
    assert police.file == Text("../police.csv", Span("claims.yml", 18, 11, 18, 24))
    assert (police.source, police.key, police.encoding) == ("office", ("year",), "utf-8")
    scope = police.scope
    assert [str(each) for each in (scope.period, scope.population, scope.definition)] == [
        "2017..2024", "all", "theirs",
    ]  # fmt: skip
    assert str(scope.as_of) == "2025-01-01"
    assert (police.is_illustrative, police.delimiter, police.header) == (False, None, None)
    assert (imagery.is_illustrative, imagery.delimiter, imagery.encoding) == (True, "\t", "latin-1")
    assert imagery.key == ("year", "kind")
    assert imagery.header == ("year", "kind", "n")
    assert imagery.totals == (("kind", "Total"),)
    assert imagery.empty is EmptyCell.UNKNOWN
    assert imagery.markers == (
        (":", Marker(EmptyCell.NOT_APPLICABLE)),
        ("x", Marker(Interval(Fraction(1), Fraction(4)))),
    )


def test_columns() -> None:
    number, kind = load(FULL).tables[1].columns
    assert (number.name, number.header, number.unit) == ("n", "Number of", "reports")
    assert (number.scale, number.rounded) == (Fraction(1000), Fraction(1, 2))
    assert (number.kind, number.type) == (ColumnKind.STOCK, ColumnType.NUMBER)
    assert (number.over, number.empty) == ("year", EmptyCell.ZERO)
    assert (number.domain, number.map) == (("1", "2"), (("a", "b"),))
    assert number.markers == (("y", Marker(EmptyCell.NONE)),)
    assert (kind.name, kind.header, kind.scale, kind.kind) == ("kind", "kind", None, None)


def test_quantities() -> None:
    reports, relevant, _, tags = load(FULL).quantities
    assert reports.measure_text == "sum(police.reports)"
    assert reports.measure is not None
    assert (reports.description, reports.unit) == ("reports in a year", "reports")
    assert not reports.is_amount
    assert (relevant.is_amount, relevant.is_nonnegative) == (True, True)
    assert str(relevant.part_of) == "reports"
    assert relevant.measure is None
    assert tags.missing == "no table gives it"


def test_statements() -> None:
    (statement,) = load(FULL).statements
    figure = statement.figure
    assert statement.measure_text == "relevant / reports"
    assert (str(figure.text), figure.lang) == ("at least 63 percent", "de")
    assert [str(each) for each in (figure.reads, figure.to, figure.unit)] == [
        "exact", "1", "points",
    ]  # fmt: skip
    assert (statement.source, statement.quote) == ("paper-1", "At least 63 percent.")
    assert str(statement.scope.period) == "2020"


def test_assumptions() -> None:
    bridge, sums, apart, same = load(FULL).assumptions
    assert isinstance(bridge.relation, PartOf)
    assert (bridge.is_one_for_one, bridge.because) == (True, "they say so")
    assert bridge.text == "forwarded part of relevant"
    assert isinstance(sums.relation, Comparison)
    assert isinstance(apart.relation, Apart)
    assert apart.text == "apart: relevant, forwarded"
    assert isinstance(same.relation, SameAs)
    assert (same.relation.aspect, same.text) == ("period", "same period: police, says-63, one")
    assert [str(each) for each in same.relation.of] == ["police", "says-63", "one"]


def test_conditions() -> None:
    old, passed = load(FULL).conditions
    assert [label for label, _ in old.definitions] == [None]
    assert [label for label, _ in passed.definitions] == ["strict", "dubious too"]


def test_a_claim_with_readings() -> None:
    claim = load(FULL).claims[0]
    assert (claim.form, claim.title, claim.speaker) == ("figure", "The first", "somebody")
    assert (claim.source, claim.note, claim.expect) == ("paper-1", "a note", Verdict.NOT_CHECKABLE)
    assert claim.quote is not None
    assert claim.quote.value == "Around nine thousand: 9,000."
    assert (claim.quote.span.line, claim.quote.span.column) == (84, 13)
    first, second = claim.readings
    assert (first.name, str(first.date), str(first.scope.period)) == ("2018", "2022-05-01", "2018")
    assert [str(each) for each in first.under] == ["bridge", "sums"]
    assert first.using is not None
    assert [str(each) for each in first.using] == ["each source"]
    assert isinstance(first.form, FigureForm)
    assert (str(first.form.figure.text), first.form.figure.lang) == ("around 9,000", "en")
    assert first.form.measure_text == "reports[year = 2018, old]"
    assert (second.name, str(second.date), str(second.scope.period)) == ("by name", "2023", "2019")
    assert [str(each) for each in second.under] == ["apart"]
    assert second.using is not None
    assert [str(each) for each in second.using] == ["police", "says-63", "office"]
    assert isinstance(second.form, FigureForm)
    assert (str(second.form.figure.text), second.form.figure.lang) == ("5", "fr")
    assert (first.note, second.note) == (None, "why")


def test_the_other_forms() -> None:
    _, two, three, four = load(FULL).claims
    (reading,) = two.readings
    assert (reading.name, reading.span) == (None, two.span)
    assert isinstance(reading.form, HoldsForm)
    assert reading.form.text == "forwarded < reports"
    assert (three.form, three.readings) == ("parts", ())
    assert (four.form, four.readings, four.not_checkable) == ("none", (), "no number")


def test_parts_inherit_from_their_claim() -> None:
    first, second = load(FULL).claims[2].parts
    assert (first.source, second.source) == ("office", "paper-1")
    assert [reading.under for reading in first.readings] == [()]
    assert [[str(each) for each in reading.under] for reading in second.readings] == [["bridge"]]
    form = first.readings[0].form
    assert isinstance(form, FigureForm)
    assert form.figure.lang == "fr"


def test_a_figure_is_read_in_the_language_of_the_reading_that_inherits_it() -> None:
    reading = "{measure: count(t), lang: fr}"
    text = f"{HEAD}{TABLE}claims:\n  c: {{figure: 5, readings: {{a: {reading}}}}}"
    form = load(text).claims[0].readings[0].form
    assert isinstance(form, FigureForm)
    assert form.figure.lang == "fr"


def test_places_in_texts_of_several_lines() -> None:
    measure = ">-\n\n      count(t)\n        / count(\n      u)\n"
    text = f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    measure: {measure}"
    (problem,) = problems_of(text.replace("u)", "x)"))
    assert problem.span == Span("claims.yml", 11, 7, 11, 8)
    assert problem.excerpt == "      x)"
    claim = load(text.replace("t: {file: t.csv}", "t: {file: t.csv}\n  u: {file: u.csv}")).claims[0]
    form = claim.readings[0].form
    assert isinstance(form, FigureForm)
    assert (form.measure.span.line, form.measure.span.column) == (10, 7)
    syntax = text.replace("\n      u)", " (\n      u")
    (problem,) = problems_of(syntax)
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (10, 18)


@pytest.mark.parametrize("style", ["count(t)\n      + nothing", "'count(t)\n      + nothing'"])
def test_places_in_plain_and_quoted_texts_of_several_lines(style: str) -> None:
    text = f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    measure: {style}\n"
    (problem,) = problems_of(text)
    assert problem.span == Span("claims.yml", 8, 9, 8, 16)


def test_places_of_tests_and_after_escapes_in_texts_of_several_lines() -> None:
    text = (
        f"{HEAD}{TABLE}conditions: {{old: a = 1}}\nclaims:\n  c:\n    figure: 5\n"
        "    measure: 'count(t[a = ''x'',\n      odl])'\n"
    )
    (problem,) = problems_of(text)
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (9, 7)


def test_a_text_of_a_block_loses_its_line_end() -> None:
    texts = "measure: |\n      count(t)\n    figure: >\n      5\n    quote: |\n      a\n      b\n"
    claim = load(f"{HEAD}{TABLE}claims:\n  c:\n    {texts}").claims[0]
    form = claim.readings[0].form
    assert isinstance(form, FigureForm)
    assert (form.measure_text, form.figure.text.value) == ("count(t)", "5")
    assert claim.quote is not None
    assert claim.quote.value == "a\nb"


def test_names_are_found_in_normal_form() -> None:
    table = "evidence:\n  cafe\u0301: {file: t.csv}\n"
    text = f"{HEAD}{table}claims:\n  c: {{measure: count(café), figure: 5}}\n"
    assert load(text).tables[0].name == "café"
    text = f"{SMALLEST}sources:\n  café: {{title: a}}\n".replace("5}", "5, source: cafe\u0301}")
    assert load(text).claims[0].source == "café"


def test_problems_with_records_left_out() -> None:
    with pytest.raises(ProblemsError, match="there is no"):
        load_spec((HEAD + CLAIM).encode(), file="f")


@pytest.mark.parametrize(
    ("text", "message"),
    [("2..1", "begins above its end"), ("1,00..2", "not both numbers"), ("1..x", "not both")],
)
def test_markers_that_no_pattern_refuses(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_marker(text)
