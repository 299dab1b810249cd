"""No verdict of any form contradicts what is true in every way to fill in the unknown cells."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from form_strategies import FORMS, filtered, small_tables
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from naive_forms import COLUMNS, EITHER, Either, count_worlds, worlds

from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from naive_forms import Claim, Rows

    from factcheck.model.result import ClaimResult

MOST_WORLDS = 3000
EXAMPLES = 40
"""Of each of seven forms, with and without a filter, where a usual run has a hundred."""
NIGHTLY = 600

_HEAD = """factcheck: 1
evidence:
  t:
    file: t.csv
    columns:
      g: {type: text, domain: [a, b, c], markers: {"?": unknown}}
      p: {type: number, domain: [1, 2, 3]}
      f: {type: text, domain: [x, y], markers: {"?": unknown}}
      n: {type: number, unit: things, markers: {"?": suppressed 0..2}}
claims:
  c:
"""


def judged(rows: Rows, claim: Claim) -> ClaimResult:
    table = ",".join(COLUMNS) + "\n"
    table += "".join(",".join(str(row[c]) for c in COLUMNS) + "\n" for row in rows)
    note(table)
    note(claim.body)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.yml"
        path.with_name("t.csv").write_text(table, encoding="utf-8")
        path.write_text(_HEAD + claim.body, encoding="utf-8")
        return run_file(path, root=Path(folder)).claims[0]


def is_contradicted(found: ClaimResult, outcomes: set[bool | None]) -> bool:
    """Whether some world shows a verdict to be wrong."""
    match found.verdict:
        case Verdict.SUPPORTED:
            return False in outcomes
        case Verdict.REFUTED:
            return True in outcomes
        case Verdict.UNDETERMINED:
            # Said to be true in one world and false in another, not only not to be known.
            is_shown = found.reason == "evidence does not decide"
            return is_shown and not {True, False} <= outcomes
        case _:
            # No answer in some world, or none that can be given: never where all agree.
            return found.verdict is Verdict.CONFLICTING


def examples() -> int:
    """Return how many claims of a form are tried; see the profiles in ``tests/conftest.py``."""
    profile = settings.default
    assert profile is not None
    return EXAMPLES if profile.max_examples < 5000 else NIGHTLY


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples())
@given(data=st.data())
def test_no_verdict_contradicts_enumeration(form: str, data: st.DataObject) -> None:
    rows = data.draw(small_tables())
    assume(count_worlds(rows) <= MOST_WORLDS)
    strategy = FORMS[form]
    claim = data.draw(st.one_of(strategy, filtered(strategy)))
    found = judged(rows, claim)
    answers = {claim.is_true(world) for world in worlds(rows)}
    outcomes = {each for each in answers if not isinstance(each, Either)}
    if EITHER in answers:
        outcomes |= {True, False}
    note(f"{found.verdict} {found.reason} {found.explanation} {outcomes}")
    assert not is_contradicted(found, outcomes)
    if None not in outcomes and found.verdict is Verdict.NOT_CHECKABLE:
        assert found.reason != "fault", found.explanation


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples())
@given(data=st.data())
def test_a_claim_about_known_numbers_is_decided_rightly(form: str, data: st.DataObject) -> None:
    rows = next(worlds(data.draw(small_tables())))
    strategy = FORMS[form]
    claim = data.draw(st.one_of(strategy, filtered(strategy)))
    found = judged(rows, claim)
    answer = claim.is_true(rows)
    note(f"{found.verdict} {found.reason} {found.explanation} {answer}")
    match found.verdict:
        case Verdict.SUPPORTED:
            assert answer is True
        case Verdict.REFUTED:
            assert answer is False
        case Verdict.UNDETERMINED:
            # Read generously, a bound may allow a little more than what it says.
            assert answer is EITHER or found.reason == "wording"
        case _:
            assert found.verdict is Verdict.NOT_CHECKABLE
