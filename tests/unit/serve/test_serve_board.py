"""Where what is shown hangs."""

from __future__ import annotations

import asyncio
from threading import Thread

from factcheck.serve.board import Board


def test_a_change_leaves_the_other_fields() -> None:
    board = Board()
    first = board.snapshot
    board.change(step="reading")
    board.change(version="2")
    assert (board.snapshot.step, board.snapshot.version) == ("reading", "2")
    assert first.version == ""


def test_who_waits_is_woken_from_another_thread() -> None:
    board = Board()

    async def waited() -> bool:
        seen = board.snapshot
        thread = Thread(target=lambda: board.change(version="2"))
        waiting = asyncio.ensure_future(board.changed(seen, 10))
        await asyncio.sleep(0)
        thread.start()
        result = await waiting
        thread.join()
        return result

    assert asyncio.run(waited())


def test_nobody_waits_for_what_is_there_already_or_never_comes() -> None:
    board = Board()
    seen = board.snapshot
    assert not asyncio.run(board.changed(seen, 0.01))
    board.change(version="2")
    assert asyncio.run(board.changed(seen, 10))
    board.close()
    assert not asyncio.run(board.changed(board.snapshot, 10))
    assert board.is_closed


def test_who_waits_is_sent_away_at_the_end() -> None:
    board = Board()

    async def waited() -> bool:
        waiting = asyncio.ensure_future(board.changed(board.snapshot, 10))
        await asyncio.sleep(0)
        board.close()
        return await waiting

    assert not asyncio.run(waited())
