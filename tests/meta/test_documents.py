"""Documents say what is so: their examples run, and the keys, words and codes they name exist.

An example is a run of blocks in a document. A `csv`, `xml` or named `json` block, or a `yaml`
block that has `factcheck: 1` or begins with `rubric:` or `scale:`, is saved under the name above
it, `<!-- file: police.csv -->`;
`<!-- copy: tutorial/third.yml as first.yml -->` takes a file from `tests/meta/documents` instead.
Each command of a `console` block is run where these files are, and must print what stands below
it, byte for byte; `make docs` rewrites that. Under `<!-- show: CLAIM | CLAIM/READING | summary -->`
only these parts of a report are shown, and `[…]` stands for the others. A `yaml fragment` is read
as YAML, and has to stand in the file that is copied next, if there is one.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.cli.explain import every_code
from factcheck.model.spec import ColumnKind, ColumnType, EmptyCell, Verdict
from factcheck.spec import claims_schema
from factcheck.spec.document.parse_document import parse_document
from factcheck.spec.structure.patterns import ASPECTS, ENCODINGS
from factcheck.verdict.checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import RunCli

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
STORED = Path(__file__).parent / "documents"
REFERENCE = DOCS / "reference"
EVERY_PAGE = sorted([*DOCS.glob("*.md"), *REFERENCE.glob("*.md")])
# Written from its own cases, and compared with them, by another test.
PAGES = [path for path in EVERY_PAGE if path.name != "wrong-inputs.md"]
IS_REWRITING = os.environ.get("FACTCHECK_GOLDEN") == "1"

FILE = re.compile(r"^<!-- file: (\S+) -->$")
COPY = re.compile(r"^<!-- copy: (\S+) as (\S+) -->$")
SHOW = re.compile(r"^<!-- show: (.+) -->$")
FENCE = re.compile(r"^ {0,3}```(.*)$")
WHOLE = "factcheck: 1\n"
GAP = "[…]"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a document, or a comment that copies a file (``info`` is ``copy``)."""

    info: str
    text: str
    name: str
    """The name to save it under, or that of a copy."""
    shown: frozenset[str]
    """The parts of a report to show; all of it where there are none."""
    start: int
    end: int
    """Its lines in the document, without the fences, counted from 0."""


def blocks_of(lines: list[str]) -> list[Block]:
    """Return the blocks of a document in their order."""
    found: list[Block] = []
    name, opened, info, shown = "", None, "", frozenset[str]()
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if opened is not None:
            if fence and not fence[1]:
                text = "".join(f"{each}\n" for each in lines[opened:number])
                found.append(Block(info, text, name, shown, opened, number))
                opened, name, shown = None, "", frozenset()
        elif fence:
            opened, info = number + 1, fence[1]
        elif copy := COPY.match(line):
            found.append(Block("copy", copy[1], copy[2], shown, number, number))
        elif file := FILE.match(line):
            name = file[1]
        elif show := SHOW.match(line):
            shown = frozenset(show[1].split(" | "))
    assert opened is None, "a fence is not closed"
    return found


class Session:
    """A folder in which the commands of one document run."""

    def __init__(self, folder: Path, run_cli: RunCli) -> None:
        self.folder = folder
        self.run_cli = run_cli
        self.exit_code = 0

    def save(self, block: Block) -> None:
        path = self.folder / (block.name or "claims.yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        if block.info == "copy":
            path.write_bytes((STORED / block.text).read_bytes())
        else:
            path.write_text(block.text, encoding="utf-8")

    def printed(self, command: str) -> str:
        """Return what a command prints, or write it where a `>` says."""
        words = shlex.split(command)
        if command == "echo $?":
            return f"{self.exit_code}\n"
        assert words[0] == "factcheck", f"'{command}' is none of ours: put it into a sh block"
        target = words[words.index(">") + 1] if ">" in words else None
        result = self.run_cli(*words[1 : words.index(">") if target else None])
        self.exit_code = result.exit_code
        if target is None:
            return result.output
        (self.folder / target).write_text(result.stdout, encoding="utf-8")
        return result.stderr

    def transcript(self, block: Block) -> str:
        """Return a console block as it has to be."""
        lines = block.text.splitlines()
        commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        assert commands, "a console block needs a line that begins with '$ '"
        return "".join(f"$ {each}\n{self.shown(each, block.shown)}" for each in commands)

    def shown(self, command: str, parts: frozenset[str]) -> str:
        printed = self.printed(command)
        return excerpt(printed, parts) if command.startswith("factcheck run ") else printed


CLAIM_LINE = re.compile(r"^(?:──|══) (.+?) [─═]+ [A-Z ]+(?: \([^)]+\))? (?:──|══)$")
READING_LINE = re.compile(r"^  (.+?) ·+ [A-Z ]+(?: \([^)]+\))?$")


def labelled_lines(report: str) -> Iterator[tuple[str, str]]:
    """Yield each line of a report with the part that it belongs to."""
    label, claim = "head", ""
    for line in report.splitlines():
        if found := CLAIM_LINE.match(line):
            label = claim = found[1]
        elif claim and (found := READING_LINE.match(line)):
            label = f"{claim}/{found[1]}"
        elif line.startswith("evidence  "):
            label = "evidence"
        elif re.match(r"\d+ claims? declared, ", line):
            label = "summary"
        yield label, line


def excerpt(report: str, shown: frozenset[str]) -> str:
    """Return the lines of the parts of a report that are shown; all of it where none is named."""
    if not shown:
        return report
    labels = {label for label, _ in labelled_lines(report)}
    assert shown <= labels, f"no such part: {shown - labels}"
    lines: list[str] = []
    for label, line in labelled_lines(report):
        if label in shown:
            lines.append(line)
        elif not lines or lines[-1] != GAP:
            lines.append(GAP)
    return "".join(f"{line}\n" for line in lines)


def rewritten(lines: list[str], session: Session) -> list[str]:
    """Return a document with the output of every command as it is today."""
    result = list(lines)
    for block, text in reversed([(b, session_text(b, session)) for b in blocks_of(lines)]):
        if block.info == "console":
            result[block.start : block.end] = text.splitlines()
    return result


def session_text(block: Block, session: Session) -> str:
    if block.info == "console":
        return session.transcript(block)
    is_table = block.info in {"csv", "xml"} or (block.info == "json" and block.name)
    if is_table or block.info == "copy" or is_whole(block) or is_rubric(block):
        session.save(block)
    return block.text


def is_whole(block: Block) -> bool:
    return block.info == "yaml" and WHOLE in block.text


def is_rubric(block: Block) -> bool:
    return block.info == "yaml" and block.text.startswith(("rubric: ", "scale: "))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_print_what_a_document_shows(
    path: Path, run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    actual = rewritten(lines, Session(tmp_path, run_cli))
    if IS_REWRITING and actual != lines:
        path.write_text("".join(f"{line}\n" for line in actual), encoding="utf-8")
    assert actual == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_whole_claim_file_of_a_document_is_run(path: Path) -> None:
    blocks = blocks_of(path.read_text(encoding="utf-8").splitlines())
    for index, block in enumerate(blocks):
        if is_whole(block):
            after = blocks[index + 1 :]
            end = next((i for i, b in enumerate(after) if is_whole(b)), len(after))
            command = f"$ factcheck run {block.name or 'claims.yml'}"
            assert any(command in b.text for b in after[:end] if b.info == "console"), block.text


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_fragments_are_yaml_and_stand_in_the_file_that_follows(path: Path) -> None:
    blocks = blocks_of(path.read_text(encoding="utf-8").splitlines())
    for index, block in enumerate(blocks):
        is_saved = is_whole(block) or is_rubric(block)
        assert block.info != "yaml" or is_saved, f"tag it 'yaml fragment': {block.text}"
        if block.info != "yaml fragment":
            continue
        document = parse_document(dedent(block.text).encode(), "fragment.yml")
        assert document.root is not None
        assert document.problems == ()
        following = next((b for b in blocks[index + 1 :] if b.info == "copy"), None)
        if following is not None:
            assert block.text in (STORED / following.text).read_text(encoding="utf-8")


def test_commands_on_the_example_claims_find_what_is_expected(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    commands = re.findall(r"^factcheck (run claims/\S+)$", read("docs/examples.md"), re.MULTILINE)
    assert len(commands) == len(list((ROOT / "claims").glob("*.yml")))
    assert [command for command in commands if run_cli(*command.split()).exit_code != 0] == []


# What the reference pages say of the language


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, down to the next one of its level or above."""
    before, found, after = text.partition(f"# {heading}\n")
    assert found, f"there is no heading '{heading}'"
    level = len(before) - len(before.rstrip("#")) + 1
    return re.split(rf"^#{{1,{level}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """Return what stands in backticks in the first cell of each row of the tables in a text."""
    rows = re.findall(r"^\| ?((?:`[^`]+`(?:, )?)+) ?\|", text, re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


PLACES = {
    "The file": None,
    "`publisher`": "PublisherModel",
    "`reports`": "ReportModel",
    "`sources`": "SourceModel",
    "`evidence`": "TableModel",
    "`unpivot` of a table": "UnpivotModel",
    "`join` of a table": "JoinModel",
    "`columns` of a table": "ColumnModel",
    "`rounded` of a column": "RoundedModel",
    "`markers` of a table or column": "MarkersModel",
    "`quantities`": "QuantityModel",
    "`statements`": "StatementModel",
    "`assumptions`": "AssumptionModel",
    "`claims`": "ClaimModel",
    "`for_each` of a claim": "ForEachModel",
    "`readings` of a claim": "ReadingModel",
    "`figure` as a block": "FigureModel",
    "`disputes`": "DisputeModel",
}


def schema_of(model: str | None) -> dict[str, Any]:
    schema = claims_schema()
    found: dict[str, Any] = schema if model is None else schema["definitions"][model]
    return found


@pytest.mark.parametrize(("heading", "model"), PLACES.items())
def test_the_keys_of_a_place_are_those_of_the_schema(heading: str, model: str | None) -> None:
    documented = first_cells(section(read("docs/reference/claim-file.md"), heading))
    assert sorted(documented) == sorted(schema_of(model)["properties"])


def test_every_block_of_the_schema_has_its_place() -> None:
    schema = claims_schema()
    with_keys = {name for name, each in schema["definitions"].items() if each.get("properties")}
    assert with_keys == set(PLACES.values()) - {None}


@pytest.mark.parametrize(
    ("heading", "choices"),
    [
        ("Empty cells", [one.value for one in EmptyCell]),
        ("Kinds of numbers", [one.value for one in ColumnKind]),
        ("Types", [one.value for one in ColumnType]),
        ("Encodings", list(ENCODINGS)),
    ],
)
def test_the_choices_of_a_table_are_those_of_the_program(heading: str, choices: list[str]) -> None:
    assert first_cells(section(read("docs/reference/tables.md"), heading)) == choices


def test_the_page_of_verdicts_has_all_of_them_in_order() -> None:
    page = read("docs/reference/verdicts.md")
    assert first_cells(section(page, "The five verdicts")) == [one.value for one in Verdict]
    assert first_cells(section(page, "Comparable numbers")) == list(ASPECTS)


def test_the_page_of_verdicts_has_every_finding() -> None:
    listed = first_cells(section(read("docs/reference/verdicts.md"), "Findings"))
    assert listed == [f"{check.CODE.code} {check.CODE.slug}" for check in CHECKS]


def test_the_page_of_verdicts_has_the_exit_codes_of_the_help(run_cli: RunCli) -> None:
    listed = first_cells(section(read("docs/reference/verdicts.md"), "Exit codes"))
    shown = run_cli("run", "--help").output.partition("Exit codes")[2]
    assert listed == re.findall(r"^ +(\d)  ", shown, re.MULTILINE)


def mentions() -> Iterator[tuple[str, str, str]]:
    """Yield each code that a document names, with the slug behind it if there is one."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for code, slug in re.findall(r"\b(FC\d{3})\b(?:`? `?([a-z]+(?:-[a-z]+)+))?", text):
            yield name_of(path), code, slug


def test_codes_that_documents_name_exist() -> None:
    known = {(each.code, each.slug) for each in every_code()}
    codes = {code for code, _ in known}
    found = list(mentions())
    assert found
    assert [each for each in found if each[1] not in codes] == []
    assert [each for each in found if each[2] and each[1:] not in known] == []


def test_the_index_links_every_page() -> None:
    index = read("docs/README.md")
    pages = [path.relative_to(DOCS).as_posix() for path in EVERY_PAGE if path.name != "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []


# A stranger's claims


STRANGER = sorted((STORED / "stranger").glob("*.yml"))


@pytest.mark.parametrize("path", STRANGER, ids=lambda path: path.stem)
def test_claims_worked_out_by_hand_have_the_verdicts_expected(path: Path, run_cli: RunCli) -> None:
    result = run_cli("run", str(path), "--format", "json")
    report = json.loads(result.stdout)
    surprises = [
        (claim["id"], claim["verdict"])
        for claim in report["claims"]
        if claim["expected"] is None or not claim["as_expected"]
    ]
    assert surprises == []
    assert result.exit_code == 0
