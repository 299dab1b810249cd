"""What was ticked: tests on the answers to a question with several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.filter.codes import NO_SUCH_VALUE, NOT_FOR_TICKS, NOT_TICKS
from factcheck.model.cell import TICK
from factcheck.model.expression import TickFunction
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import Obstacle, ObstacleError

if TYPE_CHECKING:
    from factcheck.model.cell import ColumnFacts
    from factcheck.model.expression import Literal, TickTest


def has(test: TickTest, facts: ColumnFacts, key: str) -> bool:
    """Return whether what was ticked, as a key, passes a test; its labels are known to be right."""
    ticked = set(key.split(TICK))
    labels = [label_of(literal, facts) for literal in test.labels]
    match test.function:
        case TickFunction.ANY:
            return any(label in ticked for label in labels)
        case TickFunction.ALL:
            return all(label in ticked for label in labels)
        case TickFunction.NONE:
            return not any(label in ticked for label in labels)
        case _:
            assert_never(test.function)


def label_of(literal: Literal, facts: ColumnFacts) -> str | None:
    """Return the label that a text of a test stands for; runs of blanks count as one."""
    text = " ".join(literal.text.split())
    return text if text in facts.ticks else dict(facts.tick_aliases).get(text)


def require_labels(test: TickTest, facts: ColumnFacts, table: str) -> None:
    """Raise ``ObstacleError`` where a column has no ticks, or not the label that is asked for."""
    name = quoted(facts.name)
    if not facts.ticks:
        message = f"column {name} of table {quoted(table)} has no ticks, and 'has' asks for them"
        hint = "write = or contains; tick-all questions are declared under the table's `ticks:`"
        raise ObstacleError(Obstacle("fault", message, NOT_TICKS, hint))
    for literal in test.labels:
        if label_of(literal, facts) is None:
            asked = quoted(literal.text)
            message = f"{asked} is no label of column {name} of table {quoted(table)}"
            near = did_you_mean(literal.text, [*facts.ticks, *dict(facts.tick_aliases)])
            raise ObstacleError(Obstacle("fault", message, NO_SUCH_VALUE, near))


def refuse_ticks(facts: ColumnFacts, table: str) -> None:
    """Raise ``ObstacleError`` where a column of ticks is looked at as if it had one value."""
    if facts.ticks:
        message = (
            f"column {quoted(facts.name)} of table {quoted(table)} has any number of ticks in a row"
        )
        example = facts.ticks[0].replace('"', '""')
        hint = f'write: {facts.name} has "{example}", has any of (…), all of (…) or none of (…)'
        raise ObstacleError(Obstacle("fault", message, NOT_FOR_TICKS, hint))
