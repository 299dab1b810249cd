"""What a rubric adds beside classes, and inputs that are days, truth values or any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.model.cell import Missing, OneOf
from factcheck.model.spec import Verdict
from factcheck.quantity.cells.classify import shown_key
from factcheck.rubric.codes import SEVERAL_RULES, TOO_MANY, UNREADABLE_CELL

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.problem import Code
    from factcheck.model.result import Assessment

TABLE = """\
    evidence:
      t:
        file: t.csv
        rubric: r.yml
        empty: unknown
        columns:
          n: {unit: things}
    """


def fault(assessment: Assessment, code: Code) -> str:
    """Return what is said of a fault; it must have the code."""
    assert (assessment.verdict, assessment.reason) == (Verdict.NOT_CHECKABLE, "fault")
    assert assessment.explanation is not None
    assert assessment.explanation.startswith(code.code), assessment.explanation
    return assessment.explanation


# Rows that count

ROLES = """\
    rubric: acts
    inputs:
      age: {type: number, integer: true, domain: 0..17}
      act: {values: [none, posing]}
    classes:
      meets: {role: counted}
      undetermined: {role: either}
      other: {role: not counted}
    rules:
      - {id: R1, when: {age: under 12, act: posing}, then: meets}
      - {id: R4, when: {age: 16..17, act: posing}, then: undetermined}
      - {otherwise: other}
    """
# Surely counted are 10, surely not 5; of the class that is either 5; of several classes 20 and 1.
ROWS = """\
    age,act,n
    3,posing,10
    17,posing,5
    17,none,5
    10–14,posing,20
    15–17,posing,1
    """


@pytest.fixture
def roles(files: Files) -> Files:
    files.table(ROWS)
    files.table(ROLES, "r.yml")
    return files


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count(t[counted = yes])", ("1", "4")),
        ("count(t[counted = no])", ("1", "4")),
        ("count(t[counted != yes])", ("1", "4")),
        ("count(t[counted known])", ("2", "2")),
        ("count(t[counted unknown])", ("3", "3")),
        ("count(t[counted = yes]) + count(t[counted = no])", ("5", "5")),
        ("sum(t.n[counted = yes])", ("10", "36")),
        ("count(t[class = meets, counted = no])", ("0", "0")),
        ("count(t[class = other, counted = yes])", ("0", "0")),
        ("count(t[class = undetermined, counted = yes])", ("0", "2")),
        ("count(t[class = undetermined])", ("1", "2")),
        ("count(t[counted = yes]) - count(t[class = meets])", ("0", "2")),
        ("distinct(t.counted)", ("2", "2")),
        ("mean(t.n[counted = yes])", ("16/3", "15")),
        ("count(t[counted = yes, age > 15])", ("0", "3")),
    ],
)
def test_rows_count_by_the_role_of_their_class(
    roles: Files, measure: str, expected: tuple[str, str]
) -> None:
    table = TABLE
    if "age >" in measure:
        table = TABLE + "      age: {type: number}\n"
        roles.table(ROWS.replace("10–14", "").replace("15–17", "16"))
    assert ends(roles.measure(measure, table=table)) == expected


def test_a_share_over_an_open_role_is_all_between_none_and_all_of_it(files: Files) -> None:
    files.table("age,act,n\n3,posing,10\n17,posing,5\n17,none,5\n")
    files.table(ROLES, "r.yml")
    assessment = files.measure("share(sum(t.n), counted = yes)", "60%", table=TABLE)
    assert ends(assessment) == ("1/2", "3/4")
    # Things are counted one by one, so that 12 of 20 may be.
    assert assessment.verdict is Verdict.UNDETERMINED
    assert assessment.decides == ("rows of t that the rubric may count or not: 1",)


def test_classes_are_told_first_where_both_are_open(roles: Files) -> None:
    measure = "count(t[counted = yes]) + count(t[class = meets])"
    assessment = roles.measure(measure, "3", table=TABLE)
    assert assessment.decides == ("rows of t whose class the rubric leaves open: 3",)


def test_groups_of_rows_that_count(roles: Files) -> None:
    claim_text = (
        "  c:\n    measure: count(t)\n    by: counted\n    figure: at least 1\n    in: all\n"
    )
    assert roles.one(TABLE, "claims:\n" + claim_text).verdict is Verdict.SUPPORTED


def test_another_value_than_yes_and_no_is_an_error(roles: Files) -> None:
    told = roles.measure("count(t[counted = true])", table=TABLE).explanation or ""
    assert "'true' never occurs in column 'counted'" in told
    assert "'no'" in told


# Scores

SCORES = """\
    rubric: points
    hit_policy: collect +
    inputs:
      age: {type: number, integer: true, domain: 0..17}
      act: {values: [none, posing]}
    rules:
      - {when: {age: under 12}, then: 2}
      - {when: {act: posing}, then: 1.5}
      - {when: {age: 16..17}, then: -1}
    """


@pytest.fixture
def scores(files: Files) -> Files:
    files.table(ROWS)
    files.table(SCORES, "r.yml")
    return files


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # 3.5; 0.5; -1; 1.5 or 3.5; 0.5 or 1.5
        ("count(t[score >= 3])", ("1", "2")),
        ("count(t[score < 1])", ("2", "3")),
        ("count(t[score = 3.5])", ("1", "2")),
        ("count(t[score in 0..2])", ("2", "3")),
        ("count(t[score in (-1, 0.5)])", ("2", "3")),
        ("count(t[score unknown])", ("2", "2")),
        ("sum(t.n[score >= 3])", ("10", "30")),
        ("distinct(t.score)", ("3", "4")),
        ("distinct(t.score[score > 1])", ("1", "2")),
    ],
)
def test_scores_are_compared_by_size(
    scores: Files, measure: str, expected: tuple[str, str]
) -> None:
    assert ends(scores.measure(measure, table=TABLE)) == expected


def test_an_open_score_would_decide(scores: Files) -> None:
    assessment = scores.measure("count(t[score >= 3])", "1", table=TABLE)
    assert assessment.decides == ("rows of t whose score the rubric leaves open: 1",)


@pytest.mark.parametrize(
    ("policy", "measure", "expected"),
    [
        # Of 2 and 1.5; 1.5 and -1; -1; 2 and 1.5, or 1.5; 1.5, or 1.5 and -1
        ("collect >", "count(t[score >= 1.5])", ("4", "4")),
        ("collect >", "count(t[score > 1.5])", ("1", "2")),
        ("collect <", "count(t[score < 0])", ("2", "3")),
        ("'collect #'", "count(t[score = 2])", ("2", "4")),
        ("'collect #'", "count(t[score = 1])", ("1", "3")),
    ],
)
def test_other_ways_to_make_a_score(
    scores: Files, policy: str, measure: str, expected: tuple[str, str]
) -> None:
    scores.table(SCORES.replace("collect +", policy), "r.yml")
    assert ends(scores.measure(measure, table=TABLE)) == expected


NOTHING = SCORES.replace("collect +", "collect >").replace("{act: posing}", "{age: 13..14}")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # 2; -1; -1; 2, nothing or 1.5; nothing
        ("count(t[score > -5])", ("3", "4")),
        ("count(t[not score > -5])", ("1", "2")),
        ("count(t[score = 1.5])", ("0", "1")),
        ("count(t[score known])", ("3", "3")),
        ("count(t[score unknown])", ("1", "1")),
        ("distinct(t.score)", ("2", "3")),
        ("count(t[score unknown]) + count(t[score > -5])", ("4", "5")),
    ],
)
def test_a_row_that_no_rule_matches_has_no_smallest_score(
    files: Files, measure: str, expected: tuple[str, str]
) -> None:
    files.table(ROWS.replace("15–17,posing,1", "15,posing,1"))
    files.table(NOTHING, "r.yml")
    assert ends(files.measure(measure, table=TABLE)) == expected


def test_a_number_is_compared_with_a_score_that_may_not_be_there(files: Files) -> None:
    files.table("age,act,n\n,none,1\n12,none,1\n")
    files.table(NOTHING, "r.yml")
    table = TABLE + "      age: {type: number}\n"
    # Only 0 and 1 are below their score, and 12 has none.
    assert ends(files.measure("count(t[age < t.score])", table=table)) == ("0", "1")
    assert ends(files.measure("count(t[age > 1, age < t.score])", table=table)) == ("0", "0")


def test_a_row_of_totals_has_no_score(files: Files) -> None:
    files.table("age,act,n\n3,none,5\nAll,none,5\n")
    files.table(SCORES, "r.yml")
    table = TABLE + "    totals: {age: All}\n"
    assert ends(files.measure("count(t[score >= 0])", table=table)) == ("1", "1")


def test_too_many_ways_to_score_a_row_are_not_tried(files: Files) -> None:
    names = [f"x{place}" for place in range(15)]
    files.table(",".join(names) + "\n" + "," * 14 + "\n")
    inputs = "".join(f"  {name}: {{type: number}}\n" for name in names)
    rules = "".join(
        f"  - {{when: {{{name}: over 0}}, then: {2**n}}}\n" for n, name in enumerate(names)
    )
    files.table(f"rubric: r\nhit_policy: collect +\ninputs:\n{inputs}rules:\n{rules}", "r.yml")
    assessment = files.measure(
        "count(t[score > 1])",
        table=TABLE.replace("          n: {unit: things}\n", "          x0: {type: number}\n"),
    )
    assert assessment.reason == "missing"
    assert TOO_MANY.code in (assessment.explanation or "")


def test_an_unknown_number_lies_in_the_domain_whatever_the_rubric_makes_of_it(
    files: Files,
) -> None:
    files.table("age,act,n\n,none,1\n3,none,1\n")
    table = TABLE + "      age: {type: number}\n"
    for policy in ("either", "no match"):
        files.table(SCORES.replace("inputs:", f"unknown: {policy}\n    inputs:"), "r.yml")
        assert ends(files.measure("count(t[age > 17, score < 9])", table=table)) == ("0", "0")


# Days

DAYS = """\
    rubric: seasons
    inputs:
      seen: {type: date, domain: 2019-01-01..2020-12-31, means: {soon: from 2020-06-01}}
    classes: [early, late]
    rules:
      - {when: {seen: before 2019-06-15}, then: early}
      - {otherwise: late}
    """


@pytest.mark.parametrize(
    "kind", ["", "          seen: {type: date}\n", "          seen: {type: text}\n"]
)
def test_months_and_years_are_all_of_their_days(files: Files, kind: str) -> None:
    files.table(DAYS, "r.yml")
    table = TABLE + kind.removeprefix("    ")
    for cell, expected in (
        ("2019-06-14", ("1", "1")),
        ("2019-06-15", ("0", "0")),
        ("2019-06", ("0", "1")),
        ("2019-05", ("1", "1")),
        ("2019", ("0", "1")),
        ("2020", ("0", "0")),
        ("", ("0", "1")),
    ):
        files.table(f"seen,n\n{cell},1\n2020-01-01,1\n")
        assert ends(files.measure("count(t[class = early])", table=table)) == expected, cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("before 2019-03-01", "1"), ("soon", "0"), ("2019-07 to 2019-08", "0")],
)
def test_days_may_stand_in_words(files: Files, cell: str, expected: str) -> None:
    files.table(DAYS, "r.yml")
    files.table(f"seen,n\n{cell},1\n")
    assert ends(files.measure("count(t[class = early])", table=TABLE)) == (expected, expected)


def test_years_may_be_numbers(files: Files) -> None:
    files.table(DAYS.replace("2019-06-15", "2020"), "r.yml")
    files.table("seen,n\n2019,1\n2020,1\n,1\n")
    table = TABLE + "      seen: {type: number}\n"
    assert ends(files.measure("count(t[class = early])", table=table)) == ("1", "2")
    assert ends(files.measure("count(t[class = early, seen > 2019])", table=table)) == ("0", "0")
    assert ends(files.measure("count(t[class = late, seen > 2019])", table=table)) == ("1", "2")


@pytest.mark.parametrize("kind", ["date", "text"])
def test_an_unknown_day_has_one_class_on_either_side(files: Files, kind: str) -> None:
    files.table(DAYS, "r.yml")
    files.table("seen,n\n,1\n2019-01-01,1\n2020-12-31,1\n")
    table = TABLE + f"      seen: {{type: {kind}}}\n"
    assert ends(files.measure("count(t[class = early])", table=table)) == ("1", "2")
    same = "count(t[class = early, seen = 2020-12-31])"
    assert ends(files.measure(same, table=table)) == ("0", "0")
    if kind == "date":
        far = "count(t[class = early, seen < 2019-12-01])"
        assert ends(files.measure(far, table=table)) == ("1", "2")
        late = "count(t[class = late, seen < 2019-06-15])"
        assert ends(files.measure(late, table=table)) == ("0", "0")
        between = "count(t[class = late, seen < 2019-06-16])"
        assert ends(files.measure(between, table=table)) == ("0", "1")
        outside = "count(t[seen > 2021-01-01])"
        assert ends(files.measure(outside, table=table)) == ("0", "1")
        assert ends(files.measure(outside[:-2] + ", class = late])", table=table)) == ("0", "0")


@pytest.mark.parametrize(
    ("cell", "kind", "told"),
    [
        ("2021-01-01", "date", "'2021-01-01' lies outside of what the rubric allows, the days of"),
        ("5 May", "text", "'5 May' is no date and no range of dates"),
        ("2019-02-30", "text", "the calendar has no '2019-02-30'"),
        ("17", "number", "'17' is no date and no range of dates"),
        ("<5", "number, markers: {'<5': 1..4}", "its cells are ranges of numbers"),
    ],
)
def test_what_is_no_day_is_told(files: Files, cell: str, kind: str, told: str) -> None:
    files.table(DAYS, "r.yml")
    files.table(f"seen,n\n{cell},1\n")
    table = TABLE + f"      seen: {{type: {kind}}}\n"
    assert told in fault(files.measure("count(t[class = late])", table=table), UNREADABLE_CELL)


# True and false

SURE = """\
    rubric: sure
    inputs:
      sure: {type: boolean, means: {ja: true, perhaps: true or false}}
    classes: [a, b]
    rules:
      - {when: {sure: true}, then: a}
      - {when: {sure: false}, then: b}
    """


def test_truth_values_are_read_in_letters_of_either_case(files: Files) -> None:
    files.table(SURE, "r.yml")
    files.table("sure,n\ntrue,1\nTRUE,1\nFalse,1\nja,1\nperhaps,1\n,1\n")
    assert ends(files.measure("count(t[class = a])", table=TABLE)) == ("3", "5")
    assert ends(files.measure("count(t[class = b])", table=TABLE)) == ("1", "3")


def test_an_unknown_truth_value_is_written_as_the_others_are(files: Files) -> None:
    files.table(SURE, "r.yml")
    files.table("sure,n\nTRUE,1\n,1\n")
    assert ends(files.measure("count(t[class = a, sure = TRUE])", table=TABLE)) == ("1", "2")
    assert ends(files.measure("count(t[class = b, sure = TRUE])", table=TABLE)) == ("0", "0")


@pytest.mark.parametrize("cell", ["yes", "1"])
def test_other_words_for_true_are_declared(files: Files, cell: str) -> None:
    files.table(SURE, "r.yml")
    files.table(f"sure,n\n{cell},1\n")
    told = fault(files.measure("count(t[class = a])", table=TABLE), UNREADABLE_CELL)
    assert f"'{cell}' is no value of the rubric" in told
    assert f"say what it stands for below the input 'sure': 'means: {{{cell}: true}}'" in told
    files.table(SURE.replace("ja: true", f"{cell}: true"), "r.yml")
    assert ends(files.measure("count(t[class = a])", table=TABLE)) == ("1", "1")


# Any text

ANY_TEXT = """\
    rubric: texts
    inputs:
      act: {type: category}
    classes: [a, b, c]
    rules:
      - {when: {act: posing}, then: a}
      - {when: {act: "1"}, then: b}
      - {otherwise: c}
    """


def test_any_other_text_is_something_else(files: Files) -> None:
    files.table(ANY_TEXT, "r.yml")
    files.table("act,n\nposing,1\nsomething,1\n,1\n")
    assert ends(files.measure("count(t[class = a])", table=TABLE)) == ("1", "2")
    assert ends(files.measure("count(t[class = c])", table=TABLE)) == ("1", "2")
    assert ends(files.measure("count(t[class = c, act = posing])", table=TABLE)) == ("0", "0")
    assert ends(files.measure("count(t[class = c, act != posing])", table=TABLE)) == ("1", "2")


def test_a_number_may_be_one_of_the_texts_or_another(files: Files) -> None:
    files.table(ANY_TEXT, "r.yml")
    files.table("act,n\n1,1\n1.0,1\n2,1\n<3,1\n,1\n")
    table = TABLE + "      act: {type: number, markers: {'<3': 1..2}}\n"
    assert ends(files.measure("count(t[class = b])", table=table)) == ("2", "4")
    assert ends(files.measure("count(t[class = c])", table=table)) == ("1", "3")
    assert ends(files.measure("count(t[class = c, act = 1])", table=table)) == ("0", "0")


def test_a_gap_of_other_texts_is_told_in_words(files: Files) -> None:
    files.table(ANY_TEXT.replace("      - {otherwise: c}\n", ""), "r.yml")
    files.table("act,n\nsomething,1\n")
    told = files.measure("count(t[class = a])", table=TABLE).explanation or ""
    assert "act = something (add a rule" in told
    files.table("act,n\n,1\n")
    told = files.measure("count(t[class = a])", table=TABLE).explanation or ""
    assert "act = unknown, where act is any other text" in told


# Rules that ask for no value

CLASH = """\
    rubric: clash
    hit_policy: any
    inputs:
      act: {values: [x, y]}
    classes: [a, b]
    rules:
      - {id: R1, when: {act: "null"}, then: a}
      - {id: R2, when: {act: "null"}, then: b}
      - {otherwise: b}
    """


def test_rules_that_must_agree_are_named_where_they_do_not(files: Files) -> None:
    files.table(CLASH, "r.yml")
    files.table("act,n\nx,1\n,1\n")
    table = TABLE.replace("empty: unknown", "empty: none")
    told = fault(files.measure("count(t[class = a])", table=table), SEVERAL_RULES)
    assert "rules R1 (line 7) and R2 (line 8) of r.yml give different classes to a row" in told
    assert "'priority' if the order of the classes is" in told


@pytest.mark.parametrize(
    ("values", "shown"),
    [(("a", "b"), "a or b"), ((Missing.NONE, "0.5"), "none or 0.5")],
)
def test_one_of_several_is_shown(values: tuple[str, ...], shown: str) -> None:
    assert shown_key(OneOf(values)) == shown
