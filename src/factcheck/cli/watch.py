"""``factcheck run --watch``: the same run again, whenever a file that it used has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import CannotWriteError
from factcheck.cli.problems import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Stamps = dict[Path, tuple[int, ...] | None]

EXTRA = "web"
QUIET, LONGEST = 50, 500
"""So many milliseconds without a change end a group of them; after so many it ends in any case."""
PATIENCE = 2000
"""After so many milliseconds it is looked all the same: not every file system tells of changes."""
_LOOKS = 20
_SHOWN = 5


def run_watched(named: Iterable[Path], run: Callable[[], int]) -> int:
    """Run again and again until somebody stops it, and return the exit code of that.

    ``run`` reports on the claim files and folders that are ``named``. Watched are the files that
    it looked for, be they there or not, and the claim files, be they right or wrong. What is wrong
    with them is told, and ends nothing.

    Raises ``CannotWriteError`` where the package that watches files is not installed.
    """
    _refuse_missing()
    named = tuple(named)
    stamps = _stamps(_claim_files(named))
    try:
        while True:
            code, used = _once(run)
            if code == INTERRUPTED:
                return INTERRUPTED
            # What changed meanwhile has changed since it was looked at.
            stamps = {**_stamps({*used, *_claim_files(named)}), **stamps}
            changed = _wait(named, stamps)
            click.echo(f"\n{_told(changed)}; running again", err=True)
            stamps = _settled(set(stamps))
    except KeyboardInterrupt:
        return INTERRUPTED


def _refuse_missing() -> None:
    try:
        import watchfiles  # noqa: F401 - whether it is there
    except ImportError as error:
        message = "--watch needs packages that are not installed; install them by: "
        raise CannotWriteError(f"{message}pip install 'factcheck-statistics[{EXTRA}]'") from error


def _once(run: Callable[[], int]) -> tuple[int, set[Path]]:
    """Run, and return the exit code and the files that were looked for."""
    from factcheck.evidence.noted import noting

    with noting() as used:
        try:
            code = run()
        except click.ClickException as error:
            error.show()
            code = error.exit_code
    return code, set(used)


def _claim_files(named: tuple[Path, ...]) -> set[Path]:
    """Return the claim files of a command line, absolute; those that are named also where absent.

    A folder that has too many of them, or is gone, has none: a run says so.
    """
    from factcheck.model.problem import ProblemsError
    from factcheck.together.find import find_claim_files

    files: set[Path] = set()
    for each in named:
        try:
            found = find_claim_files([each])
        except (ProblemsError, OSError):
            continue
        files.update(path.resolve() for path in found.files)
        files.update(Path(each.span.file).resolve() for each in found.problems if each.span)
    return files


def _stamps(files: Iterable[Path]) -> Stamps:
    return {each: _stamp(each) for each in files}


def _settled(files: set[Path]) -> Stamps:
    """Return the stamps of files once nobody is writing to them, or after a while."""
    stamps = _stamps(files)
    for _ in range(_LOOKS):
        time.sleep(QUIET / 1000)
        before, stamps = stamps, _stamps(files)
        if stamps == before:
            break
    return stamps


def _stamp(path: Path) -> tuple[int, ...] | None:
    """Return what changes when a file does, or the names in a folder; ``None`` for neither."""
    from factcheck.evidence.locate import stamp_of

    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def _wait(named: tuple[Path, ...], stamps: Stamps) -> list[Path]:
    """Return the files that have changed, as soon as some have."""
    from watchfiles import watch

    from factcheck.together.find import claim_folders

    places = {_folder(each) for each in stamps}
    places.update(each.resolve() for each in claim_folders(named))
    count = len(stamps)
    click.echo(f"watching {count:,} {'file' if count == 1 else 'files'}; Ctrl-C ends it", err=True)
    changed = _changed(named, stamps)
    changes = watch(
        *sorted(places),
        recursive=False,
        watch_filter=None,
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=PATIENCE,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    while not changed:
        next(changes)
        changed = _changed(named, stamps)
    return changed


def _folder(path: Path) -> Path:
    """Return the folder that a file is in, or the nearest above it where that is not there."""
    return next(each for each in path.parents if each.is_dir())


def _changed(named: tuple[Path, ...], stamps: Stamps) -> list[Path]:
    """Return the files that are not as they were, and claim files that are new; sorted."""
    new = _claim_files(named) - stamps.keys()
    return sorted(new | {path for path, stamp in stamps.items() if _stamp(path) != stamp})


def _told(changed: list[Path]) -> str:
    from factcheck.report.visible import visible

    names = [visible(Path(os.path.relpath(each)).as_posix()) for each in changed[:_SHOWN]]
    rest = len(changed) - len(names)
    return f"changed: {', '.join(names)}" + (f" and {rest} more" if rest else "")
