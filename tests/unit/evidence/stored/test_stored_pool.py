"""Processes that have answered wait for more questions about the same files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.evidence.stored.pool import Idle, Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Rows


def silent(_: str) -> Iterator[Rows]:
    return iter(())


def idle(name: str, ended: list[str]) -> Idle:
    return Idle(silent, lambda: ended.append(name), lambda _: None)


def test_a_process_is_given_to_one_who_asks_about_the_same() -> None:
    pool, ended = Pool(), list[str]()
    one = idle("one", ended)
    pool.give("a", one)
    assert pool.take("b") is None
    assert pool.take("a") is one
    assert pool.take("a") is None
    assert ended == []


def test_of_two_about_the_same_the_first_is_ended() -> None:
    pool, ended = Pool(), list[str]()
    pool.give("a", idle("one", ended))
    other = idle("other", ended)
    pool.give("a", other)
    assert ended == ["one"]
    assert pool.take("a") is other


def test_all_are_ended_at_the_end() -> None:
    pool, ended = Pool(), list[str]()
    pool.give("a", idle("one", ended))
    pool.give("b", idle("other", ended))
    pool.close()
    pool.close()
    assert sorted(ended) == ["one", "other"]


def test_all_are_ended_although_one_does_not_end_well() -> None:
    pool, ended = Pool(), list[str]()

    def broken() -> None:
        raise OSError

    pool.give("a", idle("one", ended))
    pool.give("b", Idle(silent, broken, lambda _: None))
    pool.give("c", idle("other", ended))
    with pytest.raises(OSError):  # noqa: PT011 - it says nothing
        pool.close()
    assert sorted(ended) == ["one", "other"]
    assert pool.take("a") is None
