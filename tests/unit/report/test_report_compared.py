"""Reports compared: what differs is named with its claim and field."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.report.compared import differences

Report = dict[str, Any]


def reading(name: str | None, **fields: object) -> Report:
    return {"name": name, "verdict": "refuted", **fields}


def claim(name: str, *readings: Report, parts: tuple[Report, ...] = ()) -> Report:
    return {"id": name, "verdict": "refuted", "readings": [*readings], "parts": [*parts]}


def report() -> Report:
    return {
        "report": 1,
        "factcheck": "1.0",
        "claims": [
            claim("a", reading(None, found={"lower": 1, "text": "one"})),
            claim("b", reading("x"), reading("y", premises=["p", "q"])),
            claim("c", parts=(claim("d", reading(None, is_so=True)),)),
        ],
        "disputes": [{"id": "e", "verdict": "compatible"}, {"id": "f", "verdict": "compatible"}],
    }


def unlike(said: Report) -> list[str]:
    return list(differences(said, report()))


def test_a_report_is_like_itself() -> None:
    assert unlike(report()) == []


def test_the_version_of_the_program_is_no_difference() -> None:
    assert unlike({**report(), "factcheck": "2.0"}) == []


def altered(place: tuple[str | int, ...], value: object) -> Report:
    said: Any = report()
    node = said
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    found: Report = said
    return found


@pytest.mark.parametrize(
    ("place", "value", "field", "said", "so"),
    [
        (("report",), True, "the report, report", "true", "1"),
        (("report",), 1.0, "the report, report", "1.0", "1"),
        (("more",), {}, "the report, more", "a record", "nothing at all"),
        (("claims", 0, "readings", 0, "found", "lower"), "1", "'a', found.lower", "1", "1"),
        (("claims", 0, "readings", 0, "found", "text"), "x" * 200, "'a', found.text",
         f"{'x' * 99}…", "one"),
        (("claims", 0, "readings", 0, "found"), None, "'a', found", "nothing", "a record"),
        (("claims", 1, "readings", 1, "premises", 1), "r", "'b / y', premises[1]", "r", "q"),
        (("claims", 1, "readings", 1, "premises"), [], "'b / y', premises", "a list of 0",
         "a list of 2"),
        (("claims", 2, "parts", 0, "readings", 0, "is_so"), False, "'c / d', is_so", "false",
         "true"),
        (("disputes", 1, "verdict"), "incompatible", "dispute 'f', verdict", "incompatible",
         "compatible"),
    ],
)  # fmt: skip
def test_what_differs_is_named(
    place: tuple[str | int, ...], value: object, field: str, said: str, so: str
) -> None:
    told = unlike(altered(place, value))
    assert told == [f"{field}: the report says {said}, the files and answers {so}"]


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("claims", 1, "readings"), {}, "'b': the report has other readings than the files"),
        (("claims", 1, "readings", 0), 1, "'b': the report has other readings than the files"),
        (("claims", 2, "parts"), [], "claim 'c / d' is only in the files"),
    ],
)
def test_what_only_one_side_has_is_named(
    place: tuple[str | int, ...], value: object, told: str
) -> None:
    assert unlike(altered(place, value)) == [told]


def test_what_the_report_alone_has_is_named() -> None:
    assert unlike(altered(("disputes", 1, "id"), "g")) == [
        "dispute 'f' is only in the files",
        "dispute 'g' is only in the report",
    ]


def test_another_order_is_a_difference() -> None:
    said = report()
    said["disputes"].reverse()
    said["claims"][1:] = said["claims"][:0:-1]
    assert unlike(said) == [
        "the claims are not in the report as they are in the files",
        "the disputes are not in the report as they are in the files",
    ]


@pytest.mark.parametrize("parts", [None, {}, ["text"]])
def test_what_is_no_list_of_claims_is_a_difference(parts: object) -> None:
    said = report()
    said["claims"][0]["parts"] = parts
    assert unlike(said) == ["the claims of 'a' are not in the report as they are in the files"]


def test_a_claim_that_stands_twice_is_a_difference() -> None:
    said = report()
    said["claims"].append({**said["claims"][0], "verdict": "supported"})
    told = unlike(said)
    assert told[0] == "the claims are not in the report as they are in the files"
