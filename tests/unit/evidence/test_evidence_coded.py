"""Tables of two people's codes: what is read of them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.evidence import coded
from factcheck.evidence.coded import Asked, Codes, read_coders
from factcheck.evidence.look import Known
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.agreement import Coder

ANN = "case,label,n\n1,meets,5\n2,,3\n"
BEN = "label,case\nother,2\nmeets,1\n"
BOTH = "case,ann,ben\n1,a,b\n2,b,b\n"


def tables(folder: Path, *texts: str, column: str = "label") -> tuple[Codes, ...]:
    found = []
    for name, text in zip(("ann", "ben"), texts, strict=False):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        found.append(Codes(path, ((name, column),)))
    return tuple(found)


def one_table(folder: Path, text: str) -> tuple[Codes, ...]:
    path = folder / "codes.csv"
    path.write_text(text, encoding="utf-8")
    return (Codes(path, (("ann", "ann"), ("ben", "ben"))),)


def problems(given: tuple[Codes, ...], asked: Asked) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        read_coders(given, asked)
    return caught.value.problems


def told(given: tuple[Codes, ...], asked: Asked) -> list[str]:
    return [f"{each.code.code}: {each.message}" for each in problems(given, asked)]


def shown(coder: Coder) -> list[tuple[str, str | None, int]]:
    return [(each.unit, each.label, int(each.weight)) for each in coder.codes]


def test_two_tables_are_read_whatever_the_order_of_their_columns(tmp_path: Path) -> None:
    ann, ben = read_coders(tables(tmp_path, ANN, BEN), Asked("case"))
    assert (ann.name, shown(ann)) == ("ann", [("1", "meets", 1), ("2", None, 1)])
    assert (ben.name, shown(ben)) == ("ben", [("2", "other", 1), ("1", "meets", 1)])


def test_one_table_has_both_in_two_columns(tmp_path: Path) -> None:
    ann, ben = read_coders(one_table(tmp_path, BOTH), Asked("case"))
    assert shown(ann) == [("1", "a", 1), ("2", "b", 1)]
    assert shown(ben) == [("1", "b", 1), ("2", "b", 1)]


def test_a_count_of_one_table_is_that_of_the_unit(tmp_path: Path) -> None:
    ann, ben = read_coders(tables(tmp_path, ANN, BEN), Asked("case", count="n"))
    assert shown(ann) == [("1", "meets", 5), ("2", None, 3)]
    assert shown(ben) == [("2", "other", 3), ("1", "meets", 5)]


def test_blanks_and_the_spelling_of_accents_make_no_difference(tmp_path: Path) -> None:
    text = "case,ann,ben\n 1 ,caf\u00e9  noir,cafe\u0301 noir\n"
    ann, ben = read_coders(one_table(tmp_path, text), Asked("case"))
    assert ann.codes == ben.codes
    assert shown(ann) == [("1", "caf\u00e9 noir", 1)]


def test_a_table_may_be_cut_in_another_way(tmp_path: Path) -> None:
    text = BOTH.replace(",", ";")
    ann, _ = read_coders(one_table(tmp_path, text), Asked("case", known=Known(";")))
    assert len(ann.codes) == 2


def test_a_column_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    (found,) = problems(one_table(tmp_path, BOTH.replace("ben", "Benn")), Asked("case"))
    assert found.message == "'codes.csv' has no column 'ben'"
    assert found.hint == "did you mean 'Benn'?"
    assert told(tables(tmp_path, ANN, BEN), Asked("id")) == [
        "FC215: 'ann.csv' has no column 'id'",
        "FC215: 'ben.csv' has no column 'id'",
    ]
    assert told(tables(tmp_path, ANN, BEN), Asked("case", "weight")) == [
        "FC215: no table has the column 'weight'"
    ]


def test_a_unit_that_comes_twice_has_its_line(tmp_path: Path) -> None:
    found = problems(one_table(tmp_path, BOTH + "1,a,a\n,a,a\n"), Asked("case"))
    assert [each.message for each in found] == [
        "the unit '1' stands in line 2 already",
        "a row names no unit",
    ]
    assert [each.span.line for each in found if each.span] == [4, 5]


def test_a_class_that_the_rubric_does_not_have_is_told(tmp_path: Path) -> None:
    given = one_table(tmp_path, "case,ann,ben\n1,meets,\n2,mets,meets\n")
    (found,) = problems(given, Asked("case", classes=("meets", "other")))
    assert found.message == "'mets' is no class of the rubric"
    assert found.hint == "did you mean 'meets'?"


@pytest.mark.parametrize("count", ["", "many", "-1", "9" * 200])
def test_a_count_that_is_no_number_is_told(tmp_path: Path, count: str) -> None:
    given = one_table(tmp_path, f"case,ann,ben,n\n1,a,b,{count}\n")
    (found,) = told(given, Asked("case", "n"))
    assert found.startswith("FC357: the count of '1' is ")


def test_counts_that_differ_are_told(tmp_path: Path) -> None:
    given = tables(tmp_path, ANN, "case,label,n\n1,meets,6\n2,other,3\n")
    assert told(given, Asked("case", "n")) == [
        "FC357: the unit '1' stands for 5 in one table, and for 6 in the other"
    ]


def test_limits_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coded, "MAX_CLASSES", 1)
    assert told(one_table(tmp_path, BOTH), Asked("case")) == [
        "FC358: the tables have 2 classes; the limit is 1"
    ]
    monkeypatch.setattr(coded, "MAX_UNITS", 1)
    assert told(one_table(tmp_path, BOTH), Asked("case")) == [
        "FC358: 'codes.csv' has more than 1 units"
    ]


def test_what_keeps_a_table_from_being_read_is_told_without_a_place(tmp_path: Path) -> None:
    assert told(one_table(tmp_path, BOTH + "3,a\n"), Asked("case"))[0].startswith("FC218: ")
    assert told((Codes(tmp_path / "none.csv", (("a", "a"),)),), Asked("case")) == [
        "FC202: there is no file 'none.csv'"
    ]
