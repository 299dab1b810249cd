"""What the analysis of a decision table says, and how it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from analysed_tables import (
    among,
    kinds,
    naive,
    of,
    outcome,
    place,
    real,
    rows_in,
    rule,
    table,
    truth,
    whole,
)
from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import Severity
from factcheck.model.rubric import (
    OTHER,
    HitPolicy,
    Literal,
    NumberDomain,
    Numbers,
    Output,
    RubricInput,
    ValueKind,
)
from factcheck.rubric.analysis import (
    Kind,
    Level,
    analyse,
    analysed_in_passing,
    gaps,
    problems_of,
    shelf,
)
from factcheck.rubric.analysis.divide import OutOfStepsError, Steps
from factcheck.rubric.analysis.outcomes import Judge

if TYPE_CHECKING:
    from factcheck.model.rubric import ValueSet
    from factcheck.rubric.analysis import Analysis

UNIQUE, ANY, FIRST, PRIORITY = (
    HitPolicy.UNIQUE,
    HitPolicy.ANY,
    HitPolicy.FIRST,
    HitPolicy.PRIORITY,
)
AGE = whole("age", 0, 17)
ACT = kinds("act", "none", "posing", "contact")


Rows = list[tuple[dict[str, "ValueSet"], str]]


def under(number: int) -> Numbers:
    return among(Interval.at_most(number, closed=False))


def over(number: int) -> Numbers:
    return among(Interval.at_least(number))


def told(analysis: Analysis, kind: Kind) -> list[str]:
    return [each.message for each in analysis.of(kind)]


def test_a_table_without_faults_has_no_findings() -> None:
    found = analyse(table(UNIQUE, [AGE], [({"age": under(12)}, "p"), ({"age": over(12)}, "q")]))
    assert found.findings == ()
    assert found.tallies == ()
    assert found.is_complete
    assert not found.has_overlaps
    assert found.cells == 2
    assert problems_of(found) == ()


def test_a_gap_has_a_row_and_a_region() -> None:
    rubric = table(
        UNIQUE,
        [AGE, ACT],
        [({"age": under(12)}, "p"), ({"age": over(14), "act": of("none", "posing")}, "q")],
    )
    found = analyse(rubric)
    assert [(each.level, each.witness) for each in found.findings] == [
        (Level.WARNING, (("age", "12"), ("act", "none"))),
        (Level.WARNING, (("age", "14"), ("act", "contact"))),
    ]
    assert [[side.text for side in each.region] for each in found.findings] == [
        ["[12..13]", "-"],
        ["[12..17]", '"contact"'],
    ]
    assert not found.is_complete
    first = problems_of(found)[0]
    assert first.severity is Severity.WARNING
    assert first.message == "no rule matches these rows; for example age = 12, act = none"
    assert first.span == place(12)


def test_what_otherwise_decides_is_a_note() -> None:
    rubric = table(UNIQUE, [AGE], [({"age": under(12)}, "p")], otherwise="q or r")
    found = analyse(rubric)
    assert [each.level for each in found.findings] == [Level.NOTE]
    assert told(found, Kind.GAP) == ["only `otherwise` decides these rows: q or r"]
    assert problems_of(found) == ()


def test_a_row_without_points_scores_nothing() -> None:
    found = analyse(table(HitPolicy.SUM, [AGE], [({"age": under(12)}, "1")]))
    assert told(found, Kind.GAP) == ["no rule matches these rows: the score is 0"]
    assert found.findings[0].level is Level.NOTE
    smallest = analyse(table(HitPolicy.MINIMUM, [AGE], [({"age": under(12)}, "1")]))
    assert smallest.findings[0].level is Level.WARNING


def test_texts_that_no_rule_names_are_told_once() -> None:
    name = kinds("name", "a", "b", OTHER, is_open=True)
    rubric = table(UNIQUE, [name, AGE], [({"name": of("a")}, "p")])
    found = analyse(rubric)
    assert [each.kind for each in found.findings] == [Kind.GAP, Kind.OPEN_TEXT, Kind.NO_EFFECT]
    gap, open_text, _ = found.findings
    assert gap.region[0].text == '"b"'
    assert gap.witness == (("name", "b"), ("age", "0"))
    assert open_text.region[0].text == 'not("a", "b", null)'
    assert open_text.witness == (("name", "(any other)"), ("age", "0"))
    assert open_text.message == "no rule matches texts of name that no rule names"
    assert open_text.hint is not None
    assert open_text.hint.startswith("list the values of name, or add a rule")
    with_default = analyse(replace(rubric, otherwise=rule(2, {}, "q")))
    assert with_default.of(Kind.OPEN_TEXT)[0].hint is None


def test_a_gap_of_two_open_inputs_is_told_once() -> None:
    one, other = (kinds(each, "a", OTHER, is_open=True) for each in ("x", "y"))
    found = analyse(table(UNIQUE, [one, other], [({"x": of("a"), "y": of("a")}, "p")]))
    assert [each.input for each in found.of(Kind.OPEN_TEXT)] == ["x", "y"]
    assert found.of(Kind.GAP) == ()
    nothing = analyse(table(UNIQUE, [one, other], []))
    assert [each.witness for each in nothing.of(Kind.GAP)] == [(("x", "a"), ("y", "a"))]


def test_a_gap_wherever_one_of_two_inputs_is_another_text() -> None:
    one = kinds("x", "a", OTHER, is_open=True)
    found = analyse(table(UNIQUE, [one, AGE], [({"x": of("a"), "age": under(5)}, "p")]))
    assert [each.witness for each in found.of(Kind.GAP)] == [(("x", "a"), ("age", "5"))]


def test_rules_that_contradict_each_other() -> None:
    rules = [({"age": under(12)}, "p"), ({"age": over(10)}, "q")]
    for policy in (UNIQUE, ANY):
        found = analyse(table(policy, [AGE], rules))
        assert [each.level for each in found.findings] == [Level.ERROR]
        assert told(found, Kind.OVERLAP) == [
            (
                "rule 1 (line 11) and rule 2 (line 12) both match these rows, and give different "
                "outcomes: p and q"
            )
        ]
        problem = problems_of(found)[0]
        assert problem.severity is Severity.ERROR
        assert problem.code.code == "FC341"
        assert problem.span == place(12)
    first = analyse(table(FIRST, [AGE], rules))
    assert [each.level for each in first.findings] == [Level.NOTE]
    assert told(first, Kind.OVERLAP)[0].endswith("p and q; the first one decides, rule 1")


def test_the_order_of_outcomes_decides_under_priority() -> None:
    rules = [({"age": under(12)}, "q"), ({"age": over(10)}, "p")]
    found = analyse(table(PRIORITY, [AGE], rules))
    assert told(found, Kind.OVERLAP)[0].endswith("the more important one decides, rule 2")
    either = analyse(table(PRIORITY, [AGE], [rules[0], ({"age": over(10)}, "p or r")]))
    assert told(either, Kind.OVERLAP)[0].endswith("q and p or r; the more important one decides")


def test_rules_that_agree() -> None:
    rules = [({"age": under(12)}, "p"), ({"age": over(10)}, "p")]
    found = analyse(table(UNIQUE, [AGE], rules))
    assert [each.level for each in found.findings] == [Level.NOTE]
    assert found.findings[0].hint is not None
    assert "hit_policy: any" in found.findings[0].hint
    assert analyse(table(ANY, [AGE], rules)).findings[0].hint is None


def test_rules_that_test_the_same() -> None:
    same = {"age": under(12)}
    rest = ({"age": over(12)}, "r")
    found = analyse(table(ANY, [AGE], [(same, "p"), (same, "p"), rest]))
    assert told(found, Kind.DUPLICATE) == [
        "rule 1 (line 11) and rule 2 (line 12) test the same, and give the same: p"
    ]
    assert found.findings[0].level is Level.WARNING
    assert found.of(Kind.REDUNDANT) == ()
    contrary = analyse(table(PRIORITY, [AGE], [(same, "p"), (same, "q"), rest]))
    assert contrary.of(Kind.DUPLICATE)[0].level is Level.WARNING
    both = analyse(table(HitPolicy.SUM, [AGE], [(same, "1"), (same, "2"), rest]))
    assert told(both, Kind.DUPLICATE) == ["rule 1 (line 11) and rule 2 (line 12) test the same"]
    assert both.of(Kind.DUPLICATE)[0].level is Level.NOTE


def test_a_rule_within_another_one() -> None:
    wide, narrow = ({"age": under(12)}, "p"), ({"age": under(5)}, "p")
    rest = ({"age": over(12)}, "r")
    for rules, inner, outer in (((wide, narrow, rest), 2, 1), ((narrow, wide, rest), 1, 2)):
        found = analyse(table(ANY, [AGE], rules))
        assert told(found, Kind.SUBSUMED) == [
            (
                f"rule {inner} (line 1{inner}) lies within rule {outer} (line 1{outer}), which "
                "gives the same: p"
            )
        ]
        assert found.findings[0].hint == "leave it out: that changes no outcome"
    # Another rule would decide in its place.
    between = [narrow, ({"age": under(9)}, "q"), wide, rest]
    first = analyse(table(FIRST, [AGE], between))
    assert first.of(Kind.SUBSUMED)[0].hint is None


def test_a_rule_that_is_masked_by_several_together() -> None:
    rules = [
        ({"age": under(6)}, "p"),
        ({"age": among((6, 8))}, "q"),
        ({"age": among((5, 6))}, "q"),
        ({"age": under(8)}, "r"),
        ({"age": over(8)}, "p"),
    ]
    found = analyse(table(FIRST, [AGE], rules))
    assert told(found, Kind.MASKED) == [
        (
            "rule 3 (line 13) never decides: rule 1 (line 11) and rule 2 (line 12), before it, "
            "together match all of its rows"
        ),
        (
            "rule 4 (line 14) never decides: rule 1 (line 11) and rule 2 (line 12), before it, "
            "together match all of its rows"
        ),
    ]
    alone = analyse(table(PRIORITY, [AGE], [({"age": under(6)}, "q"), ({}, "p")]))
    assert told(alone, Kind.MASKED) == [
        (
            "rule 1 (line 11) never decides: rule 2 (line 12), with more important outcomes, "
            "matches all of its rows"
        )
    ]
    assert alone.of(Kind.MISLEADING)[0].rules[0].number == 2


def test_of_many_rules_that_mask_another_all_are_told_of() -> None:
    rules = [({"age": among(number)}, "p") for number in range(14)]
    found = analyse(table(FIRST, [AGE], [*rules, ({"age": under(14)}, "q"), ({}, "r")]))
    assert told(found, Kind.MASKED) == [
        (
            "rule 15 (line 25) never decides: rule 1 (line 11), rule 2 (line 12), "
            "rule 3 (line 13), "
            "rule 4 (line 14), rule 5 (line 15) and 9 more, before it, together match all of its "
            "rows"
        )
    ]


def test_a_misleading_rule() -> None:
    rules: Rows = [({"age": under(12)}, "p"), ({"act": of("posing")}, "q"), ({}, "r")]
    found = analyse(table(PRIORITY, [AGE, ACT], rules))
    assert told(found, Kind.MISLEADING)[0] == (
        "rule 1 (line 11) decides rows of rule 2 (line 12), which is more specific about act: p is "
        "more important than q"
    )


def test_rules_that_make_no_difference() -> None:
    rules = [
        ({"age": under(6)}, "p"),
        ({"age": among((4, 9))}, "p"),
        ({"age": among((6, 17))}, "p"),
    ]
    found = analyse(table(ANY, [AGE], rules))
    assert told(found, Kind.REDUNDANT) == [
        (
            "rule 2 (line 12) can be left out: rule 1 (line 11) and rule 3 (line 13) give the same "
            "outcome in all of its rows"
        )
    ]
    default = analyse(table(ANY, [AGE], [({"age": under(6)}, "p")], otherwise="p"))
    assert told(default, Kind.REDUNDANT) == [
        "rule 1 (line 11) can be left out: `otherwise` gives the same outcome in all of its rows"
    ]
    partly = analyse(
        table(FIRST, [AGE], [({"age": under(6)}, "p"), ({"age": under(3)}, "p")], otherwise="p")
    )
    assert told(partly, Kind.REDUNDANT)[0].startswith(
        "rule 1 (line 11) can be left out: rule 2 (line 12) gives the same"
    )


def test_a_rule_without_points_makes_no_difference_beside_others() -> None:
    rules = [({"age": under(12)}, "0"), ({}, "2")]
    assert len(analyse(table(HitPolicy.SUM, [AGE], rules)).of(Kind.REDUNDANT)) == 1
    assert analyse(table(HitPolicy.COLLECT, [AGE], rules)).of(Kind.REDUNDANT) == ()


def test_smallest_and_largest_may_be_dates_or_texts() -> None:
    rules = [({"age": under(12)}, "a"), ({}, "b")]
    rubric = replace(table(HitPolicy.MINIMUM, [AGE], rules), outputs=(Output("date"),))
    found = analyse(rubric)
    assert found.of(Kind.REDUNDANT) == ()
    largest = analyse(replace(rubric, hit=HitPolicy.MAXIMUM))
    assert [each.rules[0].number for each in largest.of(Kind.REDUNDANT)] == [1]


def test_outcomes_of_several_outputs_are_told() -> None:
    pair = (Literal(ValueKind.TEXT, "yes"), Literal(ValueKind.NOTHING, ""))
    rubric = table(ANY, [AGE], [({"age": under(12)}, "p"), ({}, "q")])
    other = (Literal(ValueKind.TEXT, "q"), Literal(ValueKind.NUMBER, "1"))
    rules = tuple(
        replace(rule, outcomes=(each,))
        for rule, each in zip(rubric.rules, (pair, other), strict=True)
    )
    found = analyse(replace(rubric, rules=rules, outputs=(Output("a"), Output("b"))))
    assert told(found, Kind.OVERLAP)[0].endswith("yes, null and q, 1")


def test_rules_that_never_match() -> None:
    rubric = table(UNIQUE, [AGE], [({"age": over(99)}, "p"), ({"age": Numbers(())}, "q")])
    asks_for_none = rule(2, {"age": Numbers(())}, "q", holds_without=True)
    found = analyse(replace(rubric, rules=(rubric.rules[0], asks_for_none)))
    assert told(found, Kind.NEVER_MATCHES) == [
        "rule 1 (line 11) never matches: no value of age's domain passes its test",
        "rule 2 (line 12) matches only rows in which age has no value",
    ]
    assert [each.level for each in found.of(Kind.NEVER_MATCHES)] == [Level.WARNING, Level.NOTE]


def test_tests_that_reach_beyond_their_domain() -> None:
    scale = real("x", Interval(Fraction(0), Fraction(10)))
    rules: Rows = [
        ({"x": among((5, 12)), "y": of("a")}, "p"),
        ({"x": among(Interval(Fraction(-1), Fraction(2), False, True)), "y": of("a")}, "q"),
        ({"x": under(10), "y": of("b")}, "r"),
        ({"x": over(0), "y": of("c")}, "r"),
    ]
    found = analyse(table(FIRST, [scale, kinds("y", "a", "b", "c")], rules))
    assert told(found, Kind.OUTSIDE_DOMAIN) == [
        "rule 1 (line 11) tests x for [5..12], which reaches beyond its domain",
        "rule 2 (line 12) tests x for (-1..2], which reaches beyond its domain",
    ]
    # Whole numbers up to 17 are those under 18.
    assert not analyse(table(UNIQUE, [AGE], [({"age": under(18)}, "p")])).of(Kind.OUTSIDE_DOMAIN)
    half = real("x", Interval.at_least(0))
    unbounded = analyse(table(UNIQUE, [half], [({"x": among((-3, -2), (0, 5))}, "p")]))
    assert told(unbounded, Kind.OUTSIDE_DOMAIN)[0].startswith("rule 1 (line 11) tests x for [-3..")
    # A part that no whole number is in lies in the domain or not.
    thin = Interval(Fraction(3), Fraction(4), False, False)
    assert not analyse(table(UNIQUE, [AGE], [({"age": among(1, thin)}, "p")])).of(
        Kind.OUTSIDE_DOMAIN
    )


def test_an_input_without_effect_is_told_to_the_user_of_the_rubric_unless_it_is_untested() -> None:
    untested = analyse(table(UNIQUE, [AGE, ACT], [({"age": under(18)}, "p")]))
    assert [each.input for each in untested.of(Kind.NO_EFFECT)] == ["age", "act"]
    assert [each.message for each in problems_of(untested)] == [
        "no rule tells two values of age apart"
    ]
    assert problems_of(untested)[0].span == AGE.span


def test_a_table_without_inputs_or_rules() -> None:
    assert analyse(table(UNIQUE, [], [({}, "p")])).is_complete
    empty = analyse(table(UNIQUE, [AGE], []))
    assert [each.kind for each in empty.findings] == [Kind.GAP, Kind.NO_EFFECT]
    assert problems_of(empty)[0].span is None


@pytest.mark.parametrize(
    ("allowed", "expected", "example"),
    [
        (among((0, 5)), "> 5", "6"),
        (under(5), ">= 5", "5"),
        (over(5), "< 5", "4"),
        (among(Interval.at_least(5, closed=False)), "<= 5", "5"),
        (among(Interval.at_most(1), Interval.at_least(2)), "(1..2)", "3/2"),
        (
            among(Interval.at_most(1, closed=False), Interval.at_least(2, closed=False)),
            "[1..2]",
            "1",
        ),
    ],
)
def test_regions_of_numbers(allowed: Numbers, expected: str, example: str) -> None:
    numbers = real("x", Interval.everything())
    gap = analyse(table(UNIQUE, [numbers], [({"x": allowed}, "p")])).of(Kind.GAP)[0]
    texts = gap.region[0].text.split(", ")
    assert expected in texts
    assert example == "3/2" or dict(gap.witness)["x"] in {example, "-1"}


def test_regions_of_texts_and_truths() -> None:
    odd = kinds("odd", 'a"b', "c\\d", "e", "f")
    found = analyse(table(UNIQUE, [odd, truth("sure")], [({"odd": of("e", "f")}, "p")]))
    assert found.of(Kind.GAP)[0].region[0].text == '"a\\"b", "c\\\\d"'
    sure = analyse(table(UNIQUE, [truth("sure")], [({"sure": of("true")}, "p")]))
    assert sure.findings[0].region[0].text == "false"
    assert sure.findings[0].witness == (("sure", "false"),)
    most = analyse(table(UNIQUE, [odd], [({"odd": of("e")}, "p")]))
    assert most.findings[0].region[0].text == '"a\\"b", "c\\\\d", "f"'


def test_shares_are_shown_in_whole_percent() -> None:
    within = Interval(Fraction(0), Fraction(1))
    share = RubricInput("share", place(2), "share", NumberDomain(within, is_percent=True))
    tenth = Fraction(21, 200)
    rules: Rows = [({"share": among(Interval.at_most(tenth), Interval.at_least(1))}, "p")]
    gap = analyse(table(UNIQUE, [share], rules)).findings[0]
    assert gap.region[0].text == "(10.5%..100%)"
    assert gap.witness == (("share", "11%"),)


def test_days_are_whole_and_written_as_dates() -> None:
    # 2019-03-29 to 2019-04-02.
    within = Interval(Fraction(737147), Fraction(737151))
    days = RubricInput("day", place(2), "day", NumberDomain(within, is_integer=True, is_date=True))
    until = ({"day": among(Interval.at_most(737149))}, "p")
    no_gap = table(UNIQUE, [days], [until, ({"day": over(737150)}, "q")])
    assert analyse(no_gap).is_complete
    gap = analyse(table(UNIQUE, [days], [until])).findings[0]
    assert gap.region[0].text == '[date("2019-04-01")..date("2019-04-02")]'
    assert gap.witness == (("day", "2019-04-01"),)
    apart = analyse(table(UNIQUE, [days], [({"day": among(737148, 737150)}, "p")])).findings[0]
    assert apart.region[0].text == 'date("2019-03-29"), date("2019-03-31"), date("2019-04-02")'


def test_steps_are_counted_and_never_left_out_in_silence() -> None:
    rules = [({"age": among(number)}, "p") for number in range(0, 18, 2)]
    found = analyse(table(FIRST, [AGE, ACT], [*rules, ({"age": under(9)}, "p")]), budget=8)
    assert not found.is_complete
    assert [each.kind for each in found.findings if each.kind is Kind.UNFINISHED] == [
        Kind.UNFINISHED
    ] * 2
    assert told(found, Kind.UNFINISHED)[0].startswith("not finished: the search for gaps ended")
    assert told(found, Kind.UNFINISHED)[1] == (
        "not finished: rules that do nothing were sought among the first 0 rules only"
    )
    # Who only uses the rubric is not told: `factcheck rubric check` takes more steps.
    assert "FC348" not in [each.code.code for each in problems_of(found)]
    steps = Steps(3)
    steps.take(3)
    with pytest.raises(OutOfStepsError):
        steps.take(1)


def test_more_gaps_than_are_widened(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = "abcdef"
    rules: Rows = [({"x": among(place), "y": of(each)}, "p") for place, each in enumerate(letters)]
    rubric = table(UNIQUE, [whole("x", 0, 5), kinds("y", *letters)], rules)
    everything = naive(rubric).gap
    for most, is_finished in ((1000, True), (2, False)):
        monkeypatch.setattr(gaps, "MOST_WORK", 14)
        monkeypatch.setattr(gaps, "MOST_BOXES", most)
        found = analyse(rubric)
        assert bool(found.of(Kind.UNFINISHED)) != is_finished
        rows = [rows_in(each, rubric) for each in found.of(Kind.GAP)]
        assert set().union(*rows) <= everything
        assert (set().union(*rows) == everything) == is_finished
        # Those that are not widened do not overlap, but with the one that is.
        assert sum(map(len, rows[1:])) == len(set().union(*rows[1:]))


def test_many_categories_are_cut_at_the_ends_of_tests() -> None:
    names = tuple(f"k{number:02}" for number in range(70))
    rules: Rows = [
        ({"y": of(*names[start::7]), "age": among((start, start + 9))}, "p") for start in range(7)
    ]
    holes: Rows = [({"y": of(*names[:30], *names[31:])}, "p")]
    for some in (rules, holes):
        rubric = table(UNIQUE, [AGE, kinds("y", *names)], some)
        rows = (rows_in(each, rubric) for each in analyse(rubric).of(Kind.GAP))
        assert set().union(*rows) == naive(rubric).gap


def test_tests_from_end_to_end_with_holes_are_cut_at_a_hole() -> None:
    names = [f"k{number:02}" for number in range(1, 68)]
    rules: Rows = [
        ({"y": of(*(each for each in names if each != hole))}, "p") for hole in names[1:-1]
    ]
    rules.append(({"y": of(names[0]), "age": over(10)}, "q"))
    assert analyse(table(FIRST, [AGE, kinds("y", *names)], rules)).is_complete


def test_findings_beyond_a_number_are_counted_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_LISTED", 25)
    ages = whole("age", 0, 99)
    rules = [({"age": among(number)}, "p") for number in range(0, 100, 2)]
    conflicts = [({"age": among(number)}, "q") for number in range(0, 100, 2)]
    found = analyse(table(ANY, [ages], rules + conflicts))
    errors = [each for each in found.findings if each.level is Level.ERROR]
    assert len(errors) == 25
    assert found.number_of(Level.ERROR) == 50
    problems = problems_of(found)
    assert len([each for each in problems if each.severity is Severity.ERROR]) == 21
    assert problems_of(analysed_in_passing(found.rubric)) == problems
    assert [each.message for each in problems if "more" in each.message] == [
        "30 more of this kind: duplicate; `factcheck rubric check` lists them"
    ]


def test_alternatives_that_are_all_counted_are_told_apart() -> None:
    rules = [({"age": under(12)}, "1 or 2"), ({}, "1"), ({"age": over(3)}, "1")]
    found = analyse(table(HitPolicy.NUMBER, [AGE], rules))
    assert [each.rules[0].number for each in found.of(Kind.REDUNDANT)] == [3]


def test_an_unlisted_outcome_is_the_least_important() -> None:
    rules = [({"age": under(12)}, "p"), ({}, "z")]
    judge = Judge(table(PRIORITY, [AGE], rules))
    assert judge.overrides(0, 1)
    assert not judge.overrides(1, 0)
    assert outcome("p") in judge.outcomes[0]
