"""Why the members of a dispute cannot be true together, or only on a condition: in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.dispute import DisputeVerdict
from factcheck.quantity.disputes.arena import DENOMINATOR
from factcheck.quantity.disputes.condition import CONDITION
from factcheck.quantity.explained.halves import Kind, Scene
from factcheck.quantity.explained.measured import Measured
from factcheck.quantity.explained.proof import refutations_explained
from factcheck.quantity.explained.words import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.certificate import Refutation
    from factcheck.model.dispute import Condition
    from factcheck.model.linear import Row, System
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.condition import Excluded
    from factcheck.quantity.disputes.outlook import Looked

_Refuted = tuple[tuple["Row", ...], "Refutation"]


def why_of(arena: Arena, system: System, looked: Looked) -> tuple[str, ...]:
    """Return a proof in prose of what was found with the rows of a system, line by line.

    Nothing where something is possible without a condition, or nothing was shown.
    """
    outlook = looked.outlook
    names = called(arena.equations.measures.unknowns.labels)
    plain = _Telling(arena, system, names)
    match outlook.verdict:
        case DisputeVerdict.INCOMPATIBLE if looked.cover is not None:
            return plain.lines(looked.cover.refuted)
        case DisputeVerdict.CONFLICTING if looked.free is not None:
            return plain.lines(looked.free.refuted)
        case DisputeVerdict.ONLY_IF:
            real = plain.outside(looked.excluded, outlook.condition)
            counted = plain.outside(looked.counted_out, None)
            # What leads to both conditions is told once.
            return (*real, *(line for line in counted if not _is_told(line, real)))
        case _:
            return ()


def _is_told(line: str, lines: tuple[str, ...]) -> bool:
    """Whether some lines say what another one begins with, before it says what follows."""
    before = line.partition(", so ")[0]
    return not line.startswith("but ") and any(each.startswith(before) for each in lines)


class _Telling:
    """Tells refutations of a dispute's rows."""

    def __init__(self, arena: Arena, system: System, names: dict[str, str]) -> None:
        self.arena = arena
        self.system = system
        self.names = names

    def outside(
        self, excluded: tuple[Excluded, ...], condition: Condition | None
    ) -> tuple[str, ...]:
        """Return why a number cannot be outside of a condition."""
        measured = None if condition is None else self._measured(condition)
        return self.lines(((each.rows, each.refutation) for each in excluded), measured)

    def lines(
        self, refuted: Iterator[_Refuted] | tuple[_Refuted, ...], measured: Measured | None = None
    ) -> tuple[str, ...]:
        """Return refutations line by line, each of several as a case."""
        scenes = [
            (self._scene(rows, measured), refutation) for rows, refutation in dict.fromkeys(refuted)
        ]
        return refutations_explained(scenes)

    def _scene(self, rows: tuple[Row, ...], measured: Measured | None) -> Scene:
        kinds = tuple(_KINDS.get(row.statement, Kind.STATEMENT) for row in rows)
        whole = self.system.with_rows(rows)
        return Scene(whole, kinds, self.system, self.names, is_true=True, measured=measured)

    def _measured(self, condition: Condition) -> Measured | None:
        """Return what the condition is on, with an end of it."""
        terms, target = self.arena.terms, self.arena.terms_target
        assert terms is not None
        assert target is not None
        unit, text = target.measure.unit, target.text
        return Measured(
            text, terms.numerator, terms.denominator, unit, condition.sets[0], is_exact=True
        )


_KINDS = {CONDITION: Kind.SUPPOSED, DENOMINATOR: Kind.DEFINED}
