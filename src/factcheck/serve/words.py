"""The words of the pages' frame; what is said of claims are the memo's."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from factcheck.model.told import told
from factcheck.report.language import in_language
from factcheck.report.memo.words import Words


class PageWords(Struct, frozen=True):
    """Headings, labels and remarks; in English until they are said in another language."""

    skip: str = told("Skip to the content")
    claims: str = told("All claims")
    try_figure: str = told("Try a figure")
    pages: str = told("Pages")
    here: str = told("You are here")
    around: str = told("The claims before and after")
    running: str = told("Running")
    checked_at: str = told("Checked at")
    not_yet: str = told("Nothing has been run yet.")
    failed: str = told(
        "The program has failed, and nothing is run any more; what went wrong stands where it was "
        "started."
    )
    ended: str = told("The program has ended, and this page follows the files no more.")
    filters: str = told("Filters")
    search: str = told("Words")
    verdict: str = told("Verdict")
    any_verdict: str = told("any")
    file: str = told("File")
    any_file: str = told("any")
    only_unexpected: str = told("Only what is not as expected")
    show: str = told("Show")
    show_all: str = told("Show all")
    nothing_fits: str = told("No claim fits.")
    no_claims: str = told("There are no claims here.")
    old: str = told("old")
    """Beside a verdict of a file that has problems now."""
    is_old: str = told(
        "The file has problems now. The verdicts below are those of the last run without any."
    )
    has_problems: str = told("What is wrong")
    more: str = told("What the code means")
    missing: str = told("There is no such page")
    missing_why: str = told("It may be that the claim or its file is called otherwise now.")
    broken: str = told("The program has made a mistake")
    broken_why: str = told("What went wrong stands where the program was started.")
    figure: str = told("Figure as printed")
    figure_about: str = told(
        "What the words of a figure allow: the numbers for which the sentence would be called true."
    )
    lang: str = told("Language of the words")
    unit: str = told("A percent sign means")
    percent: str = told("a percentage")
    points: str = told("percentage points")
    finer: str = told("Finer")
    reads: str = told("Read as")
    as_words_say: str = told("what the words say")
    to: str = told("Rounded to")
    locale: str = told("Digits as printed in")
    allowed: str = told("Allowed numbers")
    profile: str = told("Profile")
    strict: str = told("strict")
    default: str = told("default")
    lenient: str = told("lenient")
    strict_about: str = told("the words taken at their narrowest")
    default_about: str = told("by this one claims are judged")
    lenient_about: str = told("a hedged figure is refuted only outside of this one")
    hedge: str = told("Class of the words")
    rule: str = told("Rule")
    unit_found: str = told("Unit")
    otherwise: str = told("Other readings")
    not_read: str = told("The words cannot be read")


@cache
def page_words(language: str) -> PageWords:
    """Return the words in one of ``LANGUAGES``."""
    return in_language(PageWords(), language)


@cache
def memo_words(language: str) -> Words:
    """Return the words of a memo's frame in one of ``LANGUAGES``."""
    return in_language(Words(), language)
