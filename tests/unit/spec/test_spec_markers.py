"""Markers, rounding and noise: from the words of a claim file to its records."""

from __future__ import annotations

import pytest

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Flag, Sign
from factcheck.model.problem import ProblemsError
from factcheck.model.rounding import (
    EITHER_MULTIPLE,
    NEAREST,
    rounding_named,
    table_rounding_named,
    table_rounding_names,
)
from factcheck.model.spec import ColumnDeclaration, EmptyCell, TableDeclaration
from factcheck.spec import load_spec
from factcheck.spec.assemble.markers import parse_marker

HEAD = "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n"
CLAIM = "claims:\n  c:\n    measure: count(t)\n    figure: 1\n"


def table(said: str) -> TableDeclaration:
    return load_spec(f"{HEAD}    {said}\n{CLAIM}".encode(), file="c.yml").tables[0]


def in_column(said: str) -> ColumnDeclaration:
    return table(f"columns:\n      n:\n        {said}").columns[0]


def problems(said: str) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        in_column(said)
    return [f"{each.message} | {each.hint}" for each in error.value.problems]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("unknown", EmptyCell.UNKNOWN),
        ("suppressed", Sign.SUPPRESSED),
        ("rounds to zero", Sign.ROUNDS_TO_ZERO),
        ("flag", Flag()),
        ("flag provisional figure", Flag("provisional figure")),
        ("below 2,500", Interval.at_most(2500, closed=False)),
        ("at most 5", Interval.at_most(5)),
        ("above -1", Interval.at_least(-1, closed=False)),
        ("at least 200000", Interval.at_least(200_000)),
        ("suppressed 1..4", Interval(Fraction(1), Fraction(4))),
    ],
)
def test_a_marker_means_what_its_words_say(text: str, meaning: object) -> None:
    assert parse_marker(text).meaning == meaning


@pytest.mark.parametrize("text", ["below 1,00", "0..1,00", "4..1"])
def test_a_marker_of_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|above its end"):
        parse_marker(text)


def test_a_profile_alone_and_with_others() -> None:
    alone = table("markers: eurostat@2025")
    assert alone.profile is not None
    assert (alone.profile.value, alone.markers) == ("eurostat@2025", ())
    both = in_column("markers: {profile: statcan, x: unknown}")
    assert both.profile is not None
    assert both.profile.value == "statcan"
    assert [text for text, _ in both.markers] == ["x"]
    own = in_column("markers: {x: unknown}")
    assert own.profile is None


def test_rounding_is_a_step_or_a_block() -> None:
    plain = in_column("rounded: 100")
    assert plain.rounded == 100
    assert plain.rounding is None
    block = in_column("rounded: {to: 5, mode: random}")
    assert block.rounded == 5
    assert block.rounding == EITHER_MULTIPLE
    assert in_column("rounded: {to: 5}").rounding == NEAREST
    assert in_column("rounded: {to: 5, mode: truncated}").rounding == rounding_named("truncated")


def test_names_of_ways_to_round() -> None:
    assert all(table_rounding_named(name) is not None for name in table_rounding_names())
    assert table_rounding_named("nearest") == NEAREST
    assert table_rounding_named("no such") is None


def test_noise_and_footnotes_of_tables_and_columns() -> None:
    whole = table("perturbation: 3\n    footnotes: true")
    assert whole.perturbation == 3
    assert whole.has_footnotes
    one = in_column("perturbation: 2.5\n        footnotes: true")
    assert one.perturbation == Fraction(5, 2)
    assert one.has_footnotes


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("rounded: {to: 5, mode: randm}", "did you mean 'random'"),
        ("rounded: {to: 5, mode: stochastic}", "write 'random'"),
        ("rounded: {mode: random}", "the block under 'rounded' has no 'to' | add 'to: …'"),
        ("rounded: {to: 5, made: random}", "unknown key 'made' | did you mean 'mode'?"),
        ("rounded: 0", "expected a number above 0"),
        ("perturbation: -3", "expected a number above 0"),
        ("exact: true\n        perturbation: 3", "numbers are exact or perturbed"),
        ("compute: a - b\n        footnotes: true", "does not stand in the file"),
        ("markers: {x: supressed}", "write 'suppressed', with the range"),
        ("markers: {x: flagged}", "did you mean 'flag'?"),
        ("markers: Eurostat 2025", "'factcheck explain markers' lists them"),
        ("markers: {profile: Eurostat}", "the name of a marker profile"),
        ("markers: [x]", "say what each sign stands for"),
    ],
)
def test_a_slip_is_told(said: str, told: str) -> None:
    assert any(told in each for each in problems(said)), problems(said)
