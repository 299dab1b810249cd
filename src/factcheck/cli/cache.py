"""``factcheck cache``: what earlier runs have left, and how to remove it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import write_text
from factcheck.cli.problems import report_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.cache import Memory

_MIB = 2**20


@click.command(
    epilog="""\b
Examples:
  factcheck cache
  factcheck cache --clear
  FACTCHECK_CACHE=.cache/factcheck factcheck run claims/swiss.yml
  FACTCHECK_CACHE=off factcheck run claims/swiss.yml

\b
Exit codes:
  2  the folder cannot be used
  0  otherwise
"""
)
@click.option("--clear", is_flag=True, help="Remove everything that is kept.")
def cache(*, clear: bool) -> None:
    """Show what is kept of earlier runs, or remove it.

    `factcheck run` keeps what it has found in tables, so that the next run on unchanged files
    reads nothing of them. Verdicts are the same with it and without. It lies in a folder of
    yours, or in the one that FACTCHECK_CACHE names; it may be removed at any time.
    """
    from factcheck.evidence.cache import MOST_BYTES, Store, cache_folder, refuse_unsafe
    from factcheck.model.problem import ProblemsError
    from factcheck.report.visible import visible

    folder = cache_folder(os.environ)
    if folder is None:
        write_text("nothing is kept: the cache is off\n")
        return
    try:
        refuse_unsafe(folder)
    except ProblemsError as error:
        raise click.UsageError(visible(str(error))) from error
    store = Store(folder)
    held = store.held()
    shown = visible(folder.as_posix())
    if clear:
        write_text(f"removed {_entries(store.clear())} from '{shown}'\n")
        return
    size = f"{held.size / _MIB:.1f} of at most {MOST_BYTES // _MIB} MiB"
    write_text(f"'{shown}'\n  {_entries(held.entries)}, {size}\n")


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


@contextmanager
def remembered(*, is_wanted: bool) -> Iterator[Memory | None]:
    """Give what earlier runs have seen of tables, and keep what this one sees.

    ``None`` where that is not wanted, or where there is no folder for it; of one that may not be
    trusted it is told beside the report.
    """
    memory = _memory() if is_wanted else None
    try:
        yield memory
    finally:
        if memory is not None:
            memory.close()


def _memory() -> Memory | None:
    from factcheck.evidence.cache import Memory, Store, cache_folder, refuse_unsafe
    from factcheck.model.problem import ProblemsError

    folder = cache_folder(os.environ)
    if folder is None:
        return None
    try:
        refuse_unsafe(folder)
    except ProblemsError as error:
        report_problems(error.problems, None)
        return None
    return Memory(Store(folder))
