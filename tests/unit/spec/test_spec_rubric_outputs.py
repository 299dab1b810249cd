"""What the rules of a rubric give: classes with roles, scores, and values of several outputs."""

from __future__ import annotations

import pytest
from rubric_helpers import changed, problems_of, rubric_of, told

from factcheck.model.rubric import (
    HitPolicy,
    Literal,
    Output,
    Role,
    RubricClass,
    ValueKind,
)

ROLES = "{young: {label: below 12, role: counted}, other: {role: either}}"


def number(text: str) -> Literal:
    return Literal(ValueKind.NUMBER, text)


def text_(text: str) -> Literal:
    return Literal(ValueKind.TEXT, text)


def test_classes_may_have_labels_and_roles() -> None:
    rubric = rubric_of(changed("[young, other]", ROLES))
    assert rubric.classes == (
        RubricClass("young", "below 12", Role.COUNTED),
        RubricClass("other", None, Role.EITHER),
    )
    assert rubric.warnings == ()
    labels = rubric_of(changed("[young, other]", "{young: {label: y}, other: {}}")).classes
    assert labels == (RubricClass("young", "y"), RubricClass("other"))


def test_a_class_with_a_role_that_no_rule_gives_is_a_warning() -> None:
    text = changed("[young, other]", ROLES).replace("then: young", "then: other")
    (warning,) = rubric_of(text).warnings
    assert warning.message == "no rule gives the class 'young'"
    assert warning.span is not None
    assert (warning.span.line, warning.span.column) == (8, 11)


@pytest.mark.parametrize("policy", [each.value for each in HitPolicy])
def test_every_hit_policy_of_dmn_is_read(policy: str) -> None:
    is_calculated = policy in {"collect +", "collect <", "collect >"}
    text = changed("rubric: ages", f"rubric: ages\n    hit_policy: '{policy}'")
    if is_calculated:
        text = text.replace("    classes: [young, other]\n", "")
        text = text.replace("then: young", "then: 1").replace("otherwise: other", "otherwise: 0")
    assert rubric_of(text).hit.value == policy


def test_a_number_sign_begins_a_comment() -> None:
    for cut in ("collect #", "collect #  # how many"):
        (line,) = told(changed("rubric: ages", f"rubric: ages\n    hit_policy: {cut}"))
        assert line == ("2:13 a '#' after a blank begins a comment, so 'hit_policy' is 'collect'")
    text = changed("rubric: ages", "rubric: ages\n    hit_policy: collect # all of them")
    assert rubric_of(text).hit is HitPolicy.COLLECT


SCORES = """\
    rubric: points
    hit_policy: {policy}
    inputs: {{a: {{values: [x, y]}}}}
    rules:
      - {{when: {{a: x}}, then: {then}}}
      - {{when: {{a: any}}, then: -2}}
      - {{otherwise: 0}}
    """


@pytest.mark.parametrize("policy", ["collect +", "collect <", "collect >", "'collect #'"])
@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("1.50", ["1.5"]),
        ("[1, 2, 1.0]", ["1", "2"]),
        ('"3"', ["3"]),
        ("1e3", ["1000"]),
    ],
)
def test_rules_may_give_scores(policy: str, then: str, expected: list[str]) -> None:
    rubric = rubric_of(SCORES.format(policy=policy, then=then))
    assert rubric.outputs == (Output("score"),)
    assert rubric.classes == ()
    first, second = rubric.rules
    assert first.outcomes == tuple((number(each),) for each in expected)
    assert second.outcomes == ((number("-2"),),)
    assert rubric.otherwise is not None
    assert rubric.otherwise.outcomes == ((number("0"),),)
    assert rubric.warnings == ()


@pytest.mark.parametrize(
    ("then", "message"),
    [
        ("many", "5:26 'then' is 'many', which is no number"),
        ("012", "5:26 '012' is no number here: YAML 1.1 reads it as 10 in octal, YAML 1.2 as 12"),
        ("[1..3]", "5:26 to YAML [1..3] is a list of one text, '1..3'; a text is meant here"),
        ("{a: 1}", "5:26 'then' is a text; found a block of keys"),
        ("[]", "5:26 'then' is an empty list"),
        ("1" * 101, f"5:26 '{'1' * 39}…': a number has at most"),
    ],
)
def test_other_scores_are_refused(then: str, message: str) -> None:
    (line,) = told(SCORES.format(policy="collect +", then=then))
    assert line.startswith(message)


OUTPUTS = """\
    rubric: from DMN
    hit_policy: {policy}
    inputs: {{a: {{values: [x, y]}}}}
    outputs: {outputs}
    rules:
      - {{when: {{a: x}}, then: {then}}}
      - {{when: {{a: y}}, then: null}}
    """
ONE = "{status: {values: [approved, 3, true, 2019-03-05, '3', null]}}"


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("approved", text_("approved")),
        ("3.0", number("3")),
        ('"3"', text_("3")),
        ("TRUE", Literal(ValueKind.BOOLEAN, "true")),
        ("2019-03-05", Literal(ValueKind.DATE, "2019-03-05")),
        ("null", Literal(ValueKind.NOTHING, "")),
        ("{status: approved}", text_("approved")),
    ],
)
def test_values_are_read_by_their_look(then: str, expected: Literal) -> None:
    rubric = rubric_of(OUTPUTS.format(policy="priority", outputs=ONE, then=then))
    (output,) = rubric.outputs
    assert [each.kind.value for each in output.values] == [
        *("text", "number", "boolean", "date", "text", "nothing"),
    ]
    assert rubric.rules[0].outcomes == ((expected,),)
    assert rubric.rules[1].outcomes == ((Literal(ValueKind.NOTHING, ""),),)
    assert (rubric.classes, rubric.warnings) == ((), ())


def test_a_table_may_have_several_outputs() -> None:
    text = OUTPUTS.format(
        policy="first",
        outputs="{status: {values: [approved, declined]}, rate: {}}",
        then="{rate: 1.50, status: declined}",
    )
    rubric = rubric_of(text.replace("then: null", "then: {status: null, rate: no}"))
    assert rubric.outputs == (
        Output("status", (text_("approved"), text_("declined"))),
        Output("rate"),
    )
    assert rubric.rules[0].outcomes == ((text_("declined"), number("1.5")),)
    assert rubric.rules[1].outcomes == ((Literal(ValueKind.NOTHING, ""), text_("no")),)


TWO = "{status: {values: [approved, declined]}, rate: {}}"


@pytest.mark.parametrize(
    ("policy", "outputs", "then", "message"),
    [
        ("first", ONE, "aproved", "6:26 'aproved' is no value of the output 'status'"),
        ("first", "{a: {values: [x]}}", "z", "6:26 'z' is no value of the output 'a'"),
        ("first", ONE, "false", "6:26 'false' is no value of the output 'status'"),
        ("first", ONE, '"true"', "6:26 'true' is no value of the output 'status'"),
        ("first", ONE, "1_000", "6:26 '1_000' is no number here"),
        ("first", ONE, "[a]", "6:26 to YAML [a] is a list of one text, 'a'; a text is meant"),
        ("first", ONE, "[a, b]", "6:26 'then' is one value"),
        ("first", ONE, "''", "6:26 'then' is blank"),
        ("first", ONE, "1" * 101, f"6:26 '{'1' * 39}…"),
        ("first", ONE, "{sttus: 3}", "6:27 'then' has no key 'sttus'"),
        ("first", TWO, "{status: declined}", "6:26 'then' says nothing of the output 'rate'"),
        ("first", TWO, "declined", "6:26 'then' is a block with a value for each output"),
        ("first", "{}", "a", "4:10 'outputs' is an empty block"),
        ("first", "a", "a", "4:10 'outputs' is a block of keys; found a text"),
        ("first", "{a: b}", "a", "4:14 the output 'a' is a block of keys; found a text"),
        ("first", "{a: {valus: [b]}}", "a", "4:15 the output 'a' has no key 'valus'"),
        ("first", "{a: {values: []}}", "a", "4:23 'values' is an empty list"),
        ("first", "{a: {values: [a, a]}}", "a", "4:27 the output 'a' has 'a' twice"),
        ("first", "{a: {values: [b, 012, a]}}", "a", "4:27 '012' is no number here"),
        ("priority", "{a: {}}", "a", "4:1 the hit policy 'priority' needs the order of"),
        ("output order", "{a: {}}", "a", "4:1 the hit policy 'output order' needs the order"),
        ("collect >", "{a: {}, b: {}}", "{a: 1, b: 2}", "4:1 the hit policy 'collect >' gives"),
    ],
)
def test_outputs_that_do_not_fit_are_told(
    policy: str, outputs: str, then: str, message: str
) -> None:
    text = OUTPUTS.format(policy=policy, outputs=outputs, then=then)
    second = "      - {when: {a: y}, then: null}\n"
    (line,) = told(text.replace(second, ""))
    assert line.startswith(message)


def test_a_value_of_another_kind_is_told_as_such() -> None:
    (problem,) = problems_of(OUTPUTS.format(policy="first", outputs=ONE, then='"true"'))
    assert problem.hint == (
        "the value of that name is of another kind: quotes make a text of a number"
    )


def test_a_word_for_a_truth_value_is_told_as_such() -> None:
    (problem,) = problems_of(OUTPUTS.format(policy="first", outputs=ONE, then="yes"))
    assert problem.hint == "to YAML 1.2 'yes' is no truth value: write 'true'"


def test_outputs_have_limits() -> None:
    many = ", ".join(f"o{place}: {{}}" for place in range(21))
    text = OUTPUTS.format(policy="first", outputs=f"{{{many}}}", then="a")
    assert [line.partition(" ")[2] for line in told(text)] == [
        "the rubric has 21 outputs; the limit is 20"
    ]
    values = ", ".join(f"v{place}" for place in range(501))
    text = OUTPUTS.format(policy="first", outputs=f"{{a: {{values: [{values}]}}}}", then="a")
    assert [line.partition(" ")[2] for line in told(text)] == [
        "the output 'a' has 501 values; the limit is 500"
    ]


def test_a_table_from_dmn_may_add_what_holds_always() -> None:
    rule = "- otherwise: other"
    always = "- {when: {age: any}, then: other}"
    text = changed("rubric: ages", "rubric: ages\n    hit_policy: first").replace(rule, always)
    assert rubric_of(text).rules[1].tests == ()
    alone = changed("- otherwise: other", "- {otherwise: other}").replace(
        "content: image or video", "content: any"
    )
    assert rubric_of(alone.replace("age: under 12", 'age: "-"')).rules[0].tests == ()
