"""``factcheck figure``: how words about a number are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from factcheck.cli.figure import refused
from factcheck.figure import FigureError
from factcheck.model.problem import Code

if TYPE_CHECKING:
    from tests.conftest import RunCli

WORDS = "just under ten percent"


def test_class_unit_rule_and_three_sets_are_shown(run_cli: RunCli) -> None:
    result = run_cli("figure", WORDS)
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert (lines["class"], lines["unit"]) == ("tight_below", "share")
    assert (lines["strict"], lines["default"]) == ("9.5 % to under 10 %", "9 % to under 10 %")
    assert (lines["lenient"], "rule" in lines) == ("8 % to under 10 %", True)


def test_json_has_the_sets_in_the_form_of_a_report(run_cli: RunCli) -> None:
    result = run_cli("figure", WORDS, "--lang", "en", "--format", "json")
    found = json.loads(result.stdout)
    assert (found["class"], found["unit"], found["text"]) == ("tight_below", "share", WORDS)
    assert list(found["profiles"]) == ["strict", "default", "lenient"]
    default = found["profiles"]["default"]
    assert (default["lower_exact"], default["upper_exact"]) == ("9/100", "1/10")
    assert (default["lower_closed"], default["upper_closed"]) == (True, False)
    assert default["unit"] == "share"


def test_the_checkers_own_keys_are_options(run_cli: RunCli) -> None:
    def default(*arguments: str) -> object:
        found = json.loads(run_cli("figure", *arguments, "--format", "json").stdout)
        sets = found["profiles"]["default"]
        return found["class"], sets["lower"], sets["upper"], found["unit"]

    assert default("9,000", "--to", "10") == ("bare", 8995, 9005, "count")
    assert default("9,000", "--reads", "exact")[:3] == ("exact", 9000, 9000)  # type: ignore[index]
    assert default("4%", "--unit", "points")[3] == "points"  # type: ignore[index]


def test_ambiguous_words_show_their_other_readings(run_cli: RunCli) -> None:
    text = run_cli("figure", "three times more").stdout
    found = json.loads(run_cli("figure", "three times more", "--format", "json").stdout)
    assert text.count("\nor ") == len(found["alternatives"])
    assert len(found["alternatives"]) >= 1


def test_an_unknown_word_is_marked(run_cli: RunCli) -> None:
    result = run_cli("figure", "arround 9,000")
    assert (result.exit_code, result.stdout) == (2, "")
    first, text, marks, hint, more = result.stderr.splitlines()
    assert first.startswith("error FC081 figure-unknown-word: ")
    assert (text, marks) == ("  arround 9,000", "  ^^^^^^^")
    assert hint.startswith("  hint: did you mean 'around'?")
    assert more == "`factcheck explain FC081` tells more."


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_a_refused_figure_prints_nothing_but_the_problem(form: str, run_cli: RunCli) -> None:
    result = run_cli("figure", "lots", "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "FC082" in result.stderr


def test_a_wrong_option_is_refused(run_cli: RunCli) -> None:
    result = run_cli("figure", "9", "--unit", "cases")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "figure-unit-key: the unit of a figure can only be 'points'" in result.stderr


def test_an_unknown_language_is_refused(run_cli: RunCli) -> None:
    result = run_cli("figure", "9", "--lang", "xx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "figure-language" in result.stderr


def test_a_problem_without_a_hint_has_none() -> None:
    code = Code("FC080", "figure-too-long", "", "")
    assert refused("9", FigureError(code, "no", 0, 0), has_reads=True) == (
        "error FC080 figure-too-long: no\n`factcheck explain FC080` tells more."
    )


def test_hostile_words_are_shown_and_not_obeyed(run_cli: RunCli) -> None:
    result = run_cli("figure", "9 \x1b[31m\u202e")
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_a_locale_says_whose_digits_are_printed(run_cli: RunCli) -> None:
    arguments = ("figure", "rund 1’250.5", "--lang", "de", "--locale", "de-CH", "--format", "json")
    found = json.loads(run_cli(*arguments).stdout)
    assert (found["lang"], found["locale"], found["class"]) == ("de", "de-CH", "approx")
    found = json.loads(run_cli("figure", "9.000", "--lang", "de", "--format", "json").stdout)
    assert (found["locale"], found["profiles"]["strict"]["lower"]) == (None, 9000)


def test_what_a_locale_does_not_print_is_marked(run_cli: RunCli) -> None:
    result = run_cli("figure", "rund 1,234.5", "--lang", "de")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert lines[0].startswith("error FC083 figure-ill-grouped: the digits of '1,234.5'")
    assert lines[1:3] == ["  rund 1,234.5", "       ^^^^^^^"]


def test_a_locale_that_does_not_exist_has_the_nearest(run_cli: RunCli) -> None:
    result = run_cli("figure", "9", "--locale", "de-CX")
    assert result.exit_code == 2
    assert "did you mean 'de-CH'" in result.stderr
    result = run_cli("figure", "9", "--locale", "xx-YY")
    assert "a language and a country, such as en-GB, de-CH or fr-CA" in result.stderr


def test_words_with_two_readings_show_both(run_cli: RunCli) -> None:
    found = json.loads(run_cli("figure", "three times more", "--format", "json").stdout)
    (other,) = found["alternatives"]
    assert list(other["profiles"]) == ["strict", "default", "lenient"]
    assert "\nor       4 times" in run_cli("figure", "three times more").stdout


def test_an_unknown_word_is_told_with_the_classes(run_cli: RunCli) -> None:
    result = run_cli("figure", "blubb 9.000", "--lang", "it")
    assert result.exit_code == 2
    assert "^^^^^" in result.stderr
    assert "near_below, tight_below" in result.stderr


@pytest.mark.parametrize(
    ("text", "lang", "marked"),
    [
        ("EUR 9.000", "en", "9.000"),
        ("1.500 km", "en", "1.500"),
        ("9.000", "en", "9.000"),
        ("3.125 reports", "en", "3.125"),
        ("9,000 Euro", "de", "9,000"),
        ("9,125 Euro", "de", "9,125"),
        ("9.000 Franken", "de-CH", "9.000"),
        ("1.500 to 2.000 km", "en", "1.500"),
    ],
)
def test_what_may_be_thousands_is_refused_as_in_a_claim(
    text: str, lang: str, marked: str, run_cli: RunCli
) -> None:
    result = run_cli("figure", text, "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    first, shown, marks, hint, _ = result.stderr.splitlines()
    assert first.startswith(f"error FC083 figure-ill-grouped: '{marked}' ")
    assert (shown, len(marks.strip())) == (f"  {text}", len(marked))
    assert hint.startswith("  hint: write ")
    assert "'locale" not in hint


def test_a_locale_decides_what_may_be_thousands(run_cli: RunCli) -> None:
    hint = run_cli("figure", "EUR 9.000").stderr.splitlines()[3]
    assert hint.endswith("or add `--locale en-GB` for 9, `--locale de-DE` for 9,000")
    small, large = (
        json.loads(run_cli("figure", "EUR 9.000", "--locale", locale, "--format", "json").stdout)
        for locale in ("en-GB", "de-DE")
    )
    assert small["profiles"]["default"]["lower"] == 8.9995
    assert large["profiles"]["default"]["lower"] == 8950


@pytest.mark.parametrize(
    "text", ["3.125", "1.500 million", "0.500 km", "9.125 km", "1.500 to 2.500 million km"]
)
def test_decimals_that_nobody_takes_for_thousands_are_read(text: str, run_cli: RunCli) -> None:
    assert run_cli("figure", text).exit_code == 0
