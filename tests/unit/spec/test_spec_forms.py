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
    ("parts", ["parts: {a: {holds: count(t) < 5}}", "readings: {x: {where: n = 1}, y: {}}"]),
    ("parts", ["readings: {x: {parts: {a: {holds: count(t) < 5}}}}"]),
    ("rank", ["measure: count(t)", "by: town", "of: Chur", "place: 1"]),
    (
        "rank",
        [
            "measure: count(t)",
            "by: [town, year]",
            "of: [[Chur, 2018]]",
            "place: not in top 3",
            "order: lowest",
            "among: n > 5",
        ],
    ),
    ("rank", ["by: town", "of: x", "readings: {a: {measure: count(t), place: 1, lead: 5 %}}"]),
    (
        "rank",
        ["measure: count(t)", "by: town", "readings: {a: {place: 1, of: x}, b: {place: 2, of: y}}"],
    ),
    ("trend", ["measure: count(t)", "over: year", "direction: rising", "from: 2018", "to: 2020"]),
    ("trend", ["measure: count(t)", "over: year", "direction: flat", "within: 5 percent"]),
    ("each", ["measure: count(t)", "figure: 5", "by: town"]),
    ("each", ["measure: count(t)", "figure: 5", "by: town", "in: at least 7", "of: 8"]),
    ("each", ["holds: count(t) < 5", "by: town", "in: [Chur, Baden]", "among: n > 5"]),
    ("each", ["by: town", "readings: {a: {holds: count(t) < 5}, b: {holds: count(u) < 5}}"]),
    ("adds up", ["parts: [count(t), count(u)]", "total: 100"]),
    ("adds up", ["total: 100", "readings: {a: {parts: [count(t), 5]}, b: {parts: [7, 5]}}"]),
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
        f"FC037 6:16 'parts' and the 'measure' of the reading 'a' {MIXED}",
    ),
    (
        ["readings: {a: {parts: {x: {holds: 5 < 6}}}, b: {parts: [5, 6]}}"],
        f"FC037 6:53 'parts' and the 'parts' of the reading 'b' {MIXED}",
    ),
    (
        ["parts: {a: {holds: t < u}}", "total: 5"],
        "FC037 7:5 'total' is what a list of expressions adds up to, and these 'parts' are claims",
    ),
    (["measure: t", "by: a", "over: b"], f"FC037 8:5 'by' and 'over' {MIXED}"),
    (["figure: 5", "place: 1"], f"FC037 7:5 'figure' and 'place' {MIXED}"),
    (["in: all", "order: lowest"], f"FC037 7:5 'in' and 'order' {MIXED}"),
    (
        ["measure: t", "readings:", "  a: {place: 1, by: t, of: x}", "  b: {over: 1}"],
        f"FC037 9:11 'place' and the 'over' of the reading 'b' {MIXED}",
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
    (["parts: x"], "FC033 6:12 expected a block of keys for 'parts', found the text 'x'"),
    (["parts: [5]", "total: 5"], "FC035 6:12 expected a list of at least 2, found 1"),
    (["parts: [5, 6]"], "FC038 6:5 'parts' needs 'total': what the parts add up to"),
    (["total: 5"], "FC038 6:5 'total' needs 'parts': the list of expressions that are added"),
    (["place: 1"], "FC038 6:5 'place' needs 'measure', 'by' and 'of'"),
    (["measure: t", "by: a", "place: 1"], "FC038 8:5 'place' needs 'of': the group or groups"),
    (["measure: t", "by: a", "of: x", "unique: true"], "FC038 9:5 'unique' needs 'place': the"),
    (["measure: t", "by: a"], "FC038 7:5 'by' needs 'figure', 'holds' or 'place'"),
    (["in: all"], "FC038 6:5 'in' needs 'by' and 'holds', or 'measure' with 'figure'"),
    (["in: all", "by: a"], "FC038 6:5 'in' needs 'holds', or 'measure' with 'figure'"),
    (["holds: t < u", "in: all"], "FC038 7:5 'in' needs 'by': the column whose groups are"),
    (["measure: t", "figure: 5", "of: 8"], "FC038 8:5 'of' needs 'by': the column whose groups"),
    (["over: year", "measure: t"], "FC038 6:5 'over' needs 'direction': rising, falling or flat"),
    (["within: 5", "measure: t"], "FC038 6:5 'within' needs 'over' and 'direction'"),
    (
        ["measure: t", "by: a", "of: x", "readings: {a: {place: 1}, b: {}}"],
        "FC038 9:5 'readings' needs a 'place'; the claim has none and nor has 'b'",
    ),
    (
        ["measure: t", "place: 1", "by: a", "readings: {a: {of: x}, b: {}}"],
        "FC038 9:5 'readings' needs an 'of'; the claim has none and nor has 'b'",
    ),
    (
        ["total: 5", "readings:", "  a: {parts: [5, 6]}", "  b: {}"],
        "FC038 9:7 the reading 'b' has no 'parts' of its own",
    ),
    (
        ["measure: t", "by: a", "of: x", "place: 1", "readings: {a: {place: 2}}"],
        "FC040 9:5 every reading replaces this 'place', so that it is never used",
    ),
    (
        ["parts: {a: {holds: 5 < 6}}", "readings: {a: {parts: {b: {holds: 5 < 6}}}}"],
        "FC040 6:5 every reading replaces this 'parts'",
    ),
    (
        ["readings:", "  r: {parts: {a: {figure: 5}}}"],
        "FC038 7:23 'figure' needs a 'measure'",
    ),
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
    both = claim("colour: red", "not_checkabel: 5")
    assert [line.split()[0] for line in said(both)] == ["FC030", "FC030"]
    other = claim("colour: red", "quote: five")
    assert [line.split()[0] for line in said(other)] == ["FC038", "FC030"]
