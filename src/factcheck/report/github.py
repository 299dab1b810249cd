"""The report for GitHub Actions: annotations beside the lines, and a summary of the step.

GitHub keeps ten annotations of each kind of a step and drops the others in silence. So the worst
come first, and where there are more the tenth says how many.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.report.ci.identity import plain_path
from factcheck.report.ci.notices import Weight, notices_of
from factcheck.report.ci.words import cut
from factcheck.report.summary import summary_of_all
from factcheck.report.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.runs import Runs
    from factcheck.model.span import Span
    from factcheck.report.ci.notices import Notice
    from factcheck.report.formats import Look

MOST = 10
"""Annotations of each kind that GitHub keeps of a step."""
MOST_TOLD = 4_000
"""Characters of one; GitHub takes some more, but nobody reads them beside a line."""
MOST_TITLED = 200

_BEGINS = re.compile(r"(\A|[\r\n])([^\S\r\n]*)::")
_KINDS = ("error", "warning", "notice")


def render_runs(runs: Runs, look: Look) -> str:
    """Return one workflow command a line: errors, warnings, and notices with the counts first.

    Every line is a command of ours, and no text can end it or begin another one.
    """
    del look
    told: dict[str, list[Notice]] = {kind: [] for kind in _KINDS}
    for notice in notices_of(runs):
        told[_kind(notice)].append(notice)
    lines = [*_commands("error", told["error"], MOST), *_commands("warning", told["warning"], MOST)]
    lines.append(_command("notice", {"title": "factcheck"}, summary_of_all(runs.total)))
    lines += _commands("notice", told["notice"], MOST - 1)
    return "".join(f"{line}\n" for line in lines)


def without_commands(text: str) -> str:
    """Return a text of several lines, of which a runner takes none for a command.

    A command begins a line with ``::``, blanks before it or not, or has ``##[`` anywhere in it.
    """
    return _BEGINS.sub(r"\1\2: :", text.replace("##[", "## ["))


def _kind(notice: Notice) -> str:
    if notice.weight.is_error:
        return "error"
    return "warning" if notice.weight is Weight.WARNING else "notice"


def _commands(kind: str, notices: Sequence[Notice], most: int) -> Iterator[str]:
    """Yield the annotations of one kind, the last of them for all that are left out."""
    shown = notices if len(notices) <= most else notices[: most - 1]
    for each in shown:
        yield _command(kind, _properties(each), "\n".join(each.lines))
    more = len(notices) - len(shown)
    if more:
        word = "finding" if kind == "notice" else kind
        told = f"and {more:,} more {word}s; the other formats list all of them"
        yield _command(kind, {"title": f"{more:,} more"}, told)


def _properties(notice: Notice) -> dict[str, str]:
    code, slug = one_line(notice.rule.code), one_line(notice.rule.slug)
    rule = slug if code == slug else f"{code} {slug}"
    title = f"{notice.subject}: {rule}" if notice.subject else rule
    return {
        "file": visible(plain_path(notice.file)),
        **_place(notice.span),
        "title": cut(title, MOST_TITLED),
    }


def _place(span: Span | None) -> dict[str, str]:
    if span is None:
        return {"line": "1"}
    lines = {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line != span.end_line or span.end_column <= span.column:
        # A file on several lines has no columns for GitHub.
        return lines
    return {**lines, "col": str(span.column), "endColumn": str(span.end_column - 1)}


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {told}::{_data(cut(message, MOST_TOLD))}"


def _data(text: str) -> str:
    """Return a message as the toolkit of GitHub Actions escapes it, and no older command."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace("##[", "## [")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
