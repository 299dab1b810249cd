"""Values of a rubric that YAML reads as something else, in blocks and in braces."""

from __future__ import annotations

import pytest
from rubric_helpers import changed, problems_of, rubric_of

from factcheck.model.rubric import CategoryDomain

HEAD = "rubric: a\ninputs: {age: {type: number}, b: {values: [c, d]}}\nclasses: [x, y]\nrules:\n"
FORMS = (
    f"{HEAD}  - when:\n      b: c\n      age: %s\n    then: x\n  - otherwise: y\n",
    f"{HEAD}  - {{id: R1, when: {{b: c, age: %s}}, then: x}}\n  - otherwise: y\n",
    f"{HEAD}  - when: {{age: %s, b: c}}\n    then: x\n  - otherwise: y\n",
)
"""One test in a block, last between braces, and before another one between braces."""

TRAPS = [
    ("[12..15]", "to YAML [12..15] is a list of one text", 'put it in quotes: "[12..15]"'),
    (">=18", "begins with '>', which begins a block of text", "put it in quotes: '>=18'"),
    (">18", "begins with '>', which begins a block of text", "put it in quotes: '>18'"),
    ("[1..5)", "'[1..5)' is an interval, and YAML reads its signs", "quotes: '[1..5)'"),
    ("*", "begins with '*', which begins an alias in YAML", "put it in quotes: '*'"),
    ("%", "begins with '%', which may not begin a value in YAML", "put it in quotes: '%'"),
    ("`a`", "begins with '`', which may not begin a value", "put it in quotes: '`a`'"),
    ("@x", "begins with '@', which may not begin a value", "put it in quotes: '@x'"),
    ("?", "'?'", "in quotes"),
    ("- 5", "'-'", "in quotes"),
    ("1_000", "'1_000' is no number here: YAML 1.1 reads it as 1000", "write 1000"),
    ("012", "'012' is no number here: YAML 1.1 reads it as 10 in octal", "write 12"),
    ("[5, 012]", "'012' is no number here: YAML 1.1 reads it as 10 in octal", "write 12"),
    ("089", "'089' is no number here: it begins with a zero", "write 89"),
    ("12:30", "'12:30' is no number here: YAML 1.1 reads it as 750 in sixties", "write the"),
    ("0x1F", "'0x1F' is no number here: it is written in another base", "in decimals"),
    ("yes", "'yes' is no number", "write for instance 12"),
    ("{a: b}", "'age' is a text; found a block of keys", ""),
    ("''", "'age' is blank", "write a text"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("written", "message", "hint"), TRAPS)
def test_a_trap_is_told_with_what_to_write(
    form: str, written: str, message: str, hint: str
) -> None:
    # In a block the value is read on as if it were in quotes, and may be no test even so.
    problem, *others = problems_of(form % written)
    assert all(other.span == problem.span or other.code.code == "FC300" for other in others)
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.span is not None
    assert problem.span.line == form[: form.index("%s")].count("\n") + 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("written", ["!=3", "&x"])
def test_a_tag_or_an_anchor_is_told_with_the_quotes_it_needs(form: str, written: str) -> None:
    (problem,) = problems_of(form % written)
    assert written in problem.message or "'!'" in problem.message
    assert "quotes" in (problem.hint or "")


@pytest.mark.parametrize("form", FORMS[1:])
@pytest.mark.parametrize("written", ["]0..1[", "(0..1]", "[0..1[", 'not("a","b")'])
def test_signs_of_s_feel_between_braces_need_quotes(form: str, written: str) -> None:
    (problem,) = problems_of(form % written)
    assert problem.message.startswith(f"'{written}' is a")
    assert problem.message.endswith("and YAML reads its signs as its own")
    assert problem.hint == f"put it in quotes: '{written}'"


def test_only_the_value_at_fault_is_quoted_in_the_hint() -> None:
    for before in ("[c]", '"c"'):
        rule = f"  - {{when: {{b: {before}, age: >=18}}, then: x}}\n  - otherwise: y\n"
        (problem,) = problems_of(HEAD + rule)
        assert problem.hint == "put it in quotes: '>=18'"


def test_a_dash_is_a_list_in_a_block_and_any_between_braces() -> None:
    (problem,) = problems_of(FORMS[0] % "-")
    assert "begins a list in YAML" in problem.message
    assert problem.hint == "put it in quotes: '-'"
    for form in FORMS[1:]:
        assert [test.input for test in rubric_of(form % "-").rules[0].tests] == ["b"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "written",
    ["< 5", "<12", "12..15", "under 12", "12 or more", "[1..2, 5]", "'>=18'", '"[1..5)"'],
)
def test_what_looks_dangerous_and_is_not_is_read(form: str, written: str) -> None:
    assert problems_of(form % written) == ()


def test_a_block_list_of_one_range_is_meant() -> None:
    text = changed("age: under 12", "age:\n            - 12..15")
    assert rubric_of(text).rules[0].tests[1].text.value == "12..15"
    assert problems_of(changed("under 12", "['12..15']")) == ()


VALUES = "values: [image, video, text]"


def test_a_sign_in_brackets_is_a_list_to_yaml() -> None:
    (problem,) = problems_of(changed(VALUES, "values: [image, video, [c]]"))
    assert problem.message == "to YAML [c] is a list of one text, 'c'; a text is meant here"
    assert problem.hint == 'put it in quotes: "[c]"'
    quoted = changed(VALUES, 'values: [image, video, "[c]"]')
    domain = rubric_of(quoted).inputs[0].domain
    assert domain == CategoryDomain(("image", "video", "[c]"))
    (problem,) = problems_of(quoted.replace("image or video", "[c]"))
    assert problem.message == "to YAML [c] is a list of one text, 'c'"
    assert problems_of(quoted.replace("image or video", '"[c]"')) == ()
    (problem,) = problems_of(quoted.replace("image or video", "[image, [c]]"))
    assert problem.message.startswith("to YAML [c] is a list of one text, 'c'; a text is meant")


def test_codes_and_words_of_other_yaml_are_texts_where_categories_are() -> None:
    text = changed(VALUES, "values: [NO, yes, 012, 1_000, 12:30]")
    text = text.replace("image or video", "012 or NO")
    domain = rubric_of(text).inputs[0].domain
    assert domain == CategoryDomain(("NO", "yes", "012", "1_000", "12:30"))


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("yes", "to YAML 1.2 'yes' is no truth value: write 'true'"),
        ("Off", "to YAML 1.2 'Off' is no truth value: write 'false'"),
        ("0", "to YAML 1.2 '0' is no truth value: write 'false'"),
        ("ture", "did you mean 'true'?"),
    ],
)
def test_words_for_truth_values_are_told(word: str, hint: str) -> None:
    text = changed("content:\n        values: [image, video, text]", "content: {type: boolean}")
    (problem,) = problems_of(text.replace("image or video", word))
    assert problem.message == f"'{word}' is not true or false"
    assert problem.hint == hint


def test_a_wrong_place_in_s_feel_is_shown_alone() -> None:
    (problem,) = problems_of(changed("under 12", "'[1..\"b\"]'"))
    assert problem.span is not None
    assert (problem.span.column, problem.span.end_column) == (17, 20)
    (problem,) = problems_of(changed("under 12", "'  [1..\"b\"]'"))
    assert problem.span is not None
    assert problem.span.column == 13


def test_a_wrong_domain_in_s_feel_is_told() -> None:
    text = changed("type: number", 'type: number\n        domain: "[0..x]"')
    (problem,) = problems_of(text)
    assert problem.span is not None
    assert problem.span.line == 7


@pytest.mark.parametrize(
    "written",
    [
        "[" + "." * 200_000,
        "'[" + "." * 200_000 + "'",
        "1" + "_" * 200_000 + "x",
        "0" + "7" * 200_000,
        "'" + '"' * 200_001 + "'",
        "not(" * 50_000,
        "12:" * 50_000,
    ],
    ids=["open", "dots", "underscores", "octal", "quotes", "not", "sixties"],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_value_made_to_be_slow_is_told_soon(form: str, written: str) -> None:
    assert problems_of(form % written)
