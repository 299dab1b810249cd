"""One number stands for all between two cuts, the same one whichever engine scanned."""

from __future__ import annotations

import pytest

from factcheck.evidence.cut_groups import with_least
from factcheck.evidence.raw import (
    ENGLISH,
    PlainForm,
    RawGroup,
    RawRequest,
    RawScan,
    RawSet,
    cut_text,
)
from factcheck.model.cell import Cut
from factcheck.model.fraction import Fraction

FIVE, BEHIND_TEN = Cut(Fraction(5), begins=True), Cut(Fraction(10), begins=False)
CUTS = ((0, (FIVE, BEHIND_TEN)),)
PLAIN = RawSet((0,), ())
SPECIAL = frozenset({"-99", "7", "7.0"})


def replaced(
    *texts: str, grouping: RawSet = PLAIN, special: frozenset[str] = frozenset()
) -> list[str]:
    """Return what stands for each of some texts."""
    request = RawRequest((grouping,), ((0, special),), (), cuts=CUTS)
    groups = tuple(RawGroup((text,), (), 1) for text in texts)
    found = with_least(RawScan(len(texts), (groups,)), request)
    return [group.texts[0] for group in found.groups[0]]


def test_the_least_number_stands_for_all_between_two_cuts() -> None:
    assert replaced("3", "1", "5", "10", "10.5", "12") == ["1", "1", "5", "5", "10.5", "10.5"]
    assert replaced("3", "1", "3") == ["1", "1", "1"]


def test_a_set_has_cuts_of_its_own() -> None:
    grouping = RawSet((0,), (), ((0, (FIVE,)),))
    assert replaced("1", "5", "12", grouping=grouping) == ["1", "5", "5"]


def test_texts_that_are_no_numbers_stay() -> None:
    texts = ["1", "", "x", "12 %", "3"]
    assert replaced(*texts) == ["1", "", "x", "12 %", "1"]


def test_long_numbers_are_numbers_too_unless_they_are_too_long() -> None:
    long, longest = "1" * 40 + ".5", "1" * 101
    assert replaced("12", long, longest) == ["12", "12", longest]
    assert replaced("-0." + "1" * 30, "4") == ["-0." + "1" * 30] * 2


def test_signs_of_groups_are_left_out() -> None:
    assert replaced("1,234", " 2000 ") == ["1234", "1234"]


def test_a_marker_is_no_number_and_no_number_becomes_one() -> None:
    assert replaced("-99", "-99.00", "3", special=SPECIAL) == ["-99", "-99.0", "-99.0"]
    assert replaced("7", "7.000", special=SPECIAL) == ["7", "7.00"]


@pytest.mark.parametrize(
    ("number", "text"), [("-99", "-99,0"), ("1/2", "0,5"), ("3", "3"), ("7", "7,0")]
)
def test_a_number_is_printed_in_the_form_of_its_column(number: str, text: str) -> None:
    form = PlainForm(ENGLISH.pattern, ".", ",")
    numerator, _, denominator = number.partition("/")
    value = Fraction(int(numerator), int(denominator or 1))
    assert cut_text(value, form, SPECIAL) == text


def test_a_scan_without_cuts_stays() -> None:
    found = RawScan(1, ((RawGroup(("3",), (), 1),),))
    assert with_least(found, RawRequest((RawSet((0,), ()),), (), ())) is found


def test_sets_without_the_column_stay() -> None:
    request = RawRequest((RawSet((1,), ()),), (), (), cuts=CUTS)
    found = RawScan(1, ((RawGroup(("3",), (), 1),),))
    assert with_least(found, request) == found
