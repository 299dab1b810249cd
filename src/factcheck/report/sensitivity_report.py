"""How claims hang on the rules of their rubrics: as text, Markdown, JSON and a series."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from factcheck.model.spec import Verdict
from factcheck.report import escape
from factcheck.report.json_report import set_object
from factcheck.report.memo.tones import TONES
from factcheck.report.spreadsheet import cell
from factcheck.report.styled import EMPTY, TONE_STYLES, Line, Style, painted
from factcheck.report.visible import cells, one_line, padded, wrapped
from factcheck.report.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.sensitivity import ClaimSensitivity, Figured, Sensitivity, Variant

Fields = dict[str, Any]
Row = tuple[str, str, Verdict]
"""The variant, what is found, and the verdict; of every further reading the name is empty."""

WIDTH = 88
"""Columns at which lines of text end; tables are as wide as they need to be."""

_GAP = 2
_NOTHING = "–"
_MADE_UP = "The evidence is made up, for illustration."
_HEADER = (
    "claim",
    "reading",
    "variant",
    "kind",
    "rules",
    "lower",
    "upper",
    "claimed_lower",
    "claimed_upper",
    "unit",
    "verdict",
)


def render_text(found: Sensitivity, *, colour: bool = False) -> str:
    """Return a table for each claim: the figure under every single change, and what flips it."""
    lines: list[Line] = []
    for claim in found.claims:
        lines += [*_claim(claim), EMPTY]
    return painted(lines[:-1], colour=colour)


def _claim(claim: ClaimSensitivity) -> Iterator[Line]:
    yield ((one_line(claim.claim), Style.STRONG),)
    if claim.is_illustrative:
        yield ((f"  {_MADE_UP}", Style.STRONG),)
    if claim.quote is not None:
        for text in wrapped(f"“{one_line(claim.quote)}”", WIDTH - _GAP):
            yield ((f"  {text}", Style.FAINT),)
    rows = list(_rows(claim))
    widths = [
        max(map(cells, texts)) + _GAP for texts in zip(*(row[:2] for row in rows), strict=True)
    ]
    for name, number, verdict in rows:
        texts = padded(name, widths[0]) + padded(number, widths[1])
        yield (f"  {texts}", Style.PLAIN), (verdict.value, TONE_STYLES[TONES[verdict]])
    yield from _flips(claim)


def _flips(claim: ClaimSensitivity) -> Iterator[Line]:
    """Yield which fewest rules must give another class for another verdict, a set a line."""
    for text in wrapped(_headline(claim), WIDTH - _GAP):
        yield ((f"  {text}", Style.PLAIN),)
    width = max((cells(one.verdict.value) for one in claim.flips), default=0) + _GAP
    for one in claim.flips:
        verdict = (padded(one.verdict.value, width), TONE_STYLES[TONES[one.verdict]])
        yield ("    ", Style.PLAIN), verdict, (one_line(one.name), Style.PLAIN)
    if _has_more(claim):
        yield (("    … and more", Style.PLAIN),)


def _rows(claim: ClaimSensitivity) -> Iterator[Row]:
    for _, variant in _variants(claim):
        name = one_line(variant.name)
        for each in variant.readings:
            shown = _found(each)
            if each.reading is not None:
                shown = f"{shown} ({one_line(each.reading)})"
            yield name, shown, each.verdict
            name = ""


def _found(figured: Figured) -> str:
    return _NOTHING if figured.found is None else figured.found.text


def _variants(claim: ClaimSensitivity) -> Iterator[tuple[str, Variant]]:
    """Yield every variant with its kind: from the conservative definition to the broad one."""
    first, *rest = claim.definitions or (claim.as_written,)
    if claim.definitions:
        yield "definition", first
    yield "as written", claim.as_written
    yield from (("definition", variant) for variant in rest)
    yield from (("one rule", variant) for variant in claim.each_rule)


def _headline(claim: ClaimSensitivity) -> str:
    verdict = claim.as_written.verdict.value
    if claim.flips:
        size = len(claim.flips[0].changes)
        changes = "1 rule gives" if size == 1 else f"{size} rules give"
        return f"It is no longer {verdict} once {changes} another class:"
    if claim.is_complete:
        return f"No other classes of the rules make it anything but {verdict}."
    return f"It stays {verdict} under the {claim.tried:,} changes that were tried."


def _has_more(claim: ClaimSensitivity) -> bool:
    """Whether there are, or may be, more sets of changes than are shown."""
    return bool(claim.flips) and (claim.flips_cut or not claim.is_complete)


def render_markdown(found: Sensitivity) -> str:
    """Return the tables as Markdown."""
    blocks = [f"# Sensitivity: {escape.text(found.title) or escape.text(found.file)}"]
    for claim in found.claims:
        blocks.append(f"## {escape.text(claim.claim)}")
        blocks.append(f"**{_MADE_UP}**" if claim.is_illustrative else "")
        if claim.quote is not None:
            blocks.append(f"> “{escape.text(claim.quote)}”")
        lines = ["| Rules | Found | Verdict |", "| --- | --- | --- |"]
        lines += [
            f"| {escape.text(name)} | {escape.text(number)} | {verdict.value} |"
            for name, number, verdict in _rows(claim)
        ]
        rubrics = listed([escape.code(file) for file in claim.rubrics])
        blocks += ["\n".join(lines), escape.text(_headline(claim))]
        flips = [f"- {one.verdict.value}: {escape.text(one.name)}" for one in claim.flips]
        flips += ["- … and more"] if _has_more(claim) else []
        blocks += ["\n".join(flips), f"Rubric: {rubrics}."]
    return "\n\n".join(filter(None, blocks)) + "\n"


def render_json(found: Sensitivity) -> str:
    """Return everything as JSON."""
    claims = [
        {
            "claim": claim.claim,
            "quote": claim.quote,
            "rubrics": list(claim.rubrics),
            "as_written": _variant(claim.as_written),
            "definitions": [_variant(one) for one in claim.definitions],
            "each_rule": [_variant(one) for one in claim.each_rule],
            "smallest_flips": [_variant(one) for one in claim.flips],
            "smallest_flips_cut": claim.flips_cut,
            "tried": claim.tried,
            "is_complete": claim.is_complete,
            "is_illustrative": claim.is_illustrative,
        }
        for claim in found.claims
    ]
    fields = {"file": found.file, "title": found.title, "claims": claims}
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _variant(variant: Variant) -> Fields:
    return {
        "name": variant.name,
        "verdict": variant.verdict.value,
        "changes": [
            {
                "rubric": one.rubric,
                "rule": one.rule,
                "line": one.line,
                "was": list(one.was),
                "becomes": one.becomes,
            }
            for one in variant.changes
        ],
        "readings": [
            {
                "reading": one.reading,
                "verdict": one.verdict.value,
                "claimed": set_object(one.claimed),
                "found": set_object(one.found),
            }
            for one in variant.readings
        ],
    }


def render_csv(found: Sensitivity) -> str:
    """Return a series that a chart can be drawn from: a row for each variant and reading."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for claim in found.claims:
        for kind, variant in _variants(claim):
            for each in variant.readings:
                writer.writerow(_series_row(claim.claim, kind, variant, each))
    return text.getvalue()


def _series_row(claim: str, kind: str, variant: Variant, figured: Figured) -> list[str]:
    rules = ", ".join(change.rule for change in variant.changes)
    texts = [claim, figured.reading or "", variant.name, kind, rules]
    numbers = []
    for each in (figured.found, figured.claimed):
        ends = (None, None) if each is None else (each.interval.lower, each.interval.upper)
        numbers += ["" if end is None else repr(float(end)) for end in ends]
    unit = "" if figured.claimed is None else str(figured.claimed.unit)
    return [*map(cell, texts), *numbers, cell(unit), figured.verdict.value]


FORMATS: dict[str, Callable[[Sensitivity], str]] = {
    "terminal": render_text,
    "markdown": render_markdown,
    "json": render_json,
    "csv": render_csv,
}
