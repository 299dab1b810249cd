"""Claims about rankings and series: drinks, drivers, airlines, majors, burgers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from real_tables import Truth, either, filled, is_so, numbers, place, texts, truth

# airlines

AIR = "538__airline-safety_airline-safety.csv"
PERIODS = ["fatalities_85_99", "fatalities_00_14", "incidents_85_99", "incidents_00_14"]


def airlines() -> pd.DataFrame:
    return numbers(texts(AIR), *PERIODS)


@truth("airlines", "deaths-before")
def _() -> Truth:
    return is_so(6250 <= airlines().fatalities_85_99.sum() < 6350)


@truth("airlines", "deaths-halved")
def _() -> Truth:
    frame = airlines()
    return is_so(frame.fatalities_00_14.sum() < frame.fatalities_85_99.sum() / 2)


@truth("airlines", "aeroflot-first")
def _() -> Truth:
    found = airlines().set_index("airline").incidents_85_99.sort_values(ascending=False)
    return is_so(found.index[0] == "Aeroflot*", found.iloc[0] >= 2 * found.iloc[1])


@truth("airlines", "none-without-incident")
def _() -> Truth:
    frame = airlines()
    return is_so(((frame.incidents_85_99 + frame.incidents_00_14) > 0).all())


@truth("airlines", "past-predicts-future")
def _() -> Truth:
    frame = airlines()
    return is_so(frame.incidents_85_99.corr(frame.incidents_00_14) < 0.5)


# drinks

DRINKS = "538__alcohol-consumption_drinks.csv"
KINDS = ["beer_servings", "spirit_servings", "wine_servings", "total_litres_of_pure_alcohol"]


def drinks() -> pd.DataFrame:
    return numbers(texts(DRINKS), *KINDS).set_index("country")


@truth("drinks", "namibia-beer")
def _() -> Truth:
    return is_so(place(drinks().beer_servings, "Namibia") == 1)


@truth("drinks", "wine-podium")
def _() -> Truth:
    wine = drinks().wine_servings
    return is_so(*(place(wine, each) <= 3 for each in ("France", "Portugal", "Andorra")))


@truth("drinks", "haiti-third-alone")
def _() -> Truth:
    spirits = drinks().spirit_servings
    others = (spirits == spirits["Haiti"]).sum()
    return is_so(place(spirits, "Haiti") == 3, others == 1)


@truth("drinks", "usa-not-in-top-ten")
def _() -> Truth:
    return is_so(place(drinks().beer_servings, "USA") > 10)


@truth("drinks", "thirteen-dry")
def _() -> Truth:
    return is_so((drinks().total_litres_of_pure_alcohol == 0).sum() == 13)


@truth("drinks", "median-litres")
def _() -> Truth:
    return is_so(drinks().total_litres_of_pure_alcohol.median() < 4.5)


@truth("drinks", "ninth-decile")
def _() -> Truth:
    return is_so(drinks().total_litres_of_pure_alcohol.quantile(0.9) > 10)


@truth("drinks", "top-ten-wine-in-europe")
def _() -> Truth:
    wine = drinks().wine_servings
    return is_so(wine[wine.rank(method="min", ascending=False) <= 10].min() > 200)


@truth("drinks", "belarus-leads-by-a-tenth")
def _() -> Truth:
    found = drinks().total_litres_of_pure_alcohol.sort_values(ascending=False)
    return is_so(found.index[0] == "Belarus", found.iloc[0] > 1.1 * found.iloc[1])


# drivers

DRIVERS = "538__bad-drivers_bad-drivers.csv"


def drivers() -> pd.DataFrame:
    frame = texts(DRIVERS).set_index("State")
    frame.columns = pd.Index(
        ["collisions", "speeding", "alcohol", "not_distracted", "first", "premium", "losses"]
    )
    changed: pd.DataFrame = frame.apply(pd.to_numeric)
    return changed


@truth("drivers", "dakota-and-carolina")
def _() -> Truth:
    found = drivers().collisions
    return is_so(*(place(found, each) == 1 for each in ("North Dakota", "South Carolina")))


@truth("drivers", "premiums-follow-losses")
def _() -> Truth:
    frame = drivers()
    return is_so(frame.premium.corr(frame.losses) > 0.6)


@truth("drivers", "speeding-under-half")
def _() -> Truth:
    return is_so((drivers().speeding < 50).sum() >= 45)


@truth("drivers", "hawaii-speeding")
def _() -> Truth:
    return is_so(drivers().speeding["Hawaii"] > 50)


# majors


def majors() -> pd.DataFrame:
    return numbers(
        texts("538__college-majors_recent-grads.csv"),
        "Total", "Men", "Women", "ShareWomen", "Median",
    )  # fmt: skip


@truth("majors", "women-majority")
def _() -> Truth:
    frame = majors().dropna(subset=["ShareWomen"])
    return is_so((frame.ShareWomen * frame.Total).sum() / frame.Total.sum() > 0.5)


@truth("majors", "sexes-make-total")
def _() -> Truth:
    frame = majors()
    return is_so(frame.Men.sum() + frame.Women.sum() == frame.Total.sum())


@truth("majors", "engineers-men")
def _() -> Truth:
    frame = majors()
    engineers = frame[frame.Major_category == "Engineering"]
    return is_so((engineers.ShareWomen < 0.5).sum() >= 25, len(engineers) == 29)


@truth("majors", "petroleum-first")
def _() -> Truth:
    found = majors().set_index("Major").Median.sort_values(ascending=False)
    return is_so(found.index[0] == "PETROLEUM ENGINEERING", found.iloc[0] > 1.4 * found.iloc[1])


@truth("majors", "categories-with-few-women")
def _() -> Truth:
    sums = majors().groupby("Major_category")[["Women", "Total"]].sum()
    few = sums[3 * sums.Women < sums.Total].index
    return is_so(list(few) == ["Engineering"])


# hate crimes


def crimes() -> pd.Series[Any]:
    frame = numbers(texts("538__hate-crimes_hate_crimes.csv"), "hate_crimes_per_100k_splc")
    return frame.set_index("state").hate_crimes_per_100k_splc


@truth("hate", "median-splc")
def _() -> Truth:
    return either([bool(filled(crimes(), way).median() > 0.1) for way in (-1, 1e9)])


@truth("hate", "median-narrow")
def _() -> Truth:
    return either([bool(filled(crimes(), way).median() > 0.24) for way in (-1, 1e9)])


@truth("hate", "dc-first")
def _() -> Truth:
    ways = (place(filled(crimes(), way), "District of Columbia") == 1 for way in (-1, 1e9))
    return either(list(ways))


@truth("hate", "known-states")
def _() -> Truth:
    return is_so(crimes().notna().sum() == 47)


@truth("hate", "dc-leads-known")
def _() -> Truth:
    return is_so(place(crimes().dropna(), "District of Columbia") == 1)


# trust


def trust() -> pd.DataFrame:
    frame = texts("538__trump-world-trust_TRUMPWORLD-us.csv").drop(columns="avg")
    changed: pd.DataFrame = frame.set_index("year").apply(pd.to_numeric, errors="coerce")
    return changed


@truth("trust", "fell-in-germany")
def _() -> Truth:
    found = trust().Germany
    return is_so((found["2017"] - found["2016"]) / found["2016"] < -1 / 3)


@truth("trust", "mexico-halved")
def _() -> Truth:
    found = trust().Mexico
    return is_so(found["2017"] < found["2015"] / 2)


@truth("trust", "falling-in-britain")
def _() -> Truth:
    found = trust().UK
    return is_so(found["2014"] > found["2015"] > found["2016"] > found["2017"])


@truth("trust", "israel-most-favourable")
def _() -> Truth:
    found = trust().T["2017"].dropna()
    return is_so(*(place(found, each) <= 3 for each in ("Vietnam", "Israel", "Philippines")))


@truth("trust", "canada-with-a-gap")
def _() -> Truth:
    assert pd.isna(trust().Canada["2006"])
    return "not checkable"


# burgers

VINTAGES = {
    "2022": "economist__big-mac-raw-index_v2022-02-04.csv",
    "2026": "economist__big-mac-raw-index_v2026-03-30.csv",
}


def burgers(vintage: str = "2026") -> pd.DataFrame:
    return numbers(texts(VINTAGES[vintage]), "dollar_price", "USD")


def swiss(vintage: str = "2026") -> pd.Series[Any]:
    frame = burgers(vintage)
    return frame[frame.name == "Switzerland"].set_index("date").dollar_price.sort_index()


@truth("burgers", "swiss-most-expensive")
def _() -> Truth:
    frame = burgers()
    found = frame[frame.date == "2026-01-01"].set_index("name").dollar_price
    return is_so(place(found, "Switzerland") == 1)


@truth("burgers", "over-nine-dollars")
def _() -> Truth:
    return is_so(swiss().iloc[-1] > 9)


@truth("burgers", "seven-then")
def _() -> Truth:
    return is_so(6.5 <= swiss("2022").iloc[-1] < 7)


def pound(vintage: str) -> float:
    frame = burgers(vintage)
    found = frame[(frame.name == "Britain") & (frame.date == "2021-07-01")].USD
    return float(found.iloc[0])


@truth("burgers", "pound-undervalued")
def _() -> Truth:
    return is_so(-0.17 < pound("2022") < -0.15)


@truth("burgers", "pound-undervalued-now")
def _() -> Truth:
    return is_so(-0.17 < pound("2026") < -0.15)


@truth("burgers", "rising-again")
def _() -> Truth:
    found = swiss()[["2022-07-01", "2023-01-01", "2023-07-01", "2024-01-01"]]
    return is_so(found.is_monotonic_increasing, found.is_unique)


@truth("burgers", "prices-in-2021")
def _() -> Truth:
    return is_so(burgers().date.str.startswith("2021").sum() > 100)


@truth("burgers", "since-2020")
def _() -> Truth:
    return is_so((burgers().date >= "2020").sum() > 700)


# murders


def murders() -> tuple[pd.DataFrame, pd.DataFrame]:
    final = texts("538__murder_2016_murder_2015_final.csv")
    now = texts("538__murder_2016_murder_2016_prelim.csv")
    return (
        numbers(final, "2014_murders", "2015_murders", "change"),
        numbers(now, "2015_murders", "2016_murders", "change"),
    )


@truth("murders", "up-by-a-tenth")
def _() -> Truth:
    final, _now = murders()
    change = final["2015_murders"].sum() / final["2014_murders"].sum() - 1
    return is_so(0.105 <= change < 0.115)


@truth("murders", "changes-add-up")
def _() -> Truth:
    final, _now = murders()
    return is_so((final["2015_murders"] - final["2014_murders"] == final.change).all())


@truth("murders", "chicago-passed-its-year")
def _() -> Truth:
    final, now = murders()
    joined = now.merge(final, on=["city", "state"], suffixes=("", "_final"))
    row = joined[joined.city == "Chicago"].iloc[0]
    return is_so(row["2016_murders"] > row["2015_murders_final"])


# officers


def forces() -> pd.DataFrame:
    return numbers(
        texts("538__police-locals_police-locals.csv"), "police_force_size", "all", "white", "black"
    )


@truth("officers", "fewer-than-half")
def _() -> Truth:
    frame = forces()
    return is_so(
        (frame["all"] * frame.police_force_size).sum() / frame.police_force_size.sum() < 0.5
    )


@truth("officers", "black-more-than-white")
def _() -> Truth:
    frame = forces().dropna(subset=["black"])
    return is_so((frame.black > frame.white).sum() >= 40)


@truth("officers", "median-city")
def _() -> Truth:
    return is_so(forces()["all"].median() < 0.4)
