"""``factcheck new``: where the claim file goes, what is refused, and that it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ods_helper import ods

from factcheck.scaffold import new_file

if TYPE_CHECKING:
    from tests.conftest import RunCli
    from workbook_values import Cell

TABLE = "town,pupils\nAarau,812\nBaden,640\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TABLE, encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("-o", "-")])
def test_a_claim_file_is_printed(more: tuple[str, ...], run_cli: RunCli) -> None:
    result = run_cli("new", "--table", "t.csv", *more)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("# Made from t.csv by `factcheck new`")
    Path("made.yml").write_text(result.stdout, encoding="utf-8")
    assert run_cli("run", "made.yml").exit_code == 0
    assert not Path("-").exists()


def test_a_claim_file_is_written(run_cli: RunCli) -> None:
    printed = run_cli("new", "--table", "t.csv").stdout
    result = run_cli("new", "--table", "t.csv", "--output", "made.yml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "wrote 'made.yml'; now: factcheck run made.yml\n"
    assert Path("made.yml").read_text(encoding="utf-8") == printed
    assert run_cli("run", "made.yml").exit_code == 0


def test_paths_are_from_the_claim_file(run_cli: RunCli) -> None:
    Path(".factcheck-root").touch()
    Path("claims").mkdir()
    result = run_cli("new", "--table", "t.csv", "-o", "claims/made.yml")
    assert "note" not in result.stderr
    assert 'file: "../t.csv"' in Path("claims/made.yml").read_text(encoding="utf-8")
    assert run_cli("run", "claims/made.yml").exit_code == 0


def test_a_table_that_a_run_would_not_read_has_a_note(run_cli: RunCli) -> None:
    Path("claims").mkdir()
    result = run_cli("new", "--table", "t.csv", "-o", "claims/made.yml")
    assert result.exit_code == 0
    assert "note: the table lies outside the folder that claim files there" in result.stderr
    assert run_cli("run", "claims/made.yml").exit_code == 2
    assert run_cli("run", "claims/made.yml", "--root", ".").exit_code == 0


def test_nothing_is_overwritten(run_cli: RunCli) -> None:
    Path("made.yml").write_text("mine", encoding="utf-8")
    Path("link.yml").symlink_to("nowhere.yml")
    for name in ("made.yml", "link.yml"):
        result = run_cli("new", "--table", "t.csv", "-o", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"'{name}' exists already; nothing is overwritten" in result.stderr
    assert Path("made.yml").read_text(encoding="utf-8") == "mine"
    assert not Path("nowhere.yml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing option '--table'"),
        (("--table", "x.csv"), "there is no file 'x.csv'"),
        (("--table", "t.pdf"), "no"),
        (("--table", "t.csv", "-o", "none/x.yml"), "there is no folder 'none'"),
        (("--table", "t.csv", "--delimiter", "ab"), "--delimiter is one sign"),
        (("--table", "t.csv", "--delimiter", "a"), "--delimiter is one sign"),
        (("--table", "t.csv", "--encoding", "utf8"), "'utf8'; did you mean 'utf-8'"),
        (("--table", "t.csv", "--header-row", "0"), "0 is not in the range x>=1"),
        (("--table", "t.csv", "--header-row", "9"), "FC2"),
        (("--table", "t.csv", "--sheet", "x"), "remove `sheet`"),
        (("--table", "t.csv", "--range", "B3:F4"), "remove `range`"),
        (("--table", "t.csv", "--range", "B3-F4"), "--range is a range of cells; write B3:F4"),
        (("--table", "t.csv", "--range", "\x1b"), "--range is a range of cells; write its first"),
        (("--table", "t.csv", "--range", "F4:B3"), "begins below or right of its end; write B3:F4"),
        (("--table", "t.csv", "--delimiter", ";"), "FC211 one-column"),
        (("--table", "\x1b[31m.csv"), "there is no file '␛[31m.csv'"),
        (("--table", "t.csv", "--encoding", "\x1b"), "no encoding is called '␛'"),
    ],
)  # fmt: skip
def test_wrong_command_lines(arguments: tuple[str, ...], message: str, run_cli: RunCli) -> None:
    result = run_cli("new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(("cells", "written"), [("$c3:e5", "C3:E5"), ("C3:", "C3:")])
def test_a_range_of_cells_is_the_table(cells: str, written: str, run_cli: RunCli) -> None:
    rows: list[list[Cell]] = [["Title"], [], [None, 1, "town", "pupils", "teachers"]]
    rows += [[None, 2, "Aarau", 812, 40], [None, 3, "Baden", 640, 31]]
    Path("t.ods").write_bytes(ods({"A": rows}))
    result = run_cli("new", "--table", "t.ods", "--range", cells, "-o", "made.yml")
    assert result.exit_code == 0
    made = Path("made.yml").read_text(encoding="utf-8")
    assert f'    range: "{written}"\n' in made
    assert "header_row" not in made
    assert 'figure: "1,452"' in made
    assert run_cli("run", "made.yml").exit_code == 0
    result = run_cli("new", "--table", "t.ods", "--range", "C3:E9")
    assert result.exit_code == 2
    assert "write C3:E5, or leave the end open: C3:E" in " ".join(result.stderr.split())


def test_options_are_used(run_cli: RunCli) -> None:
    text = "title\ntown|naïve\nA|1\n"
    Path("odd.csv").write_bytes(text.encode("cp850"))
    options = ("--delimiter", "|", "--encoding", "cp850", "--header-row", "2")
    result = run_cli("new", "--table", "odd.csv", "-o", "odd.yml", *options)
    assert result.exit_code == 0
    made = Path("odd.yml").read_text(encoding="utf-8")
    assert "    encoding: cp850\n" in made
    assert '    delimiter: "|"\n' in made
    assert "    header_row: 2\n" in made
    assert "# naïve: " in made
    assert run_cli("run", "odd.yml").exit_code == 0


def test_a_tab_has_a_name(run_cli: RunCli) -> None:
    Path("tab.csv").write_text(TABLE.replace(",", "\t"), encoding="utf-8")
    made = run_cli("new", "--table", "tab.csv", "--delimiter", "tab").stdout
    assert "    delimiter: tab\n" in made


def test_problems_of_a_table_have_their_code_and_a_hint(run_cli: RunCli) -> None:
    Path("broken.csv").write_text("a,b\n1,2\n3\n4,5\n", encoding="utf-8")
    result = run_cli("new", "--table", "broken.csv", "-o", "made.yml")
    assert result.exit_code == 2
    assert result.stderr.startswith("error FC218 row-length: line 3 has 1 cell")
    assert "hint: " in result.stderr
    assert not Path("made.yml").exists()


def test_a_table_that_no_claim_fits_is_refused(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_file, "_number", lambda _: None)
    result = run_cli("new", "--table", "t.csv")
    assert result.exit_code == 2
    assert "Error: no claim on the table can be checked" in result.stderr
