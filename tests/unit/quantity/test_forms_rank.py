"""Ranks: places, ties, ends, leads, groups that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.quantity.forms import field as forms_field
from factcheck.quantity.forms import rank as forms_rank

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
          share:
            unit: percent
    """
PLAIN = TABLE.replace("          share:\n            unit: percent\n", "")
ROWS = """\
    town,year,n,share
    Aarau,2018,40,20
    Basel,2018,90,45
    Chur,2018,40,20
    Davos,2018,10,5
    Aarau,2019,50,25
    Basel,2019,80,40
    Chur,2019,30,15
    """


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table(ROWS)


def rank(files: Files, of: str, place: str, *more: str, measure: str = "sum(t.n)") -> Assessment:
    """Return what a claim about a place comes to. Sums: Basel 170, Aarau 90, Chur 70, Davos 10."""
    lines = [f"measure: {measure}", "by: town", f"of: {of}", f"place: {place}", *more]
    has_share = "share" in (files.folder / "t.csv").read_text().partition("\n")[0]
    return files.form("\n".join(lines), table=TABLE if has_share else PLAIN)


@pytest.mark.parametrize(
    ("of", "place", "verdict", "found"),
    [
        ("Basel", "1", S, "place 1 of 4"),
        ("Aarau", "1", R, "place 2 of 4"),
        ("Aarau", "2", S, "place 2 of 4"),
        ("Aarau", "top 2", S, "place 2 of 4"),
        ("Chur", "1..2", R, "place 3 of 4"),
        ("Davos", "last", S, "place 1, counted from the end, of 4"),
        ("Chur", "last", R, "place 2, counted from the end, of 4"),
        ("Chur", "bottom 2", S, "place 2, counted from the end, of 4"),
        ("Davos", "not in top 3", S, "place 4 of 4"),
        ("Chur", "not in top 3", R, "place 3 of 4"),
    ],
)
def test_a_place_counts_who_is_ahead(
    files: Files, of: str, place: str, verdict: Verdict, found: str
) -> None:
    judged = rank(files, of, place)
    assert judged.verdict is verdict
    assert judged.found is not None
    assert judged.found.text == found


def test_the_lowest_may_be_first(files: Files) -> None:
    assert rank(files, "Davos", "1", "order: lowest").verdict is S
    assert rank(files, "Basel", "last", "order: lowest").verdict is S
    assert rank(files, "Aarau", "2", "order: lowest").verdict is R


def test_what_was_claimed_and_found_is_told_as_whole_numbers(files: Files) -> None:
    judged = rank(files, "Aarau", "1..3")
    assert judged.claimed is not None
    assert judged.claimed.text == "places 1 to 3"
    assert judged.claimed.interval == Interval(Fraction(1), Fraction(3))
    assert ends(judged) == ("2", "2")
    assert judged.distance is None


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("last", "last place"),
        ("not 1", "not in place 1"),
        ("not in top 3", "not in places 1 to 3"),
        ("bottom 3", "places 1 to 3 from the end"),
    ],
)
def test_claimed_places_have_words(files: Files, place: str, text: str) -> None:
    judged = rank(files, "Aarau", place)
    assert judged.claimed is not None
    assert judged.claimed.text == text


def test_equal_numbers_share_the_better_place_and_that_is_said(files: Files) -> None:
    for town in ("Aarau", "Chur"):
        judged = rank(files, town, "2", "where: year = 2018")
        assert judged.verdict is S
        assert [finding.slug for finding in judged.findings] == ["tie"]
    assert rank(files, "Davos", "4", "where: year = 2018").verdict is S
    assert rank(files, "Davos", "3", "where: year = 2018").verdict is R


def test_sole_place_can_be_demanded(files: Files) -> None:
    tied = rank(files, "Aarau", "2", "unique: true", "where: year = 2018")
    assert tied.verdict is R
    assert tied.found is not None
    assert tied.found.text == "place 2 of 4, level with Chur"
    assert rank(files, "Aarau", "2", "unique: true").verdict is S


def test_a_tie_between_claimed_groups_is_told_once(files: Files) -> None:
    judged = rank(files, "[Aarau, Chur]", "2", "where: year = 2018")
    assert judged.verdict is S
    assert judged.claimed is not None
    assert judged.found is not None
    assert judged.claimed.text == "Aarau and Chur: place 2"
    assert judged.found.text == "Aarau: place 2 of 4; Chur: place 2 of 4"
    assert len(judged.findings) == 1


def test_several_groups_must_all_have_their_places(files: Files) -> None:
    assert rank(files, "[Aarau, Basel]", "1..2").verdict is S
    assert rank(files, "[Aarau, Chur]", "1..2").verdict is R


@pytest.mark.parametrize(
    ("lead", "verdict", "ahead"),
    [
        # 170 is 88.9 % more than 90.
        ("at least 80 percent", S, "88.89 %"),
        ("at least 90 percent", R, "88.89 %"),
        ("80 visits", S, "80"),
        ("more than 100 visits", R, "80"),
    ],
)
def test_a_lead_is_over_the_next_group(
    files: Files, lead: str, verdict: Verdict, ahead: str
) -> None:
    judged = rank(files, "Basel", "1", f"lead: {lead}")
    assert judged.verdict is verdict
    assert judged.found is not None
    assert judged.found.text == f"place 1 of 4, {ahead} ahead"
    assert judged.figure == lead


def test_a_lead_of_a_later_place_is_over_the_one_after_it(files: Files) -> None:
    # 90 is 28.6 % more than 70.
    assert rank(files, "Aarau", "2", "lead: at least 25 percent").verdict is S
    assert rank(files, "Aarau", "2", "lead: at least 30 percent").verdict is R


def test_a_lead_downwards_is_how_much_less_it_is(files: Files) -> None:
    # 10 is 85.7 % less than 70.
    low = ("order: lowest", "lead: at least 85 percent")
    assert rank(files, "Davos", "1", *low).verdict is S
    assert rank(files, "Davos", "last", "lead: at least 90 percent").verdict is R
    assert rank(files, "Davos", "last", "lead: 60 visits").verdict is S


def test_a_lead_of_shares_may_be_in_points(files: Files) -> None:
    more = ("where: year = 2019", "lead: 15 points")
    judged = rank(files, "Basel", "1", *more, measure="t.share")
    assert judged.verdict is S
    assert judged.found is not None
    assert judged.found.text == "place 1 of 3, 15 points ahead"
    lowest = ("where: year = 2019", "order: lowest", "lead: 10 points")
    assert rank(files, "Chur", "1", *lowest, measure="t.share").verdict is S


def test_nobody_comes_after_the_last(files: Files) -> None:
    judged = rank(files, "Davos", "4", "lead: at least 1 percent")
    assert judged.verdict is N
    assert judged.explanation == "no group comes after 'Davos', so that it has no lead"


def test_groups_can_be_chosen(files: Files) -> None:
    assert rank(files, "Aarau", "1", "among: not town = Basel").verdict is S
    # The measure of a chosen group is still that of all its rows.
    judged = rank(files, "Chur", "3", "among: year = 2018, n > 20")
    assert judged.found is not None
    assert judged.found.text == "place 3 of 3"


def test_a_misspelt_group_is_a_fault_with_the_nearest(files: Files) -> None:
    judged = rank(files, "Bassel", "1")
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert judged.explanation is not None
    assert "did you mean 'Basel'?" in judged.explanation


def test_a_group_without_the_rows_asked_for_has_no_place(files: Files) -> None:
    judged = rank(files, "Davos", "1", "where: year = 2019")
    assert (judged.verdict, judged.reason) == (N, "missing")
    assert judged.explanation == "no row that is asked for makes 'Davos' a group of 'town'"


def test_a_ranking_needs_two_groups(files: Files) -> None:
    judged = rank(files, "Basel", "1", "among: town = Basel")
    assert judged.verdict is N
    assert judged.explanation == "a ranking needs two groups, and beside 'Basel' there is none"


def test_hidden_numbers_leave_places_open(files: Files) -> None:
    files.table("town,n\nAarau,3\nBasel,9\nChur,<5\n")
    judged = rank(files, "Aarau", "2")
    assert judged.verdict is U
    assert judged.found is not None
    assert judged.found.text == "place 2 to 3 of 3"
    assert {world.measure for world in judged.worlds} == {
        "Aarau has place 2",
        "Aarau has place 3",
    }
    assert rank(files, "Aarau", "2..3").verdict is S
    assert rank(files, "Basel", "1").verdict is S
    assert rank(files, "Chur", "1").verdict is R
    assert rank(files, "Aarau", "2", "unique: true").verdict is U


def test_a_lead_needs_to_know_who_comes_next(files: Files) -> None:
    files.table("town,n\nAarau,3\nBasel,9\nChur,<5\n")
    first = rank(files, "Basel", "1", "lead: at least 100 percent")
    assert first.verdict is S
    second = rank(files, "Aarau", "2", "lead: at least 10 percent")
    assert second.verdict is N
    assert second.explanation is not None
    assert "it is not known whether Chur is ahead" in second.explanation


def test_a_row_of_an_unknown_group_may_be_in_each(files: Files) -> None:
    files.table("town,n\nAarau,30\nBasel,25\nChur,5\n?,10\n")
    judged = rank(files, "Aarau", "1")
    assert judged.verdict is U
    assert judged.found is not None
    assert judged.found.text == "place 1 to 2 of 3"
    assert rank(files, "Chur", "3").verdict is S
    assert [premise.text for premise in judged.premises] == [
        "unknown values of column 'town' of table 't' are among those that occur"
    ]


def test_a_domain_has_groups_that_may_or_may_not_be_there(files: Files) -> None:
    files.table("town,n\nAarau,30\nBasel,25\n?,10\n")
    table = PLAIN.replace(
        '            markers:\n              "?": unknown',
        '            domain: [Aarau, Basel, Zug]\n            markers:\n              "?": unknown',
        1,
    )

    def told(of: str, place: str) -> Assessment:
        keys = f"measure: sum(t.n)\nby: town\nof: {of}\nplace: {place}"
        return files.form(keys, table=table)

    aarau = told("Aarau", "1..2")
    assert aarau.verdict is S
    assert aarau.found is not None
    assert aarau.found.text == "place 1 to 2 of 2 to 3"
    assert any("Zug (if it has a row)" in step.text for step in aarau.calculation)
    # Where Zug has the row, Basel is second of three; where not, it has at least 25.
    zug = told("Zug", "3")
    assert zug.verdict is S
    assert [premise.text for premise in zug.premises] == ["there is a row of Zug"]
    unclear = files.form(
        "measure: sum(t.n)\nby: town\nof: Aarau\nplace: 1\nlead: at least 1 percent", table=table
    )
    assert unclear.verdict is N
    assert unclear.explanation is not None
    assert "whether there is a row of Zug" in unclear.explanation


def test_groups_without_a_number_are_left_out(files: Files) -> None:
    files.table("town,n,share\nAarau,3,0\nBasel,0,9\nChur,4,1\n")
    judged = rank(files, "Aarau", "1", measure="sum(t.share) / sum(t.n)")
    assert judged.verdict is R
    assert judged.found is not None
    assert judged.found.text == "place 2 of 2"
    assert judged.calculation[-1].text == (
        "left out, as there is no value for them: 1 group (Basel)"
    )
    none = rank(files, "Basel", "1", measure="sum(t.share) / sum(t.n)")
    assert none.verdict is N
    assert none.explanation == "there is no value for 'Basel', so that it has no place"


def test_a_group_whose_denominator_may_be_zero_has_a_premise(files: Files) -> None:
    files.table("town,n,share\nAarau,<5,8\nBasel,2,5\n")
    judged = rank(files, "Aarau", "1", measure="sum(t.share) / sum(t.n)")
    # 8 over 1 to 4 against 5 over 2.
    assert judged.verdict is U
    assert [premise.kind for premise in judged.premises] == ["denominator"]


def test_a_long_ranking_shows_the_top_and_the_neighbours(files: Files) -> None:
    files.table("town,n\n" + "".join(f"T{n:02d},{n}\n" for n in range(1, 31)))
    judged = rank(files, "T15", "16")
    assert judged.verdict is S
    assert [step.text for step in judged.calculation[1:]] == [
        "place 1: T30",
        "place 2: T29",
        "place 3: T28",
        "… 10 more",
        "place 14: T17",
        "place 15: T16",
        "place 16: T15",
        "place 17: T14",
        "place 18: T13",
        "… 12 more",
    ]


def test_groups_may_be_made_by_several_columns(files: Files) -> None:
    keys = "measure: sum(t.n)\nby: [town, year]\nof: [[Aarau, 2019]]\nplace: 3"
    judged = files.form(keys, table=TABLE)
    assert judged.verdict is S
    assert [step.text for step in judged.calculation[1:4]] == [
        "place 1: Basel, 2018",
        "place 2: Basel, 2019",
        "place 3: Aarau, 2019",
    ]


def test_groups_may_be_numbers_and_percentages(files: Files) -> None:
    judged = files.form("measure: sum(t.n)\nby: year\nof: 2018\nplace: 1", table=TABLE)
    assert judged.verdict is S
    shares = files.form("measure: sum(t.n)\nby: share\nof: 20%\nplace: 2", table=TABLE)
    # 20 % has 40 + 40, 45 % has 90, 40 % has 80.
    assert shares.verdict is S
    wrong = files.form("measure: sum(t.n)\nby: year\nof: last\nplace: 1", table=TABLE)
    assert (wrong.verdict, wrong.reason) == (N, "fault")
    assert wrong.explanation is not None
    assert "holds numbers, and 'last' is none" in wrong.explanation


def test_groups_may_be_endless_fractions(files: Files) -> None:
    files.table("town,n\nAarau,40\nBasel,40\nChur,90\n")
    table = PLAIN.replace(
        "          n:\n", "          third:\n            compute: n / 30\n          n:\n"
    )
    judged = files.form("measure: count(t)\nby: third\nof: 3\nplace: 2", table=table)
    assert judged.verdict is S
    assert any("4/3" in step.text for step in judged.calculation)


def test_very_many_groups_are_ranked_where_their_numbers_are_known(files: Files) -> None:
    files.table("town,n\n" + "".join(f"T{n},{n}\n" for n in range(10_005)))
    for measure in ("sum(t.n)", "mean(t.n)", "t.n", "count(t)"):
        judged = files.form(f"measure: {measure}\nby: town\nof: T10001\nplace: 4", table=PLAIN)
        assert judged.verdict is (R if measure == "count(t)" else S)


def test_too_many_groups_are_refused(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_field, "MAX_RANKED", 3)
    files.table("town,n\n" + "".join(f"T{n},{n}\n" for n in range(4)))
    judged = rank(files, "T1", "1")
    assert judged.verdict is N
    assert judged.explanation == (
        "there are more than 3 groups of 'town' (ask about fewer with 'among' or 'where')"
    )


def test_many_groups_are_ranked_only_if_all_numbers_are_known(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms_rank, "MAX_GROUPS", 3)
    files.table("town,n\nA,1\nB,2\nC,<5\nD,9\n")
    form = "measure: sum(t.n)\nby: town\nof: D\nplace: 1"
    judged = files.form(form, table=PLAIN)
    assert judged.verdict is N
    assert judged.explanation == (
        "there are 4 groups, and the number of 'C' is not known: more than 3 groups are ranked "
        "only where all numbers are (rank only those whose number is known: 'among: n known')"
    )
    assert files.form(f"{form}\namong: n known", table=PLAIN).verdict is S
    judged = files.form("measure: count(t)\nby: town\nof: D\nplace: 1", table=PLAIN)
    assert judged.verdict is S
    files.table("town,n\nA,1\nB,2\nC,3\nD,9\nD,8\n?,5\n")
    judged = files.form("measure: count(t)\nby: town\nof: D\nplace: 1", table=PLAIN)
    assert judged.explanation is not None
    assert "'among: …'" in judged.explanation


@pytest.mark.parametrize(
    ("keys", "is_told"),
    [
        ("measure: sum(t.n)\nby: town\nof: Aarau\nplace: 2", True),
        ("measure: sum(t.n)\nby: town\nof: [Aarau, Total]\nplace: 1..2", False),
        ("measure: sum(t.n)\nby: town\nof: Aarau\nplace: 1\namong: town != Total", False),
        ("measure: sum(t.n)\nby: town\nfigure: at least 1\nin: all", True),
        ("measure: sum(t.n)\nby: year\nfigure: at least 1\nin: all", False),
        ("holds: sum(t.n) > 1\nby: town\nin: all", True),
    ],
)
def test_a_group_that_looks_like_the_total_of_the_others_is_told(
    files: Files, keys: str, *, is_told: bool
) -> None:
    files.table("town,year,n\nAarau,2018,40\nBasel,2018,2\nTotal,2018,42\n")
    found = [each.message for each in files.form(keys, table=PLAIN).findings]
    assert any("the group 'Total'" in message for message in found) is is_told


@pytest.mark.parametrize(
    ("place", "verdict", "is_told"),
    [
        ("top 4", S, True),
        ("top 5", S, True),
        ("top 3", S, False),
        ("not in top 4", R, True),
        ("bottom 4", S, True),
        ("2..5", S, True),
        ("2..4", S, False),
        ("5", R, True),
        ("4", R, False),
        ("last", R, False),
    ],
)
def test_places_that_every_group_has_or_none_are_told(
    files: Files, place: str, verdict: Verdict, *, is_told: bool
) -> None:
    judged = rank(files, "Chur", place)
    assert judged.verdict is verdict
    assert judged.explanation == ("there are only 4 groups to rank" if is_told else None)


@pytest.mark.parametrize(
    ("lead", "verdict"), [("at least 10 percent", N), ("at least 4", S), ("at least 5", R)]
)
def test_a_lead_over_nothing_is_no_percentage(files: Files, lead: str, verdict: Verdict) -> None:
    files.table("town,year,n\nA,1,4\nB,1,0\nC,1,0\n")
    judged = rank(files, "A", "1", f"lead: {lead}")
    assert judged.verdict is verdict
    if verdict is N:
        assert judged.reason == "missing"
        assert "zero-denominator" in (judged.explanation or "")
    tied = rank(files, "B", "2", f"lead: {lead}")
    assert tied.verdict is (N if verdict is N else R)


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        ("highest", ["place 1: B", "place 2: A", "place 3 to 4: C", "place 3 to 4: D"]),
        ("lowest", ["place 1 to 2: C", "place 1 to 2: D", "place 3: A", "place 4: B"]),
    ],
)
def test_places_are_told_from_either_end_where_a_number_is_not_known(
    files: Files, order: str, lines: list[str]
) -> None:
    files.table("town,year,n\nA,2018,5\nB,2018,9\nC,2018,<5\nD,2018,3\n")
    judged = rank(files, "B", "1", f"order: {order}")
    assert [step.text for step in judged.calculation[-4:]] == lines


def test_equal_known_numbers_share_the_place_after_all_that_are_ahead(files: Files) -> None:
    numbers = [7, 3, 7, 5, 3, 3, 9, 1, 5, 7]
    names = [f"T{place}" for place in range(len(numbers))]
    rows = "".join(f"{name},2018,{n}\n" for name, n in zip(names, numbers, strict=True))
    files.table(f"town,year,n\n{rows}")
    for order in ("highest", "lowest"):
        judged = rank(files, "T0", "1..10", f"order: {order}")
        told = {}
        for step in judged.calculation[-len(names) :]:
            place, _, name = step.text.removesuffix(" (tied)").partition(": ")
            told[name] = int(place.removeprefix("place ")), step.text.endswith("(tied)")
        for name, mine in zip(names, numbers, strict=True):
            ahead = [n for n in numbers if (n > mine if order == "highest" else n < mine)]
            assert told[name] == (1 + len(ahead), numbers.count(mine) > 1)
