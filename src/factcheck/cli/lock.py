"""``factcheck lock``: what the evidence of claim files is, pinned."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.claim_files import claim_files
from factcheck.cli.options import root_option
from factcheck.cli.output import terminal_width, wants_colour, write_text

if TYPE_CHECKING:
    from factcheck.lock.records import Entry, Lock


@click.command(
    epilog="""\b
Examples:
  factcheck lock claims/swiss.yml
  factcheck lock claims/*.yml
  factcheck run claims/swiss.yml --locked

\b
Exit codes:
  2  a claim file, its evidence or the lock is wrong; nothing was written
  0  the lock is written, or was as it has to be
"""
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    callback=claim_files,
)
@root_option("The folder that no evidence may lie outside of, as for `run`; the lock stands in it.")
def lock(files: tuple[Path, ...], root: Path | None) -> None:
    """Pin the evidence of claim FILEs in `factcheck.lock`.

    For every table, rubric and scale of a FILE: the path, the digest, the number
    of rows, the columns and how they are read; and the versions that its verdicts rest on. The
    claim file itself is not pinned. The lock is JSON in the root of the project, written as a
    whole or not at all; entries of other claim files are kept. `factcheck run FILE --locked`
    evaluates nothing once any of this has changed.
    """
    from factcheck.cli.progress import Progress
    from factcheck.lock.pins import pins_of_file
    from factcheck.lock.stored import place_of
    from factcheck.model.problem import ProblemsError

    found: dict[Path, dict[str, Entry]] = {}
    shown: list[str] = []
    try:
        with Progress() as on_step:
            for file in files:
                path, name = place_of(file, root)
                found.setdefault(path, {})[name] = pins_of_file(file, root, on_step)
        for path, entries in found.items():
            shown += _written(path, entries)
    except ProblemsError as error:
        from factcheck import report

        colour = wants_colour(None, sys.stderr)
        text = report.render_problems(
            error.problems, colour=colour, width=terminal_width(sys.stderr)
        )
        click.echo(text, err=True, nl=False, color=colour)
        sys.exit(2)
    except OSError as error:
        message = f"{_visible(Path(error.filename or 'a file'))} cannot be read: {error.strerror}"
        raise click.UsageError(message) from error
    write_text("".join(f"{line}\n" for line in shown))


def _written(path: Path, entries: dict[str, Entry]) -> list[str]:
    """Write a lock with new entries, unless it has them already; return what to tell."""
    from factcheck.evidence.whole import sweep
    from factcheck.lock.guard import guarded
    from factcheck.lock.stored import lock_text, read_lock, with_entries

    # Another process may have written entries of its own, or be about to.
    with guarded(path):
        old = read_lock(path)
        new = with_entries(old, entries)
        if old == new:
            # What a killed process left of it stays for nobody.
            sweep(path.parent, path.name)
            return [f"{_visible(path)} is as it has to be"]
        write_text(lock_text(new), path)
    told = [line for name, entry in entries.items() for line in _told(name, entry, old)]
    return [f"wrote {_visible(path)}", *told]


def _told(name: str, entry: Entry, old: Lock | None) -> list[str]:
    """Return what is pinned for a claim file, and what was pinned otherwise before."""
    from factcheck.lock.drift import moved
    from factcheck.report.visible import visible
    from factcheck.report.wording import counted

    tables = counted(len(entry.tables), "table")
    files = f" and {counted(len(entry.files), 'other file')}" if entry.files else ""
    before = None if old is None else old.claims.get(name)
    changes = [] if before is None else [each.message for each in moved(before, entry, {})]
    return [
        visible(f"  {name}: {tables}{files}"),
        *(visible(f"    before: {change}") for change in changes),
    ]


def _visible(path: Path) -> str:
    """Return a path as it is shown, from the working folder."""
    from factcheck.report.visible import visible

    return f"'{visible(Path(os.path.relpath(path)).as_posix())}'"
