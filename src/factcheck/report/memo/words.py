"""The fixed words of a memo's frame."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.told import told


class Words(Struct, frozen=True):
    """Headings and labels; as they are in English, until a memo is said in another language."""

    fact_check: str = told("Fact-check")
    """The title of a memo whose claim file has none."""
    claim: str = told("Claim")
    figure: str = told("Figure")
    verdict: str = told("Verdict")
    found: str = told("Found")
    claimed: str = told("Claimed")
    distance: str = told("Distance")
    measure: str = told("Measure")
    calculation: str = told("Calculation")
    reading: str = told("Reading")
    dispute: str = told("Dispute")
    overview: str = told("Overview")
    claims: str = told("Claims")
    disputes: str = told("Disputes")
    sources: str = told("Sources")
    evidence: str = told("Evidence")
    rubrics: str = told("Rubrics")
    labels: str = told("Labels")
    warnings: str = told("Warnings")
    files: str = told("Files")
    file: str = told("File")
    all_files: str = told("All files")
    declared: str = told("Declared")
    evaluated: str = told("Evaluated")
    decided: str = told("Decided")
    unexpected: str = told("Not as expected")
    contents: str = told("Contents")
    table_of: str = told("The numbers of the chart")
    """What opens the table that says in numbers what a chart draws."""
    to_top: str = told("Back to the overview")
    skip: str = told("Skip to the claims")
    colon: str = told(":")
    """Behind a label, with the space that a language has before it."""
    quote_begins: str = told("“")
    quote_ends: str = told("”")
    found_before: str = told("found")
    """In front of a set: ``found 9,167``."""
    margin_claimed: str = told("claimed")
    """Labels in the margin of a terminal, of at most twelve columns."""
    margin_measure: str = told("measure")
    margin_found: str = told("found")
    margin_distance: str = told("distance")
    margin_calculated: str = told("calculated")
    margin_evidence: str = told("evidence")
    margin_rubrics: str = told("rubrics")
    margin_labels: str = told("labels")
