"""Claims about printed tables: surveys, papers, games."""

from __future__ import annotations

from typing import Any

import pandas as pd

from real_tables import Truth, either, is_so, numbers, place, texts, truth

# midwest


def midwest() -> pd.DataFrame:
    frame = texts("538__region-survey_MIDWEST.csv", header=None, encoding="latin-1")
    answers = frame.iloc[2:, 6:26] != ""
    answers.columns = pd.Index(frame.iloc[1, 6:26])
    return answers


@truth("midwest", "illinois-in")
def _() -> Truth:
    frame = midwest()
    return is_so(frame[frame.any(axis=1)].Illinois.mean() > 0.7)


@truth("midwest", "wyoming-out")
def _() -> Truth:
    return is_so(midwest().Wyoming.mean() < 0.15)


@truth("midwest", "dakotas")
def _() -> Truth:
    frame = midwest()
    return is_so((frame["North Dakota"] & frame["South Dakota"]).mean() > 1 / 3)


@truth("midwest", "ohio-or-indiana")
def _() -> Truth:
    frame = midwest()
    return is_so((frame.Ohio | frame.Indiana).mean() > 0.7)


# star wars


def starwars() -> pd.DataFrame:
    return texts("538__star-wars-survey_StarWars.csv", header=None, encoding="mac-roman")


def seen() -> pd.DataFrame:
    frame = starwars()
    answers = frame.iloc[2:, 3:9] != ""
    answers.columns = pd.Index(["I", "II", "III", "IV", "V", "VI"])
    return answers


@truth("starwars", "empire-most-seen")
def _() -> Truth:
    counts = seen().sum()
    return is_so(counts["V"] > max(counts["IV"], counts["VI"], counts["I"]))


@truth("starwars", "two-thirds-are-fans")
def _() -> Truth:
    fans = starwars().iloc[2:, 2]
    answered = fans[fans != ""]
    # "about" is 5 % of the number on both sides.
    return is_so(0.95 * 2 / 3 <= (answered == "Yes").mean() <= 1.05 * 2 / 3)


@truth("starwars", "nobody")
def _() -> Truth:
    frame = seen()
    return is_so((~frame.V & ~frame.VI).mean() > 1 / 3)


# masculinity


def masculine(column: int) -> int:
    frame = texts("538__masculinity-survey_masculinity-survey.csv", header=None)
    assert frame.iloc[3, 1] == "Very masculine"
    return int(str(frame.iloc[3, column]).rstrip("%"))


@truth("masculinity", "very-masculine")
def _() -> Truth:
    return is_so(masculine(2) / 100 > 1 / 3)


@truth("masculinity", "young-less")
def _() -> Truth:
    return is_so(masculine(3) < masculine(5))


# papers


def f_scores(column: str) -> pd.Series[Any]:
    frame = texts("scitab__5b31abdf.csv").set_index("[ITALIC] m")[column]
    scores: pd.Series[Any] = frame.str.replace("[BOLD]", "").astype(float)
    return scores


@truth("papers", "best-depth-differs")
def _() -> Truth:
    return is_so(place(f_scores("NYT10 F1"), "1") == 1, place(f_scores("NYT11 F1"), "4") == 1)


@truth("papers", "recall-always-better-with-depth")
def _() -> Truth:
    return is_so(f_scores("NYT11 F1").is_monotonic_increasing)


@truth("papers", "three-iterations")
def _() -> Truth:
    found = numbers(texts("scitab__97aab644.csv"), "AUC").set_index("Recall").AUC
    return is_so(place(found, "Iteration=3") == 1)


@truth("papers", "a-most-frequent")
def _() -> Truth:
    found = numbers(texts("scitab__737a3ba3.csv"), "App.").set_index("Cue")["App."]
    lead = found["a"] / found.drop("a").max() - 1
    return is_so(place(found, "a") == 1, 0.245 <= lead < 0.255)


# football


def games() -> pd.DataFrame:
    frame = texts("tabfact__2-10746808-5.csv", sep="#")
    for side in ("home", "away"):
        found = frame[f"{side} team score"].str.extract(r"^(\d+)\.(\d+) \((\d+)\)$").astype(int)
        frame[[f"{side}_goals", f"{side}_behinds", f"{side}_points"]] = found
    return frame


@truth("football", "home-sides-won-twice")
def _() -> Truth:
    frame = games()
    return is_so((frame.home_points > frame.away_points).sum() == 2)


@truth("football", "largest-crowd")
def _() -> Truth:
    found = numbers(games(), "crowd").set_index("home team").crowd
    return is_so(place(found, "melbourne") == 1)


def made(what: str) -> pd.Series[Any]:
    frame = games()
    home = frame.set_index("home team")[f"home_{what}"]
    away = frame.set_index("away team")[f"away_{what}"]
    both: pd.Series[Any] = pd.concat([home, away])
    return both


@truth("football", "highest-score")
def _() -> Truth:
    return is_so(place(made("points"), "melbourne") == 1)


@truth("football", "home-less-than-away")
def _() -> Truth:
    frame = games()
    return is_so(frame.away_points.sum() > frame.home_points.sum())


@truth("football", "six-goals")
def _() -> Truth:
    return is_so((made("goals") >= 5).all())


# medals


def medals() -> pd.DataFrame:
    frame = texts("tabfact__2-11344569-3.csv", sep="#").set_index("nation")
    return frame.drop(columns="rank").astype(int)


@truth("medals", "adds-up")
def _() -> Truth:
    frame = medals()
    return is_so((frame.gold + frame.silver + frame.bronze == frame.total).all())


@truth("medals", "cyprus-ahead")
def _() -> Truth:
    found = medals().total.sort_values(ascending=False)
    return is_so(found.index[0] == "cyprus", found.iloc[0] > 1.5 * found.iloc[1])


@truth("medals", "mexico-alone-first")
def _() -> Truth:
    found = numbers(texts("tabfact__2-14244631-6.csv", sep="#"), "gold").set_index("nation").gold
    return is_so(place(found, "mexico") == 1, (found == found["mexico"]).sum() == 1)


for _nation, _gold in (("cyprus", 59), ("iceland", 32), ("monaco", 7)):

    @truth("medals", f"single[nation={_nation},gold={_gold}]")
    def _(nation: str = _nation, gold: int = _gold) -> Truth:
        return is_so(medals().gold[nation] == gold)


# names


def names(now: bool) -> pd.DataFrame:
    new, old = (
        "538__unisex-names_unisex_names_table.csv",
        "538__unisex_names_v2015-06-10_69e17ef.csv",
    )
    return texts(new if now else old)


@truth("names", "first-count")
def _() -> Truth:
    return is_so(len(names(now=False)) == 922)


@truth("names", "first-count-now")
def _() -> Truth:
    return is_so(len(names(now=True)) == 922)


@truth("names", "both")
def _() -> Truth:
    return either([len(names(now=now)) == 922 for now in (False, True)])


@truth("names", "casey")
def _() -> Truth:
    found = numbers(names(now=True), "total").set_index("name").total
    return is_so(place(found, "Casey") == 1)
