"""Claim files that are run together: tables are scanned once, and nothing is found otherwise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from factcheck import report
from factcheck.evidence import scan as scans
from factcheck.model.problem import Code, Problem, ProblemsError
from factcheck.pipeline import run_file
from factcheck.together.find import find_claim_files
from factcheck.together.run import Together, run_together

ROOT = Path(__file__).resolve().parents[3]
TABLE = "region,kind,year,cases,cost\n" + "".join(
    f"r{n % 3},{'ab'[n % 2]},{2018 + n % 4},{n * 7 % 50},{n}.{n % 10}\n" for n in range(60)
)
HEAD = "factcheck: 1\nevidence:\n  {name}:\n    file: {file}\n{more}claims:\n"
MEASURES = (
    "sum({name}.cases)",
    "sum({name}.cases[region = r1])",
    "sum({name}.cost[region = r1, kind = a])",
    "count({name}[year = 2019])",
    "mean({name}.cost[kind = b])",
    "median({name}.cases[region = r0])",
    "max({name}.cost[year >= 2020])",
    "sum({name}.cases[no = 1])",
    "sum({name}.cases[region = r9])",
    "sum({name}.region)",
)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TABLE, encoding="utf-8")


@pytest.fixture(name="scanned")
def _scanned(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note every scan of the rows of a table."""
    noted: list[object] = []
    real = scans._raw_scan

    def noting(*arguments: object) -> object:
        noted.append(arguments[1])
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(scans, "_raw_scan", noting)
    return noted


def claims(path: str, *measures: str, name: str = "t", more: str = "", file: str = "t.csv") -> Path:
    head = HEAD.format(name=name, file=file, more=more)
    body = "".join(
        f"  c{number}:\n    measure: {measure.format(name=name)}\n    figure: 24\n"
        for number, measure in enumerate(measures)
    )
    Path(path).write_text(head + body, encoding="utf-8")
    return Path(path)


def alone(path: Path) -> str:
    try:
        return shown(run_file(path))
    except ProblemsError as error:
        return report.render_problems(error.problems)


def shown(result: object) -> str:
    return "".join(
        render(result)  # type: ignore[arg-type]
        for render in (report.render_json, report.render_markdown, report.render_terminal)
    )


def together(*paths: Path) -> list[str]:
    return [
        report.render_problems(ran.error.problems) if ran.error else shown(ran.result)
        for ran in run_together(paths, Together())
    ]


def test_every_file_of_the_project_is_as_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = find_claim_files([Path("claims"), Path("tests/cases")])
    assert len(found.files) > 20
    assert found.problems == ()
    assert together(*found.files) == [alone(path) for path in found.files]


@pytest.mark.parametrize("seed", range(8))
def test_random_files_are_as_they_are_alone(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 - only to vary the files
    paths = [
        claims(
            f"{number}.yml",
            *chosen.sample(MEASURES, chosen.randint(1, 4)),
            name=chosen.choice(("t", "other")),
            more=chosen.choice(
                ("", "", "    empty: unknown\n", "    columns: {cost: {scale: 10}}\n")
            ),
        )
        for number in range(5)
    ]
    assert together(*paths) == [alone(path) for path in paths]


def test_a_table_is_scanned_once_for_all_files(scanned: list[object]) -> None:
    first = claims("a.yml", MEASURES[1], MEASURES[2])
    second = claims("b.yml", MEASURES[1], MEASURES[3], name="other")
    third = claims("c.yml", MEASURES[1])
    expected = [alone(path) for path in (first, second, third)]
    assert len(scanned) == 3
    scanned.clear()
    assert together(first, second, third) == expected
    assert len(scanned) == 1


def test_tables_that_are_cut_otherwise_are_not_the_same(scanned: list[object]) -> None:
    first = claims("a.yml", MEASURES[0])
    second = claims("b.yml", MEASURES[0], more="    skip: [5]\n")
    assert together(first, second) == [alone(first), alone(second)]
    assert len(scanned) == 4


def test_a_column_that_is_read_otherwise_has_a_scan_of_its_own(scanned: list[object]) -> None:
    first = claims("a.yml", MEASURES[0])
    second = claims("b.yml", MEASURES[0], more="    columns: {cases: {locale: de-DE}}\n")
    third = claims("c.yml", MEASURES[1])
    assert together(first, second, third) == [alone(path) for path in (first, second, third)]
    assert len(scanned) == 2 + 3


def test_what_is_wrong_with_one_file_leaves_the_others_alone() -> None:
    good, wrong = claims("a.yml", MEASURES[0]), claims("b.yml", MEASURES[0], file="none.csv")
    found = list(run_together([wrong, Path("nowhere.yml"), good], Together()))
    assert [None if ran.error is None else ran.error.problems[0].code.slug for ran in found] == [
        "evidence-missing",
        "claim-file-unreadable",
        None,
    ]
    assert found[2].result is not None
    assert shown(found[2].result) == alone(good)


def test_claims_are_told_one_by_one_and_kept_nowhere() -> None:
    paths = [claims("a.yml", *MEASURES[:2]), claims("b.yml", MEASURES[0])]
    told: list[tuple[str, str]] = []
    how = Together(on_claim=lambda path, claim: told.append((path.name, claim.id)))
    found = [ran.result for ran in run_together(paths, how)]
    assert told == [("a.yml", "c0"), ("a.yml", "c1"), ("b.yml", "c0")]
    assert [(one.claims, one.declared) for one in found if one is not None] == [((), 2), ((), 1)]


def test_steps_count_the_claims_of_all_files() -> None:
    paths = [claims("a.yml", *MEASURES[:2]), claims("b.yml", MEASURES[0])]
    steps: list[str] = []
    list(run_together(paths, Together(on_step=steps.append)))
    assert steps == [
        "loading a.yml",
        "loading b.yml",
        "a.yml: reading the table t",
        "a.yml: claim 1 of 2: c0",
        "a.yml: claim 2 of 2: c1",
        "b.yml: reading the table t",
        "b.yml: claim 1 of 1: c0",
    ]
    assert [(step.done, step.total) for step in steps if "claim" in step] == [  # type: ignore[attr-defined]
        (0, 3),
        (1, 3),
        (2, 3),
    ]


def test_a_file_may_be_refused_once_its_tables_are_scanned() -> None:
    paths = [claims("a.yml", MEASURES[0]), claims("b.yml", MEASURES[0])]
    problem = Problem(Code("FC000", "x", "", ""), "not as it was")

    def refuse(_: object) -> None:
        raise ProblemsError([problem])

    how = Together(refusal=lambda path: refuse if path.name == "a.yml" else None)
    first, second = run_together(paths, how)
    assert first.error is not None
    assert first.error.problems == (problem,)
    assert second.result is not None
