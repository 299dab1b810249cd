"""A small table in the style of each publisher: what every cell of it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import ENGINES, Workspace, column, only_cells

from factcheck.evidence.markers.profiles import PUBLISHERS, edition_named
from factcheck.model.cell import Mark
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import EITHER_MULTIPLE

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine

Expected = int | str | Fraction | Interval | None
ANY = Interval.at_least(0)
"""An unknown count, and a secret one."""
HIDDEN = "secret"
NOTHING_THERE = "not applicable"


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


TINY_THOUSANDS = between(1, 499)
"""Where thousands are printed."""

Case = tuple[str, dict[str, Any], list[tuple[str, Expected, str]]]
CASES: dict[str, Case] = {
    "uk-analysis-function": (
        "uk-analysis-function",
        {"scale": 1000},
        [
            ("1,234", 1234000, ""),
            ("[r][e] 12", 12000, "[r] [e]"),
            ("15 [p]", 15000, "[p]"),
            ("7 [note 1]", 7000, "[note 1]"),
            ("8 [note 2] [b]", 8000, "[b] [note 2]"),
            ("[c]", HIDDEN, ""),
            ("[x]", ANY, ""),
            ("[z]", NOTHING_THERE, ""),
            ("[low]", TINY_THOUSANDS, ""),
            ("[w]", 0, ""),
            ("[u]", ANY, ""),
            ("20 [u]", 20000, "[u]"),
            ("0", 0, ""),
        ],
    ),
    "eurostat new": (
        "eurostat@2025",
        {"scale": 1000},
        [
            ("12.3", 12300, ""),
            ("12.3 p", 12300, "p"),
            ("11.9 bep", 11900, "b e p"),
            ("4.0i", 4000, "i"),
            ("0", 0, ""),
            ("0n", between(1, 49), ""),
            (":", ANY, ""),
            (": C", HIDDEN, ""),
            (":u", ANY, "u"),
            ("m", NOTHING_THERE, ""),
            ("1.5 u", 1500, "u"),
        ],
    ),
    "eurostat old": (
        "eurostat@2024-12",
        {},
        [
            ("12 s", 12, "s"),
            ("c", HIDDEN, ""),
            (": c", HIDDEN, ""),
            ("z", NOTHING_THERE, ""),
            (": z", NOTHING_THERE, ""),
        ],
    ),
    "sdmx-cl-obs-status": (
        "sdmx-cl-obs-status",
        {},
        [
            ("101 A", 101, "A"),
            ("99 P", 99, "P"),
            ("98 E", 98, "E"),
            ("Q", HIDDEN, ""),
            ("L", ANY, ""),
            ("H", ANY, ""),
            ("M", NOTHING_THERE, ""),
            ("97 U", 97, "U"),
        ],
    ),
    "destatis-classic": (
        "destatis-classic",
        {"scale": 1000},
        [
            ("12", 12000, ""),
            ("0", TINY_THOUSANDS, ""),
            ("-", 0, ""),
            ("–", 0, ""),
            (".", HIDDEN, ""),
            ("·", HIDDEN, ""),
            ("...", ANY, ""),
            ("…", ANY, ""),
            ("x", NOTHING_THERE, ""),
            ("/", ANY, ""),
            ("(7)", 7000, "(n)"),
            ("8 p", 8000, "p"),
            ("9r", 9000, "r"),
        ],
    ),
    "de-lsn-new": (
        "de-lsn-new",
        {"scale": 1000},
        [
            ("0", 0, ""),
            ("k", TINY_THOUSANDS, ""),
            ("t", ANY, ""),
            ("u", ANY, ""),
            ("g", HIDDEN, ""),
            ("x", NOTHING_THERE, ""),
            ("8 e", 8000, "e"),
        ],
    ),
    "statcan": (
        "statcan",
        {"unit": "USD"},
        [
            ("12.5", Fraction(25, 2), ""),
            ("13.5E", Fraction(27, 2), "E"),
            ("14.5 E*", Fraction(29, 2), "E *"),
            ("0", Interval(Fraction(0), Fraction(1, 20), True, False), ""),
            ("0s", Interval(Fraction(0), Fraction(1, 20), False, False), ""),
            ("x", "unknown", ""),
            ("F", "unknown", ""),
            ("..", "unknown", ""),
            (".", "unknown", ""),
            ("...", NOTHING_THERE, ""),
            ("<LOD", "unknown", ""),
        ],
    ),
    "statcan census": (
        "statcan",
        {"rounded": Fraction(5), "rounding": EITHER_MULTIPLE},
        [("45", 45, ""), ("0s", between(1, 4), "")],
    ),
    "cbs-nl": (
        "cbs-nl",
        {"scale": 1000},
        [
            ("17", 17000, ""),
            ("18*", 18000, "*"),
            ("19**", 19000, "**"),
            ("0", TINY_THOUSANDS, ""),
            ("-", 0, ""),
            (".", HIDDEN, ""),
            ("", NOTHING_THERE, ""),
        ],
    ),
    "ksh-hu": (
        "ksh-hu",
        {"scale": 1000},
        [
            ("17", 17000, ""),
            ("–", 0, ""),
            ("..", ANY, ""),
            ("…", HIDDEN, ""),
            ("x", NOTHING_THERE, ""),
            ("0", TINY_THOUSANDS, ""),
        ],
    ),
    "cso-ie": (
        "cso-ie",
        {"scale": 1000},
        [
            ("17", 17000, ""),
            ("_", 0, ""),
            ("..", ANY, ""),
            ("*", HIDDEN, ""),
            ("0", TINY_THOUSANDS, ""),
        ],
    ),
    "zuerich-city": (
        "zuerich-city",
        {"scale": 1000},
        [
            ("170", 170000, ""),
            ("(45)", 45000, "(n)"),
            ("( )", HIDDEN, ""),
            ("–", 0, ""),
            ("0", TINY_THOUSANDS, ""),
            ("...", ANY, ""),
        ],
    ),
    "us-census-economic": (
        "us-census-economic",
        {"scale": 1000},
        [
            ("9,167", 9167000, ""),
            ("9167r", 9167000, "r"),
            ("(D)", HIDDEN, ""),
            ("(NA)", ANY, ""),
            ("(S)", ANY, ""),
            ("(X)", NOTHING_THERE, ""),
            ("(Z)", TINY_THOUSANDS, ""),
        ],
    ),
    "us-acs": (
        "us-acs",
        {},
        [
            ("52,000", 52000, ""),
            ("2,500-", Interval(Fraction(0), Fraction(2500), True, False), ""),
            ("200,000+", Interval.at_least(200_000), ""),
            ("N", HIDDEN, ""),
            ("-", ANY, ""),
            ("(X)", NOTHING_THERE, ""),
            ("**", ANY, ""),
            ("*****", ANY, ""),
        ],
    ),
    "cdc-wonder": (
        "cdc-wonder",
        {},
        [("17", 17, ""), ("Suppressed", between(0, 9), ""), ("Unreliable", ANY, "")],
    ),
    "nhs-england-hes old": (
        "nhs-england-hes@2017",
        {},
        [("10", 10, ""), ("*", between(1, 5), "")],
    ),
    "nhs-england-hes new": (
        "nhs-england-hes@2019-03",
        {"rounded": Fraction(5)},
        [("10", 10, ""), ("*", between(1, 7), "")],
    ),
    "stats-nz-census": (
        "stats-nz-census",
        {"rounded": Fraction(3), "rounding": EITHER_MULTIPLE},
        [("12", 12, ""), ("0", 0, "")],
    ),
    "us-maine": ("us-maine", {}, [("6", 6, ""), ("<6", between(0, 5), "")]),
    "us-wisconsin": ("us-wisconsin", {}, [("5", 5, ""), ("<5", between(0, 4), "")]),
    "insee": (
        "insee",
        {"scale": 1000},
        [
            ("17", 17000, ""),
            ("///", NOTHING_THERE, ""),
            ("n.d.", ANY, ""),
            ("...", ANY, ""),
            ("s", HIDDEN, ""),
            ("ε", TINY_THOUSANDS, ""),
        ],
    ),
    "swiss-fso": (
        "swiss-fso",
        {},
        [
            ("17", 17, ""),
            ("X", HIDDEN, ""),
            ("…", ANY, ""),
            ("–", 0, ""),
            ("*", NOTHING_THERE, ""),
            ("(12)", 12, "(n)"),
        ],
    ),
    "abs-au": (
        "abs-au",
        {"scale": 1000},
        [
            ("17.5", 17500, ""),
            ("18.5*", 18500, "*"),
            ("19.5**", 19500, "**"),
            ("np", HIDDEN, ""),
            ("na", ANY, ""),
            ("–", between(0, 49), ""),
        ],
    ),
    "dfe-england": (
        "dfe-england",
        {"scale": 1000},
        [
            ("17", 17000, ""),
            ("c", HIDDEN, ""),
            ("z", NOTHING_THERE, ""),
            ("x", ANY, ""),
            ("low", TINY_THOUSANDS, ""),
            ("u", ANY, ""),
        ],
    ),
}


def test_every_publisher_has_a_table() -> None:
    assert {profile.partition("@")[0] for profile, _, _ in CASES.values()} == {*PUBLISHERS}


def quoted(text: str) -> str:
    return f'"{text}"'


def is_as(mark: Mark | None, number: Fraction | None, expected: Expected) -> bool:
    """Whether a cell is what its publisher means by it."""
    if isinstance(expected, int | Fraction):
        return mark is None and number == expected
    assert mark is not None
    match expected:
        case "secret":
            return mark.possible == ANY and mark.is_suppressed
        case "not applicable":
            return mark.possible is None and mark.is_inapplicable
        case "unknown":
            return mark.possible == Interval.everything()
        case _:
            return mark.possible == expected and not mark.is_suppressed


@pytest.mark.parametrize("of", ["table", "column"])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_a_table_is_read_as_its_publisher_means_it(
    tables: Workspace, name: str, engine: Engine, of: str
) -> None:
    profile, said, rows = CASES[name]
    lines = [f"{place},{quoted(text)}" for place, (text, _, _) in enumerate(rows, start=1)]
    # A name is no sign, and a row's number is none either.
    tables.write("\n".join(["k,n", *lines, "99,1000"]) + "\n")
    signs = edition_named(profile).profile
    own = {"unit": "people", **said, **({"signs": signs} if of == "column" else {})}
    declared = tables.declare(
        column("n", **own),
        key=("k",),
        signs=signs if of == "table" else None,
    )
    if "rounded" in said:
        tables.write("\n".join(["k,n", *lines]) + "\n")
    found = tables.scan(("k", "n"), of=declared, engine=engine)
    assert found.faults == ()
    cells = {cell.key[0]: cell for cell in only_cells(found)}
    for place, (text, expected, _) in enumerate(rows, start=1):
        cell = cells[str(place)]
        assert is_as(cell.marks[0], cell.measured[0].minimum, expected), (text, cell)
    told = sorted(note.split("'")[3] for note in found.notes)
    assert told == sorted({flag for _, _, flags in rows for flag in _flags(flags)})


def _flags(text: str) -> list[str]:
    return [each.replace("_", " ") for each in text.replace("[note ", "[note_").split()]


def test_signs_of_a_table_are_none_in_columns_of_letters(tables: Workspace) -> None:
    tables.write("k,side,answer,n\n1,N,x,5\n2,E,x,N\n")
    declared = tables.declare(
        column("n", unit="people"), key=("k",), signs=edition_named("us-acs").profile
    )
    found = only_cells(tables.scan(("side answer", "n"), of=declared))
    assert {cell.key for cell in found} == {("N", "x"), ("E", "x")}


def test_signs_of_a_table_are_none_in_its_key(tables: Workspace) -> None:
    tables.write("age,n\n0,5\n1,0\n")
    declared = tables.declare(
        column("n", unit="people", scale=1000),
        key=("age",),
        signs=edition_named("cbs-nl").profile,
    )
    first, second = only_cells(tables.scan(("age", "n"), of=declared))
    assert first.key == ("0",)
    assert first.measured[0].total == 5000
    assert second.key == ("1",)
    assert second.marks[0] == Mark("0", TINY_THOUSANDS)


def test_a_column_of_nothing_but_letters_of_a_table_is_text(tables: Workspace) -> None:
    tables.write("k,code\n1,c\n2,z\n")
    declared = tables.declare(key=("k",), signs=edition_named("eurostat@2024").profile)
    found = only_cells(tables.scan(("code", ""), of=declared))
    assert {cell.key for cell in found} == {("c",), ("z",)}


def test_flags_are_told_with_how_many_cells_have_them(tables: Workspace) -> None:
    tables.write("k,n\n1,5 p\n2,6 p\n3,7 e\n4,8\n")
    declared = tables.declare(column("n", signs=edition_named("eurostat@2025").profile))
    found = tables.scan(("k", "n"), of=declared)
    assert found.notes == (
        "column 'n': 2 cells flagged 'p' (provisional)",
        "column 'n': 1 cell flagged 'e' (estimated)",
    )


def test_an_unknown_sign_is_a_fault_where_it_is_used(tables: Workspace) -> None:
    tables.write("k,n,m\n1,5,5\n2,6,?\n")
    declared = tables.declare(
        column("n", unit="people"),
        column("m", unit="people"),
        signs=edition_named("eurostat@2025").profile,
    )
    assert tables.scan(("k", "n"), of=declared).faults == ()
    (fault,) = tables.scan(("k", "m"), of=declared).faults
    assert fault.hint is not None
    assert "`'?': unknown`" in fault.hint
