"""How much was checked, whether it is as expected, and what made the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.spec import Verdict
from factcheck.model.told import told, told_count, told_digits, told_join, told_list
from factcheck.model.verdict_words import word_of
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult
    from factcheck.model.total import Total

_SHOWN = 5
"""Names of what is not as expected that are listed."""


def summary(result: RunResult) -> str:
    """Return the one line that says how much was checked and whether it is as expected."""
    verdicts = told_join(
        ", ",
        (
            told("{number} {verdict}", number=_digits(number), verdict=word_of(verdict))
            for verdict in Verdict
            if (number := sum(claim.verdict is verdict for claim in result.claims))
        ),
    )
    counts = told(
        "{claims} declared, {evaluated} evaluated, {decided} decided",
        claims=claims_in_words(result.declared),
        evaluated=_digits(result.evaluated),
        decided=_digits(result.decided),
    )
    shown = told_join(
        " ", (counts, told("(verdicts: {verdicts})", verdicts=verdicts) if verdicts else "")
    )
    has_decided = result.decided or any(each.is_decided for each in result.disputes)
    nothing = "" if has_decided else told("Nothing was decided.")
    line = told_join("; ", (shown, _disputes(result), _agreement(result)))
    return told_join(" ", (told("{sentence}.", sentence=line), nothing))


def claims_in_words(number: int) -> str:
    """Return a number of claims: ``1 claim``, ``1,200 claims``."""
    return told_count(number, "{n} claim", "{n} claims")


def _disputes(result: RunResult) -> str:
    """Return how many disputes there are and what was found of them; nothing without any."""
    found = sorted((dispute.verdict for dispute in result.disputes), key=lambda each: each.value)
    if not found:
        return ""
    verdicts = told_join(
        ", ",
        (
            told("{number} {verdict}", number=_digits(found.count(each)), verdict=word_of(each))
            for each in dict.fromkeys(found)
        ),
    )
    return told_count(
        len(found), "{n} dispute ({verdicts})", "{n} disputes ({verdicts})", verdicts=verdicts
    )


def _agreement(result: RunResult) -> str:
    others = [one_line(claim.id) for claim in result.claims if not claim.as_expected]
    others += [one_line(dispute.id) for dispute in result.disputes if not dispute.as_expected]
    if not others:
        return told("all as expected")
    more = len(others) - _SHOWN
    named = others
    if more > 0:
        named = [*others[:_SHOWN], told_count(more, "{n} more", "{n} more")]
    return told(
        "{number} not as expected: {names}", number=_digits(len(others)), names=told_list(named)
    )


def versions(result: RunResult) -> str:
    """Return what made the report: versions of the program, the language and the hedges."""
    return told(
        "factcheck {version}, language {language}, table of hedges {hedges}",
        version=one_line(result.version),
        language=result.language,
        hedges=one_line(result.hedges),
    )


def summary_of_all(total: Total) -> str:
    """Return the one line that says how much was checked in all files."""
    files = told_count(total.files, "{n} file", "{n} files")
    wrong = told("{wrong} of them not evaluated", wrong=total.wrong) if total.wrong else ""
    agreement = told("all as expected")
    if total.wrong:
        agreement = told("what was evaluated is as expected")
    if total.unexpected:
        agreement = told("{number} not as expected", number=_digits(total.unexpected))
    counts = told(
        "{claims} declared, {evaluated} evaluated, {decided} decided",
        claims=claims_in_words(total.declared),
        evaluated=_digits(total.evaluated),
        decided=_digits(total.decided),
    )
    line = told(
        "{files}: {counts}; {agreement}.",
        files=told_join(", ", (files, wrong)),
        counts=counts,
        agreement=agreement,
    )
    nothing = told_count(
        total.undecided,
        "In {n} file nothing was decided.",
        "In {n} files nothing was decided.",
    )
    return told_join(" ", (line, nothing if total.undecided else ""))


def wrong_in_words(problems: Sequence[Problem]) -> str:
    """Return that nothing of a file was evaluated."""
    return told_count(
        len(problems),
        "{n} problem; nothing of it was evaluated.",
        "{n} problems; nothing of it was evaluated.",
    )


def _digits(number: int) -> str:
    return told_digits(f"{number:,}")
