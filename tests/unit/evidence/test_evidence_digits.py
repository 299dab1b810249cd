"""Numbers of cells by their locale, inferred formats, and what can be read in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, column
from exact import exact

from factcheck.evidence.digits import is_foreign, parse_cell
from factcheck.figure import format_of_locale
from factcheck.model.decimal_text import TooLongError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_workspace import Workspace

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import TableCells
    from factcheck.model.fraction import Fraction
    from factcheck.model.spec import ColumnDeclaration


def read(
    tables: Workspace,
    cells: Sequence[str],
    declared: ColumnDeclaration | None = None,
    *,
    locale: str | None = None,
    lang: str = "en",
    engine: Engine = "python",
) -> TableCells:
    """Return the cells of a table whose column ``n`` is summed."""
    quoted = "".join(f'x;"{cell}"\n' for cell in cells)
    tables.write(f"a;n\n{quoted}")
    columns = () if declared is None else (declared,)
    declaration = tables.declare(*columns, delimiter=";", locale=locale)
    return tables.scan(("a", "n"), of=declaration, lang=lang, engine=engine)


def total(cells: TableCells) -> Fraction:
    ((_, found),) = cells.sets
    assert cells.faults == ()
    return sum((one.measured[0].total for one in found), start=exact("0"))


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("de-DE", "1.234,5", "1234.5"),
        ("de-DE", "1.234", "1234"),
        ("de-DE", "1,234", "1.234"),
        ("de-DE", "12.345.678", "12345678"),
        ("de-DE", "-0,25", "-0.25"),
        ("de-DE", "\N{MINUS SIGN}1.234,5", "-1234.5"),
        ("de-DE", "+7", "7"),
        ("de-DE", ",5", "0.5"),
        ("de-DE", "1 234,5", "1234.5"),
        ("de-DE", "1'234,5", "1234.5"),
        ("de-CH", "1’234.5", "1234.5"),
        ("de-CH", "1'234'567", "1234567"),
        ("de-CH", "2,5", "2.5"),
        ("fr-FR", "1\u202f234,5", "1234.5"),
        ("fr-FR", "1\u00a0234", "1234"),
        ("fr-FR", "1\u2009234 567", None),
        ("fr-FR", "1 234 567", "1234567"),
        ("fr-FR", "1.234", None),
        ("es-MX", "1,234.5", "1234.5"),
        ("es-ES", "1.234,5", "1234.5"),
        ("de-DE", "1.5", None),
        ("de-DE", "1.23.456", None),
        ("de-DE", "0.123", None),
        ("de-DE", "1,5,5", None),
        ("de-DE", "12¹", None),
        ("de-DE", "٣", None),
        ("de-DE", "", None),
        ("de-DE", "-", None),
        ("de-DE", "(45)", None),
        ("de-DE", "1e3", None),
    ],
)
def test_a_numeral_is_read_by_its_locale(locale: str, text: str, number: str | None) -> None:
    found = parse_cell(text, format_of_locale(locale))
    assert found == (None if number is None else exact(number))


def test_a_numeral_of_a_locale_has_a_limit() -> None:
    with pytest.raises(TooLongError):
        parse_cell("9" * 101, format_of_locale("de-DE"))
    assert not is_foreign("1." + "9" * 120)
    assert is_foreign("1.234,5")
    assert not is_foreign("1,234.5")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_locale_of_the_table_holds_for_its_columns(tables: Workspace, engine: Engine) -> None:
    cells = read(tables, ["1.234,5", "2.000", "7", "-0,5"], locale="de-DE", engine=engine)
    assert total(cells) == exact("3241")
    assert cells.notes == ()


def test_a_column_has_a_locale_of_its_own(tables: Workspace) -> None:
    declared = column("n", locale="de-CH", unit="CHF")
    assert total(read(tables, ["CHF 1’234.50", "0.5"], declared, locale="de-DE")) == 1235


def test_percentages_have_decimal_commas(tables: Workspace) -> None:
    declared = column("n", unit="percent")
    cells = read(tables, ["12,5 %", "0,5%", "3\u00a0%"], declared, locale="fr-FR")
    assert total(cells) == exact("0.16")


def test_labels_of_the_claim_file_are_english(tables: Workspace) -> None:
    declared = column("n", map=(("ein paar", "2.5"),), domain=("2.5", "1000"))
    assert total(read(tables, ["ein paar", "1.000"], declared, locale="de-DE")) == exact("1002.5")


@pytest.mark.parametrize(
    ("texts", "number", "told"),
    [
        (["1.234,5", "2.000", "7"], "3241.5", "with a decimal comma, inferred from '1.234,5'"),
        (["12.345.678", "1.000"], "12346678", "with a decimal comma, inferred from '12.345.678'"),
        (["12,5", "1,234"], "13.734", "with a decimal comma, inferred from '12,5'"),
        (["0,987", "1,234"], "2.221", "with a decimal comma, inferred from '0,987'"),
        (["1 234", "12", "5.5"], "1251.5", "with spaces or apostrophes between thousands"),
        (["1’234.5", "1,000"], "2234.5", "with spaces or apostrophes between thousands"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_format_is_inferred_where_one_cell_decides(
    tables: Workspace, texts: list[str], number: str, told: str, engine: Engine
) -> None:
    cells = read(tables, texts, engine=engine)
    assert total(cells) == exact(number)
    (note,) = cells.notes
    assert note.startswith(f"column 'n' is read {told}")


@pytest.mark.parametrize(
    ("texts", "hint"),
    [
        (["1.234,5", "1.5"], "if its numbers are printed like '1.234,5', add `locale: de-DE`"),
        (["1.234,5", "1,234.5"], "if its numbers are printed like '1.234,5'"),
        (["12,5", "x"], "if it stands for a missing number, add `'x': unknown`"),
        (["1 234", "1,2,3"], "if its numbers are printed like '1 234', add `locale: de-DE`"),
        (["(45)", "3"], "parentheses mean a negative number to some"),
        (["1.2.3", "4"], "if it stands for a missing number"),
    ],
)
def test_cells_that_contradict_each_other_are_a_fault(
    tables: Workspace, texts: list[str], hint: str
) -> None:
    (fault,) = read(tables, texts).faults
    assert fault.code.slug == "cell-not-a-number"
    assert hint in (fault.hint or "")


@pytest.mark.parametrize(
    ("texts", "hint"),
    [
        (["1.5", "2"], "by `locale: de-DE` it is no number; remove the `locale`"),
        (["1.23.456", "2"], "by `locale: de-DE` it is no number; name the locale"),
    ],
)
def test_what_a_locale_does_not_print_is_a_fault(
    tables: Workspace, texts: list[str], hint: str
) -> None:
    (fault,) = read(tables, texts, locale="de-DE").faults
    assert hint in (fault.hint or "")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("texts", "lang", "declared", "example"),
    [
        (["1.234", "2.345"], "en", None, "'1.234'"),
        (["1.234", "12", "-999.999"], "en", None, "'-999.999'"),
        (["\N{MINUS SIGN}1.234"], "en", None, "'\N{MINUS SIGN}1.234'"),
        (["1.234"], "en", column("n", rounded=exact("0.001")), "'1.234'"),
        (["1,234", "5,678"], "de", None, "'1,234'"),
        (["1.234", "5"], "fr-CH", None, "'1.234'"),
        (["$1.234"], "en", column("n", unit="USD"), "'$1.234'"),
    ],
)
def test_a_column_of_doubtful_signs_is_a_fault(
    tables: Workspace,
    texts: list[str],
    lang: str,
    declared: ColumnDeclaration | None,
    example: str,
    engine: Engine,
) -> None:
    (fault,) = read(tables, texts, declared, lang=lang, engine=engine).faults
    assert fault.code.slug == "ambiguous-digits"
    assert f"can be read in two ways: {example} is" in fault.message
    assert "`locale: en-GB`" in (fault.hint or "")
    assert "`locale: de-DE`" in (fault.hint or "")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lang", ["en", "fr", "de"])
@pytest.mark.parametrize(
    ("texts", "example"),
    [
        (["12 345", "1,250"], "'1,250' is 1,250 where a comma groups digits, and 1.25 where"),
        (["12'345", "1,250"], "'1,250' is 1,250"),
        (["2 000", "1.234"], "'1.234' is 1.234 where a point begins the decimals, and 1,234 where"),
        (["2\u202f000", "7", "-1,250"], "'-1,250' is 1,250"),
        (["12 345 EUR", "1,250 EUR"], "'1,250 EUR' is 1,250"),
        (["1 234 567", "1,250"], "'1,250' is 1,250"),
    ],
)
def test_groups_of_spaces_leave_commas_and_points_in_doubt(
    tables: Workspace, texts: list[str], example: str, lang: str, engine: Engine
) -> None:
    (fault,) = read(tables, texts, column("n", unit="EUR"), lang=lang, engine=engine).faults
    assert fault.code.slug == "ambiguous-digits"
    assert f"can be read in two ways: {example}" in fault.message
    assert (fault.hint or "").startswith(
        "the column prints numbers with spaces or apostrophes between thousands too: "
    )
    assert "add `locale: en-GB`" in (fault.hint or "")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["12 345", "1,250", "0.5"], "13595.5"),
        (["12 345.5", "1,250"], "13595.5"),
        (["12 345", "1,250", "1,234,567"], "1248162"),
        (["12 345", "1,250", "0,5"], "12346.75"),
        (["12 345", "1.250", "0.125"], "12346.375"),
        (["12 345", "1250"], "13595"),
    ],
)
def test_one_cell_decides_beside_groups_of_spaces(
    tables: Workspace, texts: list[str], number: str, engine: Engine
) -> None:
    assert total(read(tables, texts, column("n", unit="EUR"), engine=engine)) == exact(number)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("texts", [["12,345 %", "3 %"], ["12,345", "3"], ["12,345%"]])
def test_no_percentage_is_in_the_thousands_by_a_comma_alone(
    tables: Workspace, texts: list[str], engine: Engine
) -> None:
    (fault,) = read(tables, texts, column("n", unit="percent"), engine=engine).faults
    assert fault.code.slug == "ambiguous-digits"
    assert "is 12,345 where a comma groups digits, and 12.345 where it" in fault.message


@pytest.mark.parametrize(
    ("locale", "texts", "number"),
    [
        ("en-GB", ["12,345 %"], "123.45"),
        ("de-DE", ["12,345 %"], "0.12345"),
        (None, ["12,345 %", "1.5 %"], "123.465"),
        (None, ["12,345 %", "1,5 %"], "0.13845"),
    ],
)
def test_what_decides_of_percentages(
    tables: Workspace, locale: str | None, texts: list[str], number: str
) -> None:
    declared = column("n", unit="percent")
    assert total(read(tables, texts, declared, locale=locale)) == exact(number)


def test_a_percent_sign_makes_a_comma_doubtful_in_any_column(tables: Workspace) -> None:
    faults = read(tables, ["12,345 %"]).faults
    assert "ambiguous-digits" in {fault.code.slug for fault in faults}


@pytest.mark.parametrize("locale", [None, "fr-FR"])
@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["– 0.4 %", "–5 %"], "-0.054"),
        (["–0.4 %", "− 5 %", "+ 1 %"], "-0.044"),
        (["– 0.4", "7"], "0.066"),
    ],
)
def test_a_dash_before_a_number_is_a_minus(
    tables: Workspace, texts: list[str], number: str, locale: str | None
) -> None:
    cells = [text if locale is None else text.replace(".", ",") for text in texts]
    declared = column("n", unit="percent")
    assert total(read(tables, cells, declared, locale=locale)) == exact(number)


def test_a_dash_before_a_currency_and_beside_a_flag_is_a_minus(tables: Workspace) -> None:
    assert total(read(tables, ["–$4,000", "– 7"], column("n", unit="USD"))) == exact("-4007")
    tables.write("a;n\nx;– 4.5 [1]\n")
    declaration = tables.declare(column("n", unit="EUR"), delimiter=";", has_footnotes=True)
    assert total(tables.scan(("a", "n"), of=declaration)) == exact("-4.5")


def test_both_readings_are_shown(tables: Workspace) -> None:
    (by_point,) = read(tables, ["1.234"]).faults
    assert by_point.message.endswith(
        "'1.234' is 1.234 where a point begins the decimals, and 1,234 where it groups digits"
    )
    (by_comma,) = read(tables, ["1,234"], lang="it").faults
    assert by_comma.message.endswith(
        "'1,234' is 1,234 where a comma groups digits, and 1.234 where it begins the decimals"
    )


@pytest.mark.parametrize(
    ("texts", "lang", "declared", "number"),
    [
        (["1,234", "5,678"], "en", None, "6912"),
        (["1.234", "0.5"], "en", None, "1.734"),
        (["1.234", "0.987"], "de", None, "2.221"),
        (["1.234", "1234.5"], "de", None, "1235.734"),
        (["1,234,567", "1,000"], "de", None, "1235567"),
        (["12", "345"], "de", None, "357"),
        (["1.234%", "2.345%"], "en", column("n", unit="percent"), "0.03579"),
        (["1.234"], "en", column("n", locale="en-GB"), "1.234"),
        (["1.234"], "en", column("n", locale="de-DE"), "1234"),
    ],
)
def test_what_worked_without_a_locale_works(
    tables: Workspace,
    texts: list[str],
    lang: str,
    declared: ColumnDeclaration | None,
    number: str,
) -> None:
    assert total(read(tables, texts, declared, lang=lang)) == exact(number)


def test_a_column_of_texts_is_no_column_of_numbers(tables: Workspace) -> None:
    tables.write("a;n\n12.345.678;1\n1.234;2\n")
    cells = tables.scan(("a", "n"), of=tables.declare(delimiter=";"))
    ((_, found),) = cells.sets
    assert (cells.faults, cells.notes) == ((), ())
    assert {cell.key[0] for cell in found} == {"12.345.678", "1.234"}


def test_a_number_that_is_too_long_decides_nothing(tables: Workspace) -> None:
    faults = read(tables, ["1.234,5", "9" * 101 + ".5"]).faults
    assert {fault.code.slug for fault in faults} == {"number-too-long"}


def test_words_of_a_table_have_its_own_language(tables: Workspace) -> None:
    tables.write("a,n\nx,rund 9’000\n")
    declaration = tables.declare(column("n", unit="Fälle"), lang="de", locale="de-CH")
    cells = tables.scan(("a", "n"), of=declaration)
    ((_, (cell,)),) = cells.sets
    (mark,) = cell.marks
    assert cells.faults == ()
    assert mark is not None
    assert mark.is_words
