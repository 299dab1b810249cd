"""The rubric and scale files that a claim file names: read, analysed, and said to be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import read_rubric_file
from factcheck.model.problem import ProblemsError, Severity
from factcheck.model.result import RubricUsed
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric
    from factcheck.model.span import Text
    from factcheck.model.spec import Spec

_LINE_END = re.compile(r"\r\n|\r|\n")


class Scale(Struct, frozen=True):
    """A house's own labels, and the file that has them."""

    rubric: Rubric
    used: RubricUsed


def with_rubrics(
    spec: Spec, folder: Path, root: Path, outputs: tuple[Path, ...]
) -> tuple[Spec, tuple[RubricUsed, ...]]:
    """Return the claims with the rubric of each table that has one; each file is read once.

    Raises ``ProblemsError`` with everything that is wrong with any of them.
    """
    named: dict[str, Text] = {}
    for table in spec.tables:
        if table.rubric is not None:
            named.setdefault(table.rubric.value, table.rubric)
    read: dict[str, tuple[Rubric, RubricUsed]] = {}
    problems: list[Problem] = []
    for path, place in named.items():
        try:
            found = read_rubric_file(place, folder, root, outputs=outputs)
            rubric = load_rubric(found.content, file=found.path)
            rubric = _analysed(rubric, found.content)
            read[path] = (rubric, _used(rubric, found.sha256))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    tables = tuple(
        table if table.rubric is None else replace(table, classified_by=read[table.rubric.value][0])
        for table in spec.tables
    )
    warnings = tuple(warning for rubric, _ in read.values() for warning in rubric.warnings)
    used = tuple(dict.fromkeys(each for _, each in read.values()))
    return replace(spec, tables=tables, warnings=(*spec.warnings, *warnings)), used


def with_scale(
    spec: Spec, folder: Path, root: Path, outputs: tuple[Path, ...]
) -> tuple[Spec, Scale | None]:
    """Return the claims with what is doubtful about their scale, and the scale itself.

    Raises ``ProblemsError`` with everything that is wrong with it; an outcome without a label is.
    """
    if spec.scale is None:
        return spec, None
    from factcheck.rubric.scale import problems_of_scale
    from factcheck.spec import load_scale
    from factcheck.verdict.checks import CHECKS

    found = read_rubric_file(spec.scale, folder, root, outputs=outputs)
    slugs = tuple(check.CODE.slug for check in CHECKS)
    scale = load_scale(found.content, file=found.path, findings=slugs)
    scale = _with_problems(scale, problems_of_scale(scale), found.content)
    warnings = (*spec.warnings, *scale.warnings)
    return replace(spec, warnings=warnings), Scale(scale, _used(scale, found.sha256))


def _analysed(rubric: Rubric, content: bytes) -> Rubric:
    """Return a rubric with what its analysis warns of.

    Raises ``ProblemsError`` where its rules contradict each other, whether a row shows it or not.
    """
    from factcheck.rubric.analysis import analysed_in_passing, problems_of

    return _with_problems(rubric, problems_of(analysed_in_passing(rubric)), content)


def _with_problems(rubric: Rubric, problems: tuple[Problem, ...], content: bytes) -> Rubric:
    """Return a rubric with warnings; raise ``ProblemsError`` where some problems are errors."""
    lines = _LINE_END.split(content.decode())
    found = tuple(
        problem if problem.span is None else replace(problem, excerpt=lines[problem.span.line - 1])
        for problem in problems
    )
    if any(problem.severity is Severity.ERROR for problem in found):
        raise ProblemsError(problem for problem in found if problem.severity is Severity.ERROR)
    return replace(rubric, warnings=(*rubric.warnings, *found))


def _used(rubric: Rubric, sha256: str) -> RubricUsed:
    """Return a rubric as reports tell of it."""
    return RubricUsed(
        rubric.file,
        sha256,
        rubric.hit.value,
        rubric.name,
        rubric.title,
        rubric.version,
        rubric.author,
        rubric.sources,
        rubric.classes,
        rubric,
    )
