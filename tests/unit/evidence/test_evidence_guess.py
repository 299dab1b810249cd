"""How a file may have to be cut: encodings, delimiters, titles, headers, notes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.guess import Cut, guess_cut, guess_encoding, guess_rows

TABLE = "town,pupils,teachers\nAarau,812,51\nBaden,640,38\nChur,598,44\n"


def cut_of(text: str, suffix: str = ".csv", **known: object) -> Cut:
    return guess_cut(text.encode(), suffix, **known)  # type: ignore[arg-type] # what a test knows


def test_a_usual_file_needs_nothing() -> None:
    assert cut_of(TABLE) == Cut()
    assert cut_of(TABLE.replace(",", "\t"), ".tsv") == Cut(delimiter="\t")


@pytest.mark.parametrize("sign", [";", "\t", "|", "#"])
def test_another_sign_is_found(sign: str) -> None:
    assert cut_of(TABLE.replace(",", sign)).delimiter == sign


def test_commas_inside_cells_are_no_delimiter() -> None:
    text = "name;text\nA;one, two, three\nB;one\nC;one, two\n"
    assert cut_of(text).delimiter == ";"
    assert cut_of("place#n\nNewark , DE#1\nDover , DE#2\n").delimiter == "#"


def test_the_usual_sign_wins_where_it_cuts_all_rows_alike() -> None:
    assert cut_of("a,b;c;d\n1,2;3;4\n").delimiter == ","


def test_one_column_stays_one() -> None:
    assert cut_of("name\nA\nB\n") == Cut()
    assert cut_of("") == Cut()
    assert cut_of("\n \n") == Cut()


@given(
    st.sampled_from([",", ";", "\t", "|", "#"]),
    st.lists(st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), min_size=3, max_size=3),
             min_size=2, max_size=6),
)  # fmt: skip
def test_the_sign_of_a_regular_table_is_always_found(sign: str, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=sign, lineterminator="\n").writerows(rows)
    assert cut_of(text.getvalue()).delimiter == sign


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("a,é\n".encode(), "utf-8"),
        ("\ufeffa,é\n".encode(), "utf-8"),
        ("a,é\n".encode("utf-16"), "utf-16"),
        ("town\nGenève\nZürich\n".encode("windows-1252"), "windows-1252"),
        ("name\nPenélope\nJosé\n".encode("mac-roman"), "mac-roman"),
        ("text\nI’ve seen it\n".encode("mac-roman"), "mac-roman"),
        (b"a\x8d\n", "mac-roman"),
    ],
)
def test_encodings_are_found(data: bytes, encoding: str) -> None:
    assert guess_encoding(data, is_whole=True) == encoding


def test_a_letter_cut_in_two_at_the_end_of_a_part_is_no_fault() -> None:
    data = "a,é".encode()[:-1]
    assert guess_encoding(data, is_whole=False) == "utf-8"
    assert guess_encoding(data, is_whole=True) != "utf-8"


def test_what_is_known_is_not_guessed() -> None:
    text = "a;b,c\n1;2,3\n"
    assert cut_of(text, delimiter=",").delimiter == ","
    assert cut_of(text, encoding="latin-1").encoding == "latin-1"
    assert cut_of("x\n" + TABLE, header_row=3).header_row == 3
    assert guess_cut(b"a,\xff\n1,2\n", ".csv", encoding="utf-8").encoding == "utf-8"


def test_the_last_row_of_a_part_does_not_count() -> None:
    assert cut_of("a;b\n1;2\n3", is_whole=False) == Cut(delimiter=";")
    assert cut_of('a;b\n1;2\n"3;', is_whole=False) == Cut(delimiter=";")


def test_titles_above_the_header_are_left_out() -> None:
    assert cut_of("Table 1: schools\n\n" + TABLE).header_row == 3
    assert cut_of("Table 1,,\n,,\n" + TABLE).header_row == 3
    assert cut_of("\n\n" + TABLE).header_row is None
    assert cut_of("Title\na,b\n1,2\n3,4\n").header_row == 2


def test_notes_below_the_table_are_skipped_from_the_end() -> None:
    assert cut_of(TABLE + "Source: a survey\n").skip == (-1,)
    assert cut_of(TABLE + "\nSource: a survey\n* see above, please\n").skip == (-2, -1)
    assert cut_of(TABLE + "\nA note of more than twenty letters,,\n").skip == (-1,)
    assert cut_of(TABLE + "A note\n\nAnother\n").skip == (-3, -1)


def test_a_short_label_without_numbers_is_no_note() -> None:
    assert cut_of(TABLE + "Davos,,\n").skip == ()


def test_a_row_of_another_width_in_the_middle_is_left_to_the_run() -> None:
    assert cut_of(TABLE + "Davos,1\nElm,2,3\n").skip == ()


def test_notes_of_a_file_seen_in_part_are_not_looked_for() -> None:
    assert cut_of(TABLE + "Source: a survey\nmore\n", is_whole=False).skip == ()


def test_a_table_of_nothing_but_odd_rows_keeps_them() -> None:
    assert guess_rows([["a", "b"], ["c"]]).skip == ()


@pytest.mark.parametrize(
    ("rows", "is_double"),
    [
        (["Men,Age,,", ",18-34,35-64,65+", "37%,29%,42%,37%"], True),
        (["id,Seen?,,", ",Film 1,Film 2,Film 3", "1,Film 1,,Film 3"], True),
        (["town,Births,,Deaths,", ",2017,2018,2017,2018", "A,1,2,3,4"], True),
        (["a,,", "x,1,2", "y,3,4"], False),
        (["a,,", "x,,", "y,3,4"], False),
        (["a,b,c", "x,y,z", "y,3,4"], False),
        ([",b,c", "x,y,z", "y,3,4"], False),
        (["a,b,", "x,y,z"], False),
        (["a,b,", "x,y,z", "y,3,4"], False),
        (["a,b,", ",y,z", "y,3,4"], True),
        (["a,,", "b,,c", "1,2,3"], False),
        (["a,,", f"b,{'9' * 101},c", "1,2,3"], False),
    ],
)
def test_a_header_over_two_rows_is_seen(rows: list[str], is_double: bool) -> None:
    assert (cut_of("\n".join(rows) + "\n").header_rows == 2) is is_double


@pytest.mark.parametrize(
    ("text", "is_headless"),
    [
        ("cues,2921\ntrue,2674\n", True),
        ("a,1.5,2\nb,3,4\n", True),
        ("country,2017,2018\nA,1,2\n", False),
        ("a,b\n1,2\n", False),
        ("5\n6\n", False),
    ],
)
def test_a_first_row_of_data_is_seen(text: str, is_headless: bool) -> None:
    assert cut_of(text).is_headless is is_headless


def test_a_header_row_below_the_end_is_left_to_the_run() -> None:
    assert cut_of(TABLE, header_row=99).header_row == 99
