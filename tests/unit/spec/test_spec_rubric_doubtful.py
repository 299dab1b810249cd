"""Tests that can be read in two ways are refused, with what to write for each."""

from __future__ import annotations

import pytest
from rubric_helpers import problems_of

from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import Numbers
from factcheck.spec import load_rubric, load_scale

RUBRIC = """\
rubric: r
inputs:
  n: {{type: number}}
  d: {{type: date}}
  t: {{type: category}}
classes: [a, b]
rules:
  - when:
      {test}
    then: a
  - otherwise: b
"""


def told(test: str) -> tuple[str, str | None]:
    (problem,) = problems_of(RUBRIC.format(test=test))
    return problem.message, problem.hint


def kept(test: str) -> object:
    (rule,) = load_rubric(RUBRIC.format(test=test).encode(), file="r.yml").rules
    return rule.tests[0].allowed if rule.tests else None


@pytest.mark.parametrize(
    ("test", "numeral", "hint"),
    [
        ("n: 0,5", "0,5", "write 0.5 for the number, '0, 5' for a list"),
        ("n: 1,50", "1,50", "write 1.50 for the number, '1, 50' for a list"),
        ('n: "< 1,5"', "1,5", "write 1.5 for the number, '1, 5' for a list"),
        ('n: "not(1,5)"', "1,5", "write 1.5 for the number, '1, 5' for a list"),
        ('n: "[0..1,5]"', "1,5", "write 1.5 for the number, '1, 5' for a list"),
        ("n: 1,234 or 0,5", "0,5", "write 0.5 for the number, '0, 5' for a list"),
        (
            "n: 1,2,3",
            "1,2,3",
            "write '1, 2, 3' for a list; numbers have a point before their decimals",
        ),
        (
            "n: 1.500,5",
            "1.500,5",
            "write '1.500, 5' for a list; numbers have a point before their decimals",
        ),
        (
            'n: "< 1,000, > 5"',
            "1,000",
            "write 1000: beside signs of S-FEEL a comma divides a list",
        ),
        (
            f"n: 1{',111' * 40}",
            None,
            None,
        ),
    ],
)
def test_a_comma_between_digits(test: str, numeral: str | None, hint: str | None) -> None:
    message, found = told(test)
    assert "may be decimal, or divide a list" in message
    if numeral is not None:
        assert (message, found) == (
            f"the comma in '{numeral}' may be decimal, or divide a list",
            hint,
        )


def test_the_comma_is_shown_where_it_stands() -> None:
    (problem,) = problems_of(RUBRIC.format(test='n: "< 1,5"'))
    assert problem.span is not None
    assert (problem.span.column, problem.span.end_column) == (13, 16)


@pytest.mark.parametrize("test", ["n: under 1,234", "n: 1,234,567", 'n: "1, 5"', 'n: "[1..5], 7"'])
def test_commas_that_are_clear(test: str) -> None:
    assert isinstance(kept(test), Numbers)


def test_a_very_long_number_takes_no_time() -> None:
    message, _ = told(f'n: "[1, {"1" * 19_000}"')
    assert message


@pytest.mark.parametrize(
    ("test", "hint"),
    [
        ("n: 0...5", "write two dots: '0..5'"),
        ("n: 12...15 or 7", "write two dots: '12..15 or 7'"),
        ("n: 12…15", "write two dots: '12..15'"),
        ("n: 12....15", "write two dots: '12..15'"),
        ('n: "[0...5]"', "write '[0..5]'"),
        ("d: 2019...2020", "write two dots: '2019..2020'"),
    ],
)
def test_three_dots(test: str, hint: str) -> None:
    assert told(test)[1] == hint


@pytest.mark.parametrize(
    ("test", "hint"),
    [
        (
            "n: not less than 12 or more than 65",
            "write 'not (less than 12 or more than 65)', or a list of both",
        ),
        ("n: not more than 5 or 12", "write 'not (more than 5 or 12)', or a list of both"),
        (
            "d: not before 2019-03 or after 2020",
            "write 'not (before 2019-03 or after 2020)', or a list of both",
        ),
        (
            "d: Not after 2019 or before 2010",
            "write 'not (after 2019 or before 2010)', or a list of both",
        ),
        ("n: not under 12 or over 65", "write 'not (under 12 or over 65)'"),
    ],
)
def test_whether_not_is_of_both(test: str, hint: str) -> None:
    message, found = told(test)
    assert message.endswith("can be read in two ways")
    assert found == hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("n: not less than 12", "n: 12 or more"),
        ("n: [not less than 12, under 5]", "n: 12 or more or under 5"),
        ("d: not before 2019-03", "d: from 2019-03"),
        ("d: not after 2019-03", "d: until 2019-03"),
        ("n: not (less than 12 or more than 65)", "n: 12..65"),
    ],
)
def test_not_that_is_clear(one: str, other: str) -> None:
    assert kept(one) == kept(other)


@pytest.mark.parametrize("test", ["t: [any]", "t: [b, any]", "t: any or b", "t: not any"])
def test_any_is_none_of_several_texts(test: str) -> None:
    assert told(test) == (
        "'any' holds for every text, and is none of several",
        "write '\"any\"' for the text of that name, with both kinds of quotes",
    )


def test_texts_with_the_names_of_what_always_holds() -> None:
    text = RUBRIC.format(test='t: \'"any", "-"\'').replace(
        "- otherwise", "- {when: {t: any, n: 1}, then: b}\n  - otherwise"
    )
    first, second = load_rubric(text.encode(), file="r.yml").rules
    assert getattr(first.tests[0].allowed, "values", ()) == ("any", "-")
    assert [test.input for test in second.tests] == ["n"]
    assert kept('t: "-"') is None


def test_an_item_that_is_not_listed_hints_at_what_is() -> None:
    closed = RUBRIC.replace("{{type: category}}", "{{values: [any, other]}}")
    assert load_rubric(closed.format(test="t: [any]").encode(), file="r.yml").rules[0].tests
    (problem,) = problems_of(closed.format(test="t: [othr]"))
    assert problem.hint == "did you mean 'other'?"


def test_otherwise_without_a_class_is_told_once() -> None:
    text = RUBRIC.format(test="n: 1").replace("otherwise: b", "otherwise:")
    assert [each.message for each in problems_of(text)] == ["'otherwise' has no value"]


def test_otherwise_is_no_rule_of_the_limit() -> None:
    rules = "".join(f"  - {{when: {{n: {number}}}, then: a}}\n" for number in range(2_000))
    head, _, _ = RUBRIC.format(test="n: 1").partition("  - when")
    found = load_rubric(f"{head}{rules}  - otherwise: b\n".encode(), file="r.yml")
    assert len(found.rules) == 2_000
    (problem,) = problems_of(f"{head}{rules}  - {{when: {{n: -1}}, then: a}}\n  - otherwise: b\n")
    assert problem.message == "the rubric has 2,001 rules; the limit is 2,000"


def test_a_claim_file_is_told_as_what_it_is() -> None:
    (problem,) = problems_of("factcheck: 1\nscale: s.yml\nclaims: {a: {measure: 1, figure: 1}}\n")
    assert problem.message == "this is a claim file, and no rubric"
    assert problem.hint == "`factcheck run` reads it; a rubric begins with 'rubric: NAME'"


@pytest.mark.parametrize("given", ["1,5", "-1,5", "1,234"])
def test_a_comma_in_what_a_rule_gives(given: str) -> None:
    head, _, _ = RUBRIC.format(test="n: 1").partition("classes")
    text = (
        f"{head}outputs:\n  rate: {{}}\nrules:\n  - when: {{n: 1}}\n    then:\n      rate: GIVEN\n"
    )
    (problem,) = problems_of(text.replace("GIVEN", given))
    assert problem.message == f"'{given}' is no number here, and a text without quotes"
    assert problems_of(text.replace("GIVEN", f"'{given}'")) == ()
    assert problems_of(text.replace("GIVEN", "a,b 1")) == ()


def test_a_rule_that_says_any_of_all_it_tests_needs_a_policy() -> None:
    text = RUBRIC.format(test="n: 1").replace("- otherwise: b", "- {when: {d: any}, then: b}")
    (problem,) = problems_of(text)
    assert problem.message == "rule 2 tests nothing"
    assert problem.hint is not None
    assert problem.hint.endswith("or say which rule decides: 'hit_policy: first'")
    assert problems_of(text.replace("inputs:", "hit_policy: first\ninputs:")) == ()


def test_a_claim_file_is_no_scale_either() -> None:
    with pytest.raises(ProblemsError) as caught:
        load_scale(b"factcheck: 1\nscale: s.yml\n", file="c.yml", findings=())
    assert [each.message for each in caught.value.problems] == [
        "this is a claim file, and no scale"
    ]


def test_a_comma_in_a_text_is_none_of_numbers() -> None:
    message, _ = told("n: '\"1,5\"'")
    assert message == "'\"1,5\"' is a text; the input is a number"
