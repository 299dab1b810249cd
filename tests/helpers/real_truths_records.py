"""Claims about records: films, characters, candidates, people."""

from __future__ import annotations

from typing import Any

import pandas as pd

from real_tables import Truth, either, filled, is_so, numbers, place, share_bounds, texts, truth

# bechdel


def films() -> pd.DataFrame:
    frame = texts("538__bechdel_movies.csv")
    frame["year"] = frame.year.astype(int)
    return frame


@truth("bechdel", "less-than-half")
def _() -> Truth:
    frame = films()
    strict = (frame.binary == "PASS").mean()
    wider = frame.clean_test.isin(["ok", "dubious"]).mean()
    return either([bool(strict < 0.5), bool(wider < 0.5)])


@truth("bechdel", "years-without-a-pass")
def _() -> Truth:
    frame = films()
    table = pd.crosstab(frame[frame.year >= 1990].year, frame.binary)
    return is_so((table.FAIL > table.PASS).sum() > 12)


@truth("bechdel", "more-each-decade")
def _() -> Truth:
    frame = films()
    shares = (frame.binary == "FAIL").groupby(frame["decade code"]).mean()
    return is_so(shares["1"] < shares["2"] < shares["3"])


@truth("bechdel", "no-women-rare")
def _() -> Truth:
    # "one in twelve" is a printed fraction: 5 % of it on both sides.
    share = (films().clean_test == "nowomen").mean()
    return is_so(0.95 / 12 <= share <= 1.05 / 12)


@truth("bechdel", "gross-known")
def _() -> Truth:
    return is_so((films().domgross != "#N/A").mean() > 0.99)


# wikia


def heroes() -> pd.DataFrame:
    dc = texts("538__dc-wikia_subset.csv").assign(publisher="DC")
    marvel = texts("538__marvel-wikia_subset.csv").assign(publisher="Marvel")
    return pd.concat([dc, marvel], ignore_index=True)


@truth("wikia", "a-quarter-women")
def _() -> Truth:
    frame = heroes()
    low, high = share_bounds(frame.SEX == "Female Characters", frame.SEX == "")
    return either([low < 0.3, high < 0.3])


@truth("wikia", "marvel-larger")
def _() -> Truth:
    counts = heroes().publisher.value_counts()
    return is_so(counts["Marvel"] > 2 * counts["DC"])


@truth("wikia", "dc-more-women")
def _() -> Truth:
    frame = heroes()
    bounds = {
        name: share_bounds(group.SEX == "Female Characters", group.SEX == "")
        for name, group in frame.groupby("publisher")
    }
    dc, marvel = bounds["DC"], bounds["Marvel"]
    return either([dc[0] >= marvel[1], dc[1] >= marvel[0]])


@truth("wikia", "half-bad-at-dc")
def _() -> Truth:
    frame = heroes()
    dc = frame[frame.publisher == "DC"]
    low, high = share_bounds(dc.ALIGN == "Bad Characters", dc.ALIGN == "")
    return either([low >= 0.5, high >= 0.5])


@truth("wikia", "bad-most-frequent")
def _() -> Truth:
    frame = heroes()
    low, high = share_bounds(
        frame.ALIGN.isin(["Bad Characters", "Good Characters"]), frame.ALIGN == ""
    )
    return either([low > 0.5, high > 0.5])


# fandango


def fandango() -> pd.DataFrame:
    frame = numbers(texts("538__fandango_fandango_scrape.csv"), "STARS", "RATING", "VOTES")
    return frame.assign(lift=(10 * frame.STARS).round() - (10 * frame.RATING).round())


@truth("fandango", "never-down")
def _() -> Truth:
    return is_so(fandango().lift.min() >= 0)


@truth("fandango", "by-half-or-more")
def _() -> Truth:
    return is_so((fandango().lift >= 5).sum() == 38)


@truth("fandango", "a-whole-star")
def _() -> Truth:
    return is_so((fandango().lift == 10).sum() == 1)


@truth("fandango", "mean-lift")
def _() -> Truth:
    frame = fandango()
    return is_so(0.245 <= frame[frame.RATING > 0].lift.mean() / 10 < 0.255)


@truth("fandango", "large-films-lifted-too")
def _() -> Truth:
    frame = fandango()
    frame = frame[frame.RATING > 0]
    return is_so(frame[frame.VOTES >= 1000].lift.mean() >= frame[frame.VOTES < 1000].lift.mean())


# deniers


def candidates() -> pd.DataFrame:
    return texts("538__election-deniers_fivethirtyeight_election_deniers.csv")


@truth("deniers", "over-a-third-deny")
def _() -> Truth:
    return is_so((candidates().Stance == "Fully denied").mean() > 1 / 3)


@truth("deniers", "deniers-largest-group")
def _() -> Truth:
    counts = candidates().Stance.value_counts()
    return is_so(counts.index[0] == "Fully denied", counts.iloc[0] >= 1.5 * counts.iloc[1])


def by_office() -> pd.Series[Any]:
    frame = candidates()
    return (frame.Stance == "Fully denied").groupby(frame.Office).mean()


@truth("deniers", "every-office-has-deniers")
def _() -> Truth:
    return is_so((by_office().drop("Senator (unexpired term)") >= 0.2).all())


@truth("deniers", "three-offices-above-two-fifths")
def _() -> Truth:
    return is_so((by_office() > 0.4).sum() == 0)


@truth("deniers", "newcomers-deny-more")
def _() -> Truth:
    frame = candidates()
    shares = (frame.Stance == "Fully denied").groupby(frame.Incumbent).mean()
    return is_so(shares["No"] > shares["Yes"])


# police


def killed() -> pd.DataFrame:
    return texts("538__police-killings_subset.csv")


@truth("police", "half-white")
def _() -> Truth:
    frame = killed()
    low, high = share_bounds(frame.raceethnicity == "White", frame.raceethnicity == "Unknown")
    claimed = (0.475, 0.525)
    if high < claimed[0] or low > claimed[1]:
        return "refuted"
    return "supported" if claimed[0] <= low and high <= claimed[1] else "undetermined"


@truth("police", "unarmed-fifth")
def _() -> Truth:
    frame = killed()
    low, high = share_bounds(frame.armed == "No", frame.armed == "Unknown")
    return either([low > 0.2, high > 0.2])


@truth("police", "black-unarmed-more")
def _() -> Truth:
    # Race and arms may both be unknown: every way to give the unknown rows to the four groups.
    frame = killed()
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for race in ("Black", "White"):
        surely = frame[frame.raceethnicity == race]
        perhaps = frame[frame.raceethnicity == "Unknown"]
        unarmed, armed = (surely.armed == "No").sum(), (~surely.armed.isin(["No", "Unknown"])).sum()
        open_rows = (surely.armed == "Unknown").sum()
        may_unarmed = perhaps.armed.isin(["No", "Unknown"]).sum()
        may_armed = (perhaps.armed != "No").sum()
        low[race] = unarmed / (unarmed + armed + open_rows + may_armed)
        high[race] = (unarmed + open_rows + may_unarmed) / (
            unarmed + open_rows + armed + may_unarmed
        )
    return either([low["Black"] > high["White"], high["Black"] > low["White"]])


@truth("police", "median-age")
def _() -> Truth:
    ages = pd.to_numeric(killed().age, errors="coerce")
    unknown = int(ages.isna().sum())
    ways = [pd.concat([ages.dropna(), pd.Series([value] * unknown)]).median() for value in (0, 200)]
    return either([bool(way < 36) for way in ways])


@truth("police", "under-eighteen")
def _() -> Truth:
    ages = pd.to_numeric(killed().age, errors="coerce")
    low = (ages < 18).sum()
    return either([bool(low + more == 8) for more in range(int(ages.isna().sum()) + 1)])


@truth("police", "march-worst")
def _() -> Truth:
    counts = killed().month.value_counts()
    return is_so(counts.index[0] == "March", counts.iloc[0] > counts.iloc[1])


@truth("police", "shot")
def _() -> Truth:
    frame = killed()
    low, high = share_bounds(frame.cause == "Gunshot", frame.cause == "Unknown")
    # "nearly nine in ten" ends below 90 % and begins at 85 %.
    return either([0.85 <= low < 0.9, 0.85 <= high < 0.9])


# donations


def gifts() -> pd.DataFrame:
    frame = texts("538__sports-political-donations_sports-political-donations.csv")
    return frame.assign(usd=frame.Amount.str.replace(r"[$, ]", "", regex=True).astype(int))


@truth("donations", "republicans-lead")
def _() -> Truth:
    sums = gifts().groupby("Party").usd.sum().sort_values(ascending=False)
    return is_so(sums.index[0] == "Republican", sums.iloc[0] > 2 * sums.iloc[1])


@truth("donations", "nearly-47-million")
def _() -> Truth:
    total = gifts().usd.sum()
    # "nearly" is below the number, by less than its last printed step and a little more.
    return is_so(46_000_000 <= total < 47_000_000)


@truth("donations", "half-to-republicans")
def _() -> Truth:
    frame = gifts()
    part = frame[frame.Party.isin(["Republican", "Democrat"])].usd.sum()
    return is_so(part / frame.usd.sum() > 0.5)


@truth("donations", "more-each-election")
def _() -> Truth:
    frame = gifts()
    sums = frame.groupby("Election Year").usd.sum()
    # Donations were only counted in even years, and the step is declared to be two.
    return is_so(sums.index.tolist() == ["2016", "2018", "2020"], sums.is_monotonic_increasing)


@truth("donations", "without-baseball")
def _() -> Truth:
    frame = gifts()
    sums = frame[frame.League != "MLB"].groupby("Party").usd.sum()
    return is_so(sums["Republican"] > sums["Democrat"])


# songs


def songs() -> pd.DataFrame:
    return numbers(
        texts("538__classic-rock_classic-rock-song-list.csv"), "Release Year", "PlayCount"
    )


def fights() -> pd.DataFrame:
    return numbers(texts("538__fight-songs_fight-songs.csv"), "year")


@truth("songs", "zeppelin-most-played")
def _() -> Truth:
    found = songs().groupby("ARTIST CLEAN").PlayCount.sum().sort_values(ascending=False)
    return is_so(found.index[0] == "Led Zeppelin", found.iloc[0] > 1.2 * found.iloc[1])


@truth("songs", "artists")
def _() -> Truth:
    return is_so(songs()["ARTIST CLEAN"].nunique() == 475)


@truth("songs", "seventies")
def _() -> Truth:
    years = songs()["Release Year"]
    low, high = share_bounds(years.between(1970, 1979), years.isna())
    return either([low >= 0.25, high >= 0.25])


@truth("songs", "before-the-war")
def _() -> Truth:
    years = fights().year
    low, high = share_bounds(years < 1945, years.isna())
    return either([low > 0.5, high > 0.5])


@truth("songs", "median-year-as-number")
def _() -> Truth:
    return either([bool(filled(fights().year, way).median() < 1930) for way in (0, 9999)])


@truth("songs", "every-conference-sings-of-victory")
def _() -> Truth:
    frame = fights()
    return is_so((frame.victory == "Yes").groupby(frame.conference).any().all())


@truth("songs", "big-ten-largest")
def _() -> Truth:
    return is_so(place(fights().conference.value_counts(), "Big Ten") == 1)
