"""DMN models as files: several tables, other models, encodings, places, and hostile ones."""

from __future__ import annotations

from contextlib import suppress

import pytest
from dmn_texts import (
    a_decision,
    a_model,
    a_rule,
    a_table,
    an_input,
    an_output,
    one_table,
)
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import (
    CategoryDomain,
    Rubric,
)
from factcheck.rubric.dmn import choose, read_dmn
from factcheck.rubric.dmn.document import read_document

AGE = an_input("age", "number")
CLASS = an_output()
RULES = (a_rule(["< 18"], ['"minor"']), a_rule([">= 18"], ['"adult"']))


def read(data: bytes, name: str | None = None) -> Rubric:
    return choose(read_dmn(data, "m.dmn"), "m.dmn", name)


def refused(data: bytes, code: str) -> str:
    """Return what is said of the first fault, with the place that it has."""
    with pytest.raises(ProblemsError) as caught:
        read(data)
    problem = caught.value.problems[0]
    assert problem.code.code == code
    return f"{problem.message} | {problem.hint}"


def test_tables_of_other_models_types() -> None:
    other = a_model(
        '<itemDefinition name="tBase"><typeRef>string</typeRef><allowedValues>'
        '<text>"a", "b"</text></allowedValues></itemDefinition>',
        '<itemDefinition name="tKind"><typeRef>tBase</typeRef></itemDefinition>',
    ).replace(b'namespace="n"', b'namespace="other"')
    table = a_table([an_input("x", "types.tKind"), CLASS], [a_rule(['"a"'], ['"c"'])])
    imports = '<import name="types" namespace="other" importType="t"/>'
    model = a_model(imports, a_decision("D", table))
    (found,) = read_dmn(model, "m.dmn", [(other, "other.dmn")])
    assert found.rubric is not None
    assert found.rubric.inputs[0].domain == CategoryDomain(("a", "b"))
    assert "belongs to another model" in refused(model, "FC336")
    broken = other.replace(b'"a", "b"', b'"a", b')
    (found,) = read_dmn(model, "m.dmn", [(broken, "other.dmn")])
    assert found.problems[0].span is not None
    assert found.problems[0].span.file == "other.dmn"


def test_several_tables() -> None:
    table = a_table([AGE, CLASS], RULES)
    wrong = a_table([an_input("age", "time"), CLASS], RULES)
    nested = (
        '<context><contextEntry><variable name="part" typeRef="string"/>'
        + table
        + "</contextEntry>"
        "<contextEntry><literalExpression><text>part</text></literalExpression></contextEntry>"
        "</context>"
    )
    logic = f"<encapsulatedLogic>{table}{table}</encapsulatedLogic>"
    model = a_model(
        a_decision("D", nested),
        f'<businessKnowledgeModel name="K" id="k">{logic}</businessKnowledgeModel>',
        a_decision("W", wrong),
        a_decision("L", "<literalExpression><text>1</text></literalExpression>"),
    )
    tables = read_dmn(model, "m.dmn")
    assert [table.name for table in tables] == ["D: part", "K", "K (2)", "W"]
    assert [table.rubric is None for table in tables] == [False, False, False, True]
    assert choose(tables, "m.dmn", "K (2)").name == "K (2)"
    said = refused(model, "FC333")
    assert said == (
        "'m.dmn' has 4 decision tables | say which by --decision NAME: 'D: part', 'K', 'K (2)', 'W'"
    )
    with pytest.raises(ProblemsError, match="no decision table 'Ka'"):
        choose(tables, "m.dmn", "Ka")
    with pytest.raises(ProblemsError, match="'time' are not read"):
        choose(tables, "m.dmn", "W")
    assert "has no decision table" in refused(a_model(), "FC333")
    crowd = a_model("<decision name='D'>" + "<decisionTable/>" * 1_001 + "</decision>")
    assert "1,001 decision tables" in refused(crowd, "FC307")
    many = a_model(*(a_decision(f"D{place}", table) for place in range(52)))
    assert refused(many, "FC333").endswith("and 2 more")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no element found"),
        (b"<a><b></a>", "mismatched tag"),
        (b"<a xmlns='x'/>", "its root is 'a' with the namespace 'x'"),
        (b"<definitions/>", "its root is 'definitions' with no namespace"),
        (b"rubric: a", "syntax error"),
        (b'<?xml version="1.0" encoding="martian"?><a/>', "encoding"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "declares a document type"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type"),
        (b"<a>&b;</a>", "undefined entity"),
        (b"<a>" * 201 + b"</a>" * 201, "more than 200 levels"),
        (b"<a>" + b"<b/>" * 500_000 + b"</a>", "more than 500,000 elements"),
        (b" " * 2**24, "larger than 16 MiB"),
    ],
)
def test_files_that_are_not_read(data: bytes, said: str) -> None:
    assert said in refused(data, "FC332")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    model = a_model(a_decision("Größe", a_table([AGE, CLASS], RULES))).decode()
    words = f'<?xml version="1.0" encoding="{encoding}"?>{model}'
    assert read(words.encode(encoding)).name == "Größe"


def test_places_count_characters_after_references_and_on_later_lines() -> None:
    model = one_table([AGE, CLASS], [a_rule(["< ä, > b"], ['"a"'])])
    with pytest.raises(ProblemsError) as caught:
        read(model)
    (problem,) = caught.value.problems
    assert problem.span is not None
    assert problem.excerpt is not None
    column = problem.span.column
    assert problem.excerpt[column - 1] == "ä"
    model = one_table([AGE, CLASS], [a_rule(["\n  1,\n  b"], ['"a"'])])
    with pytest.raises(ProblemsError) as caught:
        read(model)
    (problem,) = caught.value.problems
    assert problem.span is not None
    assert (problem.span.line, problem.span.column, problem.excerpt) == (
        5,
        3,
        '  b</text></inputEntry><outputEntry><text>"a"</text></outputEntry></rule></decisionTable>',
    )


def test_a_place_of_an_element_without_text_is_its_own() -> None:
    root = read_document(b"<a>\n <b/></a>", "m.xml").root
    assert root.children[0].place(0) == (2, 2)
    span = root.span_in(0, 5)
    assert (span.line, span.column) == (1, 4)


PIECES = st.sampled_from(
    [
        *"()[]<>=-+.,?@%'\"\\ \n\u00a0",
        *("..", "not(", "null", "true", "date(", '"a"', '"2019-01-31"', "12", "1e9", "\\u12"),
        *("\\ud83d", "\\u0000", "a", "b c", "é", "\u200b"),
    ]
)
ENTRIES = st.lists(PIECES, max_size=6).map("".join)


@given(ENTRIES, ENTRIES, ENTRIES, ENTRIES, st.sampled_from(["number", "string", "date", "boolean"]))
def test_whatever_the_entries_say_they_are_read_or_refused_at_a_place(
    expression: str, values: str, test: str, result: str, kind: str
) -> None:
    clauses = [an_input(expression, kind, values), an_output(values=result)]
    (found,) = read_dmn(one_table(clauses, [a_rule([test], [result])]), "m.dmn")
    assert (found.rubric is None) == bool(found.problems)
    for problem in found.problems:
        assert problem.span is not None
        assert problem.excerpt is not None


@given(st.integers(0, 600), st.binary(max_size=3))
def test_spoilt_files_are_read_or_refused(place: int, spoilt: bytes) -> None:
    data = one_table([AGE, CLASS], RULES)
    with suppress(ProblemsError):
        read_dmn(data[:place] + spoilt + data[place + len(spoilt) :], "m.dmn")
