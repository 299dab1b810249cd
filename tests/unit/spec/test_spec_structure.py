from __future__ import annotations

import subprocess
import sys

import pytest
from spec_helpers import CLAIM, HEAD, SMALLEST, TABLE, place_of, places_of, problems_of

from factcheck.spec import claims_schema
from factcheck.spec.codes import CODES
from factcheck.spec.document.parse_document import parse_document
from factcheck.spec.structure.clean import Cleaner
from factcheck.spec.structure.explain import MOST, Explainer


def messages(text: str) -> list[str]:
    return [f"{place_of(p)} {p.message} | {p.hint}" for p in problems_of(text)]


def in_table(line: str) -> list[str]:
    """Return the problems of a line of a table; it is line 4 and begins in column 5."""
    return places_of(f"{HEAD}evidence:\n  t:\n    {line}\n    file: t.csv\n{CLAIM}")


def in_column(line: str) -> list[str]:
    """Return the problems of a line of a column; it is line 6 and begins in column 9."""
    table = f"evidence:\n  t:\n    columns:\n      n:\n        {line}\n    file: t.csv\n"
    return places_of(HEAD + table + CLAIM)


def test_an_unknown_key_is_shown_with_the_nearest() -> None:
    assert messages(f"{SMALLEST}titel: x\n") == [
        "FC030 6:1 the file has an unknown key 'titel' | did you mean 'title'?"
    ]
    (said,) = messages(f"{SMALLEST}sources:\n  s: {{titel: x}}\n")
    assert said.startswith("FC030 7:7 the source 's' has an unknown key 'titel'")
    (said,) = messages(f"{HEAD}{TABLE}claims:\n  c:\n    figur: 5\n    measure: count(t)\n")
    assert said == "FC030 6:5 the claim 'c' has an unknown key 'figur' | did you mean 'figure'?"


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ("evidence:\n  u: {file: u.csv, kee: a}", "the table 'u'"),
        ("evidence:\n  u: {file: u.csv, columns: {c: {kee: a}}}", "the column 'c'"),
        ("quantities:\n  u: {is: a, kee: a}", "the quantity 'u'"),
        ("statements:\n  u: {measure: a, figure: 5, kee: a}", "the statement 'u'"),
        ("statements:\n  u: {measure: a, figure: {text: a, kee: a}}", "the figure"),
        ("assumptions:\n  u: {holds: a = 1, kee: a}", "the assumption 'u'"),
        ("disputes:\n  u: {between: [a, b], kee: a}", "the dispute 'u'"),
    ],
)
def test_every_place_knows_its_keys(block: str, place: str) -> None:
    text = f"{HEAD}{block}\nclaims:\n  c: {{not_checkable: because}}\n"
    assert f"{place} has an unknown key 'kee'" in [p.message for p in problems_of(text)]


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ("measure: a\n    figure: {text: 5, kee: a}", "the figure"),
        ("figure: 5\n    readings:\n      r: {measure: a, kee: a}", "the reading 'r'"),
        (
            "figure: 5\n    readings:\n      r: {measure: a, figure: {text: a, kee: a}}",
            "the figure",
        ),
        ("parts:\n      p: {holds: a = 1, kee: a}", "the part 'p'"),
        ("parts:\n      p: {parts: {q: {holds: a = 1, kee: a}}}", "the part 'q'"),
    ],
)
def test_every_place_in_a_claim_knows_its_keys(block: str, place: str) -> None:
    found = [p.message for p in problems_of(f"{HEAD}claims:\n  c:\n    {block}\n")]
    assert f"{place} has an unknown key 'kee'" in found


def test_a_key_of_the_place_beside_is_told() -> None:
    said = "the table 't' has an unknown key 'compute' | 'compute' is a key of a column"
    text = f"{HEAD}evidence:\n  t:\n    compute: a - b\n    file: t.csv\n{CLAIM}"
    assert messages(text)[0].startswith(f"FC030 4:5 {said}, under 'columns:'")
    text = f"{HEAD}evidence:\n  t:\n    columns: {{n: {{skip: 3}}}}\n    file: t.csv\n{CLAIM}"
    assert messages(text)[0].endswith("'skip' is a key of the table, beside 'columns:'")
    text = SMALLEST.replace("figure: 5", "figure: 5, step: 2")
    assert messages(text)[0].endswith(" 'step' | 'step' is a key of a column, under 'columns:'")
    assert messages(f"{SMALLEST}for_each: a\n")[0].endswith("is a key of a claim, under 'claims:'")
    assert messages(f"{SMALLEST}colour: a\n")[0].split(" | ")[1].startswith("known here")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TABLE + CLAIM, "FC032 1:1 the file does not say which version of the language it is"),
        (HEAD + TABLE, "FC039 1:1 the file declares no claims"),
        (f"{HEAD}{TABLE}claims: {{}}\n", "FC039 4:1 the file declares no claims"),
        (f"{HEAD}{TABLE}claims:\n", "FC035 4:8 'claims' has no value"),
        (f"factcheck:\n{TABLE}{CLAIM}", "FC035 1:11 'factcheck' has no value"),
        (f"factcheck: 2\n{TABLE}{CLAIM}", "FC036 1:12 the file is written in version '2'"),
        (f"{SMALLEST}sources: ~\n", "FC035 6:10 'sources' has no value but '~'"),
        (f"{SMALLEST}title: null\n", "FC035 6:8 'title' has no value but 'null'"),
        (f"{SMALLEST}title: ' '\n", "FC035 6:8 expected a text, found only blanks"),
        (f"{SMALLEST}title: ''\n", "FC035 6:8 expected a text, found only blanks"),
        (f"{SMALLEST}lang: english\n", "FC034 6:7 expected a language such as 'en' or 'de-CH'"),
        (f"{SMALLEST}sources: []\n", "FC033 6:10 expected a block of keys for 'sources', found"),
        (f"{SMALLEST}sources:\n- a\n", "FC033 7:1 expected a block of keys for 'sources', found"),
        (f"{SMALLEST}sources: a\n", "FC033 6:10 expected a block of keys for 'sources', found"),
        (f"{SMALLEST}sources: a:b\n", "FC020 6:10 expected a block of keys; the blank after"),
        (f"{SMALLEST}title:\n  a: b\n", "FC033 7:3 expected a text for 'title', found a block"),
        (f"{SMALLEST}title:\n  - b\n", "FC033 7:3 expected a text for 'title', found a list"),
        (f"{SMALLEST}sources:\n  s:\n    url: ftp://a\n", "FC041 8:10 expected an address that"),
        (f"{SMALLEST}sources:\n  s:\n    archived: www.a\n", "FC041 8:15 expected an address"),
        (f"{SMALLEST}sources:\n  s t:\n    title: a\n", "FC024 7:3 expected an id of letters"),
        (f"{SMALLEST}sources:\n  -s:\n    title: a\n", "FC024 7:3 expected an id of letters"),
        (f"{SMALLEST}quantities:\n  a-b:\n    is: a\n", "FC024 7:3 expected a name of letters"),
        (f"{SMALLEST}quantities:\n  2a:\n    is: a\n", "FC024 7:3 expected a name of letters"),
        (f"{SMALLEST}conditions:\n  c: {{}}\n", "FC035 7:3 'c' has nothing under it"),
        (f"{SMALLEST}conditions:\n  c: [a]\n", "FC014 7:6 expected a text or a block of keys"),
        (f"{SMALLEST}statements:\n  s: {{measure: count(t)}}\n", "FC032 7:3 the statement 's' has"),
    ],
)
def test_faults_of_the_file(text: str, said: str) -> None:
    (found,) = messages(text)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("source: [a]", "FC014 4:13"),
        ("key: {a: b}", "FC014 4:10"),
        ("key: []", "FC035 4:10"),
        ("key: [a, b]", ""),
        ("illustrative: yes", "FC034 4:19"),
        ("illustrative: [true]", "FC033 4:19"),
        ("illustrative: true", ""),
        ("illustrative: False", ""),
        ("delimiter: ;", ""),
        ("delimiter: tab", ""),
        ("delimiter: ';;'", "FC034 4:16"),
        ("delimiter: x", "FC034 4:16"),
        ("encoding: UTF-8", "FC034 4:15"),
        ("encoding: windows-1252", ""),
        ("header: [a, b]", ""),
        ("header: a", "FC033 4:13"),
        ("header: []", "FC035 4:13"),
        ("totals: {region: Total}", ""),
        ("totals: {}", "FC035 4:5"),
        ("totals: region", "FC033 4:13"),
        ("columns: {'': {unit: a}}", "FC035 4:15"),
        ("columns: {Release Year: {type: date}}", ""),
        ("columns:\n      - a", "FC033 5:7"),
        ("empty: unknown", ""),
        ("empty: 0", ""),
        ("empty: zero", "FC034 4:12"),
        ("empty: [none]", "FC014 4:12"),
        ("markers: {':': unknown, x: not applicable, y: 0, z: none}", ""),
        ("markers: {c: '0..4', d: suppressed 1..4, e: '-1.5..1,000'}", ""),
        ("markers: {c: suppressed, d: rounds to zero, e: flag, f: flag provisional}", ""),
        ("markers: {c: below 2500, d: at least 200000, e: above 5, f: at most 1.5}", ""),
        ("markers: eurostat@2025", ""),
        ("markers: {profile: statcan, x: unknown}", ""),
        ("markers: {profile: statcan}", ""),
        ("markers: Eurostat", "FC034 4:14"),
        ("markers: {profile: eurostat@25}", "FC034 4:24"),
        ("markers: {c: below}", "FC034 4:18"),
        ("markers: {c: 'at least 1,00'}", "FC034 4:18"),
        ("perturbation: 3", ""),
        ("perturbation: 0", "FC034 4:19"),
        ("footnotes: true", ""),
        ("markers: {c: 4..1}", "FC034 4:18"),
        ("markers: {c: '0..1,00'}", "FC034 4:18"),
        ("markers: {c: [1..4]}", "FC014 4:18"),
        ("markers: {}", "FC035 4:5"),
    ],
)
def test_values_of_a_table(line: str, place: str) -> None:
    assert in_table(line) == ([place] if place else [])


@pytest.mark.parametrize(
    ("file", "is_right"),
    [
        ("t.csv", True),
        ("../evidence/a b.tsv", True),
        ("T.CSV", True),
        ("a:b.csv", False),
        ("C:/t.csv", False),
        ("C:\\t.csv", False),
        ("a\\t.csv", False),
        ("/t.csv", False),
        ("~/t.csv", False),
        ("https://a.b/t.csv", False),
        ("file:t.csv", False),
        ("t.xlsx", True),
        ("t.ODS", True),
        ("t.parquet", True),
        ("t.Json", True),
        ("t.jsonl", True),
        ("t.NDJSON", True),
        ("t.csv.gz", True),
        ("a/t.TSV.GZ", True),
        ("t.json.gz", True),
        ("t.jsonl.gz", True),
        ("t.ndjson.gz", True),
        ("t.parquet.gz", False),
        ("t.xlsx.gz", False),
        ("t.gz", False),
        ("t.csv.gz.gz", False),
        (".csv.gz", False),
        ("t.doc", False),
        ("t", False),
        ("a/.csv", False),
        (".csv", False),
    ],
)
def test_the_file_of_a_table(file: str, is_right: bool) -> None:
    places = places_of(f"{HEAD}evidence:\n  t:\n    file: '{file}'\n{CLAIM}")
    assert places == ([] if is_right else ["FC042 4:11"])


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("from: Release Year", ""),
        ("scale: 1000", ""),
        ("scale: 1,000.5", ""),
        ("scale: 1e3", ""),
        ("scale: 0", "FC034 6:16"),
        ("scale: 0.0e5", "FC034 6:16"),
        ("scale: -1", "FC034 6:16"),
        ("scale: a thousand", "FC034 6:16"),
        (f"scale: 1{'0' * 100}", "FC034 6:16"),
        ("rounded: 1e99", "FC034 6:18"),
        ("kind: stock", ""),
        ("kind: stocks", "FC034 6:15"),
        ("type: date", ""),
        ("type: datetime", "FC034 6:15"),
        ("map: {a: b, '': c}", ""),
        ("map: {}", "FC035 6:9"),
        ("domain: [a, true, 5]", ""),
        ("domain: a", "FC033 6:17"),
        ("empty: not applicable", ""),
    ],
)
def test_values_of_a_column(line: str, place: str) -> None:
    assert in_column(line) == ([place] if place else [])


def test_choices_are_listed() -> None:
    (said,) = messages(SMALLEST.replace("figure: 5", "figure: 5, expect: true"))
    assert said == (
        "FC034 5:45 expected one of 'supported', 'refuted', 'undetermined', 'conflicting', "
        "'not checkable', found 'true' | write 'supported'"
    )
    (said,) = messages(SMALLEST.replace("figure: 5", "figure: 5, expect: suported"))
    assert said.endswith("| did you mean 'supported'?")


def test_lists_that_are_too_short() -> None:
    claim = SMALLEST.replace("figure: 5", "figure: 5, using: []")
    assert places_of(claim) == ["FC035 5:44"]
    assert places_of(SMALLEST.replace("figure: 5", "figure: 5, under: []")) == []
    assert places_of(f"{SMALLEST}assumptions:\n  a: {{apart: [t]}}\n") == ["FC035 7:14"]


def test_empty_items_of_lists() -> None:
    assert places_of(
        f"{SMALLEST}assumptions:\n  a:\n    apart:\n      -\n      - t\n      - t\n"
    ) == ["FC035 9:8"]


def test_a_blank_text_where_a_block_may_stand() -> None:
    assert places_of(f"{HEAD}claims:\n  c: {{figure: ' ', readings: {{a: ' '}}}}\n") == [
        "FC035 3:15",
        "FC035 3:34",
    ]


def test_all_faults_of_structure_are_found_in_one_run() -> None:
    text = """\
    factcheck: 1
    abut: x
    lang: [en]
    sources:
      s: {url: here}
      t u: {title: a}
    evidence:
      police:
        fil: a.csv
        key: []
      other: {file: a.csv, source: nowhere, columns: {c: {kind: rats}}}
    quantities:
      q: {unit: reports}
      r: {measure: sum(police.reports) +}
    statements:
      x: {figure: 5}
    claims:
      a:
        expect: maybe
        measure: r
        figure:
      b:
        readings: {}
    """
    assert places_of(text) == [
        "FC030 2:1",
        "FC014 3:7",
        "FC041 5:12",
        "FC024 6:3",
        "FC030 9:5",
        "FC035 10:10",
        "FC062 11:32",
        "FC034 11:61",
        "FC038 13:3",
        "FC050 14:36",
        "FC032 16:3",
        "FC034 19:13",
        "FC035 21:12",
        "FC035 23:5",
    ]


def test_a_file_with_faults_without_end_is_not_read_to_the_end() -> None:
    keys = "".join(f"key{n}: x\n" for n in range(MOST + 1))
    assert len(problems_of(SMALLEST + keys)) == MOST


def test_names_beyond_ascii() -> None:
    def named(section: str, name: str) -> list[str]:
        value = "title" if section == "sources" else "is"
        return [
            p.split()[0] for p in places_of(f"{SMALLEST}{section}:\n  {name}: {{{value}: a}}\n")
        ]

    assert named("quantities", "größe") == []
    assert named("quantities", "हिन्दी_2") == []
    assert named("sources", "größe-2") == []
    assert named("quantities", "a—b") == ["FC024"]
    assert named("sources", "a—b") == ["FC024"]
    assert named("quantities", "рolice") == ["FC023"]
    assert named("sources", "рolice-2") == ["FC023"]
    assert places_of(
        f"{HEAD}{TABLE}claims:\n  p:\n    parts:\n      рolice: {{holds: t = 1}}\n"
    ) == ["FC023 7:7"]


def test_the_words_of_a_problem_name_what_was_found() -> None:
    (problem,) = problems_of(f"{SMALLEST}title: [12..15]\n")
    assert problem.message == "expected a text, but '[12..15]' is a list to YAML"
    assert problem.hint == "put it in quotes: '[12..15]'"
    assert problem.excerpt == "title: [12..15]"


@pytest.mark.parametrize("section", ["sources", "evidence", "quantities", "assumptions", "claims"])
def test_a_text_instead_of_a_block(section: str) -> None:
    text = SMALLEST if f"{section}:\n" in SMALLEST else f"{SMALLEST}{section}:\n"
    (place,) = places_of(text.replace(f"{section}:\n", f"{section}:\n  x: words\n"))
    assert place.startswith("FC033")


def test_commas_between_brackets_are_told_once() -> None:
    assert places_of(f"{SMALLEST}assumptions:\n  a: {{apart: ['t', share(t, t)]}}\n") == [
        "FC014 7:20"
    ]
    assert places_of(f"{SMALLEST}assumptions:\n  a: {{apart: ['share(t, t)', [t]]}}\n") == [
        "FC014 7:30"
    ]
    assert places_of(SMALLEST.replace("count(t)", "[share(t, t)]")) == ["FC014 5:17"]


def test_a_fault_in_a_list_leaves_the_rest_of_it() -> None:
    claim = SMALLEST.replace("figure: 5", "figure: 5, under: [ a, [b], ~, c ]")
    assert places_of(claim) == ["FC063 5:46", "FC014 5:49", "FC035 5:54", "FC063 5:57"]


def test_a_fault_nobody_foresaw_is_told_in_the_words_of_pydantic() -> None:
    document = parse_document(f"{HEAD}title: a\n".encode(), "f")
    assert document.root is not None
    explainer = Explainer(document.root, Cleaner(document.lines), document.lines)
    explainer._error("new_kind", ("title",), {}, "Input is not what it was")
    (problem,) = explainer.problems
    assert (place_of(problem), problem.message) == ("FC034 2:1", "Input is not what it was")


def test_the_schema_is_made_anew_by_every_call() -> None:
    first = claims_schema()
    first["properties"].clear()
    assert claims_schema()["properties"]["claims"]["minProperties"] == 1


def test_codes_are_unique_and_explained() -> None:
    assert len({code.code for code in CODES}) == len({code.slug for code in CODES}) == len(CODES)
    for code in CODES:
        assert code.title.endswith(".")
        assert len(code.explanation) > 50
        ranges = (
            ("FC001", "FC049"),
            ("FC060", "FC079"),
            ("FC096", "FC099"),
            ("FC430", "FC441"),
        )
        assert any(first <= code.code <= last for first, last in ranges)


def test_loading_a_right_file_does_not_import_pydantic() -> None:
    program = (
        "import sys; from factcheck.spec import load_spec; "
        f"load_spec({SMALLEST.encode()!r}, file='f'); sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("wholes", "other"), [("[foreign, remand]", "remand"), ("[{a: b}]", "other")]
)
def test_a_quantity_has_one_whole(wholes: str, other: str) -> None:
    text = f"{HEAD}quantities:\n  both:\n    unit: people\n    part_of: {wholes}\n{TABLE}{CLAIM}"
    (message,) = messages(text)
    assert message.endswith(
        "expected the name of one quantity for 'part_of', found a list | a quantity has one whole: "
        f"name it here, and say of any other 'holds: both part of {other}' under 'assumptions', "
        "which claims name under 'under'"
    )
