"""The report as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import report_samples as samples
from exact import exact
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.result import NumberSet
from factcheck.model.rubric import RubricClass
from factcheck.model.spec import Publisher, Verdict
from factcheck.report import render_json, report_schema
from factcheck.report.json_report import render_problems

if TYPE_CHECKING:
    from factcheck.model.result import ClaimResult, RunResult

SCHEMA = report_schema()


def read(result: RunResult) -> dict[str, Any]:
    """Return the report as JSON says it, checked against its schema."""
    report: dict[str, Any] = json.loads(render_json(result))
    jsonschema.Draft7Validator(SCHEMA).validate(report)
    return report


def read_claim(claim: ClaimResult) -> dict[str, Any]:
    """Return one claim of a report."""
    only: dict[str, Any] = read(samples.result(claim))["claims"][0]
    return only


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("result", [samples.SWISS, samples.EVERYTHING, samples.BARE])
def test_every_report_satisfies_the_schema(result: RunResult) -> None:
    assert read(result)["report"] == 1


@pytest.mark.parametrize("field", ["decided", "claims", "disputes", "exit_code"])
def test_the_schema_misses_a_field(field: str) -> None:
    report = read(samples.SWISS)
    del report[field]
    with pytest.raises(jsonschema.ValidationError, match=field):
        jsonschema.Draft7Validator(SCHEMA).validate(report)


def test_the_fields_stand_in_the_documented_order() -> None:
    report = read(samples.EVERYTHING)
    assert list(report)[:11] == [
        "report", "factcheck", "language", "hedges", "files", "evidence", "declared", "evaluated",
        "decided", "claims", "disputes",
    ]  # fmt: skip
    claim = report["claims"][1]
    assert list(claim)[:24] == [
        "id", "form", "quote", "source", "position", "verdict", "reason", "expected",
        "as_expected", "illustrative", "claimed", "found", "profiles", "without_assumptions",
        "premises", "confidence", "readings", "parts", "findings", "calculation", "counts",
        "worlds", "decides", "certificate",
    ]  # fmt: skip
    assert list(claim["readings"][0])[:5] == [
        "name", "measure", "verdict", "reason", "illustrative",
    ]  # fmt: skip
    assert list(report["evidence"][0])[:4] == ["path", "sha256", "rows", "columns"]


def test_the_order_is_that_of_the_schema() -> None:
    report = read(samples.EVERYTHING)
    assert list(report) == list(SCHEMA["properties"])
    for kind, record in (
        ("claim", report["claims"][1]),
        ("reading", report["claims"][1]["readings"][0]),
        ("set", report["claims"][1]["claimed"]),
        ("evidence", report["evidence"][0]),
        ("source", report["sources"][0]),
        ("problem", report["warnings"][0]),
    ):
        assert list(record) == list(SCHEMA["definitions"][kind]["properties"])


def test_the_same_result_gives_the_same_text_with_a_line_break_at_its_end() -> None:
    text = render_json(samples.SWISS)
    assert text == render_json(samples.SWISS)
    assert text.startswith('{\n  "report": 1,\n')
    assert text.endswith("}\n")


def test_a_set_has_exact_ends() -> None:
    claimed = read(samples.SWISS)["claims"][1]["claimed"]
    assert claimed == {
        "text": "9 % to under 10 %",
        "lower": 0.09,
        "upper": 0.1,
        "lower_exact": "9/100",
        "upper_exact": "1/10",
        "lower_closed": True,
        "upper_closed": False,
        "unit": "share",
        "noun": None,
    }


def found(interval: Interval) -> dict[str, Any]:
    """Return a set as JSON says it."""
    reading = samples.assessment(found=NumberSet(interval, samples.REPORTS, "a set"))
    said: dict[str, Any] = read_claim(samples.claim("a", Verdict.SUPPORTED, reading))["found"]
    return said


def test_whole_ends_are_whole_numbers_and_open_ends_null() -> None:
    said = found(Interval.at_least(7852))
    assert (said["lower"], said["lower_exact"], said["lower_closed"]) == (7852, "7852", True)
    assert (said["upper"], said["upper_exact"], said["upper_closed"]) == (None, None, False)
    assert isinstance(said["lower"], int)


def test_an_end_too_large_for_a_float_is_shown_rounded() -> None:
    huge = Fraction(10**400 + 1, 3)
    assert found(Interval.point(huge))["lower"] == round(huge)


def test_a_claim_with_one_reading_says_what_the_reading_says() -> None:
    claim = read_claim(samples.AROUND_9000)
    (reading,) = claim["readings"]
    shared = set(reading) & set(claim) - {"reason", "explanation"}
    assert {"claimed", "found", "counts", "findings", "distance", "sources"} < shared
    assert {name: claim[name] for name in shared} == {name: reading[name] for name in shared}


def test_a_claim_with_several_readings_says_what_they_share() -> None:
    claim = read_claim(samples.FLAGSHIP)
    assert claim["claimed"]["text"] == "9 % to under 10 %"
    assert (claim["found"], claim["profiles"], claim["counts"]) == (None, None, None)
    assert (claim["calculation"], claim["worlds"]) == ([], [])
    assert [each["name"] for each in claim["premises"]] == [
        "relevant part of reports",
        "passed-on-is-relevant",
    ]
    assert [each["slug"] for each in claim["findings"]] == ["not-a-share"]
    assert claim["sources"] == ["fedpol-2021"]
    assert [each["name"] for each in claim["readings"]] == [
        "passed on, 2018",
        "passed on, 2020",
        "relevant, 2018",
        "relevant, 2020",
    ]


def test_a_claim_of_parts_says_the_union_of_their_lists_only() -> None:
    claim = read_claim(samples.PARTS)
    assert [part["id"] for part in claim["parts"]] == ["first", "second"]
    assert (claim["readings"], claim["claimed"], claim["counts"]) == ([], None, None)
    assert [each["code"] for each in claim["findings"]] == ["FC110"]
    assert claim["decides"] == ["a count"]
    single = replace(samples.PARTS, parts=samples.PARTS.parts[:1])
    alike = replace(
        single, parts=(replace(single.parts[0], readings=samples.AROUND_9000.readings),)
    )
    assert read_claim(alike)["claimed"] is None


def test_a_claim_without_readings_is_said_too() -> None:
    claim = read_claim(samples.DECLARED)
    assert claim["verdict"] == "not checkable"
    assert claim["explanation"] == '"quite small" is no number'
    assert (claim["readings"], claim["found"], claim["findings"]) == ([], None, [])


def test_worlds_and_alternatives_are_said() -> None:
    readings = read_claim(samples.FLAGSHIP)["readings"]
    assert readings[2]["worlds"][0] == {
        "verdict": "true",
        "measure": "9.5 %",
        "numbers": [{"name": "relevant[year = 2018]", "value": "871"}],
    }
    assert readings[3]["without_assumptions"]["verdict"] == "undetermined"
    assert readings[3]["without_assumptions"]["found"]["upper_exact"] == "1"


def test_problems_are_one_object() -> None:
    bare = replace(samples.WARNING, span=None, hint="delete it")
    text = render_problems([samples.WARNING, bare])
    report = json.loads(text)
    definitions = SCHEMA["definitions"]
    jsonschema.Draft7Validator({**definitions["problems"], "definitions": definitions}).validate(
        report
    )
    assert report["problems"][0] == {
        "code": "FC040",
        "slug": "unused-name",
        "severity": "warning",
        "message": "nothing uses the quantity 'graphic'",
        "hint": None,
        "position": {
            "file": "claims/swiss.yml",
            "line": 45,
            "column": 3,
            "end_line": 45,
            "end_column": 10,
        },
    }
    assert (report["problems"][1]["position"], report["problems"][1]["hint"]) == (None, "delete it")


@given(st.text(st.characters(), max_size=30))
@example("\x1b[31m\x7f\x9b\u202e\u2028\ud800\U000e0041 “ü”")
def test_any_text_survives(text: str) -> None:
    result = samples.filled(samples.EVERYTHING, text, kept=frozenset({"verdict"}))
    printed = render_json(result)
    assert printed.encode()
    assert not set(printed) & set("\x1b\x7f\x9b\u202e\u2028")
    report = json.loads(printed)
    assert report["claims"][1]["quote"] == text
    assert report["claims"][1]["readings"][2]["worlds"][0]["numbers"][0]["name"] == text
    assert report["sources"][0]["url"] == text


def test_letters_and_marks_are_not_escaped() -> None:
    reading = samples.assessment(measure="Zürich “über” 日本")
    assert "Zürich “über” 日本" in render_json(
        samples.result(samples.claim("a", Verdict.SUPPORTED, reading))
    )


def test_a_rubric_says_who_made_it() -> None:
    (rubric,) = read(samples.EVERYTHING)["rubrics"]
    sources = rubric.pop("sources")
    assert [source["title"] for source in sources] == [samples.TAGI.title]
    assert rubric == {
        "file": "rubrics/acts.yml",
        "sha256": "d4" * 32,
        "name": "acts",
        "title": "Depicted acts",
        "version": "2",
        "author": "A. Author",
        "hit_policy": "unique",
        "classes": [
            {"name": "meets", "label": "meets the definition", "role": "counted", "rating": None},
            {"name": "other", "label": None, "role": None, "rating": None},
        ],
    }
    assert read(samples.SWISS)["rubrics"] == []


def test_the_publisher_is_told() -> None:
    house = Publisher("The House", "https://house.example", page="https://house.example/x")
    report = read(replace(samples.SWISS, publisher=house))
    assert report["publisher"] == {
        "name": "The House",
        "url": "https://house.example",
        "logo": None,
        "page": "https://house.example/x",
        "published": None,
    }
    assert read(samples.SWISS)["publisher"] is None


def test_a_label_has_its_rating() -> None:
    labels = (RubricClass("a", rating=exact("5/2")), RubricClass("b", rating=exact("4")))
    scale = replace(samples.ACTS, classes=(*labels, RubricClass("c")))
    report = read(replace(samples.SWISS, scale=scale))
    assert [each["rating"] for each in report["scale"]["classes"]] == [2.5, 4, None]
