"""Who keeps what is shown up to date: one run at a time, in a thread of its own."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime
from secrets import token_hex
from threading import Event
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.cache.stamps import SETTLED, stamps_of
from factcheck.model.problem import ProblemsError
from factcheck.model.total import Total
from factcheck.report.memo.build import memo_of
from factcheck.report.visible import one_line
from factcheck.serve.entries import entries_of
from factcheck.serve.keys import keys_of
from factcheck.serve.records import Served
from factcheck.together.find import Found, claim_folders, find_claim_files, unreadable
from factcheck.together.run import Together, run_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from factcheck.evidence.cache import Memory
    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult
    from factcheck.report.memo.records import Memo
    from factcheck.serve.board import Board
    from factcheck.serve.records import Entry, Settings
    from factcheck.together.run import Ran

WRONG = 2
"""The exit code of a file that is wrong."""
_EVERY = 0.25
"""So many seconds lie between two steps that are told."""


class Kept(Struct, frozen=True):
    """What is known of one claim file."""

    stamps: dict[Path, tuple[int, ...]] | None
    """Of each file that the run looked for, as far as it is there; ``None`` where it may have been
    changed meanwhile."""
    looked_for: frozenset[Path]
    result: RunResult | None
    """Of the last run without problems."""
    memo: Memo | None = None
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with it now."""


class StoppedError(Exception):
    """A run ends early because nobody wants it any more."""


class Keeper:
    """Runs the claim files that are not what they were, whenever it is asked to look.

    ``remembering`` gives what earlier runs have seen of tables.
    """

    def __init__(
        self,
        settings: Settings,
        board: Board,
        remembering: Callable[[], AbstractContextManager[Memory | None]],
    ) -> None:
        self._settings = settings
        self._board = board
        self._remembering = remembering
        self._asked = Event()
        self._is_stopped = False
        self._kept: dict[Path, Kept] = {}
        self._found = Found(())
        self._begun = token_hex(4)
        self._rounds = 0
        self._next_step = 0.0

    def ask(self) -> None:
        """Have the files looked at soon, once for all that ask meanwhile."""
        self._asked.set()

    def stop(self) -> None:
        """End the work, also that of a run."""
        self._is_stopped = True
        self._asked.set()

    def work(self, follow: Callable[[frozenset[Path]], None]) -> None:
        """Look whenever somebody asks, until it is stopped.

        ``follow`` is told the folders in which a change may matter. A fault of ours is said on
        the page, before it is raised.
        """
        try:
            with self._remembering() as memory:
                while not self._is_stopped:
                    self._asked.clear()
                    follow(self.look(memory))
                    self._asked.wait()
        except StoppedError:
            return
        except BaseException:
            self._board.change(step="", is_failed=True)
            raise

    def look(self, memory: Memory | None = None) -> frozenset[Path]:
        """Find the claim files, run those that are new or changed, and hang up what came of it.

        Returns the folders in which a file may change, come or go that matters.
        """
        found = self._find()
        stale = tuple(path for path in found.files if self._is_stale(path))
        gone = self._kept.keys() - set(found.files)
        if stale or gone or found != self._found or not self._rounds:
            self._run(stale, memory)
            for path in gone:
                del self._kept[path]
            self._found = found
            self._hang_up()
        return self._folders()

    def _find(self) -> Found:
        named = self._settings.named
        try:
            return find_claim_files(named)
        except ProblemsError as error:
            return Found((), error.problems)
        except OSError as error:
            return Found((), (unreadable(named[0], error),))

    def _is_stale(self, path: Path) -> bool:
        kept = self._kept.get(path)
        return kept is None or kept.stamps is None or kept.stamps != _stamps(path, kept.looked_for)

    def _run(self, paths: tuple[Path, ...], memory: Memory | None) -> None:
        settings, begun = self._settings, time.time_ns()
        how = Together(
            root=settings.root,
            strict=settings.strict,
            as_of=settings.as_of,
            memory=memory,
            on_step=self._step,
        )
        for ran in run_together(paths, how):
            self._kept[ran.path] = self._of(ran, begun)

    def _step(self, step: str) -> None:
        """Say what is done now; raise ``StoppedError`` where nobody wants it any more."""
        if self._is_stopped:
            raise StoppedError
        now = time.monotonic()
        if now >= self._next_step:
            self._next_step = now + _EVERY
            self._board.change(step=one_line(step))

    def _of(self, ran: Ran, begun: int) -> Kept:
        stamps = _stamps(ran.path, ran.looked_for)
        is_settled = all(max(stamp[-2:]) + SETTLED < begun for stamp in stamps.values())
        if ran.result is None:
            problems = ran.error.problems if ran.error else ()
            known = stamps if is_settled else None
            before = self._kept.get(ran.path) or Kept(None, frozenset(), None)
            return replace(before, stamps=known, looked_for=ran.looked_for, problems=problems)
        # What was there when it was read, and is not now, was removed meanwhile.
        is_settled = is_settled and stamps.keys() == {ran.path, *ran.looked_for}
        memo = memo_of(ran.result, self._settings.language)
        known = stamps if is_settled else None
        return Kept(known, ran.looked_for, ran.result, memo, entries_of(memo))

    def _hang_up(self) -> None:
        self._rounds += 1
        keys = keys_of(self._found.files)
        total = Total()
        for _ in self._found.problems:
            total = total.with_wrong(WRONG)
        served = []
        for path in self._found.files:
            kept = self._kept[path]
            if kept.result is None or kept.problems:
                total = total.with_wrong(WRONG)
            else:
                total = total.with_result(kept.result)
            served.append(_served(path, keys[path], kept))
        self._board.change(
            version=f"{self._begun}-{self._rounds}",
            files=tuple(served),
            problems=self._found.problems,
            total=total,
            step="",
            time=f"{datetime.now().astimezone():%H:%M:%S}",
        )

    def _folders(self) -> frozenset[Path]:
        named = self._settings.named
        files = (*named, *self._found.files, *self._looked_for())
        folders = (*claim_folders(named), *(path.resolve().parent for path in files))
        return frozenset(_nearest(each) for each in folders)

    def _looked_for(self) -> Iterator[Path]:
        for kept in self._kept.values():
            yield from kept.looked_for


def _stamps(path: Path, looked_for: Iterable[Path]) -> dict[Path, tuple[int, ...]]:
    """Return the stamps of a claim file and of those beside it, as far as they are there."""
    stamps = {}
    for each in (path, *looked_for):
        with suppress(OSError):
            (stamps[each],) = stamps_of([each])
    return stamps


def _served(path: Path, key: str, kept: Kept) -> Served:
    return Served(
        key=key,
        name=one_line(path.as_posix()),
        memo=kept.memo,
        entries=kept.entries,
        problems=kept.problems,
        exit_code=WRONG if kept.result is None or kept.problems else kept.result.exit_code,
    )


def _nearest(folder: Path) -> Path:
    """Return the nearest folder that is there."""
    resolved = folder.resolve()
    return next(each for each in (resolved, *resolved.parents) if each.is_dir())
