"""The report as ClaimReview: what a review says, and what is left out and why."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import report_runs as runs
import report_samples as samples
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.result import Provenance, RubricUsed, RunResult, Step
from factcheck.model.rubric import RubricClass
from factcheck.model.runs import Run
from factcheck.model.spec import Publisher, Source, Verdict
from factcheck.report import claimreview, shown
from factcheck.report.claimreview.rating import MOST_EXPLAINED
from factcheck.report.formats import render_runs

if TYPE_CHECKING:
    from factcheck.model.result import ClaimResult
    from factcheck.model.runs import Runs

PUBLISHED = replace(samples.SWISS, publisher=runs.HOUSE)
SCALE = RubricUsed(
    "scale.yml", "d4" * 32, "first",
    classes=(
        RubricClass("t", "True", rating=exact("5")),
        RubricClass("m", "Mostly false", rating=exact("2.5")),
        RubricClass("False", rating=exact("1")),
        RubricClass("n", "Not rated"),
    ),
)  # fmt: skip


def graph(found: Runs) -> list[dict[str, Any]]:
    document = json.loads(render_runs(found, "claimreview"))
    assert document["@context"] == "https://schema.org"
    nodes = document["@graph"]
    assert isinstance(nodes, list)
    return nodes


def of(result: RunResult) -> list[dict[str, Any]]:
    return graph(runs.runs_of(result))


def of_claim(claim: ClaimResult, **others: object) -> dict[str, Any]:
    return of(samples.result(claim, **others))[0]


def test_each_claim_is_reviewed_and_a_list_counts_them() -> None:
    first, second, listed = of(PUBLISHED)
    assert first["claimReviewed"] == "Around 9,000 reports"
    assert second["claimReviewed"] == "Just under ten percent of them were criminally relevant."
    assert listed == {
        "@type": "ItemList",
        "name": samples.SWISS.title,
        "url": runs.HOUSE.page,
        "description": "2 claims are reviewed.",
        "numberOfItems": 2,
    }


def test_the_publisher_is_the_author_and_the_page_the_address() -> None:
    review = of(PUBLISHED)[1]
    assert review["author"] == {
        "@type": "Organization",
        "name": "The House",
        "url": "https://house.example",
        "logo": "https://house.example/logo.png",
    }
    assert review["@id"] == review["url"] == "https://house.example/checks/swiss#just-under-ten"
    assert review["datePublished"] == "2026-11-22"


def test_what_is_not_said_of_the_publisher_is_left_out() -> None:
    bare = Publisher("A", "https://a.example", published="winter 2019")
    review = of(replace(PUBLISHED, publisher=bare))[0]
    assert review["author"] == {"@type": "Organization", "name": "A", "url": "https://a.example"}
    assert not {"url", "@id", "datePublished"} & review.keys()
    assert "author" not in of(samples.SWISS)[0]


def test_an_address_with_an_anchor_keeps_it() -> None:
    there = replace(runs.HOUSE, page="https://house.example/#swiss")
    reviews = of(replace(PUBLISHED, publisher=there))[:2]
    assert {each["url"] for each in reviews} == {"https://house.example/#swiss"}
    # It is that of all of them, and so the name of none.
    assert not [each for each in reviews if "@id" in each]


def test_addresses_are_places_of_the_page_that_is_written() -> None:
    wrong = Run("bad.yml", None, (), 2)
    twice = replace(PUBLISHED, claims=(*PUBLISHED.claims, replace(PUBLISHED.claims[0])))
    for results in ((twice,), (twice, PUBLISHED, twice)):
        found = runs.runs_of(*results, wrong=(wrong,) if len(results) > 1 else ())
        found = replace(found, runs=tuple(sorted(found.runs, key=lambda run: run.file)))
        ids = set(re.findall(r'(?<= id=")[^"]+', str(render_runs(found, "html"))))
        reviews = [each for each in graph(found) if each["@type"] == "ClaimReview"]
        names = [each["@id"] for each in reviews]
        assert len(names) == len(set(names)) == sum(len(each.claims) for each in results)
        assert names == [each["url"] for each in reviews]
        assert all(name.partition("#")[0] == runs.HOUSE.page for name in names)
        assert {name.partition("#")[2] for name in names} <= ids


def test_a_claim_that_no_page_shows_has_the_address_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shown, "MOST_SHOWN", 1)
    review = of(PUBLISHED)[0]
    assert review["url"] == runs.HOUSE.page
    assert "@id" not in review


def test_the_claim_has_its_words_its_author_and_where_it_stands() -> None:
    source = replace(samples.FEDPOL, id="tages-anzeiger", title="An article", url="not an address")
    claim = replace(samples.FLAGSHIP, title="Ten percent")
    review = of_claim(claim, sources=(source,))
    assert review["itemReviewed"] == {
        "@type": "Claim",
        "name": "Ten percent",
        "text": "Just under ten percent of them were criminally relevant.",
        "author": {"@type": "Person", "name": "a fedpol spokesperson"},
        "datePublished": "2021",
        "appearance": {
            "@type": "CreativeWork",
            "name": "An article",
            "archivedAt": "https://web.archive.org/web/2022/zahlen.pdf",
            "publisher": {"@type": "Organization", "name": "fedpol"},
            "datePublished": "2022-05",
        },
    }


def test_without_a_speaker_the_publisher_of_the_source_said_it() -> None:
    claim = replace(samples.FLAGSHIP, speaker=None, date=None, source="fedpol-2021")
    item = of_claim(claim)["itemReviewed"]
    assert item["author"] == {"@type": "Organization", "name": "fedpol"}
    assert "datePublished" not in item
    for other in ("tages-anzeiger", "nobody", None):
        assert "author" not in of_claim(replace(claim, source=other))["itemReviewed"]


def test_a_source_without_a_title_is_called_by_its_id() -> None:
    source = Source("tages-anzeiger", samples.TAGI.span)
    item = of_claim(samples.FLAGSHIP, sources=(source,))["itemReviewed"]
    assert item["appearance"] == {"@type": "CreativeWork", "name": "tages-anzeiger"}


@pytest.mark.parametrize(("verdict", "value"), [(Verdict.SUPPORTED, 5), (Verdict.REFUTED, 1)])
def test_a_decided_claim_has_a_value(verdict: Verdict, value: int) -> None:
    rating = of_claim(samples.claim("a", verdict, samples.assessment(verdict), title="A"))
    assert rating["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": value,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": verdict.value.capitalize(),
        "ratingExplanation": rating["reviewRating"]["ratingExplanation"],
    }


@pytest.mark.parametrize(
    "verdict", [Verdict.UNDETERMINED, Verdict.CONFLICTING, Verdict.NOT_CHECKABLE]
)
@pytest.mark.parametrize("scale", [None, SCALE])
def test_no_number_stands_for_what_is_not_decided(
    verdict: Verdict, scale: RubricUsed | None
) -> None:
    labels = () if scale is None else ("True",)
    claim = samples.claim("a", verdict, title="A", labels=labels)
    rating = of_claim(claim, scale=scale)["reviewRating"]
    assert "ratingValue" not in rating
    assert rating["alternateName"] == (verdict.value.capitalize() if scale is None else "True")


@pytest.mark.parametrize(
    ("labels", "value", "name"),
    [
        (("True",), 5, "True"),
        (("Mostly false",), 2.5, "Mostly false"),
        (("False",), 1, "False"),
        (("Mostly false", "False"), None, "Mostly false or False"),
        (("Not rated",), None, "Not rated"),
        (("True", "Not rated"), None, "True or Not rated"),
        ((), None, "Refuted"),
    ],
)
def test_a_house_rates_by_the_numbers_of_its_labels(
    labels: tuple[str, ...], value: float | None, name: str
) -> None:
    claim = samples.claim("a", Verdict.REFUTED, title="A", labels=labels)
    rating = of_claim(claim, scale=SCALE)["reviewRating"]
    assert rating["alternateName"] == name
    assert rating.get("ratingValue") == value
    assert (rating.get("bestRating"), rating.get("worstRating")) == (
        (None, None) if value is None else (5, 1)
    )


def test_a_verdict_on_a_condition_says_so() -> None:
    claim = samples.claim("a", Verdict.REFUTED, samples.RELEVANT_2020, title="A")
    rating = of_claim(claim)["reviewRating"]
    assert rating["alternateName"] == "Refuted if passed-on-is-relevant holds"
    twice = replace(claim, readings=(samples.RELEVANT_2020, samples.RELEVANT_2020))
    assert of_claim(twice)["reviewRating"]["alternateName"] == rating["alternateName"]


def test_one_refuted_part_is_enough_but_every_supported_one_is_needed() -> None:
    bound = samples.claim("b", Verdict.REFUTED, samples.RELEVANT_2020)
    free = samples.claim("f", Verdict.REFUTED, samples.assessment(Verdict.REFUTED))
    whole = samples.claim("w", Verdict.REFUTED, title="W", parts=(bound, free))
    assert of_claim(whole)["reviewRating"]["alternateName"] == "Refuted"
    only = replace(whole, parts=(bound,))
    name = of_claim(only)["reviewRating"]["alternateName"]
    assert name == "Refuted if passed-on-is-relevant holds"
    reading = replace(samples.RELEVANT_2020, verdict=Verdict.SUPPORTED)
    parts = (
        samples.claim("b", Verdict.SUPPORTED, reading),
        samples.claim("f", Verdict.SUPPORTED, samples.assessment()),
    )
    both = replace(whole, verdict=Verdict.SUPPORTED, parts=parts)
    name = of_claim(both)["reviewRating"]["alternateName"]
    assert name == "Supported if passed-on-is-relevant holds"


def test_the_explanation_is_the_calculation() -> None:
    told = of(samples.SWISS)[1]["reviewRating"]["ratingExplanation"].splitlines()
    assert told[:2] == [
        "The evidence does not decide the claim.",
        "readings differ: The verdict depends on the reading.",
    ]
    assert told[2] == (
        "passed on, 2018: refuted; claimed 9 % to under 10 %, found 6.68 %, the claim is "
        "2.32 points too low; forwarded[year = 2018] = 612 (evidence/cybertipline/fedpol.csv, "
        "year = 2018, 1 row); reports[year = 2018] = 9,167 (evidence/cybertipline/fedpol.csv, "
        "year = 2018, 1 row); 612 / 9,167 = 6.68 %"
    )


def test_a_long_explanation_is_cut() -> None:
    readings = [replace(samples.RELEVANT_2020, name=f"{number}") for number in range(12)]
    claim = samples.claim("a", Verdict.REFUTED, *readings, title="A")
    told = of_claim(claim)["reviewRating"]["ratingExplanation"]
    assert told.endswith("and 2 more")
    steps = tuple(Step("x" * 100, "1") for _ in range(100))
    long = samples.claim(
        "a", Verdict.REFUTED, samples.assessment(Verdict.REFUTED, calculation=steps), title="A"
    )
    assert len(of_claim(long)["reviewRating"]["ratingExplanation"]) == MOST_EXPLAINED


def test_parts_are_told_in_the_explanation() -> None:
    told = of_claim(replace(samples.PARTS, title="Both"))["reviewRating"]["ratingExplanation"]
    assert told.splitlines()[1] == "first: supported"


def behind(table: str, file: str) -> Provenance:
    return Provenance(table, file, "ab" * 32, (), "sum", "reports", 1, 1)


def test_a_review_is_based_on_the_tables_and_other_sources() -> None:
    steps = (
        Step("a", "1", provenance=(behind("police", samples.POLICE.path), behind("x", "x.csv"))),
        Step("b", "1", provenance=(behind("police", samples.POLICE.path),)),
    )
    reading = samples.assessment(
        calculation=steps, sources=("fedpol-2021", "tages-anzeiger", "undeclared")
    )
    inner = samples.claim("a", Verdict.SUPPORTED, reading)
    claim = samples.claim("w", Verdict.SUPPORTED, title="W", form="parts", parts=(inner,))
    police, other, article = of_claim(claim)["isBasedOn"]
    assert police["@type"] == other["@type"] == "Dataset"
    assert police["name"] == "evidence/cybertipline/fedpol.csv"
    assert police["identifier"] == f"sha256:{'ab' * 32}"
    assert police["isPartOf"]["name"] == "fedpol in Zahlen 2021"
    assert other == {"@type": "Dataset", "name": "x.csv", "identifier": f"sha256:{'ab' * 32}"}
    assert article == {"@type": "CreativeWork", "name": "Tages-Anzeiger"}
    assert "isBasedOn" not in of_claim(samples.claim("a", Verdict.SUPPORTED, title="A"))


def test_what_is_left_out_is_told() -> None:
    unquoted = samples.claim("silent", Verdict.SUPPORTED)
    faulty = replace(samples.FAULTY, title="Faulty")
    (first, listed) = of(samples.result(samples.MADE_UP, faulty, unquoted, samples.FLAGSHIP))
    assert first["@type"] == "ClaimReview"
    assert listed["description"] == (
        "1 claim is reviewed. Left out: made-up evidence: at-least-63; a fault in the evidence: "
        "faulty; no quote and no title: silent."
    )
    assert listed["numberOfItems"] == 1


def test_of_many_that_are_left_out_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claimreview, "MOST_NAMED", 2)
    claims = [samples.claim(f"c{number}", Verdict.SUPPORTED) for number in range(5)]
    (listed,) = of(samples.result(*claims, title=None))
    assert listed["description"].endswith("no quote and no title: c0, c1, and 3 more.")
    assert "name" not in listed


def test_several_files_are_one_graph_and_wrong_ones_are_not_in_it() -> None:
    nodes = graph(runs.runs_of(PUBLISHED, samples.SWISS, wrong=(runs.WRONG,)))
    assert [each["@type"] for each in nodes] == ["ClaimReview", "ClaimReview", "ItemList"] * 2


@given(st.text(st.characters(), max_size=30))
def test_a_page_can_hold_whatever_texts_hold(raw: str) -> None:
    text = render_runs(runs.hostile(f"{raw}</script><!--", PUBLISHED), "claimreview")
    assert isinstance(text, str)
    assert not set("<>&") & set(text)
    assert json.loads(text.encode())


def test_wrong_files_alone_have_no_graph() -> None:
    assert render_runs(runs.runs_of(wrong=(runs.WRONG,)), "claimreview") == ""
