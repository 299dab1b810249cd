"""What is wrong with the user's files, in the way of a compiler."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.problem import Code, Problem, Severity
from factcheck.model.span import Span
from factcheck.report import render_problems
from factcheck.report.visible import cells

DUPLICATE = Problem(
    Code("FC012", "duplicate-key", "A key stands twice", "Delete one."),
    "the key 'figure' stands twice",
    Span("claims/x.yml", 12, 3, 12, 9),
    "  figure: 9,000",
    "delete one of them",
)


def marked(excerpt: str, column: int, end: int, *, width: int = 88, line: int = 12) -> list[str]:
    """Return the two lines of the excerpt."""
    span = Span("claims/x.yml", line, column, line, end)
    text = render_problems([replace(DUPLICATE, span=span, excerpt=excerpt)], width=width)
    return text.splitlines()[1:3]


def test_one_problem_shows_the_place_the_line_and_the_hint() -> None:
    assert render_problems([DUPLICATE]) == (
        "claims/x.yml:12:3: error FC012 duplicate-key: the key 'figure' stands twice\n"
        "   12 |   figure: 9,000\n"
        "      |   ^^^^^^\n"
        "        hint: delete one of them\n"
        "\n"
        "1 problem in claims/x.yml; nothing was evaluated. `factcheck explain FC012` tells more.\n"
    )


def test_problems_are_separated_and_counted() -> None:
    bare = replace(DUPLICATE, excerpt=None, hint=None)
    nowhere = replace(bare, span=None)
    assert render_problems([bare, nowhere, bare]) == (
        "claims/x.yml:12:3: error FC012 duplicate-key: the key 'figure' stands twice\n"
        "\n"
        "error FC012 duplicate-key: the key 'figure' stands twice\n"
        "\n"
        "claims/x.yml:12:3: error FC012 duplicate-key: the key 'figure' stands twice\n"
        "\n"
        "3 problems in claims/x.yml; nothing was evaluated. `factcheck explain FC012` tells more.\n"
    )


def last_line(*problems: Problem) -> str:
    """Return the line that counts the problems."""
    return render_problems(problems).splitlines()[-1]


def test_the_last_line_tells_warnings_files_and_outcome_apart() -> None:
    warning = replace(DUPLICATE, severity=Severity.WARNING)
    elsewhere = replace(DUPLICATE, span=Span("rubrics/y.yml", 1, 1, 1, 2), excerpt="x")
    more = "`factcheck explain FC012` tells more."
    assert last_line(warning, warning) == f"2 warnings in claims/x.yml. {more}"
    assert last_line(DUPLICATE, warning) == (
        f"1 problem and 1 warning in claims/x.yml; nothing was evaluated. {more}"
    )
    assert (
        last_line(DUPLICATE, elsewhere) == f"2 problems in 2 files; nothing was evaluated. {more}"
    )
    assert last_line(replace(DUPLICATE, span=None)) == f"1 problem; nothing was evaluated. {more}"


def test_no_problem_is_no_text() -> None:
    assert render_problems([]) == ""


def test_the_mark_is_right_below_characters_that_are_shown_otherwise() -> None:
    assert marked("\tfigure: 9", 2, 8) == ["   12 | →figure: 9", "      |  ^^^^^^"]
    assert marked("a\x1bb c", 5, 6) == ["   12 | a␛b c", "      |     ^"]
    assert marked("\u202ea b", 4, 5) == ["   12 | ⟨U+202E⟩a b", "      |           ^"]
    assert marked("日本: x", 5, 6) == ["   12 | 日本: x", "      |       ^"]


def test_the_mark_has_a_width_and_stays_on_the_line() -> None:
    assert marked("abc", 2, 2) == ["   12 | abc", "      |  ^"]
    assert marked("abc", 4, 4) == ["   12 | abc", "      |    ^"]
    assert marked("abc\r\n", 99, 120) == ["   12 | abc", "      |    ^"]
    assert marked("abc", 3, 99) == ["   12 | abc", "      |   ^"]
    assert marked("", 1, 1) == ["   12 | ", "      | ^"]


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    span = Span("claims/x.yml", 12, 3, 14, 2)
    text = render_problems([replace(DUPLICATE, span=span, excerpt="  a: bc  ")])
    assert text.splitlines()[1:3] == ["   12 |   a: bc  ", "      |   ^^^^^"]


def test_a_long_line_is_cut_around_the_mark() -> None:
    line = "a" * 100 + "WRONG" + "b" * 100
    assert marked(line, 101, 106, width=40) == [
        "   12 | …aaaaaaaaaaWRONGbbbbbbbbbbbbbbb…",
        "      |            ^^^^^",
    ]
    assert marked(line, 1, 3, width=30) == ["   12 | aaaaaaaaaaaaaaaaaaaa…", "      | ^^"]
    assert marked(line, 204, 206, width=40) == ["   12 | …bbbbbbbbbbbb", "      |            ^^"]
    assert marked("x" * 100, 1, 101, width=10) == [f"   12 | {'x' * 18}…", f"      | {'^' * 18}"]


def test_a_long_number_widens_the_margin() -> None:
    assert marked("abc", 1, 2, line=1234567) == [" 1234567 | abc", "         | ^"]


def test_colour_changes_no_character() -> None:
    coloured = render_problems(
        [DUPLICATE, replace(DUPLICATE, severity=Severity.WARNING)], colour=True
    )
    assert "\x1b[1;31merror FC012 duplicate-key\x1b[0m" in coloured
    assert "\x1b[1;33mwarning FC012 duplicate-key\x1b[0m" in coloured
    plain = render_problems([DUPLICATE, replace(DUPLICATE, severity=Severity.WARNING)])
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


@given(st.text(max_size=60), st.integers(1, 70), st.integers(0, 20), st.integers(20, 60))
@example("\x1b]0;x\x07\x9b\u202e", 3, 2, 30)
def test_any_line_is_shown_safely_with_its_mark_below_it(
    excerpt: str, column: int, length: int, width: int
) -> None:
    span = Span(excerpt, 3, column, 3, column + length)
    problem = Problem(
        DUPLICATE.code, excerpt.replace(":", ""), span, " ".join(excerpt.splitlines()), excerpt
    )
    shown = render_problems([problem], width=width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    line, mark = shown.splitlines()[1:3]
    assert mark.strip(" |").strip("^") == ""
    assert "^" in mark
    assert cells(line) <= max(width, 28)
    assert cells(mark) <= cells(line) + 1
