from __future__ import annotations

import pytest
from spec_helpers import HEAD, load, place_of, problems_of

TABLES = "evidence:\n  {t: {file: t.csv}, u: {file: u.csv}}\n"


def claim(*lines: str) -> str:
    """Return a file whose claim ``c`` has these lines; the first is line 6, from column 5."""
    written = "\n".join(f"    {line}" for line in lines)
    return f"{HEAD}{TABLES}claims:\n  c:\n{written}\n"


def said(text: str) -> list[str]:
    return [f"{place_of(problem)} {problem.message}" for problem in problems_of(text)]


RIGHT = (
    ("figure", ["measure: count(t)", "figure: 5"]),
    ("figure", ["figure: 5", "readings: {a: count(t), b: count(u)}"]),
    ("figure", ["measure: count(t)", "figure: 5", "readings: {a: count(u), b: {under: []}}"]),
    ("figure", ["measure: count(t)", "readings: {a: {figure: 5}, b: {figure: 6}}"]),
    ("figure", ["measure: count(t)", "figure: 5", "readings: {a: {figure: 6}, b: {figure: 7}}"]),
    ("figure", ["readings: {a: {measure: count(t), figure: 5}}"]),
    ("holds", ["holds: count(t) < count(u)"]),
    ("holds", ["readings: {a: {holds: count(t) < 5}, b: {holds: count(u) < 5}}"]),
    ("holds", ["holds: count(t) < 5", "readings: {a: {under: []}, b: {holds: count(u) < 5}}"]),
    ("parts", ["parts: {a: {holds: count(t) < 5}, b: {measure: count(u), figure: 5}}"]),
    ("none", ["not_checkable: no number"]),
    ("figure", ["not_checkable: no number", "measure: count(t)", "figure: 5"]),
)


@pytest.mark.parametrize(("form", "lines"), RIGHT)
def test_the_keys_fix_the_form(form: str, lines: list[str]) -> None:
    text = claim(*lines)
    (found,) = load(text if "(u)" in text else text.replace(", u: {file: u.csv}", "")).claims
    assert found.form == form


@pytest.mark.parametrize(("form", "lines"), RIGHT)
def test_a_fault_elsewhere_does_not_make_a_form_wrong(form: str, lines: list[str]) -> None:
    assert [line.split()[0] for line in said(claim(*lines) + "titel: a\n")] == ["FC030"], form


MIXED = "belong to different forms of claim"

WRONG = (
    (["measure: count(t)", "holds: t < u"], f"FC037 7:5 'measure' and 'holds' {MIXED}"),
    (["holds: t < u", "figure: 5"], f"FC037 7:5 'holds' and 'figure' {MIXED}"),
    (["parts: {a: {holds: t < u}}", "figure: 5"], f"FC037 7:5 'parts' and 'figure' {MIXED}"),
    (
        ["readings: {a: t}", "parts: {a: {holds: t < u}}"],
        f"FC037 7:5 'readings' and 'parts' {MIXED}",
    ),
    (
        ["figure: 5", "readings:", "  a: {holds: t < u}"],
        f"FC037 8:11 'figure' and the 'holds' of the reading 'a' {MIXED}",
    ),
    (
        ["holds: t < u", "readings:", "  a: t"],
        f"FC037 8:7 'holds' and the 'measure' of the reading 'a' {MIXED}",
    ),
    (
        ["readings:", "  a: {holds: t < u}", "  b: {figure: 5}"],
        f"FC037 8:11 'holds' and the 'figure' of the reading 'b' {MIXED}",
    ),
    (
        ["figure: 5", "readings:", "  a: {holds: t < u, measure: t}"],
        f"FC037 8:25 'holds' and 'measure' {MIXED}",
    ),
    (["measure: count(t)"], "FC038 6:5 'measure' needs a 'figure'"),
    (["figure: 5"], "FC038 6:5 'figure' needs a 'measure', or 'readings'"),
    (["figure: 5", "not_checkable: vague"], "FC038 6:5 'figure' needs a 'measure'"),
    (["quote: five"], "FC038 5:3 the claim 'c' says nothing that can be checked"),
    (["readings: {a: count(t)}"], "FC038 6:5 'readings' needs a 'figure'; the claim has none"),
    (["figure: 5", "readings:", "  a: {under: []}"], "FC038 8:7 the reading 'a' has no 'measure'"),
    (
        ["readings:", "  a: {holds: t < u}", "  b: {under: []}"],
        "FC038 8:7 the reading 'b' has no 'holds' of its own",
    ),
    (
        ["measure: count(t)", "figure: 5", "readings: {a: count(u)}"],
        "FC040 6:5 every reading replaces this 'measure', so that it is never used",
    ),
    (
        ["holds: t < 5", "readings: {a: {holds: u < 5}}"],
        "FC040 6:5 every reading replaces this 'holds'",
    ),
    (["parts:", "  a: {figure: 5}"], "FC038 7:11 'figure' needs a 'measure'"),
    (["parts:", "  a:", "    parts:", "      b: {quote: a}"], "FC038 9:11 the claim 'b' says"),
    (["parts: {}"], "FC035 6:5 'parts' has nothing under it"),
    (["readings: {}", "figure: 5"], "FC035 6:5 'readings' has nothing under it"),
    (["parts: [a]"], "FC033 6:12 expected a block of keys for 'parts', found a list"),
)


@pytest.mark.parametrize(("lines", "expected"), WRONG)
def test_keys_that_do_not_go_together(lines: list[str], expected: str) -> None:
    found = said(claim(*lines))
    assert found[0].startswith(expected), found
    assert [line for line in found if not line.startswith("FC06")] == found[:1]


def test_a_reading_that_is_a_list() -> None:
    (found,) = said(claim("figure: 5", "readings:", "  a: [b]"))
    assert found == "FC014 8:10 expected a text or a block of keys, but '[b]' is a list to YAML"


def test_readings_of_no_use_are_told_once() -> None:
    found = said(claim("readings: {a: count(t), b: {measure: count(u), figure: 5}}"))
    assert found == ["FC038 6:5 'readings' needs a 'figure'; the claim has none and nor has 'a'"]


DECLARATIONS = (
    ("quantities:\n  q: {unit: a}", "FC038 2:3 nothing says what the quantity 'q' is"),
    ("quantities:\n  q:\n    missing: a\n    measure: 5", "FC037 3:5 a quantity with a 'measure'"),
    ("assumptions:\n  a: {because: b}", "FC038 2:3 the assumption 'a' assumes nothing"),
    (
        "assumptions:\n  a:\n    holds: 1 < 2\n    same: period",
        "FC037 4:5 'holds' and 'same' are two assumptions",
    ),
    ("assumptions:\n  a:\n    same: period", "FC038 3:5 'same' needs 'of'"),
    ("assumptions:\n  a:\n    holds: 1 < 2\n    of: [c, c]", "FC037 4:5 'of' belongs to 'same'"),
    (
        "assumptions:\n  a:\n    apart: [1, 2]\n    one_for_one: true",
        "FC037 4:5 'one_for_one' belongs to 'a part of b', not to 'apart'",
    ),
    (
        "assumptions:\n  a:\n    holds: 1 < 2\n    one_for_one: true",
        "FC070 4:5 'one_for_one' belongs to 'a part of b', not to a comparison",
    ),
    ("assumptions:\n  a: {same: perod, of: [c, c]}", "FC034 2:13 expected one of 'period',"),
    ("assumptions:\n  a: {same: period, of: c}", "FC033 2:25 expected a list for 'of'"),
)


@pytest.mark.parametrize(("block", "expected"), DECLARATIONS)
def test_keys_of_declarations_that_do_not_go_together(block: str, expected: str) -> None:
    rest = "claims:\n  c: {not_checkable: because}\nfactcheck: 1\n"
    (found,) = said(f"{block}\n{rest}")
    assert found.startswith(expected)


def test_a_form_is_not_called_incomplete_where_its_key_is_wrong_or_misspelt() -> None:
    assert [line.split()[0] for line in said(claim("measure: count(t)", "figure: [5]"))] == [
        "FC014"
    ]
    assert [line.split()[0] for line in said(claim("measure: count(t)", "figure:"))] == ["FC035"]
    assert [line.split()[0] for line in said(claim("measur: count(t)", "figure: 5"))] == ["FC030"]
    assert [line.split()[0] for line in said(claim("measure: count(t)", "figgure: 5"))] == ["FC030"]
    both = claim("colour: red", "figure: 5")
    assert [line.split()[0] for line in said(both)] == ["FC030", "FC038"]
