"""What the analysis of a rubric found, for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from factcheck.report import escape
from factcheck.report.styled import EMPTY, Style, painted
from factcheck.report.visible import one_line, visible
from factcheck.report.wording import counted, listed
from factcheck.rubric.analysis import Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.rubric import Rule
    from factcheck.report.styled import Line
    from factcheck.rubric.analysis import Analysis, Finding, Tally

SHOWN = 20
"""Findings of one kind and level that people are shown unless they want all of them."""


def render_text(analysis: Analysis, *, colour: bool = False, is_whole: bool = False) -> str:
    """Return the table's size, each finding with a row and the region, and a last line."""
    lines: list[Line] = [((_size(analysis), Style.STRONG),), EMPTY]
    for group in analysis.tallies:
        shown, rest = _cut(analysis, group, is_whole=is_whole)
        for finding in shown:
            lines += [*_lines(finding), EMPTY]
        if rest:
            lines += [((rest, Style.FAINT),), EMPTY]
    style = Style.BAD if analysis.number_of(Level.ERROR) else Style.STRONG
    lines.append(((summary(analysis), style),))
    return painted(lines, colour=colour)


def render_markdown(analysis: Analysis, *, is_whole: bool = False) -> str:
    """Return the same as Markdown, a list item for each finding."""
    parts = [f"# Analysis of {escape.text(_called(analysis))}", escape.text(_size(analysis))]
    parts.append(f"**{escape.text(summary(analysis))}**")
    for group in analysis.tallies:
        shown, rest = _cut(analysis, group, is_whole=is_whole)
        items = [_item(finding) for finding in shown]
        items += [escape.text(rest)] if rest else []
        title = f"{group.kind.value.capitalize()} ({counted(group.number, group.level.value)})"
        parts += [f"## {title}", "\n".join(f"- {item}" for item in items)]
    return "\n\n".join(parts) + "\n"


def render_json(analysis: Analysis) -> str:
    """Return everything that is listed, and how many findings there are, as one object."""
    rubric = analysis.rubric
    said = {
        "file": rubric.file,
        "name": rubric.name,
        "hit_policy": rubric.hit.value,
        "inputs": len(rubric.inputs),
        "rules": len(rubric.rules),
        "has_otherwise": rubric.otherwise is not None,
        "cells": analysis.cells,
        "is_complete": analysis.is_complete,
        "has_overlaps": analysis.has_overlaps,
        "summary": summary(analysis),
        "counts": [
            {"kind": each.kind.value, "level": each.level.value, "number": each.number}
            for each in analysis.tallies
        ],
        "findings": [_finding(each) for each in analysis.findings],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def summary(analysis: Analysis) -> str:
    """Return whether the table is complete and without overlaps, and what was found."""
    overlaps = "rules overlap" if analysis.has_overlaps else "without overlaps"
    joined = f"{_completeness(analysis)} and {overlaps}"
    if analysis.has_overlaps:
        joined = f"{_completeness(analysis)}; {overlaps}"
    numbers = [
        counted(number, level.value) for level in Level if (number := analysis.number_of(level))
    ]
    told = f"{joined[0].upper()}{joined[1:]}"
    return f"{told}: {listed(numbers)}." if numbers else f"{told}."


def _completeness(analysis: Analysis) -> str:
    if analysis.is_complete:
        return "complete"
    levels = {each.level for each in analysis.findings if each.kind in {Kind.GAP, Kind.OPEN_TEXT}}
    if Level.WARNING in levels:
        return "not complete"
    if not levels:
        return "not known to be complete"
    if analysis.rubric.otherwise is not None:
        return "complete with `otherwise`"
    return "complete with the score 0 where no rule matches"


def _called(analysis: Analysis) -> str:
    rubric = analysis.rubric
    return one_line(rubric.title or rubric.name or rubric.file)


def _size(analysis: Analysis) -> str:
    rubric = analysis.rubric
    parts = (
        counted(len(rubric.rules), "rule"),
        "otherwise" if rubric.otherwise is not None else "",
        counted(len(rubric.inputs), "input"),
        f"hit policy {rubric.hit.value}",
        counted(analysis.cells, "elementary cell"),
    )
    return f"{one_line(rubric.file)}: {', '.join(filter(None, parts))}"


def _cut(analysis: Analysis, group: Tally, *, is_whole: bool) -> tuple[list[Finding], str]:
    """Return the findings of a group that are shown, and a line about the others."""
    found = [
        each for each in analysis.findings if each.kind is group.kind and each.level is group.level
    ]
    shown = found if is_whole else found[:SHOWN]
    more = group.number - len(shown)
    if not more:
        return shown, ""
    how = "" if is_whole or len(found) == len(shown) else "; --all shows them"
    if len(found) < group.number:
        how = f"; {len(found):,} of them are listed" + ("" if is_whole else " with --all")
    return shown, f"{more:,} more of this kind ({group.kind.value}){how}"


def _lines(finding: Finding) -> Iterator[Line]:
    yield (
        (f"{finding.level.value} {finding.code.code} {finding.kind.value}", _style(finding.level)),
        (f": {visible(finding.message)}", Style.PLAIN),
    )
    for name, text in _details(finding):
        yield ((f"    {name}: ", Style.NOTE), (visible(text), Style.PLAIN))


def _style(level: Level) -> Style:
    match level:
        case Level.ERROR:
            return Style.BAD
        case Level.WARNING:
            return Style.OPEN
        case Level.NOTE:
            return Style.NOTE
        case _:
            assert_never(level)


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what stands below a finding: a row, the region where it is more, and a hint."""
    if finding.witness:
        yield "for example", _row(finding)
    region = _region(finding)
    if region:
        yield "region", region
    if finding.hint is not None:
        yield "hint", finding.hint


def _row(finding: Finding) -> str:
    return ", ".join(f"{name} = {value}" for name, value in finding.witness)


def _region(finding: Finding) -> str:
    """Return the sides that are no whole domains; nothing without a region."""
    if not finding.region:
        return ""
    sides = [f"{side.input} {side.text}" for side in finding.region if side.values is not None]
    return "; ".join(sides) or "all rows"


def _item(finding: Finding) -> str:
    parts = [f"{escape.text(finding.message)} ({finding.code.code})."]
    for name, text in _details(finding):
        shown = escape.text(text) if name == "hint" else escape.code(text)
        parts.append(f"{name.capitalize()}: {shown}.")
    return " ".join(parts)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "level": finding.level.value,
        "code": finding.code.code,
        "message": finding.message,
        "hint": finding.hint,
        "input": finding.input,
        "rules": _rules(finding.rules),
        "others": _rules(finding.others),
        "witness": dict(finding.witness),
        "region": {side.input: side.text for side in finding.region},
    }


def _rules(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    return [{"number": each.number, "id": each.id, "line": each.span.line} for each in rules]
