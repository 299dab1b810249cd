"""Bytes of a file to its tree, with every fault of its YAML that one run can find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.problem import ProblemsError
from factcheck.spec.codes_yaml import DIRECTIVE, EMPTY_FILE, MISSING_BLANK, NO_MAPPING
from factcheck.spec.document.compose import SyntaxFaultError, compose
from factcheck.spec.document.decode import decode
from factcheck.spec.document.diagnose import diagnose
from factcheck.spec.document.kind import CLAIM_FILE
from factcheck.spec.document.node import Document, Mapping, Scalar
from factcheck.spec.document.repair import without_line
from factcheck.spec.document.source import Source
from factcheck.spec.located import problem_at, spot

if TYPE_CHECKING:
    from factcheck.model.problem import Problem
    from factcheck.spec.document.kind import FileKind
    from factcheck.spec.document.node import Node

MAX_REPAIRS = 25
MAX_REREAD = 8 * 1024 * 1024
"""Characters read again after repairs, so that a large file full of faults ends soon."""


def parse_document(data: bytes, file: str, kind: FileKind = CLAIM_FILE) -> Document:
    """Return the tree of a file and the problems of its YAML; messages call it by its kind.

    Raises ``ProblemsError`` where the file is empty, not UTF-8 or past a limit.
    """
    lines, problems = decode(data, file, kind)
    source = _without_directives(Source(file, lines, lines, kind=kind), problems)
    root = _read(source, problems)
    return Document(file, lines, root, tuple(problems))


def _without_directives(source: Source, problems: list[Problem]) -> Source:
    """Take out the lines before the content that begin with ``%``."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            message = f"'{line.split()[0]}' is a YAML directive; {source.kind.many} need none"
            span = source.place(number, 0, len(line.rstrip()))
            hint = "remove the line"
            problems.append(problem_at(DIRECTIVE, message, span, source.original, hint=hint))
            repair = without_line(source, number)
            assert repair is not None
            source = source.mended(repair)
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    return source


def _read(source: Source, problems: list[Problem]) -> Mapping | None:
    """Read a file, mending lines until it can be read to the end or no more can be mended."""
    size = sum(map(len, source.lines)) + 1
    rounds = 1 + min(MAX_REPAIRS, max(MAX_REREAD // size, 1))
    for _ in range(rounds):
        try:
            root, found = compose(source)
        except SyntaxFaultError as error:
            diagnosis = diagnose(error, source)
            problems.extend(diagnosis.problems)
            if diagnosis.repair is None:
                problems.extend(error.problems)
                return None
            source = source.mended(diagnosis.repair)
        except ProblemsError as error:
            raise ProblemsError([*problems, *error.problems]) from error
        else:
            problems.extend(found)
            return _mapping(root, source, problems)
    return None


def _mapping(root: Node | None, source: Source, problems: list[Problem]) -> Mapping | None:
    """Return the root if it is a block of keys."""
    if isinstance(root, Mapping):
        return root
    first = spot(source.file, 1, 1)
    kind = source.kind
    hint = f"a {kind.one} begins with '{kind.begins}'"
    if root is None or (isinstance(root, Scalar) and root.is_missing):
        message = f"the file holds nothing but comments; expected a {kind.one}"
        problems.append(problem_at(EMPTY_FILE, message, first, source.original, hint=hint))
    elif isinstance(root, Scalar) and re.match(r"[\w-]+:\S", root.text):
        message = "the blank after the colon is missing"
        hint = "write 'key: value'"
        problems.append(problem_at(MISSING_BLANK, message, root.span, source.original, hint=hint))
    elif not root.is_doubtful:
        found = "a text" if isinstance(root, Scalar) else "a list"
        message = f"expected a block of keys, found {found}"
        problems.append(problem_at(NO_MAPPING, message, root.span, source.original, hint=hint))
    return None
