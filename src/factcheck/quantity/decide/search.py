"""The cases of a claim, split until it is true or false in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from factcheck.model.truth import AND, NOT, Truth
from factcheck.quantity.decide.cases import (
    branches_of,
    finer,
    split,
    unknown_numbers,
    within_or_not,
)
from factcheck.quantity.decide.leaves import range_in
from factcheck.quantity.decide.question import PROFILES
from factcheck.quantity.decide.settle import truth_of_settled
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.bounds.reach import Reach
    from factcheck.model.interval import Interval
    from factcheck.model.possible import Pieces
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.cases import Case
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.rational import Value

MAX_BRANCHES = 2048
"""How many cases one look at the claim may split off."""

_Found = TypeVar("_Found")


class Search:
    """Looks whether a claim can be true or false, and remembers the cases it told apart.

    The cases cover every possible world all the time.
    """

    def __init__(
        self, questions: tuple[Question, ...], start: Reach, cases: tuple[Case, ...]
    ) -> None:
        self.questions = questions
        self.start = start
        self.cases = list(cases)

    def truth(self, case: Case, profile: int) -> Truth | None:
        """Return whether all targets are met in a case; ``None`` where a measure has no value."""
        truth = Truth.TRUE
        for question, value in self.asked(case, profile):
            inside = truth_of_settled(value, question.set_in(profile), case.reach)
            if inside is None:
                return None
            truth = AND[truth, NOT[inside] if question.target.is_negated else inside]
        return truth

    def asked(self, case: Case, profile: int) -> list[tuple[Question, Value]]:
        """Return each question with its settled measure in a profile."""
        pairs, place = [], 0
        for question in self.questions:
            number = len(question.values)
            pairs.append((question, case.values[place + (profile if number > 1 else 0)]))
            place += number
        return pairs

    def branches(self, case: Case, profile: int) -> Branches | None:
        """Return how to split a case so that the claim may become decided in it."""
        undecided = [
            (value, question.set_in(profile))
            for question, value in self.asked(case, profile)
            if self._is_undecided(question, value, case, profile)
        ]
        for value, claimed in undecided:
            if isinstance(value, Quotient):
                return within_or_not(value, claimed, case.reach)
            branches = branches_of(value, case.reach)
            if branches is not None:
                return branches
        values = [value for value, _ in undecided]
        return finer(case, unknown_numbers(values, case.reach))

    def _is_undecided(self, question: Question, value: Value, case: Case, profile: int) -> bool:
        return truth_of_settled(value, question.set_in(profile), case.reach) is Truth.UNKNOWN

    def seek(
        self,
        profile: int,
        wanted: Truth,
        look: Callable[[Case], _Found | None],
        *,
        is_last_resort: bool = False,
    ) -> _Found | None:
        """Return the first thing that ``look`` finds in a case in which a claim may be so.

        ``wanted`` is whether it shall be true or false. Cases are split as long as that cannot
        be told, and where nothing is found. With ``is_last_resort`` a case is looked at only
        when it cannot be split, so that a look which always finds something finds nothing just
        if there are no such cases.
        """
        waiting = self.cases[::-1]
        done: list[Case] = []
        left, found = MAX_BRANCHES, None
        while waiting and found is None:
            case = waiting.pop()
            truth = self.truth(case, profile)
            if truth not in {wanted, Truth.UNKNOWN}:
                done.append(case)
                continue
            branches = None
            if truth is Truth.UNKNOWN and left > 0:
                branches = self.branches(case, profile)
            if branches is None and not is_last_resort:
                found = look(case)
            if branches is None and found is None and left > 0:
                branches = finer(case, case.reach.box)
            if branches is None:
                found = look(case) if is_last_resort else found
                done.append(case)
                continue
            parts = split(case, branches)
            left -= max(1, len(parts))
            waiting.extend(reversed(parts))
        self.cases = done + waiting[::-1]
        return found

    def may_be(self, profile: int, wanted: Truth) -> bool:
        """Whether nothing shows that a claim cannot be true, or false."""
        return self.seek(profile, wanted, lambda _: True, is_last_resort=True) is not None

    def distinct_profiles(self) -> tuple[int, ...]:
        """Return the profiles in which something else is measured or claimed than before."""
        asked = [
            tuple((each.value_in(profile), each.set_in(profile)) for each in self.questions)
            for profile in PROFILES
        ]
        return tuple(profile for profile in PROFILES if asked.index(asked[profile]) == profile)

    def is_settled(self) -> bool:
        """Whether a claim is true in every case and profile, or false, so that no world is due."""
        profiles = self.distinct_profiles()
        truths = {self.truth(case, profile) for case in self.cases for profile in profiles}
        is_shown = all(question.target.is_decisive for question in self.questions)
        return truths == {Truth.FALSE} or (truths == {Truth.TRUE} and is_shown)

    def pieces(self, profile: int) -> Pieces:
        """Return what is possible in each case, one interval for each question."""
        pieces = (self._piece(case, profile) for case in self.cases)
        return tuple(piece for piece in pieces if piece is not None)

    def _piece(self, case: Case, profile: int) -> tuple[Interval, ...] | None:
        ranges = [
            range_in(value, map(question.set_in, PROFILES), case.reach)
            for question, value in self.asked(case, profile)
        ]
        found = tuple(each for each in ranges if each is not None)
        return found if len(found) == len(ranges) else None
