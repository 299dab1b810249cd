"""What changed between two reports, for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from factcheck.report import escape
from factcheck.report.change_parts import TOO
from factcheck.report.json_report import safe_text
from factcheck.report.styled import EMPTY, Line, Style, painted
from factcheck.report.visible import cells, one_line, padded, wrapped
from factcheck.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.report.changed import Change
    from factcheck.report.changes import Changes

FORM = 1
"""The version of the JSON's own form."""
_NOTHING = "–"
_SILENCING = "What could silence a check"
_RESULTS = "Verdicts, figures and what was found"
_EVIDENCE = "Evidence"
_ONLY_TOLD = "With the same verdict and numbers, but worked out or told otherwise"
_LONGEST_KEY = 28


def render_json(changes: Changes) -> str:
    """Return the changes as one JSON object with a line break at its end."""
    fields = {"diff": FORM, "same": not changes.is_any, **msgspec.to_builtins(changes)}
    return safe_text(json.dumps(fields, ensure_ascii=False, indent=2)) + "\n"


def render_terminal(changes: Changes, *, width: int = 88, colour: bool = False) -> str:
    """Return the changes for a terminal of ``width`` columns."""
    lines: list[Line] = [
        (("old  ", Style.FAINT), (one_line(changes.old.name), Style.PLAIN)),
        (("new  ", Style.FAINT), (one_line(changes.new.name), Style.PLAIN)),
        *(line for note in changes.notes for line in _wrapped("     ", note, width)),
        EMPTY,
    ]
    lines += _section(_SILENCING, changes.silencing, width, Style.BAD)
    named = list(_names(changes))
    if named:
        lines.append((("Claims", Style.STRONG),))
        for key, names in named:
            lines += _wrapped(f"  {key:<10}", names, width)
        lines.append(EMPTY)
    lines += _section(_RESULTS, _shown(changes.results), width, Style.STRONG)
    if _unshown(changes.results):
        lines += _wrapped("", f"{_ONLY_TOLD}: {_unshown(changes.results)}", width)
        lines.append(EMPTY)
    lines += _section(_EVIDENCE, changes.evidence, width, Style.STRONG)
    lines += _wrapped("", summary(changes), width)
    return painted(lines, colour=colour)


def _section(title: str, changes: Sequence[Change], width: int, style: Style) -> Iterator[Line]:
    if not changes:
        return
    yield ((title, style),)
    for where, group in groupby(changes, lambda change: change.where):
        found = list(group)
        yield ((f"  {one_line(where)}", Style.PLAIN),)
        room = min(max(cells(one_line(each.what)) for each in found), _LONGEST_KEY)
        for each in found:
            key = f"    {padded(one_line(each.what), room)}  "
            yield from _wrapped(key, _moved(each), width)
    yield EMPTY


def _wrapped(head: str, text: str, width: int) -> Iterator[Line]:
    """Yield a text after its head, and further lines of it under the first."""
    room = max(width - cells(head), width // 2)
    for number, line in enumerate(wrapped(text, room)):
        start = head if number == 0 else " " * cells(head)
        yield ((start, Style.FAINT), (line, Style.PLAIN))


def _moved(change: Change) -> str:
    return f"{change.old or _NOTHING} → {change.new or _NOTHING}"


def _shown(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that have values."""
    return [each for each in changes if each.what != TOO]


def _unshown(changes: Sequence[Change]) -> str:
    """Return the names of what changed in nothing that has a value."""
    shown = {each.where for each in _shown(changes)}
    return "; ".join(dict.fromkeys(each.where for each in changes if each.where not in shown))


def _names(changes: Changes) -> Iterator[tuple[str, str]]:
    """Yield what became of which claims, each kind with their names."""
    renamed = [f"{old} → {new}" for old, new in changes.renamed]
    pairs = (("gone", changes.gone), ("new", changes.added), ("renamed?", renamed))
    for key, names in pairs:
        if names:
            yield key, ", ".join(names)


def summary(changes: Changes) -> str:
    """Return in one sentence what changed."""
    if not changes.is_any:
        return "Nothing changed: the same claims, verdicts and evidence."
    verdicts = sum(each.what == "verdict" for each in changes.results)
    tables = len({each.where for each in changes.evidence})
    silencing = counted(len(changes.silencing), "change")
    told = [
        f"{silencing} that could silence a check" if changes.silencing else "",
        f"{counted(len(changes.gone), 'claim')} gone" if changes.gone else "",
        f"{counted(len(changes.added), 'claim')} new" if changes.added else "",
        f"{counted(len(changes.renamed), 'claim')} perhaps renamed" if changes.renamed else "",
        f"{counted(verdicts, 'verdict')} changed" if verdicts else "no verdict changed",
        f"{counted(tables, 'table')} changed" if tables else "the same evidence",
    ]
    return f"{'; '.join(filter(None, told))}."


def render_markdown(changes: Changes) -> str:
    """Return the changes in Markdown (CommonMark with tables)."""
    old, new = escape.text(changes.old.name), escape.text(changes.new.name)
    blocks = [f"# Changes from {old} to {new}", escape.text(summary(changes))]
    blocks += [escape.text(note) for note in changes.notes]
    blocks += _table(_SILENCING, changes.silencing)
    named = [f"- {key}: {escape.text(names)}" for key, names in _names(changes)]
    if named:
        blocks += ["## Claims", "\n".join(named)]
    blocks += _table(_RESULTS, _shown(changes.results))
    if _unshown(changes.results):
        blocks.append(f"{_ONLY_TOLD}: {escape.text(_unshown(changes.results))}")
    blocks += _table(_EVIDENCE, changes.evidence)
    return "\n\n".join(blocks) + "\n"


def _table(title: str, changes: Sequence[Change]) -> list[str]:
    if not changes:
        return []
    rows = ["| of | what | old | new |", "|---|---|---|---|"]
    rows += [
        f"| {escape.text(each.where)} | {escape.text(each.what)} "
        f"| {escape.text(each.old) or _NOTHING} | {escape.text(each.new) or _NOTHING} |"
        for each in changes
    ]
    return [f"## {title}", "\n".join(rows)]
