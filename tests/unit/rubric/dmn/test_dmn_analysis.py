"""Tables of DMN that are read for an analysis alone: their expressions are kept as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dmn_texts import a_rule, an_input, an_output, one_table

from factcheck.model.problem import ProblemsError
from factcheck.rubric.analysis import Kind, Level, analyse
from factcheck.rubric.dmn import choose, read_dmn

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric
    from factcheck.rubric.analysis import Analysis

AGE = an_input("age", "number")
LISTED = an_output(values='"high", "low"')


def read(data: bytes, *, for_analysis: bool = True) -> Rubric:
    return choose(read_dmn(data, "m.dmn", for_analysis=for_analysis), "m.dmn")


def analysed(clauses: list[str], rules: list[tuple[str, str]], policy: str = "UNIQUE") -> Analysis:
    made = [a_rule([test], [result]) for test, result in rules]
    data = one_table([*clauses], made, policy)
    with pytest.raises(ProblemsError):
        read(data, for_analysis=False)
    return analyse(read(data))


def told(analysis: Analysis, *of: Kind) -> list[str]:
    return [each.message for each in analysis.of(*of)]


def test_gaps_are_found_where_outcomes_are_expressions() -> None:
    found = analysed([AGE, an_output()], [("> 0", "age * 2"), ("< 0", "age/2")])
    assert [dict(each.witness) for each in found.of(Kind.GAP)] == [{"age": "0"}]
    assert told(found, Kind.NOT_EVALUATED) == [
        (
            "rule 1 (line 3) and rule 2 (line 3): the outcome is an expression, which is not "
            "evaluated; it counts as different from every other one unless the text is the same"
        )
    ]
    assert found.of(Kind.NOT_EVALUATED)[0].level is Level.NOTE
    assert found.rubric.classes == ()


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("age * 2", "age*2", "give the same: age*2"),
        ("age * 2", "age * 3", "outcomes that are not known to be the same: age*2 and age*3"),
        ("age", '"age"', "outcomes that are not known to be the same: age and age"),
        ("", "null", "outcomes that are not known to be the same: (empty) and null"),
        ('"a  b"', '"a   b"', 'outcomes that are not known to be the same: "a b" and "a b"'),
        ("“a” ", " “a”", "give the same: “a”"),
        ("1, 2", "1,2", "give the same: 1, 2"),
        ("f(" + "1, " * 60 + "1)", "1", "1, 1,… and 1"),
    ],
)
def test_outcomes_are_the_same_where_their_texts_are(one: str, other: str, said: str) -> None:
    found = analysed([AGE, an_output()], [("> 0", one), ("< 9", other)])
    (message,) = told(found, Kind.OVERLAP)
    assert said in message


@pytest.mark.parametrize("policy", ["PRIORITY", "FIRST"])
def test_an_expression_may_be_the_most_important_outcome(policy: str) -> None:
    rules = [("> 5", '"high"'), ("> 3", "f(age)"), ("> 1", '"low"'), ("> 7", "g(age)")]
    found = analysed([AGE, LISTED], rules, policy)
    masked = [each.rules[0].number for each in found.of(Kind.MASKED, Kind.REDUNDANT)]
    assert masked == ([] if policy == "PRIORITY" else [4])


def test_outputs_that_are_not_among_their_values_are_warned_of() -> None:
    data = one_table([AGE, LISTED], [a_rule(["< 9"], ['"lowa"']), a_rule([">= 9"], ['"high"'])])
    (warning,) = read(data).warnings
    assert warning.message == "rule 1, output: 'lowa' is not among the output values"
    assert warning.hint == "did you mean 'low'?"
    many = [a_rule([f"{number}"], ['"lowa"']) for number in range(200)]
    warnings = read(one_table([AGE, LISTED], many)).warnings
    assert len(warnings) == 100
    assert warnings[-1].message.endswith("more of this kind may follow and are not listed")


def test_a_default_may_be_an_expression_and_output_values_no_list() -> None:
    output = an_output(values="[0..100]", default="0 + age")
    found = analysed([AGE, output], [("> 0", "1")])
    assert told(found, Kind.NOT_EVALUATED) == [
        "`otherwise`: the outcome is an expression, which is not evaluated"
    ]


def test_an_input_may_be_an_expression() -> None:
    clauses = [an_input("n / 2", "number"), an_output()]
    found = analysed(clauses, [("> 0", '"a"'), ("< 0", '"b"')])
    assert [dict(each.witness) for each in found.of(Kind.GAP)] == [{"n/2": "0"}]
    assert told(found, Kind.NOT_EVALUATED) == [
        (
            "the input 'n/2' is an expression, which is not evaluated; it is taken for a column of "
            "its own, whatever the other inputs are"
        )
    ]
    untyped = analysed([an_input("applicant.kind"), an_output()], [('"a"', '"p"'), ('"b"', '"q"')])
    assert untyped.of(Kind.OPEN_TEXT)


def test_a_test_outside_of_the_domain_is_a_finding() -> None:
    found = analysed(
        [an_input("age", "number", "[0..17]"), an_output()],
        [("< 18", '"a"'), ("> 20", '"b"'), ("< null", '"c"')],
    )
    assert [each.rules[0].number for each in found.of(Kind.NEVER_MATCHES)] == [2, 3]


def test_an_expression_that_is_too_long_is_refused() -> None:
    clauses = [an_input("+".join(["n"] * 501), "number"), an_output()]
    with pytest.raises(ProblemsError) as caught:
        read(one_table(clauses, [a_rule(["1"], ['"a"'])]))
    assert caught.value.problems[0].message == (
        "the expression of an input has 1,001 characters; the limit is 1,000"
    )
