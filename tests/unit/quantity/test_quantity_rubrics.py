"""Rows classified by a rubric: what claims find of them, and what cannot be classified."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from quantity_files import claim, ends
from rubric_helpers import AGES

from factcheck.model.cell import Missing, OneOf
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.quantity.cells.classify import shown_key
from factcheck.rubric.codes import (
    NO_NUMBERS,
    NO_RULE,
    SEVERAL_RULES,
    TOO_MANY,
    UNREADABLE_CELL,
)

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.problem import Code
    from factcheck.model.result import Assessment

ROWS = """\
    g,content,age,n
    u,image,3,10
    u,video,10–14,5
    v,image,20,7
    v,text,65+,4
    u,image,,3
    v,video,under 5,2
    """
TABLE = """\
    evidence:
      t:
        file: t.csv
        rubric: r.yml
        empty: unknown
        columns:
          n: {unit: things}
    """


@pytest.fixture
def rubric(files: Files) -> Files:
    files.table(ROWS)
    write(files, AGES)
    return files


def write(files: Files, text: str) -> None:
    files.table(text, "r.yml")


def fault(assessment: Assessment, code: Code) -> str:
    """Return what is said of a fault; it must have the code."""
    assert (assessment.verdict, assessment.reason) == (Verdict.NOT_CHECKABLE, "fault")
    assert assessment.explanation is not None
    assert assessment.explanation.startswith(code.code), assessment.explanation
    return assessment.explanation


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count(t[class = young])", ("2", "4")),
        ("count(t[class != young])", ("2", "4")),
        ("count(t[class in (young, other)])", ("6", "6")),
        ("count(t[not class = young])", ("2", "4")),
        ('count(t[class contains "o"])', ("6", "6")),
        ('count(t[class starts with "y"])', ("2", "4")),
        ("count(t[class known])", ("4", "4")),
        ("count(t[class unknown])", ("2", "2")),
        ("sum(t.n[class = young])", ("12", "20")),
        ("sum(t.n[class = young, g = u])", ("10", "18")),
        ("sum(t.n[class = young]) + sum(t.n[class = other])", ("31", "31")),
        ("count(t[class = young, content = text])", ("0", "0")),
        ("distinct(t.class)", ("2", "2")),
        ("mean(t.n[class = young])", ("5", "6")),
    ],
)
def test_rows_of_a_class_are_counted(
    rubric: Files, measure: str, expected: tuple[str, str]
) -> None:
    assert ends(rubric.measure(measure, table=TABLE)) == expected


def test_shares_of_all_classes_add_up_to_one(rubric: Files) -> None:
    parts = [f"share(sum(t.n), class = {name})" for name in ("young", "other")]
    assert ends(rubric.measure(parts[0], "50%", table=TABLE)) == ("12/31", "20/31")
    assert ends(rubric.measure(" + ".join(parts), "100%", table=TABLE)) == ("1", "1")


def test_an_undetermined_claim_says_what_the_rubric_leaves_open(rubric: Files) -> None:
    assessment = rubric.measure("sum(t.n[class = young])", "15 things", table=TABLE)
    assert assessment.verdict is Verdict.UNDETERMINED
    assert assessment.decides == ("rows of t whose class the rubric leaves open: 2",)
    assert [world.verdict for world in assessment.worlds] == ["true", "false"]


def test_the_rubric_is_a_premise(rubric: Files) -> None:
    assessment = rubric.measure("count(t[class = young])", table=TABLE)
    assert [(p.kind, p.name, p.text) for p in assessment.premises] == [
        ("rubric", "r.yml", "the rows of t are classified by “ages”")
    ]
    write(rubric, AGES.replace("rubric: ages", "rubric: ages\n    title: Young images"))
    assessment = rubric.measure("count(t[class = young])", table=TABLE)
    assert assessment.premises[0].text == "the rows of t are classified by “Young images”"
    assert rubric.measure("count(t)", table=TABLE).premises == ()


@pytest.mark.parametrize(
    ("measure", "hint"),
    [("count(t[class = yong])", "'young'"), ("count(t[class in (young, old)])", "'other'")],
)
def test_a_class_that_the_rubric_does_not_have_is_an_error(
    rubric: Files, measure: str, hint: str
) -> None:
    assessment = rubric.measure(measure, table=TABLE)
    assert assessment.reason == "fault"
    assert hint in (assessment.explanation or "")


def test_a_class_that_no_row_has_is_none(rubric: Files) -> None:
    write(rubric, AGES.replace("[young, other]", "[young, other, rare]"))
    assert ends(rubric.measure("count(t[class = rare])", table=TABLE)) == ("0", "0")


@pytest.mark.parametrize("measure", ["sum(t.class)", "mean(t.class)", "t.class[g = u]"])
def test_classes_are_no_numbers(rubric: Files, measure: str) -> None:
    assert "count(table[class = …])" in fault(rubric.measure(measure, table=TABLE), NO_NUMBERS)


def test_the_file_of_the_rubric_is_among_the_files(rubric: Files) -> None:
    from factcheck.pipeline import run_file

    path = rubric.folder / "claims.yml"
    path.write_text(f"factcheck: 1\n{dedent(TABLE)}{claim('count(t[class = young])', '5')}")
    result = run_file(path, root=rubric.folder)
    assert [used.path for used in result.files][1:] == ["r.yml"]
    assert len(result.files[1].sha256) == 64


# What a row counts may be of several classes

OPEN = "content,age,n\nimage,10–14,6\nimage,3,1\nimage,40,1\n"


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ("3 things", Verdict.UNDETERMINED),
        ("at most 7 things", Verdict.SUPPORTED),
        ("8 things", Verdict.REFUTED),
    ],
)
def test_a_sum_divides_what_an_open_row_counts(files: Files, figure: str, verdict: Verdict) -> None:
    write(files, AGES)
    files.table(OPEN)
    assessment = files.measure("sum(t.n[class = young])", figure, table=TABLE)
    assert (assessment.verdict, ends(assessment)) == (verdict, ("1", "7"))
    assert assessment.reason in {None, "evidence does not decide"}


def test_things_are_divided_in_whole_numbers(files: Files) -> None:
    write(files, AGES)
    files.table(OPEN)
    refuted = files.measure("share(sum(t.n), class = young)", "29%", table=TABLE)
    # 29 percent of 8 things lies between two and three of them.
    assert (refuted.verdict, ends(refuted)) == (Verdict.REFUTED, ("1/8", "7/8"))
    amounts = TABLE.replace("unit: things", "kind: amount")
    open_ = files.measure("share(sum(t.n), class = young)", "29%", table=amounts)
    assert [world.verdict for world in open_.worlds] == ["true", "false"]


def test_a_count_takes_rows_as_a_whole(files: Files) -> None:
    write(files, AGES)
    files.table(OPEN)
    assert ends(files.measure("count(t[class = young])", table=TABLE)) == ("1", "2")
    assert ends(files.measure("mean(t.n[class = young])", table=TABLE)) == ("1", "7/2")
    both = files.measure(
        "sum(t.n[class = young]) + mean(t.n[class = young])", "1 thing", table=TABLE
    )
    lower, upper = ends(both)
    assert (lower, upper) == ("2", "21/2")


def test_losses_are_divided_like_gains(files: Files) -> None:
    write(files, AGES)
    amounts = TABLE.replace("unit: things", "kind: amount")
    files.table("content,age,n\nimage,10–14,6\nvideo,11–15,-4\nimage,3,0\n")
    assert ends(files.measure("sum(t.n[class = young])", table=amounts)) == ("-4", "6")
    body = "".join(f"image,{n}–20,{3 * n - 9}\n" for n in range(1, 11))
    files.table(f"content,age,n\n{body}image,3,0\n")
    lower, upper = ends(files.measure("sum(t.n[class = young])", table=amounts))
    assert int(lower) <= -9
    assert int(upper) >= 84
    both = files.measure("sum(t.n[class = young]) + sum(t.n[class = other])", "75", table=amounts)
    assert ends(both) == ("75", "75")


# Rows that cannot be classified

NO_OTHERWISE = AGES.replace("      - otherwise: other\n", "")
UNIQUE = NO_OTHERWISE + "      - when: {age: 12 or more}\n        then: other\n"


def test_a_gap_names_the_row_and_a_witness(files: Files) -> None:
    files.table("content,age\nimage,5–20\n")
    write(files, UNIQUE.replace("12 or more", "15 or more"))
    told = fault(files.measure("count(t[class = young])", table=PLAIN), NO_RULE)
    assert "a row of table 't': content = image, age = 5–20, where age is 12" in told
    assert "end the rules with 'otherwise: CLASS'" in told


PLAIN = "    evidence:\n      t: {file: t.csv, rubric: r.yml, empty: unknown}\n"


def test_a_gap_between_whole_numbers_has_a_hint_of_its_own(files: Files) -> None:
    files.table("content,age\nimage,5–20\n")
    text = UNIQUE.replace("under 12", "at most 11").replace("        integer: true\n", "")
    write(files, text)
    told = fault(files.measure("count(t[class = young])", table=PLAIN), NO_RULE)
    assert "where age is 11.5" in told
    assert "say 'integer: true' for 'age' if it is a whole number" in told


def test_a_gap_of_a_known_row_has_no_witness(files: Files) -> None:
    files.table("content,age\ntext,5\n")
    write(files, NO_OTHERWISE)
    told = fault(files.measure("count(t[class = young])", table=PLAIN), NO_RULE)
    assert "content = text, age = 5 (add a rule" in told


def test_an_undecided_row_under_no_match_has_no_witness(files: Files) -> None:
    files.table("content,age\nimage,5–20\n")
    write(files, NO_OTHERWISE.replace("rubric: ages", "rubric: ages\n    unknown: no match"))
    told = fault(files.measure("count(t[class = young])", table=PLAIN), NO_RULE)
    assert "age = 5–20 (add a rule" in told


def test_an_overlap_names_rules_row_and_witness(files: Files) -> None:
    files.table("content,age\nimage,5–20\n")
    # Both give the same class, so that only a row which is there makes it a fault.
    again = "12 or more}\n        then: other\n      - id: R9\n        when: {age: 10..11}\n"
    text = UNIQUE.replace("12 or more}\n        then: other\n", again + "        then: young\n")
    write(files, text)
    told = fault(files.measure("count(t[class = young])", table=PLAIN), SEVERAL_RULES)
    assert "rules 1 (line 10) and R9 (line 16) of r.yml both match a row of table 't'" in told
    assert "age = 5–20, where age is 10" in told
    assert "or say 'hit_policy: first' if their order is to decide" in told


def test_an_overlap_of_many_rules_names_some_of_them(files: Files) -> None:
    files.table("content,age\nimage,5\n")
    rule = "      - when: {content: image}\n        then: young\n"
    write(files, NO_OTHERWISE + rule * 6)
    told = fault(files.measure("count(t[class = young])", table=PLAIN), SEVERAL_RULES)
    assert "5 (line 20) and more of r.yml all match" in told


def test_other_claims_of_the_table_are_not_touched(files: Files) -> None:
    files.table("content,age\ntext,5\n")
    write(files, NO_OTHERWISE)
    assert ends(files.measure("count(t[age = 5])", table=PLAIN)) == ("1", "1")


@pytest.mark.parametrize(
    ("content", "age", "expected"),
    [
        ("imge", "5", "'imge' is no value of the rubric (did you mean 'image'?)"),
        ("image", "young", "'young' is no number and no range of numbers"),
        ("image", "20–10", "'20–10' runs from a larger number to a smaller one"),
        ("image", "5.5–5.8", "'5.5–5.8' lies outside of what the rubric allows"),
    ],
)
def test_a_cell_that_the_rubric_does_not_know_is_an_error(
    files: Files, content: str, age: str, expected: str
) -> None:
    files.table(f"content,age\n{content},{age}\n")
    write(files, AGES)
    told = fault(files.measure("count(t[class = young])", table=PLAIN), UNREADABLE_CELL)
    assert "of table 't' cannot be classified by r.yml" in told
    assert expected in told


def test_a_number_outside_the_domain_is_an_error(files: Files) -> None:
    files.table("content,age\nimage,150\n")
    write(files, AGES.replace("type: number", "domain: 0..120"))
    told = fault(files.measure("count(t[class = young])", table=PLAIN), UNREADABLE_CELL)
    assert "'150' lies outside of what the rubric allows, whole numbers of its domain" in told
    write(files, AGES.replace("type: number\n        integer: true", "domain: 0..120"))
    told = fault(files.measure("count(t[class = young])", table=PLAIN), UNREADABLE_CELL)
    assert "allows, its domain" in told


def test_unknown_values_in_too_many_inputs_are_refused(files: Files) -> None:
    names = [f"x{place}" for place in range(8)]
    files.table(",".join(names) + "\n" + "," * 7 + "\n")
    inputs = "".join(f"  {name}: {{type: number}}\n" for name in names)
    rules = "".join(f"  - {{when: {{{name}: {n}}}, then: a}}\n" for name in names for n in range(8))
    files.table(
        f"rubric: ages\nhit_policy: first\ninputs:\n{inputs}classes: [a, b]\nrules:\n{rules}"
        "  - otherwise: b\n",
        "r.yml",
    )
    columns = "".join(f"          {name}: {{type: number}}\n" for name in names)
    assessment = files.measure("count(t[class = a])", table=f"{PLAIN_COLUMNS}{columns}")
    assert assessment.reason == "missing"
    assert TOO_MANY.code in (assessment.explanation or "")


PLAIN_COLUMNS = """\
    evidence:
      t:
        file: t.csv
        rubric: r.yml
        empty: unknown
        columns:
"""


# Cells of every kind

KINDS = """\
    rubric: ages
    inputs:
      code:
        values: [1, 2, 3, n/a, {long}]
        means:
          9: 1 or 2
      rate:
        type: number
        unit: percent
    classes: [low, high]
    rules:
      - when:
          code: not 3
          rate: under 10%
        then: low
      - otherwise: high
    """.replace("{long}", "9" * 120)
KINDS_TABLE = """\
    evidence:
      t:
        file: t.csv
        rubric: r.yml
        columns:
          code:
            type: number
            empty: none
            markers: {'<3': 1..2}
          rate: {unit: percent, empty: unknown}
    """


def test_codes_and_percentages_are_read_as_numbers(files: Files) -> None:
    write(files, KINDS)
    files.table("code,rate\n1,5\n3,5\n9,5\n<3,5\n2,10\n,5\n2,\n")
    assert ends(files.measure("count(t[class = low])", table=KINDS_TABLE)) == ("3", "4")


@pytest.mark.parametrize("code", ["7", "<3"])
def test_a_code_that_no_category_has_is_an_error(files: Files, code: str) -> None:
    write(files, KINDS.replace("[1, 2, 3,", "[3, 4,").replace("1 or 2", "3 or 4"))
    files.table(f"code,rate\n{code},5\n")
    told = fault(files.measure("count(t[class = low])", table=KINDS_TABLE), UNREADABLE_CELL)
    assert "is no value of the rubric" in told


@pytest.mark.parametrize(
    ("rubric", "table"),
    [
        (KINDS, KINDS_TABLE.replace("unit: percent, ", "")),
        (
            KINDS.replace("        unit: percent\n", "").replace("10%", "10"),
            KINDS_TABLE,
        ),
    ],
)
def test_percentages_are_declared_on_both_sides_or_on_none(
    files: Files, rubric: str, table: str
) -> None:
    write(files, rubric)
    files.table("code,rate\n1,5\n")
    told = fault(files.measure("count(t[class = low])", table=table), UNREADABLE_CELL)
    assert "'unit: percent' belongs to the column and to the input, or to neither" in told


def test_a_column_of_shares_goes_with_either(files: Files) -> None:
    write(files, KINDS)
    files.table("code,rate\n1,0.05\n1,0.5\n")
    table = KINDS_TABLE.replace("unit: percent", "kind: share")
    assert ends(files.measure("count(t[class = low])", table=table)) == ("1", "1")


def test_a_hidden_number_is_any_of_its_range(files: Files) -> None:
    write(files, AGES)
    table = PLAIN_COLUMNS + "          age: {type: number, markers: {'x': 10..14, 'y': 0..4}}\n"
    files.table("content,age\nimage,x\nimage,y\nimage,40\n")
    assert ends(files.measure("count(t[class = young])", table=table)) == ("1", "2")


def test_rows_of_totals_have_no_class(files: Files) -> None:
    write(files, AGES)
    table = PLAIN.replace("{file", "{totals: {age: All ages}, file")
    files.table("content,age,n\nimage,3,5\nimage,20,2\nimage,All ages,7\n")
    assert ends(files.measure("sum(t.n[class = young])", table=table)) == ("5", "5")
    assert ends(files.measure("sum(t.n)", table=table)) == ("7", "7")


def test_a_column_may_be_called_otherwise(files: Files) -> None:
    write(files, AGES.replace("type: number", "type: number\n        from: age group"))
    files.table("content,Age (years),class\nimage,3,a\nimage,20,b\n")
    table = PLAIN_COLUMNS + (
        "          age group: {from: Age (years)}\n          grade: {from: class}\n"
    )
    assert ends(files.measure("count(t[class = young, grade = a])", table=table)) == ("1", "1")


def test_two_tables_may_use_one_rubric(files: Files) -> None:
    write(files, AGES)
    files.table("content,age\nimage,3\n")
    files.table("content,age\nimage,3\nvideo,4\n", "s.csv")
    table = PLAIN + "      s: {file: s.csv, rubric: r.yml, empty: unknown}\n"
    measure = "count(s[class = young]) / count(t[class = young])"
    assert ends(files.measure(measure, "twice", table=table)) == ("2", "2")


# The class beside its inputs


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count(t[class = young, age < 12])", ("0", "1")),
        ("count(t[class = young, age >= 12])", ("0", "0")),
        ("count(t[class = other, age < 12])", ("0", "0")),
        ("count(t[class = other, age < 11.5])", ("0", "0")),
        ("count(t[(class = young or age > 20)])", ("0", "1")),
        ("count(t[class = young]) - count(t[age < 12])", ("0", "0")),
    ],
)
def test_a_class_and_its_unknown_input_go_together(
    files: Files, measure: str, expected: tuple[str, str]
) -> None:
    write(files, AGES)
    files.table("content,age\nimage,\n")
    table = PLAIN_COLUMNS + "          age: {type: number}\n"
    assert ends(files.measure(measure, table=table)) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count(t[class = young, content = text])", ("0", "0")),
        ("count(t[class = young]) - count(t[content != text])", ("0", "0")),
    ],
)
def test_a_class_and_an_unknown_category_go_together(
    files: Files, measure: str, expected: tuple[str, str]
) -> None:
    write(files, AGES)
    files.table("content,age\n,3\ntext,3\n")
    assert ends(files.measure(measure, table=PLAIN)) == expected


def test_an_unknown_text_may_be_any_range(files: Files) -> None:
    write(files, AGES)
    files.table("content,age\nimage,\nimage,20–24\n")
    measure = 'count(t[class = young, age != "20–24"])'
    assert ends(files.measure(measure, table=PLAIN)) == ("0", "1")


def test_nothing_is_assumed_of_an_input_under_no_match(files: Files) -> None:
    write(files, AGES.replace("rubric: ages", "rubric: ages\n    unknown: no match"))
    files.table("content,age\nimage,\n")
    table = PLAIN_COLUMNS + "          age: {type: number}\n"
    assert ends(files.measure("count(t[class = young, age < 5])", table=table)) == ("0", "0")
    assert ends(files.measure("count(t[class = other, age < 5])", table=table)) == ("0", "1")


def test_codes_and_unknown_numbers_go_together(files: Files) -> None:
    write(files, KINDS)
    table = KINDS_TABLE.replace("empty: none", "empty: unknown")
    files.table("code,rate\n,5\n3,5\n")
    assert ends(files.measure("count(t[class = low, code = 3])", table=table)) == ("0", "0")
    assert ends(files.measure("count(t[class = high, code != 3])", table=table)) == ("0", "0")


def test_rows_without_a_class_stay_so_beside_unknown_columns(files: Files) -> None:
    write(files, AGES)
    table = PLAIN.replace("{file", "{totals: {content: All}, file")
    files.table("g,content,age\nu,image,3\n,All,9\n,image,4\n")
    measure = "count(t[class = young, g = u])"
    assert ends(files.measure(measure, table=table)) == ("1", "2")
    measure = "count(t[(content = All or class = young), g = u])"
    assert ends(files.measure(measure, table=table)) == ("1", "3")


def test_an_unknown_number_that_is_no_input_goes_with_every_class(files: Files) -> None:
    write(files, AGES)
    table = PLAIN_COLUMNS + "          size: {type: number}\n"
    files.table("content,age,size\nimage,10–14,\nimage,3,5\n")
    assert ends(files.measure("count(t[class = young, size > 4])", table=table)) == ("1", "2")


def test_a_domain_that_the_rubric_does_not_know_decides_nothing(files: Files) -> None:
    write(files, AGES)
    table = PLAIN_COLUMNS + "          content: {domain: [film, foto]}\n"
    files.table("content,age\n,3\n")
    measure = "count(t[class = young, content = film])"
    assert ends(files.measure(measure, table=table)) == ("0", "1")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("a", "a"),
        ("x" * 50, "x" * 39 + "…"),
        (Missing.UNKNOWN, "unknown"),
        (Missing.NONE, "none"),
        (OneOf(("a", "b")), "a or b"),
        (Interval.at_least(5), "at least 5"),
    ],
)
def test_a_key_is_shown_in_words(key: str | Missing | OneOf | Interval, shown: str) -> None:
    assert shown_key(key) == shown
