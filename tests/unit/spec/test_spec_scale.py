"""The form of a scale: a rubric whose inputs are known."""

from __future__ import annotations

import pytest
from exact import exact
from scale_texts import COMPLETE, HEAD, SLUGS, scale, scale_text

from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.rubric import CategoryDomain, HitPolicy, NumberDomain, UnknownPolicy
from factcheck.spec import load_rubric, load_scale


def problems(text: bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        load_scale(text, file="scale.yml", findings=SLUGS)
    return caught.value.problems


def told(text: bytes) -> list[tuple[str, str | None]]:
    return [(each.message, each.hint) for each in problems(text)]


def test_the_inputs_of_a_scale_are_known() -> None:
    found = scale()
    assert [each.name for each in found.inputs] == [
        "verdict",
        "distance",
        "direction",
        "findings",
        "assumptions",
        "illustrative",
        *SLUGS,
    ]
    domains = {each.name: each.domain for each in found.inputs}
    assert isinstance(domains["verdict"], CategoryDomain)
    assert domains["verdict"].values == (
        "supported",
        "refuted",
        "undetermined",
        "conflicting",
        "not checkable",
    )
    assert isinstance(domains["distance"], NumberDomain)
    assert domains["distance"].is_percent
    assert found.unknown is UnknownPolicy.EITHER
    # Nobody has to test everything.
    assert found.warnings == ()


def test_a_scale_says_who_decided() -> None:
    head = (
        'scale: the  house\ntitle: Our labels\nversion: "3"\nauthor: the desk\n'
        "about: How we rate.\nsources: The handbook\nhit_policy: first\n"
        "classes:\n  a: {label: True}\n  b: {}\n  c: {label: False}\n"
    )
    found = scale(head=head)
    assert (found.name, found.title, found.version) == ("the house", "Our labels", "3")
    assert (found.author, found.about, found.hit) == ("the desk", "How we rate.", HitPolicy.FIRST)
    assert [each.label for each in found.classes] == ["True", None, "False"]
    assert [each.title for each in found.sources] == ["The handbook"]


def test_a_label_that_no_rule_gives_is_a_warning() -> None:
    (warning,) = scale(head=HEAD.replace("c]", "c, d]")).warnings
    assert warning.message == "no rule gives the class 'd'"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("inputs: {verdict: {type: boolean}}", "leave it out: what a scale looks at is known"),
        ("unknown: no match", "leave it out: what is not known leaves several labels possible"),
        ("hit: first", "write 'hit_policy:'"),
    ],
)
def test_what_only_rubrics_have_is_told(line: str, hint: str) -> None:
    (found,) = told(scale_text(head=f"{HEAD}{line}\n"))
    assert f"'{line.partition(':')[0]}'" in found[0]
    assert found[1] is not None
    assert found[1].startswith(hint)


def test_a_rubric_is_no_scale() -> None:
    found = told(scale_text(head=HEAD.replace("scale:", "rubric:")))
    assert found[0][1] == "write 'scale:'"


def test_a_scale_is_no_rubric() -> None:
    with pytest.raises(ProblemsError) as caught:
        load_rubric(scale_text(), file="scale.yml")
    (problem,) = caught.value.problems
    assert (
        problem.message == "this file is a scale of labels, and no rubric for the rows of a table"
    )
    assert problem.hint is not None
    assert problem.hint.startswith("check it with `factcheck rubric scale`")


def test_a_file_that_is_both_is_a_rubric_with_a_wrong_key() -> None:
    with pytest.raises(ProblemsError) as caught:
        load_rubric(b"rubric: r\nscale: s\n", file="scale.yml")
    assert "a rubric has no key 'scale'" in [each.message for each in caught.value.problems]


@pytest.mark.parametrize("name", ["1", "2.0"])
def test_a_number_is_no_name(name: str) -> None:
    head = HEAD.replace("house", name)
    assert told(scale_text(head=head)) == [
        (f"'scale' is '{name}', which is no name", "write a name: 'scale: example'")
    ]


def test_a_name_that_is_a_list_is_told() -> None:
    (found,) = told(scale_text(head=HEAD.replace("house", "[house]")))
    assert found[0].startswith("'scale' is a text")


def test_a_scale_gives_one_label() -> None:
    found = problems(scale_text(head=f"{HEAD}hit_policy: rule order\n"))
    assert [each.code.code for each in found] == ["FC352"]
    assert found[0].message == "the hit policy 'rule order' gives no single label"


def test_a_scale_has_no_roles() -> None:
    roles = "\n".join(f"  {each}: {{role: counted}}" for each in "abc")
    found = problems(scale_text(head=f"scale: house\nclasses:\n{roles}\n"))
    assert [each.code.code for each in found] == ["FC352"] * 3


def test_an_input_or_value_that_is_not_known_is_told_with_the_nearest() -> None:
    rules = COMPLETE.replace("distance: under", "distanc: under").replace("supported}", "suported}")
    hints = [each.hint for each in problems(scale_text(rules))]
    assert "did you mean 'distance'?" in hints
    assert "did you mean 'supported'?" in hints


def test_a_label_may_have_a_rating() -> None:
    labels = "classes: {a: {label: 'True', rating: 5}, b: {rating: '-0.5'}, c: {}}\n"
    found = scale(head=f"scale: house\n{labels}")
    assert [each.rating for each in found.classes] == [5, exact("-1/2"), None]


@pytest.mark.parametrize(
    ("rating", "message", "hint"),
    [
        ("five", "'rating' is 'five', which is no number", "write a number: 'rating: 5'"),
        ("5/6", "'rating' is '5/6', which is no number", "write a number: 'rating: 5'"),
        (
            "1e60",
            "'rating' is '1e60': a number has at most 100 digits and an exponent of 50",
            None,
        ),
    ],
)
def test_a_rating_is_a_number(rating: str, message: str, hint: str | None) -> None:
    head = f"scale: house\nclasses: {{a: {{rating: {rating}}}, b: {{}}, c: {{}}}}\n"
    assert told(scale_text(head=head)) == [(message, hint)]


def test_classes_of_rows_have_no_rating() -> None:
    text = (
        b"rubric: r\ninputs: {n: {type: number}}\nclasses: {a: {rating: 5}, b: {}}\n"
        b"rules:\n  - {when: {n: under 5}, then: a}\n  - {otherwise: b}\n"
    )
    with pytest.raises(ProblemsError) as caught:
        load_rubric(text, file="r.yml")
    assert [each.message for each in caught.value.problems] == ["the class 'a' has no key 'rating'"]
