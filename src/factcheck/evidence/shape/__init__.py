"""Tables brought into shape: one row a thing, one column a fact.

Always in this order: ignore, fill down, unpivot, stack, parse, ticks, join, compute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.made import owners_of
from factcheck.evidence.shape.clean import filled_down, without_marks
from factcheck.evidence.shape.compute import computed
from factcheck.evidence.shape.join import joined_to
from factcheck.evidence.shape.take_apart import parsed_columns, taken_apart
from factcheck.evidence.shape.tick import ticked
from factcheck.evidence.shape.turn import stacked, unpivoted
from factcheck.model.joined_columns import with_real_columns

if TYPE_CHECKING:
    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration


def shaped(
    frame: Frame,
    declaration: TableDeclaration,
    joined: Frame | None = None,
    partner: TableDeclaration | None = None,
    *,
    lang: str = "en",
) -> Frame:
    """Return a table as its declaration shapes it.

    ``joined`` is the shaped frame of the table that ``join`` names and ``partner`` its
    declaration; ``lang`` the language of figures in cells. What only a look at the rows can tell
    is looked up here, so that tables with ``ticks``, ``join`` or ``compute`` are read once on the
    way. Faults of single columns stand in ``Frame.faults``, columns that were made in
    ``Frame.made`` and headers that are no more in ``Frame.gone``. Raises ``ContentError`` where
    the table cannot be shaped as declared, and so do its rows.
    """
    frame = without_marks(frame, declaration)
    cleaned = frame.headers
    frame = filled_down(frame, declaration)
    # What is there may be taken apart before it is stacked, and what stacking makes afterwards.
    first = parsed_columns(frame, declaration)
    frame = taken_apart(frame, declaration, first, lang)
    frame = stacked(unpivoted(frame, declaration), declaration)
    frame = without_marks(frame, declaration, before=cleaned)
    others = [c.name for c in declaration.columns if c.parse is not None and c.name not in first]
    frame = taken_apart(frame, declaration, others, lang)
    frame = ticked(frame, declaration, lang)
    declaration = with_real_columns(declaration, frame.headers, owners_of(frame.made))
    frame = joined_to(frame, declaration, joined, partner, lang)
    declaration = with_real_columns(declaration, frame.headers, owners_of(frame.made))
    return computed(frame, declaration, lang)
