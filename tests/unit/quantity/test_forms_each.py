"""Each: how many groups satisfy a comparison, or have a measure in a figure's set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          town:
            markers:
              "?": unknown
          n:
            unit: visits
            markers:
              "<5": suppressed 0..4
          m:
            unit: visits
    """
ROWS = """\
    town,year,n,m
    Aarau,2018,40,20
    Basel,2018,90,95
    Chur,2018,40,20
    Aarau,2019,50,25
    Basel,2019,80,40
    Chur,2019,30,35
    """


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table(ROWS)


def each(files: Files, figure: str, *more: str, measure: str = "sum(t.n)") -> Assessment:
    """Return what a claim about each town comes to. Sums: Aarau 90, Basel 170, Chur 70."""
    lines = [f"measure: {measure}", f"figure: {figure}", "by: town", *more]
    return files.form("\n".join(lines), table=TABLE)


def holds(files: Files, relation: str, *more: str, by: str = "town") -> Assessment:
    return files.form("\n".join([f"holds: {relation}", f"by: {by}", *more]), table=TABLE)


@pytest.mark.parametrize(
    ("selection", "verdict", "claimed"),
    [
        ("all", R, "all 3 groups"),
        ("none", R, "none of 3 groups"),
        ("2", S, "2 of 3 groups"),
        ("3", R, "3 of 3 groups"),
        ("at least 1", S, "at least 1 of 3 groups"),
        ("at most 1", R, "at most 1 of 3 groups"),
        ("[Aarau, Basel]", S, "exactly these of 3 groups: Aarau, Basel"),
        ("[Basel]", R, "exactly these of 3 groups: Basel"),
        ("[Aarau, Basel, Chur]", R, "exactly these of 3 groups: Aarau, Basel, Chur"),
    ],
)
def test_so_many_groups_are_demanded(
    files: Files, selection: str, verdict: Verdict, claimed: str
) -> None:
    judged = each(files, "at least 80", f"in: {selection}")
    assert judged.verdict is verdict
    assert judged.claimed is not None
    assert judged.claimed.text == claimed
    assert ends(judged) == ("2", "2")


def test_all_of_a_comparison_needs_no_number(files: Files) -> None:
    assert holds(files, "sum(t.n) > sum(t.m)").verdict is S
    assert holds(files, "sum(t.n) > 60 + 20").verdict is R
    assert holds(files, "60 < sum(t.n) < 200").verdict is S
    assert holds(files, "60 < sum(t.n) < 100").verdict is R
    assert holds(files, "sum(t.n) != 70").verdict is R
    assert holds(files, "sum(t.n) != 71").verdict is S


def test_the_groups_that_fail_are_shown(files: Files) -> None:
    judged = holds(files, "sum(t.n) > sum(t.m)", by="[town, year]")
    assert judged.verdict is R
    assert judged.found is not None
    assert judged.found.text == "4 of 6 groups"
    assert [(step.text, step.value) for step in judged.calculation] == [
        ("Basel, 2018 = 90 − 95", "−5 visits (fails it)"),
        ("Chur, 2019 = 30 − 35", "−5 visits (fails it)"),
    ]


def test_the_groups_that_are_not_claimed_are_shown(files: Files) -> None:
    judged = each(files, "at least 80", "in: none")
    assert [step.text for step in judged.calculation] == ["Aarau", "Basel"]
    judged = each(files, "at least 80", "in: [Basel, Chur]")
    assert [step.text for step in judged.calculation] == ["Aarau", "Chur"]
    assert judged.found is not None
    assert judged.found.text == "2 of 3 groups: Aarau, Basel"


def test_at_most_ten_groups_are_listed(files: Files) -> None:
    files.table("town,n,m\n" + "".join(f"T{n:02d},{n},0\n" for n in range(25)))
    judged = each(files, "at least 20", "in: all")
    assert [step.text for step in judged.calculation[-2:]] == ["T09", "… 10 more not as claimed"]
    judged = each(files, "at least 0", "in: all")
    assert judged.calculation[-1].text == "… 15 more as claimed"


def test_a_number_of_groups_that_is_said_must_be_right(files: Files) -> None:
    assert each(files, "at least 70", "in: all", "of: 3").verdict is S
    judged = each(files, "at least 70", "in: all", "of: 4")
    assert judged.verdict is R
    assert judged.claimed is not None
    assert judged.claimed.text == "all 4 groups"
    assert judged.explanation == "there are 3 groups, where the claim speaks of 4"


def test_a_domain_says_which_groups_all_are(files: Files) -> None:
    table = TABLE.replace(
        "            markers:\n",
        "            domain: [Aarau, Basel, Chur, Zug]\n            markers:\n",
        1,
    )

    def told(*more: str, figure: str = "at least 70") -> Assessment:
        keys = "\n".join(["measure: sum(t.n)", f"figure: {figure}", "by: town", *more])
        return files.form(keys, table=table)

    for selection, figure in (("all", "at least 70"), ("none", "at least 1000")):
        judged = told(f"in: {selection}", figure=figure)
        assert (judged.verdict, judged.reason) == (N, "missing")
        assert judged.explanation is not None
        assert "of its domain 'Zug' has no row" in judged.explanation
    # One that fails is enough, whatever the missing one would be.
    assert told("in: all", "where: town != Aarau", "except: year = 2018").verdict is R
    assert told("in: none").verdict is R
    assert told("in: all", "of: 3").verdict is S
    assert told("in: all", "among: year = 2018").verdict is S
    assert told("in: 3").verdict is S


def test_where_keeps_the_rows_and_among_the_groups(files: Files) -> None:
    assert each(files, "at least 80", "in: 1", "where: year = 2018").verdict is S
    assert each(files, "at least 80", "in: all", "among: m > 36").verdict is S
    assert each(files, "at least 80", "in: all", "except: town = Chur").verdict is S


def test_a_listed_group_must_be_one(files: Files) -> None:
    judged = each(files, "at least 80", "in: [Arau]")
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert judged.explanation is not None
    assert "did you mean 'Aarau'?" in judged.explanation


@pytest.mark.parametrize(
    ("selection", "verdict"),
    [
        ("all", U),
        ("none", R),
        ("2", U),
        ("3", U),
        ("at least 2", S),
        ("at least 3", U),
        ("at most 2", U),
        ("at most 3", S),
        ("4", R),
        ("[Aarau, Chur]", U),
        ("[Aarau]", R),
    ],
)
def test_a_group_without_a_number_may_count_or_not(
    files: Files, selection: str, verdict: Verdict
) -> None:
    files.table("town,n,m\nAarau,1,2\nBasel,1,0\nChur,3,4\n")
    judged = each(files, "at least 0.5", f"in: {selection}", measure="sum(t.n) / sum(t.m)")
    assert judged.verdict is verdict
    assert judged.explanation == (
        "there is no value for Basel: it may count or not, unless a test leaves it out"
    )


def test_a_group_without_a_number_does_not_save_what_another_refutes(files: Files) -> None:
    files.table("town,n,m\nAarau,1,2\nBasel,1,0\nChur,3,4\n")
    quotient = "sum(t.n) / sum(t.m)"
    assert each(files, "at least 0.6", "in: all", measure=quotient).verdict is R
    assert each(files, "at least 0.9", "in: none", measure=quotient).verdict is U
    chosen = each(files, "at least 0.5", "in: all", "among: m > 0", measure=quotient)
    assert (chosen.verdict, chosen.explanation) == (S, None)


def test_a_group_that_may_have_no_number_may_count_or_not(files: Files) -> None:
    files.table("town,n,m\nAarau,8,2\nBasel,9,<5\nChur,9,3\n")
    table = TABLE.replace(
        "          m:\n            unit: visits\n",
        "          m:\n            unit: visits\n            markers:\n"
        '              "<5": suppressed 0..4\n',
    )
    keys = "measure: sum(t.n) / sum(t.m)\nfigure: at least 2\nby: town\nin: "
    judged = files.form(f"{keys}all", table=table)
    # Nine divided by one to four is at least two; by nought it is nothing.
    assert judged.verdict is U
    assert judged.found is not None
    assert judged.found.text == "2 to 3 of 3 groups"
    assert files.form(f"{keys}at least 2", table=table).verdict is S
    assert files.form(f"{keys}none", table=table).verdict is R
    known = table.replace("suppressed 0..4", "suppressed 1..4")
    assert files.form(f"{keys}all", table=known).verdict is S


@pytest.mark.parametrize(
    ("number", "verdict", "claimed"),
    [(3, U, "all 3 groups"), (2, S, "all 2 groups"), (4, R, "all 4 groups")],
)
def test_the_number_of_groups_tells_which_are_meant(
    files: Files, number: int, verdict: Verdict, claimed: str
) -> None:
    files.table("town,n,m\nAarau,1,2\nBasel,1,0\nChur,3,4\n")
    quotient = "sum(t.n) / sum(t.m)"
    judged = each(files, "at least 0.5", "in: all", f"of: {number}", measure=quotient)
    assert judged.verdict is verdict
    assert judged.claimed is not None
    assert judged.claimed.text == claimed


def test_groups_without_a_number_are_shown(files: Files) -> None:
    files.table("town,n,m\nAarau,1,2\nBasel,1,0\nChur,3,4\n")
    quotient = "sum(t.n) / sum(t.m)"
    judged = each(files, "at least 0.5", "in: all", measure=quotient)
    assert judged.found is not None
    assert judged.found.text == "2 to 3 of 3 groups"
    chosen = each(files, "at least 0.5", "in: all", "of: 2", measure=quotient)
    assert chosen.calculation[-1].text == (
        "left out, as there is no value for them: 1 group (Basel)"
    )
    listed = each(files, "at least 0.5", "in: [Basel]", measure=quotient)
    assert listed.verdict is N
    assert listed.explanation == "there is no value for 'Basel', which the claim lists"


def test_there_must_be_a_group(files: Files) -> None:
    judged = each(files, "at least 80", "in: none", "where: n > 1000")
    assert judged.verdict is N
    assert judged.explanation == "there is no group of 'town' to ask"
    files.table("town,n,m\n?,1,2\nBasel,1,0\n")
    with_zug = TABLE.replace(
        "            markers:\n", "            domain: [Basel, Zug]\n            markers:\n", 1
    )
    keys = "measure: sum(t.n)\nfigure: at least 80\nby: town\nin: none\nwhere: town != Basel"
    unclear = files.form(keys, table=with_zug)
    assert unclear.verdict is N
    assert unclear.explanation == "it is not known whether there is a group of 'town' to ask"


def test_hidden_numbers_leave_the_number_of_groups_open(files: Files) -> None:
    files.table("town,n,m\nAarau,3,0\nBasel,<5,0\nChur,<5,0\n")
    judged = each(files, "at least 3", "in: at least 2")
    assert judged.verdict is U
    assert judged.found is not None
    assert judged.found.text == "1 to 3 of 3 groups"
    true, false = (world.measure for world in judged.worlds)
    assert true in {"2 of 3 groups satisfy it", "3 of 3 groups satisfy it"}
    assert false == "1 of 3 groups satisfy it"
    every = each(files, "at least 3", "in: all")
    assert every.verdict is U
    true, false = (world.measure for world in every.worlds)
    assert true == "0 of 3 groups fail it"
    assert false in {"1 of 3 groups fail it", "2 of 3 groups fail it"}
    assert each(files, "at least 5", "in: none").verdict is S
    assert each(files, "at least 3", "in: at least 1").verdict is S
    assert each(files, "at most 3", "in: none").verdict is R
    these = each(files, "at least 3", "in: [Aarau, Basel, Chur]")
    assert these.verdict is U
    assert {world.measure for world in these.worlds} == {
        "the groups are as claimed",
        "the groups are not as claimed",
    }


def test_a_group_that_may_not_be_there_is_asked_if_it_is(files: Files) -> None:
    files.table("town,n,m\nAarau,10,0\nBasel,20,0\n?,30,0\n")
    table = TABLE.replace(
        "            markers:\n",
        "            domain: [Aarau, Basel, Zug]\n            markers:\n",
        1,
    )

    def told(figure: str, *more: str) -> Assessment:
        keys = "\n".join(["measure: sum(t.n)", f"figure: {figure}", "by: town", *more])
        return files.form(keys, table=table)

    judged = told("at least 30", "in: 1")
    # Zug 30, or Aarau 40, or Basel 50: always exactly one.
    assert judged.verdict is S
    every = told("at least 10", "in: all")
    assert every.verdict is S
    assert every.found is not None
    assert every.found.text == "2 to 3 of 2 to 3 groups"
    assert told("at least 10", "in: all", "of: 3").verdict is U
    assert told("at least 10", "in: all", "of: 4").verdict is R
    assert told("at least 30", "in: [Zug]").verdict is U


def test_hedged_words_decide_for_each_profile_how_many_satisfy_it(files: Files) -> None:
    # Around 100 is strictly 95 to 105, as usual 90 to 110, generously 80 to 120.
    files.table("town,n,m\nAarau,81,0\nBasel,100,0\nChur,300,0\n")
    judged = each(files, "around 100", "in: 2")
    assert judged.profiles is not None
    verdicts = [judged.profiles.strict, judged.profiles.default, judged.profiles.lenient]
    assert verdicts == [R, R, S]
    assert (judged.verdict, judged.reason) == (U, "wording")
    # Strictly read, fewer are: "none" is then easier to be true, and harder generously.
    files.table("town,n,m\nAarau,91,0\nBasel,300,0\n")
    none = each(files, "around 100", "in: none")
    assert none.profiles is not None
    verdicts = [none.profiles.strict, none.profiles.default, none.profiles.lenient]
    assert verdicts == [S, R, R]
    assert (none.verdict, none.reason) == (U, "wording")


def test_a_part_is_not_shown_by_being_smaller(files: Files) -> None:
    judged = holds(files, "sum(t.m) part of sum(t.n)")
    assert (judged.verdict, judged.reason) == (U, "not shown by numbers")
    assert holds(files, "sum(t.n) part of sum(t.m)").verdict is R
    sure = holds(files, "sum(t.n[year = 2018]) part of sum(t.n)")
    assert sure.verdict is S


def test_an_empty_slice_of_records_counts_nothing_for_a_group(files: Files) -> None:
    files.table("town,n,m\nAarau,1,1\nBasel,2,2\n")
    assert each(files, "0", "in: 1", measure="count(t[n = 1])").verdict is S


def test_a_missing_row_of_a_keyed_table_is_missing_evidence(files: Files) -> None:
    keyed = TABLE.replace(
        "        file: t.csv\n", "        file: t.csv\n        key: [town, year]\n"
    )
    files.table(
        ROWS.replace("    Chur,2019,30,35\n", "").replace(
            "    Aarau,2018", "    Davos,2017,1,1\n    Aarau,2018"
        )
    )
    both = "holds: sum(t.n[year = 2019]) > sum(t.n[year = 2018])\nby: town\nin: 1"
    judged = files.form(both, table=keyed)
    assert (judged.verdict, judged.reason) == (N, "missing")
    assert judged.explanation is not None
    assert "the group 'Chur' lacks a row" in judged.explanation
    one = "measure: sum(t.n[year = 2018])\nfigure: at least 40\nby: town\nin: all"
    chosen = files.form(one, table=keyed)
    # Davos has no row of that year, but there is a Davos.
    assert (chosen.verdict, chosen.reason) == (N, "missing")
    assert files.form(f"{one}\nwhere: year = 2018", table=keyed).verdict is S
    fine = files.form(f"{both}\namong: town in (Aarau, Basel)", table=keyed)
    assert fine.verdict is S


def test_groups_of_two_tables_must_be_in_both(files: Files) -> None:
    files.table("town,people\nAarau,10\nBasel,20\nZug,30\n", "u.csv")
    both = (
        TABLE.rstrip(" ")
        + "      u:\n        file: u.csv\n        columns:\n"
        + "          people:\n            unit: people\n"
    )
    ratio = "measure: sum(t.n) / sum(u.people)\nfigure: at least 7\nby: {}\nin: {}"
    judged = files.form(ratio.format("town", "all"), table=both)
    assert (judged.verdict, judged.reason) == (N, "missing")
    assert judged.explanation is not None
    assert (
        "the group 'Zug' has no row in table 't'" in judged.explanation
        or "the group 'Chur'" in judged.explanation
    )
    chosen = ratio.format("town", "2") + "\namong: town in (Aarau, Basel)"
    assert files.form(chosen, table=both).verdict is S
    files.table("town,people\nAarau,10\nBasel,20\nChur,7\nZug,30\n", "u.csv")
    # A column written with its table says whose groups are meant.
    assert files.form(ratio.format("t.town", "3"), table=both).verdict is S
