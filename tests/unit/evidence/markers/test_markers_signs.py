"""Flags, brackets and marks of footnotes beside a number: read, or left for a fault."""

from __future__ import annotations

import pytest
from evidence_workspace import Workspace, column, only_cells, only_fault
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.markers.profiles import edition_named
from factcheck.evidence.markers.signs import FOOTNOTE, Gap, SignReader, is_number
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Flag, Sign
from factcheck.model.spec import ColumnType, EmptyCell, Marker

EUROSTAT = edition_named("eurostat@2025").profile
UK = edition_named("uk-analysis-function").profile
CBS = edition_named("cbs-nl").profile
ACS = edition_named("us-acs").profile
NOTHING = SignReader({}, None)
FOOTNOTES = SignReader({}, None, has_footnotes=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234¹", "1,234"),
        ("1,234 ²,³", "1,234"),
        ("12 [note 1]", "12"),
        ("12[2]", "12"),
        ("12 [a]", "12"),
        ("12 (a)", "12"),
        ("12†", "12"),
        ("12.5%‡", "12.5%"),
        ("12 [Notes 1][note 2]", "12"),
    ],
)
def test_marks_of_footnotes_are_taken_off_where_they_are_declared(text: str, number: str) -> None:
    found = FOOTNOTES.stripped(text)
    assert found is not None
    assert found.number == number
    assert all(said == "" for _, said in found.notes)
    assert NOTHING.stripped(text) is None


@pytest.mark.parametrize("text", ["¹", "1¹2", "12*", "12 (45)", "(45)", "45**", "12 note", "[1]"])
def test_what_may_be_no_footnote_is_left_alone(text: str) -> None:
    assert FOOTNOTES.stripped(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 km s", None),
        ("12 bob", None),
        ("12 C", None),
        ("12 :", None),
        ("12 0n", None),
        ("nonsense", None),
        ("p", None),
        ("", None),
        ("p p", None),
        ("12 p p p p p p p p p", None),
        ("12\u2009p", "12"),
        ("12\u00a0e", "12"),
        ("-12.5 p", "-12.5"),
        ("\u22125 p", "\u22125"),
    ],
)
def test_a_text_that_is_not_clear_is_no_number(text: str, expected: str | None) -> None:
    found = SignReader({}, EUROSTAT).stripped(text)
    assert (None if found is None else found.number) == expected


def test_a_digit_that_is_a_sign_is_no_flag_of_the_digits_before_it() -> None:
    assert SignReader({}, CBS).stripped("120 *") is not None
    assert SignReader({}, CBS).stripped("12 0*") is None
    assert SignReader({}, CBS).stripped("120 0") is None


def test_several_signs_mean_what_says_the_most() -> None:
    reader = SignReader({}, EUROSTAT)
    for text, gap in [
        (": C", Sign.SUPPRESSED),
        (":N", Sign.SUPPRESSED),
        (": m", EmptyCell.NOT_APPLICABLE),
        (": b", EmptyCell.UNKNOWN),
    ]:
        found = reader.stripped(text)
        assert found is not None
        assert (found.number, found.gap) == (None, gap)
    zero = SignReader({"-": EmptyCell.ZERO, "p": Flag("provisional")}, None).stripped("- p")
    assert zero is not None
    assert (zero.gap, zero.notes) == (EmptyCell.ZERO, (("p", "provisional"),))


def test_own_signs_come_before_the_publishers() -> None:
    own: dict[str, Gap | Flag] = {":": EmptyCell.NONE, "p": Sign.SUPPRESSED, "C": Flag("corrected")}
    reader = SignReader(own, EUROSTAT)
    assert reader.sign(":") is EmptyCell.NONE
    assert reader.sign("p") is Sign.SUPPRESSED
    assert reader.stripped("12 p") is None
    found = reader.stripped("12 C")
    assert found is not None
    assert found.notes == (("C", "corrected"),)


def test_open_ends_stand_behind_a_number_only() -> None:
    reader = SignReader({}, ACS)
    sides = {text: reader.stripped(text) for text in ("2,500-", "200,000+", "+", "x-")}
    assert [found and found.side for found in sides.values()] == [-1, 1, None, None]


def test_a_reader_without_signs_is_idle() -> None:
    assert NOTHING.is_idle
    assert not FOOTNOTES.is_idle
    assert not SignReader({}, UK).is_idle


def test_a_number_may_be_long() -> None:
    assert is_number("1" * 200)
    assert not is_number("1" * 200 + "x")
    assert not is_number("")
    assert FOOTNOTE.search("12¹") is not None


@given(st.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    for profile in (EUROSTAT, UK, CBS, ACS, None):
        found = SignReader({}, profile, has_footnotes=True).stripped(text)
        # A number that is read stands in the text as it is.
        assert found is None or found.number is None or found.number in text.strip()


@given(st.integers(0, 10**9), st.sampled_from("bdefinpu"))
def test_a_flag_never_changes_the_number(number: int, flag: str) -> None:
    for text in (f"{number}{flag}", f"{number:,} {flag}", f"{number}\u202f{flag}"):
        found = SignReader({}, EUROSTAT).stripped(text)
        assert found is not None
        assert found.number is not None
        assert int(found.number.replace(",", "")) == number


@pytest.mark.parametrize("text", ["1,234¹", "45*", "(45)", "9167r", "12 [note 1]", "[r] 12"])
def test_without_a_declaration_such_a_cell_is_a_fault(tables: Workspace, text: str) -> None:
    tables.write(f'k,n\na,5\nb,"{text}"\n')
    for declared in (column("n", unit="people"), column("n", type=ColumnType.NUMBER)):
        fault = only_fault(tables.scan(("k", "n"), of=tables.declare(declared)))
        assert text in fault.message
        assert fault.hint is not None


def test_the_fault_of_a_footnote_and_of_a_flag_say_what_to_declare(tables: Workspace) -> None:
    declared = tables.declare(column("n", unit="people"))
    for text, said in [
        ("1,234¹", "`footnotes: true`"),
        ("9167r", "`'r': flag`"),
        ("?", "`'?': unknown`"),
    ]:
        tables.write(f'k,n\na,5\nb,"{text}"\n')
        hint = only_fault(tables.scan(("k", "n"), of=declared)).hint
        assert hint is not None
        assert said in hint


def test_footnotes_of_a_table_hold_for_all_its_columns(tables: Workspace) -> None:
    tables.write("k,n\na,5¹\nb,6 [note 1]\n")
    declared = tables.declare(column("n", unit="people"), has_footnotes=True)
    found = tables.scan(("k", "n"), of=declared)
    assert [cell.measured[0].total for cell in only_cells(found)] == [5, 6]
    assert found.notes == (
        "column 'n': 1 cell marked '[note 1]'",
        "column 'n': 1 cell marked '¹'",
    )


def test_many_different_marks_are_not_all_told(tables: Workspace) -> None:
    rows = "".join(f"{n},{n} [note {n}]\n" for n in range(1, 16))
    tables.write("k,n\n" + rows)
    declared = tables.declare(column("n", has_footnotes=True))
    found = tables.scan(("k", "n"), of=declared)
    assert len(found.notes) == 13
    assert found.notes[-1] == "column 'n': 3 more flags and marks of footnotes"


def test_own_signs_in_place(tables: Workspace) -> None:
    tables.write("k,n\na,5 p\nb,s\nc,low\nd,2499\ne,116\nf,7 m\ng,2.5\n")
    own = (
        ("p", Marker(Flag("provisional"))),
        ("m", Marker(Flag())),
        ("s", Marker(Sign.SUPPRESSED)),
        ("low", Marker(Sign.ROUNDS_TO_ZERO)),
        ("2499", Marker(Interval.at_most(2500, closed=False))),
        ("116", Marker(Interval.at_least(115))),
    )
    declared = tables.declare(column("n", scale=1000, markers=own))
    found = tables.scan(("k", "n"), of=declared)
    cells = {cell.key[0]: cell for cell in only_cells(found)}
    assert cells["a"].measured[0].total == 5000
    possible = {key: mark.possible for key, cell in cells.items() if (mark := cell.marks[0])}
    assert possible == {
        "b": Interval.at_least(0),
        "c": Interval(Fraction(0), Fraction(50), False, False),
        "d": Interval(Fraction(0), exact("2500000"), True, False),
        "e": Interval.at_least(115_000),
    }
    assert found.notes == (
        "column 'n': 1 cell flagged 'm'",
        "column 'n': 1 cell flagged 'p' (provisional)",
    )


def test_signs_in_a_column_that_tests_look_at(tables: Workspace) -> None:
    tables.write("k,n\na,5 p\nb,c\nc,[low]\n")
    own = (("c", Marker(Sign.SUPPRESSED)), ("[low]", Marker(Sign.ROUNDS_TO_ZERO)))
    declared = tables.declare(
        column("n", unit="USD", signs=EUROSTAT, markers=own, rounded=Fraction(5))
    )
    found = only_cells(tables.scan(("n", ""), of=declared))
    shown = {str(cell.key[0]) for cell in found}
    assert "5" in shown
    assert "Missing.UNKNOWN" in shown
    assert Interval(Fraction(0), exact("2.5"), False, False) in {cell.key[0] for cell in found}


def test_an_amount_with_its_currency_may_have_a_flag(tables: Workspace) -> None:
    tables.write('k,n\na,"$4,000 p"\nb,"5,000 USD p"\nc,€6 p\n')
    declared = tables.declare(column("n", unit="USD", signs=EUROSTAT))
    found = tables.scan(("k", "n"), of=declared)
    assert "€6 p" in only_fault(found).message
    totals = {cell.key[0]: cell.measured[0].total for cell in only_cells(found)}
    assert totals["a"] == 4000
    assert totals["b"] == 5000
