"""A rubric file: its records, and everything that can be wrong with it, in one run."""

from __future__ import annotations

import pytest
from rubric_helpers import AGES, problems_of, rubric_of, told

from factcheck.model.interval import Interval
from factcheck.model.problem import Severity
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    HitPolicy,
    NumberDomain,
    Numbers,
    UnknownPolicy,
)

FULL = """\
    rubric: 1
    title: Young drivers
    about: >-
      A driver counts as young below 25.
    source:
      title: Road traffic act
      publisher: The ministry
      url: https://example.org/act
      archived: https://archive.example.org/act
      published: 2001-05
      accessed: 2024-01-31
    unknown: no match
    hit: first
    inputs:
      age:
        from: age group
        domain: 0..120
        integer: true
        unit: years
        means:
          minor: under 18
          pensioner: [65..70, over 70]
          not stated: any
      role:
        kind: category
        domain:
          - driver
          - passenger
          - pedestrian or cyclist
        means:
          in a car: driver or passenger
    classes:
      - young
      - old
      - neither
    rules:
      - age: under 25 years
        role: driver
        class: young
        because: section 1
      - age: [65..70, 80 or more]
        role: [driver, passenger]
        class: old
      - role: pedestrian or cyclist
        age: any
        class: neither
      - age: 71..79
        class: [old, neither]
      - otherwise: young or neither
        because: section 9
    """


def test_a_rubric_becomes_records() -> None:
    rubric = rubric_of(FULL)
    assert (rubric.file, rubric.title, rubric.about) == (
        "r.yml",
        "Young drivers",
        "A driver counts as young below 25.",
    )
    assert rubric.source is not None
    assert (rubric.source.publisher, rubric.source.url) == (
        "The ministry",
        "https://example.org/act",
    )
    assert (rubric.hit, rubric.unknown) == (HitPolicy.FIRST, UnknownPolicy.NO_MATCH)
    assert rubric.classes == ("young", "old", "neither")
    assert rubric.columns == ("age group", "role")
    assert rubric.warnings == ()


def test_inputs_have_their_domains_and_labels() -> None:
    age, role = rubric_of(FULL).inputs
    assert age.domain == NumberDomain(
        Interval(Interval.point(0).lower, Interval.point(120).upper), True, False, "years"
    )
    assert role.domain == CategoryDomain(("driver", "passenger", "pedestrian or cyclist"))
    labels = dict(age.meanings)
    assert labels["minor"] == Numbers((Interval.at_most(18, closed=False),))
    assert labels["pensioner"] == Numbers((Interval.at_least(65),))
    assert labels["not stated"] == Numbers((age.domain.within,))
    assert dict(role.meanings) == {"in a car": Categories(("driver", "passenger"))}


def test_rules_have_their_tests_and_classes() -> None:
    rubric = rubric_of(FULL)
    first, second, third, fourth = rubric.rules
    assert [(test.input, test.text.value) for test in first.tests] == [
        ("age", "under 25 years"),
        ("role", "driver"),
    ]
    assert (first.classes, first.because) == (("young",), "section 1")
    assert [test.text.value for test in second.tests] == [
        "65..70 or 80 or more",
        "driver or passenger",
    ]
    assert [test.input for test in third.tests] == ["role"]
    assert fourth.classes == ("old", "neither")
    assert rubric.otherwise is not None
    assert (rubric.otherwise.number, rubric.otherwise.classes) == (5, ("young", "neither"))
    assert rubric.otherwise.because == "section 9"


def test_policies_need_not_be_given() -> None:
    rubric = rubric_of(AGES)
    assert (rubric.hit, rubric.unknown) == (HitPolicy.UNIQUE, UnknownPolicy.EITHER)
    assert (rubric.title, rubric.about, rubric.source) == (None, None, None)


def test_a_source_may_be_a_text() -> None:
    rubric = rubric_of(AGES.replace("rubric: 1", "rubric: 1\n    source: the footnote"))
    assert rubric.source is not None
    assert rubric.source.title == "the footnote"


def test_a_category_may_be_called_any() -> None:
    text = AGES.replace("[image, video, text]", "[image, any]").replace("image or video", "any")
    (test, _) = rubric_of(text).rules[0].tests
    assert test.allowed == Categories(("any",))


def test_unused_inputs_and_classes_are_warnings() -> None:
    text = AGES.replace("        content: image or video\n", "").replace(
        "- content: image or video\n        age", "- age"
    )
    warnings = rubric_of(text.replace("[young, other]", "[young, other, old]")).warnings
    assert [(w.message, w.severity) for w in warnings] == [
        ("no rule tests the input 'content'", Severity.WARNING),
        ("no rule gives the class 'old'", Severity.WARNING),
    ]


def test_a_rubric_without_otherwise_is_complete() -> None:
    text = AGES.replace("  - otherwise: other", "  - {age: 12 or more, class: other}")
    assert rubric_of(text).otherwise is None


def changed(old: str, new: str) -> str:
    assert old in AGES
    return AGES.replace(old, new)


DOMAIN = "        domain: [image, video, text]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed("rubric: 1", "rubric: 2"), ["1:9 'rubric' is '2'"]),
        (changed("    rubric: 1\n", ""), ["1:1 the file needs the key 'rubric'"]),
        (changed("rubric: 1", "rubric: [1]"), ["1:9 'rubric' is a text; found a list"]),
        (changed("rubric: 1", "rubic: 1"), ["1:1 a rubric has no key 'rubic'"]),
        (changed("    classes:", "    clases:"), ["8:1 a rubric has no key 'clases'"]),
        (changed("[young, other]", "[young]"), ["8:10 one class tells nothing apart"]),
        (changed("[young, other]", "[]"), ["8:10 'classes' is an empty list"]),
        (changed("[young, other]", "young"), ["8:10 'classes' is a list; found a text"]),
        (
            changed("[young, other]", "[young, other, young]"),
            ["8:25 'classes' has 'young' twice"],
        ),
        (
            changed("[young, other]", "[young, {a: b}]"),
            ["8:18 an item of 'classes' is a text; found a block of keys"],
        ),
        (
            changed("otherwise: other", "otherwise: others"),
            ["13:16 'others' is no class of this rubric"],
        ),
        (changed("class: young", "class: [old]"), ["12:13 'old' is no class of this rubric"]),
        (changed("class: young", "class: {a: b}"), ["12:12 'class' is a text; found a block"]),
        (changed("class: young", "class: []"), ["12:12 'class' is an empty list"]),
        (changed("        class: young\n", ""), ["10:5 rule 1 needs the key 'class'"]),
        (changed("class: young", "clas: young"), ["12:5 rule 1 has no key 'clas'"]),
        (changed("      - otherwise: other\n", "      - 5\n"), ["13:5 rule 2 is a block of keys"]),
        (
            changed("- otherwise: other", "- otherwise: other\n        age: 5"),
            ["14:5 'age' stands beside 'otherwise'"],
        ),
        (
            changed(
                "- otherwise: other", "- otherwise: other\n      - age: 5\n        class: other"
            ),
            ["13:5 'otherwise' is not the last of the rules"],
        ),
        (
            changed("- otherwise: other", "- class: other"),
            ["13:5 rule 2 tests nothing"],
        ),
        (
            changed("- otherwise: other", "- age: any\n        class: other"),
            ["13:5 rule 2 tests nothing"],
        ),
        (changed("under 12", "12 to 5"), ["11:10 '12 to 5' runs from a larger number"]),
        (changed("under 12", "[1, b]"), ["11:14 'b' is no number and no range of numbers"]),
        (changed("under 12", "{a: b}"), ["11:10 'age' is a text; found a block of keys"]),
        (changed("under 12", "[]"), ["11:10 'age' is an empty list"]),
        (changed("image or video", "imge"), ["10:14 'imge' is not in the domain"]),
        (changed("image or video", "[image, vid]"), ["10:22 'vid' is not in the domain"]),
        (
            changed("image or video", "not (image or video or text)"),
            ["10:14 no value of the domain is 'not (image or video or text)'"],
        ),
        (changed("age: under 12", "aeg: under 12"), ["11:5 rule 1 has no key 'aeg'"]),
        (changed("[image, video, text]", "[image]"), ["4:13 the domain of the input 'content'"]),
        (changed("[image, video, text]", "[]"), ["4:13 'domain' is an empty list"]),
        (changed("[image, video, text]", "{a: b}"), ["4:13 'domain' is a text; found a block"]),
        (
            changed("[image, video, text]", "[image, video, image]"),
            ["4:28 the domain has 'image' twice"],
        ),
        (
            changed("[image, video, text]", "[image, video, text]\n        kind: date"),
            ["5:11 inputs of the kind 'date' are not evaluated yet"],
        ),
        (
            changed("[image, video, text]", "[image, video, text]\n        kind: words"),
            ["5:11 'kind' is 'words'; expected one of 'category', 'number'"],
        ),
        (
            changed("[image, video, text]", "[image, video, text]\n        unit: files"),
            ["5:5 'unit' says something of numbers"],
        ),
        (
            changed("[image, video, text]", "[image, video, text]\n        means: x"),
            ["5:12 'means' is a block of keys; found a text"],
        ),
        (
            changed("[image, video, text]", "[image, video, text]\n        means: {text: image}"),
            ["5:13 'text' is a value of the domain"],
        ),
        (
            changed("[image, video, text]", "[image, video, text]\n        means: {file: vidio}"),
            ["5:19 'vidio' is not in the domain"],
        ),
        (changed(DOMAIN, "        kind: category"), ["4:5 the input 'content' needs the key"]),
        (changed(DOMAIN, "        from: x"), ["3:3 the input 'content' needs the key 'domain' or"]),
        (changed(DOMAIN, "        kind: date"), ["4:11 inputs of the kind 'date'"]),
        (changed("content:\n" + DOMAIN, "content: image"), ["3:12 the input 'content' is a block"]),
        (
            changed("kind: number", "kind: number\n        domain: [1, 2]"),
            ["7:13 the domain of num"],
        ),
        (changed("kind: number", "kind: number\n        domain: 5"), ["7:13 '5' is no range"]),
        (changed("kind: number", "kind: number\n        domain: a"), ["7:13 'a' is no number"]),
        (
            changed("kind: number", "kind: number\n        domain: {a: b}"),
            ["7:13 'domain' is a text; found a block"],
        ),
        (
            changed("kind: number", "kind: number\n        domain: 20..90"),
            ["12:10 no value of the domain is 'under 12'"],
        ),
        (changed("integer: true", "integer: yes"), ["7:14 'integer' is 'yes'"]),
        (
            changed("      age:\n", "      class: {kind: number}\n      age:\n"),
            ["5:3 an input cannot be called 'class'"],
        ),
        (
            changed("kind: number", "from: content\n        kind: number"),
            ["5:3 the inputs 'content' and 'age' read the same column, 'content'"],
        ),
        (
            changed("kind: number", "from: class\n        kind: number"),
            ["6:11 an input cannot read the column 'class'"],
        ),
        (changed("rubric: 1", "rubric: 1\n    hit: any"), ["2:6 the hit policy 'any' belongs to"]),
        (changed("rubric: 1", "rubric: 1\n    hit: priority"), ["2:6 the hit policy 'priority'"]),
        (
            changed("rubric: 1", "rubric: 1\n    hit: collect"),
            ["2:6 the hit policy 'collect' gives"],
        ),
        (changed("rubric: 1", "rubric: 1\n    hit: frist"), ["2:6 'hit' is 'frist'; expected"]),
        (changed("rubric: 1", "rubric: 1\n    unknown: maybe"), ["2:10 'unknown' is 'maybe'"]),
        (changed("rubric: 1", "rubric: 1\n    source: [a]"), ["2:9 'source' is a block of keys"]),
        (
            changed("rubric: 1", "rubric: 1\n    source: {url: a.example}"),
            ["2:15 'url' is 'a.example'; expected an address of the web"],
        ),
        (changed("rubric: 1", "rubric: 1\n    source: {link: b}"), ["2:10 the source has no key"]),
        (changed("rubric: 1", "rubric: 1\n    title:"), ["2:7 'title' has no value"]),
        (changed("rubric: 1", "rubric: 1\n    note: a"), ["2:1 a rubric has no key 'note'"]),
    ],
)
def test_a_wrong_rubric_is_told_with_its_place(text: str, expected: list[str]) -> None:
    actual = told(text)
    assert len(actual) == len(expected), actual
    for one, start in zip(actual, expected, strict=True):
        assert one.startswith(start), one


def test_what_is_missing_is_told_once() -> None:
    assert told("rubric: 1\n") == [
        "1:1 the rubric needs the key 'inputs'",
        "1:1 the rubric needs the key 'classes'",
        "1:1 the rubric needs the key 'rules'",
    ]
    text = "rubric: 1\ninputs: {}\nclasses:\nrules: [] # none\n"
    assert told(text) == [
        "2:9 the rubric looks at no input",
        "3:9 'classes' has no value",
        "4:8 'rules' is an empty list",
    ]
    assert told("rubric: 1\ninputs: [a]\nclasses: [a, b]\nrules: {a: b}\n") == [
        "2:9 'inputs' is a block of keys; found a list",
        "4:8 'rules' is a list; found a block of keys",
    ]


def test_every_problem_of_a_file_is_told_in_one_run() -> None:
    text = AGES.replace("video, text", "video, image").replace("under 12", "young")
    text = text.replace("otherwise: other", "otherwise: old")
    assert [line.split()[0] for line in told(text)] == ["4:28", "11:10", "13:16"]


def test_a_problem_shows_its_line_and_the_nearest_word() -> None:
    (problem,) = problems_of(changed("image or video", "image or vidio"))
    assert problem.excerpt == "  - content: image or vidio"
    assert problem.hint == "did you mean 'video'?"


def test_a_block_with_lost_keys_is_not_blamed_for_others() -> None:
    text = "rubric: 1\ninputs: {age: {kind: number}}\nclasses: [a, b]\nrules:\n"
    (line,) = told(f"{text}  - {{age: 5, b, class: a}}\n")
    assert line.startswith("5:")


LIMITS = [
    ("inputs", 20, "the rubric has 21 inputs"),
    ("classes", 500, "'classes' has 501 values"),
    ("domain", 500, "the domain has 501 values"),
    ("means", 500, "'means' has 501 labels"),
    ("rules", 2000, "the rubric has 2,001 rules"),
]


@pytest.mark.parametrize(("part", "most", "message"), LIMITS)
def test_a_rubric_has_a_limited_size(part: str, most: int, message: str) -> None:
    sizes = {"inputs": 1, "classes": 2, "domain": 2, "means": 1, "rules": 1} | {part: most + 1}
    assert [line.partition(" ")[2] for line in told(sized(sizes))] == [
        f"{message}; the limit is {most:,}"
    ]
    allowed = sized(sizes | {part: most})
    assert told(allowed) == []


def sized(sizes: dict[str, int]) -> str:
    domain = ", ".join(f"v{number}" for number in range(sizes["domain"]))
    means = "".join(f"      l{number}: v0\n" for number in range(sizes["means"]))
    inputs = f"  i0:\n    domain: [{domain}]\n    means:\n{means}"
    inputs += "".join(f"  i{number}: {{kind: number}}\n" for number in range(1, sizes["inputs"]))
    classes = ", ".join(f"c{number}" for number in range(sizes["classes"]))
    rules = "".join("  - {i0: v0, class: c0}\n" for _ in range(sizes["rules"]))
    return f"rubric: 1\ninputs:\n{inputs}classes: [{classes}]\nrules:\n{rules}"


YAML = [
    (b"", "the file is empty; expected a rubric that begins with 'rubric: 1'"),
    (b"# nothing\n", "the file holds nothing but comments; expected a rubric"),
    (b"- a\n", "expected a block of keys, found a list"),
    (b"%YAML 1.2\n---\nrubric: 1\n", "'%YAML' is a YAML directive; rubrics need none"),
    (b"rubric: &a 1\n", "'&a' is a YAML anchor, which rubrics do not use"),
    (b"rubric: !x 1\n", "'!x' is a YAML tag, which rubrics do not use"),
    (b"rubric: *a\n", "'*a' is a YAML alias, which rubrics do not use"),
    (b"<<: a\nrubric: 1\n", "'<<' merges keys from elsewhere; rubrics do not use it"),
    (b"rubric: 1\n---\na: b\n", "a second YAML document begins here; a rubric is one"),
    (
        b"x" * (2 * 1024 * 1024 + 1),
        "the file has more than 2,097,152 bytes, which is the most for a rubric",
    ),
]


@pytest.mark.parametrize(("data", "message"), YAML)
def test_the_traps_of_yaml_are_told_of_a_rubric(data: bytes, message: str) -> None:
    assert message in [problem.message for problem in problems_of(data)]


def test_a_rubric_that_is_nested_too_deep_is_refused() -> None:
    data = b"rubric: 1\ninputs: " + b"{a: " * 40 + b"}" * 40
    (problem,) = problems_of(data)
    assert problem.hint == "a rubric needs about a dozen levels"
