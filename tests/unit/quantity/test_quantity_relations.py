"""Quantities that no table gives: parts, statements, assumptions, conflicts, premises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import claim, ends

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

WORLD = """\
    sources:
      office:
        title: The office
      paper:
        title: The paper
    evidence:
      t:
        file: t.csv
        source: office
        columns:
          n:
            unit: reports
    quantities:
      reports:
        unit: reports
        measure: sum(t.n)
      relevant:
        unit: reports
        part_of: reports
      graphic:
        unit: reports
        part_of: relevant
      cases:
        unit: cases
        measure: count(t)
      unseen:
        missing: no table counts them
    """
SHARE = "share(reports[year = 2018], relevant)"


def statement(measure: str, figure: str, *more: str, name: str = "said") -> str:
    rest = "".join(f"    {line}\n" for line in more)
    return f"statements:\n  {name}:\n    measure: {measure}\n    figure: {figure}\n{rest}"


def assumption(relation: str, *more: str, name: str = "bridge") -> str:
    rest = "".join(f"    {line}\n" for line in more)
    return f"assumptions:\n  {name}:\n    {relation}\n    because: so it is\n{rest}"


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table("year,region,n\n2018,north,60\n2018,south,40\n2019,north,50\n")


def test_a_part_lies_between_nothing_and_its_whole(files: Files) -> None:
    found = files.one(WORLD, claim("relevant[year = 2018]", "5 reports"))
    assert ends(found) == ("0", "100")
    assert [premise.name for premise in found.premises] == ["relevant part of reports"]
    assert found.verdict is Verdict.UNDETERMINED
    assert found.decides == (
        (
            "a published number for relevant[year = 2018]: 5 would support the claim, "
            "0 to 4 or 6 to 100 would refute it"
        ),
        (
            "a published number for graphic[year = 2018]: 6 to 100 would refute the claim; "
            "0 to 5 would leave it open"
        ),
    )


def test_a_part_of_a_part_is_one_of_the_whole(files: Files) -> None:
    found = files.one(WORLD, claim("share(reports[year = 2018], graphic)", "half"))
    assert ends(found) == ("0", "1")
    assert len(found.premises) == 2


def test_the_rest_of_a_part_is_a_share(files: Files) -> None:
    found = files.one(WORLD, claim(f"1 - {SHARE}", "half"))
    assert ends(found) == ("0", "1")
    assert found.found is not None
    assert found.found.unit.kind.value == "share"


def test_a_statement_bounds_a_part(files: Files) -> None:
    said = statement("relevant[year = 2018]", "at least 30 reports", "source: paper")
    found = files.one(WORLD, said, claim(SHARE, "at least 30%"))
    assert ends(found) == ("3/10", "1")
    assert found.verdict is Verdict.SUPPORTED
    assert "said" in [premise.name for premise in found.premises]


def test_a_statement_of_a_quotient_bounds_both_sides(files: Files) -> None:
    said = statement("graphic[year = 2018] / relevant[year = 2018]", "at least 50 percent")
    also = "  also:\n    measure: graphic[year = 2018]\n    figure: exactly 20 reports\n"
    found = files.one(WORLD, said, also, claim("relevant[year = 2018]", "at most 45 reports"))
    assert ends(found) == ("20", "40")
    assert found.verdict is Verdict.SUPPORTED


def test_a_statement_of_the_claims_own_source_is_no_evidence(files: Files) -> None:
    said = statement("relevant[year = 2018]", "at least 30 reports", "source: paper")
    found = files.one(WORLD, said, claim(SHARE, "at least 30%", "source: paper"))
    assert ends(found) == ("0", "1")


def test_a_statement_on_a_slice_bounds_the_wider_one(files: Files) -> None:
    said = statement("relevant[year = 2018, region = north]", "at least 30 reports")
    found = files.one(WORLD, said, claim("relevant[year = 2018]", "at least 30 reports"))
    assert ends(found) == ("30", "100")
    assert found.verdict is Verdict.SUPPORTED


def test_a_statement_on_something_else_is_left_alone(files: Files) -> None:
    said = statement("relevant[year = 2019]", "at least 30 reports")
    found = files.one(WORLD, said, claim("relevant[year = 2018]", "5 reports"))
    assert ends(found) == ("0", "100")


def test_a_statement_that_contradicts_the_table_is_a_conflict(files: Files) -> None:
    said = statement("reports[year = 2018]", "exactly 70 reports")
    found = files.one(WORLD, said, claim("reports[year = 2018]", "100 reports"))
    assert found.verdict is Verdict.CONFLICTING
    assert found.conflicts == (("said",),)


def test_statements_that_contradict_each_other_are_all_listed(files: Files) -> None:
    said = statement("relevant[year = 2018]", "exactly 70 reports")
    also = "  also:\n    measure: relevant[year = 2018]\n    figure: exactly 30 reports\n"
    found = files.one(WORLD, said, also, claim(SHARE, "half"))
    assert found.verdict is Verdict.CONFLICTING
    assert found.conflicts == (("said", "also"),)


@pytest.mark.parametrize(
    ("relation", "lower", "upper"),
    [
        ("holds: graphic <= 20", "0", "20"),
        ("holds: graphic[year = 2018] >= 20", "20", "100"),
        ("holds: graphic[year = 2018] < 20", "0", "19"),
        ("holds: graphic[year = 2018] > 20", "21", "100"),
        ("holds: graphic = relevant", "0", "100"),
        ("holds: graphic[year = 2018] = 7", "7", "7"),
        ("holds: 10 <= graphic[year = 2018] <= 30", "10", "30"),
        ("holds: reports part of graphic", "100", "100"),
        ("holds: reports = graphic + 10", "90", "90"),
    ],
)
def test_an_assumption_bounds(files: Files, relation: str, lower: str, upper: str) -> None:
    under = claim("graphic[year = 2018]", "5 reports", "under: bridge")
    found = files.one(WORLD, assumption(relation), under)
    if relation == "holds: graphic <= 20":  # only as written, over all years
        assert ends(found) == ("0", "20")
    assert ends(found) == (lower, upper)
    assert found.without_assumptions is not None
    assert found.without_assumptions.found is not None
    assert found.without_assumptions.found.text == "0 to 100"


def test_an_assumption_holds_only_where_it_is_named(files: Files) -> None:
    block = assumption("holds: graphic[year = 2018] >= 20")
    found = files.one(
        WORLD, block, claim("graphic[year = 2018]", "5 reports", "under: bridge", name="a")
    )
    assert found.verdict is Verdict.REFUTED
    both = files.claims(
        WORLD,
        block,
        claim("graphic[year = 2018]", "5 reports", "under: bridge", name="a"),
        "  b:\n    measure: graphic[year = 2018]\n    figure: 5 reports\n",
    )
    assert both["b"].verdict is Verdict.UNDETERMINED


def test_things_apart_add_up_to_no_more_than_their_whole(files: Files) -> None:
    more = "  spam:\n    unit: reports\n    part_of: reports\n"
    block = assumption("apart:\n      - spam\n      - relevant")
    said = statement("spam[year = 2018]", "exactly 80 reports")
    found = files.one(
        WORLD, more, said, block, claim("relevant[year = 2018]", "5 reports", "under: bridge")
    )
    assert ends(found) == ("0", "20")


def test_things_apart_without_a_common_whole_bound_nothing(files: Files) -> None:
    more = "  spam:\n    unit: reports\n    is: spam anywhere\n"
    block = assumption("apart:\n      - spam\n      - relevant")
    found = files.one(
        WORLD, more, block, claim("relevant[year = 2018]", "5 reports", "under: bridge")
    )
    assert ends(found) == ("0", "100")


def test_a_part_of_another_unit_needs_one_for_one(files: Files) -> None:
    block = assumption("holds: cases part of relevant", "one_for_one: true")
    found = files.one(WORLD, block, claim(SHARE, "5%", "under: bridge"))
    assert ends(found) == ("1/50", "1")


def test_assumptions_that_make_the_evidence_impossible_are_blamed(files: Files) -> None:
    block = assumption("holds: relevant[year = 2018] >= 200")
    found = files.one(WORLD, block, claim("relevant[year = 2018]", "5 reports", "under: bridge"))
    assert found.verdict is Verdict.UNDETERMINED
    assert found.reason == "assumptions contradict the evidence"


def test_a_premise_that_changes_nothing_is_not_named(files: Files) -> None:
    said = statement("relevant[year = 2018]", "at least 0 reports")
    found = files.one(WORLD, said, claim("relevant[year = 2018]", "5 reports"))
    assert [premise.name for premise in found.premises] == ["relevant part of reports"]


def test_an_assumption_with_unequal_bounds_nothing(files: Files) -> None:
    block = assumption("holds: relevant[year = 2018] != 5")
    found = files.one(WORLD, block, claim("relevant[year = 2018]", "5 reports", "under: bridge"))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "declared")


def test_a_statement_that_is_no_quotient_bounds_nothing(files: Files) -> None:
    said = statement("largest(relevant[year = 2018], graphic[year = 2018])", "30 reports")
    found = files.one(WORLD, said, claim("relevant[year = 2018]", "5 reports"))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "declared")
    assert found.explanation is not None
    assert found.explanation.startswith("FC126 statement-not-linear")


def test_a_quantity_may_say_that_nothing_counts_it(files: Files) -> None:
    found = files.one(WORLD, claim("unseen", "5"))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")
    assert found.explanation == "no table counts them"


def test_nothing_known_is_not_checkable(files: Files) -> None:
    more = "  spam:\n    unit: reports\n    is: spam anywhere\n"
    found = files.one(WORLD, more, claim("spam", "5 reports"))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")
    assert "'spam'" in (found.explanation or "")


@pytest.mark.parametrize(
    ("using", "lower", "upper"),
    [("using: t", "0", "100"), ("using: said", "30", "None"), ("using: paper", "30", "None")],
)
def test_using_restricts_the_evidence(files: Files, using: str, lower: str, upper: str) -> None:
    said = statement("relevant[year = 2018]", "at least 30 reports", "source: paper")
    found = files.one(WORLD, said, claim("relevant[year = 2018]", "5 reports", using))
    assert ends(found) == (lower, upper)


def test_using_each_source_gives_a_reading_for_each(files: Files) -> None:
    said = statement("reports[year = 2018]", "exactly 90 reports", "source: paper")
    block = claim("reports[year = 2018]", "100 reports", "using: each source")
    (found,) = files.claims(WORLD, said, block).values()
    names = [(reading.name, reading.verdict) for reading in found.readings]
    assert names == [("office", Verdict.SUPPORTED), ("paper", Verdict.REFUTED)]


def test_using_that_leaves_out_a_table_read_directly_is_missing(files: Files) -> None:
    said = statement("relevant[year = 2018]", "at least 30 reports", "source: paper")
    found = files.one(WORLD, said, claim("sum(t.n)", "5 reports", "using: paper"))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")


def test_made_up_and_real_evidence_are_not_mixed(files: Files) -> None:
    files.table("n\n1\n", "real.csv")
    tables = """\
        evidence:
          t:
            file: t.csv
            illustrative: true
          r:
            file: real.csv
        """
    found = files.one(tables, claim("sum(t.n) + sum(r.n)", "5"))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "not comparable")
    alone = files.one(tables, claim("sum(t.n)", "150"))
    assert alone.is_illustrative


def test_made_up_evidence_and_a_real_statement_are_not_mixed(files: Files) -> None:
    world = WORLD.replace("source: office", "illustrative: true")
    said = statement("relevant[year = 2018]", "at least 30 reports")
    found = files.one(world, said, claim("relevant[year = 2018]", "5 reports"))
    assert found.reason == "not comparable"


@pytest.mark.parametrize(
    "relation",
    [
        "relevant[year = 2018] part of reports[year = 2018]",
        "reports[year = 2018] >= relevant[year = 2018]",
        "0 <= relevant[year = 2018]",
        "relevant[year = 2018] <= 100",
        "reports[year = 2018] != 99",
        "reports[year = 2018] > reports[year = 2019] >= 50",
    ],
)
def test_a_comparison_is_shown(files: Files, relation: str) -> None:
    found = files.one(WORLD, f"claims:\n  c:\n    holds: '{relation}'\n")
    assert found.verdict is Verdict.SUPPORTED


def test_being_smaller_does_not_show_being_a_part(files: Files) -> None:
    found = files.one(WORLD, "claims:\n  c:\n    holds: cases part of reports\n")
    assert found.verdict is Verdict.UNDETERMINED
    assert found.reason == "not shown by numbers"
    refuted = files.one(WORLD, "claims:\n  c:\n    holds: reports part of cases\n")
    assert refuted.verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("relation", "verdict"),
    [
        ("relevant[year = 2018] = 5", Verdict.UNDETERMINED),
        ("relevant[year = 2018] != 5", Verdict.UNDETERMINED),
        ("relevant[year = 2018] != 101", Verdict.SUPPORTED),
        ("relevant[year = 2018] = 101", Verdict.REFUTED),
        ("5 < relevant[year = 2018] < 50", Verdict.UNDETERMINED),
        ("largest(relevant[year = 2018], 20) < 50", Verdict.UNDETERMINED),
    ],
)
def test_a_comparison_of_the_unknown(files: Files, relation: str, verdict: Verdict) -> None:
    found = files.one(WORLD, f"claims:\n  c:\n    holds: '{relation}'\n")
    assert found.verdict is verdict
    if verdict is Verdict.UNDETERMINED:
        assert {world.verdict for world in found.worlds} == {"true", "false"}


def test_whole_numbers_matter(files: Files) -> None:
    found = files.one(WORLD, claim("share(reports[year = 2018], relevant)", "exactly 0.5%"))
    assert found.verdict is not Verdict.SUPPORTED


def test_a_date_gives_the_measure_at_other_periods(files: Files) -> None:
    files.table("year,region,n\n2018,north,60\n2018,south,40\n2019,north,900\n")
    found = files.one(WORLD, claim("sum(t.n[year = 2018])", "100", "date: 2020-01"))
    assert "stale" in [finding.slug for finding in found.findings]
    quantity = files.one(WORLD, claim("relevant[year = 2018]", "5 reports", "date: 2020-01"))
    assert "stale" not in [finding.slug for finding in quantity.findings]


def test_a_fault_of_one_claim_leaves_the_others_alone(files: Files) -> None:
    block = (
        "claims:\n"
        "  wrong:\n    measure: sum(t.nn)\n    figure: 5\n"
        "  right:\n    measure: sum(t.n)\n    figure: 150\n"
    )
    found = files.claims(WORLD, block)
    assert found["wrong"].verdict is Verdict.NOT_CHECKABLE
    assert found["wrong"].reason == "fault"
    assert found["right"].verdict is Verdict.SUPPORTED


def test_a_fault_in_a_column_nobody_uses_affects_nothing(files: Files) -> None:
    files.table("year,region,n\n2018,,60\n2018,south,\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    assert files.one(table, claim("count(t[year = 2018])", "2")).verdict is Verdict.SUPPORTED
    spoilt = files.one(table, claim("sum(t.n)", "60"))
    assert spoilt.reason == "fault"


@pytest.mark.parametrize("form", ["holds: 2 < 3", "measure: 1 + 1\n    figure: 2"])
def test_written_numbers_alone_are_no_evidence(files: Files, form: str) -> None:
    found = files.one(f"claims:\n  c:\n    {form}\n")
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")


def test_a_history_leaves_out_periods_it_cannot_evaluate(files: Files) -> None:
    files.table("year,region,n\n2018,north,100\n2019,south,300\n2019,south,600\n")
    found = files.one(WORLD, claim("t.n[year = 2018]", "100 reports", "date: 2021-01"))
    assert "stale" not in [finding.slug for finding in found.findings]


def test_a_fault_of_a_column_nobody_tests_is_no_obstacle(files: Files) -> None:
    files.table("year,region,n\n2018,,60\n2018,south,5\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    block = (
        "claims:\n  a:\n    measure: sum(t.n[region = south])\n    figure: 5\n"
        "  b:\n    measure: sum(t.n[year = 2018])\n    figure: 65\n"
    )
    found = files.claims(table, block)
    assert found["a"].reason == "fault"
    assert found["b"].verdict is Verdict.SUPPORTED


def test_slices_that_share_nothing_add_up_to_their_union(files: Files) -> None:
    parts = "relevant[region = north] + relevant[region = south]"
    found = files.one(WORLD, f"claims:\n  c:\n    holds: {parts} = relevant\n")
    assert (found.verdict, ends(found)) == (Verdict.SUPPORTED, ("0", "0"))
    assert f"{parts} part of relevant" in [premise.name for premise in found.premises]


def test_a_wide_slice_holds_no_more_than_its_narrow_ones_leave_room_for(files: Files) -> None:
    said = statement("relevant[year = 2018]", "exactly 30 reports")
    found = files.one(WORLD, said, claim("relevant", "at most 80 reports"))
    assert ends(found) == ("30", "80")
    assert found.verdict is Verdict.SUPPORTED


def test_a_slice_lies_inside_one_with_a_wider_test(files: Files) -> None:
    relation = "relevant[year = 2018] <= relevant[year >= 2018]"
    found = files.one(WORLD, f"claims:\n  c:\n    holds: {relation}\n")
    assert found.verdict is Verdict.SUPPORTED


def test_an_assumed_part_leaves_its_whole_the_rest(files: Files) -> None:
    more = "  spam:\n    unit: reports\n    part_of: reports\n"
    said = statement("relevant[year = 2018]", "exactly 30 reports")
    also = "  also:\n    measure: spam[year = 2018]\n    figure: exactly 40 reports\n"
    last = "  last:\n    measure: spam\n    figure: exactly 45 reports\n"
    block = assumption("holds: relevant part of spam")
    asked = claim("relevant", "at most 35 reports", "under: bridge")
    found = files.one(WORLD, more, said, also, last, block, asked)
    assert ends(found) == ("30", "35")
    assert "bridge" in [premise.name for premise in found.premises]
    assert found.without_assumptions is not None
    assert found.without_assumptions.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("measure", "more", "verdict"),
    [
        ("count(t)", "", Verdict.SUPPORTED),
        ("count(t) + counted", "", Verdict.SUPPORTED),
        ("counted[n > 0] - counted[n > 70]", "", Verdict.SUPPORTED),
        ("distinct(t.region)", "", Verdict.UNDETERMINED),
        ("2 * count(t)", "", Verdict.UNDETERMINED),
        ("count(t) + 1", "", Verdict.UNDETERMINED),
        ("counted", "    totals:\n      region: south\n", Verdict.UNDETERMINED),
    ],
)
def test_only_sums_of_rows_add_up_over_slices(
    files: Files, measure: str, more: str, verdict: Verdict
) -> None:
    world = (
        "evidence:\n  t:\n    file: t.csv\n"
        + more
        + f"quantities:\n  counted:\n    unit: things\n    measure: count(t)\n  whole:\n"
        f"    unit: things\n    measure: {measure}\n  part:\n    part_of: whole\n    unit: things\n"
    )
    relation = "part[year = 2018] + part[year = 2019] <= part"
    found = files.one(world, f"claims:\n  c:\n    holds: {relation}\n")
    assert found.verdict is verdict


def test_a_denominator_that_can_only_be_zero_is_no_conflict(files: Files) -> None:
    said = statement("relevant[year = 2018]", "exactly 0 reports")
    asked = claim("share(relevant[year = 2018], graphic)", "at least 10%")
    found = files.one(WORLD, said, asked)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")
    assert "zero-denominator" in (found.explanation or "")


def test_a_verdict_without_blamed_assumptions_names_what_it_rests_on(files: Files) -> None:
    said = statement("graphic[year = 2018]", "exactly 50 reports")
    block = assumption("holds: relevant[year = 2018] <= 40")
    found = files.one(WORLD, said, block, claim(SHARE, "at least 60%", "under: bridge"))
    assert (found.verdict, found.reason) == (
        Verdict.UNDETERMINED,
        "assumptions contradict the evidence",
    )
    assert [premise.name for premise in found.premises] == [
        "relevant part of reports",
        "graphic part of relevant",
        "said",
    ]
    assert found.decides[0] == (
        "a published number for relevant[year = 2018]: 60 to 100 would support the claim, "
        "50 to 59 would refute it"
    )
    assert (found.explanation or "").endswith("bridge (against graphic part of relevant, said)")


def test_an_assumption_and_a_statement_of_one_name_stay_two(files: Files) -> None:
    said = statement("relevant[year = 2018]", "exactly 20 reports", name="bridge")
    block = assumption("holds: relevant[year = 2018] <= 10")
    found = files.one(WORLD, said, block, claim("relevant[year = 2018]", "20", "under: bridge"))
    assert (found.verdict, ends(found)) == (Verdict.SUPPORTED, ("20", "20"))
    assert found.conflicts == (("assumption bridge", "bridge"),)
