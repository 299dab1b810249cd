"""What tables and columns say of samples, and what does not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from spec_helpers import load, problems_of

from factcheck.model.sampling import Sampling, sampling_of

if TYPE_CHECKING:
    from factcheck.model.sampling import Given

CLAIMS = "claims:\n  c: {holds: 'sum(t.yes) > 1'}\n"


def said(column: str = "", table: str = "", claims: str = CLAIMS) -> str:
    lines = "".join(f"    {line}\n" for line in table.splitlines())
    columns = f"    columns:\n      yes: {{unit: percent{', ' if column else ''}{column}}}\n"
    return f"factcheck: 1\nevidence:\n  t:\n    file: t.csv\n{lines}{columns}{claims}"


def sampled(column: str = "", table: str = "") -> Sampling | None:
    (found,) = load(said(column, table)).tables
    return sampling_of(found, "yes")


@pytest.mark.parametrize(
    ("column", "table", "expected"),
    [
        ("", "", None),
        ("n: 1000", "", ("0.95", None, 1000, None)),
        ("n: '1,000'", "", ("0.95", None, 1000, None)),
        ("n: asked, confidence: 99%", "", ("0.99", None, "asked", None)),
        ("n: asked, design_effect: 1.8", "", ("0.95", None, "asked", "1.8")),
        ("n: asked, design_effect: deff, weighted: true", "", ("0.95", None, "asked", "deff")),
        ("margin: 3.1, confidence: 95%", "", ("0.95", "3.1", None, None)),
        ("margin: moe, confidence: 90 %", "", ("0.9", "moe", None, None)),
        ("", "n: asked", ("0.95", None, "asked", None)),
        ("", "margin: 3\nconfidence: 95%", ("0.95", 3, None, None)),
        ("n: 500", "n: asked", ("0.95", None, 500, None)),
        ("n: 500", "confidence: 90%\ndesign_effect: 2", ("0.9", None, 500, 2)),
        ("margin: 2", "confidence: 90%", ("0.9", 2, None, None)),
        ("design_effect: 3, weighted: true", "n: asked", ("0.95", None, "asked", 3)),
        ("confidence: 99%", "margin: 3\nconfidence: 95%", ("0.99", 3, None, None)),
    ],
)
def test_what_is_said_of_a_sample(
    column: str, table: str, expected: tuple[str, object, object, object] | None
) -> None:
    def given(each: object) -> Given | None:
        if each is None or (isinstance(each, str) and each[0].isalpha()):
            return each
        return exact(str(each))

    found = sampled(column, table)
    if expected is None:
        assert found is None
        return
    level, *rest = expected
    assert found == Sampling(exact(level), *map(given, rest))


def test_what_a_table_says_is_of_its_columns_of_shares() -> None:
    columns = (
        "    columns: {a: {unit: percent}, b: {kind: share}, c: {unit: people}, "
        "d: {unit: percent, kind: rate}, asked: {unit: percent}}\n"
    )
    head = "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    n: asked\n"
    (table,) = load(f"{head}{columns}claims:\n  c: {{holds: 'sum(t.c) > 1'}}\n").tables
    found = [sampling_of(table, name) is not None for name in ("a", "b", "c", "d", "asked", "e")]
    assert found == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("true", True), ("False", False), ("poll", "poll"), (None, None)],
)
def test_which_numbers_are_of_the_same_people(written: str | None, expected: object) -> None:
    line = "" if written is None else f"n: asked\nsame_sample: {written}"
    (found,) = load(said(table=line)).tables
    assert found.same_sample == expected


@pytest.mark.parametrize(
    ("column", "table", "message", "hint"),
    [
        ("margin: 3", "", "a margin without 'confidence'", "confidence: 95%"),
        ("", "margin: moe", "a margin without 'confidence'", "confidence: 95%"),
        ("confidence: 95%", "", "'confidence' says nothing without 'margin' or 'n'", "add 'n'"),
        ("", "confidence: 95%", "'confidence' says nothing without 'margin' or 'n'", "add 'n'"),
        ("design_effect: 2", "", "'design_effect' says nothing without", "add 'n'"),
        ("", "weighted: true", "'weighted' says nothing without", "add 'n'"),
        ("n: 1000, weighted: true", "", "weighted numbers are less sure", "add 'design_effect'"),
        ("n: 1000", "weighted: true", "weighted numbers are less sure", "add 'design_effect'"),
        ("", "n: 1000\nweighted: true", "weighted numbers are less sure", "add 'design_effect'"),
        (
            "margin: 3, confidence: 95%, weighted: true",
            "",
            "'weighted' belongs to 'n': a published margin has the weights in it",
            "remove 'weighted'",
        ),
        (
            "margin: 3, confidence: 95%, design_effect: 2",
            "",
            "'design_effect' belongs to 'n'",
            "remove 'design_effect'",
        ),
        ("margin: 3, n: 1000", "", "'margin' and 'n' exclude each other", "keep one"),
        ("", "margin: 3\nn: 1000", "'margin' and 'n' exclude each other", "keep one"),
        ("margin: -3, confidence: 95%", "", "a number above 0", "has no sign: margin: 3"),
        ("margin: 0, confidence: 95%", "", "a number above 0", "write digits"),
        ("margin: ±3, confidence: 95%", "", "a number above 0", "has no sign: margin: 3"),
        ("n: 1000.5", "", "a whole number above 0", "people are whole"),
        ("n: 0", "", "a whole number above 0", "write how many were asked"),
        ("n: -5", "", "a whole number above 0", "write how many were asked"),
        ("n: 1000, design_effect: 0", "", "a number above 0", "design_effect: 1.8"),
        ("n: 1000, confidence: 95", "", "a percentage above 0%", "confidence: 95%"),
        ("", "n: 1000\nsame_sample: 3", "true, false, or the name of a column", "same_sample"),
        ("same_sample: true", "", "same_sample", "the table"),
    ],
)
def test_what_does_not_go_together_is_told(
    column: str, table: str, message: str, hint: str
) -> None:
    found, *others = problems_of(said(column, table))
    assert all("says nothing without" in each.message for each in others)
    assert message in found.message
    assert hint in (found.hint or "")


@pytest.mark.parametrize(
    ("written", "hint"),
    [("respondents", "sample"), ("everybody", "population"), ("populaton", "population")],
)
def test_a_claim_is_about_a_sample_or_the_population(written: str, hint: str) -> None:
    claims = f"claims:\n  c: {{holds: 'sum(t.yes) > 1', about: {written}}}\n"
    (found,) = problems_of(said("n: 1000", claims=claims))
    assert hint in (found.hint or "")
