"""The list of all claims, and which of them somebody wants to see."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from served_project import POLICE, project

from factcheck.serve.board import Board
from factcheck.serve.keeper import Keeper
from factcheck.serve.listing import Listing, Wanted, listing_of, wanted_of
from factcheck.serve.records import Settings, Snapshot

if TYPE_CHECKING:
    from pathlib import Path

ALL = ["hostile", "around-9000", "exact", "too-many"]


@pytest.fixture(name="snapshot", scope="module")
def _snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return run(project(tmp_path_factory.mktemp("served")))


def run(claims: Path) -> Snapshot:
    board = Board()
    Keeper(Settings((claims,)), board, nullcontext).look()
    return board.snapshot


def listed(snapshot: Snapshot, query: dict[str, str]) -> list[str]:
    return ids(listing_of(snapshot, wanted_of(query), "en"))


def ids(listing: Listing) -> list[str]:
    return [entry.memo.id for each in listing.files for entry in each.entries]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ALL),
        ({"other": "x"}, ALL),
        ({"verdict": "refuted"}, ["too-many"]),
        ({"verdict": "supported"}, ["hostile", "exact"]),
        ({"file": "claims-police"}, ALL[1:]),
        ({"words": "NINE"}, []),
        ({"words": "9,000"}, ["hostile", "around-9000"]),
        ({"words": "9,000 spokesperson"}, ["around-9000"]),
        ({"words": "<script>"}, ["hostile"]),
        ({"words": "twice", "verdict": "supported"}, []),
        ({"unexpected": "1"}, ["too-many"]),
        ({"unexpected": ""}, ALL),
        ({"verdict": "refuted", "unexpected": "1", "words": "many"}, ["too-many"]),
    ],
)
def test_filters(snapshot: Snapshot, query: dict[str, str], expected: list[str]) -> None:
    # A file is called by the whole path of its folder here.
    keys = {each.key.rpartition("claims-")[2]: each.key for each in snapshot.files}
    if "file" in query:
        query = {**query, "file": keys["police"]}
    assert listed(snapshot, query) == expected


def test_how_many_are_shown_of_how_many(snapshot: Snapshot) -> None:
    assert listing_of(snapshot, Wanted(), "en").shown == "4 claims and disputes"
    some = Wanted(verdict="refuted")
    assert listing_of(snapshot, some, "en").shown == "1 of 4 claims and disputes"
    assert listing_of(Snapshot(), Wanted(), "en").shown == "0 claims and disputes"


def test_choices_have_the_words_of_verdicts_and_how_many_have_them(snapshot: Snapshot) -> None:
    choices = listing_of(snapshot, Wanted(), "en").verdicts
    assert [(each.value, each.label, each.count) for each in choices] == [
        ("supported", "supported", "2"),
        ("refuted", "refuted", "1"),
        ("undetermined", "undetermined", "1"),
        ("conflicting", "conflicting", "0"),
        ("not-checkable", "not checkable", "0"),
    ]
    files = listing_of(snapshot, Wanted(), "en").all_files
    assert [each.count for each in files] == ["1", "3"]


def test_what_is_not_there_is_told_with_the_nearest_that_is(snapshot: Snapshot) -> None:
    listing = listing_of(snapshot, Wanted(verdict="refutd", file="\x1b[31m"), "en")
    assert not ids(listing)
    verdict, file = listing.mistakes
    assert verdict == "there is no verdict 'refutd'; did you mean 'refuted'?"
    assert file.startswith("there is no file '␛[31m'; known here: ")
    assert listing_of(Snapshot(), Wanted(file="x"), "en").mistakes == ("there is no file 'x'",)


def test_files_with_problems_are_shown_where_no_claim_is_asked_for(tmp_path: Path) -> None:
    claims = project(tmp_path)
    (claims / "police.yml").write_text(POLICE.replace("title:", "tittle:"), encoding="utf-8")
    snapshot = run(claims)
    broken = next(each for each in snapshot.files if each.problems)

    def shown(wanted: Wanted) -> bool:
        return any(each.file is broken for each in listing_of(snapshot, wanted, "en").files)

    assert shown(Wanted())
    assert shown(Wanted(only_unexpected=True))
    assert shown(Wanted(file=broken.key))
    assert not shown(Wanted(verdict="refuted"))
    assert not shown(Wanted(words="twice"))
    assert not shown(Wanted(file="another"))
