"""As little evidence with a level of confidence as a verdict needs, and how sure that makes it."""

from __future__ import annotations

from itertools import combinations
from random import Random
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from quantity_files import Files

from factcheck.model.confidence import Level, combined
from factcheck.quantity.levels import MOST_TRIED, surest

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment, ClaimResult

WORLD = """\
quantities:
  voters: {unit: people, is: people who may vote}
  yes: {unit: people, part_of: voters}
  firm: {unit: people, part_of: yes}
assumptions:
  many-firm: {holds: firm >= voters / 2, because: somebody said so}
"""
POLL = "poll: {measure: yes / voters, figure: 63 percent, margin: 3, confidence: 95%}"
WEAKER = "weaker: {measure: yes / voters, figure: 64 percent, margin: 2, confidence: 90%}"
COUNT = "count: {measure: yes / voters, figure: at least 55 percent}"
FIRM = "firmness: {measure: firm / yes, figure: between 40 and 48 percent, confidence: 90%}"


def results(
    folder: Path, statements: tuple[str, ...], claims: str, world: str = WORLD
) -> dict[str, ClaimResult]:
    said = "".join(f"  {each}\n" for each in statements)
    return Files(folder).claims(world, f"statements:\n{said}", f"claims:\n{indent(claims, '  ')}")


def one(
    folder: Path, statements: tuple[str, ...], measure: str, figure: str, more: str = ""
) -> Assessment:
    text = f"c: {{measure: {measure}, figure: {figure}{more}}}\n"
    (reading,) = results(folder, statements, text)["c"].readings
    return reading


def sure(reading: Assessment | ClaimResult) -> tuple[str, str | None]:
    level = reading.confidence
    return reading.verdict.value, None if level is None else str(float(level))


def test_a_verdict_is_as_sure_as_the_statement_it_needs(tmp_path: Path) -> None:
    found = one(tmp_path, (POLL,), "yes / voters", "at least 60 percent")
    assert sure(found) == ("supported", "0.95")
    told = [(each.kind, each.name, each.text) for each in found.premises]
    assert told == [
        ("wording", "poll", "“63 percent ± 3 points” said of yes / voters"),
        ("confidence", "poll", "confidence of poll: 95 %"),
    ]


def test_two_are_as_sure_as_both_together(tmp_path: Path) -> None:
    """66 % of 48.5 % is 32.01 %, and needs both: 100 − 5 − 10 = 85."""
    found = one(tmp_path, (POLL, FIRM), "firm / voters", "at most 33 percent")
    assert sure(found) == ("supported", "0.85")
    assert found.found is not None
    assert found.found.interval.upper == exact("0.3201")
    assert [each.name for each in found.premises if each.kind == "confidence"] == [
        "poll",
        "firmness",
    ]


def test_what_stands_without_a_level_has_none(tmp_path: Path) -> None:
    found = one(tmp_path, (POLL, COUNT), "yes / voters", "more than half")
    assert sure(found) == ("supported", None)
    assert [each.name for each in found.premises] == ["count"]
    # What is told of it does not rest on the poll either.
    assert found.found is not None
    assert found.found.interval.lower == exact("0.545")
    assert found.found.interval.upper == 1


def test_the_surest_of_several_ways_counts(tmp_path: Path) -> None:
    """Both say at least 60 %; only the weaker one says at least 61 %."""
    both = (WEAKER, POLL)
    assert sure(one(tmp_path, both, "yes / voters", "at least 60%")) == ("supported", "0.95")
    assert sure(one(tmp_path, both, "yes / voters", "at least 61%")) == ("supported", "0.9")
    assert sure(one(tmp_path, both, "yes / voters", "under 60%")) == ("refuted", "0.95")


def test_an_undetermined_verdict_has_no_level_but_what_was_found_may(tmp_path: Path) -> None:
    found = one(tmp_path, (POLL, COUNT), "yes / voters", "at least 62%")
    assert sure(found) == ("undetermined", None)
    assert found.found is not None
    assert found.found.interval.lower == exact("0.6")
    assert [(each.kind, each.name) for each in found.premises] == [
        ("wording", "poll"),
        ("confidence", "poll"),
    ]


def test_less_than_one_half_decides_nothing(tmp_path: Path) -> None:
    """Without a margin the level is of the figure's own words: 60 % and 70 % leave 30 %."""
    said = (
        "a: {measure: yes / voters, figure: at most half, confidence: 60%}",
        "b: {measure: firm / yes, figure: at most half, confidence: 70%}",
    )
    found = one(tmp_path, said, "firm / voters", "at most 30 percent")
    assert sure(found) == ("undetermined", None)
    assert found.reason == "confidence"
    assert found.explanation == (
        "supported only if all of this holds, and the confidence levels leave less than one half "
        "(a 60 %, b 70 %: together 30 % at least)"
    )
    assert found.profiles is not None
    assert found.profiles.default.value == "undetermined"
    # Half of it is enough.
    enough = tuple(each.replace("60%", "80%") for each in said)
    assert sure(one(tmp_path, enough, "firm / voters", "at most 30 percent")) == (
        "supported",
        "0.5",
    )


def test_less_than_one_half_leaves_what_is_open_anyway_as_it_is(tmp_path: Path) -> None:
    said = "a: {measure: yes / voters, figure: 63 percent, margin: 3, confidence: 40%}"
    found = one(tmp_path, (said,), "yes / voters", "at least 64%")
    assert (found.verdict.value, found.reason) == ("undetermined", "evidence does not decide")
    # Refuted as usually read, at too low a level.
    hedged = one(tmp_path, (said,), "yes / voters", "around 68%")
    assert (hedged.verdict.value, hedged.reason) == ("undetermined", "evidence does not decide")
    assert hedged.profiles is not None
    assert hedged.profiles.strict.value == "undetermined"


def test_many_statements_are_dropped_one_after_the_other(tmp_path: Path) -> None:
    said = tuple(
        f"p{n}: {{measure: yes / voters, figure: {70 - n}%, margin: {3 + n}, "
        f"confidence: {90 + n}%}}"
        for n in range(MOST_TRIED + 2)
    )
    # Each says at least 67 − 2n: only the first says more than 66.
    assert sure(one(tmp_path, said, "yes / voters", "over 66%")) == ("supported", "0.9")
    assert sure(one(tmp_path, said, "yes / voters", "over 56%")) == ("supported", "0.95")
    certain = (COUNT, *said)
    assert sure(one(tmp_path, certain, "yes / voters", "over 54%")) == ("supported", None)


def test_a_margin_without_a_level_is_certain(tmp_path: Path) -> None:
    said = "s: {measure: yes / voters, figure: 63 percent, margin: 3}"
    found = one(tmp_path, (said,), "yes / voters", "60 to 66 percent")
    assert sure(found) == ("supported", None)
    assert [each.kind for each in found.premises] == ["wording"]


def test_a_level_may_be_needed_only_without_the_assumptions(tmp_path: Path) -> None:
    found = one(tmp_path, (POLL,), "yes / voters", "at least half", ", under: many-firm")
    assert sure(found) == ("supported", None)
    without = found.without_assumptions
    assert without is not None
    assert (without.verdict.value, without.confidence) == ("supported", exact("0.95"))
    assert [(name, verdict.value) for name, verdict in found.without_each] == [
        ("many-firm", "supported")
    ]


def test_a_level_may_be_needed_only_with_the_assumptions(tmp_path: Path) -> None:
    """At least half of 60 % of the voters, if yes is at most 60 %: 5/6 of yes."""
    said = "s: {measure: yes / voters, figure: 55 percent, margin: 5, confidence: 95%}"
    found = one(tmp_path, (said,), "firm / yes", "at least 80 percent", ", under: many-firm")
    assert sure(found) == ("supported", "0.95")
    without = found.without_assumptions
    assert without is not None
    assert (without.verdict.value, without.confidence) == ("undetermined", None)
    assert {each.kind for each in found.premises} >= {"assumption", "wording", "confidence"}


LOW = "low: {measure: yes / voters, figure: between 50 and 55 percent, confidence: 90%}"
AT_MOST = "at-most: {measure: yes / voters, figure: at most 57 percent}"


def test_a_conflict_has_the_level_of_the_surest(tmp_path: Path) -> None:
    found = one(tmp_path, (POLL, LOW, AT_MOST), "yes / voters", "over half")
    assert sure(found) == ("conflicting", "0.95")
    assert dict(zip(found.conflicts, found.conflict_confidences, strict=True)) == {
        ("poll", "low"): exact("0.85"),
        ("poll", "at-most"): exact("0.95"),
    }


def test_a_conflict_of_what_is_certain_has_no_level(tmp_path: Path) -> None:
    said = ("high: {measure: yes / voters, figure: at least 70 percent}", AT_MOST, POLL)
    found = one(tmp_path, said, "yes / voters", "over half")
    assert sure(found) == ("conflicting", None)
    assert None in found.conflict_confidences


def test_samples_may_contradict_each_other_by_chance(tmp_path: Path) -> None:
    """At 60 % and 70 % this is no wonder; what is certain stands by itself."""
    said = tuple(each.replace("95%", "60%").replace("90%", "70%") for each in (POLL, LOW))
    found = one(tmp_path, said, "yes / voters", "over half")
    assert (found.verdict.value, found.reason) == ("undetermined", "confidence")
    assert found.conflict_confidences == (exact("0.3"),)
    assert found.explanation == (
        "these contradict each other: poll with low; the confidence levels leave less than one "
        "half for that, so everything that has a level is left out"
    )
    standing = one(tmp_path, (*said, COUNT), "yes / voters", "over half")
    assert sure(standing) == ("supported", None)
    assert standing.explanation is not None
    assert "everything that has a level is left out" in standing.explanation
    assert [each.name for each in standing.premises] == ["count"]


def test_of_several_readings_the_least_sure_counts(tmp_path: Path) -> None:
    text = """\
c:
  figure: at least 38 percent
  readings:
    of those who say yes: firm / yes
    of all: yes / voters
"""
    found = results(tmp_path, (POLL, FIRM), text)["c"]
    assert [sure(each) for each in found.readings] == [("supported", "0.9"), ("supported", "0.95")]
    assert sure(found) == ("supported", "0.9")


def test_supported_parts_are_as_sure_as_all_together_and_one_refuted_is_enough(
    tmp_path: Path,
) -> None:
    text = """\
both:
  parts:
    a: {measure: yes / voters, figure: at least 60 percent}
    b: {measure: firm / yes, figure: at least 39 percent}
    c: {measure: yes / voters, figure: at most 66 percent}
wrong:
  parts:
    a: {measure: yes / voters, figure: at most half}
    b: {measure: firm / yes, figure: at least half}
"""
    found = results(tmp_path, (POLL, FIRM), text)
    assert sure(found["both"]) == ("supported", "0.85")
    assert sure(found["wrong"]) == ("refuted", "0.95")


def test_parts_that_are_supported_may_be_too_weak_together(tmp_path: Path) -> None:
    text = """\
c:
  parts:
    a: {measure: yes / voters, figure: at least 60 percent}
    b: {measure: firm / yes, figure: at least 39 percent}
"""
    said = tuple(each.replace("95%", "70%").replace("90%", "70%") for each in (POLL, FIRM))
    found = results(tmp_path, said, text)["c"]
    assert sure(found) == ("undetermined", None)
    assert found.reason == "confidence"
    assert found.explanation == (
        "each part is supported, but the confidence levels leave less than one half for all "
        "together (40 %)"
    )


def test_other_forms_carry_levels_too(tmp_path: Path) -> None:
    text = "c: {holds: yes > voters / 2}\n"
    (reading,) = results(tmp_path, (POLL,), text)["c"].readings
    assert sure(reading) == ("supported", "0.95")


@given(
    st.lists(st.integers(min_value=501, max_value=999), min_size=1, max_size=MOST_TRIED),
    st.lists(st.sets(st.integers(min_value=0, max_value=4), min_size=0, max_size=3), max_size=4),
)
def test_no_part_that_is_enough_is_surer(thousandths: list[int], enough: list[set[int]]) -> None:
    """Compared with all parts: ``enough`` are sets of levels of which one has to be there."""
    levels = tuple(Level(f"s{n}", exact(f"{each}/1000")) for n, each in enumerate(thousandths))
    ways = [{f"s{n}" for n in each if n < len(levels)} for each in enough]
    ways.append({each.name for each in levels})

    def is_enough(some: tuple[Level, ...]) -> bool:
        return any(way <= {each.name for each in some} for way in ways)

    found, needed = surest(levels, levels, lambda some: some, is_enough)
    assert found == needed
    assert is_enough(needed)
    every = (some for size in range(len(levels) + 1) for some in combinations(levels, size))
    assert combined(needed) == max(combined(some) for some in every if is_enough(some))


@pytest.mark.parametrize("needs", [(), (0,), (3,), (0, 6), (1, 2, 5)])
def test_of_many_levels_none_is_kept_that_can_be_dropped(needs: tuple[int, ...]) -> None:
    levels = tuple(Level(f"s{n}", exact(f"{90 + n}/100")) for n in range(MOST_TRIED + 2))
    wanted = {levels[n] for n in needs}
    _, needed = surest(levels, levels, lambda some: some, lambda some: wanted <= set(some))
    assert set(needed) == wanted


def test_what_was_found_rests_on_what_is_certain_where_that_says_the_same(tmp_path: Path) -> None:
    """Both say at most 66 %; only one of them for certain, and nothing below 60 % for certain."""
    certain = "s: {measure: yes / voters, figure: 62 percent, margin: 4}"
    poll = "poll: {measure: yes / voters, figure: 62 percent, margin: 4, confidence: 95%}"
    found = one(tmp_path, (poll, certain), "yes / voters", "at least 62%")
    assert sure(found) == ("undetermined", None)
    assert [(each.kind, each.name) for each in found.premises] == [("wording", "s")]


def test_a_round_cell_is_looked_at_with_the_same_evidence(tmp_path: Path) -> None:
    """What rounding would change is not told of evidence that the verdict does without."""
    table = """\
evidence:
  t:
    file: t.csv
    columns: {n: {unit: people}}
"""
    world = table + WORLD.replace("is: people who may vote", "measure: sum(t.n)")
    (tmp_path / "t.csv").write_text("year,n\n2020,5000\n2021,4000\n", encoding="utf-8")
    text = "c: {measure: yes / voters, figure: more than half}\n"
    found = results(tmp_path, (POLL, COUNT), text, world)["c"].readings[0]
    assert sure(found) == ("supported", None)
    assert [each.slug for each in found.findings] == []


def expected(polls: list[tuple[int, int, int | None]], claimed: tuple[int, int]) -> tuple[str, str]:
    """Return verdict and level in per cent by looking at every part of some polls.

    A poll is its number, its margin and its level, ``None`` for certain; all in per cent.
    """
    certain = [poll for poll in polls if poll[2] is None]
    unsure = [poll for poll in polls if poll[2] is not None]

    def said(some: tuple[tuple[int, int, int | None], ...]) -> str:
        both = [*certain, *some]
        lower = max([0, *(number - margin for number, margin, _ in both)])
        upper = min([100, *(number + margin for number, margin, _ in both)])
        if lower > upper:
            return "conflicting"
        if claimed[0] <= lower and upper <= claimed[1]:
            return "supported"
        is_apart = upper < claimed[0] or claimed[1] < lower
        return "refuted" if is_apart else "undetermined"

    def level(some: tuple[tuple[int, int, int | None], ...]) -> int:
        return 100 - sum(100 - (sure or 0) for _, _, sure in some)

    every = [some for size in range(len(unsure) + 1) for some in combinations(unsure, size)]
    verdict = said(tuple(unsure))
    if verdict == "undetermined":
        return verdict, "-"
    best = max(level(some) for some in every if said(some) == verdict)
    if best < 50 and verdict == "conflicting":
        verdict, best = said(()), 100
    if best < 50 or verdict == "undetermined":
        return "undetermined", "-"
    return verdict, "-" if best == 100 else str(best)


def between(folder: Path, statements: tuple[str, ...], claimed: tuple[int, int]) -> Assessment:
    """Judge that a share lies between two percentages, both included."""
    lower, upper = claimed
    text = f"c: {{holds: '{lower}% <= yes / voters <= {upper}%'}}\n"
    (reading,) = results(folder, statements, text)["c"].readings
    return reading


@pytest.mark.parametrize("seed", range(4))
def test_polls_are_put_together_as_by_looking_at_every_part(tmp_path: Path, seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - it makes polls, not secrets
    for _ in range(10):
        polls = [
            (draw.randint(30, 70), draw.randint(2, 15), draw.choice([None, 55, 70, 80, 90, 95]))
            for _ in range(draw.randint(1, 4))
        ]
        claimed = (draw.randint(0, 60), draw.randint(60, 100))
        said = tuple(
            f"p{n}: {{measure: yes / voters, figure: {number}%, margin: {margin}"
            f"{'' if level is None else f', confidence: {level}%'}}}"
            for n, (number, margin, level) in enumerate(polls)
        )
        found = between(tmp_path, said, claimed)
        level = found.confidence
        shown = "-" if level is None else f"{float(level * 100):g}"
        assert (found.verdict.value, shown) == expected(polls, claimed), (polls, claimed)
