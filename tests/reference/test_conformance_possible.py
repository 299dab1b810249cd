"""``possible`` and rounding against the test suites of published tools.

The sets lie beside the project, in ``../shared/conformance``; its README says where each is from.
Where exact arithmetic and a suite differ, the case stands below with the reason, and the test
holds the list to be exactly what is missed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from exact import exact

from factcheck.figure import read_figure
from factcheck.model.attainable import Known, Scale
from factcheck.model.fraction import Fraction
from factcheck.model.rounding import Rounding, rounding_named, unrounded
from factcheck.quantity.attainable.answer import answer
from factcheck.quantity.attainable.ask import mean_question, printed_of, share_question
from factcheck.quantity.attainable.squares import least_squares, most_squares

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

    from factcheck.model.attainable import Answer, Printed, Question

Case = dict[str, Any]

NAMES = {
    "up_or_down": "any",
    "up": "half-up",
    "down": "half-down",
    "even": "half-even",
    "ceiling": "ceiling",
    "floor": "floor",
    "ceiling_or_floor": "ceiling-or-floor",
    "trunc": "truncated",
    "anti_trunc": "up",
    "ROUND_CEILING": "ceiling",
    "ROUND_FLOOR": "floor",
    "ROUND_UP": "up",
    "ROUND_DOWN": "down",
    "ROUND_HALF_UP": "half-away-from-zero",
    "ROUND_HALF_DOWN": "half-towards-zero",
    "ROUND_HALF_EVEN": "half-even",
    "ROUND_05UP": "05up",
}
"""Their names for ways of rounding, and ours."""

NO_VERDICT = {
    "grim_mean-0265": "a warning that the check is blind, which is 'power none' here",
}
"""Cases that expect no verdict."""

UNROUND_MISSES = {
    "unround-0021": "the suite's bounds for rounding away from zero are those of truncation moved "
    "by a step: 8.1 in and 8.2 out. But 8.1 is printed 8.1, and 8.2 is printed 8.2",
    "unround-0027": "the suite has no interval for zero and writes a point without its ends; "
    "zero is what is printed as zero",
}


def cases(folder: Path, name: str) -> list[Case]:
    path = folder / "conformance" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip(f"there is no set '{name}' in the folder of outside test data: not run")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def disagreements(folder: Path) -> dict[str, str]:
    """Return the cases in which a suite follows its floats, by id, with what happened."""
    path = folder / "conformance" / "grim_rounding_disagreements.json"
    return {each["id"]: each["reason"] for each in json.loads(path.read_text(encoding="utf-8"))}


def rounding_of(given: Case) -> Rounding:
    name = given.get("rounding", "up_or_down")
    ours = NAMES.get(name) or f"{name.replace('_', '-')}-{given.get('threshold')}"
    found = rounding_named(ours)
    assert found is not None, name
    return found


def printed(text: str, rounding: Rounding) -> Printed:
    return printed_of(read_figure(text, rate_like=True), rounding)


def number(given: Case, key: str) -> Fraction | None:
    return exact(given[key]) if key in given else None


def asked(given: Case) -> Question:
    rounding = rounding_of(given)
    sign = "%" if given.get("percent") else ""
    known = tuple(
        Known(exact(place), times, is_exact=True)
        for place, times in given.get("restrictions_exact", {}).items()
    )
    return mean_question(
        printed(given["x"] + sign, rounding),
        given["n"],
        Scale(given.get("items", 1), Fraction(1), number(given, "min"), number(given, "max")),
        deviation=printed(given["sd"], rounding) if "sd" in given else None,
        known=known,
    )


def verdict_of(case: Case) -> bool | None:
    found = case["expected"].get("consistent", case["expected"].get("feasible"))
    assert found is None or isinstance(found, bool)
    return found


def compare(name: str, actual: dict[str, bool | None], every: list[Case], known: set[str]) -> None:
    """Fail unless a set is met but for the misses that are explained."""
    judged = [case for case in every if case["id"] not in NO_VERDICT]
    missed = {case["id"] for case in judged if actual[case["id"]] is not verdict_of(case)}
    tell(name, len(judged) - len(missed), len(judged))
    assert missed == known & {case["id"] for case in judged}


def grim_ratio_of(found: Answer) -> Fraction:
    assert found.power is not None
    return found.power.grim_ratio


def tell(name: str, passed: int, total: int) -> None:
    print(f"{name}: {passed} of {total}")  # noqa: T201 - shown by `pytest -rP`


def check_power(case: Case, found: Answer) -> None:
    if "grim_probability" in case["expected"]:
        ratio = grim_ratio_of(found)
        assert max(ratio, Fraction(0)) == exact(str(case["expected"]["grim_probability"]))


def check_nearest(case: Case, found: Answer) -> None:
    """The suite's nearest means are among those on both sides."""
    nearest = {f"{float(each.mean):.2f}" for each in found.nearest}
    assert set(case["expected"].get("closest", ())) <= nearest


@pytest.mark.parametrize("name", ["grim_mean", "grim_percent", "grim_mean_rounding"])
def test_grim(name: str, shared: Path) -> None:
    every, actual = cases(shared, name), {}
    for case in every:
        found = answer(asked(case["input"]))
        check_power(case, found)
        check_nearest(case, found)
        actual[case["id"]] = found.is_possible
    known = disagreements(shared)
    assert all(known.values())
    compare(name, actual, every, set(known))


def test_cases_without_a_verdict_are_those_with_blind_checks(shared: Path) -> None:
    for case in cases(shared, "grim_mean"):
        assert (verdict_of(case) is None) is (case["id"] in NO_VERDICT)
        if case["id"] in NO_VERDICT:
            found = answer(asked(case["input"]))
            assert grim_ratio_of(found) <= 0
            assert found.power is not None
            assert found.power.impossible == 0


def test_percentages_are_shares_of_things_too(shared: Path) -> None:
    for case in cases(shared, "grim_percent"):
        given = case["input"]
        if exact(given["x"]) <= 100:
            share = printed(f"{given['x']}%", rounding_of(given))
            assert answer(share_question(share, given["n"])).is_possible is verdict_of(case)


def test_grim_stats(shared: Path) -> None:
    every, passed = cases(shared, "grim_stats"), 0
    for case in every:
        given = case["input"]
        question = asked(given)
        step = question.printed.step
        assert step is not None
        ratio = grim_ratio_of(answer(question))
        found = {
            "grim_ratio": ratio,
            "grim_total": ratio / step,
            "grim_probability": max(ratio, Fraction(0)),
        }
        passed += found[given["fn"]] == exact(str(case["expected"]["value"]))
    tell("grim_stats", passed, len(every))
    assert passed == len(every)


@pytest.mark.parametrize("name", ["grimmer", "sprite_feasible"])
def test_means_with_deviations(name: str, shared: Path) -> None:
    every = cases(shared, name)
    found = {case["id"]: answer(asked(case["input"])) for case in every}
    compare(name, {key: each.is_possible for key, each in found.items()}, every, set())
    assert all(_is_true(each) for each in found.values())


def _is_true(found: Answer) -> bool:
    """Whether the numbers of an example have the mean and the deviation that were printed."""
    if found.example is None:
        return found.is_possible is False
    question, n = found.question, found.question.n
    numbers = [each for each, times in found.example.numbers for _ in range(times)]
    mean = sum(numbers, Fraction(0)) / n
    variance = sum(((each - mean) ** 2 for each in numbers), Fraction(0)) / (n - 1)
    assert question.deviation is not None
    allowed = question.deviation.allowed
    assert allowed.lower is not None
    assert allowed.upper is not None
    is_inside = max(allowed.lower, Fraction(0)) ** 2 <= variance <= allowed.upper**2
    return len(numbers) == n and mean in question.printed.allowed and is_inside


def test_debit(shared: Path) -> None:
    every, actual = cases(shared, "debit"), {}
    for case in every:
        given, expected = case["input"], case["expected"]
        rounding = rounding_of(given)
        share, deviation = printed(given["x"], rounding), printed(given["sd"], rounding)
        sets = (share.allowed, deviation.allowed)
        ends = [end for each in sets for end in (each.lower, each.upper)]
        theirs = ("x_lower", "x_upper", "sd_lower", "sd_upper")
        for end, key in zip(ends, theirs, strict=True):
            assert float(end or 0) == pytest.approx(expected[key])
        assert deviation.allowed.lower_closed is expected["sd_incl_lower"]
        assert deviation.allowed.upper_closed is expected["sd_incl_upper"]
        found = answer(share_question(share, given["n"], deviation=deviation))
        actual[case["id"]] = found.is_possible
    compare("debit", actual, every, set())


def test_sd_limits(shared: Path) -> None:
    every = cases(shared, "sd_limits")
    for case in every:
        given, expected = case["input"], case["expected"]
        if "sd" in given:
            assert answer(asked(given)).is_possible is expected["consistent"]
            continue
        scale, n = Scale(lower=number(given, "min"), upper=number(given, "max")), given["n"]
        places = answer(asked(given)).sums
        assert scale.most is not None
        assert places is not None
        total = int(places.middle)
        squares = (least_squares(n, total), most_squares(total, scale.most))
        spreads = [((each - Fraction(total**2, n)) / (n - 1)) for each in squares]
        # They print two decimals.
        assert [round(float(each) ** 0.5, 2) for each in spreads] == pytest.approx(
            expected["sd_range"], abs=expected["tolerance"]
        )
    tell("sd_limits", len(every), len(every))


def test_grim_errors(shared: Path, run_cli: RunCli) -> None:
    every = cases(shared, "grim_errors")
    for case in every:
        given = case["input"]
        arguments = ("--mean", "--n", str(given["n"]), "--", str(given["x"]))
        result = run_cli("possible", *arguments)
        assert (result.exit_code, result.stdout) == (2, ""), case
        assert "'--n'" in result.stderr
    tell("grim_errors", len(every), len(every))


def test_unround(shared: Path) -> None:
    every = cases(shared, "unround")
    missed = {case["id"] for case in every if not _is_unrounded(case)}
    tell("unround", len(every) - len(missed), len(every))
    assert missed == set(UNROUND_MISSES) & {case["id"] for case in every}


def _is_unrounded(case: Case) -> bool:
    given, expected = case["input"], case["expected"]
    found = unrounded(exact(given["x"]), _step(given), rounding_of(given))
    ends = exact(str(expected["lower"])), exact(str(expected["upper"]))
    closed = (expected.get("lower_closed"), expected.get("upper_closed"))
    theirs = [each for each in closed if each is not None]
    ours = (found.lower_closed, found.upper_closed)
    ours_told = [own for own, each in zip(ours, closed, strict=True) if each is not None]
    return (found.lower, found.upper) == ends and ours_told == theirs


def _step(given: Case) -> Fraction:
    """Return the step of a case: by its digits, or twice the half step that is handed on."""
    if "digits" in given:
        return Fraction(1, 10 ** given["digits"])
    is_to_half = given["rounding"] in {"up_or_down", "up", "down", "up_from", "down_from"}
    half = given.get("d_half_up_down" if is_to_half else "d_other", "0.5")
    return 2 * exact(half)
