"""The reports that are kept beside the claims."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING

from factcheck.model.formats import SOURCE, format_of
from factcheck.model.near import quoted
from factcheck.model.spec import KeptReport
from factcheck.spec.assemble.read import as_text, text
from factcheck.spec.codes import REPORT_TWICE
from factcheck.spec.document.node import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Node


def build_reports(context: Context, root: Mapping) -> tuple[KeptReport, ...]:
    """Return the reports that a claim file names; two in one file are noted as a problem."""
    entry = root.entry("reports")
    items = entry.node.items if entry is not None and isinstance(entry.node, Sequence) else ()
    return tuple(_apart(context, (_report(item) for item in items)))


def _apart(context: Context, reports: Iterator[KeptReport]) -> Iterator[KeptReport]:
    met: set[str] = set()
    for each in reports:
        path = normpath(each.file.value)
        if path in met:
            message = f"{quoted(each.file.value)} is named twice under 'reports'"
            context.report(REPORT_TWICE, message, each.file.span, "give each report its own file")
            continue
        met.add(path)
        yield each


def _report(item: Node) -> KeptReport:
    node = item
    language = SOURCE
    if isinstance(item, Mapping):
        entry = item.entry("file")
        assert entry is not None
        node, language = entry.node, text(item, "lang") or SOURCE
    assert isinstance(node, Scalar)
    file = as_text(node)
    form = format_of(file.value)
    assert form is not None
    return KeptReport(file, form, language)
