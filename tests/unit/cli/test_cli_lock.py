"""Evidence pinned, and runs that refuse what is not pinned."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_workspace import CLAIMS, WRONG, project
from xlsx_helper import xlsx

from factcheck.evidence.content import ChangedError
from factcheck.lock import guard, stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunCli
    from workbook_values import Cell

OTHER_TABLE = "year,reports,more\n2018,9167,1\n2020,7852,2\n2021,9,3\n"


@pytest.fixture(name="claims")
def _claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one claim file, in the working folder."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath(".factcheck-root").touch()
    project(tmp_path)
    return Path("claims.yml")


def lock_of(folder: Path = Path()) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / stored.NAME).read_text(encoding="utf-8"))
    return found


def rewritten(change: Callable[[dict[str, Any]], None]) -> None:
    found = lock_of()
    change(found)
    Path(stored.NAME).write_text(json.dumps(found), encoding="utf-8")


def test_a_lock_holds_everything_but_the_claims(claims: Path, run_cli: RunCli) -> None:
    result = run_cli("lock", str(claims))
    assert (result.exit_code, result.stdout) == (
        0,
        "wrote 'factcheck.lock'\n  claims.yml: 1 table\n",
    )
    entry = lock_of()["claims"]["claims.yml"]
    assert list(entry) == ["factcheck", "files", "hedges", "language", "tables"]
    assert entry["tables"]["police"] == {
        "columns": {"reports": "number", "year": "number"},
        "path": "table.csv",
        "rows": 2,
        "sha256": entry["tables"]["police"]["sha256"],
    }
    assert entry["files"] == {}


def test_another_range_of_cells_is_drift(claims: Path, run_cli: RunCli) -> None:
    rows: list[list[Cell]] = [[None, "year", "n"], [None, 2018, 1], [None, 2019, 2], [None, 3, 3]]
    Path("t.xlsx").write_bytes(xlsx({"A": rows}))
    text = "factcheck: 1\nevidence:\n  t: {file: t.xlsx, header: [year, n], range: 'B2:C3'}\n"
    text += "claims:\n  c: {measure: sum(t.n), figure: 3}\n"
    claims.write_text(text, encoding="utf-8")
    assert run_cli("lock", str(claims)).exit_code == 0
    assert lock_of()["claims"]["claims.yml"]["tables"]["t"]["path"] == "t.xlsx (B2:C3)"
    assert run_cli("run", str(claims), "--locked").exit_code == 0
    # As many rows with the same columns.
    claims.write_text(text.replace("B2:C3", "B3:C4"), encoding="utf-8")
    result = run_cli("run", str(claims), "--locked")
    assert result.exit_code == 3
    assert "read from 't.xlsx (B2:C3)' → 't.xlsx (B3:C4)'" in result.output


def test_another_sheet_is_drift_and_a_lock_without_sheets_is_none(
    claims: Path, run_cli: RunCli
) -> None:
    rows: list[list[Cell]] = [["year", "n"], [2018, 1], [2019, 2]]
    Path("t.xlsx").write_bytes(xlsx({"A b": rows, "B": rows}))
    text = "factcheck: 1\nevidence:\n  t: {file: t.xlsx, sheet: A b}\n"
    text += "claims:\n  c: {measure: sum(t.n), figure: 3}\n"
    claims.write_text(text, encoding="utf-8")
    assert run_cli("lock", str(claims)).exit_code == 0
    assert lock_of()["claims"]["claims.yml"]["tables"]["t"]["path"] == "t.xlsx (A b)"
    assert "t.xlsx (A b), 2 rows" in run_cli("run", str(claims), "--locked").output
    claims.write_text(text.replace("A b", "B"), encoding="utf-8")
    result = run_cli("run", str(claims), "--locked")
    assert result.exit_code == 3
    assert "read from 't.xlsx (A b)' → 't.xlsx (B)'" in result.output

    def without_sheet(lock: dict[str, Any]) -> None:
        lock["claims"]["claims.yml"]["tables"]["t"]["path"] = "t.xlsx"

    rewritten(without_sheet)
    assert run_cli("run", str(claims), "--locked").exit_code == 0
    claims.write_text(text.replace("sheet: A b", "sheet: B, range: 'A1:B2'"), encoding="utf-8")
    assert run_cli("run", str(claims), "--locked").exit_code == 3


def test_a_misspelt_claim_file_is_told_with_the_nearest(claims: Path, run_cli: RunCli) -> None:
    result = run_cli("lock", "claim.yml")
    assert result.exit_code == 2
    assert "there is no file 'claim.yml'; did you mean 'claims.yml'?" in result.stderr
    assert claims.is_file()


def test_a_lock_that_is_right_is_left_alone(claims: Path, run_cli: RunCli) -> None:
    run_cli("lock", str(claims))
    before = Path(stored.NAME).stat().st_mtime_ns
    result = run_cli("lock", str(claims))
    assert (result.exit_code, result.stdout) == (0, "'factcheck.lock' is as it has to be\n")
    assert Path(stored.NAME).stat().st_mtime_ns == before


def test_a_run_on_what_is_pinned_prints_the_same(claims: Path, run_cli: RunCli) -> None:
    run_cli("lock", str(claims))
    for form in ("terminal", "markdown", "json"):
        plain = run_cli("run", str(claims), "--format", form)
        locked = run_cli("run", str(claims), "--format", form, "--locked")
        assert (plain.exit_code, plain.output) == (locked.exit_code, locked.output)


def test_another_claim_file_on_the_same_evidence_is_no_drift(claims: Path, run_cli: RunCli) -> None:
    run_cli("lock", str(claims))
    claims.write_text(CLAIMS.replace("around 9,000", "around 8,000"), encoding="utf-8")
    assert run_cli("run", str(claims), "--locked").exit_code == 1


def test_a_column_that_claims_begin_to_use_is_no_drift(claims: Path, run_cli: RunCli) -> None:
    Path("table.csv").write_text(OTHER_TABLE, encoding="utf-8")
    run_cli("lock", str(claims))
    assert lock_of()["claims"]["claims.yml"]["tables"]["police"]["columns"]["more"] is None
    more = CLAIMS.replace("police.reports[", "police.more[").replace("around 9,000", "1")
    claims.write_text(more, encoding="utf-8")
    assert run_cli("run", str(claims), "--locked").exit_code == 0


def test_every_entry_of_another_claim_file_is_kept(claims: Path, run_cli: RunCli) -> None:
    Path("b.yml").write_text(CLAIMS, encoding="utf-8")
    run_cli("lock", str(claims))
    first = lock_of()["claims"]["claims.yml"]
    result = run_cli("lock", "b.yml")
    assert result.stdout == "wrote 'factcheck.lock'\n  b.yml: 1 table\n"
    assert lock_of()["claims"] == {"b.yml": first, "claims.yml": first}


def test_several_files_are_pinned_together(claims: Path, run_cli: RunCli, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / ".factcheck-root").touch()
    project(inner)
    result = run_cli("lock", str(claims), "inner/claims.yml")
    assert result.stdout == (
        "wrote 'factcheck.lock'\n  claims.yml: 1 table\n"
        "wrote 'inner/factcheck.lock'\n  claims.yml: 1 table\n"
    )
    assert lock_of() == lock_of(inner)


def test_one_wrong_file_among_several_writes_nothing(claims: Path, run_cli: RunCli) -> None:
    Path("b.yml").write_text(WRONG, encoding="utf-8")
    result = run_cli("lock", str(claims), "b.yml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "b.yml:9:5: error FC030" in result.stderr
    assert not Path(stored.NAME).exists()


def test_rubrics_are_pinned_too(claims: Path, run_cli: RunCli, root: Path) -> None:
    example = root / "claims"
    for name in ("rubric-example.yml", "rubrics/conservative-definition.yml"):
        target = Path("claims", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((example / name).read_bytes())
    table = Path("evidence/cybertipline/imagery-example.csv")
    table.parent.mkdir(parents=True)
    table.write_bytes((root / table).read_bytes())
    result = run_cli("lock", "claims/rubric-example.yml", str(claims))
    assert "  claims/rubric-example.yml: 1 table and 1 other file\n" in result.stdout
    assert run_cli("run", "claims/rubric-example.yml", "--locked").exit_code == 0
    rubric = Path("claims/rubrics/conservative-definition.yml")
    rubric.write_bytes(rubric.read_bytes() + b"# changed\n")
    drifted = run_cli("run", "claims/rubric-example.yml", "--locked")
    assert drifted.exit_code == 3
    named = "error FC401 evidence-moved: 'claims/rubrics/conservative-definition.yml' is not as"
    assert named in drifted.stderr


def test_scales_are_pinned_too(claims: Path, run_cli: RunCli, root: Path) -> None:
    scale = next((root / "claims" / "scales").glob("*.yml"))
    Path("scale.yml").write_bytes(scale.read_bytes())
    claims.write_text(f"{CLAIMS}scale: scale.yml\n", encoding="utf-8")
    assert run_cli("lock", str(claims)).exit_code == 0
    assert [*lock_of()["claims"]["claims.yml"]["files"]] == ["scale.yml"]


def edit(name: str, text: str) -> Callable[[], None]:
    def written() -> None:
        Path(name).write_text(text, encoding="utf-8")

    return written


def edit_table(text: str) -> Callable[[], None]:
    return edit("table.csv", text)


def edit_claims(text: str) -> Callable[[], None]:
    return edit("claims.yml", text)


def spoil_table() -> None:
    Path("table.csv").write_bytes(b"year,reports\n2018,\xff\n")


def move_table() -> None:
    Path("table.csv").rename("other.csv")
    Path("claims.yml").write_text(CLAIMS.replace("table.csv", "other.csv"), encoding="utf-8")


SECOND = "evidence:\n  again: {file: table.csv, key: year}\n"
DRIFTS = {
    "a number": (
        edit_table("year,reports\n2018,9168\n2020,7852\n"),
        "; 2 rows as before; the same columns",
    ),
    "a row": (edit_table("year,reports\n2018,9167\n2020,7852\n2021,1\n"), "; rows 2 → 3; the same"),
    "a column more": (edit_table(OTHER_TABLE), "; rows 2 → 3; with 'more'"),
    "another header": (
        edit_table("year,report\n2018,9167\n2020,7852\n"),
        "; 2 rows as before; without 'reports'; with 'report'",
    ),
    "texts for numbers": (
        edit_table("year,reports\n2018,9167\nx,7852\n"),
        "; 'year' is read as number → text",
    ),
    "another type": (
        edit_claims(CLAIMS.replace("key: year", "key: year\n    columns: {year: {type: text}}")),
        "table 'police' is not as factcheck.lock pins it: 'year' is read as number → text",
    ),
    "another file": (move_table, "pins it: read from 'table.csv' → 'other.csv'"),
    "a declaration alone": (
        edit_claims(CLAIMS.replace("    key: year\n", "    key: year\n    skip: [-1]\n")),
        "table 'police' is not as factcheck.lock pins it: rows 2 → 1; the same columns",
    ),
    "another table": (
        edit_claims(CLAIMS.replace("evidence:\n", SECOND)),
        "table 'again' (table.csv) is not pinned in factcheck.lock",
    ),
    "another name": (
        edit_claims(CLAIMS.replace("police", "bureau")),
        "table 'police' is pinned in factcheck.lock, and the claim file declares it no more",
    ),
    "no text at all": (
        spoil_table,
        "table 'police' is not as factcheck.lock pins it: sha256",
    ),
    "a rubric that is gone": (
        lambda: rewritten(lambda lock: lock["claims"]["claims.yml"].update(files={"r.yml": "0"})),
        "'r.yml' is pinned in factcheck.lock, and this run reads it no more",
    ),
    "a version": (
        lambda: rewritten(lambda lock: lock["claims"]["claims.yml"].update(hedges="0", language=0)),
        (
            "FC402 other-version: factcheck.lock was written otherwise than this run goes: "
            "language 0 → 1; hedges 0 → "
        ),
    ),
}


@pytest.mark.parametrize("case", DRIFTS)
def test_drift_is_told_before_anything_is_evaluated(
    case: str, claims: Path, run_cli: RunCli
) -> None:
    change, told = DRIFTS[case]
    run_cli("lock", str(claims))
    change()
    result = run_cli("run", str(claims), "--locked")
    assert (result.exit_code, result.stdout) == (3, "")
    assert told in result.stderr
    assert "if that is meant, pin what is there now with `factcheck lock claims.yml`" in (
        result.stderr
    )


def test_a_rubric_that_is_not_pinned_is_drift(claims: Path, run_cli: RunCli, root: Path) -> None:
    scale = next((root / "claims" / "scales").glob("*.yml"))
    Path("scale.yml").write_bytes(scale.read_bytes())
    run_cli("lock", str(claims))
    claims.write_text(f"{CLAIMS}scale: scale.yml\n", encoding="utf-8")
    result = run_cli("run", str(claims), "--locked")
    assert result.exit_code == 3
    assert "'scale.yml' is not pinned in factcheck.lock" in result.stderr


def test_drift_is_json_where_that_is_asked_for(claims: Path, run_cli: RunCli) -> None:
    run_cli("lock", str(claims))
    edit_table(OTHER_TABLE)()
    result = run_cli("run", str(claims), "--locked", "--format", "json")
    assert [each["code"] for each in json.loads(result.stdout)["problems"]] == ["FC401"]


def test_what_moved_is_told_when_it_is_pinned_again(claims: Path, run_cli: RunCli) -> None:
    run_cli("lock", str(claims))
    edit_table(OTHER_TABLE)()
    told = run_cli("lock", str(claims)).stdout.splitlines()
    assert told[:2] == ["wrote 'factcheck.lock'", "  claims.yml: 1 table"]
    assert told[2].startswith("    before: table 'police' is not as factcheck.lock pins it: sha256")
    assert run_cli("run", str(claims), "--locked").exit_code == 0


def test_a_table_that_only_tells_which_claims_there_are_is_pinned(
    claims: Path, run_cli: RunCli
) -> None:
    Path("years.csv").write_text("which\n2018\n", encoding="utf-8")
    text = CLAIMS.replace("evidence:\n", "evidence:\n  years: {file: years.csv, delimiter: ';'}\n")
    text = text.replace(
        "    measure:", "    for_each: {table: years, columns: [which]}\n    measure:"
    )
    claims.write_text(text.replace("year = 2018", "year = $which"), encoding="utf-8")
    Path("years.csv").write_text("which;n\n2018;1\n", encoding="utf-8")
    assert run_cli("lock", str(claims)).exit_code == 0
    Path("years.csv").write_text("which;n\n2018;1\n2020;1\n", encoding="utf-8")
    result = run_cli("run", str(claims), "--locked")
    assert result.exit_code == 3
    assert "table 'years' is not as factcheck.lock pins it" in result.stderr


def test_a_missing_lock_is_an_error_with_its_command(claims: Path, run_cli: RunCli) -> None:
    result = run_cli("run", str(claims), "--locked", "--root", ".")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error FC403 no-lock: there is no factcheck.lock" in result.stderr
    assert "hint: write it with `factcheck lock claims.yml --root .`" in result.stderr


def test_a_lock_without_the_claim_file_is_an_error(claims: Path, run_cli: RunCli) -> None:
    Path("b.yml").write_text(CLAIMS, encoding="utf-8")
    run_cli("lock", "b.yml")
    result = run_cli("run", str(claims), "--locked")
    assert result.exit_code == 2
    assert "factcheck.lock has no entry for 'claims.yml'" in result.stderr


BROKEN = {
    "no JSON": (b"{", "it is no JSON"),
    "no text": (b"\xff", "it is no JSON"),
    "a list": (b"[]", "it has no field 'lock'"),
    "nothing": (b"{}", "it has no field 'lock'"),
    "a key twice": (b'{"lock": 1, "lock": 1}', "a key twice in one place"),
    "no number": (b'{"lock": NaN}', "it is no JSON"),
    "a newer form": (b'{"lock": 2, "claims": {}}', "its form is 2, and this program knows 1"),
    "true": (b'{"lock": true, "claims": {}}', "its form is true"),
    "an unknown field": (b'{"lock": 1, "more": {}}', "unknown field `more`"),
    "another type": (b'{"lock": 1, "claims": {"a": 1}}', "Expected `object`, got `int`"),
    "too deep": (b'{"lock":' * 100_000, "it is"),
}


@pytest.mark.parametrize("command", [("run", "claims.yml", "--locked"), ("lock", "claims.yml")])
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_lock_is_neither_believed_nor_replaced(
    case: str, command: tuple[str, ...], claims: Path, run_cli: RunCli
) -> None:
    content, told = BROKEN[case]
    Path(stored.NAME).write_bytes(content)
    result = run_cli(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error FC404 broken-lock: factcheck.lock cannot be read: " in result.stderr
    assert told in result.stderr
    assert Path(stored.NAME).read_bytes() == content
    assert claims.exists()


def test_a_lock_of_endless_size_is_refused(
    claims: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_cli("lock", str(claims))
    monkeypatch.setattr(stored, "MAX_BYTES", 10)
    assert "it has more than 0 MiB" in run_cli("lock", str(claims)).stderr


@pytest.mark.parametrize("command", [("run", "claims.yml", "--locked"), ("lock", "claims.yml")])
def test_a_lock_that_is_a_folder_cannot_be_read(
    command: tuple[str, ...], claims: Path, run_cli: RunCli
) -> None:
    Path(stored.NAME).mkdir()
    result = run_cli(*command)
    assert result.exit_code == 2
    assert "cannot be read: Is a directory" in result.stderr
    assert "factcheck.lock" in result.stderr
    assert claims.exists()


def test_a_claim_file_outside_of_the_project_cannot_be_pinned(
    claims: Path, run_cli: RunCli
) -> None:
    Path("inner").mkdir()
    result = run_cli("lock", str(claims), "--root", "inner")
    assert result.exit_code == 2
    assert "FC405 claims-outside: 'claims.yml' lies outside the project's folder" in result.stderr


def test_a_table_that_cannot_be_read_is_drift_and_never_pinned(
    claims: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: object) -> None:
        raise ChangedError

    run_cli("lock", str(claims))
    before = lock_of()
    monkeypatch.setattr("factcheck.evidence.table.read_content", changed)
    result = run_cli("run", str(claims), "--locked")
    assert result.exit_code == 3
    assert "… → (cannot be read); rows 2 → 0; without 'reports', 'year'" in result.stderr
    again = run_cli("lock", str(claims))
    assert (again.exit_code, lock_of()) == (2, before)
    assert "the file changed while it was read" in again.stderr


def test_a_report_does_not_replace_the_lock(claims: Path, run_cli: RunCli) -> None:
    run_cli("lock", str(claims))
    before = lock_of()
    result = run_cli("run", str(claims), "--locked", "-o", stored.NAME)
    assert result.exit_code == 2
    assert "'factcheck.lock' is where the lock lies; name another file." in result.stderr
    assert lock_of() == before


def test_a_lock_outside_of_the_working_folder_is_shown_from_there(
    claims: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    shown = run_cli("lock", f"../{claims}").stdout.splitlines()[0]
    assert shown == "wrote '../factcheck.lock'"


KILLS = 20


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_the_old_lock_or_the_new(
    claims: Path, run_cli: RunCli
) -> None:
    run_cli("lock", str(claims))
    allowed = [Path(stored.NAME).read_bytes()]
    code = (
        "import sys\nfrom factcheck.cli.output import write_text\nfrom pathlib import Path\n"
        "path, texts = Path(sys.argv[1]), [Path(each).read_text() for each in sys.argv[2:]]\n"
        "print('begun', flush=True)\n"
        "while True:\n    for text in texts:\n        write_text(text, path)\n"
    )
    edit_table(OTHER_TABLE)()
    run_cli("lock", str(claims))
    allowed.append(Path(stored.NAME).read_bytes())
    for number, content in enumerate(allowed):
        Path(f"{number}.json").write_bytes(content)
    for number in range(KILLS):
        arguments = (sys.executable, "-c", code, stored.NAME, "0.json", "1.json")
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begun\n"
            time.sleep(0.003 + 0.002 * number)
            os.kill(process.pid, signal.SIGKILL)
        assert Path(stored.NAME).read_bytes() in allowed
    assert run_cli("lock", str(claims)).exit_code == 0
    assert run_cli("run", str(claims), "--locked").exit_code == 0


@pytest.mark.slow
def test_the_command_itself_killed_at_any_moment_leaves_a_whole_lock(
    claims: Path, run_cli: RunCli
) -> None:
    run_cli("lock", str(claims))
    old = Path(stored.NAME).read_bytes()
    edit_table(OTHER_TABLE)()
    arguments = (sys.executable, "-m", "factcheck", "lock", str(claims))
    started = time.monotonic()
    subprocess.run(arguments, check=True, capture_output=True)
    whole, new = time.monotonic() - started, Path(stored.NAME).read_bytes()
    for number in range(KILLS):
        Path(stored.NAME).write_bytes(old)
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as process:
            time.sleep(whole * (0.5 + number / (2 * KILLS)))
            process.kill()
        assert Path(stored.NAME).read_bytes() in (old, new)


def wait_for_lock(other: Path) -> subprocess.Popen[bytes]:
    """Begin a process that pins another claim file, in the same lock."""
    arguments = (sys.executable, "-m", "factcheck", "lock", str(other))
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.mark.slow
def test_two_processes_at_once_lose_no_entry(claims: Path, run_cli: RunCli) -> None:
    others = [Path(f"claims-{number}.yml") for number in range(3)]
    for other in others:
        other.write_text(claims.read_text(encoding="utf-8"), encoding="utf-8")
    for _ in range(3):
        Path(stored.NAME).unlink(missing_ok=True)
        running = [wait_for_lock(other) for other in others]
        for process in running:
            _, told = process.communicate()
            assert (process.returncode, told) == (0, b"")
        assert sorted(lock_of()["claims"]) == [other.name for other in others]
    assert run_cli("run", str(others[0]), "--locked").exit_code == 0


def test_entries_written_meanwhile_are_kept(claims: Path, run_cli: RunCli) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom factcheck.cli.lock import _written\n"
        "from factcheck.lock.stored import read_lock\n"
        "entry = read_lock(Path('factcheck.lock').resolve()).claims['claims.yml']\n"
        "for number in range(20):\n"
        "    _written(Path('factcheck.lock').resolve(), {f'{sys.argv[1]}-{number}': entry})\n"
    )
    run_cli("lock", str(claims))
    running = [subprocess.Popen((sys.executable, "-c", code, name)) for name in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    assert len(lock_of()["claims"]) == 41


def test_a_lock_that_another_process_holds(
    claims: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.1)
    with guard.guarded(Path(stored.NAME).resolve()):
        result = run_cli("lock", str(claims))
    assert result.exit_code == 2
    assert "FC411" in result.stderr
    assert "another process has been writing 'factcheck.lock'" in result.stderr
    assert not Path(stored.NAME).exists()
    assert run_cli("lock", str(claims)).exit_code == 0


def test_a_folder_without_locks_is_used_without(
    claims: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: int, __: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", refused)
    assert run_cli("lock", str(claims)).exit_code == 0


def test_a_system_without_folders_to_open_takes_a_file_beside(
    claims: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fake:
        LK_NBLCK = 1
        refusals = 2

        def locking(self, descriptor: int, mode: int, length: int) -> None:
            assert (descriptor > 0, mode, length) == (True, self.LK_NBLCK, 1)
            self.refusals -= 1
            if self.refusals >= 0:
                raise OSError(36, "Resource deadlock avoided")

    monkeypatch.setattr(guard, "_HAS_FOLDERS", False)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", Fake())
    assert run_cli("lock", str(claims)).exit_code == 0
    assert Path(f"{stored.NAME}.busy").exists()
