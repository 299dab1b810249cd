"""Reports that are kept beside claims, as a claim file lists them."""

from __future__ import annotations

import pytest
from spec_helpers import load, place_of, problems_of

from factcheck.model.formats import FORMATS

HEAD = "factcheck: 1\nclaims:\n  c:\n    not_checkable: words\n"


def test_reports_are_paths_or_blocks_with_a_language() -> None:
    spec = load(f"{HEAD}reports:\n  - ../r/a.md\n  - file: b.html\n  - file: c.pdf\n    lang: fr\n")
    assert [(each.file.value, each.form, each.language) for each in spec.reports] == [
        ("../r/a.md", "markdown", "en"),
        ("b.html", "html", "en"),
        ("c.pdf", "pdf", "fr"),
    ]
    assert spec.reports[0].file.span.line == 6
    assert load(HEAD).reports == ()


def test_every_ending_of_a_format_may_be_kept() -> None:
    for each in FORMATS.values():
        for suffix in each.suffixes:
            (report,) = load(f"{HEAD}reports: [a{suffix}]\n").reports
            assert report.form == each.name


@pytest.mark.parametrize(
    ("reports", "place", "hint"),
    [
        ("a.md", "FC033 5:10", "write it as an item of a list: [a.md]"),
        ("[]", "FC035 5:10", None),
        (
            "[/a.md]",
            "FC440 5:11",
            "paths start at the claim file and use '/': ../reports/claims.md",
        ),
        ("['C:/a.md']", "FC440 5:11", "paths start at the claim file"),
        ("[~/a.md]", "FC440 5:11", "paths start at the claim file"),
        ("['https://a.example/a.md']", "FC440 5:11", "paths start at the claim file"),
        ("['r\\a.md']", "FC440 5:11", "paths use '/': r/a.md"),
        ("[a.csv]", "FC440 5:11", "the ending says which format a report has: .txt, .md"),
        ("[.md]", "FC440 5:11", "the ending says"),
        ("[{file: a.md, lang: it}]", "FC034 5:30", None),
        ("[{file: a.md, lng: de}]", "FC030 5:24", "did you mean 'lang'?"),
        ("[{lang: de}]", "FC032 5:11", "add 'file: …'"),
        ("[[a.md]]", "FC033 5:11", None),
        ("[a.md, b.md, x/../a.md]", "FC441 5:23", "give each report its own file"),
    ],
)
def test_a_wrong_report_is_told_at_its_place(reports: str, place: str, hint: str | None) -> None:
    (problem,) = problems_of(f"{HEAD}reports: {reports}\n")
    assert place_of(problem) == place
    if hint is None:
        return
    assert problem.hint is not None
    assert problem.hint.startswith(hint)
