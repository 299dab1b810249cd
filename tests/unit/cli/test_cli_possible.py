"""``factcheck possible``: what it prints, its exit codes, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.shell_completion import ShellComplete

from factcheck.cli import main
from factcheck.model.rounding import rounding_names
from factcheck.quantity.attainable import deviations
from factcheck.quantity.attainable.squares import MAX_STEPS, Search

if TYPE_CHECKING:
    from tests.conftest import RunCli

OF_8 = ("possible", "64%", "--of", "8")
MEAN = ("possible", "5.21", "--mean", "--n", "28", "--sd", "1.6", "--min", "1", "--max", "7")


def fields(run_cli: RunCli, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_cli(*arguments, "--format", "json").stdout)
    return found


def test_what_is_impossible_has_its_reason_and_exit_code_1(run_cli: RunCli) -> None:
    result = run_cli(*OF_8)
    assert result.exit_code == 1
    assert result.output == (
        "IMPOSSIBLE  “64%” of 8\n"
        "  read as   63.5 % to 64.5 %: rounded to the nearest, halves either way\n"
        "  because   8 times that is 5.08 to 5.16, and no whole number lies there\n"
        "  nearest   5 of 8 = 62.5 %; 6 of 8 = 75 %\n"
        "  power     87.1 % of all shares printed like this would be impossible\n"
    )


def test_what_is_possible_has_an_example_and_exit_code_0(run_cli: RunCli) -> None:
    result = run_cli("possible", "62.5%", "--of", "8")
    assert result.exit_code == 0
    assert result.output.startswith("POSSIBLE  “62.5%” of 8\n")
    assert "  example   5 of 8 = 62.5 %\n" in result.output


def test_numbers_with_both_are_shown(run_cli: RunCli) -> None:
    result = run_cli(*MEAN)
    assert result.exit_code == 0
    assert result.output == (
        "POSSIBLE  a mean of “5.21” for 28 numbers with a standard deviation of “1.6”\n"
        "  read as   5.205 to 5.215: rounded to the nearest, halves either way\n"
        "  deviation 1.55 to 1.65: rounded to the nearest, halves either way\n"
        "  example   146 / 28 ≈ 5.2143\n"
        "            3 (2 times), 4 (14 times), 7 (12 times)\n"
        "            standard deviation ≈ 1.595\n"
        "  power     71.9 % of all means printed like this would be impossible, whatever its "
        "deviation\n"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("12%", "--of", "8"), "  only      if halves were not rounded away from zero\n"),
        (("around 64%", "--of", "8"), "  only      if words are read generously\n"),
        (
            ("12%", "--of", "8", "--sd", "around 37%"),
            " if halves were not rounded away from zero or if words are read generously\n",
        ),
        (("2.5", "--mean", "--n", "99"), "  power     none: with so many numbers every mean "),
        (("3.5", "--mean", "--n", "2", "--items", "3"), "a mean of “3.5” for 2 means of 3 answers"),
        (("3.50", "--mean", "--n", "3", "--items", "2"), "  example   (21/2) / 3 = 3.5\n"),
        (("5.00", "--mean", "--n", "3", "--sd", "1"), "            standard deviation 1\n"),
        (("12%", "--of", "25", "--sd", "33%"), "            standard deviation ≈ 33.17 %\n"),
        (("two in three", "--of", "8"), "  nearest   5 of 8 = 62.5 %; 6 of 8 = 75 %\n"),
        (
            ("4.2", "--mean", "--n", "5", "--sd", "4", "--min", "1", "--max", "7"),
            "  nearest   ≈ 3.03 with 21 / 5 = 4.2\n",
        ),
        (("12.0", "--mean", "--n", "25", "--sd", "7.4"), "12"),
    ],
)
def test_lines(arguments: tuple[str, ...], line: str, run_cli: RunCli) -> None:
    result = run_cli("possible", *arguments)
    assert result.exit_code in {0, 1}
    assert line in result.output


def test_long_lists_of_numbers_are_cut(run_cli: RunCli) -> None:
    known = [f"--exactly={number}=1" for number in range(15)]
    result = run_cli("possible", "7.0", "--mean", "--n", "15", "--sd", "4.47", *known)
    assert result.exit_code == 0
    assert "11 (…" not in result.output
    assert " 10, 11, and 3 other numbers (all in the JSON)\n" in result.output


def test_a_search_that_is_cut_short_has_exit_code_3(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deviations, "Search", lambda _=MAX_STEPS: Search(10))
    result = run_cli("possible", "1000000", "--mean", "--n", "3", "--sd", "1290000.00")
    assert result.exit_code == 3
    assert result.output.startswith("NOT DECIDED  a mean of “1000000” for 3 numbers")
    assert "  because   the search was cut short after 10 steps\n" in result.output


def test_the_json_has_the_certificate_of_what_is_impossible(run_cli: RunCli) -> None:
    found = fields(run_cli, *OF_8)
    assert (found["possible"], found["of"], found["n"]) == (False, "share", 8)
    assert found["figure"]["allowed"]["lower_exact"] == "127/200"
    assert found["figure"]["rounding"] == "any"
    assert found["certificate"] == {
        "variable": {"name": "count", "lower": "0", "upper": "8", "whole": True},
        "row": {
            "constant": "0",
            "multiple": "1/8",
            "lower": "127/200",
            "upper": "129/200",
            "lower_closed": True,
            "upper_closed": True,
        },
        "point": None,
        "without": None,
        "refutation": {
            "type": "sum",
            "uses": [{"of": 0, "end": "lower", "multiple": "1"}],
            "is_whole": True,
        },
    }
    assert [each["mean"] for each in found["nearest"]] == ["5/8", "3/4"]
    assert (found["impossible_share"], found["grim_ratio"]) == ("88/101", "23/25")
    assert (found["example"], found["sums"]) == (None, [])


def test_the_json_has_the_gap_that_what_is_known_leaves(run_cli: RunCli) -> None:
    scale = ("--min", "1", "--max", "3", "--exactly", "2=0")
    found = fields(run_cli, "possible", "1.25", "--mean", "--n", "4", *scale)
    assert found["possible"] is False
    (because,) = found["because"]
    assert because.startswith("4 times that is 4.98 to 5.02, but with the numbers that are known ")
    assert because.endswith(" known no sum lies between 4 and 6")
    # Counted in places: 1 more than 1 four times.
    certificate = found["certificate"]
    assert certificate["without"] == {"lower": "1", "upper": "1"}
    assert (certificate["point"], certificate["refutation"]) == (None, None)


def test_the_json_has_no_share_of_figures_that_were_not_counted(run_cli: RunCli) -> None:
    found = fields(run_cli, "possible", "0.1111111", "--of", "9")
    assert (found["impossible_share"], found["grim_ratio"]) == (None, "9999991/10000000")
    found = fields(run_cli, "possible", "two in three", "--of", "9")
    assert (found["impossible_share"], found["grim_ratio"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("0.111111111111", "--of", "9"), "  read as   0.1111111111105 to 0.1111111111115: "),
        (
            ("0.111111111111", "--of", "9"),
            "  power     more than 99.9 % of all shares printed like this would be impossible\n",
        ),
        (("2", "--mean", "--n", "1"), "a mean of “2” for 1 number\n"),
        (("2", "--mean", "--n", "1", "--items", "3"), "a mean of “2” for 1 mean of 3 answers\n"),
        (("0", "--mean", "--n", "3", "--sd", "0"), "  deviation 0 to 0.5: rounded "),
        (("2.5", "--mean", "--n", "4", "--max", "9999", "--min", "0"), "power     about 40 % of "),
        (
            ("2.5", "--mean", "--n", "200", "--max", "9999", "--min", "0"),
            "power     none: with so many numbers nearly every mean printed like this is possible",
        ),
        (
            ("1", "--mean", "--n", "1", "--exactly", "1=1"),
            "power     nearly 100 % of all means printed like this would be impossible\n",
        ),
        (
            ("2", "--mean", "--n", "3", "--min", "1", "--max", "1", "--exactly", "1=1"),
            "because   what is known leaves no number of the scale for 2 of the 3 numbers\n",
        ),
        (
            ("2", "--mean", "--n", "3", "--min", "2", "--max", "2", "--exactly", "2=0"),
            "power     100 % of all means printed like this would be impossible\n",
        ),
    ],
)
def test_what_is_said(arguments: tuple[str, ...], line: str, run_cli: RunCli) -> None:
    assert line in run_cli("possible", *arguments).output


def test_the_json_has_the_numbers_of_what_is_possible(run_cli: RunCli) -> None:
    found = fields(run_cli, *MEAN, "--exactly", "7=3", "--at-least", "6=2")
    assert (found["possible"], found["usual"], found["divides_by"]) == (True, True, "n - 1")
    assert (found["minimum"], found["maximum"], found["step"]) == ("1", "7", "1")
    numbers = {each["number"]: each["times"] for each in found["example"]["numbers"]}
    assert sum(numbers.values()) == 28
    assert (numbers["7"], numbers["6"] >= 2) == (3, True)
    assert found["certificate"]["point"] == {"sum": str(found["example"]["total"])}
    assert found["known"] == [
        {"number": "7", "times": 3, "exact": True},
        {"number": "6", "times": 2, "exact": False},
    ]


def test_the_json_says_why_each_sum_misses(run_cli: RunCli) -> None:
    arguments = ("possible", "5.23", "--mean", "--n", "35", "--sd", "2.55")
    (tried,) = fields(run_cli, *arguments)["sums"]
    assert (tried["sum"], tried["miss"]) == (183, "wrong parity")
    assert (tried["least"], tried["most"]) == ("963", None)
    found = fields(run_cli, *arguments, "--population")
    assert found["divides_by"] == "n"


def test_more_ways_to_say_so(run_cli: RunCli) -> None:
    assert run_cli("possible", "12%", "--of", "8", "--rounding", "half-up").exit_code == 1
    assert run_cli("possible", "12%", "--of", "8", "--rounding", "floor").exit_code == 0
    assert run_cli("possible", "3.25", "--mean", "--n", "2", "--step", "0.5").exit_code == 0
    assert run_cli("possible", "--mean", "--n", "2", "--", "-0.5").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("64%",), "say either --of N, for a share, or --mean --n N"),
        (("64%", "--of", "8", "--mean"), "say either --of N, for a share, or --mean --n N"),
        (("64%", "--mean"), "say with --n of how many numbers it is the mean"),
        (("64%", "--of", "8", "--n", "8"), "--n belongs to --mean, not to --of"),
        (
            (*OF_8[1:], "--items", "2", "--step", "2", "--min", "0", "--max", "1"),
            "--items, --step, --min, --max belong to --mean",
        ),
        ((*OF_8[1:], "--exactly", "1=2", "--at-least", "0=1"), "--exactly, --at-least belong "),
        ((*OF_8[1:], "--population"), "--population says something of --sd, which is missing"),
        (("64", "--of", "8"), "'64' is no share of 8; write 64%, 0.64 or two in three"),
        (("64%", "--of", "0"), "Invalid value for '--of'"),
        (("64%", "--of", "1.5"), "'1.5' is no whole number; write it in digits alone, such as 8"),
        (("64%", "--of", "8_0"), "'8_0' is no whole number"),
        (("64%", "--of", "\u0668"), "is no whole number"),
        (("5", "--mean", "--n", "8", "--sd", "5%"), "are in different units; write both in the "),
        (("5", "--mean", "--n", "8", "--min", "1", "--exactly", "3.5=1"), "3.5 is no number of"),
        (("-3.5", "--mean", "--n", "2"), "No such option '-3'; write `--` before a number with"),
        (("5", "-x"), "No such option '-x'."),
        (("5", "--mean", "--n", "8", "--step", "a"), "'a' is no number."),
        (("5", "--mean", "--n", "8", "--min", "1" * 101), "a number has at most 100 digits"),
        (("5", "--mean", "--n", "8", "--exactly", "3"), "write a number and how often"),
        (("5", "--mean", "--n", "8", "--exactly", "3=0.5"), "write a number and how often"),
        (("5", "--mean", "--n", "8", "--exactly", "3=-1"), "write a number and how often"),
        (("5", "--mean", "--n", "8", "--exactly", "x=1"), "'x' is no number."),
        ((*OF_8[1:], "--rounding", "half-upp"), "no way of rounding; did you mean 'half-up'"),
    ],
)
def test_wrong_command_lines(arguments: tuple[str, ...], message: str, run_cli: RunCli) -> None:
    result = run_cli("possible", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "arguments", [("arround 9", "--of", "8"), ("9%", "--of", "8", "--sd", "x")]
)
def test_words_that_cannot_be_read(arguments: tuple[str, ...], run_cli: RunCli) -> None:
    result = run_cli("possible", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error FC08")


def test_hints_name_no_keys_of_claim_files(run_cli: RunCli) -> None:
    for words, hint in (
        ("some", "write the number that is meant"),
        ("5 or 6", "leave the word"),
    ):
        assert f"  hint: {hint}" in run_cli("possible", words, "--of", "8").stderr
    for words in ("some", "5 or 6", "about nearly 5"):
        stderr = run_cli("possible", words, "--of", "8").stderr
        assert not any(key in stderr for key in ("reads", "means", "not_checkable"))
        stderr = run_cli("figure", words).stderr
        assert not any(key in stderr for key in ("'reads'", "means'", "not_checkable"))
    assert "choose a class with `--reads`: exact, bare" in run_cli("figure", "5 or 6").stderr


def test_hostile_words_are_shown_and_not_obeyed(run_cli: RunCli) -> None:
    for arguments in (("9 \x1b[31m", "--of", "8"), ("9%", "--of", "8", "--rounding", "\x1b[31m")):
        result = run_cli("possible", *arguments)
        assert result.exit_code == 2
        assert "\x1b" not in result.output


def test_ways_of_rounding_are_completed() -> None:
    completion = ShellComplete(main, {}, "factcheck", "_FACTCHECK_COMPLETE")
    found = completion.get_completions(["possible", "--rounding"], "half-")
    assert [item.value for item in found] == [
        name for name in rounding_names() if name.startswith("half-")
    ]
    assert found[0].help == "rounded to the nearest, halves up"


def test_the_help_names_every_way_of_rounding(run_cli: RunCli) -> None:
    output = run_cli("possible", "--help").output
    assert [name for name in rounding_names() if name not in output] == []


def test_figures_of_other_countries_are_read(run_cli: RunCli) -> None:
    german = run_cli("possible", "12,5 %", "--of", "8", "--lang", "de")
    swiss = run_cli("possible", "12.5 %", "--of", "8", "--lang", "de", "--locale", "de-CH")
    assert (german.exit_code, swiss.exit_code) == (0, 0)
