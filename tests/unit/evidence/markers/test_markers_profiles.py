"""The files of publishers' signs, and what their names choose."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from evidence_workspace import SPAN, Workspace, column
from msgspec.structs import replace

from factcheck.evidence import markers, with_profiles
from factcheck.evidence.markers.codes import NO_PROFILE
from factcheck.evidence.markers.describe import described, listing, page
from factcheck.evidence.markers.profiles import (
    BESIDE,
    CLASSES,
    PUBLISHERS,
    NoProfileError,
    edition_named,
    editions_of,
    every_edition,
)
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Text

if TYPE_CHECKING:
    from tests.conftest import AssertGolden

ROOT = Path(__file__).parents[4]
FOLDER = Path(markers.__file__).parent
KNOWN = {
    *CLASSES, *BESIDE, "from", "until", "status", "source", "notes", "rounding", "around", "below",
    "above", "jam", "footnotes",
}  # fmt: skip


def test_every_file_is_known() -> None:
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.yml"))) == PUBLISHERS


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_a_file_has_no_other_keys(publisher: str) -> None:
    text = (FOLDER / f"{publisher}.yml").read_text(encoding="utf-8")
    said = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but texts
    assert set(said) == {"publisher", "editions"}
    for edition in said["editions"]:
        assert set(edition) <= KNOWN
        assert edition["status"] in {"verified", "memory"}
        assert ("source" in edition) == (edition["status"] == "verified")


def test_no_sign_means_two_things_in_one_edition() -> None:
    for edition in every_edition():
        texts = [text for text, _ in edition.profile.signs]
        assert len(texts) == len(set(texts)), edition.name


def test_editions_of_a_publisher_follow_each_other() -> None:
    for publisher in PUBLISHERS:
        editions = editions_of(publisher)
        for earlier, later in pairwise(editions):
            assert earlier.ends is not None
            assert later.begins is not None
            assert earlier.ends < later.begins


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("eurostat@2025", "eurostat@2025-01-27"),
        ("eurostat@2026-03-01", "eurostat@2025-01-27"),
        ("eurostat@2025-01", "eurostat@2025-01-27"),
        ("eurostat@2025-01-27", "eurostat@2025-01-27"),
        ("eurostat@2025-01-26", "eurostat@2025-01-26"),
        ("eurostat @ 2019", "eurostat@2025-01-26"),
        ("nhs-england-hes@2018-08", "nhs-england-hes@2018-08"),
        ("nhs-england-hes@2018-09", "nhs-england-hes@2018-09"),
        ("statcan", "statcan"),
        ("statcan@2011", "statcan"),
    ],
)
def test_a_date_chooses_the_signs_that_were_valid(name: str, chosen: str) -> None:
    assert edition_named(name).name == chosen


def test_the_name_of_every_edition_chooses_it() -> None:
    for edition in every_edition():
        assert edition_named(edition.name) == edition


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("eurostta", "there is no marker profile 'eurostta'", "did you mean 'eurostat'"),
        ("zzz", "there is no marker profile 'zzz'", "known here: "),
        ("eurostat", "no date says which are meant", "'eurostat@2025-01-27'"),
    ],
)
def test_a_name_that_chooses_nothing_is_told(name: str, message: str, hint: str) -> None:
    with pytest.raises(NoProfileError, match=message) as error:
        edition_named(name)
    assert error.value.hint is not None
    assert hint in error.value.hint


def test_a_date_before_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    late = (replace(edition_named("statcan"), begins="2020"),)
    monkeypatch.setattr("factcheck.evidence.markers.profiles.editions_of", lambda _: late)
    with pytest.raises(NoProfileError, match="known from 2020 on"):
        edition_named("statcan@2019")


def test_tables_and_columns_get_the_signs_that_they_name(tables: Workspace) -> None:
    declared = tables.declare(
        column("n", profile=Text("statcan", SPAN)), column("m"), profile=Text("insee", SPAN)
    )
    (found,) = with_profiles([declared])
    assert found.signs == edition_named("insee").profile
    assert found.columns[0].signs == edition_named("statcan").profile
    assert found.columns[1].signs is None
    plain = tables.declare(column("n"))
    own = tables.declare(column("n", profile=Text("statcan", SPAN)))
    assert with_profiles([plain]) == (plain,)
    (only,) = with_profiles([own])
    assert (only.signs, only.columns[0].signs) == (None, edition_named("statcan").profile)


def test_every_wrong_name_is_a_problem_once(tables: Workspace) -> None:
    wrong = Text("nobody", SPAN)
    declared = tables.declare(column("n", profile=wrong), profile=wrong)
    with pytest.raises(ProblemsError) as error:
        with_profiles([declared, declared])
    (problem,) = error.value.problems
    assert (problem.code, problem.span) == (NO_PROFILE, SPAN)


def test_profiles_are_listed_and_described() -> None:
    assert len(listing().splitlines()) == len(every_edition())
    assert "insee                     INSEE (not verified)\n" in listing()
    told = described(edition_named("cbs-nl"))
    assert "not applicable            (empty)       cannot have a number\n" in told
    assert "from memory" in described(edition_named("insee"))
    assert "below                     n-" in described(edition_named("us-acs"))


def test_the_page_of_profiles_is_as_generated(assert_golden: AssertGolden) -> None:
    head = (
        "# Marker profiles\n\n"
        "`markers: NAME` reads the signs and flags of a table as one publisher uses them; see "
        "[markers](reference/tables.md#publishers-signs).\n"
        "This page is generated from the program's own data; `factcheck explain markers NAME` "
        "prints the same.\n\n"
    )
    assert_golden(ROOT / "docs" / "markers.md", head + page())
