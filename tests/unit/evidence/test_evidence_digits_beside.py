"""Formats of numbers beside flags and other columns, and in what others are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, column, grouping, markers, only_cells, only_fault
from exact import exact
from shape_helpers import computed

from factcheck.evidence import EvidenceReader, content
from factcheck.evidence.doubts import Doubts
from factcheck.evidence.given import Given, given_frame
from factcheck.evidence.markers.profiles import edition_named
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Flag
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text
from factcheck.model.spec import ColumnType, EmptyCell, Join, Marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_workspace import Workspace

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import TableCells
    from factcheck.model.spec import ColumnDeclaration

EUROSTAT = edition_named("eurostat@2025").profile
DESTATIS = edition_named("destatis-classic").profile
ACS = edition_named("us-acs").profile
EUR = column("n", unit="EUR")


def rows(tables: Workspace, header: str, *lines: str) -> None:
    tables.write("\n".join([header, *lines]) + "\n")


def is_in_doubt(cells: TableCells) -> bool:
    return [fault.code.slug for fault in cells.faults] == ["ambiguous-digits"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("texts", "said", "example"),
    [
        (["1.234 [1]", "2.345"], {"has_footnotes": True}, "'1.234 [1]'"),
        (["1.234\N{SUPERSCRIPT ONE}"], {"has_footnotes": True}, "'1.234\N{SUPERSCRIPT ONE}'"),
        (["1.234 b", "2.345"], {"signs": EUROSTAT}, "'1.234 b'"),
        (["(1.234)", "2"], {"signs": DESTATIS}, "'(1.234)'"),
        (["2.500-", "2.345"], {"signs": ACS}, "'2.345'"),
        (["2.500-"], {"signs": ACS}, "'2.500-'"),
        (["1.234 r"], {"markers": (("r", Marker(Flag("revised"))),)}, "'1.234 r'"),
    ],
)
def test_what_stands_beside_a_number_leaves_the_doubt(
    tables: Workspace, texts: Sequence[str], said: dict[str, object], example: str, engine: Engine
) -> None:
    rows(tables, "a;n", *(f"x;{text}" for text in texts))
    declaration = tables.declare(EUR, delimiter=";", **said)
    fault = only_fault(tables.scan(("a", "n"), of=declaration, engine=engine))
    assert fault.code.slug == "ambiguous-digits"
    assert f"{example} is" in fault.message


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("texts", "said", "total", "told"),
    [
        (["1.234,5 b", "2.345"], {"signs": EUROSTAT}, "3579.5", "a decimal comma"),
        (["1.234,5 [1]", "2.345"], {"has_footnotes": True}, "3579.5", "a decimal comma"),
        (["(3,5)", "1.234"], {"signs": DESTATIS}, "1237.5", "a decimal comma"),
        (["1 234 p", "2.5"], {"signs": EUROSTAT}, "1236.5", "spaces or apostrophes"),
        (["1.234,50 EUR", "2.345"], {}, "3579.5", "a decimal comma"),
        (["0.5 b", "1.234"], {"signs": EUROSTAT}, "1.734", None),
    ],
)
def test_a_number_decides_with_a_flag_beside_it(
    tables: Workspace,
    texts: Sequence[str],
    said: dict[str, object],
    total: str,
    told: str | None,
    engine: Engine,
) -> None:
    rows(tables, "a;n", *(f"x;{text}" for text in texts))
    declaration = tables.declare(EUR, delimiter=";", **said)
    cells = tables.scan(("", "n"), of=declaration, engine=engine)
    assert cells.faults == ()
    found = sum((cell.measured[0].total for cell in only_cells(cells)), start=exact("0"))
    assert found == exact(total)
    assert sum("inferred" in note for note in cells.notes) == (told is not None)
    assert told is None or any(told in note for note in cells.notes)


def test_an_open_number_takes_part_in_the_format_that_is_found(tables: Workspace) -> None:
    rows(tables, "a;n", "x;2.500-", "x;1.234,5")
    declaration = tables.declare(EUR, delimiter=";", signs=ACS)
    cells = only_cells(tables.scan(("", "n"), of=declaration))
    (mark,) = [cell.marks[0] for cell in cells if cell.marks[0] is not None]
    assert mark.possible == Interval.at_most(exact("2500"), closed=False)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["1.234,5 [1]", "2.5"], {"has_footnotes": True}),
        (["1.234,5", "2.5 [1]"], {"has_footnotes": True}),
        (["1.234,5", "2.5-"], {"signs": ACS}),
    ],
)
def test_flags_hide_no_contradiction(
    tables: Workspace, texts: Sequence[str], said: dict[str, object]
) -> None:
    rows(tables, "a;n", *(f"x;{text}" for text in texts))
    cells = tables.scan(("", "n"), of=tables.declare(EUR, delimiter=";", **said))
    assert [fault.code.slug for fault in cells.faults] == ["cell-not-a-number"]


COMMA_BESIDE = "column 'b' of the same table prints numbers with a decimal comma: "


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("is_asked", [True, False])
@pytest.mark.parametrize(
    ("beside", "doubtful", "hint"),
    [
        (["3,5", "7"], ["12,345", "9,876"], f"{COMMA_BESIDE}'3,5'; add"),
        (["1.234,5", ""], ["12,345", "9"], f"{COMMA_BESIDE}'1.234,5'; add"),
        (["1 234", "5"], ["12,345", "9"], "with spaces or apostrophes between thousands: '1 234'"),
        (["0,5 %", "1,5 %"], ["12,345", "9"], f"{COMMA_BESIDE}'0,5 %'"),
        (["3,5", "7"], ["1.234", "9"], f"{COMMA_BESIDE}'3,5'; add"),
        (["3,5", "7"], ["1.234", "9,876"], f"{COMMA_BESIDE}'3,5'; add"),
    ],
)
def test_another_format_beside_a_column_makes_it_doubtful(
    tables: Workspace,
    beside: Sequence[str],
    doubtful: Sequence[str],
    hint: str,
    is_asked: bool,
    engine: Engine,
) -> None:
    rows(tables, "a;b;n", *(f"x;{b};{n}" for b, n in zip(beside, doubtful, strict=True)))
    columns = (column("b", unit="percent"), EUR) if "%" in beside[0] else (EUR,)
    declaration = tables.declare(*columns, delimiter=";", empty=EmptyCell.UNKNOWN)
    cells = tables.scan(("a", "b n" if is_asked else "n"), of=declaration, engine=engine)
    fault = only_fault(cells)
    assert (fault.column, fault.code.slug) == ("n", "ambiguous-digits")
    assert hint in (fault.hint or "")


@pytest.mark.parametrize(
    "example",
    [
        "12,345",
        "12,345 %",
    ],
)
def test_shares_are_in_doubt_beside_a_decimal_comma(tables: Workspace, example: str) -> None:
    rows(tables, "a;b;n", f"x;3,5;{example}")
    declaration = tables.declare(column("n", unit="percent"), delimiter=";")
    assert is_in_doubt(tables.scan(("a", "n"), of=declaration))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("beside", "texts", "number"),
    [
        # It decides for itself.
        (["3,5", "7"], ["12,345,678", "1,000"], "12346678"),
        (["3,5", "7"], ["12,345.5", "1,000"], "13345.5"),
        # Nothing is shown by English numbers, by texts, by what is no number in either format.
        (["3.5", "7"], ["12,345", "9,876"], "22221"),
        (["3,5 rooms", "7"], ["12,345", "9,876"], "22221"),
        (["1.2.3", "7"], ["12,345", "9,876"], "22221"),
        (["3,5", "1.5"], ["12,345", "9,876"], "22221"),
        (["1 234,5", "1’234.5"], ["12,345", "9,876"], "22221"),
        (["3,5", "9" * 101 + ",5"], ["12,345", "9,876"], "22221"),
        (["12.345.678", "1,234,567"], ["12,345", "9,876"], "22221"),
        (["1 234", "7,5,5"], ["12,345", "9,876"], "22221"),
        (["12.345.67", "1.5"], ["12,345", "9,876"], "22221"),
        (["3,5", "9" * 101 + ".5"], ["12,345", "9,876"], "22221"),
        (["12", "7"], ["12,345", "9,876"], "22221"),
        # There is no sign to be doubted.
        (["3,5", "7"], ["12", "9"], "21"),
    ],
)
def test_what_shows_nothing_leaves_the_others_alone(
    tables: Workspace, beside: Sequence[str], texts: Sequence[str], number: str, engine: Engine
) -> None:
    rows(tables, "a;b;n", *(f"x;{b};{n}" for b, n in zip(beside, texts, strict=True)))
    declaration = tables.declare(EUR, delimiter=";")
    cells = tables.scan(("a", "n"), of=declaration, engine=engine)
    assert cells.faults == ()
    assert only_cells(cells)[0].measured[0].total == exact(number)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (column("b", type=ColumnType.TEXT), {}),
        (column("b", domain=("3,5", "7")), {}),
        (column("b", markers=markers(**{"3,5": EmptyCell.UNKNOWN})), {}),
        (column("b"), {"key": ("b",)}),
        (column("b"), {"totals": (("b", "3,5"),)}),
    ],
)
def test_columns_that_are_no_printed_numbers_show_nothing(
    tables: Workspace, declared: ColumnDeclaration, said: dict[str, object]
) -> None:
    rows(tables, "a;b;n", "x;3,5;12,345", "x;7;9,876")
    declaration = tables.declare(declared, EUR, delimiter=";", **said)
    assert tables.scan(("a", "n"), of=declaration).faults == ()


@pytest.mark.parametrize("cell", ["2.500,5-", "about 3"])
def test_figures_in_words_and_open_numbers_hide_nothing(tables: Workspace, cell: str) -> None:
    rows(tables, "a;b;n", "x;3,5;12,345", f"x;{cell};9,876")
    declaration = tables.declare(column("b", unit="rooms"), EUR, delimiter=";", signs=ACS)
    assert is_in_doubt(tables.scan(("a", "n"), of=declaration)) == (cell != "about 3")


def test_a_locale_of_one_column_makes_the_others_doubtful(tables: Workspace) -> None:
    rows(tables, "a;b;n", "x;3,5;12,345")
    declaration = tables.declare(column("b", locale="de-DE"), EUR, delimiter=";")
    fault = only_fault(tables.scan(("a", "b n"), of=declaration))
    assert "column 'b' of the same table has `locale: de-DE`; add" in (fault.hint or "")
    assert is_in_doubt(tables.scan(("a", "n"), of=declaration))


def test_a_large_table_is_looked_through(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "SMALL_BYTES", 0)
    rows(tables, "a;b;c;n", *(f"x;{at}.{at:03};word;12,345" for at in range(1, 11_000)), "x;1,5;y;")
    declaration = tables.declare(EUR, delimiter=";", empty=EmptyCell.UNKNOWN)
    assert tables.scan(("a", "n"), of=declaration, engine="auto").faults == ()
    rows(tables, "a;b;c;n", *(f"x;{at},{at:03};word;12,345" for at in range(1, 11_000)), "x;1,5;y;")
    assert is_in_doubt(tables.scan(("a", "n"), of=declaration, engine="auto"))


@pytest.mark.parametrize(
    ("compute", "texts"),
    [
        ("n * 2", ["1.234", "2.345"]),
        ("n + m", ["1.234", "2.345"]),
        ("-n", ["1.234", "2.345"]),
        ("n", ["1.234", "2.345"]),
        ("if(n > 1000, 1, 0)", ["1.234", "2.345"]),
        ("if(m < t.n, 1, 0)", ["1.234", "2.345"]),
        ("if(n in 1..5, 1, 0)", ["1.234", "2.345"]),
        ('if(n > 1000, "a", "b")', ["1.234", "2.345"]),
        ("if(m = 1, n, 0)", ["1.234", "7"]),
    ],
)
def test_a_calculation_doubts_what_a_claim_would(
    tables: Workspace, compute: str, texts: Sequence[str]
) -> None:
    rows(tables, "m;n", *(f"1;{text}" for text in texts))
    declaration = tables.declare(computed("x", compute), delimiter=";")
    cells = tables.scan(("x", ""), of=declaration)
    fault = only_fault(cells)
    assert (fault.column, fault.code.slug) == ("x", "ambiguous-digits")
    assert "column 'n' can be read in two ways" in fault.message


@pytest.mark.parametrize(
    ("compute", "texts", "total"),
    [
        ("n * 2", ["1.234,5", "2.345"], "7159"),
        ("n * 2", ["1.234", "0.5"], "3.468"),
        ("n * 2", ["1,234", "5"], "2478"),
        ("if(n > 2000, n, 0)", ["1.234,5", "2.345"], "2345"),
        ("if(n > 2000, 1, 0)", ["1 234", "2 345"], "1"),
        ("n + 1", ["-1.234,5", "0"], "-1232.5"),
        ("if(m = 1, n, 0) + if(n = 7, 1, 0)", ["1,5", "7"], "9.5"),
    ],
)
def test_a_calculation_finds_formats_as_a_claim_does(
    tables: Workspace, compute: str, texts: Sequence[str], total: str
) -> None:
    rows(tables, "m;n", *(f"1;{text}" for text in texts))
    declaration = tables.declare(computed("x", compute), delimiter=";")
    cells = tables.scan(("", "x"), of=declaration)
    assert cells.faults == ()
    (cell,) = only_cells(cells)
    assert cell.measured[0].total == exact(total)
    is_foreign = not texts[0].startswith(("1.234", "1,234")) or texts[0] == "1.234,5"
    assert ("inferred from" in "".join(cells.notes)) == is_foreign


def test_a_label_that_is_passed_on_with_texts_is_no_number(tables: Workspace) -> None:
    rows(tables, "m;n", "1;1.234", "2;2.345")
    declaration = tables.declare(computed("x", 'if(m = 1, n, "other")'), delimiter=";")
    cells = tables.scan(("x", ""), of=declaration)
    assert cells.faults == ()
    assert {cell.key for cell in only_cells(cells)} == {("1.234",), ("other",)}


def test_cells_that_contradict_each_other_are_a_fault_of_what_is_made_of_them(
    tables: Workspace,
) -> None:
    rows(tables, "m;n", "1,5;1.234,5", "2;2.5")
    declaration = tables.declare(computed("x", "n * m"), delimiter=";")
    fault = only_fault(tables.scan(("", "x"), of=declaration))
    assert (fault.column, fault.code.slug) == ("x", "cell-not-a-number")
    assert "'1.234,5'" in fault.message


@pytest.mark.parametrize("key", [(), ("b",)])
def test_other_columns_show_the_format_of_what_is_calculated_with(
    tables: Workspace, key: tuple[str, ...]
) -> None:
    rows(tables, "b;n", "3,5;12,345")
    declaration = tables.declare(computed("x", "n * 2"), delimiter=";", key=key)
    cells = tables.scan(("", "x"), of=declaration)
    assert is_in_doubt(cells) == (not key)


def test_what_a_pattern_takes_out_is_doubted_too(tables: Workspace) -> None:
    rows(tables, "p", "1.234 - 5", "2.345 - 7")
    pattern = column("p", parse=Text("{h} - {a}", EUR.span))
    declaration = tables.declare(pattern, computed("x", "h + a"), delimiter=";")
    assert is_in_doubt(tables.scan(("", "x"), of=declaration))


@pytest.mark.parametrize(
    ("theirs", "total", "is_doubtful"),
    [
        ("k;p\nA;1.234\n", None, True),
        ("k;p;q\nA;1,234;2,5\n", None, True),
        ("k;p;q\nA;1.234,5;2\n", "2469", False),
        ("k;p;q\nA;1,234;2.5\n", "2468", False),
    ],
)
def test_joined_columns_are_read_by_the_table_that_they_come_from(
    tables: Workspace, theirs: str, total: str | None, is_doubtful: bool
) -> None:
    rows(tables, "k;n", "A;3,5")
    tables.write(theirs, "u.csv")
    span = EUR.span
    other = tables.declare(name="u", file="u.csv", key=("k",), delimiter=";")
    declaration = tables.declare(
        computed("x", "p * 2"), delimiter=";", join=Join(Text("u", span), (("k", "k"),), None, span)
    )
    with EvidenceReader(tables.folder, tables.folder, declared=(declaration, other)) as reader:
        cells = reader.scan(TablePlan(declaration, (grouping("", "x"),), ("x",), ("x",)))
    assert is_in_doubt(cells) == is_doubtful
    if total is not None:
        (cell,) = only_cells(cells)
        assert cell.measured[0].total == exact(total)


def test_numbers_that_a_program_passed_in_are_in_no_doubt() -> None:
    frame = given_frame(Given(("n",), (("1.234",),)))
    assert not frame.is_printed


@pytest.mark.parametrize(
    ("texts", "examples"),
    [
        ([], None),
        (["12"], None),
        (["1.234", "9,876", "1,234"], ("1.234", "1,234")),
        (["9,876"], ("9,876",)),
        (["1.234", "0.5", "9,876"], ()),
    ],
)
def test_doubts_are_gathered_number_by_number(
    texts: Sequence[str], examples: tuple[str, ...] | None
) -> None:
    doubts = Doubts()
    for text in texts:
        doubts.add(text)
    assert doubts.examples == examples


@pytest.mark.parametrize(
    ("cell", "declared", "possible"),
    [
        ("0,0", EUR, ("0", "0.05", False, False)),
        ("0,00", EUR, ("0", "0.005", False, False)),
        ("0,0 p", EUR, ("0", "0.05", False, False)),
        ("0 p", EUR, ("0", "0.05", False, False)),
        ("0", EUR, ("0", "0.05", False, False)),
        ("0,0", column("n"), ("0", "0.05", False, False)),
        ("0,0", column("n", unit="EUR", scale=1000), ("0", "50", False, False)),
        ("0,0", column("n", unit="EUR", rounded=exact("0.5")), ("0", "0.25", False, False)),
        ("0,0 %", column("n", unit="percent"), ("0", "0.0005", False, False)),
        ("0,0", column("n", unit="people", scale=1000), ("1", "49", True, True)),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_zero_with_decimals_is_what_the_sign_of_a_zero_is(
    tables: Workspace,
    cell: str,
    declared: ColumnDeclaration,
    possible: tuple[str, str, bool, bool],
    engine: Engine,
) -> None:
    rows(tables, "a;n", f"x;{cell}", "y;2,5")
    declaration = tables.declare(declared, delimiter=";", signs=DESTATIS)
    cells = tables.scan(("a", "n"), of=declaration, engine=engine)
    assert [f.code.slug for f in cells.faults] in ([], ["off-step"], ["mixed-percent-signs"])
    (mark,) = only_cells(cells)[0].marks
    lower, upper, *closed = possible
    assert mark is not None
    assert mark.possible == Interval(exact(lower), exact(upper), *closed)


def test_a_zero_is_nothing_where_no_sign_says_otherwise(tables: Workspace) -> None:
    rows(tables, "a;n", "x;0.0", "y;2.5")
    cells = tables.scan(("a", "n"), of=tables.declare(EUR, delimiter=";", signs=EUROSTAT))
    assert only_cells(cells)[0].measured[0].total == 0


def test_a_column_of_zeros_with_decimals_holds_numbers(tables: Workspace) -> None:
    rows(tables, "a;n", "x;0,0", "y;0,0")
    cells = tables.scan(("", "n"), of=tables.declare(delimiter=";", signs=DESTATIS))
    assert cells.faults == ()
    (cell,) = only_cells(cells)
    assert cell.marks[0] is not None


@pytest.mark.parametrize(
    ("texts", "possible"),
    [
        (["1.234,5", "at most 1.500"], "1500"),
        (["1 234", "at most 1’500"], "1500"),
        (["1.5", "at most 1.25"], "1.255"),
    ],
)
def test_figures_in_words_have_the_digits_of_their_column(
    tables: Workspace, texts: Sequence[str], possible: str
) -> None:
    rows(tables, "a;n", *(f"x;{text}" for text in texts))
    cells = tables.scan(("", "n"), of=tables.declare(EUR, delimiter=";"))
    assert cells.faults == ()
    (mark,) = [cell.marks[0] for cell in only_cells(cells) if cell.marks[0] is not None]
    assert mark.possible is not None
    assert mark.possible.upper == exact(possible)


def test_a_figure_in_words_that_looks_like_thousands_is_not_read(tables: Workspace) -> None:
    rows(tables, "a;n", "x;0.5", "x;around 1.500")
    fault = only_fault(tables.scan(("", "n"), of=tables.declare(EUR, delimiter=";")))
    assert fault.code.slug == "cell-not-a-number"


def test_sizes_that_tests_compare_are_numbers(tables: Workspace) -> None:
    rows(tables, "a;n", "x;1.234", "y;2.345")
    declaration = tables.declare(delimiter=";")
    assert tables.scan(("a n", ""), of=declaration).faults == ()
    assert is_in_doubt(tables.scan(("a n", ""), of=declaration, compared=("n",)))
