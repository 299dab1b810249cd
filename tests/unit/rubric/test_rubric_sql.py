"""Rubrics as one CASE: its text, by database, and what one CASE cannot say."""

from __future__ import annotations

import pytest
from dmn_texts import a_rule, an_input, an_output, one_table
from msgspec.structs import replace

from factcheck.model.rubric import HitPolicy, Rubric, class_outcomes
from factcheck.rubric import WordsError
from factcheck.rubric.dmn import choose, read_dmn
from factcheck.rubric.sql import DIALECTS, to_sql

AGE = an_input('the "age"', "number")
NUMBERS = an_input("n", "number")
DAY = an_input("d", "date")
WORD = an_input("w", "string", '"a", "it\'s", "b\\\\c"')
OPEN = an_input("o", "string")
TRUTH = an_input("t", "boolean")


def read(clauses: list[str], *rules: str, policy: str = "UNIQUE") -> Rubric:
    return choose(read_dmn(one_table(clauses, rules, policy), "m.dmn"), "m.dmn")


def condition(clause: str, test: str, dialect: str = "standard") -> str:
    """Return the condition of a rule with this one test."""
    rubric = read([clause, an_output()], a_rule([test], ["true"]))
    text = to_sql(rubric, DIALECTS[dialect])
    assert text.endswith(" THEN TRUE\n  ELSE NULL\nEND")
    return text.removeprefix("CASE\n  WHEN ").removesuffix(" THEN TRUE\n  ELSE NULL\nEND")


@pytest.mark.parametrize(
    ("clause", "test", "expected"),
    [
        (NUMBERS, "5", '"n" = 5'),
        (NUMBERS, "< 5", '"n" < 5'),
        (NUMBERS, "<= 5", '"n" <= 5'),
        (NUMBERS, "> 0.5", '"n" > 0.5'),
        (NUMBERS, "[1..5)", '"n" >= 1 AND "n" < 5'),
        (NUMBERS, "1, [3..5]", '("n" = 1 OR ("n" >= 3 AND "n" <= 5))'),
        (NUMBERS, "not(null)", '"n" IS NOT NULL'),
        (NUMBERS, "null", '"n" IS NULL'),
        (NUMBERS, "5, null", '("n" = 5 OR "n" IS NULL)'),
        (NUMBERS, "-", "1 = 1"),
        (DAY, '> date("2019-01-31")', """"d" > DATE '2019-01-31'"""),
        (WORD, '"it\'s"', "\"w\" = 'it''s'"),
        (WORD, '"a", "b\\\\c"', "\"w\" IN ('a', 'b\\c')"),
        (WORD, "not(null)", '"w" IS NOT NULL'),
        (WORD, "null", '"w" IS NULL'),
        (OPEN, '"a"', "\"o\" = 'a'"),
        (OPEN, 'not("a", "b", null)', "\"o\" NOT IN ('a', 'b')"),
        (OPEN, 'not("a")', '("o" <> \'a\' OR "o" IS NULL)'),
        (TRUTH, "true", '"t" = TRUE'),
        (TRUTH, "not(true)", '("t" = FALSE OR "t" IS NULL)'),
        (TRUTH, "true, false", '"t" IS NOT NULL'),
    ],
)
def test_tests(clause: str, test: str, expected: str) -> None:
    assert condition(clause, test) == expected


def test_databases_differ_in_quotes_and_days() -> None:
    assert condition(WORD, '"it\'s"', "spark") == "`w` = 'it\\'s'"
    assert condition(WORD, '"b\\\\c"', "mysql") == "`w` = 'b\\\\c'"
    assert condition(DAY, '@"2019-01-31"', "sqlite") == "\"d\" = '2019-01-31'"
    assert condition(DAY, '@"2019-01-31"', "postgres") == "\"d\" = DATE '2019-01-31'"


def test_names_are_quoted() -> None:
    rubric = read([NUMBERS, an_output()], a_rule(["5"], ["true"]))
    named = replace(rubric, inputs=(replace(rubric.inputs[0], column='the "n"'),))
    assert '"the ""n""" = 5' in to_sql(named)


def test_rules_that_ask_for_nothing_a_value_may_be() -> None:
    rubric = read([NUMBERS, an_output()], a_rule(["5"], ["true"]))
    (rule,) = rubric.rules
    (test,) = rule.tests
    assert not isinstance(test.allowed, tuple)
    empty = replace(test, allowed=type(test.allowed)(()))
    never = replace(rubric, rules=(replace(rule, tests=(empty,)),))
    assert "WHEN 1 = 0 THEN" in to_sql(never)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ('"it\'s"', "'it''s'"),
        ("1.50", "1.5"),
        ("false", "FALSE"),
        ("null", "NULL"),
        ('@"2019-01-31"', "DATE '2019-01-31'"),
    ],
)
def test_outcomes(result: str, expected: str) -> None:
    rubric = read([NUMBERS, an_output()], a_rule(["1"], [result]))
    assert f"THEN {expected}\n" in to_sql(rubric)


def test_importance_orders_the_rules_and_otherwise_stands_last() -> None:
    output = an_output(values='"high", "low"', default='"low"')
    rules = [a_rule(["> 1"], ['"low"']), a_rule(["> 5"], ['"high"'])]
    assert to_sql(read([NUMBERS, output], *rules, policy="PRIORITY")) == (
        "CASE\n  WHEN \"n\" > 5 THEN 'high'\n  WHEN \"n\" > 1 THEN 'low'\n  ELSE 'low'\nEND"
    )


@pytest.mark.parametrize(
    ("hit", "expected"),
    [
        (HitPolicy.MINIMUM, 'CASE\n  WHEN "n" > 1 THEN 2\n  WHEN "n" > 5 THEN 3\n  ELSE NULL\nEND'),
        (HitPolicy.MAXIMUM, 'CASE\n  WHEN "n" > 5 THEN 3\n  WHEN "n" > 1 THEN 2\n  ELSE NULL\nEND'),
        (
            HitPolicy.SUM,
            'CASE WHEN "n" > 1 THEN 2 ELSE 0 END\n+ CASE WHEN "n" > 5 THEN 3 ELSE 0 END',
        ),
        (
            HitPolicy.NUMBER,
            'CASE WHEN "n" > 1 THEN 1 ELSE 0 END\n+ CASE WHEN "n" > 5 THEN 1 ELSE 0 END',
        ),
    ],
)
def test_scores(hit: HitPolicy, expected: str) -> None:
    rules = [a_rule(["> 1"], ["2"]), a_rule(["> 5"], ["3"])]
    assert to_sql(replace(read([NUMBERS, an_output()], *rules), hit=hit)) == expected


def test_a_sum_with_something_otherwise_and_outcomes_given_twice() -> None:
    rules = [a_rule(["1"], ["2"]), a_rule(["2"], ["2"])]
    rubric = read([NUMBERS, an_output(default="9")], *rules)
    assert to_sql(replace(rubric, hit=HitPolicy.SUM)).startswith(
        'CASE\n  WHEN ("n" = 1 OR "n" = 2) THEN\n    CASE WHEN "n" = 1 THEN 2'
    )
    counted = to_sql(replace(rubric, hit=HitPolicy.NUMBER))
    assert 'CASE WHEN ("n" = 1 OR "n" = 2) THEN 1 ELSE 0 END\n  ELSE 9\nEND' in counted


@pytest.mark.parametrize(
    ("rubric", "said"),
    [
        (read([NUMBERS, an_output()], a_rule(["1"], ["2"]), policy="COLLECT"), "gives a list"),
        (
            read([NUMBERS, an_output("a"), an_output("b")], a_rule(["1"], ["2", "3"])),
            "the table has 2 outputs",
        ),
        (
            read([NUMBERS, an_output()], a_rule(["1"], ["2"]), a_rule(["2"], ["true"])),
            "values of different kinds: boolean and number",
        ),
        (
            replace(
                read([NUMBERS, an_output()], a_rule(["1"], ['"a"']), a_rule(["2"], ['"b"'])),
                hit=HitPolicy.SUM,
            ),
            "values of different kinds: number and text",
        ),
        (
            replace(
                read([NUMBERS, an_output(default='"a"')], a_rule(["1"], ['"a"'])),
                hit=HitPolicy.NUMBER,
            ),
            "values of different kinds: number and text",
        ),
    ],
)
def test_what_one_case_cannot_say(rubric: Rubric, said: str) -> None:
    with pytest.raises(WordsError, match=said) as caught:
        to_sql(rubric)
    assert caught.value.code.code == "FC339"


def test_what_is_left_open_and_shares() -> None:
    rubric = read([NUMBERS, an_output()], a_rule(["1"], ['"a"']), a_rule(["2"], ['"b"']))
    opened = replace(rubric.rules[0], outcomes=class_outcomes(["a", "b"]))
    with pytest.raises(WordsError, match="rule 1 leaves open what it gives"):
        to_sql(replace(rubric, rules=(opened,)))
    (of,) = rubric.inputs
    share = replace(of, domain=replace(of.domain, is_percent=True))
    with pytest.raises(WordsError, match="'n' is a share with a percent sign"):
        to_sql(replace(rubric, inputs=(share,)))
