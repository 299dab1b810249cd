"""Work that goes on in a thread while something else is done."""

from __future__ import annotations

from threading import Event

import pytest

from factcheck.evidence.meanwhile import Meanwhile


def test_the_outcome_is_there_when_somebody_asks() -> None:
    may_end = Event()

    def work() -> int:
        may_end.wait(10)
        return 3

    begun = Meanwhile(work)
    may_end.set()
    assert begun.outcome() == 3
    assert begun.outcome() == 3


def test_an_error_is_raised_where_somebody_asks() -> None:
    def work() -> int:
        message = "no luck"
        raise OSError(message)

    begun = Meanwhile(work)
    with pytest.raises(OSError, match="no luck"):
        begun.outcome()
