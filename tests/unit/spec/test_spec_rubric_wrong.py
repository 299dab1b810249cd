"""Everything that can be wrong with a rubric file is told in one run, with its place."""

from __future__ import annotations

import pytest
from rubric_helpers import AGES, changed, problems_of, told

VALUES = "        values: [image, video, text]"


def rooted(line: str) -> str:
    """Return the rubric with another line below its name."""
    return changed("rubric: ages", f"rubric: ages\n    {line}")


def of_content(line: str) -> str:
    """Return the rubric with another line in the block of the input ``content``."""
    return changed(VALUES, f"{VALUES}\n        {line}")


def of_age(lines: str) -> str:
    """Return the rubric with other lines instead of the type of the input ``age``."""
    return changed("type: number", lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed("rubric: ages", "rubric: 2"), ["1:9 'rubric' is '2', which is no name"]),
        (changed("    rubric: ages\n", ""), ["1:1 the file needs the key 'rubric'"]),
        (changed("rubric: ages", "rubric: [a]"), ["1:9 'rubric' is a text; found a list"]),
        (changed("rubric: ages", "rubic: ages"), ["1:1 a rubric has no key 'rubic'"]),
        (changed("    classes:", "    clases:"), ["8:1 a rubric has no key 'clases'"]),
        (changed("[young, other]", "[young]"), ["8:10 one class tells nothing apart"]),
        (changed("[young, other]", "{young: {}}"), ["8:10 one class tells nothing apart"]),
        (changed("[young, other]", "[]"), ["8:10 'classes' is an empty list"]),
        (changed("[young, other]", "{}"), ["8:10 'classes' is an empty block"]),
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
            changed("[young, other]", "{young: x, other: {}}"),
            ["8:18 the class 'young' is a block of keys; found a text"],
        ),
        (
            changed("[young, other]", "{young: {rol: counted}, other: {}}"),
            ["8:19 the class 'young' has no key 'rol'"],
        ),
        (
            changed("[young, other]", "{young: {role: conted}, other: {role: either}}"),
            ["8:25 'role' is 'conted'; expected one of"],
        ),
        (
            changed("[young, other]", "{young: {role: counted}, other: {label: o}}"),
            ["8:35 the class 'other' has no role, and others have one"],
        ),
        (
            changed("otherwise: other", "otherwise: others"),
            ["14:16 'others' is no class of this rubric"],
        ),
        (changed("then: young", "then: [old]"), ["13:12 'old' is no class of this rubric"]),
        (changed("then: young", "then: {a: b}"), ["13:11 'then' is a text; found a block"]),
        (changed("then: young", "then: []"), ["13:11 'then' is an empty list"]),
        (changed("then: young", "then: null"), ["13:11 'null' is no class of this rubric"]),
        (changed("        then: young\n", ""), ["10:5 rule 1 needs the key 'then'"]),
        (changed("then: young", "thn: young"), ["13:5 rule 1 has no key 'thn'"]),
        (changed("- when:", "- whn:"), ["10:5 rule 1 has no key 'whn'"]),
        (changed("      - otherwise: other\n", "      - 5\n"), ["14:5 rule 2 is a block of keys"]),
        (
            changed("- otherwise: other", "- otherwise: other\n        when: {age: 5}"),
            ["15:5 'when' stands beside 'otherwise'"],
        ),
        (
            changed(
                "- otherwise: other",
                "- otherwise: other\n      - {when: {age: 5}, then: other}",
            ),
            ["14:5 'otherwise' is not the last of the rules"],
        ),
        (changed("- otherwise: other", "- then: other"), ["14:5 rule 2 needs the key 'when'"]),
        (
            changed("- otherwise: other", "- {when: {}, then: other}"),
            ["14:5 rule 2 tests nothing"],
        ),
        (
            changed("- otherwise: other", "- {when: {age: any, content: '-'}, then: other}"),
            ["14:5 rule 2 tests nothing"],
        ),
        (
            changed("- otherwise: other", "- {when: 5, then: other}"),
            ["14:12 'when' is a block of keys; found a text"],
        ),
        (
            changed("- when:", "- id: a\n        when:").replace(
                "- otherwise: other", "- {id: a, otherwise: other}"
            ),
            ["15:5 two rules have the id 'a': rule 1 and rule 2"],
        ),
        (changed("under 12", "12 to 5"), ["12:12 '12 to 5' runs from a larger number"]),
        (changed("under 12", "[1, b]"), ["12:16 'b' is no number and no range of numbers"]),
        (changed("under 12", "{a: b}"), ["12:12 'age' is a text; found a block of keys"]),
        (changed("under 12", "[]"), ["12:12 'age' is an empty list"]),
        (changed("under 12", "'[1..b]'"), ["12:17 "]),
        (changed("under 12", "not (5 or b)"), ["12:12 'b' is no number"]),
        (changed("image or video", "imge"), ["11:16 'imge' is not in the domain"]),
        (changed("image or video", "[image, vid]"), ["11:24 'vid' is not in the domain"]),
        (changed("image or video", "[image, [a, b]]"), ["11:24 an item of 'content' is a text"]),
        (changed("image or video", "'\"imge\"'"), ["11:17 'imge' is not in the domain"]),
        (
            changed("image or video", "not (image or video or text)"),
            ["11:16 no value of the domain is 'not (image or video or text)'"],
        ),
        (changed("age: under 12", "aeg: under 12"), ["12:7 'when' of rule 1 has no key 'aeg'"]),
        (changed("[image, video, text]", "[image]"), ["4:13 the input 'content' has one value"]),
        (changed("[image, video, text]", "[]"), ["4:13 'values' is an empty list"]),
        (changed("[image, video, text]", "{a: b}"), ["4:13 'values' is a list; found a block"]),
        (
            changed("[image, video, text]", "[image, [{a: b}]]"),
            ["4:21 an item of 'values' is a text; found a list"],
        ),
        (changed("[image, video, text]", "a"), ["4:13 'values' is a list; found a text"]),
        (
            changed("[image, video, text]", "[image, video, image]"),
            ["4:28 the input 'content' has 'image' twice"],
        ),
        (of_content("type: words"), ["5:11 'type' is 'words'; expected one of 'number', 'cat"]),
        (of_content("type: string"), ["5:11 'type' is 'string'; expected one of"]),
        (of_content("unit: files"), ["5:5 'unit' says nothing of categories"]),
        (of_content("integer: true"), ["5:5 'integer' says nothing of categories"]),
        (of_content("domain: [1..2]"), ["5:13 to YAML [1..2] is a list of one text, '1..2'"]),
        (of_content("domain: 1..2"), ["5:5 'domain' is a range of numbers or days, and the inp"]),
        (of_content("means: x"), ["5:12 'means' is a block of keys; found a text"]),
        (of_content("means: {text: image}"), ["5:13 'text' is a value of the domain"]),
        (of_content("means: {file: vidio}"), ["5:19 'vidio' is not in the domain"]),
        (of_content("means: {file: null}"), ["5:19 'file' has no value but 'null'"]),
        (of_content("means: {file: 'null'}"), ["5:19 'file' stands for values, and null is none"]),
        (changed(VALUES, "        from: x"), ["3:3 the input 'content' needs the key 'type' or"]),
        (changed(VALUES, "        domain: [a, b]"), ["4:5 'domain' is a range of numbers or days"]),
        (changed("content:\n" + VALUES, "content: image"), ["3:12 the input 'content' is a block"]),
        (of_age("type: number\n        values: [1, 2]"), ["7:5 'values' says nothing of numbers"]),
        (of_age("type: number\n        domain: 5"), ["7:13 '5' is no range of numbers"]),
        (of_age("type: number\n        domain: 1 or 3"), ["7:13 '1 or 3' is no range of numbers"]),
        (of_age("type: number\n        domain: a"), ["7:13 'a' is no number"]),
        (
            of_age("type: number\n        domain: [1, 2]"),
            ["7:13 'domain' is a range"],
        ),
        (of_age("type: number\n        domain: [1..2]"), ["7:13 to YAML [1..2] is a list of one"]),
        (of_age("type: number\n        domain: 012"), ["7:13 '012' is no number here"]),
        (
            of_age("type: number\n        domain: {a: b}"),
            ["7:13 'domain' is a text; found a block"],
        ),
        (
            of_age("type: number\n        domain: 20..90"),
            ["13:12 no value of the domain is 'under 12'"],
        ),
        (changed("integer: true", "integer: yes"), ["7:14 'integer' is 'yes'"]),
        (changed("integer: true", "integer: maybe"), ["7:14 'integer' is 'maybe'"]),
        (
            of_age("from: content\n        type: number"),
            ["5:3 the inputs 'content' and 'age' read the same column, 'content'"],
        ),
        (
            of_age("from: class\n        type: number"),
            ["6:11 an input cannot read the column 'class', which rubrics add"],
        ),
        (
            changed("      age:\n", "      counted: {type: number}\n      age:\n"),
            ["5:3 an input cannot read the column 'counted', which rubrics add"],
        ),
        (rooted("hit_policy: frist"), ["2:13 'hit_policy' is 'frist'; expected one of"]),
        (rooted("hit_policy: A"), ["2:13 'hit_policy' is 'A'; expected one of"]),
        (rooted("unknown: maybe"), ["2:10 'unknown' is 'maybe'"]),
        (rooted("sources: []"), ["2:10 'sources' is an empty list"]),
        (rooted("sources: ['']"), ["2:11 source 1 is blank"]),
        (rooted("sources: [[a]]"), ["2:11 source 1 is a block of keys; found a list"]),
        (
            rooted("sources: {url: a.example}"),
            ["2:16 'url' is 'a.example'; expected an address of the web"],
        ),
        (rooted("sources: [{link: b}]"), ["2:12 source 1 has no key 'link'"]),
        (rooted("title:"), ["2:7 'title' has no value"]),
        (rooted("title: null"), ["2:8 'title' has no value but 'null'"]),
        (rooted("note: a"), ["2:1 a rubric has no key 'note'"]),
        (rooted("outputs: {a: {}}"), ["2:1 a rubric has 'classes' or 'outputs', not both"]),
        (rooted("hit_policy: collect +"), ["9:1 the hit policy 'collect +' calculates with nu"]),
    ],
)
def test_a_wrong_rubric_is_told_with_its_place(text: str, expected: list[str]) -> None:
    actual = told(text)
    assert len(actual) == len(expected), actual
    for one, start in zip(actual, expected, strict=True):
        assert one.startswith(start), one


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (changed("rubric: ages", "rubric: 1"), ["write a name: 'rubric: children-in-traffic'"]),
        (rooted("hit: first"), ["write 'hit_policy:'"]),
        (rooted("source: a"), ["write 'sources:'"]),
        (changed("type: number", "kind: number"), ["write 'type:'"]),
        (changed(VALUES, "        domain: [image, video]"), ["list every value"]),
        (changed("then: young", "class: young"), ["write 'then:'"]),
        (
            changed(
                "- when:\n          content: image or video\n          age: under 12\n",
                "- age: 5\n",
            ),
            ["tests stand under 'when:': 'when: {age: …}'"],
        ),
        (of_age("type: integer"), ["write 'type: number' and 'integer: true'"]),
        (of_content("type: String"), ["write 'type: category'"]),
        (of_age("type: Bool"), ["write 'type: boolean'"]),
        (rooted("hit_policy: U"), ["write 'unique'"]),
        (rooted("hit_policy: 'C#'"), ["write 'collect #', in quotes"]),
        (rooted("hit_policy: collect sum"), ["write 'collect +'"]),
        (rooted("hit_policy: prioritty"), ["did you mean 'priority'?"]),
        (changed("integer: true", "integer: on"), ["to YAML 1.2 'on' is no truth"]),
        (changed("type: number", "typ: number"), ["did you mean 'type'?"]),
    ],
)  # fmt: skip
def test_keys_of_other_forms_are_told_with_what_to_write(text: str, hints: list[str]) -> None:
    actual = [problem.hint or "" for problem in problems_of(text)]
    for start in hints:
        assert any(hint.startswith(start) for hint in actual), actual


def test_what_is_missing_is_told_once() -> None:
    assert told("rubric: a\n") == [
        "1:1 the rubric needs the key 'inputs'",
        "1:1 the rubric needs the key 'classes'",
        "1:1 the rubric needs the key 'rules'",
    ]
    text = "rubric: a\ninputs: {}\nclasses:\nrules: [] # none\n"
    assert told(text) == [
        "2:9 the rubric looks at no input",
        "3:9 'classes' has no value",
        "4:8 'rules' is an empty list",
    ]
    assert told("rubric: a\ninputs: [a]\nclasses: [a, b]\nrules: {a: b}\n") == [
        "2:9 'inputs' is a block of keys; found a list",
        "4:8 'rules' is a list; found a block of keys",
    ]


def test_every_problem_of_a_file_is_told_in_one_run() -> None:
    text = AGES.replace("video, text", "video, image").replace("under 12", "young")
    text = text.replace("otherwise: other", "otherwise: old")
    assert [line.split()[0] for line in told(text)] == ["4:28", "12:12", "14:16"]


def test_a_problem_shows_its_line_and_the_nearest_word() -> None:
    (problem,) = problems_of(changed("image or video", "image or vidio"))
    assert problem.excerpt == "      content: image or vidio"
    assert problem.hint == "did you mean 'video'?"


def test_a_block_with_lost_keys_is_not_blamed_for_others() -> None:
    text = "rubric: a\ninputs: {age: {type: number}}\nclasses: [a, b]\nrules:\n"
    (line,) = told(f"{text}  - {{when: {{age: 5}}, b, then: a}}\n")
    assert line.startswith("5:")


LIMITS = [
    ("inputs", 20, "the rubric has 21 inputs"),
    ("classes", 500, "'classes' has 501 values"),
    ("values", 500, "the input 'i0' has 501 values"),
    ("means", 500, "'means' has 501 labels"),
    ("rules", 2000, "the rubric has 2,001 rules"),
]


@pytest.mark.parametrize(("part", "most", "message"), LIMITS)
def test_a_rubric_has_a_limited_size(part: str, most: int, message: str) -> None:
    sizes = {"inputs": 1, "classes": 2, "values": 2, "means": 1, "rules": 1} | {part: most + 1}
    assert [line.partition(" ")[2] for line in told(sized(sizes))] == [
        f"{message}; the limit is {most:,}"
    ]
    allowed = sized(sizes | {part: most})
    assert told(allowed) == []


def sized(sizes: dict[str, int]) -> str:
    domain = ", ".join(f"v{number}" for number in range(sizes["values"]))
    means = "".join(f"      l{number}: v0\n" for number in range(sizes["means"]))
    inputs = f"  i0:\n    values: [{domain}]\n    means:\n{means}"
    inputs += "".join(f"  i{number}: {{type: number}}\n" for number in range(1, sizes["inputs"]))
    classes = ", ".join(f"c{number}" for number in range(sizes["classes"]))
    rules = "".join("  - {when: {i0: v0}, then: c0}\n" for _ in range(sizes["rules"]))
    return f"rubric: a\ninputs:\n{inputs}classes: [{classes}]\nrules:\n{rules}"


YAML = [
    (b"", "the file is empty; expected a rubric that begins with 'rubric: NAME'"),
    (b"# nothing\n", "the file holds nothing but comments; expected a rubric"),
    (b"- a\n", "expected a block of keys, found a list"),
    (b"%YAML 1.2\n---\nrubric: a\n", "'%YAML' is a YAML directive; rubrics need none"),
    (b"rubric: &a 1\n", "'&a' is a YAML anchor, which rubrics do not use"),
    (b"rubric: !x 1\n", "'!x' is a YAML tag, which rubrics do not use"),
    (b"rubric: *a\n", "'*a' is a YAML alias, which rubrics do not use"),
    (b"<<: a\nrubric: a\n", "'<<' merges keys from elsewhere; rubrics do not use it"),
    (b"rubric: a\n---\na: b\n", "a second YAML document begins here; a rubric is one"),
    (
        b"x" * (2 * 1024 * 1024 + 1),
        "the file has more than 2,097,152 bytes, which is the most for a rubric",
    ),
]


@pytest.mark.parametrize(("data", "message"), YAML)
def test_the_traps_of_yaml_are_told_of_a_rubric(data: bytes, message: str) -> None:
    assert message in [problem.message for problem in problems_of(data)]


def test_a_rubric_that_is_nested_too_deep_is_refused() -> None:
    data = b"rubric: a\ninputs: " + b"{a: " * 40 + b"}" * 40
    (problem,) = problems_of(data)
    assert problem.hint == "a rubric needs about a dozen levels"


def test_classes_in_blocks_and_open_texts_are_limited_too() -> None:
    classes = ", ".join(f"c{number}: {{}}" for number in range(501))
    text = changed("[young, other]", f"{{{classes}}}")
    assert "'classes' has 501 values; the limit is 500" in told(text)[0]
    tests = ", ".join(f"v{number}" for number in range(501))
    text = changed(VALUES, "        type: category").replace("image or video", f"[{tests}]")
    assert [line.partition(" ")[2] for line in told(text)] == [
        "the rules test the input 'content' for 501 texts; the limit is 500"
    ]


def test_what_cannot_be_read_names_no_text() -> None:
    text = changed(VALUES, "        type: category").replace("image or video", "'\"a\", b'")
    (line,) = told(text)
    assert line.startswith("11:")
    (line,) = told(changed(VALUES, "        type: category").replace("image or video", "{a: b}"))
    assert line == "11:16 'content' is a text; found a block of keys"
