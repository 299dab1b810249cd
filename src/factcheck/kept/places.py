"""Where the reports of claim files are kept, and whether they may be."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence import find_root
from factcheck.kept.codes import OTHER_FILE, PLACE, SHARED
from factcheck.model.formats import FORMATS
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.planning import read_claim_file
from factcheck.report.recognise import is_report
from factcheck.spec import load_spec
from factcheck.together.find import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from factcheck.model.problem import Code
    from factcheck.model.spec import KeptReport, Spec


class Kept(Struct, frozen=True):
    """One report, and where it lies."""

    report: KeptReport
    path: Path
    """With every link resolved."""
    shown: str
    """From the root of the project."""
    excerpt: str
    """The line of the claim file that names it."""
    claims: str
    """The claim file's path from the root."""


class Keeper(Struct, frozen=True):
    """A claim file with the reports that are kept of it."""

    claims: Path
    root: Path
    """Of the project, with every link resolved."""
    name: str
    """The claim file's path from the root."""
    reports: tuple[Kept, ...]


def keepers(files: Iterable[Path], root: Path | None = None) -> tuple[Keeper, ...]:
    """Return claim files with their reports, also those that keep none.

    ``root`` is the folder that nothing may lie outside of, by default each file's own. Raises
    ``ProblemsError`` with all that is wrong with any of the files, or with a place of a report.
    """
    claims = tuple(files)
    found: list[Keeper] = []
    problems: list[Problem] = []
    for each in claims:
        try:
            found.append(_keeper(each, root, claims))
        except ProblemsError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(unreadable(each, error))
    problems.extend(_shared(found))
    if problems:
        raise ProblemsError(problems)
    return tuple(found)


def _keeper(claims: Path, root: Path | None, files: tuple[Path, ...]) -> Keeper:
    top = (root or find_root(claims)).resolve()
    place = claims.resolve()
    spec = load_spec(read_claim_file(claims), file=claims.as_posix())
    if spec.reports and not place.is_relative_to(top):
        message = f"{quoted(claims.as_posix())} lies outside the project's folder"
        raise _refused(PLACE, message, spec, spec.reports[0])
    others = frozenset(each.resolve() for each in files)
    name = place.relative_to(top).as_posix() if spec.reports else claims.as_posix()
    reports: list[Kept] = []
    problems: list[Problem] = []
    for each in spec.reports:
        try:
            path = _path_of(each, spec, place.parent, top, others)
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        line = spec.lines[each.file.span.line - 1]
        reports.append(Kept(each, path, path.relative_to(top).as_posix(), line, name))
    if problems:
        raise ProblemsError(problems)
    return Keeper(claims, top, name, tuple(reports))


def _path_of(
    report: KeptReport, spec: Spec, folder: Path, root: Path, claims: frozenset[Path]
) -> Path:
    """Return where a report lies; raise ``ProblemsError`` where it may not lie there."""
    name = quoted(report.file.value)
    try:
        path = (folder / report.file.value).resolve()
        status = path.stat() if path.exists() else None
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links, a NUL character, or a name longer than the file system allows.
        raise _refused(PLACE, f"{name} is no path to a file", spec, report) from error
    if not path.is_relative_to(root):
        hint = "an empty file `.factcheck-root` makes a folder the project's"
        message = f"{name} lies outside the project's folder"
        raise _refused(PLACE, message, spec, report, hint)
    if any(part.startswith(".") for part in path.relative_to(root).parts):
        raise _refused(PLACE, f"{name} is hidden, or lies in a hidden folder", spec, report)
    if path in claims:
        raise _refused(PLACE, f"{name} is a claim file", spec, report)
    if path.suffix.lower() not in FORMATS[report.form].suffixes:
        raise _refused(PLACE, f"{name} leads to a file with another ending", spec, report)
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise _refused(PLACE, f"{name} is no file", spec, report)
    return path


def _shared(found: list[Keeper]) -> list[Problem]:
    """Return the problems of reports that another claim file keeps too."""
    met: dict[Path, str] = {}
    problems = []
    for keeper in found:
        for each in keeper.reports:
            other = met.setdefault(each.path, keeper.name)
            if other != keeper.name:
                message = f"{quoted(each.shown)} is a report of {quoted(other)} too"
                problems.append(_problem(SHARED, message, each))
    return problems


def refuse_other_files(reports: Iterable[tuple[Kept, bytes | None]]) -> None:
    """Raise ``ProblemsError`` where something else lies where a report is to be written.

    Each report comes with what lies there, ``None`` for nothing.
    """
    problems = [
        _problem(OTHER_FILE, f"{quoted(each.shown)} is there, and is no report", each)
        for each, old in reports
        if old is not None and not is_report(old)
    ]
    if problems:
        raise ProblemsError(problems)


def _refused(
    code: Code, message: str, spec: Spec, report: KeptReport, hint: str | None = None
) -> ProblemsError:
    line = spec.lines[report.file.span.line - 1]
    return ProblemsError([Problem(code, message, report.file.span, line, hint)])


def _problem(code: Code, message: str, kept: Kept) -> Problem:
    return Problem(code, message, kept.report.file.span, kept.excerpt)
