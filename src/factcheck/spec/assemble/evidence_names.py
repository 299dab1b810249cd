"""Evidence named under ``using``: tables, statements and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.spec.codes import AMBIGUOUS, UNKNOWN_EVIDENCE

if TYPE_CHECKING:
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context

_USES = {"table": "names", "statement": "statements", "source": "sources"}


def check_evidence(context: Context, each: Text, *others: str) -> None:
    """Note the use of a table, statement or source, or the problem that there is none.

    ``others`` are words that could have been meant besides.
    """
    declared = context.declared
    kinds = {
        "table": declared.tables,
        "statement": declared.statements,
        "source": declared.sources,
    }
    matches = [kind for kind, known in kinds.items() if each.value in known]
    if len(matches) > 1:
        message = f"{quoted(each.value)} is both a {matches[0]} and a {matches[1]}"
        context.report(AMBIGUOUS, message, each.span, "rename one of them")
    if matches:
        context.used[_USES[matches[0]]].add(each.value)
        return
    known = [word for names in kinds.values() for word in names]
    message = f"there is no table, statement or source {quoted(each.value)}"
    hint = did_you_mean(each.value, [*known, *others])
    context.report(UNKNOWN_EVIDENCE, message, each.span, hint)
