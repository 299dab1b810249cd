"""What a reading tells beside its numbers: why it must be so, and what would decide it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.bound import quantity_terms
from factcheck.model.fraction import Fraction
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import worded_unit
from factcheck.quantity.decide.deciding import MAX_NUMBERS, deciding, in_words
from factcheck.quantity.decide.question import PROFILES
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from factcheck.model.linear import System
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted
    from factcheck.quantity.decide.deciding import Deciding
    from factcheck.quantity.decide.prover import Prover
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.explained.measured import Measured
    from factcheck.quantity.measures import Measures

_DEFAULT = PROFILES[1]


class Telling(Struct, frozen=True):
    """What is known of a reading, for those who want to know more of its verdict."""

    bound: BoundReading
    measures: Measures
    questions: tuple[Question, ...]

    def why(self, permitted: Permitted) -> tuple[str, ...]:
        """Return a proof in prose: that a claim cannot be false, or true, or either."""
        certificate = permitted.certificate
        if certificate is None:
            return ()
        from factcheck.quantity.explained.proof import conflict_explained, explained
        from factcheck.quantity.explained.words import called

        names = called(self.measures.unknowns.labels)
        if not permitted.found:
            return conflict_explained(certificate, names)
        never = permitted.never_true[_DEFAULT], permitted.never_false[_DEFAULT]
        if never[0] is never[1]:
            return ()
        return explained(certificate, names, is_true=never[0], measured=self._measured())

    def _measured(self) -> Measured | None:
        """Return the measure where it is a single quotient with a figure."""
        question, *others = self.questions
        value = question.value
        if others or question.by_profile is not None or self.bound.figure is None:
            return None
        if not isinstance(value, Quotient) or question.target.is_negated:
            return None
        from factcheck.quantity.explained.measured import Measured

        measure = question.target.measure
        unit = worded_unit(measure.unit, self.bound.figure)
        return Measured(
            measure.text, value.numerator, value.denominator, unit, question.set_in(_DEFAULT)
        )

    def decides(self, permitted: Permitted, system: System, prover: Prover) -> tuple[str, ...]:
        """Return what would decide an undetermined reading: numbers nobody published.

        Those come first of which every value decides it, then those that leave it open in the
        smallest part of their range.
        """
        if all(each.is_point for each in permitted.found):
            return ()
        said: dict[str, tuple[bool, bool, Fraction, int]] = {}
        for place, each in enumerate(self._asked()):
            found = None
            if place < MAX_NUMBERS:
                found = self._deciding(each, permitted, system, prover)
            if found is None or not found.decides_some:
                if each.is_in_measure:
                    alone = told("{text}, but not by itself", text=each.text)
                    words = each.text if found is None else alone
                    said.setdefault(words, (True, True, Fraction(1), place))
                continue
            rank = (not found.decides_alone, False, found.open_share, place)
            said.setdefault(told_join(": ", (each.text, in_words(found, each.unit))), rank)
        return tuple(sorted(said, key=lambda text: said[text]))

    def _deciding(
        self, asked: _Asked, permitted: Permitted, system: System, prover: Prover
    ) -> Deciding | None:
        """Return what a number would decide; ``None`` where the claim is decided, or not told."""
        certificate, range_in = permitted.certificate, prover.range_in
        number = None if asked.name is None else system.variable(asked.name)
        if certificate is None or range_in is None or number is None:
            return None
        if permitted.never_true[_DEFAULT] or permitted.never_false[_DEFAULT]:
            return None
        words = self.bound.words or ((self.bound.figure,) if self.bound.figure else ())
        is_hedged = any(not figure.is_bare for figure in words)
        return deciding(certificate, system, number, range_in, is_hedged=is_hedged)

    def _asked(self) -> tuple[_Asked, ...]:
        """Return the unknown numbers: those of the measure first, cells last."""
        free, labels = self.measures.free, self.measures.unknowns.labels
        measured = {
            term.text
            for question in self.questions
            for term in quantity_terms(question.target.measure)
        }
        terms = sorted(free.items(), key=lambda pair: pair[1].text not in measured)
        cells = {name: label for name, label in labels.items() if name not in free}
        numbers = Counter(cells.values())
        return (
            *(_Asked(_number_for(t.text), name, t.unit, t.text in measured) for name, t in terms),
            *(
                _Asked(label, name if numbers[label] == 1 and self._is_count(name) else None)
                for name, label in cells.items()
            ),
        )

    def _is_count(self, name: str) -> bool:
        """Whether an unknown number is a count that a table would print."""
        unknowns = self.measures.unknowns
        return name in unknowns.sums and unknowns.variables[name].is_integer


def _number_for(text: str) -> str:
    return told("a published number for {text}", text=text)


class _Asked(Struct, frozen=True):
    """An unknown number that could be published."""

    text: str
    name: str | None
    """The name of its variable; ``None`` where what it would decide is not told."""
    unit: Unit = Unit(UnitKind.COUNT)
    is_in_measure: bool = True
