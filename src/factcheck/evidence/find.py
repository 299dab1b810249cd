"""Where a table comes from: its files, a table that was passed in, the one that is joined."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.locate import DATABASES, STORES, WORKBOOKS, locate
from factcheck.evidence.package.beside import Beside
from factcheck.evidence.source import Origin
from factcheck.evidence.stored.codes import CUT_LIKE_TEXT, WRONG_RELATION
from factcheck.evidence.stored.many_paths import is_pattern, locate_all, shown_pattern
from factcheck.evidence.stored.partitions import partitions_of
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from factcheck.evidence.given import Given
    from factcheck.evidence.locate import Located
    from factcheck.evidence.remote.connections import Connections
    from factcheck.evidence.remote.source import RemoteTable
    from factcheck.model.span import Text
    from factcheck.model.spec import Join, TableDeclaration

_UTF_8 = "utf-8"


class Finder:
    """Finds what the tables of one claim file are read from.

    Touches no disk for a table that was passed in. ``outputs`` are the files that reports go
    to, which no table may be. ``connections`` gives the databases of the run.
    """

    def __init__(
        self,
        folder: Path,
        root: Path,
        given: Mapping[str, Given],
        declared: Iterable[TableDeclaration],
        outputs: tuple[Path, ...] = (),
        *,
        connections: Callable[[], Connections],
    ) -> None:
        self._connections = connections
        self._as_named = (folder, root)
        self._given = given
        self._outputs = outputs
        self._declared: dict[str, list[TableDeclaration]] = {}
        for table in declared:
            self._declared.setdefault(table.called, []).append(table)

    @cached_property
    def _places(self) -> tuple[Path, Path]:
        folder, root = self._as_named
        return folder.resolve(), root.resolve()

    def find(self, declaration: TableDeclaration) -> Origin:
        """Return what a table is read from; raises ``ProblemsError`` with all that is wrong."""
        return self._find(declaration, ())

    def _find(self, declaration: TableDeclaration, met: tuple[str, ...]) -> Origin:
        given = self._given.get(declaration.name)
        # Of rows that stand in a package it was looked at there.
        if given is not None and declaration.package is None:
            _refuse_layout(declaration)
        remote = None if given is not None else self._remote(declaration)
        files = () if given is not None or remote is not None else self._files(declaration)
        pattern = None
        if files and declaration.file is not None and is_pattern(declaration.file, self._places[0]):
            pattern = shown_pattern(declaration.file, *self._places)
        partitions = partitions_of(files) if files and declaration.has_partitions else None
        joined = None
        if declaration.join is not None:
            met = (*met, declaration.called)
            joined = self._find(self._partner(declaration.join, met), met)
        beside = self._beside(declaration)
        return Origin(declaration, files, given, joined, remote, pattern, partitions, beside)

    def _partner(self, join: Join, met: tuple[str, ...]) -> TableDeclaration:
        name = join.table.value
        found = self._declared.get(name, [])
        if name in met:
            problem = f"the join to {quoted(name)} leads back to where it came from"
        elif not found:
            problem = f"there is no table {quoted(name)}"
        elif len(found) > 1:
            problem = f"{quoted(name)} comes in vintages, and no join says which of them to take"
        else:
            return found[0]
        raise ProblemsError([Problem(codes.NO_FILE, problem, join.table.span)])

    def _beside(self, declaration: TableDeclaration) -> tuple[Beside, ...]:
        """Return the files that say what a table is; none unless a package does."""
        if declaration.package is None:
            return ()
        described = declaration.package.files
        found = [(locate(each.file, *self._places), each.sha256) for each in described]
        return tuple(Beside(located, sha256) for located, sha256 in found)

    def _remote(self, declaration: TableDeclaration) -> RemoteTable | None:
        """Return the table of a database; ``None`` for a table that lies in files."""
        if declaration.connection is None or declaration.relation is None:
            return None
        problem = _cut_like_text(declaration, declaration.relation)
        if problem is not None:
            raise ProblemsError([problem])
        return self._connections().table(declaration)

    def _files(self, declaration: TableDeclaration) -> tuple[Located, ...]:
        named = [path for _, path in declaration.files]
        if declaration.file is not None:
            named.append(declaration.file)
        if not named:
            message = f"table {quoted(declaration.called)} has no file"
            hint = "add `file: …`; only a program that runs the claims can pass a table in"
            raise ProblemsError([Problem(codes.NO_FILE, message, declaration.span, hint=hint)])
        if declaration.file is not None and is_pattern(declaration.file, self._places[0]):
            return self._matching(declaration, declaration.file)
        located: list[Located] = []
        problems: list[Problem] = []
        for file in named:
            try:
                located.append(self._located(declaration, file, located))
            except ProblemsError as error:
                problems.extend(error.problems)
        if problems:
            raise ProblemsError(problems)
        return tuple(located)

    def _matching(self, declaration: TableDeclaration, file: Text) -> tuple[Located, ...]:
        """Return the files that a pattern stands for."""
        found = locate_all(file, *self._places)
        problem = _unlike_its_kind(declaration, file, found[0])
        if problem is not None:
            raise ProblemsError([problem])
        for one in found:
            refuse_output(one, self._outputs)
        return found

    def _located(self, declaration: TableDeclaration, file: Text, before: list[Located]) -> Located:
        found = locate(file, *self._places)
        problem = _twice(file, found, before) or _unlike_its_kind(declaration, file, found)
        if problem is not None:
            raise ProblemsError([problem])
        refuse_output(found, self._outputs)
        return found


def refuse_output(found: Located, outputs: tuple[Path, ...]) -> None:
    """Raise ``ProblemsError`` at a file's place where a report would be written over it."""
    stamps = [output.stat() for output in outputs if output.exists()]
    if found.stamp[:2] in [(stamp.st_dev, stamp.st_ino) for stamp in stamps]:
        message = f"the report would be written over {quoted(found.file.value)}, which it is about"
        hint = "name another file for it"
        raise ProblemsError([Problem(codes.OVERWRITTEN, message, found.file.span, hint=hint)])


def _refuse_layout(declaration: TableDeclaration) -> None:
    """Raise ``ProblemsError`` for keys that say how a file is cut, of a table passed in."""
    one = declaration
    if one.locale is not None or any(column.locale is not None for column in one.columns):
        message = f"table {quoted(one.name)} is passed in, and its numbers are printed nowhere"
        hint = "remove `locale`; texts of a DataFrame are numbers only where they are English ones"
        raise ProblemsError([Problem(codes.NOT_FOR_GIVEN, message, one.span, hint=hint)])
    told = _layout_of(one)
    if told:
        message = f"table {quoted(one.name)} is passed in, and {told} would say how a file is cut"
        hint = f"remove {told}; the DataFrame has its rows and columns already"
        raise ProblemsError([Problem(codes.NOT_FOR_GIVEN, message, one.span, hint=hint)])


def _twice(file: Text, found: Located, before: list[Located]) -> Problem | None:
    other = next((one for one in before if one.path == found.path), None)
    if other is None:
        return None
    message = f"{quoted(file.value)} is the same file as {quoted(other.file.value)}"
    return Problem(codes.SAME_FILE, message, file.span, hint="correct one of the two paths")


def refuse_cutting(declaration: TableDeclaration, found: Located) -> None:
    """Raise ``ProblemsError`` where a file with named columns is declared to be cut."""
    problem = _cut_like_text(declaration, found.file)
    if problem is not None:
        raise ProblemsError([problem])


def _unlike_its_kind(declaration: TableDeclaration, file: Text, found: Located) -> Problem | None:
    """Return the problem of a file of which something is declared that its kind does not have."""
    relation = declaration.relation
    if relation is not None and found.suffix not in DATABASES:
        message = f"{quoted(file.value)} is no database, and `table` names a table of one"
        hint = "a workbook has sheets: use `sheet`" if found.suffix in WORKBOOKS else None
        return Problem(WRONG_RELATION, message, relation.span, hint=hint or "remove `table`")
    return _cut_as_text(declaration, file, found)


def _cut_as_text(declaration: TableDeclaration, file: Text, found: Located) -> Problem | None:
    """Return the problem of a file that is no text and is declared to be cut like one."""
    if found.suffix in STORES:
        return _cut_like_text(declaration, file)
    told = "delimiter" if declaration.delimiter is not None else "encoding"
    told = told if declaration.layout is None else "layout"
    is_told = told != "encoding" or declaration.encoding != _UTF_8
    if found.suffix not in WORKBOOKS or not is_told:
        return None
    message = f"{quoted(file.value)} is a workbook, which has no `{told}`"
    return Problem(codes.WRONG_SHEET, message, file.span, hint=f"remove `{told}`")


def _cut_like_text(declaration: TableDeclaration, file: Text) -> Problem | None:
    """Return the problem of a file with named columns that is declared to be cut."""
    told = _layout_of(declaration)
    if not told:
        return None
    message = f"{quoted(file.value)} names its columns itself, and {told} would cut it like a text"
    return Problem(CUT_LIKE_TEXT, message, file.span, hint=f"remove {told}")


def _layout_of(one: TableDeclaration) -> str:
    """Return the keys of a declaration that say how a file is cut into rows and columns."""
    said = {
        "delimiter": one.delimiter is not None,
        "encoding": one.encoding != _UTF_8,
        "header": one.header is not None,
        "header_row": one.header_row is not None,
        "header_rows": one.header_rows > 1,
        "skip": bool(one.skip),
        "sheet": one.sheet is not None,
        "range": one.cell_range is not None,
        "layout": one.layout is not None,
    }
    return ", ".join(f"`{key}`" for key, is_said in said.items() if is_said)
