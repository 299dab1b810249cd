"""The register of checks, and what is the same for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import verdict_samples as samples

from factcheck.model.possible import Circumstances
from factcheck.verdict.assess import assess
from factcheck.verdict.checks import CHECKS, findings_for
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from types import ModuleType

HEADINGS = [
    "What it looks for",
    "Why it matters",
    "Example",
    "What to publish instead",
    "References",
]


def test_checks_stand_in_the_order_of_their_codes() -> None:
    codes = [check.CODE.code for check in CHECKS]
    assert codes == [f"FC{number}" for number in range(101, 113)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.CODE.slug))
def test_a_check_has_one_slug_and_the_fixed_headings(check: ModuleType) -> None:
    assert check.__name__.rpartition(".")[2].replace("_", "-") == check.CODE.slug
    assert check.__doc__ is not None
    assert re.findall(r"^## (.+)$", check.__doc__, re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.CODE.slug))
def test_a_check_is_explained_without_headings(check: samples.Check) -> None:
    code = check.CODE
    assert code.title.endswith(".")
    assert "\n" not in code.title
    assert not re.search(r"^#", code.explanation, re.MULTILINE)
    assert [heading for heading in HEADINGS if f"**{heading}**" not in code.explanation] == []


def test_a_check_without_its_docstring_still_has_a_code() -> None:
    code = code_of("FC101", "stale", None)
    assert (code.code, code.slug, code.title, code.explanation) == ("FC101", "stale", "", "")


def test_findings_carry_code_and_slug_in_the_order_of_the_codes() -> None:
    about = Circumstances(denominator=samples.number("7"))
    possible = samples.reading(
        "at least 40 percent", samples.SHARE, found=samples.number("3/7"), about=about
    )
    found = findings_for(samples.claim(), possible, assess(possible))
    assert [(each.code, each.slug) for each in found] == [("FC104", "small-base")]
    assert "only 7" in found[0].message


def test_a_reading_that_is_in_order_has_no_findings() -> None:
    possible = samples.reading("9,167 reports", found=samples.number("9167"))
    quoted = samples.claim("It received 9,167 reports.")
    assert findings_for(quoted, possible, assess(possible)) == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.CODE.slug))
def test_a_comparison_has_no_figure_to_be_looked_at(check: samples.Check) -> None:
    about = Circumstances(
        history=samples.history("2020", y2020="83", y2021="112"),
        other_reading=("points", samples.number("3")),
    )
    possible = samples.without_figure(
        samples.reading("12", found=samples.number("1"), about=about, date="2022")
    )
    of = samples.claim("Nothing of that kind.")
    assert list(check.find(of, possible, assess(possible))) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.CODE.slug))
def test_nothing_is_found_where_the_evidence_contradicts_itself(check: samples.Check) -> None:
    possible = samples.reading("at least 12", about=Circumstances(if_rounded=samples.number("13")))
    assert list(check.find(samples.claim(), possible, assess(possible))) == []
