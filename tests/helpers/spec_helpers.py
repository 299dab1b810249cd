"""Claim files for the tests of the stage ``spec``, and what loading one says."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from factcheck.model.problem import ProblemsError
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.problem import Problem
    from factcheck.model.spec import Spec

HEAD = "factcheck: 1\n"
TABLE = "evidence:\n  t: {file: t.csv}\n"
CLAIM = "claims:\n  c: {measure: count(t), figure: 5}\n"
SMALLEST = HEAD + TABLE + CLAIM


def load(text: str) -> Spec:
    """Return the records of a file."""
    return load_spec(dedent(text).encode(), file="claims.yml")


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a file; nothing where it loads."""
    data = text if isinstance(text, bytes) else dedent(text).encode()
    try:
        load_spec(data, file="claims.yml")
    except ProblemsError as error:
        return error.problems
    return ()


def places_of(text: str | bytes) -> list[str]:
    """Return code, line and column of each problem, such as ``FC016 3:9``."""
    return [place_of(problem) for problem in problems_of(text)]


def place_of(problem: Problem) -> str:
    """Return code, line and column."""
    assert problem.span is not None
    return f"{problem.code.code} {problem.span.line}:{problem.span.column}"
