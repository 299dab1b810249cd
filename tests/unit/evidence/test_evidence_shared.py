"""What readers of several claim files have in common, and what each still does alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, Fingerprint
from factcheck.evidence.raw import RawRequest, RawScan, RawSet
from factcheck.evidence.shared import SharedRows
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

A = RawRequest((RawSet((0,), ()),), (), ())
B = RawRequest((RawSet((1,), ()),), (), ())
C = RawRequest((RawSet((2,), ()),), (), ())


def counting(limit: int = 99) -> tuple[list[RawRequest], Callable[[RawRequest], RawScan]]:
    """Return a scan that notes what it is asked, and fails for more sets than ``limit``."""
    noted: list[RawRequest] = []

    def scan(request: RawRequest) -> RawScan:
        noted.append(request)
        if len(request.sets) > limit:
            raise ContentError(Fault(codes.TOO_MUCH, "too much"))
        return RawScan(1, tuple(() for _ in request.sets))

    return noted, scan


def test_the_first_scan_answers_all_that_was_announced() -> None:
    rows, (noted, scan) = SharedRows(), counting()
    for each in (A, B, A):
        rows.announce(each)
    for each in (A, B, A):
        assert rows.scanned(each, scan).groups == ((),)
    assert len(noted) == 1
    rows.scanned(A, scan)
    assert noted[1:] == [A]


def test_what_was_not_announced_is_scanned_alone() -> None:
    rows, (noted, scan) = SharedRows(), counting()
    rows.announce(A)
    rows.scanned(C, scan)
    rows.scanned(A, scan)
    assert noted == [C, A]


def test_too_much_for_all_is_not_too_much_for_each() -> None:
    rows, (noted, scan) = SharedRows(), counting(limit=1)
    rows.announce(A)
    rows.announce(B)
    assert rows.scanned(A, scan).rows == 1
    assert rows.scanned(B, scan).rows == 1
    assert noted[1:] == [A, B]


def test_a_fault_of_one_is_told_to_that_one() -> None:
    rows, (_, scan) = SharedRows(), counting(limit=0)
    rows.announce(A)
    with pytest.raises(ContentError):
        rows.scanned(A, scan)


def test_a_digest_is_taken_once() -> None:
    taken: list[int] = []
    rows = SharedRows()

    def taking() -> Fingerprint:
        taken.append(1)
        return Fingerprint("ab", None, True)

    assert rows.fingerprint(taking) == rows.fingerprint(taking)
    assert taken == [1]
