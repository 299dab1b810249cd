"""The page of hedge classes says what the table says, and its false friends are read so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from exact import exact

from factcheck.figure import HEDGES_VERSION, LANGUAGES, read_figure
from factcheck.figure.class_words import class_words
from factcheck.figure.table import hedge_table

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.figure.table import Reach

LANGUAGE_NAMES = {
    "English": "en",
    "German": "de",
    "French": "fr",
    "Italian": "it",
    "Spanish": "es",
}


def section(root: Path, heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading of the page, without its head."""
    page = (root / "docs" / "hedges.md").read_text(encoding="utf-8")
    (text,) = re.findall(rf"^## {heading}$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def reach_of(cell: str) -> tuple[object, object]:
    """Return a share and a cap from ``2.5 % / 1 pp``."""
    share, _, cap = cell.partition("/")
    points = exact(cap.removesuffix("pp").strip()) if cap else exact("100")
    return exact(share.replace("%", "").strip()) / 100, points


def test_the_page_has_the_version(root: Path) -> None:
    page = (root / "docs" / "hedges.md").read_text(encoding="utf-8")
    assert f"\nVersion {HEDGES_VERSION} (" in page


def test_the_page_has_every_class_and_no_other(root: Path) -> None:
    listed = [row[0].strip("`") for row in section(root, "The classes")]
    assert sorted(listed) == sorted(each.name for each in hedge_table().classes)


def test_the_page_has_the_depths(root: Path) -> None:
    rows = section(root, "The depth δ")
    found: dict[str, tuple[Reach, ...]] = {}
    for row in rows:
        reaches = tuple(reach_of(cell) for cell in row[1:])
        found |= dict.fromkeys(re.findall("`([a-z_]+)`", row[0]), reaches)
    table = hedge_table()
    wanted = {each.name: each.family for each in table.classes if each.family is not None}
    assert set(found) == set(wanted) - {"near_halved"}
    for name, reaches in found.items():
        depths = table.depths[wanted[name] or ""]
        assert reaches == tuple((each.share, each.points) for each in depths)


def test_the_page_has_the_words_of_quantity(root: Path) -> None:
    shown = {row[0].strip("`"): row[2] for row in section(root, "The classes")}
    assert shown["majority"] == "(50 %, 100 %]"
    assert shown["vast_majority"] == "[75 %, 100 %]; strict 85, lenient 66"
    assert shown["almost_all"] == "[95 %, 100 %); strict 98, lenient [90 %, 100 %]"
    assert shown["unchanged"] == "± 0.5 % or points; strict {0}, lenient ± 1"
    sets = hedge_table().quantifiers
    vast, almost = sets["vast_majority"], sets["almost_all"]
    lowers = [vast.strict.lower, vast.default.lower, vast.lenient.lower, almost.strict.lower]
    assert lowers == [exact(end) for end in ("85", "75", "66", "98")]
    assert hedge_table().unchanged.default.upper == exact("0.5")


def friends(root: Path) -> list[tuple[str, str, str]]:
    """Return the language, the phrase and the class of every false friend of the page."""
    found = []
    for language, phrase, meant, _ in section(root, "False friends"):
        (name,) = re.findall("`([a-z_]+)`", meant)
        found.append((LANGUAGE_NAMES[language], phrase.strip("*"), name))
    return found


def test_false_friends_are_read_as_the_page_says(root: Path) -> None:
    every = friends(root)
    read = [(lang, phrase, read_figure(phrase, lang=lang).hedge) for lang, phrase, _ in every]
    assert read == every
    assert len({lang for lang, _, _ in every}) == len(LANGUAGES) - 1


def test_digits_are_read_as_the_page_says(root: Path) -> None:
    for language, thousands, halves in section(root, "Digits"):
        langs = [LANGUAGE_NAMES[language]] if language in LANGUAGE_NAMES else language.split(", ")
        for lang in (each.strip("`") for each in langs):
            for printed in thousands.split(", "):
                assert read_figure(printed, lang=lang).value == exact("9000")
            for printed in re.findall(r"9[.,]5", halves):
                assert read_figure(printed, lang=lang).value == exact("9.5")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_words_of_the_classes(lang: str) -> None:
    words, name = class_words(lang)
    assert LANGUAGE_NAMES[name] == lang
    assert list(words) == [each.name for each in hedge_table().classes]
    bare = {"bare", "near_halved", "aine"} if lang in {"en", "de"} else {"bare", "near_halved"}
    assert {each for each in words if not words[each]} <= bare | {"tight_above", "exact"}
    assert not any("*" in word or word[-1].isdigit() for each in words.values() for word in each)
