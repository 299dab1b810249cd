"""A claim file with accidental changes loads or is refused; it never breaks the program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.spec import Spec
from factcheck.spec import load_spec
from factcheck.spec.document.parse_document import parse_document
from factcheck.spec.structure.claim_models import FileModel
from factcheck.spec.structure.plain import plain

EXAMPLE = """\
factcheck: 1
title: Were just under ten percent relevant?
sources:
  office: {title: An office, published: 2022-05}
evidence:
  police:
    file: ../evidence/police.csv
    source: office
    key: year
    columns:
      kind: {from: Kind of case, markers: {'<5': suppressed 1..4}}
      rate: {compute: 'if(kind = a, n / 5, 0)', step: 2}
    skip: [1, -1]
    unpivot: {columns: 2017..2019, into: year, value: n}
    join: {table: other, on: {year: when}, unmatched: drop}
  other:
    files: {a: a.csv, b: b.csv}
    adds: label
    stack: {n: [x, y], side: headers}
quantities:
  reports: {measure: sum(police.reports), unit: reports}
  relevant:
    is: relevant reports
    part_of: reports
statements:
  says-63:
    measure: relevant[year = 2020] / reports[year = 2020]
    figure: {text: at least 63 percent, reads: exact}
assumptions:
  bridge:
    holds: relevant part of reports   # a comment
    because: >-
      Somebody said so,
      and it was: plausible.
conditions:
  old: year < 2000
claims:
  ten:
    quote: "Just under ten percent, they said."
    figure: just under ten percent
    readings:
      2018: share(reports[year = 2018], relevant)
      2020:
        measure: share(reports[year = 2020, old], relevant)
        under: [bridge]
    expect: undetermined
  first:
    measure: reports
    by: [year, kind]
    of: [[2018, a]]
    place: not in top 3
    where: [old, "kind = a"]
    readings:
      a: {}
      b: {except: "kind in (a, b)", as_of: [2018, 2019]}
  rising: {measure: reports, over: year, direction: flat, within: 5 percent}
  most: {holds: reports > relevant, by: year, in: at least 2, of: 8}
  sum: {parts: [reports, 5], total: 10%}
  set:
    for_each:
      rows:
        - {year: 2018, n: 9000}
        - {year: 2019, n: 8000}
    quote: In {year} there were {n}.
    measure: reports[year = $year] + $n
    figure: around $n
  of-table:
    for_each: {table: other, columns: [n, label]}
    measure: other.n[label = $label]
    figure: $n
  both:
    parts:
      a: {holds: relevant < reports}
      b: {not_checkable: no number}
"""
PIECES = st.sampled_from(
    [
        *":#'\"[]{},&*!|>%@`-?\t\n5",
        " ", "  ", ": ", " #", "- ", "null", "~", "{a: b}", "[1]", "<<: ", "---\n", "%YAML", "\r",
        "\u200b", "\u202e", "é", "\x00", "measure: x", "typo", "holds", "'''", '"a" b', "\n\n",
    ]
)  # fmt: skip


@st.composite
def changed_files(draw: st.DrawFn) -> str:
    """Return the example with one to four changes of characters or lines."""
    text = EXAMPLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        change = draw(st.sampled_from(["insert", "remove", "indent", "move"]))
        if change == "insert":
            text = text[:start] + draw(PIECES) + text[start:]
        elif change == "remove":
            text = text[:start] + text[start + draw(st.integers(1, 20)) :]
        else:
            text = _with_lines(draw, text, change)
    return text


def _with_lines(draw: st.DrawFn, text: str, change: str) -> str:
    lines = text.split("\n")
    place = draw(st.integers(0, len(lines) - 1))
    if change == "indent":
        lines[place] = " " * draw(st.integers(0, 8)) + lines[place].lstrip()
    else:
        lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
    return "\n".join(lines)


def outcome(text: str) -> Spec | tuple[Problem, ...]:
    """Return the records of a file, or its problems."""
    try:
        return load_spec(text.encode(), file="f")
    except ProblemsError as error:
        return error.problems


def assert_well_placed(problem: Problem, lines: list[str]) -> None:
    span = problem.span
    assert span is not None
    assert 1 <= span.line <= len(lines)
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1


def test_the_example_loads() -> None:
    assert isinstance(outcome(EXAMPLE), Spec)


@given(changed_files())
def test_a_changed_file_loads_or_is_refused_with_places(text: str) -> None:
    found = outcome(text)
    assert found == outcome(text)
    if isinstance(found, Spec):
        return
    assert found
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in found:
        assert_well_placed(problem, lines)


@given(changed_files())
def test_a_file_that_loads_is_one_that_the_models_accept(text: str) -> None:
    if not isinstance(outcome(text), Spec):
        return
    root = parse_document(text.encode(), "f").root
    assert root is not None
    assert FileModel.model_validate(plain(root)).factcheck == "1"


@given(st.binary(max_size=200))
def test_bytes_without_meaning_are_refused(data: bytes) -> None:
    with pytest.raises(ProblemsError) as raised:
        load_spec(data, file="f")
    assert raised.value.problems
