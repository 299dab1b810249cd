"""What stands within a table and is not DMN's is refused at its place, never passed over."""

from __future__ import annotations

import pytest
from dmn_texts import a_decision, a_model, a_rule, a_table, an_input, an_output, one_table

from factcheck.rubric.dmn import read_dmn

AGE = an_input("age", "number")
RESULT = "<outputEntry><text>1</text></outputEntry>"
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a"/>'
FEELS = [
    "",
    "http://www.omg.org/spec/FEEL/20140401",
    "http://www.omg.org/spec/DMN/20180521/FEEL/",
    "https://www.omg.org/spec/DMN/20191111/FEEL/",
    "https://www.omg.org/spec/DMN/20211108/FEEL/",
    "https://www.omg.org/spec/DMN/20230324/FEEL/",
    "https://www.omg.org/spec/DMN/20240513/FEEL/",
    "feel",
]


def told(data: bytes, *, for_analysis: bool = False) -> list[str]:
    (table,) = read_dmn(data, "m.dmn", for_analysis=for_analysis)
    assert (table.rubric is None) == bool(table.problems)
    assert all(each.code.slug == "dmn-shape" for each in table.problems)
    return [each.message for each in table.problems]


def an_entry(body: str) -> bytes:
    return one_table([AGE, an_output()], [f"<rule>\n{body}{RESULT}</rule>"])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "<inputEntry><literalExpression><text>5</text></literalExpression></inputEntry>",
            "'inputEntry' has an element 'literalExpression', which is not read there",
        ),
        (
            "<inputEntry><txt>5</txt></inputEntry>",
            "'inputEntry' has an element 'txt', which is not read there",
        ),
        (
            "<inputEntry><text>5</text><text>6</text></inputEntry>",
            "'inputEntry' has a second element 'text'",
        ),
        ("<inputEntry><text>&lt;1<b/>5</text></inputEntry>", "the text '<15' holds an element 'b'"),
        (
            f"<inputEntry><text>5{INCLUDE}</text></inputEntry>",
            "the text '5' holds an element 'include'",
        ),
        (
            f"<inputEntry>{INCLUDE}<text>5</text></inputEntry>",
            (
                "'inputEntry' has an element 'include' of the namespace "
                "'http://www.w3.org/2001/XInclude'"
            ),
        ),
        (
            '<inputEntry><text xmlns="">5</text></inputEntry>',
            "'inputEntry' has an element 'text' of no namespace",
        ),
        ("<inputEntry>5</inputEntry>", "'5' stands in 'inputEntry', outside of its elements"),
        ("<inputEntry/>", "'inputEntry' has no element 'text'"),
    ],
)
def test_an_entry_with_anything_else_is_refused(body: str, message: str) -> None:
    for for_analysis in (False, True):
        assert message in told(an_entry(body), for_analysis=for_analysis)


def test_it_is_refused_where_it_stands() -> None:
    (table,) = read_dmn(an_entry("<inputEntry>\n  <txt>5</txt></inputEntry>"), "m.dmn")
    first = table.problems[0]
    assert first.span is not None
    assert (first.span.line, first.span.column) == (5, 3)
    assert first.hint == "did you mean 'text'?"


def test_elements_elsewhere_in_a_table_are_refused() -> None:
    entries = f"<inputEntry><text>1</text></inputEntry>{RESULT}"
    rule = f"<rule>{entries}</rule>"
    assert told(one_table([AGE, an_output()], [f"<rule>{entries}<otherEntry/></rule>"])) == [
        "'rule' has an element 'otherEntry', which is not read there"
    ]
    assert told(one_table([AGE, an_output()], [rule, "<row/>"])) == [
        "'decisionTable' has an element 'row', which is not read there"
    ]
    twice = AGE.replace(
        "</input>", "<inputValues><text>[0..9]</text></inputValues>" * 2 + "</input>"
    )
    assert told(one_table([twice, an_output()], [rule])) == [
        "'input' has a second element 'inputValues'"
    ]
    stray = an_output().replace("<output>", "<output>low")
    assert told(one_table([AGE, stray], [rule])) == [
        "'low' stands in 'output', outside of its elements"
    ]


def test_what_says_nothing_of_rows_is_passed_over() -> None:
    beside = (
        '<description>a <b xmlns="urn:b"/></description>'
        '<extensionElements><x xmlns="urn:x"><text>6</text></x></extensionElements>'
    )
    rule = (
        f"<rule>{beside}<inputEntry>{beside}<text>5</text></inputEntry>{RESULT}"
        "<annotationEntry/></rule>"
    )
    data = one_table([AGE, an_output(), '<annotation name="a"/>'], [rule])
    (table,) = read_dmn(data, "m.dmn")
    assert table.rubric is not None
    assert table.rubric.rules[0].tests[0].text.value == "5"


def test_an_empty_text_stands_for_any_value() -> None:
    (table,) = read_dmn(an_entry("<inputEntry><text/></inputEntry>"), "m.dmn")
    assert table.rubric is not None
    assert table.rubric.rules[0].tests == ()


def test_what_a_type_allows_is_looked_at_too() -> None:
    def typed(values: str) -> bytes:
        item = f'<itemDefinition name="tA"><typeRef>number</typeRef>{values}</itemDefinition>'
        table = a_table([an_input("age", "tA"), an_output()], [a_rule(["1"], ["1"])])
        return a_model(item, a_decision("D", table))

    assert told(typed("<allowedValues><text>[0..<b/>9]</text></allowedValues>")) == [
        "the text '[0..9]' holds an element 'b'"
    ]
    assert told(typed("<allowedValues/>")) == ["'allowedValues' has no element 'text'"]
    assert told(typed("<allowedValues><text>[0..9]</text></allowedValues>")) == []


def test_very_many_are_not_all_told() -> None:
    rules = ["<rule><a/><b/><c/></rule>"] * 60
    assert 100 <= len(told(one_table([AGE, an_output()], rules))) <= 103


@pytest.mark.parametrize("language", FEELS)
def test_every_name_of_feel_is_read(language: str) -> None:
    table = a_table([AGE, an_output()], [a_rule(["1"], ["1"])])
    said = f' expressionLanguage="{language}"'
    assert told(a_model(a_decision("D", table), more=said)) == []
    assert told(an_entry(f"<inputEntry{said}><text>5</text></inputEntry>")) == []


@pytest.mark.parametrize("language", ["groovy", "http://www.java.com", "urn:feel"])
def test_other_languages_are_refused(language: str) -> None:
    said = f' expressionLanguage="{language}"'
    table = a_table([AGE, an_output()], [a_rule(["1"], ["1"])])
    expected = f"the expression language of {{}} is '{language}'"
    assert told(a_model(a_decision("D", table), more=said)) == [expected.format("'definitions'")]
    for name in ("inputExpression", "inputEntry", "outputEntry"):
        other = a_model(a_decision("D", table.replace(f"<{name}", f"<{name}{said}")))
        assert told(other) == [expected.format(f"'{name}'")]


def test_a_language_of_its_own_counts_for_an_expression() -> None:
    table = a_table([AGE, an_output()], [a_rule(["1"], ["1"])])
    for name in ("inputExpression", "inputEntry", "outputEntry"):
        table = table.replace(f"<{name}", f'<{name} expressionLanguage="feel"')
    assert told(a_model(a_decision("D", table), more=' expressionLanguage="groovy"')) == []
