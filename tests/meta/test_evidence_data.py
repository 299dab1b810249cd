"""The committed tables and claim files: whole, consistent, and true to the published figures."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "evidence" / "cybertipline"
CLAIMS = sorted((ROOT / "claims").glob("*.yml"))
PUBLISHED = ROOT.parent / "shared" / "evidence" / "figures.csv"

Rows = list[dict[str, str]]


def rows_of(name: str) -> Rows:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def package() -> dict[str, Any]:
    loaded = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def resources() -> list[dict[str, Any]]:
    return list(package()["resources"])


def names(item: Path | dict[str, Any]) -> str:
    return item.name if isinstance(item, Path) else str(item["name"])


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, str]]:
    if not PUBLISHED.is_file():
        pytest.skip("the published figures (../shared/evidence/figures.csv) are not here")
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


# The tables and their description


def test_every_table_is_described_once() -> None:
    described = sorted(str(resource["path"]) for resource in resources())
    assert described == sorted(path.name for path in TABLES.glob("*.csv"))


@pytest.mark.parametrize("resource", resources(), ids=names)
def test_a_description_names_columns_sources_and_the_date_read(resource: dict[str, Any]) -> None:
    header = next(csv.reader((TABLES / resource["path"]).read_text("utf-8").splitlines()))
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == header
    assert set(resource["schema"]["primaryKey"]) <= set(header)
    assert all(field["description"].endswith(".") for field in fields)
    assert resource["title"]
    assert resource["description"].endswith(".")
    assert resource["sources"]
    for source in resource["sources"]:
        assert source["title"]
        assert re.match(r"https?://[a-z0-9]", source["path"])
        assert source["accessed"] == "2026-11-22"


def test_the_package_says_that_documents_are_not_reproduced() -> None:
    assert package()["rights"] == "facts cited; the documents are not reproduced"
    assert package()["$schema"].endswith("/profiles/2.0/datapackage.json")


@pytest.mark.parametrize("resource", resources(), ids=names)
def test_cells_are_plain(resource: dict[str, Any]) -> None:
    raw = (TABLES / resource["path"]).read_bytes()
    assert b"\r" not in raw
    assert b'"' not in raw
    assert raw.endswith(b"\n")
    assert not raw.startswith(b"\xef\xbb\xbf")
    for row in rows_of(resource["name"]):
        for field in resource["schema"]["fields"]:
            check_cell(field, row[field["name"]])


def check_cell(field: dict[str, Any], cell: str) -> None:
    constraints = field["constraints"]
    if cell == "":
        assert not constraints.get("required", False), field["name"]
    elif field["type"] == "integer":
        assert re.fullmatch(r"0|[1-9]\d*", cell), cell
    elif field["type"] == "year":
        assert re.fullmatch(r"20\d\d", cell), cell
    else:
        assert cell == cell.strip()
        assert cell in constraints.get("enum", [cell])
        assert re.fullmatch(constraints.get("pattern", ".+"), cell), cell


@pytest.mark.parametrize("resource", resources(), ids=names)
def test_keys_are_unique(resource: dict[str, Any]) -> None:
    key = resource["schema"]["primaryKey"]
    found = [tuple(row[column] for column in key) for row in rows_of(resource["name"])]
    assert len(found) == len(set(found))


# The tables among themselves


def totals() -> dict[str, int]:
    return {row["year"]: int(row["reports"]) for row in rows_of("ncmec-total")}


def test_locations_add_up_to_all_reports() -> None:
    sums: dict[str, int] = {}
    for row in rows_of("ncmec-location"):
        sums[row["year"]] = sums.get(row["year"], 0) + int(row["reports"])
    assert sums == {year: totals()[year] for year in ("2020", "2021", "2022")}


def test_providers_and_the_public_add_up_to_all_reports() -> None:
    complete = [row for row in rows_of("ncmec-total") if row["esp"] and row["public"]]
    assert [row["year"] for row in complete] == ["2020", "2021", "2022"]
    for row in complete:
        assert int(row["esp"]) + int(row["public"]) == int(row["reports"])


def test_cumulative_sums_grow_by_the_yearly_totals() -> None:
    sums = {row["through"]: int(row["reports"]) for row in rows_of("ncmec-cumulative")}
    assert sums["2020"] - sums["2019"] == totals()["2020"]
    assert sums["2021"] - sums["2020"] == totals()["2021"]


def test_countries_are_complete_and_keep_their_name() -> None:
    rows = rows_of("ncmec-country")
    assert len({row["iso3"] for row in rows}) == 33
    assert len({(row["iso3"], row["country"], row["eu27"]) for row in rows}) == 33
    for year in range(2019, 2024):
        members = [r for r in rows if r["year"] == str(year) and r["eu27"] == "yes"]
        assert len(members) == 27


def test_a_selection_of_providers_stays_below_the_total() -> None:
    by_providers = {row["year"]: row["esp"] for row in rows_of("ncmec-total")}
    for year in ("2019", "2020", "2021", "2022"):
        selected = sum(int(row["reports"]) for row in rows_of("esp") if row["year"] == year)
        assert 0 < selected < int(by_providers[year])


def test_the_rounded_german_series_agrees_with_the_exact_one() -> None:
    exact = {row["year"]: row for row in rows_of("bka")}["2022"]
    rounded = {row["year"]: row for row in rows_of("bka-rounded")}["2022"]
    for column in ("received", "relevant"):
        assert (int(exact[column]) + 25) // 50 * 50 == int(rounded[column])


# The tables against the published figures


def published_number(published: dict[str, dict[str, str]], key: str) -> int:
    row = published[key]
    assert row["status"] == "found"
    return int(row["lower"])


EXACT_IDS = {
    "fedpol": {
        "reports": "fedpol-reports-{year}",
        "rapporte": "fedpol-rapports-{year}",
    },
    "ncmec-total": {
        "reports": "ncmec-total-{year}",
        "esp": "ncmec-esp-{year}",
        "public": "ncmec-public-{year}",
    },
    "ncmec-cumulative": {"reports": "ncmec-cum-{through}"},
    "ncmec-location": {"reports": "ncmec-loc-{location}-{year}"},
    "ncmec-category": {"reports": "ncmec-cat-{category}-{year}"},
    "ncmec-recipients": {"reports": "ncmec-{recipient}-{kind}-{year}"},
    "ncmec-country": {"reports": "ncmec-country-{iso3}-{year}"},
    "esp": {"reports": "ncmec-espname-{esp}-{year}"},
    "bka": {"received": "de-bka-{year}", "relevant": "de-rel-{year}"},
    "ireland": {
        "referrals": "ie-garda-{year}",
        "not_csam": "ie-notcsam-{year}",
        "flagged_by_ncmec": "ie-ncmec-{year}-ex",
    },
}
"""Table and column to the id of the published figure, with the row's own cells filled in."""

SHORT = {
    "outside the U.S.": "intl",
    "U.S.": "us",
    "unknown": "unk",
    "child sexual abuse material": "csam",
    "online enticement": "entice",
    "international law enforcement": "intl",
    "ICAC units": "icac",
    "U.S. federal law enforcement": "fed",
    "local law enforcement": "loc",
    "actionable": "act",
    "informational": "inf",
}


def published_id(pattern: str, row: dict[str, str]) -> str:
    return pattern.format(**{k: SHORT.get(v, v.lower()) for k, v in row.items()})


@pytest.mark.parametrize("table", EXACT_IDS)
def test_cells_are_the_published_figures(table: str, published: dict[str, dict[str, str]]) -> None:
    compared = 0
    for row in rows_of(table):
        for column, pattern in EXACT_IDS[table].items():
            if row[column]:
                key = published_id(pattern, row)
                assert int(row[column]) == published_number(published, key), key
                compared += 1
    assert compared >= len(rows_of(table))


@pytest.mark.parametrize("table", EXACT_IDS)
def test_an_empty_cell_has_no_published_figure(
    table: str, published: dict[str, dict[str, str]]
) -> None:
    for row in rows_of(table):
        for column, pattern in EXACT_IDS[table].items():
            if not row[column]:
                assert published_id(pattern, row) not in published


def test_no_country_and_no_provider_is_left_out(published: dict[str, dict[str, str]]) -> None:
    countries = [key for key in published if re.match(r"ncmec-country-[a-z]{3}-", key)]
    assert len(countries) == len(rows_of("ncmec-country"))
    providers = [key for key in published if key.startswith("ncmec-espname-")]
    assert len(providers) == len(rows_of("esp"))


def test_sums_of_the_member_states_are_the_published_ones(
    published: dict[str, dict[str, str]],
) -> None:
    for year in ("2019", "2020", "2021", "2022", "2023"):
        total = sum(
            int(row["reports"])
            for row in rows_of("ncmec-country")
            if row["year"] == year and row["eu27"] == "yes"
        )
        assert total == published_number(published, f"ncmec-country-eu27-{year}")


ROUNDED_IDS = [
    ("bka-rounded", "received", 0, "de-bka-2022-r"),
    ("bka-rounded", "relevant", 0, "de-rel-2022-r"),
    ("bka-rounded", "received", 1, "de-bka-2023"),
    ("bka-rounded", "relevant", 1, "de-rel-2023"),
    ("bka-faq", "relevant", 0, "de-rel-2021"),
    ("bka-faq", "address_only", 0, "de-iponly-2021"),
    ("eu-daily", "reports_a_day", 0, "eu-daily-before"),
    ("eu-daily", "reports_a_day", 1, "eu-daily-after"),
]


@pytest.mark.parametrize(("table", "column", "row", "key"), ROUNDED_IDS)
def test_rounded_cells_are_as_printed(
    table: str, column: str, row: int, key: str, published: dict[str, dict[str, str]]
) -> None:
    printed = re.search(r"\d[\d.,]*", published[key]["value_text"])
    assert printed is not None
    assert rows_of(table)[row][column] == re.sub(r"[.,]", "", printed.group())


# The claim files

VERDICTS = {"supported", "refuted", "undetermined", "conflicting", "not checkable"}


def loaded(path: Path) -> dict[str, Any]:
    # The base loader keeps every scalar as text, like our own reader.
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    assert isinstance(content, dict)
    return content


def every_claim(claims: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = list(claims.items())
    for claim in claims.values():
        found += every_claim(claim.get("parts", {}))
    return found


def figures_of(claim: dict[str, Any]) -> list[str]:
    readings = [r for r in claim.get("readings", {}).values() if isinstance(r, dict)]
    figures = [block["figure"] for block in (claim, *readings) if "figure" in block]
    return [figure["text"] if isinstance(figure, dict) else figure for figure in figures]


def test_the_claim_files_are_here() -> None:
    assert [path.stem for path in CLAIMS] == [
        "eu",
        "germany-ireland",
        "rubric-example",
        "swiss",
        "totals",
    ]


def test_only_the_example_of_a_rubric_rests_on_made_up_counts() -> None:
    made_up = {
        (path.stem, table["file"])
        for path in CLAIMS
        for table in loaded(path)["evidence"].values()
        if table.get("illustrative") == "true"
    }
    assert made_up == {("rubric-example", "../evidence/cybertipline/imagery-example.csv")}


@pytest.mark.parametrize("path", CLAIMS, ids=names)
def test_a_claim_file_says_at_its_top_what_it_shows(path: Path) -> None:
    first, second, third = path.read_text(encoding="utf-8").splitlines()[:3]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert not Path(schema).is_absolute()
    assert schema.endswith("/claims.schema.json")
    assert second == "#"
    assert third.startswith("# ")


@pytest.mark.parametrize("path", CLAIMS, ids=names)
def test_every_claim_has_quote_source_and_expectation(path: Path) -> None:
    content = loaded(path)
    for name, claim in every_claim(content["claims"]):
        assert claim["quote"], name
        assert len(claim["quote"]) <= 250, name
        assert claim["source"] in content["sources"], name
        assert claim["expect"] in VERDICTS, name


@pytest.mark.parametrize("path", CLAIMS, ids=names)
def test_the_words_of_every_figure_stand_in_the_quote(path: Path) -> None:
    for name, claim in every_claim(loaded(path)["claims"]):
        for figure in figures_of(claim):
            assert figure.casefold() in claim["quote"].casefold(), (name, figure)


@pytest.mark.parametrize("path", CLAIMS, ids=names)
def test_quotes_are_folded_blocks_and_nothing_is_in_flow_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in lines:
        if re.match(r"\s*(quote|note|about):", line):
            assert line.endswith(">-"), line
        assert not re.search(r":\s+[\[{]", line), line


@pytest.mark.parametrize("path", CLAIMS, ids=names)
def test_evidence_columns_and_sources_exist(path: Path) -> None:
    content = loaded(path)
    for name, table in content["evidence"].items():
        file = (path.parent / table["file"]).resolve()
        assert file.is_relative_to(TABLES), name
        header = set(next(csv.reader(file.read_text(encoding="utf-8").splitlines())))
        keys = [table["key"]] if isinstance(table["key"], str) else table["key"]
        assert set(keys) | set(table["columns"]) <= header, name
        assert table["source"] in content["sources"], name


@pytest.mark.parametrize("path", CLAIMS, ids=names)
def test_every_source_is_used_and_has_title_publisher_and_date(path: Path) -> None:
    content = loaded(path)
    users = [claim for _, claim in every_claim(content["claims"])]
    users += [*content["evidence"].values(), *content.get("statements", {}).values()]
    assert {user["source"] for user in users} == set(content["sources"])
    for source in content["sources"].values():
        assert source["title"]
        assert source["publisher"]
        assert source["accessed"] == "2026-11-22"


def test_the_flagship_has_the_readings_of_both_sentences() -> None:
    claims = loaded(ROOT / "claims" / "swiss.yml")["claims"]
    assert list(claims["around-9000"]["readings"]) == ["2018", "2020"]
    assert list(claims["just-under-ten"]["readings"]) == [
        "passed on, 2018",
        "passed on, 2020",
        "relevant, 2018",
        "relevant, 2020",
    ]
    last = claims["just-under-ten"]["readings"]["relevant, 2020"]
    assert last["under"] == "passed-on-is-relevant"
