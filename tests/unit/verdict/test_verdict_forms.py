"""Forms of claims judged: what they tell of themselves, ties, and what was revised."""

from __future__ import annotations

import judge_samples as samples
import pytest
import verdict_samples
from judge_samples import between, bound_reading, everywhere, figure, permits, possible, target
from msgspec.structs import replace

from factcheck.model.cell import GroupingSet
from factcheck.model.expression import Name
from factcheck.model.figure import Profiles
from factcheck.model.possible import Circumstances, Possible, Tie, Told
from factcheck.model.result import NumberSet
from factcheck.model.span import Span, Text
from factcheck.model.spec import FigureText, Place, RankForm, Verdict
from factcheck.model.unit import Unit, UnitKind
from factcheck.verdict.assess import assess
from factcheck.verdict.checks import figure_not_in_quote, revised, tie

S, R, U = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED
PLACES = Unit(UnitKind.COUNT, "places")
SPAN = Span("claims.yml", 1, 1, 1, 2)


def places(lower: int, upper: int, text: str) -> NumberSet:
    return NumberSet(between(lower, upper), PLACES, text)


TOLD = Told(
    places(1, 1, "place 1"),
    places(1, 2, "place 1 to 2 of 26"),
    "as counted",
    world=("Uri has place ", " of 26"),
)
OTHER = replace(TOLD, found=places(1, 1, "place 1 of 26"), explanation=None)
OPEN = permits(between(1, 2), true=everywhere(1), false=everywhere(2))


def ranked(*, told: Told | None = TOLD) -> Possible:
    """Return a rank whose place is 1 or 2."""
    claimed = target(between(1, 1))
    bound = bound_reading(claimed, is_holds=True)
    return Possible(bound, permitted=OPEN, told=told)


def test_a_form_tells_itself_what_was_claimed_and_found() -> None:
    judged = assess(ranked())
    assert judged.verdict is U
    assert (judged.claimed, judged.found) == (TOLD.claimed, TOLD.found)
    assert judged.explanation == "as counted"
    assert judged.distance is None


def test_worlds_are_told_in_the_words_of_the_form() -> None:
    first, second = assess(ranked()).worlds
    assert (first.measure, second.measure) == ("Uri has place 1 of 26", "Uri has place 2 of 26")
    assert first.is_told
    clauses = replace(TOLD, sides=("it rises", "it does not"))
    worlds = assess(ranked(told=clauses)).worlds
    assert [world.measure for world in worlds] == ["it rises", "it does not"]


def test_what_is_found_without_the_assumptions_is_told_as_well() -> None:
    given = replace(ranked(), without_assumptions=OPEN, told_without=OTHER)
    judged = assess(given)
    assert judged.without_assumptions is not None
    assert judged.without_assumptions.found == OTHER.found
    blamed = replace(given, permitted=permits(conflicts=(("a", "b"),)))
    assert assess(blamed).found == OTHER.found


def test_words_that_count_more_when_read_strictly_are_refuted_only_by_all() -> None:
    # "None is about ten": what is refuted generously may hold strictly.
    negated = target(Profiles(between(9, 11), between(8, 12), between(6, 14)), is_negated=True)
    bound = replace(bound_reading(negated, is_holds=True), words=(figure(),))
    judged = assess(Possible(bound, permitted=permits(between(12, 12))))
    assert judged.profiles is not None
    assert (judged.profiles.strict, judged.profiles.default) == (S, R)
    assert (judged.verdict, judged.reason) == (U, "wording")
    bare = replace(bound, words=(figure(is_bare=True),))
    assert assess(Possible(bare, permitted=permits(between(12, 12)))).verdict is R


def test_the_words_of_a_lead_are_the_claims_figure() -> None:
    lead = FigureText(Text("by ten percent", SPAN), "en")
    place = Place(1, 1, Text("1", SPAN))
    form = RankForm(Name("n", SPAN), "n", (), ((Text("Uri", SPAN),),), place, lead=lead)
    given = ranked()
    reading = replace(given.bound.reading, form=form)
    bound = replace(given.bound, reading=reading, words=(figure(),))
    judged = assess(replace(given, bound=bound))
    assert (judged.figure, judged.figure_rule) == ("by ten percent", "approx: near.")
    claim = verdict_samples.claim("Uri leads by a lot")
    (message,) = figure_not_in_quote.find(claim, replace(given, bound=bound), judged)
    assert "'by ten percent' do not stand in" in message


@pytest.mark.parametrize("others", [("Bern",), ("Bern", "Chur")])
def test_a_tie_names_who_shares_the_place(others: tuple[str, ...]) -> None:
    given = replace(
        ranked(), circumstances=Circumstances(ties=(Tie("Uri", "2", others, "12 towns"),))
    )
    (message,) = tie.find(verdict_samples.claim(), given, assess(given))
    listed = ", ".join(f"'{each}'" for each in others)
    assert message == f"'Uri' shares place 2 with {listed}: all have 12 towns"
    assert not list(tie.find(verdict_samples.claim(), ranked(), assess(given)))


def on(vintage: str, given: Possible) -> Possible:
    """Return a reading on a vintage of its table, beside a table that has none."""
    groupings = ((f"gdp@{vintage}", GroupingSet((), ())), ("other", GroupingSet((), ())))
    return replace(given, bound=replace(given.bound, groupings=groupings))


def test_a_verdict_that_was_revised_is_told_with_both_vintages() -> None:
    then = on("2012-07", possible(permits(between(10, 10))))
    now = on("2016-01", possible(permits(between(20, 20))))
    both = replace(then, latest=now)
    (message,) = revised.find(verdict_samples.claim(), both, assess(both))
    assert message == "supported on gdp of 2012-07 (10), refuted on gdp of 2016-01 (20)"
    same = replace(then, latest=on("2016-01", possible(permits(between(11, 11)))))
    assert not list(revised.find(verdict_samples.claim(), same, assess(same)))
    assert not list(revised.find(verdict_samples.claim(), then, assess(then)))
    gone = replace(then, latest=on("2016-01", possible(obstacle=samples.MISSING)))
    (message,) = revised.find(verdict_samples.claim(), gone, assess(gone))
    assert message.endswith("not checkable on gdp of 2016-01")


def test_what_was_revised_is_told_without_a_long_list_of_what_was_found() -> None:
    then = on("2012-07", possible(permits(between(10, 10))))
    long = replace(then, told=Told(TOLD.claimed, replace(TOLD.found, text="x" * 61)))
    now = on("2016-01", possible(permits(between(20, 20))))
    both = replace(long, latest=now)
    (message,) = revised.find(verdict_samples.claim(), both, assess(both))
    assert message == "supported on gdp of 2012-07, refuted on gdp of 2016-01 (20)"
