"""No text makes the program fall over or hang, and what is read is printed as the same thing.

A plain run tries a few thousand texts; under the nightly profile it goes on for ten minutes.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from expression_fuzzer import Fuzzer
from expression_helpers import ORIGIN, bare, render_relation
from hypothesis import settings
from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.given import Given
from factcheck.model.expression import Literal
from factcheck.model.problem import ProblemsError
from factcheck.model.render_expression import render_expression, render_test
from factcheck.pipeline import run_text
from factcheck.spec.expression import parse_expression, parse_relation, parse_test

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


INPUTS = 4000
NIGHTLY_SECONDS = 600
EVALUATED = 8
"""Every eighth of the texts that are expressions is worked out on a table as well."""
MOST_CHARACTERS = 2000
SLOW = 5.0
"""Seconds; a text that takes so long would let a claim file stop the program."""


PAIRS: tuple[tuple[Callable[..., Any], Callable[..., str]], ...] = (
    (parse_expression, render_expression),
    (parse_test, render_test),
    (parse_relation, render_relation),
)
TABLES = {
    "t": Given(
        ("n", "w", "g", "day", "odd col"),
        (
            ("1", "2", "a", "2020-12-21", "x y"),
            ("2", "", "b", "2020-12", "a, b"),
            ("<5", "1", "", "2021", "12"),
            ("4", "0", "a", "2020-01-02", ""),
        ),
    ),
    "u": Given(("n", "g"), (("3", "a"), ("5", "b"))),
}
FILE = """factcheck: 1
evidence:
  t:
    columns:
      n: {unit: things, markers: {<5: 0..4}}
      w: {kind: amount, empty: unknown}
      g: {empty: unknown, domain: [a, b, c]}
      day: {type: date}
      odd col: {empty: none}
  u:
    key: g
quantities:
  total: {unit: things, measure: sum(t.n)}
  part: {unit: things, part_of: total}
  rate: {measure: sum(t.n) / sum(u.n)}
conditions:
  few: n < 3
claims:
  c:
    holds: %s
"""


def is_read_and_printed(text: str) -> bool:
    """Whether some parser takes a text; each that does reads what is printed as the same."""
    is_read = False
    for parse, render in PAIRS:
        try:
            tree = parse(text, ORIGIN)
        except ProblemsError as error:
            (problem,) = error.problems
            assert problem.span is not None
            continue
        is_read = True
        printed = render(tree)
        if len(printed) <= MOST_CHARACTERS:
            assert unquoted(parse(printed, ORIGIN)) == unquoted(tree), (text, printed)
    return is_read


def unquoted(tree: object) -> object:
    """Return a tree without places, and without which of its values stood in quotes."""
    return _unquoted(bare(tree))


def _unquoted(node: Any) -> Any:  # noqa: ANN401  # walks over records of every kind
    if isinstance(node, Literal):
        return replace(node, is_quoted=True)
    if isinstance(node, tuple):
        return tuple(map(_unquoted, node))
    if isinstance(node, Struct):
        return type(node)(
            **{name: _unquoted(getattr(node, name)) for name in node.__struct_fields__}
        )
    return node


def is_worked_out(text: str, folder: Path) -> bool:
    """Whether a text is a comparison that can be evaluated; faults are told, never thrown."""
    try:
        parse_relation(text, ORIGIN)
    except ProblemsError:
        return False
    quoted = "'" + text.replace("'", "''") + "'"
    data = (FILE % quoted).encode()
    try:
        run_text(data, file="c.yml", folder=folder, root=folder, given=TABLES)
    except ProblemsError:
        return False
    return True


def test_no_text_makes_the_program_fall_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = settings.default
    assert profile is not None
    is_nightly = profile.max_examples >= 5000
    seed = time.time_ns() if is_nightly else 0
    fuzzer, start = Fuzzer(seed), time.monotonic()
    tried = read = worked_out = 0
    while (time.monotonic() - start < NIGHTLY_SECONDS) if is_nightly else (tried < INPUTS):
        text, before = fuzzer.text(), time.monotonic()
        try:
            read += is_read_and_printed(text)
            if tried % EVALUATED == 0:
                relation = fuzzer.relation(3)
                worked_out += is_worked_out(relation, tmp_path)
        except Exception as error:
            error.add_note(f"seed {seed}, text number {tried}: {text!r}")
            raise
        tried += 1
        assert time.monotonic() - before < SLOW, text
    with capsys.disabled():
        sys.stdout.write(f" {tried:,} texts: {read:,} read, {worked_out:,} worked out\n")
    assert read > tried // 20
    assert worked_out > 0
