from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, SMALLEST, TABLE, load, place_of, places_of, problems_of
from yaml import Mark, MarkedYAMLError

from factcheck.spec.document.parse_document import parse_document

TOP = "factcheck: 1\nevidence:\n  t: {file: t.csv}\nclaims:\n  c:\n    measure: count(t)\n"
"""Six lines; what follows belongs to the claim."""

TRAPS = {
    # the value begins with a character that means something to YAML
    "figure: >9000": "FC017 7:13",
    "figure: >= 5": "FC017 7:13",
    "figure: > 9000": "FC017 7:13",
    "figure: >5": "FC017 7:13",
    "figure: >-5 # low": "FC017 7:13",
    "figure: |x": "FC017 7:13",
    "figure: |5": "FC017 7:13",
    "figure: %5": "FC017 7:13",
    "figure: '5'\n    note: % of all": "FC017 8:11",
    "figure: 5\n    note: `t.x` is it": "FC017 8:11",
    "figure: 5\n    note: @fedpol said": "FC017 8:11",
    "figure: 5\n    note: - a": "FC017 8:11",
    "figure: 5\n    note: ? a": "FC017 8:11",
    "figure: 5\n    note: ,a": "FC017 8:11",
    "figure: 5\n    note: ]a": "FC017 8:11",
    "figure: 5\n    note: }a": "FC017 8:11",
    "figure: 5\n    note:\n      >= 5": "FC017 9:7",
    "figure: 5\n    note: !important": "FC009 8:11",
    "figure: 5\n    note: !=3": "FC009 8:11",
    "figure: 5\n    note: !e!f x": "FC009 8:11",
    "figure: 5\n    note: !!str x": "FC009 8:11",
    "figure: 5\n    note: ! x": "FC009 8:11",
    "figure: 5\n    note: &a x": "FC010 8:11",
    "figure: 5\n    note: & x": "FC010 8:11",
    "figure: 5\n    note: *a": "FC010 8:11",
    "figure: 5\n    note: * a": "FC010 8:11",
    "figure: 5\n    note: *a* b": "FC010 8:11",
    "figure: 5\n    note: *a b": "FC010 8:11",
    "figure: {text: 5, *means: x}": "FC010 7:23",
    "figure: {text: 5, means: %x}": "FC017 7:30",
    "figure: {text: 5, means: ]}": "FC017 7:30",
    "figure: {text: 5, means: >x}": "FC017 7:30",
    "figure: {text: 5, means: 'x' y}": "FC018 7:34",
    # colons, quotation marks
    "figure: 5\n    quote: He said: five": "FC016 8:19",
    "figure: 5\n    quote: Five": None,
    "figure: 5\n    quote: at 12:30 it was 9:50": None,
    'figure: 5\n    quote: "abc" said he': "FC018 8:18",
    'figure: 5\n    quote: "abc"x': "FC018 8:17",
    'figure: 5\n    quote: "abc": x': "FC018 8:17",
    "figure: 5\n    quote: 'it's five'": "FC018 8:16",
    'figure: 5\n    quote: "abc\n      def" x': "FC018 9:12",
    'figure: 5\n    quote: "abc': "FC019 8:12",
    "figure: 5\n    quote: 'abc": "FC019 8:12",
    'figure: 5\n    quote: "abc\n    note: "x"': "FC019 8:12",
    'figure: 5\n    quote: "abc\n    note: x"': "FC019 8:12",
    'figure: 5\n    quote: "abc\n      def"': None,
    'figure: 5\n    quote: "a\\qb"': "FC022 8:14",
    # comments
    "figure: around 5 # five": "FC015 7:22",
    "figure: #5": "FC015 7:13",
    "figure: 'around 5' # five": None,
    "figure: 5\n    quote: They are #1 in Europe": "FC015 8:21",
    "figure: 5\n    quote: They are # 1": "FC015 8:21",
    "figure: 5\n    note: five #": "FC015 8:16",
    "figure: 5\n    title: Our #1 claim": "FC015 8:16",
    "figure: 5\n    title: Our claim # the first": None,
    "figure: 5\n    expect: supported # what CI should find": None,
    "figure: 5\n    expect: supported #ok": None,
    "figure: 5\n    quote: >-\n      They are #1": None,
    "figure: 5\n    quote: abc #1\n      def": "FC015 8:16",
    "figure: {text: around 5, means: about 5 # five\n      }": "FC015 7:45",
    # blanks and brackets
    "figure:5": "FC020 7:5",
    "figure:5\n    note: x": "FC020 7:5",
    "figure: 5\n    holds_:\n      - a\n      -b": "FC030 8:5 FC020 10:7",
    "figure: 5\n    under: [a, b": "FC021 8:12",
    "figure: 5\n    under: {a": "FC021 8:12",
    "figure: 5\n    under: [": "FC021 8:12",
    "figure: 5\n    under: [a,": "FC021 8:12",
    "figure: 5\n    under: {": "FC021 8:12",
    "figure: [5] reports": "FC014 7:17",
    "figure: {5} reports": "FC014 7:17",
    "figure: [12..15]": "FC014 7:13",
    "figure: {text: 9,167}": "FC014 7:21",
    "figure: {text:5}": "FC020 7:14",
    "figure: {text: a: b}": "FC016 7:21",
    "figure: {text: a[5]}": "FC014 7:21",
    "figure: 5\n    note: [a, b]": "FC014 8:11",
    "figure: 5\n    note: {a: b}": "FC014 8:11",
}


@pytest.mark.parametrize(("written", "place"), TRAPS.items())
def test_each_trap_has_a_message_at_its_place(written: str, place: str | None) -> None:
    extra = "assumptions:\n  a: {holds: t = 1}\n  b: {holds: t = 2}\n"
    expected = [] if place is None else place.split(" F")
    expected = [p if p[0] == "F" else f"F{p}" for p in expected]
    assert places_of(f"{TOP}    {written}\n") == expected
    assert places_of(f"{TOP}    {written}\n{extra}") == expected


def test_the_value_that_was_meant_is_read_on() -> None:
    document = parse_document(b"figure: >9000\nnote: a: b\nlast: c\n", "f")
    assert document.root is not None
    written = [entry.node for entry in document.root.entries]
    assert [getattr(node, "text", None) for node in written] == [">9000", "a: b", "c"]


def test_several_traps_are_found_in_one_run() -> None:
    text = """\
    factcheck: 1
    titel: x: y
    evidence:
      t: {file: t.csv}
      u:
        file:u.csv
        source: nowhere
    claims:
      c:
        measure: count(t) +
        figure: >9000
        quote: "abc" said he
        note: 'it's
      d: {measure: share(t, u), figure: 5}
      e:
        measure: count(u)
        figure: %5
        quote: @x: y
    """
    assert places_of(text) == [
        "FC030 2:1",
        "FC016 2:9",
        "FC020 6:5",
        "FC062 7:13",
        "FC050 10:23",
        "FC017 11:13",
        "FC018 12:18",
        "FC018 13:15",
        "FC014 14:23",
        "FC017 17:13",
        "FC017 18:12",
    ]


def test_inner_places_are_right_in_a_mended_line() -> None:
    assert places_of(
        f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    measure: `t` / nothing\n"
    ) == [
        "FC017 7:14",
        "FC060 7:20",
    ]
    assert places_of(f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    measure:nothing\n") == [
        "FC020 7:5",
        "FC060 7:13",
    ]


def test_a_reading_may_not_begin_with_a_special_character_either() -> None:
    text = f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    readings:\n      % of all: count(t)\n"
    assert places_of(text) == ["FC017 8:7"]
    assert places_of(text.replace("% of", "'%' of")) == ["FC018 8:11"]


def test_keys_and_values_after_a_hash_in_brackets_are_not_a_comment() -> None:
    assert places_of(f"{SMALLEST}title: a#b c#1\n") == []


def test_expressions_cut_by_a_comment() -> None:
    def of(expression: str) -> list[str]:
        return places_of(f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    measure: {expression}\n")

    assert of("count(t)  # all rows") == []
    assert of("count(t[a = b #1])") == ["FC015 7:28"]
    assert of("count(t) #1") == ["FC015 7:23"]
    assert of("count(t) / # count(t)") == ["FC050 7:23", "FC015 7:25"]


def test_tabs() -> None:
    text = "factcheck: 1\nclaims:\n\tc:\n\t\tmeasure: x\n  \td: x\n"
    assert places_of(text) == ["FC006 3:1", "FC006 4:1", "FC006 5:3"]
    assert places_of("factcheck: 1\ntitle: a\n\tb\n") == ["FC006 3:1"]
    assert places_of("factcheck: 1\ntitle: >-\n \ta\n\tb\n")[0] == "FC006 3:2"
    assert places_of(f"factcheck:\t1\n{TABLE}{CLAIM}") == []


def test_indentation() -> None:
    assert places_of("factcheck: 1\ntitle: a\n  about: b\n") == ["FC016 3:8"]
    assert places_of("factcheck: 1\nclaims:\n  a: b\n c: d\n") == ["FC007 4:2"]
    assert places_of("factcheck: 1\ntitle: abc\ndef ghi\nabout: x\n")[1] == "FC007 3:1"
    assert places_of("factcheck: 1\ntitle: 'a'\n  about: b\n") == ["FC007 3:3"]
    assert places_of("factcheck: 1\nlist:\n  - a\n  b: c\n") == ["FC007 4:3"]
    assert places_of("factcheck: 1\ntitle: |\n    a\n   b\n") == ["FC007 4:4"]


def test_what_no_rule_knows_is_told_in_the_words_of_the_parser() -> None:
    (problem,) = problems_of("factcheck: 1\n... x\n")
    assert problem.code.slug == "yaml-syntax"
    assert place_of(problem) == "FC007 2:5"
    assert problem.message.startswith("this cannot be read as YAML: ")


def test_duplicate_keys_name_both_lines() -> None:
    (problem,) = problems_of(f"{SMALLEST}title: a\nabout: b\ntitle: c\n")
    assert place_of(problem) == "FC008 8:1"
    assert problem.message == "the key 'title' is given twice: on line 6 and again on line 8"
    assert problem.excerpt == "title: c"


def test_keys_are_compared_in_normal_form() -> None:
    sources = "sources:\n  café: {title: a}\n  cafe\u0301: {title: b}\n"
    assert places_of(SMALLEST + sources)[0] == "FC008 8:3"


def test_yaml_beyond_what_claim_files_use() -> None:
    assert places_of(f"%YAML 1.2\n---\n{SMALLEST}") == ["FC013 1:1"]
    assert places_of(f"# x\n%FOO bar\n---\n{SMALLEST}") == ["FC013 2:1"]
    assert places_of(f"  # x\n\n%FOO bar\n---\n{SMALLEST}") == ["FC013 3:1"]
    assert places_of(f"---\n{SMALLEST}") == []
    assert places_of(f"{SMALLEST}...\n") == []
    assert places_of(f"{SMALLEST}---\n{SMALLEST}") == ["FC012 6:1"]
    assert places_of(f"{SMALLEST}...\n%YAML 1.1\n---\na: b\n") == ["FC012 7:1"]
    assert places_of(f"{SMALLEST}...\n%YAML 3.1\n---\na: b\n") == ["FC013 7:1", "FC012 8:1"]
    assert places_of(f"{SMALLEST}<<: {{a: b}}\n") == ["FC011 6:1"]
    assert places_of(f"{SMALLEST}[a, b]: c\n") == ["FC025 6:1"]
    assert places_of(f"{SMALLEST}{{a: b}}: c\n") == ["FC025 6:1"]
    assert places_of(f"{SMALLEST}: c\n") == ["FC025 6:1"]
    assert places_of(f"{SMALLEST}about:\n  : c\n") == ["FC025 7:3"]
    assert places_of(f"{SMALLEST}sources: {{: c}}\n") == ["FC025 6:11"]
    assert places_of(f"{SMALLEST}*a : c\n") == ["FC010 6:1"]
    assert places_of(f"{SMALLEST}? title\n: c\n") == []
    assert places_of(f"{SMALLEST}?\n: c\n") == ["FC025 6:2"]


def test_tags_and_anchors_on_blocks() -> None:
    assert places_of(f"{SMALLEST}sources: !x\n  a: {{title: b}}\n") == ["FC009 6:10"]
    assert places_of(f"{SMALLEST}sources: &x\n  a: {{title: b}}\n") == ["FC010 6:10"]
    assert places_of(f"{SMALLEST}about: &x [a]\n") == ["FC010 6:8", "FC014 6:8"]


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 x"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    found = [place for place in places_of("\n".join(lines)) if place.startswith("FC010")]
    assert found == ["FC010 1:5"]


def test_nesting_has_a_limit() -> None:
    def nested(levels: int) -> str:
        return "\n".join(" " * n + "a:" for n in range(levels - 1)) + " b\n"

    assert "FC004" not in {place.split()[0] for place in places_of(nested(33))}
    assert places_of(nested(34)) == ["FC004 33:33"]
    assert places_of("a: " + "[" * 900) == ["FC004 1:35"]


def test_nesting_past_the_parsers_own_limit_is_told_in_the_same_words() -> None:
    # A later libyaml gives up at a place of its own, an earlier one never does.
    (place,) = places_of("a: " + "[" * 5000)
    assert place in {"FC004 1:35", "FC004 1:1003"}


def test_the_parsers_own_limit_is_known_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deep:
        def __init__(self, _: str) -> None:
            pass

        def get_event(self) -> None:
            mark = Mark("", 2, 0, 2, None, 0)
            raise MarkedYAMLError(problem="exceeded maximum nesting depth", problem_mark=mark)

    monkeypatch.setattr("factcheck.spec.document.compose.CParser", Deep)
    assert places_of("a: b\n") == ["FC004 1:3"]
    assert places_of("a: \u200b\nb: " + "{" * 5000)[0] == "FC005 1:4"


def test_the_number_of_nodes_has_a_limit() -> None:
    assert places_of("a: [" + "b," * 100_000 + "]\n") == ["FC003 1:199999"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("- a\n- b\n", "FC026 1:1"), ("just text\n", "FC026 1:1"), ("key:value\n", "FC020 1:1")],
)
def test_a_file_that_is_no_block_of_keys(text: str, place: str) -> None:
    assert places_of(text) == [place]


def test_a_tag_on_the_whole_file() -> None:
    assert places_of("!x abc\n") == ["FC009 1:1"]


def test_values_stay_text() -> None:
    sources = (
        "sources:\n"
        "  s: {title: NO, publisher: 12:30, published: 9.50, accessed: 0x1F}\n"
        "  t: {title: true, publisher: on, published: 1_000, accessed: 2018-01-01}\n"
    )
    first, second = load(SMALLEST + sources).sources
    assert (first.title, first.publisher, first.published) == ("NO", "12:30", "9.50")
    assert first.accessed == "0x1F"
    assert (second.title, second.publisher, second.published) == ("true", "on", "1_000")


def test_so_many_repairs_and_no_more() -> None:
    lines = "".join(f"k{n}: a: b\n" for n in range(60))
    found = [place for place in places_of(lines) if place.startswith("FC016")]
    assert len(found) == 26


def test_a_large_file_is_read_again_only_a_few_times() -> None:
    padding = "# " + "x" * 1_900_000 + "\n"
    found = places_of(padding + "".join(f"k{n}: a: b\n" for n in range(60)))
    assert len(found) == 5


def test_a_long_value_is_not_repeated_in_the_hint() -> None:
    (problem,) = problems_of(f"{SMALLEST}title: a: {'b' * 100}\n")
    assert problem.hint == "put the value in quotes or under >-"
    (problem,) = problems_of(f"{SMALLEST}title: %{'b' * 100}\n")
    assert problem.hint == "put it in quotes"
