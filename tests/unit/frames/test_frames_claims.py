"""A result as a DataFrame: claims, their parts, and one row for each reading."""

from __future__ import annotations

import report_samples as samples
from exact import exact
from msgspec.structs import replace

from factcheck.frames.claims_frame import CLAIM_COLUMNS, READING_COLUMNS, claims_frame
from factcheck.model.confidence import Level


def test_a_frame_has_one_row_for_each_claim_and_part() -> None:
    frame = claims_frame(samples.EVERYTHING)
    assert tuple(frame.columns) == CLAIM_COLUMNS
    assert frame["id"].tolist() == [
        "reports-2018", "just-under-ten", "at-least-63", "clash", "faulty", "quite-small",
        "both", "both / first", "both / second",
    ]  # fmt: skip
    assert frame["verdict"].tolist() == [
        "supported", "undetermined", "supported", "conflicting", "not checkable",
        "not checkable", "refuted", "supported", "refuted",
    ]  # fmt: skip
    assert frame["as_expected"].tolist() == [
        True,
        True,
        True,
        False,
        False,
        True,
        False,
        True,
        True,
    ]
    assert frame["illustrative"].sum() == 1
    assert frame["form"].tolist()[6] == "parts"


def test_sets_stand_in_words_where_the_readings_agree() -> None:
    frame = claims_frame(samples.EVERYTHING).set_index("id")
    assert frame.loc["reports-2018", "found"] == "9,167 reports"
    assert frame.loc["just-under-ten", "claimed"] == "9 % to under 10 %"
    assert frame["found"].isna()["just-under-ten"]
    assert frame["claimed"].isna()["clash"]
    assert frame["claimed"].isna()["both"]


def test_texts_of_a_claim_are_kept_and_missing_ones_missing() -> None:
    frame = claims_frame(samples.SWISS).set_index("id")
    row = frame.loc["just-under-ten"]
    assert row["quote"].startswith("Just under ten percent")
    assert (row["source"], row["reason"]) == ("tages-anzeiger", "readings differ")
    assert row["expected"] == "undetermined"
    assert frame[["quote", "source", "reason", "expected"]].isna().loc["reports-2018"].all()


def test_a_frame_of_readings_has_one_row_for_each() -> None:
    frame = claims_frame(samples.EVERYTHING, readings=True)
    assert tuple(frame.columns) == READING_COLUMNS
    readings = frame[frame["id"] == "just-under-ten"]
    assert readings["reading"].tolist() == [
        "passed on, 2018", "passed on, 2020", "relevant, 2018", "relevant, 2020",
    ]  # fmt: skip
    assert readings["verdict"].tolist() == ["refuted", "refuted", "undetermined", "refuted"]
    assert readings["found"].tolist()[2] == "0 % to 100 %"
    assert readings["distance"].tolist()[0] == "2.32 points too low"
    assert set(readings["figure"]) == {"just under ten percent"}
    assert readings["measure"].tolist()[0] == "forwarded[year = 2018] / reports[year = 2018]"


def test_no_claim_is_lost_in_a_frame_of_readings() -> None:
    frame = claims_frame(samples.EVERYTHING, readings=True)
    assert list(dict.fromkeys(frame["id"])) == [
        "reports-2018", "just-under-ten", "at-least-63", "clash", "faulty", "quite-small",
        "both / first", "both / second",
    ]  # fmt: skip
    declared = frame.set_index("id").loc["quite-small"]
    assert (declared["verdict"], declared["reason"]) == ("not checkable", "declared")


def test_the_confidence_of_a_verdict_is_a_number_and_missing_where_it_is_certain() -> None:
    levels = (Level("poll", exact("0.95")), Level("other", exact("0.9")))
    first, *others = samples.EVERYTHING.claims
    reading = replace(first.readings[0], levels=levels)
    sure = replace(first, readings=(reading, *first.readings[1:]), levels=levels)
    result = replace(samples.EVERYTHING, claims=(sure, *others))
    for readings in (False, True):
        frame = claims_frame(result, readings=readings)
        assert frame["confidence"].dtype == float
        assert frame["confidence"].tolist()[0] == 0.85
        assert frame["confidence"].isna().sum() == len(frame) - 1
