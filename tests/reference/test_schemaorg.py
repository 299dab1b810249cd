"""ClaimReview against the vocabulary of schema.org, which lies beside the project.

The same check has to accept schema.org's own examples, and to refuse every mutant of them.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
import report_runs
import report_samples as samples
import run_files
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from schemaorg import Vocabulary

from factcheck.report.formats import render_runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from factcheck.model.runs import Runs

    Document = dict[str, Any]
    Mutation = Callable[[Document], object]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    """The folder with the vocabulary and the examples."""
    return shared / "conformance/schemaorg"


@pytest.fixture(scope="module")
def vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary as schema.org publishes it."""
    return Vocabulary.read(folder)


def document_of(found: Runs) -> Document:
    document = json.loads(render_runs(found, "claimreview"))
    assert isinstance(document, dict)
    return document


def published(found: Runs) -> Runs:
    """Return runs of which each has a publisher."""
    runs = tuple(
        each if each.result is None
        else replace(each, result=replace(each.result, publisher=report_runs.HOUSE))
        for each in found.runs
    )  # fmt: skip
    return replace(found, runs=runs)


def test_the_examples_of_schema_org_are_accepted(folder: Path, vocabulary: Vocabulary) -> None:
    examples = sorted(folder.glob("example-*.jsonld"))
    assert len(examples) == 3
    for path in examples:
        assert vocabulary.faults(json.loads(path.read_text(encoding="utf-8"))) == [], path.name


def test_reviews_of_all_claim_files_are_accepted(root: Path, vocabulary: Vocabulary) -> None:
    found = run_files.run_each(run_files.claim_files(root))
    for each in (found, published(found)):
        document = document_of(each)
        kinds = [node["@type"] for node in document["@graph"]]
        assert kinds.count("ClaimReview") > 20
        assert vocabulary.faults(document) == []


def test_reviews_of_samples_are_accepted(vocabulary: Vocabulary) -> None:
    for each in (report_runs.MIXED, published(report_runs.FINE)):
        assert vocabulary.faults(document_of(each)) == []


@settings(max_examples=50)
@given(st.text(st.characters(), max_size=20))
def test_reviews_are_accepted_whatever_texts_hold(vocabulary: Vocabulary, raw: str) -> None:
    result = replace(samples.SWISS, publisher=report_runs.HOUSE)
    assert vocabulary.faults(document_of(report_runs.hostile(raw, result))) == []


def review_of(document: Document) -> Document:
    review = document.get("@graph", [document])[0]
    assert isinstance(review, dict)
    return review


MUTATIONS: dict[str, Mutation] = {
    "another context": lambda it: it.update({"@context": "https://example.org"}),
    "no type": lambda it: review_of(it).pop("@type"),
    "an unknown type": lambda it: review_of(it).update({"@type": "FactCheck"}),
    "a type of another vocabulary": lambda it: review_of(it).update({"@type": "Resource"}),
    "an unknown property": lambda it: review_of(it).update({"verdict": "false"}),
    "a property of another type": lambda it: review_of(it).update({"ratingValue": 1}),
    "a misspelt property": lambda it: review_of(it).update(
        {"claimReview": review_of(it).pop("claimReviewed")}
    ),
    "an author of the wrong type": lambda it: review_of(it)["author"].update({"@type": "Rating"}),
    "an author as a text": lambda it: review_of(it).update({"author": "somebody"}),
    "a rating as a number": lambda it: review_of(it).update({"reviewRating": 3}),
    "a rating of the wrong type": lambda it: review_of(it).update(
        {"reviewRating": {"@type": "Claim", "text": "x"}}
    ),
    "a date in words": lambda it: review_of(it).update({"datePublished": "yesterday"}),
    "an address that is none": lambda it: review_of(it).update({"url": {"@type": "Rating"}}),
    "evidence that is no work": lambda it: review_of(it).update(
        {"isBasedOn": [{"@type": "Person", "name": "x"}]}
    ),
    "a text that is a number": lambda it: review_of(it).update({"claimReviewed": 3}),
    "a text that is true": lambda it: review_of(it).update({"claimReviewed": True}),
    "an item without a type": lambda it: review_of(it)["itemReviewed"].pop("@type"),
    "nothing where a value stands": lambda it: review_of(it).update({"author": [None]}),
    "an appearance of something that is no claim": lambda it: review_of(it).update(
        {"appearance": {"@type": "CreativeWork"}}
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutant_is_refused(name: str, folder: Path, vocabulary: Vocabulary) -> None:
    official = folder / "example-eg-0324.jsonld"
    own = document_of(published(report_runs.FINE))
    for document in (json.loads(official.read_text(encoding="utf-8")), own):
        mutant = copy.deepcopy(document)
        MUTATIONS[name](mutant)
        assert vocabulary.faults(mutant) != []
