"""What a measure says of the figure that is claimed of it."""

from __future__ import annotations

import pytest
from plan_files import claim, problems_of, reading_of, unit_of

LOST = "lost 10"


@pytest.mark.parametrize(
    "measure",
    [
        "count(t)",
        "sum(t.n)",
        "reports",
        "relevant",
        "reports + 5",
        "reports + cases",
        "largest(reports, cases)",
        "abs(reports - cases)",
    ],
)
def test_a_change_is_not_claimed_of_a_count(measure: str) -> None:
    (problem,) = problems_of(claim(measure, LOST))
    assert problem.code.slug == "figure-unit"
    assert "no change" in problem.message
    assert problem.hint is not None
    assert "change(a -> b)" in problem.hint


@pytest.mark.parametrize(
    "measure",
    [
        "reports - cases",
        "-reports",
        "reports + (cases - reports)",
        "largest(reports - cases, 5)",
        "money",
        "mean(t.rate)",
    ],
)
def test_a_change_may_be_claimed_of_a_difference_or_an_amount(measure: str) -> None:
    assert unit_of(measure, LOST).kind.value in {"count", "amount"}


def test_nothing_may_be_lost_of_a_count() -> None:
    assert unit_of("count(t)", "lost 0").kind.value == "count"


@pytest.mark.parametrize("measure", ["t.year[n = 5]", "mean(t.year)"])
def test_a_percentage_of_an_undeclared_column_asks_for_its_unit(measure: str) -> None:
    (problem,) = problems_of(claim(measure, "12%"))
    assert problem.hint is not None
    assert problem.hint.startswith("declare 'unit: percent' on the column 'year'")
    assert "'kind: share' where they are shares such as 0.018; else correct" in problem.hint


def test_a_percentage_that_only_reads_makes_readable_gets_the_usual_hint() -> None:
    (problem,) = problems_of(claim("t.year[n = 5]", "{text: a nasty 12%, reads: exact}"))
    assert "unit: percent" not in str(problem.hint)


@pytest.mark.parametrize(
    ("measure", "figure"),
    [("sum(t.n)", "12%"), ("reports", "12%"), ("count(t)", LOST), ("min(t.year)", "five crore")],
)
def test_other_mismatches_do_not(measure: str, figure: str) -> None:
    (problem,) = problems_of(claim(measure, figure))
    assert "unit: percent" not in str(problem.hint)


def block(measure: str, figure: str) -> str:
    return claim(measure, f"{{{figure}}}")


@pytest.mark.parametrize(
    ("text", "means", "said"),
    [
        ("126", "at least 500", "the words '126' say 126 by themselves"),
        ("about 9,000", "less than 1,000", "the words 'about 9,000' say "),
        ("at least 500", "400 to 450", "the words 'at least 500' say at least "),
    ],
)
def test_a_threshold_that_the_words_rule_out_is_refused(text: str, means: str, said: str) -> None:
    (problem,) = problems_of(block("reports", f'text: "{text}", means: "{means}"'))
    assert problem.code.slug == "means-against-words"
    assert problem.message.startswith(said)
    assert problem.hint is not None
    assert problem.span is not None


@pytest.mark.parametrize(
    ("text", "means", "instead"),
    [
        ("126", "at least 5", " instead of 126"),
        ("about 9,000", "8,500 to 9,500", " instead of "),
        ("by far the most", "at least 500", ""),
    ],
)
def test_a_threshold_beside_words_that_can_be_read_says_so(
    text: str, means: str, instead: str
) -> None:
    (premise,) = reading_of(block("reports", f'text: "{text}", means: "{means}"')).premises
    assert premise.kind == "threshold"
    assert f"“{text}” is taken to mean {means}{instead}" in premise.text
    assert (" instead of " in premise.text) is bool(instead)


def test_a_threshold_of_another_unit_than_the_words_is_the_checkers() -> None:
    # 'Half' is a share by itself; the checker says what number is meant.
    reading = reading_of(block("reports", 'text: "half a dozen", means: "5 to 7"'))
    assert reading.obstacle is None


@pytest.mark.parametrize(
    ("key", "value", "slug"),
    [
        ("reads", "exakt", "figure-unknown-class"),
        ("to", "7", "figure-precision"),
        ("unit", "poits", "figure-unit-key"),
    ],
)
def test_a_wrong_key_of_a_figure_is_told_at_the_key(key: str, value: str, slug: str) -> None:
    text = block("reports", f"text: 9000, {key}: {value}")
    (problem,) = problems_of(text)
    assert problem.code.slug == slug
    assert problem.span is not None
    line = next(line for line in text.splitlines() if "figure" in line)
    assert line[problem.span.column - 1 :].startswith(value)


@pytest.mark.parametrize("text", ["177.000", "at least 177.000 reports", "12.345"])
def test_a_dot_that_may_group_digits_is_refused_of_a_count(text: str) -> None:
    (problem,) = problems_of(claim("reports", text))
    assert problem.code.slug == "figure-ill-grouped"
    assert problem.hint is not None
    assert problem.hint.startswith("write 1")
    assert "," in problem.hint


@pytest.mark.parametrize(
    ("measure", "text"),
    [("mean(t.n)", "177.125"), ("reports", "1.234 million"), ("reports", "177,000")],
)
def test_three_decimals_may_be_meant_of_anything_else(measure: str, text: str) -> None:
    assert reading_of(claim(measure, text)).obstacle is None
