"""The tables and views of a database, of which a declaration means one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.content import ContentError
from factcheck.evidence.stored.codes import BROKEN_STORE, UNFINISHED_DATABASE, WRONG_RELATION
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, listed, quoted

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from factcheck.evidence.locate import Located


class Relation(NamedTuple):
    """A table or view of a database."""

    name: str
    """As a declaration names it, with its schema where that is not the usual one."""
    quoted: str
    """As SQL names it."""
    is_view: bool = False
    definition: str = ""
    """What a view shows, in SQL."""


def chosen(relations: Sequence[Relation], name: str | None) -> Relation:
    """Return the relation of a name, without one the only table, or else the only view.

    Raises ``ContentError`` where there is none, and where it is not clear which is meant.
    """
    if name is None:
        return _only(relations)
    found = [one for one in relations if one.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"the database has several tables that can be called {quoted(name)}"
        raise _wrong(message, "rename one of them")
    message = f"the database has no table or view {quoted(name)}"
    raise _wrong(message, did_you_mean(name, [one.name for one in relations]))


def _only(relations: Sequence[Relation]) -> Relation:
    if not relations:
        raise _wrong("the database has no tables", None)
    tables = [one for one in relations if not one.is_view] or relations
    if len(tables) == 1:
        return tables[0]
    names = listed([one.name for one in tables])
    message = f"the database has {len(tables)} tables, {names}: which one is meant?"
    raise _wrong(message, "declare `table` with one of them")


def refuse_changing(
    relation: Relation, others: Mapping[str, str], changing: re.Pattern[str]
) -> None:
    """Raise ``ContentError`` for a view that may show other rows each time it is asked.

    ``others`` are the definitions of what views may use, by their names; ``changing`` finds what
    has another value each time. A name in a comment or a text counts too: rather one view too
    many is refused than one too few.
    """
    if not relation.is_view:
        return
    left, known = [relation.definition], {relation.definition}
    while left:
        text = left.pop()
        found = changing.search(text)
        if found is not None:
            message = f"the view {quoted(relation.name)} may show other rows each time it is asked"
            told = f"{message}: it has {quoted(found[0])}"
            hint = "write what it shows as a table of the database"
            raise ContentError(Fault(BROKEN_STORE, told, hint=hint))
        used = {each for name, each in others.items() if name in text} - known
        left += sorted(used)
        known |= used


def refuse_company(located: Located, endings: Sequence[str]) -> None:
    """Raise ``ContentError`` where a file beside a database says that it is being written.

    ``endings`` are put behind the name of the database.
    """
    for ending in endings:
        beside = located.path.with_name(located.path.name + ending)
        # One that was emptied has nothing to say; a link that leads nowhere may.
        if beside.is_symlink() or (beside.exists() and beside.stat().st_size):
            message = f"{quoted(beside.name)} lies beside it, so that it may hold half of its rows"
            hint = (
                "close the program that writes the database, or make a copy with it; "
                "`factcheck explain FC291` tells how"
            )
            raise ContentError(Fault(UNFINISHED_DATABASE, message, hint=hint))


def _wrong(message: str, hint: str | None) -> ContentError:
    return ContentError(Fault(WRONG_RELATION, message, hint=hint))
