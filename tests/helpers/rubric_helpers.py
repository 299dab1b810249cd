"""Rubrics for tests: loaded from a text, and what is wrong with one."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from factcheck.model.problem import ProblemsError
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric

AGES = """\
    rubric: ages
    inputs:
      content:
        values: [image, video, text]
      age:
        type: number
        integer: true
    classes: [young, other]
    rules:
      - when:
          content: image or video
          age: under 12
        then: young
      - otherwise: other
"""


def changed(old: str, new: str) -> str:
    """Return the rubric ``AGES`` with something else in it."""
    assert old in AGES
    return AGES.replace(old, new)


def rubric_of(text: str) -> Rubric:
    """Return the records of a rubric."""
    return load_rubric(dedent(text).encode(), file="r.yml")


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a rubric; nothing where it loads."""
    data = text if isinstance(text, bytes) else dedent(text).encode()
    try:
        load_rubric(data, file="r.yml")
    except ProblemsError as error:
        return error.problems
    return ()


def told(text: str | bytes) -> list[str]:
    """Return place and message of each problem, such as ``3:9 a list is expected``."""
    found = problems_of(text)
    assert all(problem.span is not None for problem in found)
    return [f"{p.span.line}:{p.span.column} {p.message}" for p in found if p.span is not None]
